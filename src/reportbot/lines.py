"""The named lines of a table: its rows, or its blocks of columns where it has no row labels."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportbot.form import Form, FormCell, Heading
from reportbot.labels import normalise


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of cells: a row, or a block of columns in a table without rows.

    ``names`` are its id and its normalised labels; ``groups`` the labels printed above or
    left of it, which a file may nest or omit. ``columns`` finds a cell by any name of its
    column, ``column_groups`` are the labels above the columns.
    """

    id: str
    heading: Heading
    names: frozenset[str]
    groups: frozenset[str]
    cells: tuple[FormCell, ...]
    columns: Mapping[str, FormCell]
    column_groups: frozenset[str]


@functools.cache
def lines_of(form: Form, table_id: str) -> tuple[Line, ...]:
    """Return the lines of a table in the order printed."""
    cells: dict[str, list[FormCell]] = {}
    for cell in form.cells_of(table_id):
        cells.setdefault(cell.id.split(".")[1], []).append(cell)
    return tuple(_line(form, table_id, name, tuple(found)) for name, found in cells.items())


def _line(form: Form, table_id: str, name: str, cells: tuple[FormCell, ...]) -> Line:
    table, first = form.table(table_id), cells[0]
    path = first.row if table.label_columns else first.column[:-1]
    return Line(
        id=name,
        heading=path[-1],
        names=frozenset([name, *path[-1].names]),
        groups=_labels(path[:-1]) | ({normalise(table.blocks[first.block].caption)} - {""}),
        cells=cells,
        columns={known: cell for cell in cells for known in (str(cell.leaf.id), *cell.leaf.names)},
        column_groups=_labels(heading for cell in cells for heading in cell.column[:-1]),
    )


def _labels(headings: Iterable[Heading]) -> frozenset[str]:
    return frozenset(normalise(heading.label) for heading in headings if heading.label)
