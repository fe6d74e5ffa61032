"""Derived from table three: intake, applicants, results in their groups."""

import functools
import re
from typing import Any

from reportbot.form import Form, Heading
from reportbot.labels import bare, unnumbered
from reportbot.narrative.derived.registry import Source, above_zero, add, derived
from reportbot.numbers import Number


@derived
def received(names: Source) -> Any:
    """本年新收申请：表三第一项总计。"""
    return names.cell("applications.new_received.total")


@derived
def carried_in(names: Source) -> Any:
    """上年结转申请：表三第二项总计。"""
    return names.cell("applications.carried_in.total")


@derived
def handled(names: Source) -> Any:
    """本年应办申请：表三第一项加第二项。"""
    return add([received(names), carried_in(names)])


@derived
def completed(names: Source) -> Any:
    """本年办结申请：表三（七）总计。"""
    return names.cell("applications.result_total.total")


@derived
def carried_out(names: Source) -> Any:
    """结转下年度申请：表三第四项总计。"""
    return names.cell("applications.carried_out.total")


@derived
def applicants(names: Source) -> Any:
    """新收申请的申请人：自然人、法人或其他组织（五类组织之和），只列不为零的。"""
    columns = _columns(names.report.form)
    if not columns:
        return None
    person, *organs = [names.cell(f"applications.new_received.{column.id}") for column, _ in columns]
    return above_zero([(columns[0][0].label, person), (columns[1][1], add(organs))])


@derived
def organisations(names: Source) -> Any:
    """法人或其他组织提出的新收申请，按五类组织，只列不为零的。"""
    return above_zero(
        (label_of(column), names.cell(f"applications.new_received.{column.id}"))
        for column, _ in _columns(names.report.form)[1:]
    )


@derived
def results(names: Source) -> Any:
    """办理结果：表三（一）至（六）各组总计，只列不为零的组。"""
    return above_zero(
        (label, add(names.cell(cell) for cell, _ in cells))
        for label, cells in _groups(names.report.form).items()
    )


@derived
def disclosed(names: Source) -> Any:
    """予以公开和部分公开合计：表三（一）、（二）总计之和。"""
    return add(names.cell(f"applications.{row}.total") for row in ("granted", "partial"))


@derived
def denied(names: Source) -> Any:
    """不予公开：表三（三）各格总计之和。"""
    return _sum(names, "denied_")


@derived
def denied_reasons(names: Source) -> Any:
    """不予公开的各种情形：表三（三）各格总计，只列不为零的。"""
    return _reasons(names, "denied_")


@derived
def unavailable(names: Source) -> Any:
    """无法提供：表三（四）各格总计之和。"""
    return _sum(names, "unavailable_")


@derived
def unavailable_reasons(names: Source) -> Any:
    """无法提供的各种情形：表三（四）各格总计，只列不为零的。"""
    return _reasons(names, "unavailable_")


@derived
def refused(names: Source) -> Any:
    """不予处理：表三（五）各格总计之和。"""
    return _sum(names, "refused_")


@derived
def refused_reasons(names: Source) -> Any:
    """不予处理的各种情形：表三（五）各格总计，只列不为零的。"""
    return _reasons(names, "refused_")


@derived
def otherwise(names: Source) -> Any:
    """其他处理：表三（六）各格总计之和。"""
    return _sum(names, "other_")


@derived
def otherwise_reasons(names: Source) -> Any:
    """其他处理的各种情形：表三（六）各格总计，只列不为零的；2019 年格式不分情形。"""
    return _reasons(names, "other_")


@derived
def duplicated(names: Source) -> Any:
    """重复类申请：重复申请、大量反复申请、要求确认或重新出具三格之和。"""
    rows = ("refused_duplicate", "refused_excessive", "refused_reconfirm")
    return add(names.cell(f"applications.{row}.total") for row in rows)


@derived
def uncorrected(names: Source) -> Any:
    """补正没有成的申请：补正后仍不明确与逾期不补正两格之和。"""
    return add(
        names.cell(f"applications.{row}.total") for row in ("unavailable_unclear", "other_no_correction")
    )


def label_of(heading: Heading) -> str:
    """Return how a sentence names a row or column: its shortest name, without number and bracketed note."""
    name = min((heading.label, *heading.also), key=len)
    return re.sub(r"（.*）$", "", bare(unnumbered(name)))


@functools.cache
def _columns(form: Form) -> tuple[tuple[Heading, str], ...]:
    """Return the columns of applicants with the heading above each."""
    cells = [
        cell for cell in form.cells_of("applications") if cell.id.startswith("applications.new_received.")
    ]
    return tuple((cell.leaf, cell.column[-2].label) for cell in cells if not cell.leaf.total)


@functools.cache
def _groups(form: Form) -> dict[str, tuple[tuple[str, Heading], ...]]:
    """Return the groups of results: printed name, and the total cell and heading of each row in it."""
    groups: dict[str, tuple[tuple[str, Heading], ...]] = {}
    for cell in form.cells_of("applications"):
        if len(cell.row) > 1 and cell.leaf.id == "total" and not cell.row[-1].total:
            name = label_of(cell.row[1])
            groups[name] = (*groups.get(name, ()), (cell.id, cell.row[-1]))
    return groups


@functools.cache
def _rows(form: Form, prefix: str) -> tuple[tuple[str, Heading], ...]:
    start = f"applications.{prefix}"
    return tuple(row for rows in _groups(form).values() for row in rows if row[0].startswith(start))


def _sum(names: Source, prefix: str) -> Number | None:
    return add(names.cell(cell) for cell, _ in _rows(names.report.form, prefix))


def _reasons(names: Source, prefix: str) -> dict[str, Number] | None:
    rows = _rows(names.report.form, prefix)
    return above_zero((label_of(heading), names.cell(cell)) for cell, heading in rows)
