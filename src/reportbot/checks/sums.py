"""Check that sums of the form hold, and say which cell is probably wrong."""

from collections.abc import Iterator, Sequence

from reportbot.checks.balance import Balance, weigh
from reportbot.checks.hints import hint
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject
from reportbot.checks.repair import Repair
from reportbot.checks.statements import told_values
from reportbot.form import Relation
from reportbot.labels import bare
from reportbot.numbers import format_number
from reportbot.report import Report


def check_relations(subject: Subject, code: str) -> Iterator[Outcome]:
    """Yield what is wrong with the relations that the form declares under a code."""
    report = subject.report
    for relation in report.form.relations_by_code.get(code, ()):
        balance = weigh(report, relation)
        if balance.wrong:
            yield _fired(subject, balance)
        elif balance.blank and _begun(report, relation):
            blank = balance.blank
            yield NotAssessed(
                f"{report.form.label(blank[0])} 等 {len(blank)} 格没有数，无法核对", relation.cells
            )


def _begun(report: Report, relation: Relation) -> bool:
    return any(not report.cell(cell).blank for cell in relation.cells)


def _fired(subject: Subject, balance: Balance) -> Fired:
    report, relation = subject.report, balance.relation
    left, right = format_number(balance.left), format_number(balance.right)
    difference = format_number(balance.gap)
    repairs = subject.repairs.get(relation, ())
    told = _told(subject, repairs)
    likely = hint(report, repairs, told)
    if relation.total:
        total = relation.left[0]
        stated = "填的是" if total in report.cells else "由其他各格算出是"
        message = (
            f"{report.form.label(total)}：{stated} {left}，"
            f"各项相加是 {right}（{_terms(report, relation.right)}），相差 {difference}。"
            f"{likely or '请核对总计和相加的各格'}"
        )
    else:
        column = bare(report.form.cells[relation.left[0]].leaf.label)
        name = report.form.table(report.form.cells[relation.left[0]].table).name
        message = (
            f"{name}“{column}”一栏不平：{_addition(report, relation.left)}＝{left}，"
            f"{_addition(report, relation.right)}＝{right}，相差 {difference}。"
            f"{likely or '请核对这四格和办理结果各格'}"
        )
    suspects = [cell for repair in (*told, *repairs) for cell in repair.cells]
    cells = dict.fromkeys([*suspects, *_suspect_first(report, relation)])
    return Fired(message, tuple(cells), expected=right, actual=left)


def _told(subject: Subject, repairs: Sequence[Repair]) -> list[Repair]:
    """Return which of several repairs make a cell what the narrative says it is."""
    if len(repairs) < 2:
        return []
    stated = told_values(subject)
    return [
        repair
        for repair in repairs
        if all(value in stated.get(cell, ()) for cell, value in repair.changes.items())
    ]


def _suspect_first(report: Report, relation: Relation) -> tuple[str, ...]:
    """Put stated cells before derived ones: only what was typed can be mistyped."""
    stated = [cell for cell in relation.cells if cell in report.cells]
    return tuple(dict.fromkeys([*stated, *relation.cells]))


def _terms(report: Report, cells: tuple[str, ...]) -> str:
    rows = {report.form.cells[cell].row for cell in cells}
    parts = []
    for cell in cells:
        value = report.value(cell)
        spec = report.form.cells[cell]
        name = bare(spec.leaf.label) if len(rows) == 1 else bare(spec.row[-1].label)
        if value:
            parts.append(f"{name} {format_number(value)}")
    return "、".join(parts) or "各格都是 0"


def _addition(report: Report, cells: tuple[str, ...]) -> str:
    terms = []
    for cell in cells:
        value = report.value(cell)
        shown = "空白" if value is None else format_number(value)
        terms.append(f"{bare(report.form.cells[cell].row[-1].label)} {shown}")
    return "＋".join(terms)
