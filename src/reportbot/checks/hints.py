"""Say in words which change would mend the sums that fail."""

from collections.abc import Sequence

from reportbot.checks.repair import Repair
from reportbot.numbers import format_number
from reportbot.report import Report

NAMED = 3
"""So many cells are named; of more it is only said how many there are."""


def hint(report: Report, repairs: Sequence[Repair], told: Sequence[Repair] = ()) -> str:
    """Return what to look at first, "" when nothing tells; ``told`` are repairs that the narrative confirms."""
    if not repairs:
        return ""
    if repairs[0].kind != "cell":
        return _several_cells(report, repairs)
    if len(repairs) == 1:
        [repair] = repairs
        sums = f"{len(repair.relations)} 处合计就都平了" if len(repair.relations) > 1 else "就平了"
        return f"只要把{_change(report, repair)}，{sums}{_slip(repair)}。请先核对这一格"
    if len(told) == 1:
        change = _change(report, told[0])
        return f"有 {len(repairs)} 格，改其中一格就平：{change}，正文写的就是这个数。请先核对这一格"
    likely = [repair for repair in repairs if repair.slip]
    if len(repairs) <= NAMED:
        changes = "，或者".join(f"{_change(report, repair)}{_slip(repair)}" for repair in repairs)
        return f"{changes}，改一处就平，单看合计分不出是哪一格。请先核对这 {len(repairs)} 格"
    if not 0 < len(likely) <= NAMED:
        return f"有 {len(repairs)} 格，改其中一格就平，单看合计分不出是哪一格。请逐格核对"
    first = "、".join(f"{_change(report, repair)}{_slip(repair)}" for repair in likely)
    return f"有 {len(repairs)} 格，改其中一格就平，单看合计分不出是哪一格。先看这几格：{first}"


def _several_cells(report: Report, repairs: Sequence[Repair]) -> str:
    repair = repairs[0]
    first, last = (report.form.label(repair.cells[place]) for place in (0, -1))
    changed = "、".join(
        f"{_number(report, cell)}→{format_number(value)}" for cell, value in repair.changes.items()
    )
    more = f"。另有 {len(repairs) - 1} 处这样改也能平" if len(repairs) > 1 else ""
    if repair.kind == "shift":
        return f"从“{first}”到“{last}”，{repair.slip}，移回来（{changed}）合计就都平了{more}。请先核对这几格"
    return f"“{first}”和“{last}”，可能{repair.slip}，改过来（{changed}）合计就都平了{more}。请先核对这两格"


def _change(report: Report, repair: Repair) -> str:
    [(cell, value)] = repair.changes.items()
    return f"“{report.form.label(cell)}”由 {_number(report, cell)} 改成 {format_number(value)}"


def _number(report: Report, cell: str) -> str:
    value = report.value(cell)
    return "空白" if value is None else format_number(value)


def _slip(repair: Repair) -> str:
    return f"（{repair.slip}）" if repair.slip else ""
