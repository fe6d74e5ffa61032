"""Derived from table two: documents and decisions."""

from typing import Any

from reportbot.narrative.derived.applications import label_of
from reportbot.narrative.derived.registry import Source, above_zero, derived
from reportbot.numbers import Number

DECISIONS = ("licences", "penalties", "compulsion")


@derived
def decisions(names: Source) -> Any:
    """行政许可、行政处罚、行政强制决定数（表二），只列填了且不为零的。"""
    form = names.report.form
    found = {}
    for row in DECISIONS:
        cell = f"disclosure.{row}.decisions"
        if cell in form.cells and (count := names.cell(cell) or 0) > 0:
            found[label_of(form.cells[cell].row[-1])] = count
    return found


COLUMNS = {
    "made": "新制作",
    "newly_public": "新公开",
    "public_total": "年底对外公开",
}
"""What the columns of documents in form 2019 count, as a sentence says it."""


@derived
def rule_counts(names: Source) -> Any:
    """规章（2019 年格式表二）：新制作、新公开、年底对外公开的件数，只列不为零的。"""
    return _counts(names, "government_rules")


@derived
def normative_counts(names: Source) -> Any:
    """规范性文件（2019 年格式表二）：新制作、新公开、年底对外公开的件数，只列不为零的。"""
    return _counts(names, "normative_documents")


def _counts(names: Source, row: str) -> dict[str, Number] | None:
    cells = {word: f"disclosure.{row}.{column}" for column, word in COLUMNS.items()}
    if not set(cells.values()) <= set(names.report.form.cells):
        return None
    return above_zero((word, names.cell(cell)) for word, cell in cells.items())
