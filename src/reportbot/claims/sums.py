"""Work out what the tables say of a target: one sum of cells for each reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from reportbot.claims.claim import Target
from reportbot.claims.vocabulary import Ids, vocabulary
from reportbot.labels import bare, unnumbered
from reportbot.numbers import Number, format_number
from reportbot.quantities import Quantity
from reportbot.quantities.numerals import MYRIADS
from reportbot.report import Report

_LEADING = re.compile(r"\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Sum:
    """One reading of a target: its lines and columns, their cells and the sum of these.

    ``exact`` is None when a cell is blank; ``least`` is then what the filled cells already
    come to. Money is in 元, as text is read; ``unit`` is the one printed in the form.
    """

    lines: Ids
    columns: Ids
    cells: tuple[str, ...]
    exact: Number | None
    least: Number
    unit: str

    @property
    def money(self) -> bool:
        """Tell whether the sum is an amount of money."""
        return self.unit.endswith("元")

    @property
    def shown(self) -> str:
        """The sum in the form's own unit."""
        value = self.least if self.exact is None else self.exact
        scale = MYRIADS["万"] if self.unit == "万元" else 1
        return f"{format_number(Decimal(value) / scale)} {self.unit}"

    def admits(self, quantity: Quantity) -> bool:
        """Tell whether a quantity may be said of this sum; what is blank admits more."""
        if quantity.unit and self.money != (quantity.unit == "元"):
            return True
        if self.exact is not None:
            return quantity.fits(self.exact)
        return quantity.approximation not in {"exact", "less"} or quantity.value >= self.least


def sums(report: Report, target: Target) -> list[Sum]:
    """Return the readings of a target that the report's form has cells for."""
    found = []
    for lines, columns in product(target.lines, target.columns):
        cells = tuple(
            cell
            for line in lines
            for column in columns
            if (cell := f"{target.table}.{line}.{column}") in report.form.cells
        )
        if cells and (len(cells) == len(lines) * len(columns)):
            unit = report.form.cells[cells[0]].leaf.units[0]
            found.append(Sum(lines, columns, cells, *_worth(report, cells, unit), unit))
    return found


def _worth(report: Report, cells: Iterable[str], unit: str) -> tuple[Number | None, Number]:
    """Return the sum of some cells, None when one is blank, and of what is filled."""
    values = [(cell_value(report, cell), cell) for cell in cells]
    scale = MYRIADS["万"] if unit == "万元" else 1
    least = scale * sum(_least(report, cell) if value is None else value for value, cell in values)
    return (None if any(value is None for value, _ in values) else least), least


def cell_value(report: Report, cell: str) -> Number | None:
    """Return a cell's number; of an unreadable one the number that it begins with."""
    value = report.value(cell)
    if value is None and (raw := report.cell(cell).raw):
        leading = _LEADING.match(raw)
        return int(leading[1]) if leading else None
    return value


def _least(report: Report, cell: str) -> Number:
    """Return what the filled parts of a blank total already come to."""
    relations = report.form.derived_totals.get(cell, ())
    return max((sum(report.value(part) or 0 for part in relation.right) for relation in relations), default=0)


def name_of(report: Report, found: Sum) -> str:
    """Return how a message calls a sum: 表三“（三）不予公开”, “本年新收＋上年结转”."""
    table, lines, columns = found.cells[0].split(".")[0], found.lines, found.columns
    words = vocabulary(report.form)
    what = words.names.get((table, lines)) or "＋".join(
        unnumbered(words.names.get((table, (line,)), line)) for line in lines
    )
    column = words.names.get((table, columns), "")
    named = "，".join(filter(None, (bare(what), bare(column))))
    return f"{report.form.table(table).name}“{named}”"


def wholes(report: Report, cells: Iterable[str]) -> list[Number]:
    """Return what a sum of cells may be a share of: the totals it belongs to, and what these balance."""
    relations = report.form.relations
    totals: dict[str, dict[str, None]] = {}
    for cell in cells:
        for relation in relations:
            if relation.total and cell in relation.right:
                totals.setdefault(relation.code, {})[relation.left[0]] = None
    found = [tuple(wholes) for wholes in totals.values()]
    for whole in [whole for whole in found if len(whole) == 1]:
        found += [
            relation.left for relation in relations if not relation.total and whole[0] in relation.right
        ]
        found += [
            (relation.left[0],) for relation in relations if not relation.total and whole[0] in relation.right
        ]
    sums = [_worth(report, whole, "件")[0] for whole in found]
    return [value for value in dict.fromkeys(sums) if value]
