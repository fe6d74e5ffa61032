"""Repair hints: the cell, or the shifted line, whose change mends every failing sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.checks import check
from reportbot.checks.repair import Repair, find_repairs, lines
from reportbot.checks.slips import name_of_slip
from reportbot.form import Form, all_forms
from reportbot.numbers import Cell
from reportbot.report import Report

from .conftest import TODAY
from .test_sums import filled, leaves

FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_org", "total")


def stated(form: Form, data: st.DataObject, most: int = 50) -> Report:
    """A consistent report with every total stated."""
    report = filled(form, [data.draw(st.integers(0, most)) for _ in leaves(form)])
    cells = {cell: Cell(report.value(cell)) for cell in form.cells if report.value(cell) is not None}
    return Report(form, form.first_year, cells)


def printed(**rows: str) -> Report:
    """Table 三 of form 2021 in which some rows have numbers; the others are 0."""
    form = all_forms()[-1]
    cells = {cell.id: Cell(0) for cell in form.cells_of("applications")}
    for row, numbers in rows.items():
        values = zip(COLUMNS, map(int, numbers.split()), strict=True)
        cells |= {f"applications.{row}.{column}": Cell(value) for column, value in values}
    return Report(form, 2024, cells)


GOOD = {
    "new_received": "40 12 0 3 5 0 60",
    "carried_in": "7 0 0 0 0 0 7",
    "granted": "21 8 0 1 4 0 34",
    "partial": "9 0 0 2 0 0 11",
    "unavailable_not_held": "13 4 0 0 1 0 18",
    "result_total": "43 12 0 3 5 0 63",
    "carried_out": "4 0 0 0 0 0 4",
}


def repairs(report: Report) -> list[Repair]:
    """The likeliest repair of each failing sum, each once."""
    found: list[Repair] = []
    for fitting in find_repairs(report).values():
        found += [repair for repair in fitting[:1] if repair not in found]
    return found


def changed(row: str, numbers: str, **more: str) -> Report:
    return printed(**{**GOOD, row: numbers, **more})


def test_a_consistent_report_needs_no_repair() -> None:
    assert find_repairs(printed(**GOOD)) == {}


@FORMS
@given(data=st.data())
def test_the_changed_cell_is_always_a_suspect_and_in_a_full_table_the_only_one(
    form: Form, data: st.DataObject
) -> None:
    report = stated(form, data)
    tables = [cell.id for cell in form.cells.values() if cell.table in {"applications", "disputes"}]
    cell = data.draw(st.sampled_from(tables))
    before = report.value(cell)
    assert before is not None
    after = data.draw(st.integers(0, 99).filter(lambda value: value != before))
    found = find_repairs(report.with_cell(cell, Cell(after)))
    assert found
    for fitting in found.values():
        suspects = {repair.cells[0]: repair.changes[repair.cells[0]] for repair in fitting}
        assert suspects[cell] == before
        assert len(suspects) == 1 or cell.startswith("disputes.")


@FORMS
@given(data=st.data())
def test_where_totals_are_left_out_the_changed_cell_is_among_the_suspects(
    form: Form, data: st.DataObject
) -> None:
    report = filled(form, [data.draw(st.integers(0, 50)) for _ in leaves(form)])
    cell = data.draw(st.sampled_from([cell for cell in report.cells if cell.startswith("applications.")]))
    value = report.value(cell)
    assert value is not None
    for fitting in find_repairs(report.with_cell(cell, Cell(value + 3))).values():
        assert cell in {repair.cells[0] for repair in fitting}


@FORMS
@given(data=st.data())
def test_whatever_is_proposed_does_mend_the_sums(form: Form, data: st.DataObject) -> None:
    report = stated(form, data, most=9)
    for cell in data.draw(st.lists(st.sampled_from(sorted(report.cells)), min_size=1, max_size=3)):
        report = report.with_cell(cell, Cell(data.draw(st.integers(0, 30))))
    failing = find_repairs(report)
    for relation, fitting in failing.items():
        for repair in fitting:
            mended = report
            for cell, value in repair.changes.items():
                mended = mended.with_cell(cell, Cell(value))
            left = set(find_repairs(mended))
            assert left == set(failing) - repair.relations
            assert relation in repair.relations


def test_swapped_digits_are_named() -> None:
    [repair] = repairs(changed("granted", "12 8 0 1 4 0 34"))
    assert repair.changes == {"applications.granted.natural_person": 21}
    assert repair.slip == "可能两位数字写颠倒了"


def test_two_errors_in_different_rows_and_columns_are_told_apart() -> None:
    found = repairs(changed("granted", "21 8 0 1 5 0 34", partial="9 0 0 4 0 0 11"))
    assert {repair.cells for repair in found} == {
        ("applications.granted.legal_service",),
        ("applications.partial.public_welfare",),
    }


def test_swapped_neighbours_in_a_row() -> None:
    [repair] = repairs(changed("granted", "8 21 0 1 4 0 34"))
    assert (repair.kind, repair.slip) == ("swap", "相邻两格的数写颠倒了")
    assert repair.changes == {
        "applications.granted.natural_person": 21,
        "applications.granted.business": 8,
    }


def test_a_swap_is_told_as_one_explanation() -> None:
    found = find_repairs(changed("granted", "8 21 0 1 4 0 34"))
    assert {len(fitting) for fitting in found.values()} == {1}


def test_swapped_neighbours_in_a_column() -> None:
    [repair] = repairs(changed("granted", "9 8 0 1 4 0 34", partial="21 0 0 2 0 0 11"))
    assert (repair.kind, repair.cells) == (
        "swap",
        ("applications.granted.natural_person", "applications.partial.natural_person"),
    )


def test_a_row_shifted_to_the_right() -> None:
    [repair] = repairs(changed("granted", "0 21 8 0 1 4 34"))
    assert repair.kind == "shift"
    assert list(repair.changes.values()) == [21, 8, 0, 1, 4, 0]


def test_a_row_shifted_to_the_left_from_the_second_cell() -> None:
    [repair] = repairs(changed("new_received", "40 0 3 5 0 0 60"))
    assert repair.kind == "shift"
    assert repair.changes["applications.new_received.business"] == 12
    assert "往前错了一格" in repair.slip


def test_a_column_shifted_down() -> None:
    [repair] = repairs(
        changed(
            "granted",
            "0 8 0 1 4 0 34",
            partial="21 0 0 2 0 0 11",
            denied_state_secret="9 0 0 0 0 0 0",  # noqa: S106 (a row of the form)
        )
    )
    assert repair.kind == "shift"
    assert repair.changes == {
        "applications.granted.natural_person": 21,
        "applications.partial.natural_person": 9,
        "applications.denied_state_secret.natural_person": 0,
    }


def test_a_number_split_over_two_cells() -> None:
    [repair] = repairs(changed("new_received", "40 1 2 3 5 0 60"))
    assert (repair.kind, repair.changes) == (
        "split",
        {"applications.new_received.business": 12, "applications.new_received.research": 0},
    )


def test_the_message_says_what_to_change_and_the_cell_stands_first() -> None:
    findings = [
        finding
        for finding in check(changed("granted", "12 8 0 1 4 0 34"), TODAY)
        if finding.code.startswith("T3-00")
    ]
    findings = [finding for finding in findings if finding.status == "open"]
    assert {finding.code for finding in findings} == {"T3-002", "T3-003"}
    for finding in findings:
        assert finding.cells[0] == "applications.granted.natural_person"
        assert "由 12 改成 21，2 处合计就都平了（可能两位数字写颠倒了）" in finding.message


@pytest.mark.parametrize(
    ("row", "numbers", "words"),
    [
        ("granted", "8 21 0 1 4 0 34", "相邻两格的数写颠倒了，改过来（8→21、21→8）合计就都平了"),
        ("granted", "0 21 8 0 1 4 34", "这几格整体往后错了一格，移回来"),
        ("new_received", "40 1 2 3 5 0 60", "一个数被拆成了相邻的两格"),
    ],
)
def test_several_cells_are_told_in_words(row: str, numbers: str, words: str) -> None:
    messages = [finding.message for finding in check(changed(row, numbers), TODAY)]
    assert any(words in message for message in messages)


@pytest.mark.parametrize(
    ("written", "right", "slip"),
    [
        (53, 35, "可能两位数字写颠倒了"),
        (1191, 1911, "可能两位数字写颠倒了"),
        (128, 123, "可能写错了一位数字"),
        (12, 125, "可能少写了一位数字"),
        (1224, 124, "可能多写了一位数字"),
        (3, 4, ""),
        (40, 87, ""),
        (12, 0, ""),
    ],
)
def test_slips_of_digits(written: int, right: int, slip: str) -> None:
    assert name_of_slip(written, right) == slip


def test_a_number_copied_from_beside_it() -> None:
    assert name_of_slip(34, 21, [34, None]) == "可能抄成了旁边一格的数"
    assert name_of_slip(3, 21, [3]) == ""


@FORMS
def test_lines_are_the_rows_and_columns_on_paper(form: Form) -> None:
    found = lines(form)
    width = len({cell.column for cell in form.cells_of("applications")})
    rows = len({cell.row for cell in form.cells_of("applications")})
    assert sum(line[0].startswith("applications.") for line in found) == width + rows
