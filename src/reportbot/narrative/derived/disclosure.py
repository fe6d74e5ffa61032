"""Derived from table two: documents and decisions."""

from typing import Any

from reportbot.narrative.derived.applications import label_of
from reportbot.narrative.derived.registry import Source, derived

DECISIONS = ("licences", "penalties", "compulsion")


@derived
def decisions(names: Source) -> Any:
    """行政许可、行政处罚、行政强制决定数（表二），只列填了且不为零的。"""
    form = names.report.form
    found = {}
    for row in DECISIONS:
        cell = f"disclosure.{row}.decisions"
        if cell in form.cells and (count := names.cell(cell)):
            found[label_of(form.cells[cell].row[-1])] = count
    return found
