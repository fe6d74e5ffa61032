"""Check that sums of the form hold, with blank cells told apart from zeros."""

from collections.abc import Iterator

from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject
from reportbot.form import Relation
from reportbot.labels import bare
from reportbot.numbers import Number, format_number
from reportbot.report import Report


def check_relations(subject: Subject, code: str) -> Iterator[Outcome]:
    """Yield what is wrong with the relations that the form declares under a code."""
    report = subject.report
    for relation in report.form.relations_by_code.get(code, ()):
        left, left_blank = _sum(report, relation.left)
        right, right_blank = _sum(report, relation.right)
        if not left_blank and not right_blank:
            wrong = left != right
        elif left_blank and right_blank:
            wrong = False
        else:
            wrong = left > right if left_blank else right > left
        if wrong:
            yield _fired(report, relation, left, right)
        elif (left_blank or right_blank) and _begun(report, relation):
            blank = [cell for cell in relation.cells if report.value(cell) is None]
            yield NotAssessed(
                f"{report.form.label(blank[0])} 等 {len(blank)} 格没有数，无法核对", relation.cells
            )


def _begun(report: Report, relation: Relation) -> bool:
    return any(not report.cell(cell).blank for cell in relation.cells)


def _sum(report: Report, cells: tuple[str, ...]) -> tuple[Number, bool]:
    """Return the sum of the filled cells and whether any had no number."""
    values = [report.value(cell) for cell in cells]
    return sum(value for value in values if value is not None), None in values


def _fired(report: Report, relation: Relation, left: Number, right: Number) -> Fired:
    difference = format_number(max(left, right) - min(left, right))
    cells = _suspect_first(report, relation)
    if relation.total:
        total = relation.left[0]
        stated = "填的是" if total in report.cells else "由其他各格算出是"
        message = (
            f"{report.form.label(total)}：{stated} {format_number(left)}，"
            f"各项相加是 {format_number(right)}（{_terms(report, relation.right)}），相差 {difference}。"
            "请核对总计和相加的各格"
        )
    else:
        column = bare(report.form.cells[relation.left[0]].leaf.label)
        name = report.form.table(report.form.cells[relation.left[0]].table).name
        message = (
            f"{name}“{column}”一栏不平：{_addition(report, relation.left)}＝{format_number(left)}，"
            f"{_addition(report, relation.right)}＝{format_number(right)}，相差 {difference}。"
            "请核对这四格和办理结果各格"
        )
    return Fired(message, cells, expected=format_number(right), actual=format_number(left))


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
