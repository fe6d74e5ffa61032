"""Change one thing at a time in consistent tables: how much is found, and pointed at rightly.

A change counts when it contradicts something else in the same report: a sum that held is broken,
or a cell that had a number has none. It is pointed at when every changed cell is in one hint.
Base reports are the examples and, where it is there, the corpus of published reports
(../shared/corpus), every cell printed, totals too.

Run: .venv/bin/python benchmarks/detection.py [--left-out]   (totals derived instead of printed)
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from reportbot.answers import read_answers
from reportbot.checks import check, selected
from reportbot.checks.balance import weigh
from reportbot.checks.registry import Subject
from reportbot.checks.repair import lines
from reportbot.numbers import Cell, Number
from reportbot.report import Report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
TODAY = date(2026, 3, 1)
RULES = selected(("CEL", "T3", "T4"))
TABLES = ("applications", "disputes")

Change = dict[str, Cell]


@dataclass
class Tally:
    """What became of the changes of one kind."""

    made: int = 0
    found: int = 0
    broken: int = 0
    pointed: int = 0
    first: int = 0


def cells(report: Report) -> list[str]:
    """Return the stated cells of tables 三 and 四."""
    return [cell.id for table in TABLES for cell in report.form.cells_of(table) if cell.id in report.cells]


def value(report: Report, cell: str) -> Number:
    """Return a cell's number, 0 for a blank."""
    return report.value(cell) or 0


def one_more_or_less(report: Report) -> Iterator[Change]:
    """Change one cell by one."""
    for cell in cells(report):
        for step in (1, -1):
            if (number := report.value(cell)) is not None and number + step >= 0:
                yield {cell: Cell(number + step)}


def digits_swapped(report: Report) -> Iterator[Change]:
    """Swap two neighbouring digits of one number."""
    for cell in cells(report):
        text = str(value(report, cell))
        for place in range(len(text) - 1):
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            if swapped != text:
                yield {cell: Cell(int(swapped))}


def another_number(report: Report) -> Iterator[Change]:
    """Put a random number of the same length into one cell."""
    chance = random.Random(1)  # noqa: S311 (repeatable, no secret)
    for cell in cells(report):
        number = value(report, cell)
        other = chance.randrange(10 ** len(str(number)))
        if report.value(cell) is not None and other != number:
            yield {cell: Cell(other)}


def blanked(report: Report) -> Iterator[Change]:
    """Leave one cell blank."""
    for cell in cells(report):
        if report.value(cell):
            yield {cell: Cell()}


def neighbours_swapped(report: Report) -> Iterator[Change]:
    """Swap two cells that stand beside or below each other."""
    for line in lines(report.form):
        for first, second in pairwise(line):
            if {first, second} <= set(cells(report)) and value(report, first) != value(report, second):
                yield {first: report.cell(second), second: report.cell(first)}


def line_shifted(rows: bool) -> Callable[[Report], Iterator[Change]]:
    """Return a change that moves part of a row (or column) by one cell; what leaves it is lost."""

    def changes(report: Report) -> Iterator[Change]:
        chance = random.Random(2)  # noqa: S311 (repeatable, no secret)
        for line in lines(report.form):
            same_row = report.form.cells[line[0]].row == report.form.cells[line[1]].row
            if same_row != rows or not set(line) <= set(cells(report)):
                continue
            for _ in range(4):
                start, end = sorted(chance.sample(range(len(line) + 1), 2))
                part = line[start:end]
                moved = [*part[1:], None] if chance.random() < 0.5 else [None, *part[:-1]]
                change = {
                    cell: report.cell(source) if source else Cell(0)
                    for cell, source in zip(part, moved, strict=True)
                }
                change = {cell: new for cell, new in change.items() if new.value != report.value(cell)}
                if len(change) > 1:
                    yield change

    return changes


KINDS: dict[str, Callable[[Report], Iterator[Change]]] = {
    "one cell one more or less": one_more_or_less,
    "two digits swapped": digits_swapped,
    "another number of the same length": another_number,
    "cell blanked": blanked,
    "neighbouring cells swapped": neighbours_swapped,
    "part of a row shifted": line_shifted(rows=True),
    "part of a column shifted": line_shifted(rows=False),
}


def broken(report: Report) -> int:
    """Count the sums that fail."""
    return sum(weigh(report, relation).wrong for relation in report.form.relations)


def examine(base: Report, change: Change, tally: Tally) -> None:
    """Make a change and note what the checker says of it."""
    changed = replace(base, cells={**base.cells, **change})
    breaks = broken(changed) > 0
    blanks = len(change) == 1 and any(cell.blank for cell in change.values())
    if not breaks and not blanks:
        return
    tally.made += 1
    findings = check(changed, TODAY, RULES)
    known = {(finding.code, finding.message) for finding in check(base, TODAY, RULES)}
    new = [
        finding
        for finding in findings
        if finding.status == "open" and (finding.code, finding.message) not in known
    ]
    tally.found += any(set(finding.cells) & set(change) for finding in new)
    if breaks:
        tally.broken += 1
        repairs = [repair for fitting in Subject(changed, TODAY).repairs.values() for repair in fitting]
        tally.pointed += any(set(change) <= set(repair.cells) for repair in repairs)
        tally.first += any(
            set(change) <= set(fitting[0].cells)
            for fitting in Subject(changed, TODAY).repairs.values()
            if fitting
        )


def bases(left_out: bool) -> Iterator[Report]:
    """Yield the reports whose sums hold, with totals printed or left out."""
    found = [read_answers(path) for path in sorted(ROOT.glob("examples/*/answers.yaml"))]
    if CORPUS.is_dir():
        sys.path.insert(0, str(ROOT))
        from tests.published import NAMES, published

        found += [published(CORPUS, name) for name in NAMES]
    for report in {(report.agency, report.year): report for report in found}.values():
        if any(report.value(cell.id) for cell in report.form.cells_of("applications")) and not broken(report):
            ids = [cell for cell in report.form.cells if cell in report.cells or not report.cell(cell).blank]
            totals = report.form.derived_totals
            kept = [cell for cell in ids if not (left_out and cell in totals)]
            yield replace(report, cells={cell: report.cell(cell) for cell in kept}, published=not left_out)


def main() -> None:
    """Print the table."""
    reports = list(bases("--left-out" in sys.argv))
    print(f"{len(reports)} reports\n")
    print("| change | made | found | break a sum | in the hint | first in the hint |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, kind in KINDS.items():
        tally = Tally()
        for report in reports:
            for change in kind(report):
                examine(report, change, tally)
        found, pointed, first = (
            f"{count / whole:.1%}" if whole else "-"
            for count, whole in (
                (tally.found, tally.made),
                (tally.pointed, tally.broken),
                (tally.first, tally.broken),
            )
        )
        print(f"| {name} | {tally.made} | {found} | {tally.broken} | {pointed} | {first} |")


if __name__ == "__main__":
    main()
