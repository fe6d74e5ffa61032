"""The problems that part 五 names, one by one, up to where the measures begin."""

import re
from collections.abc import Iterator

from reportbot.checks.paragraphs import paragraphs
from reportbot.checks.registry import Subject
from reportbot.checks.word_lists import any_of, word_lists
from reportbot.narrative import Paragraph

Span = tuple[int, int]

_PIECE = re.compile(r"[^。；;\n]+")
_ITEM = re.compile(
    r"[一二三四五六七八九十]是|第[一二三四五]，|[（(][一二三四五六][)）]|(?:主要)?(?:表现|体现)在[：:]?"
)
MIN_LENGTH = 5
"""Characters below which a clause names no problem."""


def named_problems(subject: Subject) -> Iterator[tuple[Paragraph, Span]]:
    """Yield the paragraph and place of every problem; the lead before a list is none."""
    pieces = list(_pieces(subject))
    listed = [(paragraph, span) for paragraph, span, item in pieces if item]
    named = any_of(word_lists()["problem_words"])
    yield from listed or [
        (paragraph, span) for paragraph, span, _ in pieces if named.search(paragraph.text, *span)
    ]


def _pieces(subject: Subject) -> Iterator[tuple[Paragraph, Span, bool]]:
    """Yield the clauses up to the measures, each with whether it is an item of a list."""
    turning = any_of(word_lists()["turning_words"])
    for paragraph in paragraphs(subject, "problems"):
        for piece in _PIECE.finditer(paragraph.text):
            if turning.search(piece[0]):
                return
            item = _ITEM.search(piece[0])
            start = piece.start() + item.end() if item else piece.start()
            if piece.end() - start >= MIN_LENGTH:
                yield paragraph, (start, piece.end()), bool(item)
