"""Tell where a cell's value comes from: operands, source, last year's value, note, and what it must equal."""

from collections.abc import Iterator

from reportbot.cell_names import short_row
from reportbot.checks.balance import weigh
from reportbot.form import Form, Relation
from reportbot.labels import bare
from reportbot.last_year import refusals
from reportbot.numbers import format_number
from reportbot.report import Report


def trace(report: Report, cell_id: str) -> Iterator[str]:
    """Yield the lines about one cell of a report."""
    cell = report.cell(cell_id)
    yield f"{report.form.label(cell_id)}（{cell_id}）"
    yield f"数：{_shown(report, cell_id)}"
    yield f"来历：{_origin(report, cell_id)}"
    if source := _source(report, cell_id):
        yield f"来源：{source}"
    if cell.note:
        yield f"备注：{cell.note}"
    if cell_id in report.unverified:
        yield "状态：待核实"
    yield from _last_year(report, cell_id)
    for relation in report.form.relations:
        if cell_id in relation.cells:
            yield _relation(report, relation)


def _shown(report: Report, cell_id: str) -> str:
    cell, kind = report.cell(cell_id), report.form.cells[cell_id].kind
    if cell.value is None:
        return f"“{cell.raw}”（不是数字）" if cell.raw else "空白"
    value = format_number(cell.value, kind)
    return f"{value}（写的是“{cell.raw}”）" if cell.raw else value


def _origin(report: Report, cell_id: str) -> str:
    if cell_id in report.cells and not report.cells[cell_id].blank:
        place = str(report.place(cell_id)).strip()
        return f"填写的，{place}" if place else "填写的"
    if cell_id not in report.form.derived_totals:
        return "没有填"
    if report.value(cell_id) is None:
        return "没有填，相加的各格也没有填全"
    return "没有填，由下面各格相加算出"


def _source(report: Report, cell_id: str) -> str:
    """Return what the file says of the source of a cell, its row or its table."""
    parts = cell_id.split(".")
    items = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((report.sources[item] for item in items if item in report.sources), "")


def _last_year(report: Report, cell_id: str) -> Iterator[str]:
    previous = report.previous
    if previous is None:
        return
    year = f"（{previous.year} 年度）" if previous.year else ""
    refused = refusals(previous.form, report.form)
    why = refused.get(cell_id)
    yield f"上年{year}：{f'没有可比的数，{why}' if why else _shown(previous, cell_id)}"
    source = report.form.carried_from(cell_id)
    if source and source not in refused:
        yield f"应当等于上年的“{previous.form.label(source)}”：{_shown(previous, source)}"


def _relation(report: Report, relation: Relation) -> str:
    balance = weigh(report, relation)
    if balance.wrong:
        state = f"不平，相差 {format_number(balance.gap)}"
    else:
        state = f"有 {len(balance.blank)} 格没有数，无法核对" if balance.blank else "平"
    sides = (_side(report, relation, cells) for cells in (relation.left, relation.right))
    return f"核对 {relation.code}：{' ＝ '.join(sides)}（{state}）"


def _side(report: Report, relation: Relation, cells: tuple[str, ...]) -> str:
    """Return one side of a sum; parts that are 0 are only counted."""
    if len(cells) == 1:
        return _term(report, relation, cells[0])
    told = [cell for cell in cells if report.value(cell) != 0]
    zeros = len(cells) - len(told)
    terms = [_term(report, relation, cell) for cell in told]
    return " ＋ ".join([*terms, *([f"其余 {zeros} 格 0"] if zeros else [])])


def _term(report: Report, relation: Relation, cell_id: str) -> str:
    value = report.value(cell_id)
    shown = "空白" if value is None else format_number(value)
    return f"{_word(report.form, relation, cell_id)} {shown}"


def _word(form: Form, relation: Relation, cell_id: str) -> str:
    """Return what tells a cell from the others of its sum: its column, or else its row."""
    cell = form.cells[cell_id]
    along = len({form.cells[other].row for other in relation.cells}) == 1
    return bare(cell.leaf.label) if along else short_row(form, cell_id)
