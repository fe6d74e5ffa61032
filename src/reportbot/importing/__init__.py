"""Read a report of any kind: an answers file, or a report as somebody published it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reportbot.answers import read_answers
from reportbot.errors import InputError, Place
from reportbot.files import read_bytes
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.importing.blocks import Source

MAX_TEXT = 8_000_000
MAX_BYTES = dict.fromkeys((".docx", ".doc", ".pdf", ".xlsx", ".xls"), 64_000_000)
"""Bytes up to which a file is read; pictures make documents large, text and markup never so."""

_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE)

_TABLE_IN_DATA = re.compile(rb"(?:<|\\u003c)table\b", re.IGNORECASE)

_DOCUMENT = b"word/document.xml"
_WORKBOOK = b"xl/workbook.xml"
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")
"""Names of parts by which Word and Excel files are told apart."""

ANSWERS = {".yaml", ".yml"}
SPREADSHEETS = (".xlsx", ".xls", ".csv")
DATA = ".json"

READERS: Mapping[str, str] = {
    ".html": "html.read_html",
    ".htm": "html.read_html",
    ".docx": "word.read_word",
    ".doc": "doc.read_doc",
    ".md": "markdown.read_markdown",
    ".txt": "text.read_text",
    ".pdf": "pdf.read_pdf",
    **dict.fromkeys(SPREADSHEETS, "spreadsheet.read_spreadsheet"),
}
"""Readers of published reports by suffix: functions from bytes and file name to a ``Source``.

They are named, not imported: each pays only for its own library.
"""


def _source(data: bytes, file: str, suffix: str) -> "Source":
    module, _, name = READERS[suffix].partition(".")
    read = getattr(import_module(f"reportbot.importing.{module}"), name)
    return cast("Source", read(data, file))


def read_report(path: Path, with_previous: bool = True) -> Report:
    """Read a report with last year's attached where the file names it; raises InputError."""
    suffix = path.suffix.lower()
    if suffix in READERS or suffix == DATA:
        return _read_published(path, suffix)
    if suffix not in ANSWERS:
        raise InputError(
            f"还不能读“{suffix or path.name}”这种文件",
            place=Place(str(path)),
            remedy=f"可以读：{'、'.join([*sorted(ANSWERS), *READERS, DATA])}",
        )
    report = read_answers(path)
    if with_previous and report.previous_path and report.previous is None:
        report = replace(report, previous=_last_year(path, report.previous_path))
    return report


def _last_year(answers: Path, named: str) -> Report:
    """Return the report that an answers file names; raises InputError that says who names it."""
    try:
        return read_report(answers.parent / named, with_previous=False)
    except InputError as error:
        raise InputError("读不了“上年度”写的文件", place=Place(str(answers)), remedy=str(error)) from None


def _read_published(path: Path, suffix: str) -> Report:
    from reportbot.importing.data import read_json
    from reportbot.importing.recognise import recognise

    data = read_bytes(path, limit=MAX_BYTES.get(suffix, MAX_TEXT))
    found = _suffix_of(data, suffix)
    if len(data) > MAX_BYTES.get(found, MAX_TEXT):
        raise InputError("文件太大，不像年度报告", place=Place(str(path)), remedy="请确认没有选错文件")
    try:
        if found == DATA:
            return read_json(data, str(path))
        report = recognise(_source(data, str(path), found), str(path))
    except InputError as error:
        raise error.in_file(str(path)) from None
    if READERS[found] == READERS.get(suffix):
        return report
    note = f"文件名以 {suffix} 结尾，内容却是 {found}，已按 {found} 读取"
    return replace(report, notes=(*report.notes, note))


def _suffix_of(data: bytes, suffix: str) -> str:
    """Return the suffix that fits a file's content where that is plain, whatever it is called."""
    if data.startswith(b"PK\x03\x04"):
        return ".xlsx" if _WORKBOOK in data and _DOCUMENT not in data else ".docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return ".xls" if _OLD_WORKBOOK in data else ".doc"
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if suffix in {".doc", ".docx", ".txt", *SPREADSHEETS} and _PAGE.search(data[:4096]):
        return ".html"
    if suffix == DATA and _TABLE_IN_DATA.search(data):
        return ".html"
    return suffix
