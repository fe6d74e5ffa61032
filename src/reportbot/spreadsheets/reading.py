"""Read a spreadsheet file of any kind by what it holds, not by its suffix."""

import csv
import io
from pathlib import Path

from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes
from reportbot.spreadsheets.sheets import MAX_CELLS, Sheet, Value, Workbook

ZIP = b"PK\x03\x04"
"""How a .xlsx begins."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a .xls begins, and a .xlsx that is locked by a password."""


def read_workbook(path: Path) -> Workbook:
    """Return the sheets of a spreadsheet file; raises InputError."""
    return sheets_of(read_bytes(path), path)


def sheets_of(data: bytes, path: Path) -> Workbook:
    """Return the sheets of a spreadsheet file that was read; raises InputError."""
    place = Place(str(path))
    if not data.strip(b"\0\r\n\t "):
        raise InputError("文件是空的", place=place, remedy="请确认没有选错文件")
    if data.startswith(ZIP):
        from reportbot.spreadsheets import excel

        sheets, remarks = excel.read_xlsx(data, place)
        return Workbook(path.name, tuple(sheets), tuple(remarks))
    if data.startswith(OLE):
        from reportbot.spreadsheets import old_excel

        return Workbook(path.name, tuple(old_excel.read_xls(data, place)))
    rows = read_csv(_text(data, place), place)
    remarks = []
    if path.suffix.lower() not in {".csv", ".txt", ".tsv"}:
        remarks.append(f"后缀是 {path.suffix}，内容却是文本，已按 CSV 读取")
    return Workbook(path.name, (Sheet("", rows),), tuple(remarks))


def _text(data: bytes, place: Place) -> str:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise InputError(
            "这其实是网页或 XML 文件，只是改了后缀（不少系统导出的“Excel”都是这样）",
            place=place,
            remedy="请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再用",
        )
    try:
        return decode(data, place)[0]
    except InputError:
        raise InputError(
            "这不是能读的表格：既不是 Excel 文件，也不是文本表格，或者已经损坏",
            place=place,
            remedy="请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 再用",
        ) from None


def read_csv(text: str, place: Place) -> list[list[Value]]:
    """Return the rows of a text table separated by commas, tabs or semicolons."""
    delimiter = max(",\t;，", key=text[:20_000].count)
    rows: list[list[Value]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            cells += len(row) + 1
            if cells > MAX_CELLS:
                problem = f"超过 {MAX_CELLS // 10_000} 万格，太大了"
                raise InputError(problem, place=place, remedy="请确认没有选错文件；的确这么大时请按年拆开")
            rows.append([*row])
    except csv.Error:
        raise InputError(
            "这不是能读的文本表格：有一格长得不合常理，多半是引号没有成对",
            place=place,
            remedy="请用 Excel 或 WPS 打开，另存为 .xlsx 再用",
        ) from None
    return rows
