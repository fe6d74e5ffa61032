"""Compare what the narrative states with what the tables say."""

from collections.abc import Iterator, Sequence

from reportbot.checks.findings import Severity
from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, Subject
from reportbot.claims import Claim, Passage, Sum, name_of, sums
from reportbot.numbers import Number, format_number
from reportbot.report import Report


def claims(subject: Subject, *codes: str) -> Iterator[tuple[Passage, Claim]]:
    """Yield the statements that a rule judges, in the order of the text."""
    for passage in subject.passages:
        for claim in passage.claims:
            if claim.target.code in codes and claim.strength != "narrow":
                yield passage, claim


def told_values(subject: Subject) -> dict[str, set[Number]]:
    """Return the exact numbers that the narrative tells of single cells."""
    found: dict[str, set[Number]] = {}
    for passage in subject.passages:
        for claim in passage.claims:
            if claim.kind != "count" or claim.strength != "firm" or claim.year or claim.quantity is None:
                continue
            quantity = passage.quantities[claim.quantity]
            for reading in sums(subject.report, claim.target):
                if len(reading.cells) == 1 and quantity.approximation == "exact":
                    found.setdefault(reading.cells[0], set()).add(quantity.value)
    return found


def compare(subject: Subject, *codes: str, kinds: Sequence[str] = ("count", "none")) -> Iterator[Fired]:
    """Yield the firm numbers and denials of this year that the tables contradict."""
    for passage, claim in claims(subject, *codes):
        if claim.kind in kinds and claim.strength == "firm" and claim.year == 0:
            readings = sums(subject.report, claim.target)
            if contradicted(passage, claim, readings):
                yield differs(subject, passage, claim, readings)


def every(subject: Subject, *codes: str) -> Iterator[tuple[Passage, Claim]]:
    """Yield the statements that all cases had one outcome: 均获维持."""
    for passage, claim in claims(subject, *codes):
        if claim.kind == "all" and claim.strength == "firm" and claim.year == 0:
            yield passage, claim


def exceptions(subject: Subject, passage: Passage, claim: Claim) -> Iterator[Fired]:
    """Tell which other outcomes the tables hold, where the text says that all had one."""
    report = subject.report
    others = [
        [cell for cell in other_parts(report, reading.cells, claim.among) if report.value(cell)]
        for reading in sums(report, claim.target)
    ]
    if others and all(others):
        found = others[0]
        listed = "、".join(
            f"{report.form.label(cell)} {format_number(report.value(cell) or 0)}"
            for cell in found[:MAX_LISTED]
        )
        more = f"等 {len(found)} 项" if len(found) > MAX_LISTED else ""
        yield fired_at(
            subject,
            passage.paragraph,
            (claim.start, claim.end),
            f"表格里还有 {listed}{more}。请按表格改正文，或者核对表格",
            cells=tuple(found),
        )


MAX_LISTED = 5


def other_parts(report: Report, cells: Sequence[str], among: Sequence[str] = ()) -> list[str]:
    """Return what stands beside some cells in the sums that they belong to; ``among`` some lines only."""
    beside = {
        part
        for relation in report.form.relations
        if set(relation.right) & set(cells)
        for part in relation.right
        if not among or part.split(".")[1] in among
    }
    return [cell for cell in report.form.cells if cell in beside and cell not in cells]


def contradicted(passage: Passage, claim: Claim, readings: Sequence[Sum]) -> bool:
    """Tell whether no reading of the tables admits what is stated."""
    quantity = passage.quantities[claim.quantity or 0]
    return bool(readings) and not any(reading.admits(quantity) for reading in readings)


def differs(
    subject: Subject,
    passage: Passage,
    claim: Claim,
    readings: Sequence[Sum],
    *,
    year: str = "",
    severity: Severity | None = None,
) -> Fired:
    """Tell that a number of the text is not the tables', and what it should be."""
    quantity = passage.quantities[claim.quantity or 0]
    said = f"正文说没有（{quantity.printed}）" if quantity.none else f"正文写的是 {quantity.printed}"
    right = [quantity.written(reading.exact) for reading in readings if reading.exact is not None]
    if quantity.none:
        remedy = "请核对表格和这句话"
    elif right:
        remedy = f"表格没有错的话，请把 {quantity.printed} 改成 {' 或 '.join(dict.fromkeys(right))}"
    else:
        remedy = f"请核对表格和这句话里的 {quantity.printed}"
    return fired_at(
        subject,
        passage.paragraph,
        (quantity.start, quantity.number_end),
        f"{said}，{year}{'，'.join(told(subject.report, reading) for reading in readings)}。{remedy}",
        cells=tuple(dict.fromkeys(cell for reading in readings for cell in reading.cells)),
        expected=" 或 ".join(dict.fromkeys(right)),
        actual=quantity.printed,
        severity=severity,
    )


def told(report: Report, reading: Sum) -> str:
    """Return what the tables say in one reading, in words."""
    return (
        f"{name_of(report, reading)}{'已填的各格相加已有' if reading.exact is None else '是'} {reading.shown}"
    )
