"""Draft the narrative parts: sentences, each with the rules, cells and facts behind it."""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reportbot.narrative.bank import (
    DETAIL,
    KEPT,
    MINOR,
    MUST,
    ParagraphRule,
    SectionRule,
    SentenceRule,
    load_bank,
)
from reportbot.narrative.names import Names
from reportbot.narrative.problems import ENTRY, entries
from reportbot.narrative.redrafting import redraft
from reportbot.narrative.sentences import Paragraph, Section, Sentence, Statement
from reportbot.narrative.speaking import Speaker
from reportbot.report import Report

Length = Literal["brief", "standard", "full"]
"""How much is said: only what must be; everything within the usual length; everything."""

_RANKS: Mapping[Length, int] = {"brief": MUST, "standard": MINOR, "full": DETAIL}
LIMITED_PART = "overview"


@dataclass(frozen=True, slots=True)
class Narrative:
    """A draft, the statements that gave way to the usual length, and the user's paragraphs that have no place."""

    sections: tuple[Section, ...]
    omitted: tuple[Statement, ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in order."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)


def draft(report: Report, length: Length = "standard") -> tuple[Section, ...]:
    """Return the narrative of a report: drafted, with the user's own words in place.

    A text given for a whole part replaces all sections of the part; for a section, its
    paragraphs; for a paragraph, that paragraph. A published report is not drafted for.
    """
    return narrate(report, length).sections


def narrate(report: Report, length: Length = "standard") -> Narrative:
    """Return the narrative of a report with what was left out for length."""
    sections = _sections(report, length, frozenset())
    limit = _limit(report) if length == "standard" else 0
    omitted: list[Statement] = []
    while limit and (excess := _size(sections) - limit) > 0:
        dropped = _least_important(sections, excess)
        if not dropped:
            break
        omitted += dropped
        sections = _sections(report, length, frozenset(statement.rule for statement in omitted))
    return Narrative(sections, tuple(omitted), _unplaced(report, sections))


def _unplaced(report: Report, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Return the ids of texts that stand nowhere: no such paragraph here, or a larger text in its place."""
    placed = {paragraph.id for section in sections for paragraph in section.paragraphs}
    placed |= {section.id for section in sections} | {item.rpartition(".")[0] for item in placed}
    return tuple(item for item in report.texts if item not in placed)


def _limit(report: Report) -> int:
    limits = next((section.limits for section in load_bank() if section.id == LIMITED_PART), {})
    return int(limits.get(report.kind or "", 0))


def _size(sections: tuple[Section, ...]) -> int:
    """Return the characters of part 一, with its headings and without what is still missing."""
    part = [section for section in sections if section.part == LIMITED_PART]
    paragraphs = [paragraph for section in part for paragraph in section.paragraphs]
    return sum(len(section.heading) for section in part) + sum(
        len(paragraph.text) for paragraph in paragraphs if not paragraph.missing
    )


def _least_important(sections: tuple[Section, ...], excess: int) -> list[Statement]:
    """Return the statements that go first: of the highest rank, the last one of the longest section."""
    statements = {
        section.id: [
            statement
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
            for statement in sentence.statements
        ]
        for section in sections
        if section.part == LIMITED_PART
    }
    dropped: list[Statement] = []
    for rank in range(DETAIL, KEPT, -1):
        while excess > 0:
            droppable = {
                name: found for name, found in statements.items() if any(one.rank == rank for one in found)
            }
            if not droppable:
                break
            longest = max(droppable.values(), key=lambda found: sum(len(one.text) for one in found))
            last = next(one for one in reversed(longest) if one.rank == rank)
            longest.remove(last)
            dropped.append(last)
            excess -= len(last.text)
    return dropped


def _sections(report: Report, length: Length, without: frozenset[str]) -> tuple[Section, ...]:
    def allows(rule: SentenceRule) -> bool:
        return rule.rank <= _RANKS[length] and rule.id not in without

    speaker, names = Speaker(report, allows), Names(report)
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
            paragraphs = tuple(_paragraphs(rule, report, speaker, names))
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


def _paragraphs(section: SectionRule, report: Report, speaker: Speaker, names: Names) -> Iterator[Paragraph]:
    said = False
    for paragraph in speaker.choose(section.orders, section.id)[0]:
        if not paragraph.fits(report):
            continue
        found = list(_drafted(paragraph, report, speaker, names))
        found = found or _missing(paragraph.id, paragraph.asks(report))
        said = said or bool(found)
        yield from found
    if not said:
        yield from _missing(section.id, section.needed)


def _missing(item: str, needed: str) -> list[Paragraph]:
    if not needed:
        return []
    return [Paragraph(item, (Sentence(f"【待补充：{needed}】"),), missing=True)]


def _drafted(paragraph: ParagraphRule, report: Report, speaker: Speaker, names: Names) -> Iterator[Paragraph]:
    if paragraph.each == "problems":
        for number, (place, given) in enumerate(entries(report, names), 1):
            speak = functools.partial(speaker.paragraph, paragraph, names.within({ENTRY: given}), number)
            yield from _edited_or(f"{paragraph.id}.{place}", report, speak)
    else:
        yield from _edited_or(paragraph.id, report, functools.partial(speaker.paragraph, paragraph, names))


def _edited_or(item: str, report: Report, speak: Callable[[], list[Sentence]]) -> Iterator[Paragraph]:
    """Yield a paragraph as drafted, as the user wrote it, or drafted anew around the user's changes."""
    if item in report.texts and item not in report.drafted:
        yield from _own_words(item, report)
        return
    sentences = tuple(speak())
    if item in report.texts:
        kept, stale = redraft(report.drafted[item], report.texts[item], sentences)
        if kept:
            yield Paragraph(item, kept, edited=True, stale=stale)
    elif sentences:
        yield Paragraph(item, sentences)
