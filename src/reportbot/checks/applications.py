"""T3: applications received and handled (表三)."""

from collections.abc import Iterable, Iterator
from functools import cache

from reportbot.checks.operands import last_numbers, numbers
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.checks.sums import check_relations
from reportbot.form import Form
from reportbot.labels import bare
from reportbot.numbers import Number, format_number


@rule("T3-001", "error", confirmable=False)
def cross_footing(subject: Subject) -> Iterable[Outcome]:
    """表三勾稽关系不平：第一项＋第二项 ≠ 第三项＋第四项

    本年新收加上年结转，应当等于（七）总计加结转下年度，自然人、五类组织和总计每一栏都要相等。
    这是印在表上的关系，也是检查时最先看的。

    依据：格式表三左上角说明。
    怎么办：先看提示的那一格；没有提示的，看差几件，再查是新收、结转漏记，还是某件办理结果没有登记或登记了两次。
    """
    return check_relations(subject, "T3-001")


@rule("T3-002", "error", confirmable=False)
def result_total(subject: Subject) -> Iterable[Outcome]:
    """表三（七）总计不等于各项办理结果之和

    每一栏的（七）总计应当等于（一）予以公开到（六）其他处理各格之和。一件申请只填一种结果，
    部分公开的只填（二）。（六）其他处理没有分行的报告，按那一行的数计入。

    依据：格式表三“（七）总计”的含义。
    怎么办：先看提示的那一格；没有提示的，核对这一栏的总计和各项结果。
    """
    return check_relations(subject, "T3-002")


@rule("T3-003", "error", confirmable=False)
def row_total(subject: Subject) -> Iterable[Outcome]:
    """表三总计栏不等于各类申请人之和

    每一行的总计应当等于自然人加五类法人或其他组织。

    依据：格式表三“总计”栏的含义。
    怎么办：先看提示的那一格；没有提示的，核对这一行的总计和六类申请人的数。
    """
    return check_relations(subject, "T3-003")


@rule("T3-004", "warning")
def carried_in_differs(subject: Subject) -> Iterator[Outcome]:
    """上年结转与上年报告的结转下年度不相等

    今年的“上年结转”就是上年报告里的“结转下年度继续办理”，总计应当相等。

    依据：格式表三“上年结转”“结转下年度继续办理”的含义；与上年报告对照。
    怎么办：对照上年报告的第四项改正。
    例外：机构合并、拆分，或者上年报告有误已经更正的，说明理由即可。
    """
    for pairs in _carried_over(subject):
        if isinstance(pairs, NotAssessed):
            yield pairs
            continue
        totals = [pair for pair in pairs if subject.report.form.cells[pair[0]].leaf.total]
        if any(now != last for _, now, last in totals):
            yield _carry_over_finding(subject, pairs, "请对照上年报告改正，机构有合并的说明理由")


@rule("T3-005", "hint")
def carried_in_misassigned(subject: Subject) -> Iterator[Outcome]:
    """上年结转的总计相等，分到各类申请人却不同

    总计与上年报告相等，自然人或某类组织却对不上，多半是今年把结转的申请归错了类。

    依据：格式表三“上年结转”“结转下年度继续办理”的含义；与上年报告对照。
    怎么办：对照上年报告的第四项，逐类改正。
    """
    for pairs in _carried_over(subject):
        if isinstance(pairs, NotAssessed):
            yield pairs
            continue
        wrong = [pair for pair in pairs if pair[1] != pair[2]]
        if wrong and not any(subject.report.form.cells[cell].leaf.total for cell, _, _ in wrong):
            yield _carry_over_finding(subject, pairs, "总计相等，请核对是不是归错了类")


Pair = tuple[str, Number, Number]
"""A cell, its number, and the number of last year's cell that it must equal."""


def _carried_over(subject: Subject) -> Iterator[list[Pair] | NotAssessed]:
    """Yield the cells of each row that repeats last year's report, with both numbers."""
    for cells, sources in _carry_over_rows(subject.report.form):
        now = numbers(subject.report, *cells)
        last = last_numbers(subject, *sources)
        if isinstance(now, NotAssessed):
            yield now
        elif isinstance(last, NotAssessed):
            yield last
        else:
            yield list(zip(cells, now, last, strict=True))


@cache
def _carry_over_rows(form: Form) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return the cells of each such row, and the cells of last year that they repeat."""
    rows: dict[str, dict[str, str]] = {}
    for cell in form.cells:
        if source := form.carried_from(cell):
            rows.setdefault(form.row_label(cell), {})[cell] = source
    return tuple((tuple(row), tuple(row.values())) for row in rows.values())


def _carry_over_finding(subject: Subject, pairs: list[Pair], remedy: str) -> Fired:
    form = subject.report.form
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    told = "、".join(
        f"{bare(form.cells[cell].leaf.label)} {now}（上年报告 {last}）" for cell, now, last in wrong
    )
    source = form.row_label(form.carried_from(wrong[0][0]))
    return Fired(
        f"表三 {form.row_label(wrong[0][0])}：与上年报告的“{source}”不一致：{told}。{remedy}",
        tuple(cell for cell, _, _ in wrong),
        expected="、".join(format_number(last) for _, _, last in wrong),
        actual="、".join(format_number(now) for _, now, _ in wrong),
    )


@rule("T3-013", "warning")
def split_number(subject: Subject) -> Iterator[Outcome]:
    """一个数被拆到了相邻的两格

    从 PDF、Word 复制表格时，“12”可能变成相邻两格的“1”和“2”。把两格的数字连起来、另一格为 0，
    不平的合计就全都平了。

    依据：实践中的常见错误。
    怎么办：对照原表，把两格的数字合成一个数，另一格填 0。
    """
    report = subject.report
    splits = {
        repair.cells: repair
        for found in subject.repairs.values()
        for repair in found
        if repair.kind == "split"
    }
    for repair in splits.values():
        first, second = repair.cells
        whole = next(format_number(value) for value in repair.changes.values() if value)
        yield Fired(
            f"“{report.form.label(first)}”的 {report.value(first)} 和“{report.form.label(second)}”的 "
            f"{report.value(second)} 可能是一个数 {whole} 拆成的，合起来合计就都平了。请对照原表",
            repair.cells,
            expected=whole,
            actual=f"{report.value(first)}、{report.value(second)}",
        )
