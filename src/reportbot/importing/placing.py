"""Put the values of a row under the official columns, or say that it cannot be told."""

import re
from collections.abc import Mapping, Sequence

from reportbot.form import FormCell, Heading
from reportbot.importing.blocks import Entry, Row
from reportbot.importing.vocabulary import JOINT, is_blank, name
from reportbot.numbers import Cell, read_cell

Columns = Mapping[int, tuple[int, int]]
"""First grid column and width of each official column, by its number."""


def columns_of(heads: Sequence[Row], cells: Sequence[FormCell]) -> Columns:
    """Return where the official columns of a row stand in a grid, as far as headings say so."""
    placed = [(number, entry) for number, row in enumerate(heads) for entry in row if entry.text.strip()]
    found: dict[int, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        leaf, above = cell.column[-1], cell.column[:-1]
        for number, entry in reversed(placed):
            *joined, last = _parts(entry.text, leaf)
            if last not in leaf.names:
                continue
            over = {
                name(part)
                for other, upper in placed
                if other < number and upper.column <= entry.column < upper.column + upper.span
                for part in (upper.text, *upper.text.split(JOINT))
            }
            over |= {name(part) for part in joined}
            if all(not heading.label or over & set(heading.names) for heading in above):
                found[index] = (entry.column, entry.span)
                break
    return found


def _parts(text: str, leaf: Heading) -> list[str]:
    if name(text) in leaf.names:
        return [name(text)]
    *joined, last = text.split(JOINT)
    return [*joined, name(last)]


def by_columns(values: Sequence[Entry], columns: Columns, count: int) -> list[Entry] | None:
    """Return the values that stand under the official columns of a grid, None where unclear."""
    if len(columns) < count or len({start for start, _ in columns.values()}) < count:
        return None
    chosen: list[Entry] = []
    for index in range(count):
        start, _ = columns[index]
        covering = [value for value in values if value.column <= start < value.column + value.span]
        if len(covering) != 1:
            return None
        chosen.append(covering[0])
    filled = [value for value in values if not is_blank(value.text)]
    return chosen if all(sum(value is one for one in chosen) == 1 for value in filled) else None


def by_order(values: Sequence[Entry], cells: Sequence[FormCell], extra: str) -> list[Entry] | None:
    """Return the values in the order printed, None where blanks or columns may have vanished.

    ``extra`` tells on which side the table keeps what is left of merged cells: ``after``,
    ``before`` or, where that is not known, nothing.
    """
    count = len(cells)
    filled = [value for value in values if not is_blank(value.text)]
    if len(values) == count:
        return list(values)
    merged = _merged(values, cells)
    if len(filled) == count:
        same = merged is None or [one.text for one in merged] == [one.text for one in filled]
        return filled if same else None
    if len(values) < count or len(filled) > count:
        return merged
    if not filled:
        return list(values[:count])
    if extra == "after":
        return list(values[:count])
    return list(values[-count:]) if extra == "before" else None


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

    Each row comes with the number of official columns.
    """
    before = after = True
    for values, count in rows:
        extra = len(values) - count
        if extra > 0:
            before = before and all(is_blank(value.text) for value in values[:extra])
            after = after and all(is_blank(value.text) for value in values[-extra:])
    return "" if before == after else "before" if before else "after"


def read_entry(entry: Entry, cell: FormCell) -> Cell:
    """Read one printed value; what cannot be read keeps its raw text on one line."""
    text = entry.text.strip()
    if "\n" in text:
        if re.search(r"\d\s*\n\s*\d", text):
            return Cell(raw=re.sub(r"\s*\n\s*", " / ", text), place=entry.place)
        text = re.sub(r"\s*\n\s*", "", text)
    read = read_cell(text, cell.kind, cell.leaf.units)
    return Cell(read.value, read.raw, place=entry.place)
