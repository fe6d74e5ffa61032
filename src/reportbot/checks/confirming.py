"""Findings that the user has explained: whose reason holds, and for which values it was given."""

from reportbot.checks.findings import Finding
from reportbot.numbers import format_number, read_cell
from reportbot.report import Confirmation, Report

BLANK = "空白"
"""How a confirmation writes down that a cell was blank."""

Change = tuple[str, str, str]
"""An item, what stood there when the reason was given, and what stands there now."""


def confirm(finding: Finding, report: Report, reason: str) -> Confirmation:
    """Return the confirmation of a finding as it stands now."""
    named = finding.cells or tuple(_name(item) for item in finding.items[:1])
    return Confirmation(finding.code, reason, named, {item: _stands(item, finding, report) for item in named})


def confirmation_of(finding: Finding, report: Report) -> Confirmation | None:
    """Return the confirmation that holds for a finding, None when there is none."""
    for confirmation in report.confirmations:
        if is_meant(finding, confirmation) and not changes(confirmation, finding, report):
            return confirmation
    return None


def is_meant(finding: Finding, confirmation: Confirmation) -> bool:
    """Tell whether a confirmation is about a finding, whatever its values."""
    named = {_name(item) for item in confirmation.cells}
    places = (*finding.cells, *(_name(item) for item in finding.items))
    return confirmation.code == finding.code and (not named or not named.isdisjoint(places))


def changes(confirmation: Confirmation, finding: Finding, report: Report) -> list[Change]:
    """Return what is no longer as it was when the reason was given."""
    return [
        (item, then, now)
        for item, then in confirmation.values.items()
        if _plain(then) != _plain(now := _stands(item, finding, report))
    ]


def _name(item: str) -> str:
    """Return the id of a text as users write it: without the section of the file it stands in."""
    return item.removeprefix("texts.")


def _stands(item: str, finding: Finding, report: Report) -> str:
    """Return what stands in a cell; for a text, what the finding quotes of it."""
    spec = report.form.cells.get(item)
    if spec is None:
        return finding.actual
    cell = report.cell(item)
    if cell.value is None:
        return cell.raw or BLANK
    return format_number(cell.value, spec.kind)


def _plain(text: str) -> str:
    """Return a value as it compares: 3, +3 and 3.0 are the same."""
    value = read_cell(text.strip().lstrip("+"), "amount").value
    return text.strip() if value is None else format_number(value)
