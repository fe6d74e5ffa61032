"""What of last year's report may be set beside this year's cells, and why the rest may not."""

from reportbot.form import all_forms, form_by_id
from reportbot.last_year import comparable, refusals
from reportbot.numbers import Cell
from reportbot.report import Report
from reportbot.resources import load_yaml, resource

OLD, NEW = form_by_id("2019"), form_by_id("2021")


def test_the_same_form_compares_in_every_cell() -> None:
    before = Report(NEW, 2023, {cell: Cell(7) for cell in NEW.cells})
    last = comparable(Report(NEW, 2024), before)
    assert set(last.values) == set(NEW.cells)
    assert last.why_not("applications.granted.total") == ""


def test_of_the_old_form_only_what_means_the_same_is_used() -> None:
    before = Report(OLD, 2020, {cell: Cell(7) for cell in OLD.cells})
    last = comparable(Report(NEW, 2021), before)
    assert last.value("applications.carried_out.total") == 7
    assert last.value("disclosure.licences.decisions") == 7
    assert last.value("disclosure.normative_documents.in_force") is None
    assert "对外公开总数量" in last.why_not("disclosure.normative_documents.in_force")
    assert "没有细分" in last.why_not("applications.other_misc.total")
    assert {cell.split(".")[0] for cell in last.refused} == {"disclosure", "applications"}


def test_every_refusal_has_a_reason_of_its_own() -> None:
    reasons = refusals(OLD, NEW)
    assert set(reasons) == set(NEW.cells) - set(OLD.cells)
    assert "2019 年格式没有这一格" not in reasons.values()
    assert set(refusals(NEW, OLD).values()) == {"2021 年格式没有这一格"}


def test_the_reasons_name_cells_that_exist() -> None:
    for path in resource("forms", "changes").glob("*.yaml"):
        before, now = (form_by_id(form_id) for form_id in path.stem.split("-"))
        for entry in load_yaml(path)["refused"]:
            assert entry["why"]
            for prefix in entry["cells"]:
                assert any(f"{cell}.".startswith(f"{prefix}.") for cell in set(now.cells) - set(before.cells))


def test_another_year_is_not_last_year() -> None:
    before = Report(NEW, 2022, {cell: Cell(7) for cell in NEW.cells})
    last = comparable(Report(NEW, 2024), before)
    assert not last.values
    assert last.why_not("applications.granted.total") == "给出的上年报告是 2022 年度的，不是 2023 年度"
    assert comparable(Report(NEW, 2024), None).why_not("applications.granted.total") == "没有上年报告"


def test_blank_and_unreadable_cells_have_no_value() -> None:
    before = Report(NEW, 2023, {"disclosure.licences.decisions": Cell(raw="/")})
    last = comparable(Report(NEW, 2024), before)
    assert "不是数字" in last.why_not("disclosure.licences.decisions")


def test_the_forms_are_all_there() -> None:
    assert [form.id for form in all_forms()] == ["2019", "2021"]
