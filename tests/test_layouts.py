"""Reports laid out anew in every way that was met: nearly all is read, nothing wrong."""

from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportbot.form import all_forms
from reportbot.importing.blocks import Source
from reportbot.importing.html import read_html
from reportbot.importing.markdown import read_markdown
from reportbot.importing.recognise import recognise
from reportbot.importing.text import read_text
from reportbot.report import Report

from .layouts import DAMAGES, LOSE_BLANKS, PAGES, TEXT_LAYOUTS, VARIANTS, damaged, document, pipes
from .test_round_trip import ANNOTATED, made_up

FORMS = {form.id: form for form in all_forms()}
PLAIN = "as printed"
COPIES = [(name, PLAIN) for name in TEXT_LAYOUTS] + [("row per line", variant) for variant in VARIANTS]
SITES = [(name, PLAIN) for name in PAGES] + [("spans", variant) for variant in VARIANTS]
ALL_BUT_ONE_ROW = 0.985
"""Blanks may leave one short row of a text copy undecidable."""

seeds = st.integers(0, 2**32)


def report_of(form_id: str, seed: int, blanks: float) -> Report:
    return made_up(FORMS[form_id], Random(seed), blanks, ["我局公开了政府信息。"] * 3, ANNOTATED)  # noqa: S311


def compare(source: Source, report: Report) -> float:
    """Return the share of cells that were read; insist that none is wrong."""
    back = recognise(source)
    assert (back.form.id, back.year, back.agency) == (report.form.id, report.year, report.agency)
    right = 0
    for cell_id in report.form.cells:
        expected, found = report.cell(cell_id), back.cell(cell_id)
        if found.value is not None:
            assert found.value == expected.value, cell_id
        if found.unreadable:
            assert normalize("NFKC", found.raw or "") == normalize("NFKC", expected.raw or ""), cell_id
        right += found.value == expected.value and found.unreadable == expected.unreadable
    return right / len(report.form.cells)


@pytest.mark.parametrize(("name", "variant"), COPIES)
@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=6)
@given(seed=seeds)
def test_text_copies(form_id: str, name: str, variant: str, seed: int) -> None:
    blanks = 0 if name in LOSE_BLANKS else 0.2
    report = report_of(form_id, seed, blanks)
    text = VARIANTS[variant](document(report, TEXT_LAYOUTS[name]))
    assert compare(read_text(text.encode()), report) >= ALL_BUT_ONE_ROW


@pytest.mark.parametrize("name", LOSE_BLANKS)
@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=4)
@given(seed=seeds, blanks=st.sampled_from([0.05, 0.5]))
def test_where_blanks_have_vanished_nothing_is_guessed(
    form_id: str, name: str, seed: int, blanks: float
) -> None:
    report = report_of(form_id, seed, blanks)
    compare(read_text(document(report, TEXT_LAYOUTS[name]).encode()), report)


@pytest.mark.parametrize(("name", "variant"), SITES)
@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=6)
@given(seed=seeds, encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_pages_of_sites(form_id: str, name: str, variant: str, seed: int, encoding: str) -> None:
    report = report_of(form_id, seed, 0.2)
    text = VARIANTS[variant](PAGES[name](report))
    assert compare(read_html(text.encode(encoding)), report) >= ALL_BUT_ONE_ROW


@pytest.mark.parametrize(("left", "right"), [("| ", " |"), ("", "")])
@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=10)
@given(seed=seeds, blanks=st.sampled_from([0, 0.2, 0.5]))
def test_tables_of_markdown_with_and_without_outer_bars(
    form_id: str, left: str, right: str, seed: int, blanks: float
) -> None:
    report = report_of(form_id, seed, blanks)
    tables = {table.id: pipes(report, table.id, left, right) for table in report.form.tables}
    parts = [f"# {report.agency}{report.year}年{report.form.title}"]
    parts += [f"{part.heading}\n{tables.get(part.id, '')}" for part in report.form.parts]
    assert compare(read_markdown("\n\n".join(parts).encode()), report) == 1


@pytest.mark.parametrize("how", DAMAGES)
@settings(max_examples=30)
@given(
    seed=seeds,
    name=st.sampled_from(
        [
            name
            for name in PAGES
            if name
            not in {"unclosed", "layout table", "paragraphs", "lines", "preformatted", "escaped", "in json"}
        ]
    ),
)
def test_a_damaged_row_gives_no_wrong_number(how: str, name: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    report = report_of(chance.choice(list(FORMS)), seed, chance.choice([0, 0.2, 0.5]))
    text = damaged(PAGES[name](report), how, chance)
    assert compare(read_html(text.encode()), report) >= (0.75 if how == "a number more at the end" else 0.9)


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=10)
@given(seed=seeds, name=st.sampled_from(list(TEXT_LAYOUTS)))
def test_the_form_is_told_by_its_content_not_by_the_year(form_id: str, name: str, seed: int) -> None:
    report = report_of(form_id, seed, 0)
    other = next(form for form in FORMS.values() if form.id != form_id)
    text = document(report, TEXT_LAYOUTS[name]).replace(str(report.year), str(other.first_year))
    back = recognise(read_text(text.encode()))
    assert (back.form.id, back.year) == (form_id, other.first_year)
    assert all(
        back.value(cell) in {None, report.value(cell)}
        for cell in report.form.cells
        if str(report.year) not in str(report.value(cell))  # replaced as well
    )


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=10)
@given(seed=seeds)
def test_in_a_mixture_of_forms_no_number_changes_its_meaning(form_id: str, seed: int) -> None:
    own, other = (
        report_of(form_id, seed, 0),
        report_of(next(key for key in FORMS if key != form_id), seed + 1, 0),
    )
    mixed = document(own, TEXT_LAYOUTS["row per line"]).split("三、收到和处理")[0]
    mixed += "三、收到和处理" + document(other, TEXT_LAYOUTS["row per line"]).split("三、收到和处理")[1]
    back = recognise(read_text(mixed.encode()))
    for cell in back.form.cells:
        source = own if cell.startswith("disclosure") else other
        if back.value(cell) is not None:
            assert cell in source.form.cells
            assert back.value(cell) == source.value(cell)
