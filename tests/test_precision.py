"""Real published reports: what is wrong in them is found, and nothing else is called wrong."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportbot.checks import Finding, check, selected
from reportbot.report import Report

from .printed import published as printed
from .published import NAMES, published

TEXTS = selected(("NAR", "TXT", "MET"))
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


SAID = {
    "hangzhou-style-2025": [
        ("TXT-002", ""),
        ("TXT-003", ""),
    ],  # two of the five aspects, a government's duties
    "hongze-2023": [("TXT-003", "")],  # what a government has to write about supervision is not there
    "huaian-2024": [
        ("TXT-003", ""),
        ("TXT-016", ""),  # only empty problems, while disputes were lost
    ],
    "shanghai-office-2019": [
        ("NAR-005", "258"),  # one cell of a group, told as the whole group
        ("NAR-005", "265"),
        ("NAR-009", ""),  # two reviews and a suit are still pending
        ("NAR-011", "33.9%"),  # 258 of 805
        ("NAR-013", "805"),  # the parts are together 716
    ],
    "suqian-2023": [("TXT-003", "")],
    "suqian-2024": [
        ("NAR-008", "134"),
        ("NAR-008", "57"),
        ("NAR-012", "1.05%"),
        ("TXT-003", ""),
        ("TXT-016", ""),
    ],
}
"""The warnings about the words of each report, with the number they are about; none is an error."""


def about_words(corpus: Path, name: str) -> list[Finding]:
    found = check(printed(corpus, name), date(2026, 3, 1), TEXTS)
    return [finding for finding in found if finding.status == "open"]


@pytest.mark.parametrize("name", NAMES)
def test_warnings_about_the_words_are_those_that_are_due(corpus: Path, name: str) -> None:
    found = [finding for finding in about_words(corpus, name) if finding.severity != "hint"]
    figures = [(finding.code, "".join(re.findall(r"[\d.]+%?", finding.actual))) for finding in found]
    assert sorted(figures) == SAID.get(name, [])
    assert {finding.severity for finding in found} <= {"warning"}


@pytest.mark.parametrize(
    ("name", "code", "actual", "expected"),
    [
        ("shanghai-office-2019", "NAR-011", "4.34%", "4.35%"),  # cut off, not rounded
        ("lusong-hrss-2020", "NAR-010", "12", ""),  # policy documents, none in the table
        ("lusong-hrss-2020", "TXT-020", "截止", "截至"),
        ("suqian-2024", "TXT-021", "的的", ""),
    ],
)
def test_listed_inconsistencies_that_may_be_right_are_hints(
    corpus: Path, name: str, code: str, actual: str, expected: str
) -> None:
    hints = [finding for finding in about_words(corpus, name) if finding.severity == "hint"]
    assert (code, actual, expected) in [(hint.code, hint.actual, hint.expected) for hint in hints]
    assert len(hints) <= 5


def test_numbers_of_another_scope_stay_silent(corpus: Path) -> None:
    """11 policy documents of a government are not the 8 normative documents of its whole area."""
    assert not [finding for finding in about_words(corpus, "huaian-2024") if finding.code.startswith("NAR")]
