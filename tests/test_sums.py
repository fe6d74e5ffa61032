"""Sums of the form: stated and derived totals, blanks and zeros."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.checks import Finding, check
from reportbot.form import Form, all_forms
from reportbot.numbers import Cell
from reportbot.report import Report

from .conftest import TODAY

Findings = Callable[[str], list[Finding]]
SUMS = ("T3-001", "T3-002", "T3-003", "T4-001")


def leaves(form: Form) -> list[str]:
    return [cell for cell in form.cells if cell not in form.derived_totals]


def filled(form: Form, numbers: list[int]) -> Report:
    """A report in which every leaf is filled and table 三 balances in each column."""
    cells = dict(zip(leaves(form), numbers, strict=True))
    report = Report(form, form.first_year, {cell: Cell(value) for cell, value in cells.items()})
    for relation in form.relations_by_code["T3-001"]:
        new, carried_in, results, carried_out = relation.cells
        if new in cells:
            total = report.value(results)
            assert total is not None
            needed = total + cells[carried_out] - cells[carried_in]
            report = report.with_cell(new, Cell(needed))
    return report


def codes(report: Report) -> set[str]:
    return {
        finding.code for finding in check(report, TODAY) if finding.code in SUMS and finding.status == "open"
    }


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
@given(data=st.data())
def test_derived_totals_never_contradict_their_parts(form: Form, data: st.DataObject) -> None:
    count = len(leaves(form))
    numbers = data.draw(st.lists(st.integers(0, 5000), min_size=count, max_size=count))
    assert codes(filled(form, numbers)) == set()


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
@given(data=st.data())
def test_one_changed_total_is_found_by_exactly_the_sums_that_name_it(form: Form, data: st.DataObject) -> None:
    report = filled(form, [data.draw(st.integers(0, 50)) for _ in leaves(form)])
    everything = {cell: report.cell(cell) for cell in form.cells}
    stated = Report(form, form.first_year, everything)
    cell = data.draw(st.sampled_from([*form.derived_totals]))
    value = stated.value(cell)
    assert value is not None
    changed = stated.with_cell(cell, Cell(value + data.draw(st.integers(1, 9))))
    expected = {
        (relation.code, frozenset(relation.cells)) for relation in form.relations if cell in relation.cells
    }
    found = {
        (finding.code, frozenset(finding.cells))
        for finding in check(changed, TODAY)
        if finding.code in SUMS and finding.status == "open"
    }
    assert found == expected


def test_a_total_that_is_too_small_for_the_filled_parts(findings: Findings) -> None:
    """
    统计数据:
      申请:
        予以公开: {自然人: 3, 商业企业: 2, 总计: 4}
    """
    [finding] = [finding for finding in findings("T3-003") if finding.status == "open"]
    assert finding.cells[0] == "applications.granted.total"
    assert (finding.expected, finding.actual) == ("5", "4")
    assert "表三 （一）予以公开 / 总计" in finding.message


def test_a_blank_part_leaves_room_for_the_missing_number(findings: Findings) -> None:
    """
    统计数据:
      申请:
        予以公开: {自然人: 3, 商业企业: 2, 总计: 9}
    """
    assert {finding.status for finding in findings("T3-003")} == {"not_assessed"}
