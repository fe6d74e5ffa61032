"""Ledger files of every kind, whole, damaged and hostile."""

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportbot.errors import InputError
from reportbot.spreadsheets.reading import read_workbook
from reportbot.spreadsheets.sheets import covered_cells, letter

from .ledgers import HEADER, ROW, counts, file_tallied, write_xlsx, xlsx

OLD_EXCEL = Path(__file__).parent / "data" / "ledger.xls"
CSV = "序号,收到日期,申请人,申请人类型,答复日期,办理结果\r\n1,2024-03-05,张三,自然人,2024-03-20,予以公开\r\n"
ONE = {
    "applications.new_received.natural_person".partition(".")[2]: 1,
    "granted.natural_person": 1,
}


def repacked(data: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts replaced or added; double underscores stand for slashes."""
    new = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in old.namelist():
            package.writestr(name, new.pop(name) if name in new else old.read(name))
        for name, part in new.items():
            package.writestr(name, part)
    return target.getvalue()


def sheet_xml(cells: str) -> bytes:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{start}{cells}</sheetData></worksheet>".encode()


GOOD = xlsx({"台账": [HEADER, ROW]})


def test_days_numbers_and_texts_of_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx", [HEADER, [1, date(2024, 3, 5), " 张三 ", "自然人", 45371, "予以公开"]]
    )
    [sheet] = read_workbook(path).sheets
    assert sheet.name == "台账"
    assert sheet.value(1, 1) == date(2024, 3, 5)
    assert sheet.value(1, 2) == "张三"
    assert sheet.value(1, 99) == ""
    assert counts(file_tallied(path)) == ONE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_tables_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(CSV.encode(encoding))
    assert counts(file_tallied(path)) == ONE


@pytest.mark.parametrize("delimiter", ["\t", ";", "，"])
def test_text_tables_with_other_separators(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "台账.txt"
    path.write_text(CSV.replace(",", delimiter), encoding="utf-8")
    assert counts(file_tallied(path)) == ONE


def test_lines_within_quotes_are_one_row(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        CSV.replace("张三", '"张三\n李四"') + CSV.splitlines()[1].replace("1,", "2,", 1), encoding="utf-8"
    )
    assert [entry.rows for entry in file_tallied(path).cells["applications.granted.natural_person"]] == [
        [2],
        [3],
    ]


def test_a_text_table_with_the_suffix_of_excel_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text(CSV, encoding="utf-8")
    assert read_workbook(path).remarks == ("后缀是 .xlsx，内容却是文本，已按 CSV 读取",)
    assert counts(file_tallied(path)) == ONE


def test_old_excel_with_hidden_and_merged_cells() -> None:
    book = read_workbook(OLD_EXCEL)
    assert [sheet.name for sheet in book.sheets] == ["台账", "说明"]
    assert book.sheets[0].hidden_rows == {3}
    assert book.sheets[0].merged == ((0, 0, 0, 5),)
    assert counts(file_tallied(OLD_EXCEL)) == {
        "new_received.natural_person": 2,
        "new_received.business": 1,
        "granted.natural_person": 1,
        "unavailable_not_held.business": 1,
        "carried_out.natural_person": 1,
    }


def test_hidden_rows_and_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW, ROW], merged=["C2:C3"], hidden_rows=[3])
    [sheet] = read_workbook(path).sheets
    assert sheet.hidden_rows == {2}
    assert covered_cells(sheet) == {(2, 2): (1, 2)}


def test_formulas_without_a_value_and_errors_are_seen(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><f>NA()</f><v>#N/A</v></c></row>'
        '<row><c><f>1</f></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(repacked(GOOD, xl__worksheets__sheet1=sheet_xml(cells)))
    [sheet] = read_workbook(path).sheets
    assert sheet.unvalued == {(0, 0), (0, 2), (0, 4), (1, 0)}
    assert sheet.value(0, 1) == 2


def test_blank_rows_and_columns_in_front_keep_their_place(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [[], [], ["", "", *HEADER], ["", "", *ROW]])
    [sheet] = read_workbook(path).sheets
    assert sheet.value(3, 3) == "2024-03-05"
    assert [entry.rows for entry in file_tallied(path).cells["applications.granted.natural_person"]] == [[4]]


def test_markup_with_prefixes_is_markup_too(tmp_path: Path) -> None:
    cells = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1" hidden="true"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(repacked(GOOD, xl__worksheets__sheet1=cells.encode()))
    assert read_workbook(path).sheets[0].hidden_rows == {0}


def test_macros_do_not_run_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\0" * 100)
    path.write_bytes(data.getvalue())
    assert read_workbook(path).remarks == ("文件带有宏；宏没有运行，只读了单元格",)
    assert counts(file_tallied(path)) == ONE


def bomb() -> bytes:
    return repacked(GOOD, xl__sharedStrings=b"<sst>" + b" " * 80_000_000 + b"</sst>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "blank": (lambda: b"\r\n \0", "文件是空的"),
    "cut": (lambda: GOOD[: len(GOOD) // 2], "已经损坏"),
    "no-archive": (lambda: b"PK\x03\x04" + b"x" * 1000, "已经损坏"),
    "bad-markup": (lambda: repacked(GOOD, xl__worksheets__sheet1=b"<worksheet><row>"), "已经损坏"),
    "bad-row": (lambda: repacked(GOOD, xl__worksheets__sheet1=sheet_xml('<row r="x"/>')), "已经损坏"),
    "bomb": (bomb, "解压以后超过"),
    "entities": (
        lambda: repacked(GOOD, xl__sharedStrings=b'<!DOCTYPE a [<!ENTITY b "c">]><sst/>'),
        "XML 实体",
    ),
    "far-cell": (
        lambda: repacked(
            GOOD, xl__worksheets__sheet1=sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "从 A1 一直到 XFD1048576",
    ),
    "cell-beyond-its-row": (
        lambda: repacked(
            GOOD, xl__worksheets__sheet1=sheet_xml('<row r="1"><c r="F1048576"><v>1</v></c></row>')
        ),
        "从 A1 一直到 F1048576",
    ),
    "bad-reference": (
        lambda: repacked(GOOD, xl__worksheets__sheet1=sheet_xml('<row><c r="a1"/></row>')),
        "已经损坏",
    ),
    "bad-count": (
        lambda: repacked(GOOD, xl__sharedStrings=b'<sst uniqueCount="2147483648"/>'),
        "已经损坏",
    ),
    "bad-encoding": (
        lambda: repacked(GOOD, xl__sharedStrings=b'<?xml version="1.0" encoding="UTF-1"?><sst/>'),
        "已经损坏",
    ),
    "merged": (
        lambda: repacked(
            GOOD,
            xl__worksheets__sheet1=sheet_xml('<row r="400000"><c r="A60000"><v>1</v></c></row>').replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:Z60000"/></mergeCells>'
            ),
        ),
        "合并的单元格多得不合常理",
    ),
    "word": (lambda: archive("word/document.xml"), "这是 Word 文档"),
    "other-archive": (lambda: archive("a.txt"), "没有工作表"),
    "many-parts": (lambda: archive(*(f"{number}.xml" for number in range(2001))), "已经损坏"),
    "locked": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "设了打开密码",
    ),
    "old-damaged": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 3000, "已经损坏"),
    "old-cut": (lambda: OLD_EXCEL.read_bytes()[:2000], "已经损坏"),
    "web-page": (lambda: "<html><table><tr><td>收到日期</td></tr></table></html>".encode("gbk"), "网页"),
    "noise": (lambda: random.Random(1).randbytes(100_000), "不是能读的表格"),  # noqa: S311
    "one-long-cell": (lambda: b'a,"' + b"x" * 200_000, "引号没有成对"),
    "too-many-cells": (lambda: b",,,,,,,\n" * 250_000, "万格，太大了"),
    "no-header": ("一二三\n四五六\n".encode, "没有认出台账"),
}


def archive(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return target.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_gets_one_clear_message(tmp_path: Path, kind: str) -> None:
    make, message = HOSTILE[kind]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(make())
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=message) as caught:
            file_tallied(path)
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()
    assert len(str(caught.value).splitlines()) <= 2


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bits_are_read_or_refused_but_never_crash(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for source in (GOOD, OLD_EXCEL.read_bytes()):
        data = bytearray(source)
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
        path = tmp_path / "台账.xlsx"
        path.write_bytes(data)
        try:
            sheets = read_workbook(path).sheets
        except InputError as error:
            assert str(error)  # noqa: PT017
        else:
            assert all(isinstance(sheet.rows, list) for sheet in sheets)


def test_columns_are_named_as_a_spreadsheet_does() -> None:
    assert [letter(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
