"""Choose the sheets of a ledger that hold applications, and say what is left aside and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportbot.errors import InputError, Place
from reportbot.form import Form
from reportbot.ledger.columns import Layout, missing, recognise, roles
from reportbot.ledger.days import read_day
from reportbot.ledger.entries import Reading, read_entries, row_ranges
from reportbot.ledger.mapping import HIDDEN, SHEETS, LedgerMapping
from reportbot.spreadsheets.sheets import Sheet, Workbook

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SAMPLE = 200
"""Rows looked at to tell whether a sheet without a header holds applications after all."""


@dataclass(frozen=True)
class Source:
    """One sheet that is counted; ``year`` is that of its days written without one."""

    sheet: Sheet
    layout: Layout
    reading: Reading
    year: int | None


@dataclass
class Survey:
    """What is read of a ledger; ``open_questions`` must be settled before anything is counted."""

    workbook: Workbook
    sources: list[Source] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    open_questions: list[str] = field(default_factory=list)


def survey(workbook: Workbook, form: Form, mapping: LedgerMapping) -> Survey:
    """Read every sheet that holds applications; raises InputError where there is none."""
    found = Survey(workbook, remarks=list(workbook.remarks))
    reasons = []
    for sheet in _chosen(workbook, mapping):
        layout = recognise(sheet, form, mapping.columns)
        lacking = missing(layout) if layout else []
        if layout is None or lacking:
            reasons.append(_set_aside(found, sheet, layout, lacking))
            continue
        reading = read_entries(sheet, layout, hidden_too=mapping.hidden_rows)
        if sheet.hidden and not mapping.sheets:
            if reading.entries:
                found.open_questions.append(
                    f"{_named(sheet)}是隐藏的，里面像是有 {len(reading.entries)} 件申请：要不要计？"
                    f"请在对照文件的“{SHEETS}”里写明读哪几张表"
                )
            continue
        found.sources.append(Source(sheet, layout, reading, _year(workbook, sheet, layout, mapping)))
        found.remarks += _remarks(sheet, layout, reading)
    if not found.sources and not found.open_questions:
        raise InputError(
            f"没有认出台账：{'；'.join(dict.fromkeys(reasons)) or '文件里没有看得见的工作表'}",
            place=Place(workbook.file),
            remedy="表头里要有“收到日期”“办理结果”这样的字；写法特别的，用 --mapping 对照.yaml 写明哪一列是什么",
        )
    return found


def _chosen(workbook: Workbook, mapping: LedgerMapping) -> Iterator[Sheet]:
    names = {sheet.name for sheet in workbook.sheets}
    for name in mapping.sheets:
        if name not in names:
            raise InputError(
                f"台账里没有“{name}”这张工作表",
                place=Place(workbook.file),
                remedy=f"有：{'、'.join(sheet.name for sheet in workbook.sheets)}；请改对照文件的“{SHEETS}”",
            )
    for sheet in workbook.sheets:
        if not mapping.sheets or sheet.name in mapping.sheets:
            yield sheet


def _set_aside(found: Survey, sheet: Sheet, layout: Layout | None, lacking: list[str]) -> str:
    """Note a sheet without a usable header; where it has days it may hold applications."""
    reason = "没有认出表头"
    if layout:
        reason = f"缺少“{'”“'.join(lacking)}”列（表头有：{'、'.join(filter(None, layout.labels))}）"
    rows = sum(any(read_day(value) for value in row) for row in sheet.rows[:_SAMPLE])
    if rows > 1 and not sheet.hidden:
        found.open_questions.append(
            f"{_named(sheet)}{reason}，却有 {rows} 行以上写着日期：是台账就在对照文件的“列”里写明哪一列是什么，"
            f"不是台账就在“{SHEETS}”里写明读哪几张表"
        )
    elif any(sheet.rows) and not sheet.hidden:
        found.remarks.append(f"{_named(sheet)}{reason}，没有读")
    return reason


def _named(sheet: Sheet) -> str:
    return f"工作表“{sheet.name}”" if sheet.name else ""


def _year(workbook: Workbook, sheet: Sheet, layout: Layout, mapping: LedgerMapping) -> int | None:
    """Return the year of days without one: as the user says, or as sheet, title or file name say."""
    if mapping.year:
        return mapping.year
    title = " ".join(str(value) for row in sheet.rows[: layout.top] for value in row)
    for text in (sheet.name, title, workbook.file):
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            return int(years.pop())
    return None


def _remarks(sheet: Sheet, layout: Layout, reading: Reading) -> Iterator[str]:
    where = _named(sheet)
    for role, columns in layout.columns.items():
        for column in columns:
            if column.stands_in:
                yield f"{where}没有“{roles()[role].name}”这样的列，用了{column.shown}，请核对"
    for reason, rows in reading.left_out.items():
        if reason != "只有序号的空行":
            yield f"{where}没有计入{reason}：第 {row_ranges(rows)} 行"
    hidden = [row for entry in reading.entries for row in entry.rows if row - 1 in sheet.hidden_rows]
    if hidden:
        yield f"{where}第 {row_ranges(hidden)} 行是隐藏的（或被筛选掉的），已经计入；不要计就在对照文件里写“{HIDDEN}: 不计”"
