"""STR: how a published report departs from the printed form.

What departs was noticed by the reader of the report and comes as remarks; a report that
reportbot prints itself has none.
"""

import re
from collections.abc import Iterator
from functools import cache

from reportbot.checks.balance import group_labels
from reportbot.checks.findings import Severity
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.form import Form, Heading, all_forms
from reportbot.labels import normalise
from reportbot.report import Remark, RemarkKind

SHOWN = 5
"""So many departures of one kind are spelt out in one message."""

_WORDS = re.compile(r"[一-龥]{2}")

LONGEST = 30
"""So much of a departure is quoted."""


@rule("STR-003", "error", confirmable=False)
def missing_heading(subject: Subject) -> Iterator[Outcome]:
    """缺少六个部分中的标题

    年度报告由六个部分组成，标题缺一不可。缺了标题，多半整个部分也没有写，或者和别的部分混在了一起。

    依据：条例第五十条；格式的六个部分。
    怎么办：补上标题和内容；内容写在别的部分里的，移过来。
    """
    for remark in _remarks(subject, "heading_missing"):
        yield Fired(
            f"没有标题“{remark.official}”。请补上这一部分的标题和内容",
            expected=remark.official,
            places=(remark.place,),
        )


@rule("STR-004", "warning")
def heading_wording(subject: Subject) -> Iterator[Outcome]:
    """标题与格式印的不一样

    六个标题是格式规定的，应当一字不差。只是用了已知的另一种写法的（如“存在问题及改进情况”），只作提示。

    依据：格式的六个部分。
    怎么办：改成格式印的标题。
    """
    for remark in _remarks(subject, "heading_variant"):
        parts = [
            part for part in subject.report.form.parts if normalise(remark.text) in map(normalise, part.also)
        ]
        yield Fired(
            f"标题写的是“{remark.text}”，格式印的是“{remark.official}”。请照格式改",
            expected=remark.official,
            actual=remark.text,
            severity="hint" if parts else None,
            places=(remark.place,),
        )


@rule("STR-005", "warning")
def heading_order(subject: Subject) -> Iterator[Outcome]:
    """标题的顺序或编号不对

    六个部分从“一”到“六”依次排列。编号重复、跳号或者前后颠倒，读的人会以为缺了一部分。

    依据：格式的六个部分。
    怎么办：按格式的顺序排列，改正编号。
    """
    for remark in _remarks(subject, "heading_order"):
        expected = f"，应当是“{remark.official}”" if remark.official else ""
        yield Fired(
            f"标题“{remark.text}”的顺序或编号不对{expected}。请按格式的顺序排列",
            expected=remark.official,
            actual=remark.text,
            places=(remark.place,),
        )


@rule("STR-006", "error", confirmable=False)
def missing_table(subject: Subject) -> Iterator[Outcome]:
    """表格缺失，或者是一张图片

    第二、三、四部分是三张统计表。表格没有贴全，或者贴成了图片，数字就读不出来，也不能检索和汇总。

    依据：条例第五十条；格式的三张表；公开的数据应当能够机读。
    怎么办：重新粘贴成真正的表格；网站编辑器丢掉表格的，用 reportbot draft -o 报告.html --fragment 的内容。
    """
    for remark in _remarks(subject, "table_missing", "table_image"):
        what = "只有图片，没有表格" if remark.kind == "table_image" else "没有表格"
        yield Fired(
            f"“{remark.official or remark.text}”{what}。请贴上真正的表格",
            expected=remark.official,
            actual=remark.text,
            places=(remark.place,),
        )


@rule("STR-007", "error")
def missing_note(subject: Subject) -> Iterator[Outcome]:
    """表三左上角没有印勾稽关系

    表三左上角印着“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”，是格式的一部分。

    依据：格式表三左上角的说明。
    怎么办：照格式补上这句话。
    """
    for remark in _remarks(subject, "note_missing"):
        yield Fired(
            f"表三左上角没有印“{remark.official}”。请补上",
            expected=remark.official,
            actual=remark.text,
            places=(remark.place,),
        )


@rule("STR-008", "error", forms=("2021",))
def old_items(subject: Subject) -> Iterator[Outcome]:
    """混进了 2019 年格式的项目

    2021 年度起的格式没有“上一年项目数量”“本年增/减”“对外公开总数量”“其他对外管理服务事项”
    “政府集中采购”这些项目。出现了，说明套用了旧的模板。（六）其他处理没有分成三行的只作警告，
    核对（七）总计时按一行计入。

    依据：国办公开办函〔2021〕30号。
    怎么办：换用 2021 年的格式；（六）其他处理分成逾期不补正、逾期不缴费、其他三行。
    """
    yield from _foreign_items(subject)


@rule("STR-009", "error", forms=("2019",))
def new_items(subject: Subject) -> Iterator[Outcome]:
    """混进了 2021 年格式的项目

    2019、2020 年度的格式没有“本年废止件数”“现行有效件数”“本年收费金额”这些项目，
    （六）其他处理也不分行。出现了，说明用了后来的模板。

    依据：国办公开办函〔2019〕60号。
    怎么办：换用 2019 年的格式。
    """
    yield from _foreign_items(subject)


@rule("STR-010", "warning")
def label_wording(subject: Subject) -> Iterator[Outcome]:
    """表里的项目名称与格式印的不一样

    行和栏的名称是格式规定的。改了名称，含义就可能变了，也不便于汇总。空格、括号、编号写法不同的不算；
    已知的另一种写法（如“规范性文件”），以及粘贴时丢了字、丢了名称的，只作提示。

    依据：格式的三张表。
    怎么办：照格式改名称；粘贴时丢了字的补全。
    """
    form = subject.report.form
    remarks = _remarks(subject, "label_variant", "label_missing")
    harmless = [each for each in remarks if _is_harmless(form, each)]
    other = [each for each in remarks if each not in harmless]
    yield from _together(other, "表里的名称与格式不同：", "请照格式改")
    yield from _together(harmless, "表里的名称与格式写法不同或者不全：", "请照格式补全", "hint")


