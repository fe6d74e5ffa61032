"""Lay a known report out as text copies and pages of real sites do (corpus README, "Layouts")."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from random import Random

import xlsxwriter

from reportbot.document import cell_text
from reportbot.grid import Box, layout
from reportbot.report import Report

ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>.*?</t[dh]>", re.DOTALL)

Rows = list[tuple[list[str], int]]
"""The printed texts of each row, and how many cells merging has left without text."""


def rows_of(report: Report, table: str) -> Rows:
    grid = layout(report.form, table)
    rows = [[box_text(report, box) for box in boxes] for boxes in grid.by_row()]
    return [(row, grid.columns - len(row)) for row in rows]


def padded(rows: Rows) -> list[list[str]]:
    """Rows of one length: what merged cells leave free stands at the end."""
    return [texts + [""] * lost for texts, lost in rows]


def closed_up(rows: Rows) -> list[list[str]]:
    """Rows whose blank cells a copying program has left out, filled up to one length."""
    width = max(len(texts) + lost for texts, lost in rows)
    kept = [[text for text in texts if text] for texts, _ in rows]
    return [texts + [""] * (width - len(texts)) for texts in kept]


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


def filled(rows: Rows) -> list[str]:
    return [text for texts, _ in rows for text in texts if text]


def cells(rows: Rows) -> list[str]:
    return [text for row in padded(rows) for text in row]


TEXT_LAYOUTS: Mapping[str, Callable[[Rows], str]] = {
    "cell per line": lambda rows: "\n".join(
        "".join(f"{text} |\n" for text in texts) + "|" * lost for texts, lost in rows
    ),
    "row per line": lambda rows: "\n".join(f"{' | '.join(texts)} |{'|' * lost}" for texts, lost in rows),
    "rows without a last bar": lambda rows: "\n".join(" | ".join(row) for row in padded(rows)),
    "blank lines": lambda rows: "\n\n".join(
        f"\u00a0{text}" if text.isdigit() else text for text in filled(rows)
    ),
    "bar on its own line": lambda rows: "".join(f"{text}\n|\n" for text in cells(rows)),
    "leading bar": lambda rows: "\n".join(f"| {' | '.join(row)} | " for row in padded(rows)),
    "white space": lambda rows: "".join(f"  {text}\n\t  | " for text in cells(rows)),
    "one line": lambda rows: "".join(f"{text} | " for text in cells(rows)),
    "no separator": lambda rows: "\n".join(filled(rows)),
    "columns by blanks": lambda rows: "\n".join("   ".join(filled([row])) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in padded(rows)),
    "rows filled up at the end": lambda rows: "\n".join(f"{' | '.join(row)} |" for row in closed_up(rows)),
    "cells filled up at the end": lambda rows: "\n".join(
        "".join(f"{text} |\n" if text else "|" for text in row) for row in closed_up(rows)
    ),
    "tabs filled up at the end": lambda rows: "\n".join("\t".join(row) for row in closed_up(rows)),
}
"""Layouts of text copies by class."""

LOSE_BLANKS = (
    "blank lines",
    "no separator",
    "columns by blanks",
    "rows filled up at the end",
    "cells filled up at the end",
    "tabs filled up at the end",
)
"""Layouts in which a blank cell leaves no trace."""


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


def from_word(text: str) -> str:
    """A cell as word processors write it for the web."""
    return (
        "<p class=MsoNormal align=center><![if !supportEmptyParas]>&nbsp;<![endif]><span lang=EN-US><o:p></o:p></span>"
        f"<span style='mso-bidi-font-size:10.5pt'>{escape(text) or '&nbsp;'}</span><o:p>&nbsp;</o:p></p>"
    )


def headings_again(report: Report, table: str) -> str:
    """A table of many rows whose headings are printed once more on the next page."""
    rows = ROW.findall(html_rows(report, table))
    if len(rows) > 20:
        rows[14:14] = ["</table><p>- 4 -</p><table>", *rows[:3]]
    return f"<table>{''.join(rows)}</table>"


def pipes(report: Report, table: str, left: str, right: str) -> str:
    """A Markdown table with blank cells where cells were merged, and with these bars around its rows."""
    page_rows = ROW.findall(html_rows(report, table, spans="blank"))
    texts = [[re.sub(r"<[^>]+>", "", one) for one in CELL.findall(row)] for row in page_rows]
    lines = [f"{left}{' | '.join(row)}{right}" for row in [texts[0], ["---"] * len(texts[0]), *texts[1:]]]
    return "\n\n" + "\n".join(lines) + "\n"


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
    "paragraphs": lambda report: page(
        report, lambda r, t: "".join(f"<p>{escape(one)}|</p>" for one in cells(rows_of(r, t)))
    ),
    "lines": lambda report: page(
        report, lambda r, t: "".join(f"<p>{escape('|'.join(one))}</p>" for one in padded(rows_of(r, t)))
    ),
    "unclosed": lambda report: re.sub(r"</(?:td|tr|p)>", "", page(report, html_rows)),
    "word processor": lambda report: page(report, lambda r, t: html_rows(r, t, from_word)),
    "no width": lambda report: page(
        report, lambda r, t: html_rows(r, t, lambda x: f"\u200b{escape(x)}&#8203;")
    ),
    "fields": lambda report: page(
        report, lambda r, t: html_rows(r, t, lambda x: f'<input value="{escape(x)}">')
    ),
    "a table per row": lambda report: page(
        report, lambda r, t: "".join(f"<table>{row}</table>" for row in ROW.findall(html_rows(r, t)))
    ),
    "headings again": lambda report: page(report, headings_again),
    "preformatted": lambda report: page(
        report, lambda r, t: f"<pre>{escape(TEXT_LAYOUTS['row per line'](rows_of(r, t)))}</pre>"
    ),
    "escaped": lambda report: f"<html><body>{escape(page(report, html_rows))}</body></html>",
    "in json": lambda report: json.dumps(
        {"code": 200, "data": [{"id": 1, "content": page(report, html_rows)}]}
    ),
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


def without_cell(row: str, chance: Random) -> str:
    cell = chance.choice(list(CELL.finditer(row)))
    return row[: cell.start()] + row[cell.end() :]


def with_blank_cell(row: str, chance: Random) -> str:
    cell = chance.choice(list(CELL.finditer(row)))
    return f"{row[: cell.start()]}<td></td>{row[cell.start() :]}"


DAMAGES: Mapping[str, Callable[[str, Random], str]] = {
    "a cell lost": without_cell,
    "a blank cell too many": with_blank_cell,
    "a row lost": lambda _row, _chance: "",
    "a row twice": lambda row, _chance: row * 2,
    "a row span lost": lambda row, _chance: re.sub(r' rowspan="\d+"', "", row, count=1),
    "the first cell blank": lambda row, _chance: re.sub(
        r"(<t[dh][^>]*>).*?(</t[dh]>)", r"\1\2", row, count=1
    ),
    "a number more at the end": lambda row, _chance: row.replace("</tr>", "<td>77</td></tr>"),
}
"""What can happen to one row of a table."""


def damaged(html: str, how: str, chance: Random) -> str:
    """Return a page in which one row of a table is damaged."""
    row = chance.choice(list(ROW.finditer(html)))
    return html[: row.start()] + DAMAGES[how](row[0], chance) + html[row.end() :]


def title(report: Report) -> str:
    return f"{report.agency}{report.year}年{report.form.title}"


def tables(report: Report) -> Iterator[tuple[str, list[Box]]]:
    headings = {part.id: part.heading for part in report.form.parts}
    for table in report.form.tables:
        yield headings[table.id], list(layout(report.form, table.id).boxes)


def workbook(report: Report, *, sheets: bool, hidden: str = "") -> bytes:
    """A workbook with the tables below each other, or on a sheet each, as offices lay them out."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("年报")
    sheet.merge_range(0, 0, 0, 9, title(report))
    top = 2
    for number, (heading, boxes) in enumerate(tables(report)):
        if sheets:
            sheet, top = book.add_worksheet(f"表{number + 2}"), 0
        sheet.write(top, 0, heading)
        top += 1
        for box in boxes:
            text = box_text(report, box)
            value = int(text) if text.isdigit() else text
            at = (top + box.row, box.column)
            if box.rowspan == box.colspan == 1:
                sheet.write(*at, value)
            else:
                sheet.merge_range(*at, top + box.row + box.rowspan - 1, box.column + box.colspan - 1, value)
        top += 1 + max(box.row + box.rowspan for box in boxes)
    if hidden:
        sheet = book.add_worksheet(hidden)
        sheet.write(0, 0, "不要看")
        sheet.hide()
    book.close()
    return target.getvalue()
