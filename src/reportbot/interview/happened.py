"""Read whether anything happened, and what a line already tells of it."""

import re
from dataclasses import replace

from reportbot.interview import edits
from reportbot.interview.balance import Balance, line_in, own_cells
from reportbot.interview.messages import Message
from reportbot.interview.pasting import is_block
from reportbot.interview.quantity import quantities_in
from reportbot.interview.session import Result, Session, Step
from reportbot.interview.table_answers import read_line, read_table
from reportbot.interview.table_questions import carried_into
from reportbot.interview.table_steps import line_step
from reportbot.interview.targets import Target, line_name, spoken_names
from reportbot.interview.understanding import understand_numbers
from reportbot.interview.wording import meant, words
from reportbot.lines import lines_of

_RECEIVED = re.compile(
    r"^(?:今年|本年|全年)?(?:一共|总共|共)?(?:新?收到|新收|受理)(?:了)?(?:政府信息公开)?(?:申请)?"
)


def read_any(step: Step, session: Session, line: str) -> Result:
    """Read whether anything happened; a line that already tells numbers is used for the first row."""
    report, table_id = session.report, step.id.removesuffix("?")
    meaning = meant(line)
    table = report.form.table(table_id)
    if meaning in {"none", "no"} or line.strip() == "确实没有":
        carried = carried_into(report, table_id)
        if carried and line.strip() != "确实没有":
            return Result(say=(Message(words("carried_clash", count=carried), "warning"),))
        note = Message(words("none", table=table.name), "note")
        return Result((edits.set_none(report.form, table_id),), say=(note,), passed=(step.id,))
    if is_block(line):
        return read_table(table_id, session, line)
    balance = Balance.of(report, table_id)
    first, *others = (
        [line_in(report, table_id, row) for row in balance.intake]
        if balance
        else lines_of(report.form, table_id)
    )
    first = next((other for other in others if line_name(other) in line), first)
    row = line_step(first, step.stage, session)
    counted = bool(quantities_in(line))
    if counted and (rows_told := _rows_told(step, session, line)):
        return rows_told
    told = read_line(row, session, line) if counted else Result()
    if told.edits:
        rows = ((line_name(first), ""), *told.rows)
        return replace(told, rows=rows, sure=False, passed=(step.id, row.id))
    if counted or meaning == "yes" or line.strip().startswith(("有", "收到", "是")):
        unread = told.unread if told.told or not counted else (line,)
        say = tuple(message for message in told.say if message.tone != "ask")
        return Result(
            passed=(step.id,), wanted=(row.id,), goto=row.id, told=told.told, say=say, unread=unread
        )
    return Result(unread=(line,))


def _rows_told(step: Step, session: Session, line: str) -> Result | None:
    """Read 没有，去年结转2件 or 新收12件，上年结转2件: whole rows of the intake, divided in what follows."""
    report, table_id = session.report, step.id.removesuffix("?")
    balance = Balance.of(report, table_id)
    lines = [line_in(report, table_id, row) for row in balance.intake] if balance else []
    targets = [
        Target(f"{table_id}.{row.id}", line_name(row), row.heading.also, spoken=spoken_names(row.id))
        for row in lines
    ]
    told = understand_numbers(_RECEIVED.sub("新收", line.strip()), targets).values
    if targets and meant(re.split(r"[，,；;。]", line, maxsplit=1)[0]) == "none":
        told.setdefault(targets[0].id, 0)
    if len(told) < len(targets) or not targets:
        return None
    none = [cell for row in lines if not told[f"{table_id}.{row.id}"] for cell in own_cells(row)]
    counted = {item: int(count) for item, count in told.items() if count}
    changes = tuple(edits.set_cell(report.form, cell, 0) for cell in none)
    heard = "、".join(f"{target.label}{told[target.id]}件" for target in targets)
    note = Message(f"记住了：{heard}。", "note")
    return Result(
        changes,
        say=(note,),
        passed=(step.id,),
        wanted=tuple(counted),
        goto=next(iter(counted), None),
        told=counted,
    )
