"""Lay a table of the form out as boxes that tile a grid, as printed on paper.

Terminal, Markdown, HTML and Word draw the same boxes.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportbot.form import Block, Form, FormError, Heading, leaf_paths

TYPE_AREA_MM = 156
"""Width of the type area of an official page; tables fill it."""

LABEL_COLUMNS_MM = {0: (), 1: (46,), 2: (25, 42), 3: (8, 24, 44)}
"""Widths of the label columns by their number; number columns share the rest."""

Role = Literal["caption", "heading", "corner", "label", "value"]


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle of a table; rows and columns count from 0.

    A value box has a cell id and no text; every other box has the printed text.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    role: Role
    text: str = ""
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The boxes of one table; ``header_rows`` repeat when the table breaks over pages."""

    table: str
    columns: int
    rows: int
    header_rows: int
    label_columns: int
    boxes: tuple[Box, ...]

    def by_row(self) -> list[list[Box]]:
        """Return the boxes by the row in which they begin, left to right."""
        found: list[list[Box]] = [[] for _ in range(self.rows)]
        for box in sorted(self.boxes, key=lambda box: (box.row, box.column)):
            found[box.row].append(box)
        return found

    def column_widths(self) -> list[float]:
        """Return the width of each column in millimetres; together the type area."""
        labels = LABEL_COLUMNS_MM.get(self.label_columns, (20,) * self.label_columns)
        values = self.columns - self.label_columns
        return [*labels, *[(TYPE_AREA_MM - sum(labels)) / values] * values]


@functools.lru_cache(maxsize=32)
def layout(form: Form, table_id: str) -> Grid:
    """Lay a table out; raises FormError when the boxes do not tile the grid."""
    table = form.table(table_id)
    cells = iter(form.cells_of(table_id))
    boxes: list[Box] = []
    columns = max(table.label_columns + _width(block.columns) for block in table.blocks)
    row = header_rows = 0
    for block in table.blocks:
        if block.caption:
            boxes.append(Box(row, 0, 1, columns, "caption", block.caption))
            row += 1
        depth = _depth(block.columns)
        boxes += _head(block, table.label_columns, row, depth)
        row += depth
        header_rows = header_rows or row
        label_depth = max(table.label_columns, 1)
        for heading in block.rows:
            boxes += _labels(heading, row, 0, label_depth) if table.label_columns else []
            for _ in leaf_paths([heading]):
                column = table.label_columns
                for path in leaf_paths(block.columns):
                    boxes.append(Box(row, column, 1, path[-1].span, "value", cell=next(cells).id))
                    column += path[-1].span
                row += 1
    grid = Grid(
        table_id,
        columns,
        row,
        header_rows if len(table.blocks) == 1 else 0,
        table.label_columns,
        tuple(boxes),
    )
    _verify(grid)
    return grid


def _width(headings: Sequence[Heading]) -> int:
    return sum(path[-1].span for path in leaf_paths(headings))


def _depth(headings: Sequence[Heading]) -> int:
    return max(len(path) for path in leaf_paths(headings))


def _head(block: Block, label_columns: int, row: int, depth: int) -> Iterator[Box]:
    if label_columns:
        role: Role = "corner" if depth > 1 else "heading"
        yield Box(row, 0, depth, label_columns, role, block.corner)
    column = label_columns
    for heading in block.columns:
        yield from _columns(heading, row, column, depth)
        column += _width([heading])


def _columns(heading: Heading, row: int, column: int, depth: int) -> Iterator[Box]:
    width = _width([heading])
    yield Box(row, column, 1 if heading.children else depth, width, "heading", heading.label)
    for child in heading.children:
        yield from _columns(child, row + 1, column, depth - 1)
        column += _width([child])


def _labels(heading: Heading, row: int, column: int, depth: int) -> Iterator[Box]:
    height = len(leaf_paths([heading]))
    yield Box(row, column, height, 1 if heading.children else depth, "label", heading.label)
    for child in heading.children:
        yield from _labels(child, row, column + 1, depth - 1)
        row += len(leaf_paths([child]))


def _verify(grid: Grid) -> None:
    covered: set[tuple[int, int]] = set()
    for box in grid.boxes:
        for row in range(box.row, box.row + box.rowspan):
            for column in range(box.column, box.column + box.colspan):
                if (row, column) in covered or column >= grid.columns or row >= grid.rows:
                    raise FormError(f"{grid.table}: box {box} overlaps or sticks out")
                covered.add((row, column))
    if len(covered) != grid.rows * grid.columns:
        raise FormError(f"{grid.table}: {grid.rows * grid.columns - len(covered)} places uncovered")
