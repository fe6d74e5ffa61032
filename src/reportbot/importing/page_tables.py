"""Tables that hold the text of a report instead of its numbers."""

from collections.abc import Iterable, Iterator

from reportbot.form import Form
from reportbot.importing.blocks import Block, Entry, Line, Row, Table
from reportbot.importing.parts import part_of_heading
from reportbot.importing.vocabulary import is_blank


def opened(blocks: Iterable[Block], forms: tuple[Form, ...]) -> Iterator[Block]:
    """Yield blocks with the text of one-column tables, and headings inside tables, as lines."""
    for block in blocks:
        if isinstance(block, Table) and block.shape == "grid":
            yield from _opened(block, forms)
        else:
            yield block


def _opened(table: Table, forms: tuple[Form, ...]) -> Iterator[Block]:
    filled = [tuple(entry for entry in row if not is_blank(entry.text)) for row in table.rows]
    if all(len(row) < 2 for row in filled):
        for row in filled:
            for entry in row:
                yield from _lines(entry)
        return
    rows: list[Row] = []
    for row, entries in zip(table.rows, filled, strict=True):
        if len(entries) == 1 and part_of_heading(entries[0].text, forms):
            if rows:
                yield Table(tuple(rows))
            rows = []
            yield from _lines(entries[0])
        else:
            rows.append(row)
    if rows:
        yield Table(tuple(rows))


def _lines(entry: Entry) -> Iterator[Line]:
    yield from (Line(text, entry.place) for text in entry.text.split("\n"))
