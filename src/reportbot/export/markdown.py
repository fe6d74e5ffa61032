"""Write a report as Markdown, with tables in pipe or HTML form."""

import re

from reportbot.document import DRAFT_MARK, Document, Figure, Heading, cell_text
from reportbot.export.html import html_table
from reportbot.grid import Box, Grid
from reportbot.narrative import Paragraph
from reportbot.report import Report

JOINT = "／"
"""Joins the labels of merged headings where a pipe table cannot merge them."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(#|[-+=](?=\s|$|[-=])|\d+(?=[.)]\s))")


def render_markdown(document: Document, tables: str = "pipe") -> str:
    """Return the report as Markdown text; ``tables`` is ``pipe`` or ``html``."""
    lines = [f"# {escape(''.join(document.title))}", ""]
    if document.open_findings:
        lines += [
            f"> **{DRAFT_MARK}**：还有 {len(document.open_findings)} 处没有改正，见文末，不能公开。",
            "",
        ]
    for block in document.blocks:
        if isinstance(block, Heading):
            lines += [f"{'#' * (block.level + 1)} {escape(block.text)}", ""]
        elif isinstance(block, Paragraph):
            lines += [paragraph(block.text), ""]
        elif isinstance(block, Figure):
            lines += [f"（图：{escape(block.caption)}。{escape(block.alt)}）", ""]
        elif tables == "html":
            lines += [html_table(block, document.report).replace("<wbr>", ""), ""]
        else:
            lines += [*_pipe_tables(block, document.report), ""]
    for line in document.signature:
        lines += [paragraph(line), ""]
    if document.open_findings:
        lines += ["---", "", f"**{DRAFT_MARK}：还没有改正的问题**", ""]
        lines += [f"{number}. {escape(text)}" for number, text in enumerate(document.open_findings, 1)]
        lines += [""]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Return text in which Markdown sees no markup."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def paragraph(text: str) -> str:
    """Return text as a paragraph that Markdown takes for neither heading nor list."""
    return _LINE_START.sub(
        lambda start: start[1] + "\\" if start[1].isdigit() else "\\" + start[1], escape(text)
    )


def _pipe_tables(grid: Grid, report: Report) -> list[str]:
    """Return one pipe table per block of headings; captions stand above as text."""
    lines: list[str] = []
    rows = grid.by_row()
    number = 0
    while number < grid.rows:
        if rows[number][0].role == "caption":
            lines += [f"**{escape(rows[number][0].text)}**", ""]
            number += 1
        head = number
        while number < grid.rows and not any(box.role == "value" for box in rows[number]):
            number += 1
        body = number
        while number < grid.rows and rows[number][0].role != "caption":
            number += 1
        lines += [*_pipe_table(grid, report, head, body, number), ""]
    return lines[:-1]


def _pipe_table(grid: Grid, report: Report, head: int, body: int, end: int) -> list[str]:
    boxes = [box for box in grid.boxes if head <= box.row < end]
    starts = sorted({box.column for box in boxes if box.row >= body})
    header = [JOINT.join(_above(boxes, column, body)) for column in starts]
    ruler = ["---" if column < grid.label_columns else ":-:" for column in starts]
    lines = [_pipe_row(header), f"| {' | '.join(ruler)} |"]
    for number in range(body, end):
        texts = {
            box.column: cell_text(report, box.cell) if box.cell else box.text
            for box in boxes
            if box.row == number
        }
        lines.append(_pipe_row([texts.get(column, "") for column in starts]))
    return lines


def _above(boxes: list[Box], column: int, body: int) -> list[str]:
    """Return the texts of the headings over a column, outermost first."""
    over = [box for box in boxes if box.row < body and box.column <= column < box.column + box.colspan]
    if over and over[0].role == "corner" and over[0].column != column:
        return []
    return [box.text for box in sorted(over, key=lambda box: box.row)]


def _pipe_row(texts: list[str]) -> str:
    return f"| {' | '.join(escape(text) for text in texts)} |"
