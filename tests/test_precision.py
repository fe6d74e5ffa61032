"""Real published reports: what is wrong in their tables is found, and nothing else is called wrong."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportbot.checks import Finding, check, selected
from reportbot.report import Report

from .published import NAMES, published

TABLES = selected(("STR", "CEL", "T2", "T3", "T4"))

TRUE = {
    "hongze-2023": {
        ("T4-001", "error"): 2,  # two totals printed as 0
        ("STR-008", "warning"): 1,  # （六）其他处理 undivided
    },
    "lusong-hrss-2020": {
        ("CEL-002", "error"): 6,  # numbers with years behind them
        ("T2-016", "warning"): 2,  # decisions filled as items + change
    },
    "shanghai-office-2019": {("CEL-008", "warning"): 1},  # all totals of outcomes blank
    "shanghai-office-2025": {("CEL-002", "error"): 2},  # numbers with remarks behind them
}
"""What is really wrong, by the transcription of each report; a report that is not named has nothing."""


def findings(report: Report) -> list[Finding]:
    return [finding for finding in check(report, date(2026, 3, 1), TABLES) if finding.status == "open"]


@pytest.mark.parametrize("name", NAMES)
def test_errors_and_warnings_are_those_that_are_there(corpus: Path, name: str) -> None:
    report = published(corpus, name)
    if name == "suqian-2024":
        report = replace(report, previous=published(corpus, "suqian-2023"))
    found = [finding for finding in findings(report) if finding.severity != "hint"]
    counts = {(each.code, each.severity): 0 for each in found}
    for each in found:
        counts[each.code, each.severity] += 1
    assert counts == TRUE.get(name, {})


@pytest.mark.parametrize("name", NAMES)
def test_at_most_three_hints_a_report(corpus: Path, name: str) -> None:
    found = [finding for finding in findings(published(corpus, name)) if finding.severity == "hint"]
    assert len(found) <= 3


def test_the_wrong_total_is_pointed_at(corpus: Path) -> None:
    wrong = [finding for finding in findings(published(corpus, "hongze-2023")) if finding.code == "T4-001"]
    assert [finding.cells[0] for finding in wrong] == [
        "disputes.review.total",
        "disputes.suit_after_review.total",
    ]


def test_last_years_report_must_be_last_years(corpus: Path) -> None:
    report = replace(published(corpus, "suqian-2024"), previous=published(corpus, "hongze-2023"))
    assert {finding.code for finding in findings(report)} >= {"T3-004", "T2-005"}
