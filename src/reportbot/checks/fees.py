"""T2: the amount of administrative fees (表二, since form 2021)."""

from collections.abc import Iterator
from decimal import Decimal

from reportbot.checks.disclosure import TABLE, kind_and_level, power
from reportbot.checks.operands import rows_of
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.numbers import format_number

AMOUNT = ("amount_wan",)


@rule("T2-007", "warning", forms=("2021",))
def fee_unit_against_last_year(subject: Subject) -> Iterator[Outcome]:
    """收费金额与上年相差悬殊，可能把元写成了万元

    表头的单位是万元。把元直接填进去，数字会大一万倍；反过来会小一万倍。与上年相差一千倍以上，几乎都是单位写错。

    依据：格式表二“本年收费金额（单位：万元）”；与上年报告对照。倍数可以在 reportbot.yaml 里改。
    怎么办：向财务核对金额和单位。
    例外：收费项目确有大的变化的，说明理由即可。
    """
    for row in rows_of(subject, TABLE, AMOUNT, last=AMOUNT):
        if isinstance(row, NotAssessed):
            yield row
            continue
        less, more = sorted((row.now[0], row.last[0]))
        if less > 0 and more >= less * subject.settings.limit("fee_jump"):
            yield Fired(
                f"{row.name}：本年 {format_number(row.now[0])} 万元，上年 {format_number(row.last[0])} 万元，"
                f"相差约 {more / less:.0f} 倍。请核对单位是不是万元",
                row.cells,
                actual=format_number(row.now[0]),
            )


@rule("T2-008", "warning", forms=("2021",))
def fee_too_large(subject: Subject) -> Iterator[Outcome]:
    """收费金额大得不合常理，可能把元写成了万元

    表头的单位是万元。超过同级单位通常的上限，多半是把元直接填了进去。

    依据：格式表二“本年收费金额（单位：万元）”；上限是经验值，可以在 reportbot.yaml 里按本地情况改。
    怎么办：向财务核对金额和单位。
    例外：收费规模确实大的，说明理由，或者调高上限。
    """
    kind, level = kind_and_level(subject.report)
    name = f"fee_ceiling_{level}{'_department' if (level, kind) == ('county', 'department') else ''}"
    ceiling = subject.settings.thresholds.get(name)
    for row in rows_of(subject, TABLE, AMOUNT):
        if isinstance(row, NotAssessed):
            yield row
        elif ceiling is None:
            yield NotAssessed("看不出单位的级别，或者这一级没有设上限，没有核对收费金额的大小", row.cells)
        elif row.now[0] > ceiling:
            yield Fired(
                f"{row.name}：填的是 {format_number(row.now[0])} 万元，"
                f"超过同级单位通常的上限 {format_number(ceiling)} 万元。请核对单位是不是万元",
                row.cells,
                expected=f"不超过 {format_number(ceiling)}",
                actual=format_number(row.now[0]),
            )


@rule("T2-009", "hint", forms=("2021",))
def fee_decimals(subject: Subject) -> Iterator[Outcome]:
    """收费金额的小数位数太多

    单位是万元，四位小数就是一元。位数再多，多半是换算时带出来的尾数，或者单位写错。

    依据：格式表二“本年收费金额（单位：万元）”。
    怎么办：核对金额，保留到元（四位小数）即可。
    """
    for row in rows_of(subject, TABLE, AMOUNT):
        if isinstance(row, NotAssessed):
            yield row
            continue
        places = -int(Decimal(row.now[0]).normalize().as_tuple().exponent)
        if places > subject.settings.limit("fee_decimals"):
            value = format_number(row.now[0])
            yield Fired(
                f"{row.name}：{value} 万元有 {places} 位小数，不到一元。请核对金额和单位",
                row.cells,
                actual=value,
            )


@rule("T2-010", "hint", forms=("2021",))
def fee_against_profile(subject: Subject) -> Iterator[Outcome]:
    """收费金额与单位有没有收费项目不一致

    “职权”里写着有行政事业性收费，金额却是 0；或者写着没有，却填了金额。多半是漏填，或者职权没有更新。

    依据：条例第二十条第八项；本单位“职权”的填写。
    怎么办：向财务核对；本年确实没有收到的，不用改。
    """
    for row in rows_of(subject, TABLE, AMOUNT):
        if isinstance(row, NotAssessed):
            yield row
            continue
        has = power(subject.report, row.id)
        if has is None:
            yield NotAssessed("“单位”里没有写有没有行政事业性收费，没有对照", row.cells)
        elif has != (row.now[0] > 0):
            value = format_number(row.now[0])
            said = "有行政事业性收费，金额却是 0" if has else f"没有行政事业性收费，却填了 {value} 万元"
            yield Fired(f"{row.name}：“职权”里写着{said}。请核对", row.cells, actual=value)
