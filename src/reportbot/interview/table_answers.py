"""Read answers about tables: numbers of a line, what occurred, what is left over, pasted blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportbot.interview import edits
from reportbot.interview.balance import (
    Balance,
    columns_with_intake,
    has_total,
    line_in,
    own_cells,
)
from reportbot.interview.choosing import choose
from reportbot.interview.messages import Message
from reportbot.interview.pasting import is_block, read_block
from reportbot.interview.session import Result, Session, Step
from reportbot.interview.table_questions import (
    outcome_names,
    places,
    repeated_from_last_year,
)
from reportbot.interview.table_steps import parts_question
from reportbot.interview.targets import Target, cell_targets, line_name, shown, spoken_names
from reportbot.interview.understanding import Understood, understand_numbers
from reportbot.interview.wording import meant, said, words
from reportbot.labels import bare
from reportbot.lines import lines_of
from reportbot.numbers import format_number
from reportbot.report import Report


def read_line(step: Step, session: Session, line: str) -> Result:
    """Read the numbers of one line of a table."""
    report = session.report
    if is_block(line):
        return read_table(step.cells[0].split(".")[0], session, line, start=step.cells[0])
    meaning = meant(line)
    table_line = line_in(report, step.cells[0].split(".")[0], step.id.split(".")[1])
    if meaning == "none":
        return _filling(step, report, dict.fromkeys(step.cells, 0), sure=True)
    offered = repeated_from_last_year(step, report)
    if (offered and meaning in {"yes", "same"}) or (offered and not line.strip()):
        return _filling(step, report, offered, sure=True)
    wanted = columns_with_intake(report, table_line) if _is_outcome(report, step) else step.cells
    if not has_total(report, step.id):
        wanted = tuple(cell for cell in wanted if report.cell(cell).blank) or wanted
    totals = [cell.id for cell in table_line.cells if cell.leaf.total]
    understood = understand_numbers(
        line, cell_targets(report, (*wanted, *([] if len(wanted) == 1 else totals)))
    )
    return _from_understood(step, session, understood, wanted, totals)


def _is_outcome(report: Report, step: Step) -> bool:
    balance = Balance.of(report, step.id.split(".")[0])
    return bool(balance and step.id.split(".")[1] in balance.outcomes)


def _from_understood(
    step: Step, session: Session, understood: Understood, wanted: Sequence[str], totals: Sequence[str]
) -> Result:
    report, values = session.report, dict(understood.values)
    told = next((values.pop(total) for total in totals if total in values), session.told.get(step.id))
    unread = tuple(understood.unread)
    if understood.everything:
        if told is None and understood.everything not in values:
            return Result(unread=unread or (line_name(line_in(report, *step.id.split(".")[:2])),))
        told = values.setdefault(understood.everything, told)
    if not values and told is not None and totals and not session.proposed:
        ask = Message(parts_question(report, int(told), wanted), "ask")
        return Result(say=(ask,), told={step.id: int(told)}, unread=unread)
    if not values and not understood.rest:
        return Result(unread=unread)
    if totals:
        values = {**dict.fromkeys(step.cells, 0), **session.proposed, **values}
        parts = sum(values.values())
        if told is not None and told != parts:
            off = f"各栏加起来是 {parts}，{'少' if told > parts else '多'} {abs(told - parts)}"
            return Result(
                say=(Message(words("parts_off", count=told, off=off), "warning"),),
                told={step.id: int(told)},
                unread=unread,
            )
    elif understood.rest or session.proposed:
        values = {**session.proposed, **values}
    if understood.rest and not totals:
        values = {**dict.fromkeys((cell for cell in step.cells if report.cell(cell).blank), 0), **values}
    plain = not understood.inferred and len(wanted) == 1
    result = _filling(step, report, values, sure=plain, unread=unread)
    return result if not understood.unsure else _also_unsure(result, understood.unsure)


def _also_unsure(result: Result, unsure: set[str]) -> Result:
    rows = (*result.rows, ("拿不准的", "记作待核实"))
    return replace(result, rows=rows, sure=False, unsure=tuple(unsure))


def _filling(
    step: Step, report: Report, values: Mapping[str, Any], *, sure: bool, unread: tuple[str, ...] = ()
) -> Result:
    targets = {target.id: target for target in cell_targets(report, step.cells)}
    filled = [cell for cell in step.cells if cell in values]
    rows = [(targets[cell].label, shown(values[cell], targets[cell])) for cell in filled if values[cell]]
    zeros = [targets[cell].label for cell in filled if not values[cell]]
    if zeros:
        rows.append(("、".join(zeros), "0"))
    if len(filled) > 1 and len(filled) == len(step.cells) and has_total(report, step.id):
        rows.append(("合计", format_number(sum(values[cell] for cell in filled))))
    changes = tuple(edits.set_cell(report.form, cell, values[cell]) for cell in filled)
    complete = all(cell in values or not report.cell(cell).blank for cell in step.cells)
    passed = (step.id,) if complete else ()
    return Result(changes, tuple(rows), sure, passed=passed, unread=unread, values=dict(values))


def read_which(step: Step, session: Session, line: str) -> Result:
    """Read which outcomes occurred, or at once how many of each."""
    report, table_id = session.report, step.id.split(".")[0]
    if is_block(line):
        return read_table(table_id, session, line)
    balance = Balance.of(report, table_id)
    names = outcome_names(report, step, balance.outcomes if balance else ())
    if said(line) == "none":
        return Result(passed=(step.id,))
    targets = [
        Target(
            item,
            line_name(line_in(report, *item.split("."))),
            (name, *line_in(report, *item.split(".")).heading.also),
            "count",
            ("件",),
            spoken=spoken_names(item.split(".")[1]),
        )
        for item, name in names.items()
    ]
    counted = understand_numbers(line, targets)
    if (
        counted.values
        and any((value and "件" in line) or len(line) > 4 for value in counted.values.values())
        and counted.inferred
    ):
        return _counted_outcomes(step, session, counted)
    chosen, unread = choose(line, {target.id: (target.label, *target.names) for target in targets})
    if not chosen:
        return Result(unread=tuple(unread))
    return Result(passed=(step.id,), wanted=tuple(chosen), goto=chosen[0], unread=tuple(unread))


def _counted_outcomes(step: Step, session: Session, counted: Understood) -> Result:
    """Fill outcomes told with their counts; where several kinds of applicants asked, ask whose they are."""
    report, unread = session.report, tuple(counted.unread)
    lines = {item: line_in(report, *item.split(".")) for item in counted.values}
    columns = columns_with_intake(report, next(iter(lines.values())))
    if len(columns) > 1:
        names = "、".join(f"{line_name(lines[item])}{value}件" for item, value in counted.values.items())
        note = Message(f"记住了：{names}；各是谁申请的，我一种一种问。", "note")
        told = {item: int(value) for item, value in counted.values.items()}
        return Result(passed=(step.id,), wanted=tuple(told), told=told, say=(note,), unread=unread)
    column = columns[0].rpartition(".")[2]
    changes = [
        edits.set_cell(report.form, cell, value if cell.endswith(f".{column}") else 0)
        for item, value in counted.values.items()
        for cell in own_cells(lines[item])
    ]
    rows = tuple((line_name(lines[item]), f"{value}件") for item, value in counted.values.items())
    return Result(tuple(changes), rows, False, passed=(step.id, *lines), unread=unread)


def read_left_over(step: Step, session: Session, line: str) -> Result:
    """Take what is left over, go to a line that must be wrong, or read other numbers."""
    report, table_id = session.report, step.id.split(".")[0]
    balance = Balance.of(report, table_id)
    left = (balance.left_over(report) if balance else None) or {}
    short = [cell for cell, value in left.items() if value < 0]
    if balance and short:
        column = short[0].rpartition(".")[2]
        offered = places(balance, report, column)
        named = [
            Target(f"{item}.{column}", name.split("（")[0], (), "count", ("件",)) for item, name in offered
        ]
        told = understand_numbers(line, named) if len(line.strip()) > 2 else Understood()
        if told.values:
            rows = tuple(
                (target.label, f"{told.values[target.id]}件") for target in named if target.id in told.values
            )
            changes = tuple(edits.set_cell(report.form, cell, value) for cell, value in told.values.items())
            return Result(changes, rows, False, unread=tuple(told.unread))
        chosen, _ = choose(line, {item: (name.split("（")[0],) for item, name in offered})
        return Result(goto=chosen[0]) if chosen else Result(unread=(line,))
    if not line.strip() or said(line) == "yes" or (said(line) == "none" and not any(left.values())):
        return _filling(step, report, left, sure=True)
    result = read_line(step, session, line)
    if not result.edits:
        return result
    return replace(result, sure=False)


def read_rest(step: Step, session: Session, line: str) -> Result:
    """Close the blanks of a table with 0 once somebody says so; until then they stay blank."""
    report, table_id = session.report, step.id.split(".")[0]
    if said(line) in {"yes", "none"} or not line.strip():
        provisional = any(item.startswith(f"{table_id}.") for item in report.unverified)
        if provisional:
            return Result(tuple(edits.set_cell(report.form, cell, 0) for cell in step.cells))
        return Result((edits.set_rest(report.form, table_id),))
    if said(line) == "no":
        first = next(
            line_.cells[0].id.rpartition(".")[0]
            for line_ in lines_of(report.form, table_id)
            if any(cell.id in step.cells for cell in line_.cells)
        )
        return Result(passed=(step.id,), wanted=(first,), goto=first)
    rows = [
        line_
        for line_ in lines_of(report.form, table_id)
        if any(cell.id in step.cells for cell in line_.cells)
    ]
    names = {line_.cells[0].id.rpartition(".")[0]: (line_name(line_), *line_.heading.also) for line_ in rows}
    chosen, unread = choose(line, names)
    return Result(wanted=tuple(chosen), goto=chosen[0]) if chosen else Result(unread=tuple(unread))


def read_table(table_id: str, session: Session, text: str, start: str | None = None) -> Result:
    """Read a pasted block into a table and show what was recognised."""
    report = session.report
    pasted = read_block(text, report.form, table_id, start)
    derived = report.form.derived_totals
    cells = {cell: value for cell, value in pasted.cells.items() if cell not in derived}
    changes = tuple(edits.set_cell(report.form, cell, value.value) for cell, value in cells.items())
    rows = []
    for line in lines_of(report.form, table_id):
        told = [
            f"{bare(cell.leaf.label)} {cells[cell.id].value}"
            for cell in line.cells
            if cell.id in cells and cells[cell.id].value
        ]
        if told:
            rows.append((line_name(line), "、".join(told)))
    zeros = sum(not value.value for value in cells.values())
    if zeros:
        rows.append(("其余认出的格", f"{zeros} 格填 0"))
    off = _totals_off(report, pasted.cells)
    return Result(
        changes,
        (*rows, *off),
        False,
        passed=(f"{table_id}?",) if changes else (),
        unread=tuple(pasted.unread),
    )


def _totals_off(report: Report, cells: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Compare pasted totals with the sum of the pasted parts."""
    found = []
    for total, relations in report.form.derived_totals.items():
        for relation in relations:
            parts = [cells[cell].value for cell in relation.right if cell in cells]
            if total in cells and len(parts) == len(relation.right) and sum(parts) != cells[total].value:
                found.append(
                    (
                        f"注意：{report.form.label(total)}",
                        f"粘来的是 {cells[total].value}，各格相加是 {sum(parts)}",
                    )
                )
                break
    return found
