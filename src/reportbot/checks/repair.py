"""Find the slip behind sums that fail: the change of one cell, or one shifted line, that mends them.

Only the form's relations are used. Every relation is written over the cells that somebody
stated (a derived total is no suspect), so a change of cells moves its difference linearly.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportbot.checks.balance import contradicts, covered_cells, weigh
from reportbot.checks.slips import name_of_slip
from reportbot.form import Form, Relation
from reportbot.numbers import Number
from reportbot.report import Report

Changes = Mapping[str, Number]
"""What cells would have to be, by cell id."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes after which some failing relations hold and no other one breaks.

    ``slip`` names in Chinese what probably happened, "" when nothing suggests itself.
    """

    changes: Changes
    relations: frozenset[Relation]
    slip: str = ""
    kind: str = "cell"

    @property
    def cells(self) -> tuple[str, ...]:
        """The suspects."""
        return tuple(self.changes)


def find_repairs(report: Report) -> dict[Relation, tuple[Repair, ...]]:
    """Return, for each failing relation, the repairs that would do, the likeliest first.

    One cause of everything that fails in a table goes before several: a single cell, then a
    swapped pair or shifted stretch of one line, then single cells that each mend a part.
    """
    if not any(weigh(report, relation).wrong for relation in report.form.relations):
        return {}
    system = _System(report)
    singles = [repair for cell in system.suspects() if (repair := system.mend(cell))]
    found: dict[Relation, tuple[Repair, ...]] = {}
    for table, failing in system.failing_by_table().items():
        whole = [repair for repair in singles if repair.relations >= failing]
        rest = [repair for repair in singles if repair.relations & failing]
        whole = whole or list(system.mend_lines(table, failing))
        for relation in filter(failing.__contains__, system.difference):
            fitting = whole or [repair for repair in rest if relation in repair.relations]
            most = max((len(repair.relations) for repair in fitting), default=0)
            best = [repair for repair in fitting if len(repair.relations) == most]
            found[relation] = tuple(sorted(best, key=system.likelihood))
    return found


class _System:
    """The relations of a report as linear expressions of its stated cells."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.difference: dict[Relation, Number] = {}
        self.blanks: dict[Relation, tuple[bool, bool]] = {}
        self.terms: dict[str, dict[Relation, int]] = {}
        self._covered = covered_cells(report)
        for relation in report.form.relations:
            balance = weigh(report, relation)
            if balance.blank_left and balance.blank_right:
                continue
            self.difference[relation] = balance.left - balance.right
            self.blanks[relation] = (bool(balance.blank_left), bool(balance.blank_right))
            for cells, sign in ((relation.left, 1), (relation.right, -1)):
                self._add(relation, cells, sign)
        self.failing = frozenset(relation for relation in self.difference if self._wrong(relation, {}))

    def _add(self, relation: Relation, cells: Iterable[str], sign: int) -> None:
        for cell in cells:
            if cell in self.report.cells:
                terms = self.terms.setdefault(cell, {})
                terms[relation] = terms.get(relation, 0) + sign
            elif derived := self._parts(cell):
                self._add(relation, derived, sign)

    def _parts(self, total: str) -> tuple[str, ...]:
        """Return the cells that a derived total was added up from."""
        for relation in self.report.form.derived_totals.get(total, ()):
            if all(self.report.value(part) is not None for part in relation.right):
                return relation.right
        return ()

    def _wrong(self, relation: Relation, moved: Mapping[Relation, Number]) -> bool:
        difference = self.difference[relation] + moved.get(relation, 0)
        return contradicts(difference, *self.blanks[relation])

    def failing_by_table(self) -> dict[str, frozenset[Relation]]:
        """Return the failing relations by the table they stand in."""
        found: dict[str, frozenset[Relation]] = {}
        for relation in self.failing:
            table = self.report.form.cells[relation.left[0]].table
            found[table] = found.get(table, frozenset()) | {relation}
        return found

    def likelihood(self, repair: Repair) -> tuple[bool, int, bool]:
        """Return what sorts the likelier repair first: a known slip, few cells, a total."""
        totals = self.report.form.derived_totals
        return (not repair.slip, len(repair.changes), repair.cells[0] not in totals)

    def suspects(self) -> list[str]:
        """Return the stated cells with a number that a failing relation uses, as the form prints them."""
        return [
            cell
            for cell in self.report.form.cells
            if self.report.value(cell) is not None
            and any(
                factor and relation in self.failing for relation, factor in self.terms.get(cell, {}).items()
            )
        ]

    def mend(self, cell: str) -> Repair | None:
        """Return the change of one cell that mends every relation it stands in, if there is one."""
        value = self.report.value(cell)
        shifts = [
            (any(self.blanks[relation]), -self.difference[relation] * factor)
            for relation, factor in self.terms[cell].items()
            if abs(factor) == 1 and relation in self.failing
        ]
        if value is None or not shifts:
            return None
        blank, shift = min(shifts, key=lambda found: (found[0], min(found[1], -found[1])))
        repair = self._tried({cell: value + shift})
        if repair is None:
            return None
        slip = "空着的格子按 0 算" if blank else self._slip(cell, value, value + shift)
        return Repair(repair.changes, repair.relations, slip)

    def _slip(self, cell: str, written: Number, right: Number) -> str:
        if not written and cell in self.report.form.derived_totals:
            return "可能漏填了总计"
        beside = [self.report.value(other) for other in neighbours(self.report.form)[cell]]
        return name_of_slip(written, right, beside)

    def _tried(self, changes: Changes) -> Repair | None:
        """Return a repair if changes are possible numbers and leave nothing wrong that they touch."""
        moved: dict[Relation, Number] = {}
        for cell, value in changes.items():
            kind = self.report.form.cells[cell].kind
            if (value < 0 and kind != "change") or (kind != "amount" and value != int(value)):
                return None
            shift = value - (self.report.value(cell) or 0)
            for relation, factor in self.terms.get(cell, {}).items():
                moved[relation] = moved.get(relation, 0) + factor * shift
        moved = {relation: shift for relation, shift in moved.items() if shift}
        if any(self._wrong(relation, moved) for relation in moved):
            return None
        mended = frozenset(moved) & self.failing
        return Repair(changes, mended) if mended else None

    def mend_lines(self, table: str, failing: frozenset[Relation]) -> Iterator[Repair]:
        """Yield changes along one row or column that mend everything that fails in a table.

        Only the stretch between the first and the last cell whose crossing sum fails can
        have moved: whatever else had moved would have broken its own sum.
        """
        for line in lines(self.report.form):
            if self.report.form.cells[line[0]].table != table:
                continue
            places = self._failing_across(line)
            if len(places) < 2 or any(
                cell not in self.report.cells for cell in line[places[0] : places[-1] + 1]
            ):
                continue
            tried: list[Changes] = []
            for changes, slip, kind in self._explanations(line[places[0] : places[-1] + 1]):
                repair = self._tried(changes) if changes not in tried else None
                tried.append(changes)
                if repair and repair.relations >= failing:
                    yield Repair(changes, repair.relations, slip, kind)

    def _failing_across(self, line: tuple[str, ...]) -> list[int]:
        """Return the places in a line whose own crossing sum fails: one that uses no other cell of the line."""
        users: dict[Relation, list[int]] = {}
        for place, cell in enumerate(line):
            for relation, factor in self.terms.get(cell, {}).items():
                if factor and relation in self.failing:
                    users.setdefault(relation, []).append(place)
        return sorted({places[0] for places in users.values() if len(places) == 1})

    def _explanations(self, stretch: tuple[str, ...]) -> Iterator[tuple[Changes, str, str]]:
        values = [self.report.value(cell) or 0 for cell in stretch]
        if len(stretch) == 2:
            yield dict(zip(stretch, reversed(values), strict=True)), "相邻两格的数写颠倒了", "swap"
            joined = f"{values[0]}{values[1]}"
            if values[1] and joined.isdigit():
                for place in (0, 1):
                    whole = [int(joined) if place == number else 0 for number in (0, 1)]
                    yield dict(zip(stretch, whole, strict=True)), "一个数被拆成了相邻的两格", "split"
        for words, moved, free in (
            ("往后错了一格", values[1:], stretch[-1]),
            ("往前错了一格", values[:-1], stretch[0]),
        ):
            kept = [cell for cell in stretch if cell != free]
            known = dict(zip(kept, moved, strict=True))
            value = self._solve(known, free)
            if value is not None:
                yield {**known, free: value}, f"这几格整体{words}", "shift"

    def _solve(self, known: Changes, free: str) -> Number | None:
        """Return what one more cell must be once others are changed."""
        now = self.report.value(free) or 0
        for relation, factor in self.terms.get(free, {}).items():
            if abs(factor) != 1 or any(self.blanks[relation]):
                continue
            difference = self.difference[relation] + sum(
                self.terms.get(cell, {}).get(relation, 0) * (value - (self.report.value(cell) or 0))
                for cell, value in known.items()
            )
            return now - factor * difference
        return None


@cache
def neighbours(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return the cells beside, above and below each cell."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(form.cells, ())
    for line in lines(form):
        for first, second in pairwise(line):
            found[first] += (second,)
            found[second] += (first,)
    return found


@cache
def lines(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the runs of cells that stand beside and below each other on paper."""
    rows: dict[object, list[str]] = {}
    columns: dict[object, list[str]] = {}
    for cell in form.cells.values():
        rows.setdefault((cell.table, cell.block, cell.row), []).append(cell.id)
        columns.setdefault((cell.table, cell.block, cell.column), []).append(cell.id)
    return tuple(tuple(cells) for cells in (*rows.values(), *columns.values()) if len(cells) > 1)
