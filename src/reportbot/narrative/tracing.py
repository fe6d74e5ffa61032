"""Where the words of a draft come from, and which facts it does not tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportbot.narrative.drafting import Narrative
from reportbot.narrative.fitting import misfits
from reportbot.narrative.sentences import Sentence
from reportbot.narrative.vocabulary import all_facts
from reportbot.numbers import format_number
from reportbot.questions import all_questions, find_answer
from reportbot.report import Report


@dataclass(frozen=True, slots=True)
class Untold:
    """A fact that was given and is not in the draft, with the reason."""

    fact: str
    name: str
    reason: str


def trace(report: Report, narrative: Narrative) -> Iterator[str]:
    """Yield the lines of ``draft --trace``: each sentence with its rules, cells and facts, then what is untold."""
    for section in narrative.sections:
        for paragraph in section.paragraphs:
            yield f"[{paragraph.id}]"
            for sentence in paragraph.sentences:
                yield f"  {sentence.text}"
                yield from _behind(sentence, report)
    untold = untold_facts(report, narrative)
    if untold:
        yield "[填了没有用上]"
        yield from (f"  {one.fact}（{one.name}）：{one.reason}" for one in untold)


def _behind(sentence: Sentence, report: Report) -> Iterator[str]:
    if not sentence.statements:
        yield "    自己写的" if not sentence.text.startswith("【") else "    等待补充"
    for statement in sentence.statements:
        used = "、".join(_with_value(item, report) for item in sorted(statement.used))
        yield f"    {statement.rule}{f'：{used}' if used else ''}"


def _with_value(item: str, report: Report) -> str:
    """Return a cell with its number, last year's with last year's; a fact by its id."""
    last = item.startswith("last.")
    source, name = (report.previous, item.removeprefix("last.")) if last else (report, item)
    value = source.value(name) if source and name in source.form.cells else None
    return item if value is None else f"{item}={format_number(value)}"


def untold_facts(report: Report, narrative: Narrative) -> tuple[Untold, ...]:
    """Return the facts that were given and that no sentence tells, with the reason for each."""
    told = {
        item
        for section in narrative.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for item in sentence.used
    }
    misfit = {part: f"{one.told}，没有写" for one in misfits(report) for part in one.parts}
    omitted = {item for statement in narrative.omitted for item in statement.used}
    return tuple(
        Untold(fact, find_answer(fact).name, misfit.get(fact) or _reason(fact, report, omitted))
        for fact in report.facts
        if fact not in told and fact in all_facts()
    )


def _reason(fact: str, report: Report, omitted: set[str]) -> str:
    question = all_questions()[".".join(fact.split(".")[:2])]
    if question.unprinted:
        return question.unprinted
    if fact in omitted:
        return "为控制篇幅没有写，用 --length full 可以写上"
    if not report.facts[fact]:
        return "回答是 0 或者没有，不写"
    if question.section in report.texts or any(
        text.startswith(f"{question.section}.") for text in report.texts
    ):
        return "这一节有您自己写的段落"
    return "没有合适的句子：可能与别处重复，或者缺少要一起写的内容"
