"""The arithmetic of a table while it is being filled: what came in, its outcomes, what is left over."""

from reportbot.lines import Line, lines_of
from reportbot.numbers import Number
from reportbot.report import Report


class Balance:
    """The printed relation of a table: what came in, its outcomes, and what is left over."""

    def __init__(self, table_id: str, intake: tuple[str, ...], outcomes: tuple[str, ...], rest: str) -> None:
        self.table, self.intake, self.outcomes, self.rest = table_id, intake, outcomes, rest

    @staticmethod
    def of(report: Report, table_id: str) -> "Balance | None":
        """Return the balance of a table, None where the form prints none."""
        form = report.form
        printed = next(
            (item for item in form.relations if not item.total and item.left[0].startswith(f"{table_id}.")),
            None,
        )
        if printed is None:
            return None
        total, rest = (cell.split(".")[1] for cell in printed.right)
        parts = next(
            item for item in form.derived_totals[printed.right[0]] if item.right[0].split(".")[1] != total
        )
        outcomes = tuple(cell.split(".")[1] for cell in parts.right)
        return Balance(table_id, tuple(cell.split(".")[1] for cell in printed.left), outcomes, rest)

    def left_over(self, report: Report) -> dict[str, Number] | None:
        """Return what is left for the last line by column; None while the intake has blanks.

        Outcomes that nobody filled count as none here: whether they are is asked later.
        """
        found: dict[str, Number] = {}
        for cell in own_cells(line_in(report, self.table, self.rest)):
            column = cell.rpartition(".")[2]
            intake = [report.value(f"{self.table}.{row}.{column}") for row in self.intake]
            if None in intake:
                return None
            done = [report.value(f"{self.table}.{row}.{column}") or 0 for row in self.outcomes]
            found[cell] = sum(value for value in intake if value is not None) - sum(done)
        return found


def line_in(report: Report, table_id: str, line_id: str) -> Line:
    """Return a line of a table by its id."""
    return next(line for line in lines_of(report.form, table_id) if line.id == line_id)


def own_cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a line that are not sums."""
    return tuple(cell.id for cell in line.cells if not cell.leaf.total)


def cells_of(report: Report, table_id: str) -> tuple[str, ...]:
    """Return the ids of all cells of a table."""
    return tuple(cell.id for cell in report.form.cells_of(table_id))


def begun(report: Report, table_id: str) -> bool:
    """Tell whether anything has been stated in a table."""
    return any(
        cell.id in report.cells and not report.cells[cell.id].blank for cell in report.form.cells_of(table_id)
    )


def has_total(report: Report, line_id: str) -> bool:
    """Tell whether a line, named as ``table.line``, ends in a sum of its cells."""
    return any(cell.leaf.total for cell in line_in(report, *line_id.split(".")[:2]).cells)


def columns_with_intake(report: Report, line: Line) -> tuple[str, ...]:
    """Return the cells of an outcome whose applicants handed anything in; all while unknown."""
    table_id = line.cells[0].table
    balance = Balance.of(report, table_id)
    cells = own_cells(line)
    if balance is None:
        return cells
    having = tuple(
        cell
        for cell in cells
        if any(report.value(f"{table_id}.{row}.{cell.rpartition('.')[2]}") != 0 for row in balance.intake)
    )
    return having or cells


def unbalanced(balance: Balance, report: Report) -> bool:
    """Tell whether what is stated as left over is not what is left over."""
    left = balance.left_over(report)
    return left is not None and any(report.value(cell) != value for cell, value in left.items())


def blank_cells(report: Report, table_id: str) -> list[str]:
    """Return the blank cells of a table that are neither sums nor marked as provisional."""
    totals = report.form.derived_totals
    return [
        cell.id
        for cell in report.form.cells_of(table_id)
        if cell.id not in totals and report.cell(cell.id).blank and cell.id not in report.unverified
    ]
