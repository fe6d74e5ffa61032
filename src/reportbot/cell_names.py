"""Official words for single cells: short ones to print, and finding the cell that words mean."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from reportbot.errors import InputError
from reportbot.form import Form, Heading
from reportbot.labels import bare, unnumbered
from reportbot.lines import lines_of

SHOWN = 6
"""So many cells are named when words mean more than one."""

_NUMBERING = re.compile(r"^(?:([一二三四五六七八九十]+)、|(（[一二三四五六七八九十]+）)|(\d+)\.)")
_LAST_BREAK = re.compile(r"[\s/／]+(?=[^\s/／]*$)")
_SEPARATORS = re.compile(r"[\s/／—·、.．,，“”\"_-]+")


def numbering(label: str) -> str:
    """Return the number that a label begins with: 一, （四） or 1; "" when it has none."""
    match = _NUMBERING.match(label)
    return next(filter(None, match.groups())) if match else ""


def short_name(form: Form, cell_id: str) -> str:
    """Return a cell in as few words as the form allows, as ``表三 （四）1 总计``."""
    cell = form.cells[cell_id]
    return f"{form.table(cell.table).name} {short_row(form, cell_id)} {bare(cell.leaf.label)}"


def short_row(form: Form, cell_id: str) -> str:
    """Return a cell's row in few words: a row within a group by its numbers, as ``（四）1``."""
    cell = form.cells[cell_id]
    rows = [heading.label for heading in cell.row if heading.label]
    if len(rows) > 2:
        return "".join(numbering(label) for label in rows[1:])
    return bare(rows[-1]) if rows else cell.column[-2].label


def full_name(form: Form, cell_id: str) -> str:
    """Return the words that a short name leaves out, "" when it leaves out none."""
    rows = [heading.label for heading in form.cells[cell_id].row if heading.label]
    return bare(unnumbered(rows[-1])) if len(rows) > 2 else ""


def find_cell(form: Form, words: str) -> str:
    """Return the cell that an id or official words mean (``表三/（七）/总计``); raises InputError.

    Table, groups and numbering may be left out; without a column the total is meant.
    """
    if words.strip() in form.cells:
        return words.strip()
    row, _, column = _LAST_BREAK.sub("\0", words).rpartition("\0")
    found = _cells(form, _squeezed(row), _squeezed(column)) or _cells(form, _squeezed(words))
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(
            f"没有“{words}”这一格",
            remedy="请写单元格编号，或者写明表、行、栏，例如 表三/（七）/总计、表四/行政复议/结果维持",
        )
    more = f" 等 {len(found)} 格" if len(found) > SHOWN else ""
    named = "；".join(form.label(cell) for cell in found[:SHOWN])
    raise InputError(f"“{words}”可以指好几格：{named}{more}", remedy="请写得具体些，例如加上表名和组名")


Columns = Mapping[str, str]
"""Cells of a line by the squeezed ways of naming their columns."""


def _cells(form: Form, words: str, column: str = "") -> list[str]:
    """Return the cells that words mean; a column given apart is not looked for in the words."""
    found = []
    for pattern, columns in _patterns(form):
        match = pattern.fullmatch(words)
        named = (column or match["column"] or "") if match and not (column and match["column"]) else None
        if named is not None and named in columns:
            found.append(columns[named])
    return found


@cache
def _patterns(form: Form) -> list[tuple[re.Pattern[str], Columns]]:
    """Return, for each line of the tables, what words name it and the columns in it."""
    found: list[tuple[re.Pattern[str], Columns]] = []
    for table in form.tables:
        names = (table.name, table.name[-1], table.id, form.part(table.id).heading, *table.also)
        for line in lines_of(form, table.id):
            path = [heading for heading in line.cells[0].row if heading.label] or line.cells[0].column[:-1]
            columns = {way: cell.id for cell in line.cells for way in map(_squeezed, _ways(cell.leaf))}
            totals = [cell.id for cell in line.cells if cell.leaf.total or len(line.cells) == 1]
            steps = [
                _any(names) + "?",
                *(_any(_ways(heading)) + "?" for heading in path[:-1]),
                _any(_ways(path[-1])),
            ]
            pattern = re.compile(f"{''.join(steps)}(?P<column>{'|'.join(map(re.escape, columns))})?")
            found.append((pattern, {**columns, **({"": totals[0]} if totals else {})}))
    return found


def _any(ways: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(_squeezed(way)) for way in ways)})"


def _ways(heading: Heading) -> Iterable[str]:
    label = heading.label
    ways = (label, bare(label), unnumbered(label), numbering(label), heading.id or "", *heading.also)
    return [way for way in dict.fromkeys(ways) if way]


def _squeezed(words: str) -> str:
    """Return words without what separates them, so that any way of joining them compares equal."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", words))
