"""The import report: what was read, what was not, and what was guessed, in Chinese."""

from collections.abc import Iterable, Iterator

from reportbot.report import Remark, RemarkKind, Report

SHOWN = 12
LONGEST = 60

KINDS: dict[RemarkKind, str] = {
    "draft": "这是没有定稿的草稿",
    "encoding": "文件编码",
    "guess": "推断的内容（请核对）",
    "heading_missing": "没有找到的标题",
    "heading_variant": "写法不同的标题",
    "heading_order": "次序或编号不对的标题",
    "part_outside": "格式以外的部分",
    "subsection": "表格部分里多出的小标题",
    "table_missing": "没有找到的表",
    "table_image": "图片形式的表，读不出来",
    "note_missing": "没有找到的勾稽关系说明",
    "label_variant": "写法不同的行名、栏名",
    "label_missing": "缺了行名，按前后各行认定",
    "row_outside": "没有认出的行",
    "row_unplaced": "认出了行，但不能确定各数属于哪一栏，没有读入",
    "column_outside": "没有认出的栏",
    "foreign_item": "另一年格式的项目，没有读入",
    "text": "没有归入任何部分的文字",
}
"""Headings of the import report, in its order."""

NOT_UNDERSTOOD: tuple[RemarkKind, ...] = (
    *("heading_missing", "part_outside", "subsection", "table_missing", "table_image"),
    *("row_outside", "row_unplaced", "column_outside", "foreign_item", "text"),
)
"""Kinds of remarks that ``--strict`` does not let pass."""

AROUND = "网页上的其他内容"
CONTENTS = "目录"
"""Official names of text that is known to belong to the page, or to a list of the parts."""


def is_understood(report: Report) -> bool:
    """Tell whether everything in a published report was understood."""
    unreadable = any(cell.unreadable for cell in report.cells.values())
    return not unreadable and not any(_counts(remark) for remark in report.remarks)


def _counts(remark: Remark) -> bool:
    return remark.kind in NOT_UNDERSTOOD and remark.official not in {AROUND, CONTENTS}


def import_report(report: Report) -> Iterator[str]:
    """Yield the lines of the import report."""
    filled = sum(cell.value is not None for cell in report.cells.values())
    unreadable = [(cell_id, cell) for cell_id, cell in report.cells.items() if cell.unreadable]
    blank = len(report.form.cells) - filled - len(unreadable)
    year = f"{report.year} 年度" if report.year else "没有认出年度"
    yield f"{report.agency or '没有认出单位'}，{year}，{report.form.id} 年格式"
    yield f"读入 {filled} 格，空着 {blank} 格，不是数字 {len(unreadable)} 格"
    yield from _listed(
        "不是数字的格（原文照录）",
        [
            f"{report.form.label(cell_id)}：“{cell.raw}”{_place(cell.place.line)}"
            for cell_id, cell in unreadable
        ],
    )
    for kind, heading in KINDS.items():
        yield from _listed(heading, [_told(remark) for remark in report.remarks if remark.kind == kind])


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    items = list(items)
    if items:
        yield f"{heading}："
        yield from (f"  {item}" for item in items[:SHOWN])
        if len(items) > SHOWN:
            yield f"  ……共 {len(items)} 处"


def _told(remark: Remark) -> str:
    text = " ".join(remark.text.split())
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
    if remark.kind == "guess":
        return f"{text}（{remark.official}）{_place(remark.place.line)}"
    official = f"（应为“{remark.official}”）" if remark.kind in {"label_variant", "heading_variant"} else ""
    official = official or (f"“{remark.official}”" if remark.official and not text else "")
    if remark.kind in {"label_missing", "text", "subsection"} and remark.official:
        official = f"（{remark.official}）"
    return f"{text}{official}{_place(remark.place.line)}"


def _place(line: int | None) -> str:
    return f"，第 {line} 行" if line else ""
