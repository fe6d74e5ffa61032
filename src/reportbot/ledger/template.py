"""Write an empty ledger that counts itself next year: official words to choose from in every cell."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportbot.cell_help import column_help, row_help
from reportbot.form import Form, FormCell
from reportbot.ledger.vocabulary import applicants, dispute_results, outcomes

ROWS = 3000
"""Rows that are prepared for applications."""

LEDGER, CODES = "台账", "填写说明"
_DAY = "yyyy-mm-dd"
_CREATED = datetime(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A column of the template; ``choices`` name the list that its cells are chosen from."""

    title: str
    width: int
    help: str
    choices: str = ""
    day: bool = False


_HEADINGS = (
    _Heading("序号", 6, "一件申请一行"),
    _Heading("登记编号", 16, "本机关自己的编号，可以不填；相同的编号会被问到是不是同一件"),
    _Heading("收到日期", 12, "当面提交的是提交那天，邮寄的是签收那天，网上的是双方确认那天", day=True),
    _Heading("申请人", 16, "只留在台账里，不会进入年报、答案文件和提示"),
    _Heading("申请人类型", 14, "从下拉列表选", "types"),
    _Heading("申请内容", 40, "只留在台账里"),
    _Heading("收到补正日期", 13, "要求补正的，填收到补正材料那天，答复期限从这天起算", day=True),
    _Heading("是否延期", 9, "经批准延长并告知申请人的选“是”", "yes"),
    _Heading("答复日期", 12, "作出答复那天；没有答复的空着", day=True),
    _Heading("办理结果", 34, "从下拉列表选；没有办完的空着。能区分处理的只选“部分公开”", "outcomes"),
    _Heading("复议结果", 12, "因这件申请被申请行政复议的，从下拉列表选", "reviews"),
    _Heading("复议结案日期", 13, "没有结案的空着", day=True),
    _Heading("诉讼结果", 26, "因这件申请被起诉的，从下拉列表选", "suits"),
    _Heading("诉讼结案日期", 13, "没有结案的空着", day=True),
    _Heading("备注", 24, "随意填写，不计数"),
)


def render_template(form: Form) -> bytes:
    """Return an empty ledger (.xlsx) for a form: the ledger, and a page that explains the codes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "政府信息公开申请台账", "created": _CREATED})
    head = book.add_format(
        {
            "bold": True,
            "bg_color": "#DDE6F0",
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
        }
    )
    styles = {
        True: book.add_format({"num_format": _DAY, "border": 1, "valign": "top"}),
        False: book.add_format({"border": 1, "valign": "top", "text_wrap": True}),
    }
    ledger, codes = book.add_worksheet(LEDGER), book.add_worksheet(CODES)
    areas = _write_codes(codes, form, head, styles[False])
    for column, heading in enumerate(_HEADINGS):
        ledger.write(0, column, heading.title, head)
        ledger.set_column(column, column, heading.width, styles[heading.day])
        ledger.data_validation(1, column, ROWS, column, _validation(heading, areas))
    ledger.freeze_panes(1, 3)
    ledger.autofilter(0, 0, ROWS, len(_HEADINGS) - 1)
    ledger.repeat_rows(0)
    ledger.set_landscape()
    ledger.set_paper(9)
    ledger.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def _validation(heading: _Heading, areas: dict[str, str]) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "input_title": heading.title,
        "input_message": heading.help,
        "error_title": heading.title,
    }
    if heading.choices:
        return rule | {
            "validate": "list",
            "source": areas[heading.choices],
            "error_message": "请从下拉列表里选",
        }
    if heading.day:
        limits = {"minimum": date(2008, 5, 1), "maximum": date(2099, 12, 31)}
        return (
            rule
            | {"validate": "date", "criteria": "between", "error_message": "请填日期，例如 2025-03-05"}
            | limits
        )
    return rule | {"validate": "any"}


def _write_codes(sheet: Any, form: Form, head: Any, body: Any) -> dict[str, str]:
    """Write the lists and what their words mean; returns where each list stands."""
    results = list(dispute_results(form).labels.values())
    blocks = [cell.column[-2].label for cell in form.cells_of("disputes") if cell.column[-1].total][1:]
    lists: dict[str, tuple[str, Sequence[tuple[str, str, str]]]] = {
        "types": (
            "申请人类型",
            [_explained(cell, column_help(cell), applicants(form).labels) for cell in _types(form)],
        ),
        "outcomes": (
            "办理结果",
            [_explained(cell, row_help(cell), outcomes(form).labels) for cell in _outcomes(form)],
        ),
        "yes": ("是否延期", [("是", "经批准延长了答复期限，最多 20 个工作日", ""), ("否", "", "")]),
        "reviews": ("复议结果", [(result, "", "") for result in results]),
        "suits": ("诉讼结果", [(f"{block}—{result}", "", "") for block in blocks for result in results]),
    }
    sheet.set_column(0, 0, 44, body)
    sheet.set_column(1, 2, 60, body)
    areas, row = {}, 0
    for name, (title, entries) in lists.items():
        sheet.write_row(row, 0, [title, "填什么", "不填什么"], head)
        for offset, entry in enumerate(entries, start=1):
            sheet.write_row(row + offset, 0, entry, body)
        areas[name] = f"='{CODES}'!$A${row + 2}:$A${row + 1 + len(entries)}"
        row += len(entries) + 2
    for heading in _HEADINGS:
        sheet.write_row(row, 0, [heading.title, heading.help], body)
        row += 1
    return areas


def _explained(cell: FormCell, help_: Any, labels: Any) -> tuple[str, str, str]:
    known = str(cell.row[-1].id) if str(cell.row[-1].id) in labels else str(cell.leaf.id)
    return labels[known], help_.get("what", ""), help_.get("excludes", "")


def _types(form: Form) -> Iterable[FormCell]:
    cells = form.cells_of("applications")
    return [cell for cell in cells if cell.row == cells[0].row and not cell.leaf.total]


def _outcomes(form: Form) -> Iterable[FormCell]:
    first = form.cells_of("applications")[0].column
    return [
        cell
        for cell in form.cells_of("applications")
        if cell.column == first and str(cell.row[-1].id) in outcomes(form).labels
    ]
