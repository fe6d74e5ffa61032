"""T2: items, decisions and purchases (表二 of form 2019)."""

from collections.abc import Iterator

from reportbot.checks.disclosure import TABLE
from reportbot.checks.operands import rows_of
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.numbers import format_number

ITEMS = ("previous_items", "items_change")
PURCHASES = ("projects", "amount_yuan")


@rule("T2-013", "error", forms=("2019",))
def more_new_than_total(subject: Subject) -> Iterator[Outcome]:
    """新公开的件数比公开总数还多

    本年新公开的文件已经包括在对外公开总数量里，不会比它多。

    依据：格式表二各栏的含义。
    怎么办：核对这一行；对外公开总数量是到年底公开着的全部件数。
    """
    for row in rows_of(subject, TABLE, ("public_total", "newly_public")):
        if isinstance(row, NotAssessed):
            yield row
        elif row.now[1] > row.now[0]:
            yield Fired(
                f"{row.name}：本年新公开 {row.now[1]} 件，对外公开总数量只有 {row.now[0]} 件。请核对这两格",
                row.cells,
                expected=f"不少于 {row.now[1]}",
                actual=str(row.now[0]),
            )


@rule("T2-014", "warning", forms=("2019",))
def more_public_than_made(subject: Subject) -> Iterator[Outcome]:
    """新公开的件数比新制作的还多

    新公开的一般就是本年新制作的。多出来的，应当是以前制作、今年才公开的文件。

    依据：格式表二各栏的含义。
    怎么办：核对这一行；确有以前的文件今年才公开的，在这一格写备注。
    例外：这一格有备注的不再提醒。
    """
    for row in rows_of(subject, TABLE, ("newly_public", "made")):
        if isinstance(row, NotAssessed):
            yield row
        elif row.now[0] > row.now[1] and not subject.report.cell(row.cells[0]).note:
            yield Fired(
                f"{row.name}：本年新公开 {row.now[0]} 件，比本年新制作的 {row.now[1]} 件多。"
                "请核对；有以前的文件今年才公开的，请在这一格写备注",
                row.cells,
                expected=f"不超过 {row.now[1]}",
                actual=str(row.now[0]),
            )


@rule("T2-015", "error", forms=("2019",))
def items_below_zero(subject: Subject) -> Iterator[Outcome]:
    """上一年项目数量加本年增减后小于 0

    事项减得比原有的还多，年底的项目数量就成了负数。

    依据：格式表二各栏的含义。
    怎么办：核对上一年项目数量，和本年增/减的正负号。
    """
    for row in rows_of(subject, TABLE, ITEMS):
        if isinstance(row, NotAssessed):
            yield row
        elif sum(row.now) < 0:
            change = format_number(row.now[1], "change")
            yield Fired(
                f"{row.name}：上一年项目数量 {row.now[0]}，本年增/减 {change}，加起来是 {sum(row.now)}。"
                "请核对这两格和正负号",
                (row.cells[1], row.cells[0]),
                expected=f"不小于 {-row.now[0]}",
                actual=change,
            )


@rule("T2-016", "warning", forms=("2019",))
def decisions_are_items(subject: Subject) -> Iterator[Outcome]:
    """处理决定数量填成了“上一年项目数量＋本年增/减”

    前两栏数的是事项（清单上有几项许可、几项处罚），处理决定数量数的是全年作出了几件决定，
    两者没有相加的关系。正好等于前两栏之和，多半是误解了这一栏。

    依据：格式表二各栏的含义。
    怎么办：向法规科问清全年作出的决定件数，填到这一栏。
    例外：决定件数碰巧相等的，说明理由即可。
    """
    for row in rows_of(subject, TABLE, (*ITEMS, "decisions")):
        if isinstance(row, NotAssessed):
            yield row
            continue
        items, change, decisions = row.now
        if decisions == items + change > 0:
            yield Fired(
                f"{row.name}：处理决定数量 {decisions} 正好是上一年项目数量 {items} 加本年增/减 {change}。"
                "这一栏应当填全年作出的决定件数，不是事项的总数，请核对",
                (row.cells[2], row.cells[0], row.cells[1]),
                actual=str(decisions),
            )


