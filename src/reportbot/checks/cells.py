"""CEL: what stands in a single cell."""

import re
from collections.abc import Callable, Iterator

from reportbot.checks.balance import covered_cells, weigh
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.form import Table
from reportbot.labels import bare
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, Number, format_number, is_fraction
from reportbot.questions import all_questions
from reportbot.report import Report

SHOWN = 3
"""So many cells are spelt out in one message."""

DASHES = {"/", "／", "—", "——", "-", "－", "–", "无", "没有", "\\"}
"""Marks that people write where they mean 0."""


def _stated(report: Report) -> Iterator[tuple[str, Cell]]:
    """Yield the stated cells in the order of the form."""
    for cell_id in report.form.cells:
        if cell_id in report.cells:
            yield cell_id, report.cells[cell_id]


@rule("CEL-001", "error")
def unanswered(subject: Subject) -> Iterator[Outcome]:
    """有格子还没有填

    没有填不等于 0：没有发生的，要写明 0。留空的格子会原样留空，合计也算不出来。
    整张表都没有发生的，表三、表四可以写“无”；其余各格都是 0 的，可以写“其余: 0”。
    别人已经公开的报告里留空的格子只作提示，每张表一条。

    依据：实践做法；各地对 0 和空白的写法不同，本工具要求明确作答。
    怎么办：逐格填数，或者用“无”“其余: 0”一次填完。
    """
    report = subject.report
    if report.published:
        yield from _blank_in_published(report)
        return
    for table in report.form.tables:
        lines = [
            (line, [cell.id for cell in line.cells if report.cell(cell.id).blank])
            for line in lines_of(report.form, table.id)
        ]
        blank = [cell for _, cells in lines for cell in cells]
        if not blank:
            continue
        if len(blank) == len(report.form.cells_of(table.id)):
            way = "都没有发生的写“无”" if table.may_be_none else "没有的写 0，其余都没有的写“其余: 0”"
            yield Fired(f"{table.name}还没有填（{len(blank)} 格）。请填写；{way}", tuple(blank))
            continue
        open_lines = [
            (line, stated)
            for line, cells in lines
            if (stated := [cell for cell in cells if cell not in report.form.derived_totals])
        ]
        empty = [
            (line, stated) for line, stated in open_lines if not any(c.id in report.cells for c in line.cells)
        ]
        if len(empty) > SHOWN:
            yield _unanswered_lines(table.name, empty)
            open_lines = [entry for entry in open_lines if entry not in empty]
        for line, stated in open_lines:
            yield _unanswered_line(report, table.name, bare(line.heading.label), stated, len(line.cells))


def _blank_in_published(report: Report) -> Iterator[Outcome]:
    """Yield one hint per table; a table that is not there at all is told by STR-006."""
    lost = any(remark.kind in {"table_missing", "table_image"} for remark in report.remarks)
    for table in report.form.tables:
        cells = _blank_cells(report, table)
        if cells and not (lost and len(cells) == len(report.form.cells_of(table.id))):
            owed = [f"“{name}”应当是 {number}" for name, number in _owed(report, cells)]
            more = f"等 {len(owed)} 处" if len(owed) > SHOWN else ""
            told = f"。按合计推算，{'、'.join(owed[:SHOWN])}{more}" if owed else ""
            yield Fired(
                f"{table.name}有 {len(cells)} 格空着。空着不等于 0，请确认{told}", cells, severity="hint"
            )


def _blank_cells(report: Report, table: Table) -> tuple[str, ...]:
    covered = covered_cells(report)
    cells = [cell.id for cell in report.form.cells_of(table.id)]
    return tuple(cell for cell in cells if report.cell(cell).blank and cell not in covered)


