"""NAR-012: what the narrative says about last year."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportbot.checks.arithmetic import fit, rounded
from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.checks.statements import contradicted, differs
from reportbot.claims import Passage, Target, named, sums
from reportbot.numbers import Number, format_number
from reportbot.quantities import Quantity
from reportbot.quantities.comparisons import Change
from reportbot.report import Report

Told = tuple[Target, Quantity | None]
"""What changed, and the quantity that tells of it."""

NEARLY_LEVEL = Decimal("0.1")
"""How far 基本持平 may reach."""


@rule("NAR-012", "warning")
def growth(subject: Subject) -> Iterator[Outcome]:
    """同比增长、下降的幅度与上年报告算出来的不同

    增长率是（今年－上年）÷上年，今年和上年要用同一种算法（都用本年新收，或者都加上年结转）。
    上年是 0 的不能算增长率。方向写反、“持平”不成立、把上年的数写错，也在这里提出。

    依据：实践做法；与上年报告的表格核对，需要上年报告。
    怎么办：按两年的表格重新算，改正文。
    """
    previous, lacking = subject.report.previous, 0
    for passage in subject.passages:
        for change in passage.changes:
            if change.base is not None:
                yield from _told_base(subject, passage, change)
            elif _yearly(subject.report, change) and (targets := _targets(passage, change)):
                lacking += previous is None
                yield from _against(subject, passage, change, targets, previous) if previous else ()
        for claim in passage.claims:
            if claim.kind == "count" and claim.strength == "firm" and claim.year == -1:
                lacking += previous is None
                readings = sums(previous, claim.target) if previous else []
                if contradicted(passage, claim, readings):
                    yield differs(subject, passage, claim, readings, year="上年报告")
    if lacking:
        yield NotAssessed(f"没有上年报告，正文里 {lacking} 处与上年的比较无法核对")


def _yearly(report: Report, change: Change) -> bool:
    """Tell whether a change is counted from last year."""
    return change.yearly and (change.year is None or report.year is None or change.year == report.year - 1)


def _targets(passage: Passage, change: Change) -> list[Told]:
    """Return what may have changed, none when any of it is unknown."""
    if change.subject is None:
        target = named(change.words, passage.setting) if change.words else None
        return [(target, None)] if target else []
    claims = [(passage.claim_of(number), number) for number in _subjects(passage, change.subject)]
    told: list[Told] = [
        (claim.target, passage.quantities[number])
        for claim, number in claims
        if claim and claim.strength == "firm" and claim.year == 0
    ]
    return told if len(told) == len(claims) else []


def _subjects(passage: Passage, number: int) -> list[int]:
    """Return which quantities a change behind one may be told of: behind a list, also of its total."""
    found = [number]
    for listing in passage.listings:
        if listing.parts[-1] == found[0]:
            found.insert(0, listing.total)
    return found


def _against(
    subject: Subject, passage: Passage, change: Change, targets: Sequence[Told], previous: Report
) -> Iterator[Fired]:
    """Compare a change with the tables of both years, in every reading that is meant."""
    pairs: list[tuple[Number, Number]] = []
    for target, said in targets:
        known = [
            (now.exact, then.exact)
            for now, then in zip(sums(subject.report, target), sums(previous, target), strict=False)
            if now.exact is not None and then.exact is not None and now.cells == then.cells
        ]
        pairs += [pair for pair in known if said is None or said.fits(pair[0])] or known
    yield from _judged(subject, passage, change, pairs)


def _told_base(subject: Subject, passage: Passage, change: Change) -> Iterator[Fired]:
    """Compare a change with the two numbers that the sentence itself tells."""
    if change.subject is None or change.base is None:
        return
    now, then = passage.quantities[change.subject], passage.quantities[change.base]
    if now.approximation == then.approximation == "exact":
        yield from _judged(subject, passage, change, [(now.value, then.value)])


def _judged(
    subject: Subject, passage: Passage, change: Change, pairs: Sequence[tuple[Number, Number]]
) -> Iterator[Fired]:
    amount = passage.quantities[change.amount] if change.amount is not None else None
    level = passage.text[change.start : change.end] if amount is None else ""
    verdicts = [_verdict(change, amount, level, now, then) for now, then in pairs]
    if not verdicts or "right" in verdicts:
        return
    now, then = pairs[0]
    right = _worked_out(now, then, amount)
    yield fired_at(
        subject,
        passage.paragraph,
        (amount.start, amount.end) if amount else (change.start, change.end),
        f"今年是 {format_number(now)}，上年是 {format_number(then)}，应当是{right}。请改正文，或者核对两年的数",
        expected=right,
        actual=passage.text[change.start : change.end],
        severity="hint" if "cut" in verdicts else None,
    )


def _verdict(change: Change, amount: Quantity | None, level: str, now: Number, then: Number) -> str:
    difference = Decimal(now) - Decimal(then)
    if amount is None:
        near = "基本" in level or "大体" in level
        return "right" if abs(difference) <= (Decimal(then) * NEARLY_LEVEL if near else 0) else "wrong"
    difference *= change.direction
    if difference < 0 or (amount.unit in {"%", "倍"} and not then):
        return "wrong"
    if amount.unit == "%":
        return fit(difference * 100 / then, amount)
    if amount.unit == "倍":
        return fit(difference / then, amount)
    return "right" if amount.fits(int(difference)) else "wrong"


def _worked_out(now: Number, then: Number, amount: Quantity | None) -> str:
    """Return the change in words, in the style of what was printed."""
    if now == then:
        return "与上年持平"
    word = "增加" if now > then else "减少"
    difference = abs(Decimal(now) - Decimal(then))
    if amount is None or amount.unit not in {"%", "倍"} or not then:
        return f"{word} {format_number(difference)}{'（上年是 0，不能算百分比）' if not then else ''}"
    share = difference / then * (100 if amount.unit == "%" else 1)
    return f"{word} {rounded(share, amount.grain)}{amount.unit}"
