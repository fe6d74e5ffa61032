"""T3: applications received and handled (表三)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportbot.checks.operands import last_numbers, numbers
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.checks.sums import check_relations
from reportbot.form import Form
from reportbot.labels import bare
from reportbot.numbers import Number, format_number

NEW, CARRIED_IN = "applications.new_received.total", "applications.carried_in.total"
RESULTS, CARRIED_OUT = "applications.result_total.total", "applications.carried_out.total"


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


@rule("T3-006", "warning")
def large_backlog(subject: Subject) -> Iterator[Outcome]:
    """结转下年度的申请太多

    答复期限是 20 个工作日，最多延长 20 个工作日，年底没有办结的应当只有年末一两个月收到的。
    结转超过一半，不是填错，就是有超期没有答复的。

    依据：条例第三十三条；比例和起算件数可以在 reportbot.yaml 里改。
    怎么办：核对结转的件数；确有超期的，尽快答复并在正文里说明。
    例外：年末集中收到大批申请的，说明理由即可。
    """
    values = numbers(subject.report, NEW, CARRIED_IN, CARRIED_OUT)
    if isinstance(values, NotAssessed):
        yield values
        return
    limit, received, left = subject.settings.limit, values[0] + values[1], values[2]
    if received >= limit("backlog_least") and left * 100 > received * limit("backlog_share"):
        share = f"{left * 100 / received:.0f}%"
        yield Fired(
            f"{subject.report.form.label(CARRIED_OUT)}：全年应办 {received} 件，结转下年度 {left} 件，占 {share}。"
            "答复期限最多 40 个工作日，请核对是不是填错，有没有超期",
            (CARRIED_OUT, NEW, CARRIED_IN),
            actual=share,
        )


@rule("T3-007", "warning")
def carried_in_not_finished(subject: Subject) -> Iterator[Outcome]:
    """办结的件数比上年结转的还少

    上年结转的申请年初就到期，应当都已办结，所以（七）总计不会比上年结转少。

    依据：条例第三十三条。
    怎么办：核对上年结转和（七）总计；有长期没有办结的，查明原因。
    例外：依法中止、等待第三方意见的，说明理由即可。
    """
    values = numbers(subject.report, CARRIED_IN, RESULTS)
    if isinstance(values, NotAssessed):
        yield values
    elif values[1] < values[0]:
        yield Fired(
            f"{subject.report.form.label(RESULTS)}：上年结转 {values[0]} 件，全年只办结 {values[1]} 件。"
            "结转的申请年初就到期，请核对这两格",
            (RESULTS, CARRIED_IN),
            expected=f"不少于 {values[0]}",
            actual=str(values[1]),
        )


@rule("T3-008", "hint")
def disputes_without_applications(subject: Subject) -> Iterator[Outcome]:
    """没有申请，却有复议或诉讼

    表四只统计因政府信息公开工作引起的案件。全年没有申请、也没有结转，却有案件，可能是以前年度的申请引起的，
    也可能把别的行政案件填了进来。

    依据：条例第五十条第三项。
    怎么办：核对案件是不是因信息公开引起。
    """
    report = subject.report
    totals = [cell.id for cell in report.form.cells_of("disputes") if cell.leaf.total]
    values = numbers(report, NEW, CARRIED_IN, *totals)
    if isinstance(values, NotAssessed):
        yield values
    elif not values[0] and not values[1] and any(values[2:]):
        yield Fired(
            f"表四有案件 {sum(values[2:])} 件，表三却没有申请。请核对案件是不是因政府信息公开引起",
            (*(cell for cell, value in zip(totals, values[2:], strict=True) if value), NEW, CARRIED_IN),
            actual=str(sum(values[2:])),
        )


@rule("T3-009", "hint", forms=("2021",))
def too_many_others(subject: Subject) -> Iterator[Outcome]:
    """（六）3.其他 占的比例太大

    “其他”只放前面各项都装不下的，例如申请人撤回。占到四分之一以上，多半是没有细分。

    依据：格式表三（六）其他处理的含义；比例和起算件数可以在 reportbot.yaml 里改。
    怎么办：逐件看能不能归到前面的项目；确实不能的，在正文里说明是哪些情况。
    """
    residual = "applications.other_misc.total"
    values = numbers(subject.report, residual, RESULTS)
    if isinstance(values, NotAssessed):
        yield values
        return
    limit, (other, results) = subject.settings.limit, values
    if results >= limit("residual_least") and other * 100 > results * limit("residual_share"):
        share = f"{other * 100 / results:.0f}%"
        yield Fired(
            f"{subject.report.form.label(residual)}：{other} 件，占办理结果 {results} 件的 {share}。"
            "请看能不能归到前面的项目，不能的在正文里说明是哪些情况",
            (residual, RESULTS),
            actual=share,
        )


NO_FEE = re.compile(
    r"(?:未|没有|无)(?:发生|产生|涉及|发出|发送|出具|制发|下达|收取)?[^。；，,]{0,12}"
    r"(?:信息处理费的?(?:情况|情形|事项)|收费通知|缴费通知)|未(?:产生|发生|涉及)[^。；，,]{0,8}(?:信息处理费|收费)"
)
"""Sentences saying that no fee arose or no fee notice was sent; 收取 0 元 is not one of them."""

NO_CORRECTION = re.compile(
    r"(?:未|没有|无需|无须|不需要?)[^。；，,]{0,8}(?:补正通知|补正告知|要求[^。；，,]{0,6}补正)"
)


@rule("T3-010", "hint", forms=("2021",))
def unpaid_without_notice(subject: Subject) -> Iterator[Outcome]:
    """有逾期不缴费的申请，却说没有发过收费通知

    （六）2 是发了收费通知、申请人到期没有缴费的。写着没有产生信息处理费、没有发过收费通知，两处就矛盾了。
    只写“收取 0 元”不矛盾。

    依据：条例第四十二条；国办函〔2020〕109号。
    怎么办：核对收费通知，改正（六）2 或第六部分。
    """
    cell = "applications.other_unpaid_fee.total"
    yield from _contradicted(subject, (cell,), "other.fee_notices.cases", "收费通知", NO_FEE, ("other",))


@rule("T3-011", "hint")
def corrections_without_notice(subject: Subject) -> Iterator[Outcome]:
    """有与补正有关的结果，却说没有发过补正通知

    （四）3 补正后仍不明确、（六）1 逾期不补正，前提都是发过补正通知。

    依据：条例第三十条。
    怎么办：核对补正通知，改正表三或者正文。
    """
    rows = ("unavailable_unclear", "other_no_correction")
    cells = tuple(cell for row in rows if (cell := f"applications.{row}.total") in subject.report.form.cells)
    yield from _contradicted(
        subject, cells, "on_request.correction_notices", "补正通知", NO_CORRECTION, ("overview", "other")
    )


def _contradicted(
    subject: Subject,
    cells: tuple[str, ...],
    fact: str,
    notice: str,
    denial: re.Pattern[str],
    parts: tuple[str, ...],
) -> Iterator[Outcome]:
    """Yield a finding when results presuppose a notice that the report says was never sent."""
    report = subject.report
    counted = [cell for cell in cells if report.value(cell)]
    if not counted:
        missing = numbers(report, *cells)
        if isinstance(missing, NotAssessed):
            yield missing
        return
    named = "、".join(f"{report.form.label(cell)} {report.value(cell)} 件" for cell in counted)
    if report.facts.get(fact) == 0:
        yield Fired(
            f"{named}，“{notice}”却填了 0 件。请核对这两处",
            tuple(counted),
            actual="0",
            items=(*counted, fact),
        )
        return
    for section in subject.narrative:
        for paragraph in section.paragraphs if section.part in parts else ():
            if said := denial.search(paragraph.text):
                yield Fired(
                    f"{named}，正文却写“{said[0]}”。请核对{notice}，改正其中一处",
                    tuple(counted),
                    actual=said[0],
                    items=(*counted, f"texts.{paragraph.id}"),
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
