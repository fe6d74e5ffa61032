"""Weigh the sums of the form: both sides of each, with blank cells told apart from zeros."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportbot.form import Form, Relation
from reportbot.labels import normalise
from reportbot.numbers import Number
from reportbot.report import Report


@dataclass(frozen=True, slots=True)
class Balance:
    """A relation with the sums of its filled cells, and which of its cells have no number."""

    relation: Relation
    left: Number
    right: Number
    blank_left: tuple[str, ...]
    blank_right: tuple[str, ...]

    @property
    def blank(self) -> tuple[str, ...]:
        """The operands without a number."""
        return self.blank_left + self.blank_right

    @property
    def gap(self) -> Number:
        """By how much the sides differ."""
        return max(self.left, self.right) - min(self.left, self.right)

    @property
    def wrong(self) -> bool:
        """Tell whether the sides contradict each other, whatever the blank cells may be."""
        return contradicts(self.left - self.right, bool(self.blank_left), bool(self.blank_right))


def contradicts(difference: Number, blank_left: bool, blank_right: bool) -> bool:
    """Tell whether sides that differ so cannot be made equal by filling blank cells."""
    if blank_left and blank_right:
        return False
    if blank_left:
        return difference > 0
    return difference < 0 if blank_right else difference != 0


def weigh(report: Report, relation: Relation) -> Balance:
    """Weigh one relation; a row printed undivided counts in the sum of its column."""
    extra, covered = _undivided(report, relation) if report.rows_outside_the_form else (0, frozenset())
    left, blank_left = _side(report, relation.left, frozenset())
    right, blank_right = _side(report, relation.right, covered)
    return Balance(relation, left, right + extra, blank_left, blank_right)


def _side(report: Report, cells: tuple[str, ...], covered: frozenset[str]) -> tuple[Number, tuple[str, ...]]:
    total: Number = 0
    blank: tuple[str, ...] = ()
    for cell in cells:
        value = report.value(cell)
        if value is not None:
            total += value
        elif cell not in covered:
            blank = (*blank, cell)
    return total, blank


def covered_cells(report: Report) -> frozenset[str]:
    """Return the cells that a row printed undivided stands for."""
    return frozenset(cell for cells, value in _undivided_rows(report) if value is not None for cell in cells)


def _undivided(report: Report, relation: Relation) -> tuple[Number, frozenset[str]]:
    """Return what undivided rows add to a column's sum, and the cells they stand for."""
    cells = report.form.cells
    if len({cells[part].column for part in relation.right}) > 1:
        return 0, frozenset()
    rows = [
        (found, value)
        for found, value in _undivided_rows(report)
        if value is not None and found and found <= set(relation.right)
    ]
    return sum(value for _, value in rows), frozenset(cell for found, _ in rows for cell in found)


def _undivided_rows(report: Report) -> list[tuple[frozenset[str], Number | None]]:
    groups = _cells_of_groups(report.form)
    found = []
    for name, value in report.rows_outside_the_form.items():
        row, _, column = name.rpartition(" / ")
        found.append((groups.get((normalise(row), normalise(column)), frozenset()), value))
    return found


@cache
def _cells_of_groups(form: Form) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the cells of each group of rows (a heading without id) under each column."""
    found: dict[tuple[str, str], set[str]] = {}
    for cell in form.cells.values():
        for heading in cell.row[:-1]:
            if heading.label and not heading.id:
                for column in cell.leaf.names:
                    found.setdefault((normalise(heading.label), column), set()).add(cell.id)
    return {key: frozenset(cells) for key, cells in found.items()}


@cache
def group_labels(form: Form) -> frozenset[str]:
    """Return the labels that only group rows on paper."""
    return frozenset(label for label, _ in _cells_of_groups(form))
