"""Put the values of a row under the official columns, or say that it cannot be told."""

import functools
import re
from collections.abc import Mapping, Sequence

from reportbot.form import FormCell
from reportbot.importing.blocks import Entry, Row
from reportbot.importing.vocabulary import JOINT, is_blank, name
from reportbot.numbers import Cell, Kind, Number, read_cell

_SEVERAL = re.compile(r"\d +\d")
"""Two numbers in one cell: the border between them is lost."""

Columns = Mapping[int, tuple[int, int]]
"""First grid column and width of each official column, by its number."""


def columns_of(heads: Sequence[Row], cells: Sequence[FormCell]) -> Columns:
    """Return where the official columns of a row stand in a grid, as far as headings say so."""
    rows = [[entry for entry in row if entry.text.strip()] for row in heads]
    printed: dict[str, list[tuple[int, Entry, set[str]]]] = {}
    for number, row in enumerate(rows):
        for entry in row:
            *joined, last = [name(part) for part in entry.text.split(JOINT)]
            for known in {name(entry.text), last}:
                printed.setdefault(known, []).append((number, entry, set(joined)))
    found: dict[int, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        above = [heading for heading in cell.column[:-1] if heading.label]
        named = [place for known in dict.fromkeys(cell.leaf.names) for place in printed.get(known, ())]
        for number, entry, own in reversed(named):
            over = own | _over(rows[:number], entry.column) if above else own
            if all(over.intersection(heading.names) for heading in above):
                found[index] = (entry.column, entry.span)
                break
    return found


def _over(rows: Sequence[Sequence[Entry]], column: int) -> set[str]:
    """Return the names of the headings over a column, which reach to the next one where spans are lost."""
    nearest = [[entry for entry in row if entry.column <= column][-1:] for row in rows]
    return {name(part) for row in nearest for entry in row for part in (entry.text, *entry.text.split(JOINT))}


def by_columns(values: Sequence[Entry], columns: Columns, count: int) -> list[Entry] | None:
    """Return the values that stand under the official columns of a grid, None where unclear."""
    starts = [columns[index][0] for index in range(count) if index in columns]
    if len(starts) < count or len(set(starts)) < count:
        return None
    covering = {at: value for value in values for at in range(value.column, value.column + value.span)}
    chosen = [covering[start] for start in starts if start in covering]
    filled = sum(not is_blank(value.text) for value in values)
    used = [id(value) for value in chosen if not is_blank(value.text)]
    return chosen if len(chosen) == count and filled == len(used) == len(set(used)) else None


def by_order(values: Sequence[Entry], cells: Sequence[FormCell], extra: str) -> list[Entry] | None:
    """Return the values in the order printed, None where blanks or columns may have vanished.

    ``extra`` tells on which side the row keeps what is left of merged cells: ``after``,
    ``before`` or, where that is not known, nothing.
    """
    if any(" " in value.text and _SEVERAL.search(value.text) for value in values):
        return None
    count = len(cells)
    filled = [value for value in values if not is_blank(value.text)]
    if len(values) == count:
        return list(values)
    merged = _merged(values, cells)
    if len(filled) == count:
        if _gap(values):
            return None
        same = merged is None or [one.text for one in merged] == [one.text for one in filled]
        return filled if same else None
    if len(values) < count or len(filled) > count:
        return merged
    if not filled:
        return list(values[:count])
    if extra == "after":
        return list(values[:count])
    return list(values[-count:]) if extra == "before" else None


def _gap(values: Sequence[Entry]) -> bool:
    """Tell whether a blank stands between two values: then one of them may be a stray."""
    blanks = [is_blank(value.text) for value in values]
    return any(blanks[blanks.index(False) : len(blanks) - blanks[::-1].index(False)])


def _merged(values: Sequence[Entry], cells: Sequence[FormCell]) -> list[Entry] | None:
    """Return one value per column where a merged cell is repeated over the columns it covers."""
    spans = [cell.leaf.span for cell in cells]
    if sum(spans) != len(values) or max(spans) == 1:
        return None
    chosen: list[Entry] = []
    at = 0
    for span in spans:
        if len({value.text for value in values[at : at + span]}) > 1:
            return None
        chosen.append(values[at])
        at += span
    return chosen


def extra_side(rows: Sequence[tuple[Sequence[Entry], int]]) -> str:
    """Tell on which side of the values blanks of merged cells stand, from all rows of a table.

    Each row comes with the number of official columns. All rows must agree, and most must
    have such blanks: one alone may be a stray cell anywhere.
    """
    before = after = True
    longer = 0
    for values, count in rows:
        extra = len(values) - count
        if extra > 0:
            longer += 1
            before = before and all(is_blank(value.text) for value in values[:extra])
            after = after and all(is_blank(value.text) for value in values[-extra:])
    if before == after or longer * 2 < len(rows):
        return ""
    return "before" if before else "after"


def read_entry(entry: Entry, cell: FormCell) -> Cell:
    """Read one printed value; what cannot be read keeps its raw text on one line."""
    return Cell(*_read(entry.text, cell.kind, cell.leaf.units), place=entry.place)


@functools.lru_cache(maxsize=4096)
def _read(text: str, kind: Kind, units: tuple[str, ...]) -> tuple[Number | None, str | None]:
    """Return value and raw text; most cells of most reports hold the same few texts."""
    text = text.strip()
    if "\n" in text:
        if re.search(r"\d\s*\n\s*\d", text):
            return None, re.sub(r"\s*\n\s*", " / ", text)
        text = re.sub(r"\s*\n\s*", "", text)
    read = read_cell(text, kind, units)
    return read.value, read.raw