def _owed(report: Report, blank: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the blank cells that a sum shows to be no zeros, with the number that they lack."""
    found: dict[str, Number] = {}
    for relation in report.form.relations:
        balance = weigh(report, relation)
        if len(balance.blank) == 1 and not balance.wrong and balance.left != balance.right:
            found.setdefault(balance.blank[0], balance.gap)
    for cell in blank:
        if cell in found and cell not in report.form.derived_totals:
            yield report.form.label(cell), format_number(found[cell])


def _unanswered_line(report: Report, table: str, line: str, blank: list[str], size: int) -> Fired:
    columns = "、".join(bare(report.form.cells[cell].leaf.label) for cell in blank)
    which = f"“{columns}”" if size > 1 else ""
    return Fired(f"{table}“{line}”{which}没有填。没有发生的请写 0", tuple(blank))


def _unanswered_lines(table: str, empty: list[tuple[Line, list[str]]]) -> Fired:
    """Return one finding for many rows that nobody has begun."""
    names = "".join(f"“{bare(line.heading.label)}”" for line, _ in empty[:SHOWN])
    blank = tuple(cell for _, cells in empty for cell in cells)
    return Fired(
        f"{table}有 {len(empty)} 行没有填（{len(blank)} 格）：{names}等。请逐行填写；其余都没有的写“其余: 0”",
        blank,
    )


@rule("CEL-002", "error", confirmable=False)
def unreadable(subject: Subject) -> Iterator[Outcome]:
    """格子里不是数字

    格子里只能填数字。写了年份、说明或其他文字（如“12(2019-2020)”“22（其中修订16件）”），
    合计、汇总和上级系统都读不了。

    依据：格式各表均为数字格。
    怎么办：只留数字；说明写进备注（{value: 2, note: 2019年}）或正文。
    """
    for cell_id, cell in _stated(subject.report):
        raw = cell.raw or ""
        if cell.unreadable and not is_fraction(raw):
            told = _not_a_number(raw, published=subject.report.published)
            yield Fired(f"{subject.report.form.label(cell_id)}：{told}", (cell_id,), actual=raw)


def _not_a_number(raw: str, *, published: bool) -> str:
    if raw.isdigit():
        return f"“{raw}”有 {len(raw)} 位，多半是键入错了。请核对这一格"
    leading = re.match(r"\d+", raw)
    remedy = f"另写备注，例如 {{value: {leading[0] if leading else '0'}, note: 说明}}"
    return f"“{raw}”不是数字。请只填数字，说明{'写进正文' if published else remedy}"


@rule("CEL-003", "error", confirmable=False)
def negative(subject: Subject) -> Iterator[Outcome]:
    """填了负数

    件数、金额不会是负数；只有 2019 年格式的“本年增/减”可以带减号。

    依据：格式各格的计量单位。
    怎么办：核对这一格。
    """
    report = subject.report
    for cell_id, cell in _stated(report):
        if cell.value is not None and cell.value < 0 and report.form.cells[cell_id].kind != "change":
            yield Fired(
                f"{report.form.label(cell_id)}：填了负数 {format_number(cell.value)}，"
                "应当是 0 或正数。请核对这一格",
                (cell_id,),
                actual=format_number(cell.value),
            )


@rule("CEL-004", "error", confirmable=False)
def fraction(subject: Subject) -> Iterator[Outcome]:
    """件数不是整数

    除收费金额、采购金额外，各格都是件数，只能是整数。

    依据：格式各格的计量单位。
    怎么办：核对这一格，是不是把金额、比例填到了件数里。
    """
    for cell_id, cell in _stated(subject.report):
        if cell.unreadable and is_fraction(cell.raw or ""):
            yield Fired(
                f"{subject.report.form.label(cell_id)}：“{cell.raw}”不是整数件数。请核对这一格",
                (cell_id,),
                actual=cell.raw or "",
            )


@rule("CEL-005", "warning")
def dash_for_zero(subject: Subject) -> Iterator[Outcome]:
    """用“/”“—”“无”代替 0

    这些符号看不出是没有发生、不适用，还是没有统计。

    依据：实践做法。
    怎么办：没有发生的写 0；没有这项职权的也写 0，需要说明的写进备注。
    """
    for cell_id, cell in _stated(subject.report):
        if (cell.raw or "").strip() in DASHES:
            yield Fired(
                f"{subject.report.form.label(cell_id)}：写的是“{cell.raw}”。没有发生的请写 0",
                (cell_id,),
                expected="0",
                actual=cell.raw or "",
            )


STYLES: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda text: re.search(r"[０-９]", text), "全角数字"),
    (lambda text: re.search(r"[,，]", text), "千位分隔符"),
    (lambda text: re.match(r"[+-]?0\d", text.strip()), "多余的 0"),
    (lambda text: re.search(r"\s", text), "空格"),
    (lambda text: re.search(r"[一-龥]", text), "单位或文字"),
)
"""Ways of writing that are read all the same, and what each is called."""


@rule("CEL-006", "hint")
def mixed_zeros(subject: Subject) -> Iterator[Outcome]:
    """同一张表里有的写 0，有的空着

    同一张表里没有发生的格子，有的写 0、有的留空，看上去像没有填完。

    依据：实践做法；各地对 0 和空白的写法不同。
    怎么办：按当地的要求统一写法。
    """
    report = subject.report
    if not report.published:
        return
    covered = covered_cells(report)
    for table in report.form.tables:
        plain = [cell.id for cell in report.form.cells_of(table.id) if not cell.leaf.total]
        cells = [report.cell(cell) for cell in plain if cell not in covered]
        zeros = sum(cell.value == 0 for cell in cells)
        blanks = sum(cell.blank for cell in cells)
        if zeros and blanks:
            yield Fired(f"{table.name}里有 {zeros} 格写 0，另有 {blanks} 格空着。请统一写法")


@rule("CEL-007", "hint")
def writing_style(subject: Subject) -> Iterator[Outcome]:
    """数字的写法不规范，已经读懂

    全角数字、千位分隔符、多余的 0、空格、格子里的单位都能读懂，输出时会写成规范的数字。

    依据：实践做法。
    怎么办：不用处理；想让答案文件整齐，可以改成规范写法。
    """
    report = subject.report
    for cell_id, cell in _stated(report):
        if cell.raw is None or cell.value is None:
            continue
        spec = report.form.cells[cell_id]
        written = cell.raw
        if spec.kind == "change" or spec.leaf.print_unit:
            written = re.sub(r"[一-龥]", "", written)
        found = [name for test, name in STYLES if test(written)]
        if found:
            value = format_number(cell.value, spec.kind)
            yield Fired(
                f"{report.form.label(cell_id)}：“{cell.raw}”里有{'、'.join(found)}，已读作 {value}",
                (cell_id,),
                expected=value,
                actual=cell.raw,
            )


@rule("CEL-008", "warning")
def blank_total(subject: Subject) -> Iterator[Outcome]:
    """总计空着，各项却填了数

    总计格空着，相加的各格已经填了数，合计要由读的人自己算。每张表一条。答案文件里的总计可以不填，会自动算出。

    依据：格式各表“总计”的含义。
    怎么办：补上总计。
    """
    report = subject.report
    for table in report.form.tables:
        lacking = dict(_lacking_totals(report, table))
        if lacking:
            told = [f"“{report.form.row_label(cell)}”应当是 {number}" for cell, number in lacking.items()]
            more = f"等 {len(told)} 处" if len(told) > SHOWN else ""
            yield Fired(
                f"{table.name}有 {len(lacking)} 个总计空着，相加的各格却填了数：{'，'.join(told[:SHOWN])}{more}。请补上总计",
                tuple(lacking),
                expected="、".join(lacking.values()),
            )


def _lacking_totals(report: Report, table: Table) -> Iterator[tuple[str, str]]:
    for total, relations in report.form.derived_totals.items():
        if report.form.cells[total].table != table.id or total not in report.cells:
            continue
        filled = [
            sum(values)
            for relation in relations
            if (values := [value for part in relation.right if (value := report.value(part))])
        ]
        if report.cells[total].blank and filled:
            yield total, format_number(filled[0])


@rule("CEL-009", "warning")
def unverified(subject: Subject) -> Iterator[Outcome]:
    """还有标为“待核实”的内容

    暂时填写、还要核实的数字和事实不能公开。

    依据：实践做法。
    怎么办：核实以后，从“待核实”里删去这一项。
    """
    report = subject.report
    for item in report.unverified:
        known = item in report.form.cells
        name = report.form.label(item) if known else _question_name(item)
        yield Fired(
            f"{name}：标为待核实。核实以后请从“待核实”里删去",
            (item,) if known else (),
            items=(item,),
        )


def _question_name(item: str) -> str:
    question = all_questions()[".".join(item.split(".")[:2])]
    return f"“{question.answer.name}”"
