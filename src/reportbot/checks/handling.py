"""T3: how applications were handled, where numbers are possible but improbable (表三)."""

import re
from collections.abc import Iterator

from reportbot.checks.operands import numbers
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule

NEW, CARRIED_IN = "applications.new_received.total", "applications.carried_in.total"
RESULTS, CARRIED_OUT = "applications.result_total.total", "applications.carried_out.total"


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
    r"(?:未|没有|无)(?:发生|产生|涉及)[^。；，,]{0,8}(?:信息处理费|收费)"
    r"|(?:未|没有)(?:发出|发送|出具|制发|下达)[^。；，,]{0,8}(?:收费通知|缴费通知)"
)
"""Sentences saying that no fee arose or no fee notice was sent; 没有收取 is not one of them."""

NO_CORRECTION = re.compile(
    r"(?:未|没有)(?:发出|发送|出具|制发|下达|作出)[^。；，,]{0,6}补正(?:通知|告知)"
    r"|(?:无需|无须|不需要?)(?:发出|发送|出具)?[^。；，,]{0,6}补正(?:通知|告知)"
)
"""Sentences saying that no correction notice was sent; 申请人未按要求补正 is not one of them."""


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
