"""Pieces of WordprocessingML as text, and the package around them.

Content is built as text and parsed once, because python-docx's cell access takes time
quadratic in the size of a table. Styles, fonts, page and page numbers live in base.docx.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportbot.errors import InputError, Place
from reportbot.files import read_bytes
from reportbot.resources import resource

TWIPS_PER_MM = 1440 / 25.4

STYLES = {
    "Normal": "Normal",
    "Title": "Title",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
}
"""Styles that a Word file must have: our id and the name in the file."""

OWN_STYLES = {
    "Signature": "Signature",
    "TableText": "Table Text",
    "TableNumber": "Table Number",
    "TableSmall": "Table Small",
    "TableSmallNumber": "Table Small Number",
    "DraftMark": "Draft Mark",
    "ReportTable": "Report Table",
}
"""Styles that are added from base.docx where a file lacks them."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def open_template(template: Path | None = None) -> Any:
    """Open our own base.docx, or an office's file as the source of styles and page.

    Raises InputError in Chinese when the file is not a Word file or lacks a style.
    """
    base = docx.Document(str(resource("templates", "word", "base.docx")))
    if template is None:
        return base
    place = Place(str(template))
    data = io.BytesIO(read_bytes(template))
    try:
        word = docx.Document(data)
    except Exception:
        problem = "这不是 Word 文件（.docx），或者已经损坏"
        raise InputError(problem, place=place, remedy="请换一个 .docx 文件作样式") from None
    known = {style.name.lower() for style in word.styles if style.name}
    missing = [name for name in STYLES.values() if name.lower() not in known]
    if missing:
        raise InputError(
            f"样式文件里缺少这些样式：{'、'.join(missing)}",
            place=place,
            remedy="请在 Word 里用“标题”“标题 1”“标题 2”样式各写一行再保存，或者用 reportbot 写出的报告改样式",
        )
    for name in OWN_STYLES.values():
        if name.lower() not in known:
            word.styles.element.append(deepcopy(base.styles[name].element))
    for element in list(word.element.body):
        if element is not word.element.body.sectPr:
            word.element.body.remove(element)
    return word


def package(word: Any, content: str, title: str, author: str) -> bytes:
    """Put content into an opened file and return the .docx, the same bytes each time."""
    body = word.element.body
    for element in parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{content}</w:body>"):
        body.sectPr.addprevious(element)
    word.core_properties.title = title
    word.core_properties.author = author
    stream = io.BytesIO()
    word.save(stream)
    return reproducible(stream)


def style_ids(word: Any) -> dict[str, str]:
    """Return the ids that our styles have in a file."""
    ids = {style.name.lower(): style.style_id for style in word.styles if style.name}
    return {own: ids[name.lower()] for own, name in {**STYLES, **OWN_STYLES}.items()}


def paragraph(text: str, style: str, properties: str = "") -> str:
    """Return a paragraph of plain text; ``style`` is a style id."""
    run = f'<w:r><w:t xml:space="preserve">{plain(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def plain(text: str) -> str:
    """Return text escaped for contents and attributes, without what XML forbids."""
    return escape(_ILLEGAL.sub("", text))


def table(rows: Iterable[str], widths: Sequence[int], title: str = "", style: str = "ReportTable") -> str:
    """Return a table of fixed column widths (twips) around finished rows.

    ``title`` is what a screen reader says of it.
    """
    caption = f'<w:tblCaption w:val="{plain(title)}"/>' if title else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """Return a row that is never torn; a header row repeats on each page."""
    mark = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width: int, properties: str = "") -> str:
    """Return a cell of a width in twips around finished paragraphs."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def simple_table(
    rows: Sequence[Sequence[str]], millimetres: Sequence[float], style: str = "TableText"
) -> str:
    """Return a table of texts whose first row is the repeated header."""
    widths = [int(width * TWIPS_PER_MM) for width in millimetres]
    drawn = [
        row(
            (cell(paragraph(text, style), width) for text, width in zip(texts, widths, strict=True)),
            header=not number,
        )
        for number, texts in enumerate(rows)
    ]
    return table(drawn, widths)


def reproducible(stream: io.BytesIO) -> bytes:
    """Return the package with parts in order and without the time of writing."""
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()
