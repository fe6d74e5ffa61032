"""What a reader makes of a file of any format: lines of text, tables and pictures in order.

Everything behind the readers works on these alone.
"""

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportbot.errors import InputError, Place
from reportbot.importing.vocabulary import is_blank, is_value
from reportbot.report import Remark

NOWHERE = Place()

MAX_CELLS = 20_000
"""Cells of all tables together; a report has some 300."""


class Line(NamedTuple):
    """One paragraph of text; ``level`` is that of a heading where the format marks headings."""

    text: str
    place: Place = NOWHERE
    level: int = 0


class Entry(NamedTuple):
    """One cell of a table as it stands in the file, in the row in which it begins.

    ``column`` and ``span`` are meaningful in a grid only.
    """

    text: str
    place: Place = NOWHERE
    column: int = 0
    span: int = 1


Row = tuple[Entry, ...]
Shape = Literal["grid", "rows", "stream"]


@dataclass(frozen=True)
class Table:
    """One table, and how much of its layout the file has kept.

    In a ``grid`` every entry stands in its true column; ``rows`` have kept the ends of rows
    but perhaps moved merged cells; a ``stream`` is one row that holds all cells in order.
    ``blanks`` tells whether blank cells surely stand where they were printed.
    """

    rows: tuple[Row, ...]
    shape: Shape = "grid"
    blanks: bool = True

    def is_regular(self, row: Sequence[Entry]) -> bool:
        """Tell whether the last cell of a row ends where most rows end."""
        return bool(row) and row[-1].column + row[-1].span == self._width

    def holds(self, entry: Entry) -> bool:
        """Tell whether a cell stands within the width of most rows."""
        return entry.column + entry.span <= self._width

    @functools.cached_property
    def texts(self) -> tuple[str, ...]:
        """What stands in it besides values and blanks."""
        texts = (entry.text for row in self.rows for entry in row if entry.text)
        return tuple(text for text in texts if not is_value(text) and not is_blank(text))

    @functools.cached_property
    def _width(self) -> int:
        widths = Counter(row[-1].column + row[-1].span for row in self.rows if row)
        return widths.most_common(1)[0][0] if widths else 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: a table published as an image cannot be read."""

    place: Place = NOWHERE


Block = Line | Table | Picture


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader hands over: blocks, the name a page gives itself, and notes for the user.

    ``framed`` tells that the format puts a page with navigation around the report.
    """

    blocks: tuple[Block, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    framed: bool = False


def grid(rows: Sequence[Sequence[tuple[str, int, int, Place]]]) -> Table:
    """Build a grid from rows of (text, rowspan, colspan, place) by laying cells as browsers do."""
    taken: dict[int, int] = {}
    laid: list[Row] = []
    for cells in rows:
        row: list[Entry] = []
        column = 0
        below: dict[int, int] = {at: left - 1 for at, left in taken.items() if left > 1}
        for text, rowspan, colspan, place in cells:
            while taken.get(column):
                column += 1
            row.append(Entry(text, place, column, colspan))
            if rowspan > 1:
                below.update(dict.fromkeys(range(column, column + colspan), rowspan - 1))
            column += colspan
        taken = below
        laid.append(tuple(row))
    return Table(tuple(laid))


def too_many_cells() -> InputError:
    """Return the message about tables that are no report's."""
    return InputError(f"表格超过 {MAX_CELLS} 格，不是年度报告的表", remedy="请确认没有选错文件")
