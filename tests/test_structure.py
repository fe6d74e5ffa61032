"""STR and MET: year, form version, title and statistics period."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from reportbot.checks import Finding, check
from reportbot.form import form_by_id
from reportbot.report import Report

Findings = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    ("year", "today", "severity"),
    [
        (2018, date(2026, 1, 10), "error"),
        (1999, date(2026, 1, 10), "error"),
        (3000, date(2026, 1, 10), "error"),
        (2026, date(2026, 1, 10), "warning"),
        (2025, date(2026, 1, 10), None),
        (2019, date(2026, 1, 10), None),
        (2027, date(2026, 1, 10), "error"),
    ],
)
def test_the_reporting_year(year: int, today: date, severity: str | None) -> None:
    found = [
        finding for finding in check(Report(form_by_id("2021"), year), today) if finding.code == "STR-001"
    ]
    assert [finding.severity for finding in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("form", "year", "fires"), [("2019", 2021, True), ("2021", 2020, True), ("2021", 2024, False)]
)
def test_the_form_version(form: str, year: int, fires: bool) -> None:
    found = [
        finding
        for finding in check(Report(form_by_id(form), year), date(2026, 1, 10))
        if finding.code == "STR-002"
    ]
    assert bool(found) is fires
    if fires:
        assert found[0].actual == form


def test_without_a_year_nothing_is_assessed() -> None:
    found = check(Report(form_by_id("2021"), None, published=True), date(2026, 1, 10))
    assert {finding.status for finding in found if finding.code in {"STR-001", "STR-002"}} == {"not_assessed"}


@pytest.mark.parametrize(
    ("period", "fires"),
    [
        ("2024年1月1日至2024年12月31日", False),
        ("2024年1月1日起至2024年12月31日止", False),
        ("2024年1月1日至12月31日", False),
        ("2023年1月1日至2023年12月31日", True),
        ("2024年1月1日到2024年12月30日", True),
        ("2024年1月1日至2025年12月31日", True),
        ("没有写期间", False),
    ],
)
def test_the_statistics_period_in_the_users_words(period: str, fires: bool) -> None:
    report = Report(form_by_id("2021"), 2024, texts={"front.basis": f"数据的统计期限为{period}。"})
    assert (
        bool([finding for finding in check(report, date(2026, 1, 10)) if finding.code == "MET-001"]) is fires
    )


def test_a_title_needs_the_organ(findings: Findings) -> None:
    """
    单位: {简称: 县水利局}
    """
    [finding] = findings("MET-002")
    assert "没有单位名称" in finding.message


def test_a_named_organ_has_a_title(findings: Findings) -> None:
    """
    单位: {名称: 云河县水利局}
    """
    assert findings("MET-002") == []


def test_empty_parts_and_missing_facts_are_told(findings: Findings) -> None:
    """
    单位: {名称: 云河县水利局}
    """
    assert [finding.code for finding in findings("TXT")].count("TXT-004") == 1
    fired = {finding.code for finding in findings("TXT") if finding.status == "open"}
    assert fired == {"TXT-001", "TXT-004", "TXT-022"}


def test_a_part_in_the_users_words_is_not_empty(report: Report) -> None:
    """
    修改的段落: {总体情况: 全年公开12条。, problems: 栏目更新慢。, 其他需要报告的事项: 没有。}
    """
    found = check(replace(report), date(2026, 1, 10))
    assert not {"TXT-001", "TXT-004"} & {finding.code for finding in found}
