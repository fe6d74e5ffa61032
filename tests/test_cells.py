"""CEL: rules about single cells, each firing and silent."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportbot.checks import Finding, check
from reportbot.form import form_for_year
from reportbot.numbers import Cell, read_cell
from reportbot.report import Report

from .conftest import TODAY

Findings = Callable[[str], list[Finding]]


def test_blank_table_row_and_cell_are_told_once_each(findings: Findings) -> None:
    """
    统计数据:
      表二: {规章: 0, 行政许可: 3, 其余: 0}
      表三:
        本年新收: {自然人: 1, 商业企业: 0}
        其余: 0
    """
    messages = [finding.message for finding in findings("CEL-001")]
    assert messages == ["表四还没有填（15 格）。请填写；都没有发生的写“无”"]


def test_a_partly_filled_row_names_its_blank_columns(findings: Findings) -> None:
    """
    统计数据:
      表二: {其余: 0}
      表三: 无
      表四:
        行政复议: {结果维持: 1, 结果纠正: 0}
        未经复议直接起诉: 无
        复议后起诉: 无
    """
    [finding] = findings("CEL-001")
    assert finding.message == "表四“行政复议”“其他结果、尚未审结”没有填。没有发生的请写 0"
    assert finding.cells == ("disputes.review.other", "disputes.review.pending")
    assert (finding.places[0].line, finding.places[0].column) == (6, 5)


def test_answered_tables_have_nothing_blank(findings: Findings) -> None:
    """
    统计数据: {表二: {其余: 0}, 表三: 无, 表四: 无}
    """
    assert findings("CEL") == []


CELLS = pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("3", []),
        ("12(2019-2020)", ["CEL-002"]),
        ("22（其中修订16件）", ["CEL-002"]),
        ("/", ["CEL-002", "CEL-005"]),
        ("无", ["CEL-002", "CEL-005"]),
        ("-3", ["CEL-003"]),
        ("2.5", ["CEL-004"]),
        ("3件", ["CEL-007"]),
        ("1,204", ["CEL-007"]),
        ("０３", ["CEL-007"]),
    ],
)


@CELLS
def test_what_is_typed_into_a_cell(typed: str, codes: list[str]) -> None:
    form = form_for_year(2024)
    report = Report(form, 2024, {cell: Cell(0) for cell in form.cells})
    report = report.with_cell("disclosure.licences.decisions", read_cell(typed, "count", ("件",)))
    found = [finding for finding in check(report, TODAY) if finding.code.startswith("CEL")]
    assert [finding.code for finding in found] == codes
    assert all("表二 行政许可 / 本年处理决定数量" in finding.message for finding in found)


def test_a_change_may_be_negative_and_written_in_words(findings: Findings) -> None:
    """
    年度: 2020
    统计数据:
      表二:
        行政许可: {上一年项目数量: 3, 本年增/减: 减1, 处理决定数量: 2}
        政府集中采购: {采购项目数量: 1, 采购总金额: 251000元}
        其余: 0
      表三: 无
      表四: 无
    """
    assert findings("CEL") == []


def test_a_published_report_gets_one_hint_per_table_with_blanks() -> None:
    form = form_for_year(2024)
    cells = {cell: Cell() for cell in form.cells} | {"applications.granted.natural_person": Cell(0)}
    report = Report(form, 2024, cells, published=True)
    found = [finding for finding in check(report, TODAY) if finding.code.startswith("CEL")]
    assert [(finding.code, finding.severity) for finding in found] == [
        ("CEL-001", "hint"),
        ("CEL-001", "hint"),
        ("CEL-001", "hint"),
        ("CEL-006", "hint"),
    ]


def test_a_blank_total_over_filled_parts() -> None:
    form = form_for_year(2024)
    cells = {cell: Cell(0) for cell in form.cells}
    cells |= {"disputes.review.upheld": Cell(5), "disputes.review.total": Cell()}
    report = Report(form, 2024, cells, published=True)
    [finding] = [finding for finding in check(report, TODAY) if finding.code == "CEL-008"]
    assert (finding.cells[0], finding.expected) == ("disputes.review.total", "5")
    assert [
        finding.code
        for finding in check(replace(report, cells=cells | {"disputes.review.total": Cell(5)}), TODAY)
    ].count("CEL-008") == 0


def test_a_provisional_answer_is_told_until_cleared(findings: Findings) -> None:
    """
    统计数据: {表二: {行政许可: 3, 其余: 0}, 表三: 无, 表四: 无}
    待核实: [disclosure.licences.decisions, proactive.items_total]
    """
    assert [finding.message for finding in findings("CEL-009")] == [
        "表二 行政许可 / 本年处理决定数量：标为待核实。核实以后请从“待核实”里删去",
        "“主动公开总数”：标为待核实。核实以后请从“待核实”里删去",
    ]
