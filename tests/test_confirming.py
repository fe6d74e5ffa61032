"""Reasons given for findings: they hold for the values seen and come back when these change."""

from dataclasses import replace

import pytest

from reportbot.answers import load_answers
from reportbot.answers.writing import put_confirmation
from reportbot.checks import Finding, check, selected
from reportbot.checks.confirming import confirm
from reportbot.report import Report

from .conftest import TODAY

ANSWERS = """\
年度: 2024
统计数据:
  表二: {规章: {其余: 0}, 行政规范性文件: {本年制发件数: %s, 本年废止件数: 0, 现行有效件数: 5}}
修改的段落: {总体情况: 全年公开12条信息。}
"""


def found(report: Report, code: str) -> list[Finding]:
    findings = [finding for finding in check(report, TODAY) if finding.code == code]
    return [finding for finding in findings if finding.status != "not_assessed"]


def test_a_confirmation_is_written_with_the_values_and_holds_until_they_change() -> None:
    text = ANSWERS % 7
    report = load_answers(text)
    [finding] = found(report, "T2-002")
    text = put_confirmation(text, 0, confirm(finding, report, "两件年底尚未施行"))
    assert "当时的数" in text
    [finding] = found(load_answers(text), "T2-002")
    assert (finding.status, finding.reason) == ("confirmed", "两件年底尚未施行")
    [finding] = found(load_answers(text.replace("本年制发件数: 7", "本年制发件数: 9")), "T2-002")
    assert finding.status == "open"


@pytest.mark.parametrize("written", ["7", "+7", "7.0"])
def test_values_compare_as_numbers(written: str) -> None:
    reason = f"说明理由: [{{规则: T2-002, 当时的数: {{disclosure.normative_documents.issued: '{written}'}}, 理由: 样例}}]\n"
    [finding] = found(load_answers(ANSWERS % 7 + reason), "T2-002")
    assert finding.status == "confirmed"


def test_blank_and_unreadable_cells_are_seen_as_they_stand() -> None:
    report = load_answers("年度: 2024\n统计数据: {表二: {行政处罚: /}}\n")
    for code in ("CEL-001", "CEL-005"):
        finding = found(report, code)[0]
        confirmed = replace(report, confirmations=(confirm(finding, report, "样例"),))
        assert found(confirmed, code)[0].status == "confirmed"
        changed = confirmed.with_cell(
            finding.cells[0],
            load_answers("年度: 2024\n统计数据: {表二: {行政处罚: 3}}").cell(
                "disclosure.penalties.decisions"
            ),
        )
        assert all(each.status != "confirmed" for each in found(changed, code))


def test_a_finding_in_a_text_is_confirmed_by_its_place_and_what_it_quotes() -> None:
    report = load_answers(
        "年度: 2024\n修改的段落: {front.basis: 统计期限为2023年1月1日至2023年12月31日。}\n"
        "统计数据: {表三: {逾期不缴费: {自然人: 1, 其余: 0}}}\n其他事项: {收费通知: {件数: 0}}\n"
    )
    [finding] = found(report, "T3-010")
    confirmation = confirm(finding, report, "样例")
    assert confirmation.cells == ("applications.other_unpaid_fee.total",)
    text = Finding("TXT-020", "hint", "请改", actual="截止12月", items=("texts.overview.2", "overview"))
    confirmation = confirm(text, report, "引文")
    assert confirmation.cells == ("overview.2",)
    assert confirmation.values == {"overview.2": "截止12月"}


def test_what_cannot_be_confirmed_stays_open() -> None:
    reason = "说明理由: [{规则: CEL-002, 理由: 就这样}]\n"
    [finding] = found(
        load_answers("年度: 2024\n统计数据: {表二: {行政许可: 12(2019)}}\n" + reason), "CEL-002"
    )
    assert finding.status == "open"


def test_a_reason_for_a_rule_that_was_not_run_is_not_called_useless() -> None:
    report = load_answers(ANSWERS % 1 + "说明理由: [{规则: T2-002, 理由: 样例}]\n")
    assert check(report, TODAY, selected(("CEL-010",))) == []
    both = check(report, TODAY, selected(("CEL-010", "T2-002")))
    assert [finding.code for finding in both] == ["CEL-010"]
