"""Build ledgers for tests: rows become a workbook, a text table, or straight a count."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from reportbot.form import Form, form_for_year
from reportbot.ledger.counting import count
from reportbot.ledger.mapping import load_mapping
from reportbot.ledger.survey import Survey, survey
from reportbot.ledger.tally import Tally
from reportbot.spreadsheets.reading import read_workbook
from reportbot.spreadsheets.sheets import Sheet, Workbook

HEADER: list[Any] = ["序号", "收到日期", "申请人", "申请人类型", "答复日期", "办理结果"]
ROW: list[Any] = [1, "2024-03-05", "张三", "自然人", "2024-03-20", "予以公开"]

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: Mapping[str, Rows], *, merged: Sequence[str] = (), hidden_rows: Sequence[int] = ()) -> bytes:
    """Return a workbook; ``merged`` and ``hidden_rows`` (from 1) are of its first sheet."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if sheet is book.worksheets()[0]:
            for area in merged:
                sheet.merge_range(area, "")
            for row in hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, (date, datetime)):
                    sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
                elif value not in (None, ""):
                    sheet.write(row, column, value)
    book.close()
    return target.getvalue()


def write_xlsx(path: Path, rows: Rows, **options: Any) -> Path:
    """Write a workbook with one sheet, 台账."""
    path.write_bytes(xlsx({"台账": rows}, **options))
    return path


def sheet_of(rows: Rows, name: str = "台账", **options: Any) -> Sheet:
    """Return a sheet as a reader would: blank cells are empty texts."""
    return Sheet(name, [["" if value is None else value for value in row] for row in rows], **options)


def surveyed(*sheets: Sheet, mapping: str = "", year: int = 2024, file: str = "台账.xlsx") -> Survey:
    """Survey sheets under a mapping."""
    form = form_for_year(year)
    return survey(Workbook(file, sheets), form, load_mapping(mapping, form))


def tallied(*sheets: Sheet, mapping: str = "", year: int = 2024) -> Tally:
    """Count sheets under a mapping."""
    form = form_for_year(year)
    return count(surveyed(*sheets, mapping=mapping, year=year), form, year, load_mapping(mapping, form))


def rows_tallied(
    *rows: Sequence[Any], header: Sequence[str] = HEADER, mapping: str = "", year: int = 2024
) -> Tally:
    """Count rows below the usual header."""
    return tallied(sheet_of([header, *rows]), mapping=mapping, year=year)


def application(**given: Any) -> list[Any]:
    """Return one row of the usual header with some cells replaced."""
    names = ("number", "received", "applicant", "type", "replied", "outcome")
    return [given.get(name, usual) for name, usual in zip(names, ROW, strict=True)]


def counts(tally: Tally) -> dict[str, int]:
    """Return the cells that are not 0, without the name of the table."""
    return {cell.partition(".")[2]: len(entries) for cell, entries in tally.cells.items()}


def asked(tally: Tally) -> list[str]:
    """Return the messages of all questions."""
    return [question.message for question in tally.questions.values()]


def file_tallied(path: Path, year: int = 2024) -> Tally:
    """Read and count a ledger file."""
    form: Form = form_for_year(year)
    mapping = load_mapping("", form)
    return count(survey(read_workbook(path), form, mapping), form, year, mapping)
