"""Write a report as a Word file in the style of official documents.

Content is built as WordprocessingML text and parsed once, because python-docx's cell
access takes time quadratic in the size of a table. Styles, fonts, page and page numbers
live in ``templates/word/base.docx``.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportbot.document import DRAFT_MARK, Document, Heading, cell_text
from reportbot.grid import Box, Grid
from reportbot.narrative import Paragraph
from reportbot.report import Report
from reportbot.resources import resource

TYPE_AREA_MM = 156
TWIPS_PER_MM = 1440 / 25.4
LABEL_COLUMNS_MM = {0: (), 1: (46,), 2: (25, 42), 3: (8, 25, 39)}
"""Widths of the label columns by their number; number columns share the rest."""

SMALL_FROM_COLUMNS = 8
"""Tables with at least so many columns are set in the smaller size."""

UPRIGHT_FROM_ROWS = 8
"""A label in the narrowest column over so many rows is set upright."""

CELL_MARGIN = 34
"""Twips left and right of the text in a cell, as base.docx has it."""

_WORDS = re.compile(r"[一-龥]+")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_word(document: Document) -> bytes:
    """Return the report as a .docx file; the same document gives the same bytes."""
    word = docx.Document(str(resource("templates", "word", "base.docx")))
    body = word.element.body
    section = body.sectPr
    for element in parse_xml(f"<w:body {nsdecls('w')}>{_content(document)}</w:body>"):
        section.addprevious(element)
    word.core_properties.title = "".join(document.title)
    word.core_properties.author = document.report.agency or ""
    stream = io.BytesIO()
    word.save(stream)
    return _reproducible(stream)


def _reproducible(stream: io.BytesIO) -> bytes:
    """Return the package with parts in order and without the time of writing."""
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()


def _content(document: Document) -> str:
    parts = [_paragraph(line, "Title") for line in document.title]
    if document.open_findings:
        count = len(document.open_findings)
        parts.append(_paragraph(f"（{DRAFT_MARK}：还有 {count} 处没有改正，见文末，不能公开）", "DraftMark"))
    parts.append(_paragraph("", "Normal"))
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(_paragraph(block.text, f"Heading{block.level}"))
        elif isinstance(block, Paragraph):
            parts.append(_paragraph(block.text, "Normal"))
        else:
            parts.append(_table(block, document.report))
    if document.signature:
        parts.append(_paragraph("", "Normal"))
        parts += [_paragraph(line, "Signature") for line in document.signature]
    if document.open_findings:
        parts.append(_paragraph(f"{DRAFT_MARK}：还没有改正的问题", "DraftMark"))
        parts += [
            _paragraph(f"{number}. {text}", "Normal") for number, text in enumerate(document.open_findings, 1)
        ]
    return "".join(parts)


def _paragraph(text: str, style: str, properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{_text(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _table(grid: Grid, report: Report) -> str:
    widths = _widths(grid)
    small = "Small" if grid.columns >= SMALL_FROM_COLUMNS else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    covering = _covering(grid)
    together = _kept_with_previous(grid)
    rows = []
    for number in range(grid.rows):
        header = "<w:tblHeader/>" if number < grid.header_rows else ""
        keep = number + 1 in together
        cells = []
        column = 0
        while column < grid.columns:
            box = covering[number, column]
            cells.append(_cell(box, number, widths, report, small, keep))
            column += box.colspan
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(grid: Grid) -> list[int]:
    """Return column widths in twips that fill the type area."""
    shares = LABEL_COLUMNS_MM.get(grid.label_columns, (20,) * grid.label_columns)
    values = grid.columns - grid.label_columns
    rest = (TYPE_AREA_MM - sum(shares)) / values
    return [int(width * TWIPS_PER_MM) for width in (*shares, *[rest] * values)]


def _kept_with_previous(grid: Grid) -> set[int]:
    """Return the rows that stay on the page of the row before: headings and short blocks."""
    rows = grid.by_row()
    captions = {number for number, row in enumerate(rows) if row and row[0].role == "caption"}
    long = grid.header_rows and grid.rows > grid.header_rows + 1
    last = grid.header_rows + 1 if long else grid.rows
    return set(range(1, last)) - captions


def _covering(grid: Grid) -> dict[tuple[int, int], Box]:
    return {
        (row, column): box
        for box in grid.boxes
        for row in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }


def _cell(box: Box, row: int, widths: list[int], report: Report, small: str, keep: bool) -> str:
    width = sum(widths[box.column : box.column + box.colspan])
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = ""
    if box.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == box.row else "<w:vMerge/>"
    upright = box.role == "label" and box.rowspan >= UPRIGHT_FROM_ROWS and box.column == 0
    direction = '<w:textDirection w:val="tbRlV"/>' if upright else ""
    text = ""
    if row == box.row:
        text = cell_text(report, box.cell) if box.cell else box.text
    centred = "Number" if box.role in {"value", "heading", "corner"} or upright else ""
    style = f"Table{small}{centred}" if small or centred else "TableText"
    properties = ("<w:keepNext/>" if keep else "") + _even_lines(text, width, 9 if small else 10.5)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{direction}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, style, properties)}</w:tc>'
    )


def _even_lines(text: str, width: int, size: float) -> str:
    """Return an indent that makes a wrapped heading break after whole two-character words."""
    inner = width - 2 * CELL_MARGIN
    fitting = int(inner // (size * 20))
    if fitting >= len(text) or fitting % 2 == 0 or fitting < 3 or not _WORDS.fullmatch(text):
        return ""
    spare = int(inner - (fitting - 1) * size * 20) // 2 - 20
    return f'<w:ind w:left="{spare}" w:right="{spare}" w:firstLineChars="0" w:firstLine="0"/>'
