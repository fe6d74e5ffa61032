"""Draw the tables of a report for a terminal of any width, full-width text aligned."""

from itertools import groupby
from typing import Any

from rich import box
from rich.table import Table as Drawn

from reportbot.document import cell_text
from reportbot.labels import bare
from reportbot.lines import Line, lines_of
from reportbot.report import Report

BLANK = "·"
"""Stands in a cell that nobody has filled in; 0 is a number."""


def draw_tables(report: Report, table_id: str) -> list[Any]:
    """Return what to print for one table of the form: a drawing for each set of columns."""
    lines = lines_of(report.form, table_id)
    drawings = []
    for columns, group in groupby(lines, key=_columns):
        drawings.append(_draw(report, list(columns), list(group)))
    return drawings


def _columns(line: Line) -> tuple[str, ...]:
    return tuple(bare(cell.leaf.label) for cell in line.cells)


def _draw(report: Report, columns: list[str], lines: list[Line]) -> Drawn:
    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    drawn.add_column("", overflow="fold")
    texts = [[cell_text(report, cell.id) or BLANK for cell in line.cells] for line in lines]
    for number, label in enumerate(columns):
        longest = max(len(row[number].encode("gbk", "replace")) for row in texts)
        narrow = len(columns) > 4
        drawn.add_column(label, justify="right", overflow="fold", width=max(longest, 4) if narrow else None)
    group = ""
    for line, row in zip(lines, texts, strict=True):
        above = line.cells[0].row[-2].label if len(line.cells[0].row) > 2 else ""
        if above and above != group:
            drawn.add_row(above)
        group = above
        drawn.add_row(("  " if above else "") + bare(line.heading.label), *row)
    return drawn