@rule("STR-011", "warning")
def added_lines(subject: Subject) -> Iterator[Outcome]:
    """表里多了格式没有的行或栏

    三张表的行和栏是固定的，自己加的行、栏读的人看不懂，汇总时也没有地方放。只有数字、没有名称的，
    多半是表格错位、数字掉到了格子外面，只作提示；一行的数对不上栏的，也只作提示。

    依据：格式的三张表。
    怎么办：删去多出来的行或栏；需要说明的写进正文。
    """
    remarks = _remarks(subject, "row_outside", "column_outside")
    added = [remark for remark in remarks if not _is_foreign(subject.report.form, remark)]
    named = [remark for remark in added if _WORDS.search(remark.text)]
    yield from _together(named, "表里多了格式没有的行或栏：", "请删去，需要说明的写进正文")
    stray = [remark for remark in added if remark not in named]
    yield from _together(stray, "表里有放不进任何一行的内容：", "请看这里的表格是不是错位", "hint")
    unplaced = _remarks(subject, "row_unplaced")
    yield from _together(unplaced, "这些行的数对不上栏，没有读：", "请看这里是不是缺了格子", "hint")


@rule("STR-012", "hint")
def added_sections(subject: Subject) -> Iterator[Outcome]:
    """第二、三、四部分里加了小标题

    这三个部分只有表格。加进去的小标题和文字，内容应当放到第一部分。

    依据：格式的六个部分；国办公开办函〔2021〕30号要求内容“不能遗漏，也不宜泛化”。
    怎么办：把文字移到第一部分。
    """
    yield from _together(
        _remarks(subject, "subsection"), "表格所在的部分里加了小标题：", "请把文字移到第一部分"
    )


@rule("STR-013", "hint")
def added_parts(subject: Subject) -> Iterator[Outcome]:
    """多了第七部分以后的内容

    格式只有六个部分。其他需要报告的事项都放在第六部分。

    依据：格式的六个部分。
    怎么办：并入第六部分。
    """
    yield from _together(_remarks(subject, "part_outside"), "多了格式没有的部分：", "请并入第六部分")


def _remarks(subject: Subject, *kinds: RemarkKind) -> list[Remark]:
    return [remark for remark in subject.report.remarks if remark.kind in kinds]


def _foreign_items(subject: Subject) -> Iterator[Outcome]:
    """Yield the items of another form; a row that this form prints as a group is only a warning."""
    form = subject.report.form
    remarks = [
        remark
        for remark in _remarks(subject, "foreign_item", "row_outside", "column_outside")
        if remark.kind == "foreign_item" or _is_foreign(form, remark)
    ]
    undivided = [remark for remark in remarks if _label(remark) in group_labels(form)]
    other = [remark for remark in remarks if remark not in undivided]
    years = "、".join(f"{each.id} 年" for each in all_forms() if each.id != form.id)
    yield from _together(other, f"混进了 {years}格式的项目：", f"请换用 {form.id} 年的格式")
    yield from _together(
        undivided, "这一行没有照格式分行：", "请照格式分开填写；核对总计时按一行计入", "warning"
    )


def _together(
    remarks: list[Remark], start: str, remedy: str, severity: Severity | None = None
) -> Iterator[Fired]:
    """Yield one finding for all remarks of a kind, so that a damaged table does not flood the list."""
    told = list(dict.fromkeys(_told(remark) for remark in remarks))
    if told:
        more = f"等 {len(told)} 处" if len(told) > SHOWN else ""
        yield Fired(
            f"{start}{'、'.join(told[:SHOWN])}{more}。{remedy}",
            actual="、".join(dict.fromkeys(remark.text for remark in remarks if remark.text)),
            severity=severity,
            places=tuple(remark.place for remark in remarks),
        )


def _told(remark: Remark) -> str:
    if remark.kind == "label_missing":
        return f"缺“{remark.official}”"
    text = remark.text if len(remark.text) <= LONGEST else f"{remark.text[:LONGEST]}…"
    return f"“{text}”（格式是“{remark.official}”）" if remark.kind == "label_variant" else f"“{text}”"


def _label(remark: Remark) -> str:
    """Return the label that a remark begins with; the row's numbers or a column may follow."""
    return normalise(re.split(r"[：:]| / ", remark.text, maxsplit=1)[0])


def _is_harmless(form: Form, remark: Remark) -> bool:
    """Tell whether a label is a known variant, or the official one lost or with characters lost."""
    printed, right = normalise(remark.text), normalise(remark.official)
    rest = iter(right)
    lost = remark.kind == "label_missing" or all(character in rest for character in printed)
    return lost or any({printed, right} <= set(heading.names) for heading in _headings(form))


def _is_foreign(form: Form, remark: Remark) -> bool:
    """Tell whether a label belongs to another form and not to this one."""
    name = _label(remark)
    return name not in _names(form) and any(name in _names(other) for other in all_forms())


@cache
def _headings(form: Form) -> frozenset[Heading]:
    paths = [path for cell in form.cells.values() for path in (cell.row, cell.column)]
    return frozenset(path[-1] for path in paths if path[-1].label)


@cache
def _names(form: Form) -> frozenset[str]:
    return frozenset(name for heading in _headings(form) for name in heading.names)
