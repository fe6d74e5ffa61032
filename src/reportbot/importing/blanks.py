"""Tell whether a text copy of tables has kept its blank cells where they were printed.

Many programs that copy the text of pages leave blank cells out and fill the row up at its end.
Such a row looks like one whose last cells are blank. Only a blank between two filled cells of
some row shows that the copy keeps blanks in their places; without one they are not trusted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportbot.importing.blocks import Block, Row, Table
from reportbot.importing.vocabulary import is_blank, is_value


def trust_blanks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of one file, in which the tables made of text prove each other's blanks."""
    blocks = list(blocks)
    proved = any(isinstance(block, Table) and not block.blanks and _keeps_blanks(block) for block in blocks)
    for block in blocks:
        yield replace(block, blanks=True) if proved and isinstance(block, Table) else block


def _keeps_blanks(table: Table) -> bool:
    """In a stream only a gap between numbers is certain to lie within one row."""
    return any(_has_gap(row, numbers=table.shape == "stream") for row in table.rows)


def _has_gap(row: Row, *, numbers: bool) -> bool:
    before: str | None = None
    gap = False
    for entry in row:
        if is_blank(entry.text):
            gap = before is not None
            continue
        if gap and before and (not numbers or (is_value(before) and is_value(entry.text))):
            return True
        before, gap = entry.text, False
    return False
