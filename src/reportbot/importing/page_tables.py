"""Tables that hold the text of a report instead of its numbers, or the numbers of another year."""

import re
from collections.abc import Iterable, Iterator

from reportbot.form import Form
from reportbot.importing.blocks import Block, Entry, Line, Row, Table
from reportbot.importing.parts import part_of_heading
from reportbot.importing.vocabulary import compact, is_blank

LONGEST_CAPTION = 40
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")


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


def of_another_year(
    blocks: Iterable[Block], year: int, forms: tuple[Form, ...]
) -> Iterator[tuple[str, Table]]:
    """Yield the tables whose caption names another year than the report's, each with its caption.

    A caption holds for all tables up to the next one, or to a part's heading.
    """
    caption = ""
    for block in blocks:
        if isinstance(block, Line):
            years = _YEAR.findall(compact(block.text)) if len(block.text) <= LONGEST_CAPTION else []
            if not (years or caption):
                continue
            sentence = block.text.rstrip().endswith(("。", "；", "：", "，"))
            if part_of_heading(block.text, forms) or str(year) in years:
                caption = ""
            elif years and not sentence:
                caption = block.text
        elif isinstance(block, Table) and (named := caption or _title_of_another(block, year)):
            yield named, block


def _title_of_another(table: Table, year: int) -> str:
    """Return the title in a table's first row when it names another year."""
    first = [entry.text for entry in table.rows[0] if not is_blank(entry.text)] if table.rows else []
    years = _YEAR.findall(compact(first[0])) if len(first) == 1 else []
    return first[0] if years and str(year) not in years else ""
