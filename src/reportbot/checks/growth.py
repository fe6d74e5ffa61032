"""NAR-012: what the narrative says about last year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportbot.checks.arithmetic import fit, rounded
from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.checks.statements import contradicted, differs
from reportbot.claims import Claim, Passage, Target, named, sums
from reportbot.numbers import Number, format_number
from reportbot.quantities import Quantity
from reportbot.quantities.changes import Change
from reportbot.report import Report

Told = tuple[Target, Quantity | None]
"""What changed, and the quantity that tells of it."""

TIMES = {"%": 100, "成": 10, "倍": 1}
"""Units of a change that are shares of last year's number, and how many make up the whole."""

NEARLY_LEVEL = Decimal("0.1")
"""How far 基本持平 may reach."""


@rule("NAR-012", "warning")
def growth(subject: Subject) -> Iterator[Outcome]:
    """同比增长、下降的幅度与上年报告算出来的不同

    增长率是（今年－上年）÷上年，今年和上年要用同一种算法（都用本年新收，或者都加上年结转）。
    上年是 0 的不能算增长率。方向写反、“持平”不成立、“是上年的几倍”算错、把上年的数写错，也在这里提出。
    句子里自己写了上年的数的（“较上年 400 条增长三成”），不用上年报告也能核对。
    说的是不是表里那一栏不能肯定的（“行政处罚数量”），只作提示。

    依据：实践做法；与上年报告的表格核对，需要上年报告。
    怎么办：按两年的表格重新算，改正文。
    """
    previous, lacking = subject.report.previous, 0
    for passage in subject.passages:
        for change in passage.changes:
            if change.base is not None:
                yield from _told_base(subject, passage, change)
            elif _yearly(subject.report, change) and (targets := _targets(subject, passage, change)):
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


_YEAR = re.compile(r"((?:19|20)\d\d)\s*年度?")


def _of_this_year(words: str, year: int | None) -> str:
    """Return words without the year in front of them, nothing when that is another year."""
    told = _YEAR.match(words)
    if told is None:
        return words
    return words[told.end() :] if int(told[1]) == year else ""


def _targets(subject: Subject, passage: Passage, change: Change) -> list[Told]:
    """Return what may have changed, none when any of it is unknown."""
    if change.subject is None:
        words = _of_this_year(change.words, subject.report.year)
        target = named(words, passage.setting) if words else None
        return [(target, None)] if target else []
    claims = [(passage.claim_of(number), number) for number in _subjects(passage, change.subject)]
    told: list[Told] = [
        (claim.target, passage.quantities[number])
        for claim, number in claims
        if claim and claim.year == 0 and (claim.strength == "firm" or _confirmed(subject, passage, claim))
    ]
    return told if len(told) == len(claims) else []


def _confirmed(subject: Subject, passage: Passage, claim: Claim) -> bool:
    """Tell whether a number that may count another thing is so exactly the tables' that it does not."""
    quantity = passage.quantities[claim.quantity or 0]
    readings = sums(subject.report, claim.target) if claim.strength == "vague" else []
    return quantity.value >= TELLING and any(quantity.value == reading.exact for reading in readings)


TELLING = 10
"""Smaller numbers are the same too often by chance."""


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
    vague = any(said is None and target.strength == "vague" for target, said in targets)
    yield from _judged(subject, passage, change, pairs, vague=vague)


def _told_base(subject: Subject, passage: Passage, change: Change) -> Iterator[Fired]:
    """Compare a change with the two numbers that the sentence itself tells."""
    if change.subject is None or change.base is None:
        return
    now, then = passage.quantities[change.subject], passage.quantities[change.base]
    claim, previous = passage.claim_of(change.subject), subject.report.previous
    if claim and claim.strength == "firm" and previous and _yearly(subject.report, change):
        last = replace(claim, quantity=change.base)
        readings = sums(previous, claim.target)
        if contradicted(passage, last, readings):
            yield differs(subject, passage, last, readings, year="上年报告")
    if now.approximation == then.approximation == "exact":
        yield from _judged(subject, passage, change, [(now.value, then.value)])


def _judged(
    subject: Subject,
    passage: Passage,
    change: Change,
    pairs: Sequence[tuple[Number, Number]],
    *,
    vague: bool = False,
) -> Iterator[Fired]:
    amount = passage.quantities[change.amount] if change.amount is not None else None
    if amount and amount.unit == "个百分点":
        return
    level = passage.text[change.start : change.end] if amount is None else ""
    verdicts = [_verdict(change, amount, level, now, then) for now, then in pairs]
    if not verdicts or "right" in verdicts:
        return
    now, then = pairs[0]
    right = _worked_out(now, then, change, amount)
    yield fired_at(
        subject,
        passage.paragraph,
        (amount.start, amount.end) if amount else (change.start, change.end),
        f"今年是 {format_number(now)}，上年是 {format_number(then)}，应当是{right}。请改正文，或者核对两年的数",
        expected=right,
        actual=passage.text[change.start : change.end],
        severity="hint" if "cut" in verdicts or vague else None,
    )


def _verdict(change: Change, amount: Quantity | None, level: str, now: Number, then: Number) -> str:
    difference = Decimal(now) - Decimal(then)
    if amount is None:
        near = "基本" in level or "大体" in level
        return "right" if abs(difference) <= (Decimal(then) * NEARLY_LEVEL if near else 0) else "wrong"
    difference = Decimal(now) if change.ratio else difference * change.direction
    if difference < 0 or (amount.unit in TIMES and not then):
        return "wrong"
    if amount.unit in TIMES:
        return fit(difference * TIMES[amount.unit] / then, amount)
    return "right" if amount.fits(int(difference)) else "wrong"


def _worked_out(now: Number, then: Number, change: Change, amount: Quantity | None) -> str:
    """Return the change in words, in the style of what was printed."""
    if change.ratio and amount and then:
        return f"上年的 {rounded(Decimal(now) / Decimal(then), amount.grain)} 倍"
    if now == then:
        return "与上年持平"
    word = "增加" if now > then else "减少"
    difference = abs(Decimal(now) - Decimal(then))
    if amount is None or amount.unit not in TIMES or not then:
        return f"{word} {format_number(difference)}{'（上年是 0，不能算百分比）' if not then else ''}"
    share = difference / then * TIMES[amount.unit]
    return f"{word} {rounded(share, amount.grain)}{amount.unit}"
