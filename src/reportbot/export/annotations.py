"""Put findings as native comments into the Word file that they are about.

Which cell of the Word file is which cell of the form is found by a trick that needs no
knowledge of layouts: in a copy every number is replaced by one of its own, the copy is
read like any published report, and each number then tells where its cell stands.
"""

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reportbot.checks import Finding
from reportbot.checks.telling import SEVERITIES
from reportbot.errors import InputError, Place
from reportbot.export.wordml import reproducible
from reportbot.lines import lines_of
from reportbot.report import Report

AUTHOR, INITIALS = "reportbot", "核"
FIRST_MARK = 100_001

Read = Callable[[Path], Report]

_MARKS = r"\s,，.．+＋－()（）~～—年件条次个项元万-"
_NUMBER = re.compile(rf"[\d{_MARKS}]*\d[\d{_MARKS}]*")


def annotate(data: bytes, report: Report, findings: Sequence[Finding], read: Read) -> bytes:
    """Return a Word file with a comment on each wrong cell or sentence; raises InputError.

    ``read`` reads a published report from a path. What has no place in the file is said at its top.
    """
    anchors = _Anchors(_open(data, report), report, _places_of_cells(data, report, read))
    notes: dict[tuple[int, str], list[str]] = {}
    for finding in findings:
        if finding.status == "open":
            told = f"{SEVERITIES[finding.severity]} {finding.code}：{finding.message}"
            notes.setdefault(anchors.of(finding), []).append(told)
    for (paragraph, quote), lines in notes.items():
        runs = _runs(anchors.paragraphs[paragraph], quote)
        comment = anchors.word.add_comment(runs, "\n".join(lines), AUTHOR, INITIALS)
        comment._comment_elm.attrib.pop(qn("w:date"), None)  # no output depends on the clock
    stream = io.BytesIO()
    anchors.word.save(stream)
    return reproducible(stream)


def _open(data: bytes, report: Report) -> Any:
    try:
        return docx.Document(io.BytesIO(data))
    except Exception:
        problem = "这份 Word 文件打不开，不能写批注"
        remedy = "请用 Word 或 WPS 打开，另存一份 .docx 再试"
        raise InputError(problem, place=Place(report.file), remedy=remedy) from None


class _Anchors:
    """Where comments go: paragraphs of the Word file by number, and the words meant in them."""

    def __init__(self, word: Any, report: Report, cells: Mapping[str, int]) -> None:
        self.word = word
        self.paragraphs = [Paragraph(element, word) for element in word.element.body.iter(qn("w:p"))]
        self._texts = [paragraph.text.strip() for paragraph in self.paragraphs]
        self._report = report
        elements = [paragraph._p for paragraph in self.paragraphs]
        table_cells = list(_table_cells(word))
        self._cells = {
            cell: elements.index(table_cells[number].find(qn("w:p"))) for cell, number in cells.items()
        }

    def of(self, finding: Finding) -> tuple[int, str]:
        """Return the number of a paragraph and the words in it that a finding is about."""
        lines = list(self._lines(finding))
        for line, numbered in lines:
            if numbered and line in self._texts:
                return self._texts.index(line), _quoted(finding)
        for cell in finding.cells[:1]:
            for place in (cell, *self._beside(cell)):
                if place in self._cells:
                    return self._cells[place], ""
        for line, _ in lines:
            if line in self._texts:
                return self._texts.index(line), finding.actual
        for number, text in enumerate(self._texts):
            if finding.actual and finding.actual in text:
                return number, finding.actual
        return next((number for number, text in enumerate(self._texts) if text), 0), ""

    def _beside(self, cell: str) -> Iterator[str]:
        """Yield the other cells of a row: a blank cell has no number to find it by."""
        for line in lines_of(self._report.form, self._report.form.cells[cell].table):
            ids = [other.id for other in line.cells]
            if cell in ids:
                yield from ids

    def _lines(self, finding: Finding) -> Iterator[tuple[str, bool]]:
        """Yield the lines of the narrative that a finding names, and whether by number: then it is about its words."""
        for item in finding.items:
            part, _, number = item.removeprefix("texts.").partition(".")
            lines = [line.strip() for line in self._report.texts.get(part, "").splitlines()]
            if number.isdigit() and int(number) <= len(lines):
                yield lines[int(number) - 1], True
            elif not number:
                yield from ((line, False) for line in lines[:1])


_MARKED = re.compile(r"“…?([^”]*?)【(.+?)】(.*?)…?”：")


def _quoted(finding: Finding) -> str:
    """Return the words meant as the message shows them in their sentence, marked, so that the right 9 is found."""
    marked = _MARKED.match(finding.message)
    return f"{marked[1]}【{marked[2]}】{marked[3]}" if marked else finding.actual


def _runs(paragraph: Paragraph, quote: str) -> Any:
    """Return the runs that hold the quoted words (of them those that are marked), all runs when they are not found."""
    runs = list(paragraph.runs) or [paragraph.add_run("")]
    left, marked, rest = quote.partition("【")
    quote, right = rest.split("】", 1) if marked and "】" in rest else (quote, "")
    left = left if marked else ""
    start = "".join(run.text for run in runs).find(left + quote + right) + len(left) if quote else -1
    if start < len(left):
        return runs
    meant, position = [], 0
    for run in runs:
        if position < start + len(quote) and position + len(run.text) > start:
            meant.append(run)
        position += len(run.text)
    return meant


def _table_cells(word: Any) -> Iterator[Any]:
    """Yield the cells of all tables that hold no table themselves, in the order of the file."""
    for cell in word.element.body.iter(qn("w:tc")):
        if next(cell.iter(qn("w:tbl")), None) is None:
            yield cell


def _places_of_cells(data: bytes, report: Report, read: Read) -> dict[str, int]:
    """Return the number of the Word file's table cell for each cell of the form that holds a number."""
    word = _open(data, report)
    count = 0
    for count, cell in enumerate(_table_cells(word), 1):
        texts = list(cell.iter(qn("w:t")))
        if _NUMBER.fullmatch("".join(text.text or "" for text in texts)):
            for text in texts:
                text.text = ""
            texts[0].text = str(FIRST_MARK + count - 1)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.docx"
        word.save(str(copy))
        try:
            marked = read(copy)
        except InputError:
            return {}
    found = {cell: stated.value for cell, stated in marked.cells.items() if stated.value is not None}
    return {cell: int(value) - FIRST_MARK for cell, value in found.items() if 0 <= value - FIRST_MARK < count}
