"""The steps of a table: whether anything happened, its lines, what occurred, the rest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportbot.form import FormCell
from reportbot.interview.balance import (
    Balance,
    begun,
    blank_cells,
    cells_of,
    columns_with_intake,
    line_in,
    own_cells,
    unbalanced,
)
from reportbot.interview.session import Session, State, Step
from reportbot.interview.targets import line_name
from reportbot.interview.wording import words
from reportbot.labels import bare
from reportbot.lines import Line, lines_of
from reportbot.report import Report


def table_steps(entry: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the steps of one table: its lines, what occurred, what is carried on, the rest."""
    report, table_id = session.report, entry["table"]
    table = report.form.table(table_id)
    if table.may_be_none and not _happened(session, table_id):
        return
    relation = Balance.of(report, table_id)
    outcomes = relation.outcomes if relation else ()
    steps: list[Step] = []
    for line in lines_of(report.form, table_id):
        if line.heading.total or (relation and line.id == relation.rest):
            continue
        if line.id in outcomes:
            steps += _outcome_step(line, stage, session)
            continue
        steps.append(line_step(line, stage, session))
        if relation and line.id == relation.intake[-1]:
            steps.append(_which_step(relation, stage, session, steps))
    if relation:
        steps.append(_rest_of_balance(relation, stage, session, steps))
    yield from steps
    yield _rest_step(table_id, stage, session, steps)


