"""What we draft contradicts nothing in the tables and in itself, whatever these and the facts are."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.checks import check, selected
from reportbot.form import Form, all_forms
from reportbot.numbers import Cell
from reportbot.questions import KINDS
from reportbot.report import Report

from .random_reports import Case

NAMES = st.sampled_from(
    ["云河县水利局", "云河县人民政府", "青石镇人民政府", "河东街道办事处", "青河市人民政府办公室"]
)
COUNT = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 900))
RULES = selected(("NAR", "TXT-012", "TXT-013", "TXT-020", "TXT-021", "TXT-024"))


def tables(form: Form, data: st.DataObject) -> dict[str, Cell]:
    """Some cells that are no totals with numbers, all others 0."""
    parts = sorted(cell for cell in form.cells if cell not in form.derived_totals)
    cells = dict.fromkeys(parts, Cell(0))
    for cell in data.draw(st.lists(st.sampled_from(parts), max_size=25)):
        cells[cell] = Cell(data.draw(COUNT))
    return cells


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
@given(data=st.data())
def test_a_draft_fits_the_tables(form: Form, data: st.DataObject) -> None:
    year = 2024 if form.id == "2021" else 2020
    facts = {"agency.name": data.draw(NAMES)}
    report = Report(form, year, tables(form, data), facts=facts)
    previous = Report(form, year - 1, tables(form, data), facts=facts)
    if data.draw(st.booleans()):
        report = replace(report, previous=previous)
    assert [finding for finding in check(report, date(2025, 1, 10), RULES) if finding.status == "open"] == []


OF_THE_ANSWERS = (
    "NAR-014",
    "TXT-001",
    "TXT-003",
    "TXT-004",
    "TXT-005",
    "TXT-007",
    "TXT-009",
    "TXT-010",
    "TXT-015",
    "TXT-022",
)
"""These tell what was answered, not how we tell it: gaps, fees off the tariff, last year's problems again."""


@given(
    st.builds(
        Case,
        st.integers(0, 10_000),
        st.sampled_from([0.05, 0.3, 0.7, 1.0]),
        st.sampled_from(KINDS),
        st.sampled_from([2019, 2020, 2021, 2024, 2025]),
    )
)
def test_a_draft_from_any_answers_is_not_found_fault_with(case: Case) -> None:
    rules = selected(("NAR", "TXT"), OF_THE_ANSWERS)
    every = check(case.report, date(case.year + 1, 1, 10), rules)
    found = [finding for finding in every if finding.status == "open"]
    # a hint of NAR-010 asks whether policy papers are normative documents, which no sentence can know
    assert [one for one in found if (one.code, one.severity) != ("NAR-010", "hint")] == []
