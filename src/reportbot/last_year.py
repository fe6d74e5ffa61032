"""What of last year's report means the same in this year's form.

Cells that both forms have under one id mean the same. For every other cell the file of the
two forms in ``forms/changes/`` says why last year has nothing to compare it with.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportbot.form import Form
from reportbot.numbers import Number
from reportbot.report import Report
from reportbot.resources import load_yaml, resource


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's values by this year's cell ids, and why a cell has none."""

    values: Mapping[str, Number] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def value(self, cell_id: str) -> Number | None:
        """Return last year's value of a cell; None when there is nothing to compare with."""
        return self.values.get(cell_id)

    def why_not(self, cell_id: str) -> str:
        """Return in Chinese why a cell has no value of last year, nothing when it has one."""
        if cell_id in self.values:
            return ""
        return self.refused.get(cell_id, "上年报告的这一格空着，或者不是数字")


def comparable(report: Report, previous: Report | None) -> LastYear:
    """Return what of last year's report may be set beside this year's cells."""
    reason = _unfit(report, previous)
    if reason or previous is None:
        return LastYear(refused=dict.fromkeys(report.form.cells, reason))
    refused = refusals(previous.form, report.form)
    values = {
        cell: value
        for cell in report.form.cells
        if cell not in refused and (value := previous.value(cell)) is not None
    }
    return LastYear(values, refused)


def is_year_before(report: Report, previous: Report | None) -> bool:
    """Tell whether a report is there and may be the one of the year before."""
    return previous is not None and not _unfit(report, previous)


def _unfit(report: Report, previous: Report | None) -> str:
    if previous is None:
        return "没有上年报告"
    if report.year and previous.year and previous.year != report.year - 1:
        return f"给出的上年报告是 {previous.year} 年度的，不是 {report.year - 1} 年度"
    return ""


@functools.cache
def refusals(before: Form, now: Form) -> Mapping[str, str]:
    """Return the cells of a form for which an earlier form has none of the same meaning, with reasons."""
    if before is now:
        return {}
    missing = [cell for cell in now.cells if cell not in before.cells]
    reasons = _reasons(before.id, now.id)
    found = {}
    for cell in missing:
        said = [why for prefix, why in reasons.items() if f"{cell}.".startswith(f"{prefix}.")]
        found[cell] = said[0] if said else f"{before.id} 年格式没有这一格"
    return found


def _reasons(before: str, now: str) -> Mapping[str, str]:
    path = resource("forms", "changes", f"{before}-{now}.yaml")
    if not path.exists():
        return {}
    return {cell: entry["why"] for entry in load_yaml(path)["refused"] for cell in entry["cells"]}