def any_step(entry: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step that asks whether anything at all happened."""
    table = session.report.form.table(entry["table"])
    item = f"{table.id}?"
    state: State = "passed" if item in session.memory.passed else "open"
    if _happened(session, table.id):
        state = "answered"
    yield Step(
        item,
        stage,
        "any",
        table.name,
        entry["question"],
        state,
        cells=cells_of(session.report, table.id),
        why=entry["why"],
        example=entry["example"],
    )


def _happened(session: Session, table_id: str) -> bool:
    """Tell whether a table has anything in it, or somebody said that it will have."""
    wanted = any(item.startswith(f"{table_id}.") for item in session.memory.wanted)
    return wanted or begun(session.report, table_id)


def line_step(line: Line, stage: str, session: Session) -> Step:
    """Return the step of one line."""
    item = line.cells[0].id.rpartition(".")[0]
    cells = own_cells(line)
    state: State = "open"
    if all(not session.report.cell(cell).blank for cell in cells):
        state = "answered"
    if item in session.memory.passed:
        state = "answered" if state == "answered" else "passed"
    if item in session.memory.wanted and item not in session.memory.passed:
        state = "open"
    told, blank = session.told.get(item), _asked(line, session.report)
    question = (
        parts_question(session.report, told, [cell.id for cell in blank])
        if told and len(blank) > 1
        else _line_question(line, session.report)
    )
    return Step(
        item,
        stage,
        "line",
        line_name(line),
        question,
        state,
        cells=cells,
        example=_line_example(line, session.report),
    )


def parts_question(report: Report, count: int, cells: Sequence[str]) -> str:
    """Return the question how a number told as a whole divides into the columns of its line."""
    names = [bare(report.form.cells[cell].leaf.label) for cell in cells]
    return words("parts", count=count, columns="、".join(names), first=names[0])


def _line_question(line: Line, report: Report) -> str:
    asked = _asked(line, report)
    name = bare(line.heading.label)
    if len(asked) == 1:
        unit = asked[0].leaf.units[0] if asked[0].leaf.units else "件"
        what = (
            "" if len(line.cells) == 1 and "（" in asked[0].leaf.label else f"{bare(asked[0].leaf.label)}是"
        )
        return f"{name}：{what}多少{unit}？"
    return f"{name}：{'、'.join(bare(cell.leaf.label) for cell in asked)}各多少？"


def _line_example(line: Line, report: Report) -> str:
    """Return how the question about a line may be answered."""
    names = [bare(cell.leaf.label) for cell in _asked(line, report)]
    if len(names) == 1:
        return "12"
    rest = "，其余都是0" if len(names) > len(_SOME) else ""
    return "，".join(f"{name}{count}" for name, count in zip(names, _SOME, strict=False)) + rest


_SOME = (2, 1, 8)
"""Numbers for examples."""


def _asked(line: Line, report: Report) -> list[FormCell]:
    """Return the cells of a line to ask about: the blank ones, else all but the sums."""
    parts = [cell for cell in line.cells if not cell.leaf.total]
    return [cell for cell in parts if report.cell(cell.id).blank] or parts


def _outcome_step(line: Line, stage: str, session: Session) -> Iterator[Step]:
    """Yield the step of an outcome, where it occurred or is already filled."""
    item = line.cells[0].id.rpartition(".")[0]
    filled = any(session.report.value(cell) for cell in own_cells(line))
    asked = item in session.memory.wanted and item not in session.memory.passed
    if asked or filled:
        state: State = "open" if asked else "answered"
        question = words("outcome", row=bare(line.heading.label))
        columns = columns_with_intake(session.report, line)
        if len(columns) > 1:
            names = "、".join(bare(session.report.form.cells[cell].leaf.label) for cell in columns)
            told = session.told.get(item)
            whole = f"“{bare(line.heading.label)}”{told}件里，{names}各几件？"
            question = whole if told else f"{question}（{names}各几件）"
        yield Step(item, stage, "line", line_name(line), question, state, cells=own_cells(line))


def _which_step(balance: Balance, stage: str, session: Session, before: Sequence[Step]) -> Step:
    report, item = session.report, f"{balance.table}.which"
    left = balance.left_over(report)
    stated = all(
        not report.cell(cell).blank for cell in own_cells(line_in(report, balance.table, balance.rest))
    )
    chosen = any(f"{balance.table}.{row}" in session.memory.wanted for row in balance.outcomes)
    filled = any(report.value(f"{balance.table}.{row}.total") for row in balance.outcomes)
    state: State = "open"
    if chosen or filled or (stated and not unbalanced(balance, report)) or item in session.memory.passed:
        state = "answered"
    if left is None or (not any(left.values()) and not filled):
        state = "answered" if left is not None else "later"
    if any(step.state == "open" for step in before):
        state = "later"
    return Step(item, stage, "which", "办理结果", words("which"), state, cells=())


def _rest_of_balance(balance: Balance, stage: str, session: Session, before: Sequence[Step]) -> Step:
    report, line = session.report, line_in(session.report, balance.table, balance.rest)
    left = balance.left_over(report)
    item = f"{balance.table}.{balance.rest}"
    cells = own_cells(line)
    state: State = "open"
    if left is None or any(step.state == "open" for step in before):
        state = "later"
    elif not unbalanced(balance, report) and all(not report.cell(cell).blank for cell in cells):
        state = "answered"
    question = words("carried_out") if left and any(left.values()) else words("carried_out_none")
    return Step(item, stage, "left_over", line_name(line), question, state, cells=cells)


def _rest_step(table_id: str, stage: str, session: Session, before: Sequence[Step]) -> Step:
    report = session.report
    blank = blank_cells(report, table_id)
    state: State = "open" if blank else "answered"
    if f"{table_id}.rest" in session.memory.passed and blank:
        state = "passed"
    if any(step.state == "open" for step in before) or (blank and not begun(report, table_id)):
        state = "later"
    names = dict.fromkeys(
        line_name(line)
        for line in lines_of(report.form, table_id)
        if any(cell.id in blank for cell in line.cells)
    )
    listed = "、".join(list(names)[:4]) + (f"等{len(names)}行" if len(names) > 4 else "")
    question = words("rest", table=report.form.table(table_id).name, count=len(blank), lines=listed)
    return Step(f"{table_id}.rest", stage, "rest", "其余各格", question, state, cells=tuple(blank))
