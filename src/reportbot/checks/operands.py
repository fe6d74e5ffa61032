"""The numbers that rules of judgement compare: this year's and last year's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportbot.checks.findings import NotAssessed
from reportbot.checks.registry import Subject
from reportbot.last_year import refusals
from reportbot.lines import lines_of
from reportbot.numbers import Number
from reportbot.report import Report

_LEADING = re.compile(r"\s*([+-]?\d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row (or block) of a table: some of its cells, their numbers, and last year's."""

    id: str
    name: str
    cells: tuple[str, ...]
    now: tuple[Number, ...]
    last: tuple[Number, ...] = ()


def rows_of(
    subject: Subject, table: str, columns: Sequence[str], last: Sequence[str] = ()
) -> Iterator[Row | NotAssessed]:
    """Yield every row of a table that has some columns, or why a row cannot be assessed.

    ``last`` are the columns of which last year's number is needed too.
    """
    form = subject.report.form
    for line in lines_of(form, table):
        cells = {str(cell.leaf.id): cell.id for cell in line.cells}
        if not set(columns) | set(last) <= set(cells):
            continue
        chosen = tuple(cells[column] for column in columns)
        now = numbers(subject.report, *chosen)
        before = last_numbers(subject, *(cells[column] for column in last)) if last else ()
        if isinstance(now, NotAssessed):
            yield now
        elif isinstance(before, NotAssessed):
            yield before
        else:
            name = f"{form.table(table).name} {form.row_label(chosen[0])}"
            yield Row(line.id, name, chosen, now, before)


def judged(report: Report, cell_id: str) -> Number | None:
    """Return a cell's number; of ``12(2019-2020)`` the leading one, which no sum may use."""
    cell = report.cell(cell_id)
    if cell.value is None and cell.raw and (leading := _LEADING.match(cell.raw)):
        return int(leading[1])
    return cell.value


def numbers(report: Report, *cells: str) -> tuple[Number, ...] | NotAssessed:
    """Return the numbers of some cells, or why they cannot be compared."""
    found: list[Number] = []
    for cell in cells:
        if cell not in report.form.cells:
            return NotAssessed(f"{report.form.id} 年格式没有这条规则要看的格子")
        value = judged(report, cell)
        if value is None:
            return NotAssessed(f"{report.form.label(cell)} 没有数，无法核对", cells)
        found.append(value)
    return tuple(found)


def last_year(subject: Subject) -> Report | NotAssessed:
    """Return last year's report, or why there is none to compare with."""
    report, previous = subject.report, subject.report.previous
    if previous is None:
        return NotAssessed("没有上年的报告，无法对照。可以写“上年度: 文件名”，或者用 --previous 指定")
    if report.year and previous.year and previous.year != report.year - 1:
        return NotAssessed(f"给的上年报告是 {previous.year} 年度的，不是 {report.year - 1} 年度的，没有对照")
    return previous


def last_numbers(subject: Subject, *cells: str) -> tuple[Number, ...] | NotAssessed:
    """Return what stood in some cells last year, or why that is not known.

    Cells are compared only where they mean the same in both forms.
    """
    previous = last_year(subject)
    if isinstance(previous, NotAssessed):
        return previous
    refused = refusals(previous.form, subject.report.form)
    if why := next((refused[cell] for cell in cells if cell in refused), ""):
        return NotAssessed(f"没有对照：{why}", cells)
    found = numbers(previous, *cells)
    if isinstance(found, NotAssessed):
        return NotAssessed(f"上年的报告里，{found.why}", cells)
    return found
