"""Reports kept as spreadsheets: tables of the form in Excel files and text tables."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.batch import find_files
from reportbot.cli.app import run
from reportbot.document import compose
from reportbot.export.html import render_html
from reportbot.importing import read_report
from reportbot.numbers import Cell
from reportbot.report import Report
from reportbot.spreadsheets.reading import read_workbook

from .conftest import EXAMPLES
from .layouts import padded, rows_of, title, workbook

UNITS = ("lusong-hrss-2020", "huaian-2024")


def example(unit: str) -> Report:
    return read_answers(EXAMPLES / unit / "answers.yaml")


def same_cells(found: Report, expected: Report) -> bool:
    return all(found.value(cell) == expected.value(cell) for cell in expected.form.cells)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("sheets", [False, True], ids=["one sheet", "a sheet each"])
def test_a_workbook_gives_every_cell(unit: str, sheets: bool, tmp_path: Path) -> None:
    report = example(unit)
    path = tmp_path / "年报.xlsx"
    path.write_bytes(workbook(report, sheets=sheets, hidden="草稿"))
    found = read_report(path)
    assert (found.agency, found.year, found.form.id) == (report.agency, report.year, report.form.id)
    assert same_cells(found, report)
    assert found.notes == ("隐藏的工作表“草稿”没有读取",)


@pytest.mark.parametrize("unit", UNITS)
def test_blank_cells_of_a_workbook_stay_blank_in_their_places(unit: str, tmp_path: Path) -> None:
    report = example(unit)
    blank = {cell: Cell() for number, cell in enumerate(report.form.cells) if number % 3 == 0}
    report = replace(report, cells={**report.cells, **blank}, published=True)
    path = tmp_path / "年报.xlsx"
    path.write_bytes(workbook(report, sheets=False))
    found = read_report(path)
    assert [cell for cell in report.form.cells if found.cell(cell).value != report.cell(cell).value] == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("unit", UNITS)
def test_a_text_table_gives_every_cell(unit: str, encoding: str, tmp_path: Path) -> None:
    report = example(unit)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([title(report)])
    for table in report.form.tables:
        writer.writerows([[], *padded(rows_of(report, table.id))])
    path = tmp_path / "年报.csv"
    path.write_text(target.getvalue(), encoding=encoding)
    assert same_cells(read_report(path), report)


def test_a_cell_is_found_again_by_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = example("lusong-hrss-2020-as-published")
    path = tmp_path / "年报.xlsx"
    path.write_bytes(workbook(report, sheets=False))
    assert run(["check", str(path), "--select", "CEL-002", "--format", "json"]) == 1
    rows = read_workbook(path).sheets[0].rows
    places = [finding["locations"][0] for finding in json.loads(capsys.readouterr().out)]
    texts = {rows[place["line"] - 1][place["column"] - 1] for place in places}
    assert "2(2019-2020)" in texts
    assert texts <= {cell.raw for cell in report.cells.values()}


def test_a_workbook_under_a_wrong_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    report = example("huaian-2024")
    path = tmp_path / "年报.doc"
    path.write_bytes(workbook(report, sheets=False))
    found = read_report(path)
    assert same_cells(found, report)
    assert found.notes == ("文件名以 .doc 结尾，内容却是 .xlsx，已按 .xlsx 读取",)


def test_a_folder_is_not_searched_for_workbooks(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes(b"PK")
    (tmp_path / "a.yaml").write_text("年度: 2024\n", encoding="utf-8")
    assert find_files([tmp_path]) == [tmp_path / "a.yaml"]


def test_a_page_named_as_a_workbook_is_read_as_a_page(tmp_path: Path) -> None:
    report = example("huaian-2024")
    path = tmp_path / "年报.xls"
    path.write_text(render_html(compose(report)), encoding="utf-8")
    assert same_cells(read_report(path), report)
