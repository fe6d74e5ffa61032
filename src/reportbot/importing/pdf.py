"""Read a PDF with text into blocks: tables by their ruled lines, text by its lines."""

import functools
import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any

from reportbot.errors import InputError, Place
from reportbot.importing.blocks import Entry, Line, Source, Table
from reportbot.importing.reflow import full_width
from reportbot.importing.text import with_tables

MAX_PAGES = 80
MAX_OBJECTS = 30_000
"""Characters and lines on one page; more is a drawing or an attack."""

MAX_UNPACKED = 150_000_000
MAX_DRAWN = 1_000_000
"""Bytes of all streams together (fonts and pictures are large) and of what draws the pages."""

DEEPEST_PACKING = 3

MAX_LOOKUPS = 100_000
"""Objects that are looked up; a report takes some hundreds."""

THIN = 2.5
"""Points up to which a filled rectangle is a ruled line; larger ones are shading."""

SAME = 2.0
"""Points within which two edges are the same."""


def read_pdf(data: bytes, file: str | None = None) -> Source:
    """Read a PDF; raises InputError in Chinese when it has no text, is locked or damaged."""
    place = Place(file)
    try:
        import pdfplumber
    except ImportError:
        raise InputError(
            "读 PDF 需要另装一个组件",
            place=place,
            remedy="请运行 pip install 'reportbot[pdf]'，或者先把 PDF 另存为 Word、网页再导入",
        ) from None
    if _swells(data):
        raise InputError("PDF 展开后太大，不像年度报告", place=place, remedy="请确认没有选错文件")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdfplumber.pdf.PDFDocument = _document_that_ends()  # type: ignore[attr-defined]
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            items = [item for page in _pages(document, place) for item in _items(page, place)]
    except InputError:
        raise
    except Exception as error:
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise InputError("PDF 加了密码", place=place, remedy="请先去掉密码，另存一份再用") from None
        raise InputError(
            "PDF 已经损坏，读不出来", place=place, remedy="请重新下载，或者换 Word、网页版本"
        ) from None
    if not any(isinstance(item, Line) for item in items):
        raise InputError(
            "PDF 里没有文字，多半是扫描件或图片",
            place=place,
            remedy="请找网页或 Word 版本，或先用文字识别软件转成文字",
        )
    width = full_width([item.text for item in items if isinstance(item, Line)])
    return Source(tuple(with_tables(items, width)))


@functools.cache
def _document_that_ends() -> Any:
    """Return pdfminer's document with an end to looking up objects: it follows one that is itself for ever."""
    from pdfminer.pdfdocument import PDFDocument

    class Document(PDFDocument):
        looked_up = 0

        def getobj(self, number: int) -> Any:
            self.looked_up += 1
            if self.looked_up > MAX_LOOKUPS:
                raise RecursionError
            return super().getobj(number)

    return Document


def _swells(data: bytes) -> bool:
    """Tell whether the compressed streams of a file are larger than any report's."""
    left = MAX_UNPACKED
    for start in re.finditer(rb"stream\r?\n", data):
        packed: bytes | memoryview = memoryview(data)[start.end() :]
        for _ in range(DEEPEST_PACKING):
            try:
                packed = zlib.decompressobj().decompress(packed, left + 1)
            except zlib.error:
                break
            left -= len(packed)
            if left < 0:
                return True
    return False


def _pages(document: Any, place: Place) -> list[Any]:
    if len(document.pages) > MAX_PAGES:
        raise InputError(
            f"PDF 有 {len(document.pages)} 页，不像年度报告", place=place, remedy="请确认没有选错文件"
        )
    drawn = sum(len(stream.get_data()) for page in document.pages for stream in page.page_obj.contents)
    if drawn > MAX_DRAWN:
        raise InputError("PDF 内容太多，不像年度报告", place=place, remedy="请确认没有选错文件")
    return list(document.pages)


def _items(page: Any, place: Place) -> Iterator[Line | Table]:
    """Yield the lines and tables of a page from top to bottom."""
    if sum(len(found) for found in page.objects.values()) > MAX_OBJECTS:
        raise InputError(f"PDF 第 {page.page_number} 页内容太多，不像年度报告", place=place)
    ruled = page.filter(_is_kept)
    tables = [table for table in ruled.find_tables(_settings(ruled)) if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    text = ruled.filter(lambda one: one["object_type"] != "char" or not _inside(one, boxes))
    left = min((char["x0"] for char in text.chars), default=0)
    found: list[tuple[float, Line | Table]] = [(table.bbox[1], _table(table)) for table in tables]
    for line in text.extract_text_lines(return_chars=False):
        indent = " " * min(8, round((line["x0"] - left) / 8))
        found.append((line["top"], Line(indent + line["text"])))
    yield from (item for _, item in sorted(found, key=lambda one: one[0]))
    page.close()


def _is_kept(one: Any) -> bool:
    """Keep text and ruled lines; a shaded area is no border."""
    if one["object_type"] != "rect" or one.get("stroke"):
        return True
    return bool(min(one["width"], one["height"]) <= THIN)


def _settings(page: Any) -> dict[str, Any]:
    """Close the tables that a page break has left open at the ends of their upright lines."""
    across = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = {round(edge[end], 1) for edge in upright for end in ("top", "bottom")}
    open_ends = [end for end in sorted(ends) if all(abs(end - top) > SAME + 1 for top in across)]
    lines = []
    for end in open_ends:
        touching = [edge["x0"] for edge in upright if edge["top"] - SAME <= end <= edge["bottom"] + SAME]
        if max(touching) - min(touching) > SAME:
            lines.append(
                {"object_type": "line", "orientation": "h", "x0": min(touching), "x1": max(touching)}
                | {"top": end, "bottom": end, "width": max(touching) - min(touching), "height": 0}
            )
    return {"explicit_horizontal_lines": lines}


def _inside(char: Any, boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _table(table: Any) -> Table:
    """Return a table as a grid; columns are the distinct left edges of its cells."""
    edges: list[float] = []
    for edge in sorted(cell[0] for cell in table.cells):
        if not edges or edge - edges[-1] > SAME:
            edges.append(edge)
    rows = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        entries = []
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                column = sum(edge < box[0] - SAME for edge in edges)
                span = sum(box[0] - SAME <= edge < box[2] - SAME for edge in edges)
                entries.append(Entry((text or "").strip(), column=column, span=max(1, span)))
        rows.append(tuple(entries))
    return Table(tuple(rows))
