"""Ask for tables: with last year's figures, live sums and where they do not meet."""

from collections.abc import Sequence
from decimal import Decimal

from reportbot.interview.balance import Balance, cells_of, line_in, own_cells
from reportbot.interview.messages import Message
from reportbot.interview.session import Session, Step
from reportbot.interview.targets import cell_targets, line_name, shown
from reportbot.interview.wording import agenda_data, words
from reportbot.labels import bare, unnumbered
from reportbot.last_year import comparable
from reportbot.lines import lines_of
from reportbot.numbers import Number, format_number
from reportbot.report import Report


def ask_any(step: Step, session: Session) -> Message:
    """Ask whether anything happened, with last year's figure."""
    report = session.report
    carried = carried_into(report, step.id.removesuffix("?"))
    rows = (("去年结转到今年", f"{carried}件"),) if carried else ()
    return Message(step.question, "ask", rows)


def ask_line(step: Step, session: Session) -> Message:
    """Ask for a line, with what last year's report gives for it."""
    report = session.report
    offered = repeated_from_last_year(step, report)
    rows = tuple(
        (target.label, f"上年{shown(target.last, target)}")
        for target in cell_targets(report, step.cells)
        if target.last
    )
    taken = ""
    if offered:
        targets = {target.id: target for target in cell_targets(report, offered)}
        taken = "、".join(
            f"{targets[cell].label}{shown(value, targets[cell])}" for cell, value in offered.items()
        )
        rows = ()
    return Message(step.question, "ask", rows=rows, suggestion=taken)


def repeated_from_last_year(step: Step, report: Report) -> dict[str, Number]:
    """Return what a line must hold because it repeats last year's report."""
    if not all(report.cell(cell).blank for cell in step.cells):
        return {}
    last = comparable(report, report.previous)
    found = {}
    for cell in step.cells:
        value = last.value(report.form.carried_from(cell) or "")
        if value is None:
            return {}
        found[cell] = value
    return found


def ask_left_over(step: Step, session: Session) -> Message:
    """Show what is left to carry on, or where outcomes exceed the intake."""
    report, table_id = session.report, step.id.split(".")[0]
    balance = Balance.of(report, table_id)
    left = (balance.left_over(report) if balance else None) or {}
    short = [(cell, value) for cell, value in left.items() if value < 0]
    if balance and short:
        cell, value = short[0]
        column = cell.rpartition(".")[2]
        intake = sum(report.value(f"{table_id}.{row}.{column}") or 0 for row in balance.intake)
        label = bare(report.form.cells[cell].leaf.label)
        text = words("mismatch", column=label, intake=intake, done=intake - value, more=-value)
        return Message(text, "ask", options=tuple(name for _, name in places(balance, report, column)))
    rows = tuple(
        (bare(report.form.cells[cell].leaf.label), f"{value}件") for cell, value in left.items() if value
    )
    return Message(step.question, "ask", rows=rows, suggestion="对")


def places(balance: Balance, report: Report, column: str) -> list[tuple[str, str]]:
    """Return the lines that take part in a balance and are filled in a column: id and what they hold."""
    found = []
    for row in (*balance.intake, *balance.outcomes):
        if value := report.value(f"{balance.table}.{row}.{column}"):
            name = line_name(line_in(report, balance.table, row))
            found.append((f"{balance.table}.{row}", f"{name}（现在是 {value}）"))
    return found


def ask_which(step: Step, session: Session) -> Message:
    """Offer the outcomes to choose from."""
    balance = Balance.of(session.report, step.id.split(".")[0])
    rows = balance.outcomes if balance else ()
    return Message(step.question, "ask", options=tuple(outcome_names(session.report, step, rows).values()))


def outcome_names(report: Report, step: Step, rows: Sequence[str]) -> dict[str, str]:
    """Return outcomes by the id of their step, named with the group they stand in."""
    table_id = step.id.split(".")[0]
    found = {}
    for line in lines_of(report.form, table_id):
        if line.id in rows:
            path = [heading.label for heading in line.cells[0].row[1:]]
            group = f"{unnumbered(path[0])}——" if len(path) > 1 else ""
            found[f"{table_id}.{line.id}"] = group + line_name(line)
    return found


def ask_rest(step: Step, _: Session) -> Message:
    """Ask whether the blanks are 0."""
    return Message(step.question, "ask", suggestion="都是 0")


def compared(report: Report, cells: Sequence[str]) -> list[Message]:
    """Comment on totals that differ from last year's, as a colleague would."""
    last = comparable(report, report.previous)
    found = []
    for cell in cells:
        line = line_in(report, *cell.split(".")[:2])
        total = next(
            (other.id for other in line.cells if other.leaf.total), cell if len(line.cells) == 1 else None
        )
        now, before = report.value(total or ""), last.value(total or "")
        if now is None or before is None or now == before:
            continue
        if total and report.form.carried_from(total):
            continue
        more = Decimal(now) - Decimal(before)
        word = "多" if more > 0 else "少"
        unit = report.form.cells[str(total)].leaf.units[0]
        share = f"（{round(more * 100 / before):+d}%）" if before else ""
        change = f"{word} {format_number(abs(more))} {unit}{share}"
        found.append(Message(words("compare", label=line_name(line), change=change), "note"))
    return list({message.text: message for message in found}.values())


def carried_into(report: Report, table_id: str) -> Number:
    """Return how many last year's report carried into this one."""
    last = comparable(report, report.previous)
    totals = [cell for cell in cells_of(report, table_id) if cell.endswith(".total")]
    return sum(last.value(report.form.carried_from(cell) or "") or 0 for cell in totals)


def row_without_power(report: Report, power: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the name and blank cells of the row that a missing power leaves at 0."""
    row = agenda_data()["powers"].get(power)
    line = next((line for line in lines_of(report.form, "disclosure") if line.id == row), None)
    blank = tuple(cell for cell in own_cells(line) if report.cell(cell).blank) if line else ()
    return (line_name(line), blank) if line and blank else None
