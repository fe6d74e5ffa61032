"""STR: the form, its version and the year reported on."""

from collections.abc import Iterator

from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.form import all_forms, form_for_year


@rule("STR-001", "error")
def reporting_year(subject: Subject) -> Iterator[Outcome]:
    """报告年度不对：早于 2019 年、还没有到，或者还没有结束

    现行的年度报告格式从 2019 年度开始使用，统计期间是完整的公历年度。
    早于 2019 年或晚于今年的，多半是年份写错了，属于错误；报告年度就是今年的，
    说明统计期间还没有结束（各单位常从十二月开始起草），只作提醒。

    依据：国办公开办函〔2019〕60号、国办公开办函〔2021〕30号。
    怎么办：核对“年度”。提前起草的，等 12 月 31 日以后核对全部数字。
    """
    year = subject.report.year
    first = all_forms()[0].first_year
    if year is None:
        yield NotAssessed("没有认出报告年度")
    elif year < first:
        yield Fired(f"报告年度是 {year} 年，年度报告格式从 {first} 年度开始使用。请核对年度", items=("year",))
    elif year > subject.today.year:
        yield Fired(f"报告年度是 {year} 年，这一年还没有到。请核对年度", items=("year",))
    elif year == subject.today.year:
        yield Fired(
            f"{year} 年还没有结束，现在的数字不是全年数字。请在 12 月 31 日以后再核对一遍",
            severity="warning",
            items=("year",),
        )


@rule("STR-002", "error")
def form_version(subject: Subject) -> Iterator[Outcome]:
    """格式版本与报告年度不符

    2019、2020 年度用国办公开办函〔2019〕60号的格式，2021 年度起用
    国办公开办函〔2021〕30号的格式。两种格式的表二和表三（六）不同，用错格式的报告会被退回。

    依据：国办公开办函〔2019〕60号、国办公开办函〔2021〕30号。
    怎么办：改用本年度的格式重新填写；意思不同的格子不能照搬。
    """
    report = subject.report
    if report.year is None:
        yield NotAssessed("没有认出报告年度")
        return
    expected = form_for_year(report.year)
    if report.form.id != expected.id:
        yield Fired(
            f"{report.year} 年度应当用 {expected.id} 年格式（{expected.notice.number}），"
            f"这份报告用的是 {report.form.id} 年格式。请换用本年度的格式",
            expected=expected.id,
            actual=report.form.id,
        )
