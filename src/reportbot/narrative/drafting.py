"""Draft the narrative parts: sentences, each with the rule, cells and facts behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from reportbot.narrative.bank import (
    ParagraphRule,
    SectionRule,
    SentenceRule,
    hopeless,
    load_bank,
    say,
)
from reportbot.narrative.expressions import NoValueError
from reportbot.narrative.names import Names
from reportbot.narrative.wording import pick, tidy
from reportbot.report import Problem, Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it comes from; ``rule`` is None for the user's own words."""

    text: str
    rule: str | None = None
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; ``edited`` when the user wrote or changed them."""

    id: str
    sentences: tuple[Sentence, ...]
    edited: bool = False
    missing: bool = False

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under one heading, in a part of the report."""

    id: str
    part: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


def draft(report: Report) -> tuple[Section, ...]:
    """Return the narrative of a report: drafted, with the user's own words in place.

    A text given for a whole part replaces all sections of the part; for a section, its
    paragraphs; for a paragraph, that paragraph. A published report is not drafted for.
    """
    sections: list[Section] = []
    replaced: set[str] = set()
    for rule in load_bank():
        if rule.part in report.texts:
            if rule.part not in replaced:
                replaced.add(rule.part)
                sections.append(Section(rule.part, rule.part, "", _own_words(rule.part, report)))
        elif rule.id in report.texts:
            sections.append(Section(rule.id, rule.part, rule.heading, _own_words(rule.id, report)))
        elif not report.published:
            paragraphs = tuple(_paragraphs(rule, report))
            if paragraphs:
                sections.append(Section(rule.id, rule.part, rule.heading, paragraphs))
    return tuple(sections)


def _own_words(item: str, report: Report) -> tuple[Paragraph, ...]:
    lines = [line.strip() for line in report.texts[item].splitlines()]
    return tuple(
        Paragraph(f"{item}.{number}" if len(lines) > 1 else item, (Sentence(line),), edited=True)
        for number, line in enumerate(lines, 1)
        if line
    )


def _paragraphs(section: SectionRule, report: Report) -> Iterator[Paragraph]:
    said = False
    for paragraph in section.paragraphs:
        if not _fits(paragraph, report):
            continue
        if paragraph.id in report.texts:
            found = list(_own_words(paragraph.id, report))
        else:
            found = list(_drafted(paragraph, report)) or _missing(paragraph.id, paragraph.needed)
        said = said or bool(found)
        yield from found
    if not said:
        yield from _missing(section.id, section.needed)


def _missing(item: str, needed: str) -> list[Paragraph]:
    if not needed:
        return []
    return [Paragraph(item, (Sentence(f"【待补充：{needed}】", item),), missing=True)]


def _drafted(paragraph: ParagraphRule, report: Report) -> Iterator[Paragraph]:
    if paragraph.each == "problems":
        problems = report.problems or ()
        for number, problem in enumerate(problems, 1):
            given = {**_given(problem), "number": number, "count": len(problems)}
            item = f"{paragraph.id}.{number}"
            if item in report.texts:
                yield from _own_words(item, report)
            elif sentences := tuple(_sentences(paragraph, report, given)):
                yield Paragraph(item, sentences)
    elif sentences := tuple(_sentences(paragraph, report, {})):
        yield Paragraph(paragraph.id, sentences)


def _given(problem: Problem) -> dict[str, Any]:
    values = {field.name: getattr(problem, field.name) for field in fields(problem)}
    return {"entry": {name: value for name, value in values.items() if value}}


def _sentences(paragraph: ParagraphRule, report: Report, given: Mapping[str, Any]) -> Iterator[Sentence]:
    for rule in paragraph.sentences:
        if _fits(rule, report):
            sentence = _say(rule, report, given)
            if sentence is not None:
                yield sentence


def _fits(rule: SentenceRule | ParagraphRule, report: Report) -> bool:
    fits_kind = not rule.kinds or report.kind in rule.kinds
    return fits_kind and (not rule.forms or report.form.id in rule.forms)


def _say(rule: SentenceRule, report: Report, given: Mapping[str, Any]) -> Sentence | None:
    """Return the sentence, None when its condition fails or a name has no value."""
    if hopeless(rule, Names(report, given)):
        return None
    names = Names(report, given)
    variant = pick(len(rule.say), report.agency, rule.id, report.year or 0)
    try:
        text = tidy(say(rule, variant, names))
    except NoValueError:
        return None
    return Sentence(text, rule.id, tuple(sorted(names.used))) if text else None
