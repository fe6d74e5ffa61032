"""Write a report as a Word file in the style of official documents."""

from collections.abc import Mapping
from pathlib import Path

from reportbot.document import DRAFT_MARK, Document, Figure, Heading, cell_text
from reportbot.export.pictures import picture
from reportbot.export.wordml import (
    TWIPS_PER_MM,
    cell,
    open_template,
    package,
    paragraph,
    row,
    style_ids,
    table,
)
from reportbot.grid import Box, Grid
from reportbot.labels import HANZI
from reportbot.narrative import Paragraph
from reportbot.report import Report

SMALL_FROM_COLUMNS = 8
"""Tables with at least so many columns are set in the smaller size."""

UPRIGHT_FROM_ROWS = 8
"""A label in the narrowest column over so many rows is set upright."""

CELL_MARGIN = 34
"""Twips left and right of the text in a cell, as base.docx has it."""

Styles = Mapping[str, str]


def render_word(document: Document, template: Path | None = None) -> bytes:
    """Return the report as a .docx file; the same document gives the same bytes.

    ``template`` is an office's own .docx that gives styles, page and page numbers.
    """
    word = open_template(template)
    content = _content(document, style_ids(word), word)
    return package(word, content, "".join(document.title), document.report.agency or "")


def _content(document: Document, styles: Styles, word: object) -> str:
    parts = [paragraph(line, styles["Title"]) for line in document.title]
    if document.open_findings:
        count = len(document.open_findings)
        mark = f"（{DRAFT_MARK}：还有 {count} 处没有改正，见文末，不能公开）"
        parts.append(paragraph(mark, styles["DraftMark"]))
    parts.append(paragraph("", styles["Normal"]))
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(paragraph(block.text, styles[f"Heading{block.level}"]))
        elif isinstance(block, Paragraph):
            parts.append(paragraph(block.text, styles["Normal"]))
        elif isinstance(block, Figure):
            parts.append(picture(word, block, styles))
        else:
            parts.append(_table(block, document.report, styles))
    if document.signature:
        parts.append(paragraph("", styles["Normal"]))
        parts += [paragraph(line, styles["Signature"]) for line in document.signature]
    if document.open_findings:
        parts.append(paragraph(f"{DRAFT_MARK}：还没有改正的问题", styles["DraftMark"]))
        parts += [
            paragraph(f"{number}. {text}", styles["Normal"])
            for number, text in enumerate(document.open_findings, 1)
        ]
    return "".join(parts)


def _table(grid: Grid, report: Report, styles: Styles) -> str:
    """Return a table whose rows keep together: it stays whole where a page can hold it."""
    widths = [int(width * TWIPS_PER_MM) for width in grid.column_widths()]
    covering = _covering(grid)
    rows = []
    for number in range(grid.rows):
        cells = []
        column = 0
        while column < grid.columns:
            box = covering[number, column]
            cells.append(_cell(box, grid, number, widths, report, styles, keep=number + 1 < grid.rows))
            column += box.colspan
        rows.append(row(cells, header=number < grid.header_rows))
    return table(rows, widths, report.form.part(grid.table).heading)


def _covering(grid: Grid) -> dict[tuple[int, int], Box]:
    return {
        (line, column): box
        for box in grid.boxes
        for line in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }


def _cell(
    box: Box, grid: Grid, line: int, widths: list[int], report: Report, styles: Styles, *, keep: bool
) -> str:
    width = sum(widths[box.column : box.column + box.colspan])
    first = line == box.row
    small = grid.columns >= SMALL_FROM_COLUMNS
    upright = box.role == "label" and box.rowspan >= UPRIGHT_FROM_ROWS and box.column == 0
    properties = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    if box.rowspan > 1:
        properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    if upright:
        properties += '<w:textDirection w:val="tbRlV"/>'
    text = (cell_text(report, box.cell) if box.cell else box.text) if first else ""
    centred = box.role in {"value", "heading", "corner"} or upright
    style = styles[_STYLES[small, centred]]
    layout = ("<w:keepNext/>" if keep else "") + _even_lines(text, width, 9 if small else 10.5)
    return cell(paragraph(text, style, layout), width, properties)


_STYLES = {
    (False, False): "TableText",
    (False, True): "TableNumber",
    (True, False): "TableSmall",
    (True, True): "TableSmallNumber",
}
"""Style of a cell by whether the table is small and the cell centred."""


def _even_lines(text: str, width: int, size: float) -> str:
    """Return an indent that makes a wrapped heading break after whole two-character words."""
    inner = width - 2 * CELL_MARGIN
    fitting = int(inner // (size * 20))
    if fitting >= len(text) or fitting % 2 == 0 or fitting < 3 or not HANZI.fullmatch(text):
        return ""
    spare = int(inner - (fitting - 1) * size * 20) // 2 - 20
    return f'<w:ind w:left="{spare}" w:right="{spare}" w:firstLineChars="0" w:firstLine="0"/>'
