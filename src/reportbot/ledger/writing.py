"""Put the counted cells into an answers file, each with the rows that make it up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reportbot.answers import load_answers
from reportbot.answers.editing import drop
from reportbot.answers.writing import key, put_cell, put_rest, put_source, put_unverified
from reportbot.errors import InputError
from reportbot.ledger.tally import Tally, place
from reportbot.numbers import Cell
from reportbot.report import Report

Side = Literal["ours", "theirs"]
"""Whose value stays where they differ: the answers file's (ours) or the ledger's (theirs)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is filled already and not with what the ledger counts."""

    cell: str
    ours: Cell
    theirs: int


def counted(tally: Tally) -> Report:
    """Return the counted tables as a report: every cell that the ledger tells is stated, 0 too."""
    cells = {
        cell.id: Cell(tally.value(cell.id))
        for cell in tally.form.cells.values()
        if not any(heading.total for heading in (*cell.row, *cell.column))
        and (cell.table == "applications" or cell.id.split(".")[1] in tally.tables)
    }
    return Report(form=tally.form, year=tally.year, cells=cells)


def differences(report: Report, tally: Tally) -> list[Difference]:
    """Return the filled cells, totals included, that the ledger counts otherwise."""
    ledger = counted(tally)
    return [
        Difference(cell, stated, int(value))
        for cell, stated in report.cells.items()
        if not stated.blank and (value := ledger.value(cell)) is not None and value != stated.value
    ]


def unsure_of_carried_in(report: Report, tally: Tally) -> bool:
    """Tell whether the ledger may simply not hold what was carried over from last year.

    A ledger that is begun anew each year has no rows from before: then only last year's report
    can say that nothing was carried over.
    """
    last = report.previous.value("applications.carried_out.total") if report.previous else None
    return not tally.reaches_back and last != 0 and report.value(CARRIED_IN) != 0


CARRIED_IN = "applications.carried_in.total"


def fill(text: str, report: Report, tally: Tally, file: str, side: Side | None) -> str:
    """Return the text of an answers file with the counted cells and where they come from.

    Nothing else in the text changes. Without a ``side`` there must be no differences.
    """
    other = {difference.cell: difference.theirs for difference in differences(report, tally)}
    cells = counted(tally).cells
    blank = {cell for cell in cells if report.cell(cell).blank and cell not in other}
    new = {cell: int(cells[cell].value or 0) for cell in blank}
    if side == "theirs":
        new |= other
    for cell, value in new.items():
        if value or cell in other or not cell.startswith("applications."):
            note = report.cells[cell].note if cell in report.cells else None
            text = put_cell(text, tally.form, cell, Cell(value, note=note))
    if blank:
        text = put_rest(text, tally.form, "applications")
    unsure = {CARRIED_IN} if side != "ours" and unsure_of_carried_in(report, tally) else set()
    if unsure or (tally.reaches_back and CARRIED_IN in report.unverified):
        text = put_unverified(text, [*(item for item in report.unverified if item != CARRIED_IN), *unsure])
    kept = set(other) if side == "ours" else set()
    text = _put_sources(text, report, tally, file, kept)
    _verify(text, {**cells, **{cell: report.cells[cell] for cell in kept}})
    return text


def _put_sources(text: str, report: Report, tally: Tally, file: str, kept: set[str]) -> str:
    """Record file, sheet and rows of every cell that is not 0; earlier rows of these tables go."""
    sources = dict(_sources(tally, file, kept))
    for item in report.sources:
        if item.split(".")[0] in {"applications", "disputes"} and item not in {*sources, *kept}:
            text = drop(text, [key("sources"), (item,)])
    for item, source in sources.items():
        text = put_source(text, item, source)
    return text


def _sources(tally: Tally, file: str, kept: set[str]) -> Iterator[tuple[str, str]]:
    yield "applications", f"{file}：共 {len(tally.applications)} 件，没有列出行号的格为 0"
    if tally.tables:
        yield "disputes", f"{file}：没有列出行号的格为 0"
    for cell in tally.form.cells:
        if cell in tally.cells and cell not in kept:
            yield cell, f"{file}：{place(tally.cells[cell])}"


def _verify(text: str, cells: Mapping[str, Cell]) -> None:
    """Read the new text once more: a number that did not arrive must not go unnoticed."""
    written = load_answers(text).cells
    wrong = [
        cell
        for cell in cells
        if replace(written.get(cell, Cell()), note=None) != replace(cells[cell], note=None)
    ]
    if wrong:
        raise InputError(
            f"没有写成：答案文件里“{wrong[0]}”等 {len(wrong)} 格的写法太特别，没有改动",
            remedy="请先把表三的各行改成“行名: {自然人: 1, 其余: 0}”这样的写法再试",
        )
