"""Lay a known report out as text copies and pages of real sites do (corpus README, "Layouts")."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from reportbot.document import cell_text
from reportbot.form import Form
from reportbot.grid import Box, layout
from reportbot.report import Report

Rows = list[list[str]]


def rows_of(report: Report, table: str) -> Rows:
    """The printed texts of each row; what merged cells leave free stands at its end."""
    grid = layout(report.form, table)
    found = []
    for boxes in grid.by_row():
        texts = [box_text(report, box) for box in boxes]
        found.append(texts + [""] * (grid.columns - len(texts)))
    return found


def box_text(report: Report, box: Box) -> str:
    return cell_text(report, box.cell) if box.cell else box.text


def document(report: Report, draw: Callable[[Rows], str], narrative: str = "\n") -> str:
    """A whole report as text with its tables in some layout."""
    year = report.year
    lines = [
        f"{report.agency}{year}年{report.form.title}",
        f"本报告所列数据的统计期限自{year}年1月1日至{year}年12月31日。",
    ]
    for part in report.form.parts:
        lines.append(part.heading)
        if any(table.id == part.id for table in report.form.tables):
            lines.append(draw(rows_of(report, part.id)))
        else:
            lines.append(
                f"这一部分共有3件事，其中规章1件、其他2件。{narrative}一是公开了政府信息；二是办理了申请。"
            )
    return "\n".join(lines) + "\n"


def filled(rows: Rows) -> Iterator[str]:
    return (text for row in rows for text in row if text)


TEXT_LAYOUTS: Mapping[str, Callable[[Rows], str]] = {
    "cell per line": lambda rows: "\n".join(
        "".join(f"{text} |\n" for text in trimmed(row)) + "|" * (len(row) - len(trimmed(row))) for row in rows
    ),
    "row per line": lambda rows: "\n".join(
        " | ".join(trimmed(row)) + " |" + "|" * (len(row) - len(trimmed(row)) - 1) for row in rows
    ),
    "rows without a last bar": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "blank lines": lambda rows: "\n\n".join(
        f"\u00a0{text}" if text.isdigit() else text for text in filled(rows)
    ),
    "bar on its own line": lambda rows: "".join(f"{text}\n|\n" for row in rows for text in row),
    "leading bar": lambda rows: "\n".join(f"| {' | '.join(row)} | " for row in rows),
    "white space": lambda rows: "".join(f"  {text}\n\t  | " for row in rows for text in row),
    "one line": lambda rows: "".join(f"{text} | " for row in rows for text in row),
    "no separator": lambda rows: "\n".join(filled(rows)),
    "columns by blanks": lambda rows: "\n".join("   ".join(text for text in row if text) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
}
"""Layouts of text copies by class."""

LOSE_BLANKS = ("blank lines", "no separator", "columns by blanks")
"""Layouts in which a blank cell leaves no trace."""


def trimmed(row: list[str]) -> list[str]:
    """A row without the blanks at its end that are none of its cells."""
    labels = sum(bool(re.search(r"[一-龥]", text)) for text in row)
    values = len(row) - len([text for text in row if not text]) - labels
    return row if not values else row[: max(len(row) - 2, 1)] if not any(row[-2:]) else row


def page(report: Report, table: Callable[[Report, str], str], around: str = "{}") -> str:
    """A page of a site with the report in it."""
    year, form = report.year, report.form
    body = [f"<h1>{report.agency}{year}年{form.title}</h1>", "<p>发布日期：2025-01-20 浏览次数：12</p>"]
    for part in form.parts:
        body.append(f"<p><strong>{part.heading}</strong></p>")
        if any(entry.id == part.id for entry in form.tables):
            body.append(table(report, part.id))
        else:
            body.append("<p>这一部分共有3件事。<br>一是公开了政府信息；二是办理了申请。</p>")
    content = "\n".join(body) + "<p>【打印】【关闭】</p><p>上一篇：某某年报</p>"
    nav = "<ul><li><a href='/'>首页</a></li><li>政府信息公开</li><li>一、机构职能</li></ul>"
    return (
        f"<html><head><meta charset=gb2312><title>{report.agency}</title></head><body>{nav}"
        f"{around.format(content)}<div>主办：某某政府 ICP备123号</div></body></html>"
    )


def html_rows(
    report: Report, table: str, cell: Callable[[str], str] = escape, spans: str = "both", tag: str = "td"
) -> str:
    """A table in HTML; ``spans`` are kept ``both``, only ``columns``, replaced by ``blank`` cells or ``repeat``-ed."""
    grid = layout(report.form, table)
    covered = {
        (line, column): box
        for box in grid.boxes
        for line in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }
    rows = []
    for line in range(grid.rows):
        cells = []
        column = 0
        while column < grid.columns:
            box = covered[line, column]
            first = (box.row, box.column) == (line, column)
            text = cell(box_text(report, box))
            if spans in {"both", "columns"}:
                if first or (spans == "columns" and box.row != line and box.column == column):
                    rowspan = f' rowspan="{box.rowspan}"' if spans == "both" and box.rowspan > 1 else ""
                    colspan = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
                    cells.append(f"<{tag}{rowspan}{colspan}>{text if first else ''}</{tag}>")
                column += box.colspan
            else:
                cells.append(f"<{tag}>{text if first or spans == 'repeat' else ''}</{tag}>")
                column += 1
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def lost_rowspans(report: Report, table: str) -> str:
    """A table whose row spans are lost without any cell in their place."""
    return re.sub(r' rowspan="\d+"', "", html_rows(report, table))


def in_fonts(text: str) -> str:
    """Every character in a span of its own, as some editors paste it."""
    return "<p><span>" + "".join(f"<font face='仿宋'>{escape(one)}</font>" for one in text) + "</span></p>"


def torn(report: Report, table: str) -> str:
    """A table cut in two in the middle of a page."""
    rows = html_rows(report, table).replace("</table>", "").split("<tr>")
    middle = len(rows) // 2
    return f"{'<tr>'.join(rows[:middle])}</table><p>— 3 —</p><table><tr>{'<tr>'.join(rows[middle:])}</table>"


METADATA = (
    "<table><tr><td>索引号</td><td>014300000/2025-00012</td><td>分类</td><td>年报</td></tr>"
    "<tr><td>发布机构</td><td>办公室</td><td>有效性</td><td>有效</td></tr></table>"
)

PAGES: Mapping[str, Callable[[Report], str]] = {
    "spans": lambda report: page(report, html_rows),
    "header cells": lambda report: page(report, lambda r, t: html_rows(r, t, tag="th")),
    "no row spans": lambda report: page(report, lost_rowspans),
    "row spans as blanks": lambda report: page(report, lambda r, t: html_rows(r, t, spans="columns")),
    "no spans": lambda report: page(report, lambda r, t: html_rows(r, t, spans="blank")),
    "repeated cells": lambda report: page(report, lambda r, t: html_rows(r, t, spans="repeat")),
    "fonts": lambda report: page(report, lambda r, t: html_rows(r, t, in_fonts)),
    "broken labels": lambda report: page(
        report,
        lambda r, t: html_rows(
            r, t, lambda x: re.sub(r"(?<=[一-龥]{3})(?=[一-龥]{3})", "<br>", escape(x), count=1)
        ),
    ),
    "torn": lambda report: page(report, torn),
    "layout table": lambda report: page(
        report, html_rows, "<table><tr><td>左栏</td><td>{}</td></tr></table>"
    ),
    "metadata": lambda report: page(report, html_rows, METADATA + "{}"),
    "unclosed": lambda report: re.sub(r"</(?:td|tr|p)>", "", page(report, html_rows)),
}
"""Ways in which sites print the tables."""

VARIANTS: Mapping[str, Callable[[str], str]] = {
    "as printed": lambda text: text,
    "half width": lambda text: text.translate(str.maketrans("（），：", "(),:")),
    "other numbering": lambda text: re.sub(r"(?<![\d.])([1-8])\.(?=[一-龥])", r"\1、", text),
    "traditional": lambda text: text.translate(
        str.maketrans("规许处罚业费数决项总开请无机关属国际", "規許處罰業費數決項總開請無機關屬國際")
    ),
    "short labels": lambda text: text.replace(
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "逾期不补正"
    ),
    "crlf": lambda text: text.replace("\n", "\r\n"),
}


def headings_of(form: Form) -> list[str]:
    return [part.heading for part in form.parts]
