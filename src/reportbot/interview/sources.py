"""Show where every sentence of the draft comes from, and what has become of every fact."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportbot.cell_names import short_name
from reportbot.interview.session import Session, Step
from reportbot.interview.views import Entry, step_behind
from reportbot.numbers import format_number
from reportbot.questions import all_questions, fact_name
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.narrative import Section
    from reportbot.narrative.drafting import Narrative

LAST = "last."


def sources(session: Session, steps: Sequence[Step]) -> Iterator[Entry]:
    """Yield each sentence with its rules, cells and facts, then each fact with its place in the draft."""
    from reportbot.narrative.drafting import narrate

    if not session.report.facts:
        return
    narrative = narrate(session.report)
    for section in narrative.sections:
        yield Entry(_heading(section, session.report), heading=True)
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                yield Entry(sentence.text, step_behind(sentence.used, section.id, session))
                if not sentence.statements:
                    yield Entry("还缺内容" if paragraph.missing else "自己写的", mark="←")
                for statement in sentence.statements:
                    behind = "、".join(_named(item, session.report) for item in sorted(statement.used))
                    yield Entry(f"{statement.rule}{f'：{behind}' if behind else ''}", mark="←")
    yield Entry("填了的用在哪里", heading=True)
    yield from _facts(narrative, session, steps)


def _heading(section: "Section", report: Report) -> str:
    part = "开头" if section.part == "front" else report.form.part(section.part).heading
    return section.heading or part


def _named(item: str, report: Report) -> str:
    """Return a cell by its official name with its number, last year's with last year's; a fact by its name."""
    name = item.removeprefix(LAST)
    source, year = (report.previous, "上年") if item.startswith(LAST) else (report, "")
    if source and name in source.form.cells:
        value = source.value(name)
        number = "" if value is None else f"＝{format_number(value)}"
        return f"{year}{short_name(source.form, name)}{number}"
    return f"{year}{fact_name(name)}" if ".".join(name.split(".")[:2]) in all_questions() else item


def _facts(narrative: "Narrative", session: Session, steps: Sequence[Step]) -> Iterator[Entry]:
    """Yield the facts that were given, each with the section that tells it or the reason why none does."""
    from reportbot.narrative.tracing import untold_facts

    asked = {fact: step.id for step in reversed(steps) for fact in step.facts}
    untold = {one.fact: one.reason for one in untold_facts(session.report, narrative)}
    told: dict[str, str] = {}
    for section in narrative.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for item in sentence.used:
                    told.setdefault(item, _heading(section, session.report))
    for fact in session.report.facts:
        if place := untold.get(fact) or told.get(fact):
            mark = "–" if fact in untold else "✓"
            yield Entry(f"{fact_name(fact)}：{place}", asked.get(".".join(fact.split(".")[:2])), mark)
