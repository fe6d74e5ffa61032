"""Correct in an answers file what is certain, and nothing else; every other byte stays.

Certain are: a typed total that is the one cell whose change mends all sums, full-width
digits, and 截止 for 截至 in front of a date at the beginning of a clause.
"""

import difflib
import re
from collections.abc import Iterator

from reportbot.answers.keys import KEYS
from reportbot.answers.reading import load_answers
from reportbot.answers.writing import put_cell
from reportbot.checks.repair import find_repairs
from reportbot.numbers import Cell
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, Sequence, parse

NUMBERS = ("statistics",)
WORDS = ("facts", "problems", "other", "texts")
"""Keys of answers.yaml below which digits, or words too, are corrected."""

MOST_TOTALS = 50

_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_UNTIL = re.compile(
    r"(?<![一-龥])截止(?:到|至)?(?=\s*(?:\d{2,4}\s*年|\d{1,2}\s*月|(?:今年|去年|本年|当年|上年|年)(?:底|末|\d)|目前))"
)


def corrected(text: str) -> str:
    """Return an answers file with all that is certain corrected; raises InputError when it is unusable."""
    text = _with_words_corrected(text)
    for _ in range(MOST_TOTALS):
        better = _with_a_total_corrected(text)
        if better == text:
            break
        text = better
    return text


def as_diff(old: str, new: str, file: str) -> list[str]:
    """Return the lines of a unified diff."""
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), file, f"{file}（改正后）", n=1, lineterm=""
    )
    return list(lines)


def _with_a_total_corrected(text: str) -> str:
    report = load_answers(text)
    for repairs in find_repairs(report).values():
        if len(repairs) == 1 and repairs[0].kind == "cell":
            [(cell, value)] = repairs[0].changes.items()
            if cell in report.form.derived_totals:
                return put_cell(text, report.form, cell, Cell(value, note=report.cells[cell].note))
    return text


def _with_words_corrected(text: str) -> str:
    root = parse(text)
    names = {name: key for key, alias in KEYS.items() for name in (key, alias)}
    edits: list[tuple[Scalar, str]] = []
    for key, node in root if isinstance(root, MappingNode) else ():
        section = names.get(key.text)
        if section in (*NUMBERS, *WORDS):
            for scalar in _scalars(node):
                written = text[scalar.start : scalar.end]
                better = written.translate(_HALF_WIDTH)
                edits.append((scalar, _UNTIL.sub("截至", better) if section in WORDS else better))
    for scalar, better in reversed(edits):
        text = text[: scalar.start] + better + text[scalar.end :]
    return text


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield the values below a node in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, child in node:
            yield from _scalars(child)
