"""What a spreadsheet file holds: sheets of rows, whatever kind of file they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from reportbot.errors import InputError, Place

Value = str | int | float | bool | date | time | timedelta
"""A cell; a blank one is an empty text, a datetime is a date as well."""

MAX_CELLS = 2_000_000
"""Cells that one sheet may span, from A1 to its last filled row and column."""
MAX_COVERED = 400_000
"""Cells that may lie below merged ones."""


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns count from 0 here and from 1 or A in messages.

    ``hidden_rows`` stand in the file but are not seen by who opens it. ``unvalued`` are
    cells whose formula has no stored result, or an error. ``merged`` are the rectangles of
    merged cells: first row, first column, last row, last column.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def value(self, row: int, column: int) -> Value:
        """Return a cell, blank where the row is shorter; texts without blanks around them."""
        cells = self.rows[row]
        value = cells[column] if column < len(cells) else ""
        return value.strip() if isinstance(value, str) else value


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file, a text table as one without a name; ``remarks`` are for the user."""

    file: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


def covered_cells(sheet: Sheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return, for every covered cell of a merged rectangle, the cell that holds its value."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom + 1, len(sheet.rows))):
            found |= {(row, column): (top, left) for column in range(left, right + 1)}
            if len(found) > MAX_COVERED:
                raise InputError(
                    "合并的单元格多得不合常理", place=Place(sheet.name), remedy="请取消合并后再用"
                )
        found.pop((top, left), None)
    return found


def letter(column: int) -> str:
    """Return the letters by which a spreadsheet names a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
