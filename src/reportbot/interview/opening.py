"""Open a report: its year, and last year's file."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportbot.errors import InputError
from reportbot.files import path_from
from reportbot.importing import ANSWERS, DATA, READERS, read_report
from reportbot.interview import edits
from reportbot.interview.messages import Message
from reportbot.interview.quantity import quantities_in
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.wording import said
from reportbot.report import Report

READABLE = {*ANSWERS, *READERS, DATA}
NAMED = 3
"""Cells named where many could not be read."""


def year_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the question for the reporting year; a file that exists states it."""
    state: State = "open" if session.empty else "answered"
    question = "写哪一年的年报？"
    why = "表格用哪一版格式、统计期限从哪天到哪天，都看年度。"
    yield Step("year", stage, "year", "年度", question, state, why=why, example=str(session.today.year - 1))


def ask_year(step: Step, session: Session) -> Message:
    """Ask for the year; in most months it is the last one."""
    year = session.report.year if not session.empty else session.today.year - 1
    return Message(step.question, "ask", suggestion=str(year))


def read_year(step: Step, session: Session, line: str) -> Result:
    """Read a year."""
    if not line.strip() or said(line) == "yes":
        return Result(year=session.today.year - 1, passed=(step.id,))
    match = re.fullmatch(r"\s*(20\d\d)\s*(?:年|年度)?\s*", line)
    if match:
        return Result(year=int(match[1]), passed=(step.id,))
    if line.strip() in {"去年", "上年"}:
        return Result(year=session.today.year - 1, passed=(step.id,))
    if line.strip() == "今年":
        return Result(year=session.today.year, passed=(step.id,))
    return Result(unread=tuple(q.text for q in quantities_in(line)) or (line,))


def previous_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the question for last year's file."""
    report = session.report
    state: State = "open"
    if report.previous or report.previous_path:
        state = "answered"
    elif "previous" in session.memory.passed:
        state = "passed"
    question = "手头有去年的年报吗？把文件名（或整个路径）给我，我把单位情况、上年结转和去年写的问题抄过来。没有就说没有。"
    why = "有了去年的数，结转对不对、增减多少都能当场核对；联系方式也不用再打一遍。"
    yield Step(
        "previous", stage, "previous", "去年的年报", question, state, why=why, example="2024年年报.docx"
    )


def ask_previous(step: Step, session: Session) -> Message:
    """Ask for last year's file and offer one that lies beside the answers."""
    near = _near(session)
    return Message(step.question, "ask", suggestion=near[0] if near else "没有")


def _near(session: Session) -> list[str]:
    """Return files in the same folder that look like last year's report."""
    year = str((session.report.year or session.today.year) - 1)
    try:
        names = sorted(path.name for path in session.folder.iterdir() if path.suffix.lower() in READABLE)
    except OSError:
        return []
    return [name for name in names if year in name and not name.startswith(".")]


def read_previous(step: Step, session: Session, line: str) -> Result:
    """Read last year's file and name it in the answers."""
    near = _near(session)
    text = line.strip().strip("\"'“”") or (near[0] if near else "没有")
    if said(text) == "yes" and near:
        text = near[0]
    if said(text) in {"none", "no"}:
        return Result(passed=(step.id,))
    path = Path(text).expanduser()
    path = path if path.is_absolute() else session.folder / path
    try:
        found = read_report(path, with_previous=False)
    except InputError as error:
        return Result(say=(Message(f"{error}\n换一个文件，或者说“没有”。", "warning"),))
    named = path_from(session.folder, path)
    return Result((edits.set_previous(named),), tuple(_seen(found, session.report)), False, passed=(step.id,))


def _seen(found: Report, report: Report) -> Iterator[tuple[str, str]]:
    year = found.year or "？"
    yield "读到的是", f"{found.agency or '（没有认出单位）'} {year} 年的年报"
    if found.year is not None and report.year is not None and found.year != report.year - 1:
        yield "注意", f"今年写的是 {report.year} 年，这份不是上一年的"
    filled = sum(found.value(cell) is not None for cell in found.form.cells)
    yield "表格", f"读出 {filled} 格，共 {len(found.form.cells)} 格"
    if found.problems:
        yield "去年写的问题", f"{len(found.problems)} 个"
    unread = [cell for cell, entry in found.cells.items() if entry.unreadable]
    if unread:
        names = "、".join(found.form.label(cell) for cell in unread[:NAMED])
        yield "不是数字的格", f"{names}{f'等 {len(unread)} 格' if len(unread) > NAMED else ''}"
    yield from (("读的时候注意到", note) for note in found.notes)