@rule("T2-017", "warning", forms=("2019",))
def items_do_not_follow(subject: Subject) -> Iterator[Outcome]:
    """上一年项目数量与上年的报告接不上

    上年报告里的上一年项目数量加本年增/减，就是上年底的项目数量，应当等于今年填的上一年项目数量。

    依据：格式表二各栏的含义；与上年报告对照。
    怎么办：核对清单；上年报告填错的，说明理由。
    例外：机构合并、清单重新编制，说明理由即可。
    """
    for row in rows_of(subject, TABLE, ITEMS[:1], last=ITEMS):
        if isinstance(row, NotAssessed):
            yield row
        elif row.now[0] != sum(row.last):
            change = format_number(row.last[1], "change")
            yield Fired(
                f"{row.name}：上一年项目数量填的是 {row.now[0]}，上年报告是 {row.last[0]}，增减 {change}，"
                f"应当是 {sum(row.last)}。请核对",
                row.cells,
                expected=str(sum(row.last)),
                actual=str(row.now[0]),
            )


@rule("T2-018", "warning", forms=("2019",))
def purchases_half_filled(subject: Subject) -> Iterator[Outcome]:
    """采购项目数量和采购总金额只填了一个

    有采购项目就有金额，没有项目就没有金额。

    依据：格式表二各栏的含义。
    怎么办：补上另一格，或者核对是不是填错了行。
    """
    for row in rows_of(subject, TABLE, PURCHASES):
        if isinstance(row, NotAssessed):
            yield row
        elif (row.now[0] == 0) != (row.now[1] == 0):
            amount = format_number(row.now[1])
            yield Fired(
                f"{row.name}：采购项目 {row.now[0]} 个，采购总金额 {amount} 元，一个是 0、一个不是。请核对这两格",
                row.cells,
                actual=f"{row.now[0]}、{amount}",
            )


@rule("T2-019", "warning", forms=("2019",))
def purchases_without_unit(subject: Subject) -> Iterator[Outcome]:
    """采购总金额没有写单位

    这一栏的表头没有印单位，格子里不写“元”“万元”，读的人不知道是多少。reportbot 输出时会自动写上“元”，
    所以只查已经写成的报告。

    依据：格式表二“采购总金额”没有单位；实践做法。
    怎么办：在数字后面写上“元”。
    """
    for row in rows_of(subject, TABLE, PURCHASES[1:]) if subject.report.published else ():
        if isinstance(row, NotAssessed):
            yield row
            continue
        written = subject.report.cell(row.cells[0]).raw or format_number(row.now[0])
        if row.now[0] and "元" not in written:
            yield Fired(
                f"{row.name}：采购总金额写的是“{written}”，没有单位。请写明“元”或“万元”",
                row.cells,
                actual=written,
            )


@rule("T2-020", "hint", forms=("2019",))
def purchases_too_cheap(subject: Subject) -> Iterator[Outcome]:
    """采购金额小得不合常理，可能按万元填了

    采购总金额以元计。平均每个项目不到一百元，多半是按万元填写的。

    依据：格式表二“采购总金额”；经验值，可以在 reportbot.yaml 里改。
    怎么办：核对金额和单位。
    """
    least = subject.settings.limit("procurement_least")
    for row in rows_of(subject, TABLE, PURCHASES):
        if isinstance(row, NotAssessed):
            yield row
        elif 0 < row.now[1] < row.now[0] * least:
            amount = format_number(row.now[1])
            yield Fired(
                f"{row.name}：{row.now[0]} 个项目共 {amount} 元，平均每个不到 {format_number(least)} 元。"
                "请核对金额的单位",
                (row.cells[1], row.cells[0]),
                actual=amount,
            )
