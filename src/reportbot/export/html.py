"""Write a report as HTML: one self-contained page, or a fragment for a site's editor.

No script and no outside reference. Tables carry their layout in attributes (border,
rowspan, colspan, align), which survive the editors that strip styles.
"""

from collections.abc import Iterator
from html import escape

from reportbot.document import DRAFT_MARK, Document, Figure, Heading, cell_text
from reportbot.grid import Box, Grid
from reportbot.labels import HANZI
from reportbot.narrative import Paragraph
from reportbot.report import Report
from reportbot.resources import resource

WIDE_FROM_COLUMNS = 8

_SCOPES = {
    ("label", False): "row",
    ("label", True): "rowgroup",
    ("heading", False): "col",
    ("heading", True): "colgroup",
}
"""What a heading is the heading of, by its role and whether it spans several."""


def render_html(document: Document, *, fragment: bool = False) -> str:
    """Return the report as an HTML page, or as its inner part only."""
    body = "\n".join(_blocks(document)) + "\n"
    if fragment:
        return body
    from jinja2 import Environment  # noqa: PLC0415 (Markdown draws its tables with this module)
    from markupsafe import Markup  # noqa: PLC0415

    source = resource("templates", "html", "report.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, keep_trailing_newline=True).from_string(source)
    return page.render(title=document.title, body=Markup(body))  # noqa: S704 (every text in it is escaped)


def html_table(grid: Grid, report: Report) -> str:
    """Return a table with true row and column spans; header rows repeat in print."""
    rows = grid.by_row()
    head = _rows(rows[: grid.header_rows], report)
    body = _rows(rows[grid.header_rows :], report)
    wide = ' class="wide"' if grid.columns >= WIDE_FROM_COLUMNS else ""
    parts = [f'<table{wide} border="1" cellspacing="0" cellpadding="3" width="100%">']
    widths = grid.column_widths()
    columns = "".join(f'<col width="{width / sum(widths):.1%}">' for width in widths)
    parts.append(f"<colgroup>{columns}</colgroup>")
    parts += ["<thead>", *head, "</thead>"] if head else []
    return "\n".join([*parts, "<tbody>", *body, "</tbody>", "</table>"])


def _blocks(document: Document) -> Iterator[str]:
    lines = "".join(f"<span>{escape(line)}</span>" for line in document.title)
    yield f'<h1 align="center">{lines}</h1>'
    if document.open_findings:
        count = len(document.open_findings)
        yield f'<p class="draft">{DRAFT_MARK}：还有 {count} 处没有改正，见文末，不能公开。</p>'
    for block in document.blocks:
        if isinstance(block, Heading):
            yield f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{escape(block.text)}</p>"
        elif isinstance(block, Figure):
            yield f"<figure>{block.svg}<figcaption>{escape(block.caption)}</figcaption></figure>"
        else:
            yield f'<div class="scroll">\n{html_table(block, document.report)}\n</div>'
    for line in document.signature:
        yield f'<p class="signature" align="right">{escape(line)}</p>'
    if document.open_findings:
        items = "".join(f"<li>{escape(text)}</li>" for text in document.open_findings)
        yield f'<div class="draft"><p>{DRAFT_MARK}：还没有改正的问题</p><ol>{items}</ol></div>'


def _rows(rows: list[list[Box]], report: Report) -> list[str]:
    return [f"<tr>{''.join(_cell(box, report) for box in row)}</tr>" for row in rows]


def _cell(box: Box, report: Report) -> str:
    spans = "".join(
        f' {name}="{size}"' for name, size in (("rowspan", box.rowspan), ("colspan", box.colspan)) if size > 1
    )
    if box.cell:
        return f'<td{spans} align="center">{escape(cell_text(report, box.cell))}</td>'
    scope = _SCOPES.get((box.role, box.colspan > 1 if box.role == "heading" else box.rowspan > 1))
    marks = f' scope="{scope}"' if scope else ""
    align = ' align="center"' if box.role in {"heading", "corner"} else ' align="left"'
    text = _breakable(box.text) if scope == "col" else escape(box.text)
    return f"<th{spans}{marks}{align}>{text}</th>"


def _breakable(label: str) -> str:
    """Return a column's label that may break only between its two-character words."""
    if len(label) % 2 or not HANZI.fullmatch(label):
        return escape(label)
    return "<wbr>".join(label[place : place + 2] for place in range(0, len(label), 2))
