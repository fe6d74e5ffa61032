"""The paragraphs that rules look at, and findings at a place in one of them."""

from collections.abc import Iterator
from itertools import islice

from reportbot.checks.findings import Severity
from reportbot.checks.registry import Fired, Subject
from reportbot.errors import Place
from reportbot.narrative import Paragraph

MARGIN = 24
"""Characters that a message shows before and behind a place."""


MAX_PARAGRAPHS = 5_000
"""Paragraphs of a part that rules look at; real reports have a hundred."""


def paragraphs(subject: Subject, *parts: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of some parts in the order of the report."""
    for section in subject.narrative:
        if section.part in parts:
            for paragraph in islice(section.paragraphs, MAX_PARAGRAPHS):
                if not paragraph.missing:
                    yield paragraph


MAX_TITLE = 200
"""Characters of a title that rules look at; the longest real ones have fifty."""


def title_of(subject: Subject) -> str:
    """Return the title that a published report prints."""
    return (subject.report.title or "")[:MAX_TITLE]


def text_of(subject: Subject, part: str) -> str:
    """Return a part as printed, a line for each paragraph."""
    return "\n".join(paragraph.text for paragraph in paragraphs(subject, part)).strip()


def place_of(subject: Subject, paragraph: Paragraph, start: int) -> tuple[Place, ...]:
    """Return where a character of a paragraph stands in the file, where that is known."""
    report = subject.report
    if not report.published and not paragraph.edited:
        return ()
    item = paragraph.id if report.published else f"texts.{paragraph.id}"
    numbered = item.rpartition(".")[2].isdecimal()
    line = report.places.get(item if numbered else f"{item}.1")
    if line is None or (paragraph.id in report.drafted and report.texts[paragraph.id] != paragraph.text):
        place = report.place(item)
        return (place,) if place.line else ()
    return (Place(report.file, line.line, line.column + start if line.column else None),)


def fired_at(
    subject: Subject,
    paragraph: Paragraph,
    span: tuple[int, int],
    message: str,
    *,
    cells: tuple[str, ...] = (),
    expected: str = "",
    actual: str = "",
    severity: Severity | None = None,
) -> Fired:
    """Return a finding at a place of a paragraph; the message begins with the words there."""
    text = paragraph.text
    return Fired(
        f"“{_excerpt(text, *span)}”：{message}",
        cells,
        expected,
        actual or text[span[0] : span[1]],
        severity,
        items=(f"texts.{paragraph.id}", paragraph.id),
        places=place_of(subject, paragraph, span[0]),
    )


_ENDS = "。！？!?\n"


def _excerpt(text: str, start: int, end: int) -> str:
    """Return the words of a sentence around a place, with the place marked."""
    before, behind = max(0, start - MARGIN), min(len(text), end + MARGIN)
    first = (
        max((found for mark in _ENDS if (found := text.rfind(mark, before, start)) >= 0), default=before - 1)
        + 1
    )
    last = (
        min((found for mark in _ENDS if (found := text.find(mark, end, behind)) >= 0), default=behind - 1) + 1
    )
    before, behind = max(first, before), min(last, behind)
    left = ("…" if before > 0 and text[before - 1] not in _ENDS else "") + text[before:start].lstrip()
    right = text[end:behind].rstrip() + ("…" if behind < len(text) and text[behind - 1] not in _ENDS else "")
    return f"{left}【{text[start:end]}】{right}"
