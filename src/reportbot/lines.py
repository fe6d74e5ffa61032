"""The named lines of a table: its rows, or its blocks of columns where it has no row labels."""

import functools
from dataclasses import dataclass, replace

from reportbot.form import Form, FormCell, Heading
from reportbot.labels import normalise


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of cells: a row, or a block of columns in a table without rows.

    ``groups`` are the names printed above or left of it, which a file may nest or omit.
    """

    id: str
    heading: Heading
    groups: frozenset[str]
    cells: tuple[FormCell, ...]


@functools.cache
def lines_of(form: Form, table_id: str) -> tuple[Line, ...]:
    """Return the lines of a table in the order printed."""
    table = form.table(table_id)
    lines: dict[str, Line] = {}
    for cell in form.cells_of(table_id):
        name = cell.id.split(".")[1]
        path = cell.row if table.label_columns else cell.column[:-1]
        groups = {normalise(heading.label) for heading in path[:-1]}
        groups |= {normalise(table.blocks[cell.block].caption)} - {""}
        line = lines.get(name) or Line(name, path[-1], frozenset(groups), ())
        lines[name] = replace(line, cells=(*line.cells, cell))
    return tuple(lines.values())
