"""NAR: sums and percentages that the narrative works out itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Literal

from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.checks.statements import told
from reportbot.claims import Passage, Target, named, sums, wholes
from reportbot.numbers import Number, format_number
from reportbot.quantities import Quantity
from reportbot.quantities.mismatches import Mismatch
from reportbot.quantities.shares import Share

Fit = Literal["right", "cut", "wrong"]


_WIDE = Context(prec=300)
"""Digits enough for the largest number that is read, and its decimals."""


def rounded(exact: Decimal, grain: Number, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return a figure with the decimals that a printed one has."""
    return exact.quantize(Decimal(grain), rounding, _WIDE)


def fit(exact: Decimal, printed: Quantity) -> Fit:
    """Tell whether a printed figure is an exact one rounded, or cut, to its printed digits."""
    grain, value = Decimal(printed.grain), Decimal(printed.value)
    if rounded(exact, grain) == value:
        return "right"
    if printed.approximation != "exact" and abs(exact - value) <= max(grain, value / 20):
        return "right"
    cut = rounded(exact, grain, ROUND_DOWN) == value or abs(exact - value) < grain
    return "cut" if cut else "wrong"


@rule("NAR-011", "warning")
def shares(subject: Subject) -> Iterator[Outcome]:
    """占比与件数算出来的不同

    写了件数又写了百分比的，百分比应当等于这一项除以总数；“发现 26 个，整改 24 个，整改率 92%”一类的也是这样。
    按印出的位数四舍五入后不同的提出来；只是截去尾数、没有四舍五入的，作提示。

    依据：实践做法。
    怎么办：重新算一遍；先看件数对不对，再看总数用的是哪一个。
    """
    for passage in subject.passages:
        exact = [share for share in passage.shares if passage.quantities[share.part].approximation == "exact"]
        agreed = _agreed(passage, exact)
        for share in exact:
            bases = _bases(subject, passage, share) or agreed
            yield from _share(subject, passage, share, bases)


def _share(subject: Subject, passage: Passage, share: Share, bases: Sequence[Number]) -> Iterator[Fired]:
    part, printed = passage.quantities[share.part], passage.quantities[share.share]
    shown = [(base, Decimal(part.value) * 100 / Decimal(base)) for base in bases if base]
    fits = {fit(exact, printed) for _, exact in shown}
    if not shown or "right" in fits or _told_of_the_list(passage, share, bases):
        return
    base, exact = shown[0]
    right = f"{rounded(exact, printed.grain)}"
    cut = "cut" in fits
    yield fired_at(
        subject,
        passage.paragraph,
        (printed.start, printed.end),
        f"{part.printed} 占 {format_number(base)} 的 {right}%，正文写的是 {printed.printed}%"
        f"{'，只截去了尾数' if cut else ''}。请把 {printed.printed} 改成 {right}，或者核对件数",
        expected=f"{right}%",
        actual=f"{printed.printed}%",
        severity="hint" if cut else None,
    )


def _told_of_the_list(passage: Passage, share: Share, bases: Sequence[Number]) -> bool:
    """Tell whether a share is right with what is listed: of all parts listed, or of some of them together.

    公开 5 件，部分公开 2 件，占 58 % tells of both.
    """
    printed = passage.quantities[share.share]
    for run in (run for listing in passage.listings for run in listing.runs if share.part in run):
        values = [Decimal(passage.quantities[number].value) for number in run]
        until = values[: run.index(share.part) + 1]
        together = [sum(until[first:]) for first in range(len(until))]
        pairs = [(until[-1], sum(values)), *((value, base) for base in bases for value in together)]
        if any(whole and fit(part * 100 / Decimal(whole), printed) == "right" for part, whole in pairs):
            return True
    return False


def _bases(subject: Subject, passage: Passage, share: Share) -> list[Number]:
    """Return what a share may be taken of: the total told, else what the tables say."""
    if share.whole is not None:
        whole = passage.quantities[share.whole]
        return [whole.value] if whole.approximation == "exact" else []
    of = named(share.of, passage.setting) if share.of else None
    told_of = [reading.exact for reading in sums(subject.report, of)] if of else []
    claim = passage.claim_of(share.part)
    if claim and claim.strength != "narrow":
        readings = sums(subject.report, claim.target)
        told_of += [whole for reading in readings for whole in wholes(subject.report, reading.cells)]
    return [whole for whole in told_of if whole]


def _agreed(passage: Passage, shares: Sequence[Share]) -> list[Number]:
    """Return the earlier total that most shares of a paragraph are taken of, if there is one."""
    if len(shares) < 2:
        return []
    first = min(share.part for share in shares)
    votes = {
        base.value: sum(
            fit(
                Decimal(passage.quantities[share.part].value) * 100 / base.value,
                passage.quantities[share.share],
            )
            != "wrong"
            for share in shares
        )
        for base in passage.quantities[:first]
        if base.value and not base.share
    }
    best = max(votes, key=lambda value: votes[value], default=None)
    return [best] if best is not None and votes[best] * 2 > len(shares) else []


@rule("NAR-013", "warning")
def listed_parts(subject: Subject) -> Iterator[Outcome]:
    """分项相加与总数不等

    “共……其中……”“包括……”“分别为……”和括号里的分项相加应当等于总数。“其中”只举几项的，相加可以小于总数，
    差得多的只作提示；分项相加大于总数的一定有误。办理结果各项都写了的，与办结数核对。

    依据：实践做法。
    怎么办：核对各分项和总数；只列举主要几项的，写“主要包括”。
    """
    for passage in subject.passages:
        for wrong in passage.mismatches:
            if not _is_fee(passage) and not _as_in_tables(subject, passage, wrong):
                yield _unequal(subject, passage, wrong)
        yield from _families(subject, passage)


def _as_in_tables(subject: Subject, passage: Passage, wrong: Mismatch) -> bool:
    """Tell whether the text repeats what the tables say: then the mistake is theirs."""
    for number in (wrong.total, *wrong.parts):
        claim = passage.claim_of(number)
        readings = sums(subject.report, claim.target) if claim else []
        if not any(passage.quantities[number].value == reading.exact for reading in readings):
            return False
    return True


def _unequal(subject: Subject, passage: Passage, wrong: Mismatch) -> Fired:
    quantities = passage.quantities
    total = quantities[wrong.total]
    terms = "＋".join(quantities[part].printed for part in wrong.parts)
    difference = format_number(abs(Decimal(wrong.sum) - Decimal(total.value)))
    return fired_at(
        subject,
        passage.paragraph,
        (total.start, total.number_end),
        f"分项 {terms}＝{format_number(wrong.sum)}，正文写的总数是 {total.printed}，相差 {difference}。"
        f"请核对各分项；分项没有错的话，把 {total.printed} 改成 {total.written(wrong.sum)}",
        expected=format_number(wrong.sum),
        actual=total.printed,
        severity=None if wrong.sure else "hint",
    )


def _families(subject: Subject, passage: Passage) -> Iterator[Fired]:
    """Yield totals of the tables that are told with all their parts, where these do not add up."""
    report = subject.report
    told = {
        readings[0].cells: claim.quantity
        for claim in passage.claims
        if claim.kind == "count"
        and claim.quantity is not None
        and claim.strength == "firm"
        and claim.year == 0
        and (readings := sums(report, claim.target))
    }
    for cells, total in told.items():
        for relation in report.form.derived_totals.get(cells[0], ()) if len(cells) == 1 else ():
            right = set(relation.right)
            parts = dict(
                _apart((told_of, number) for told_of, number in told.items() if right >= set(told_of))
            )
            covered = {cell for told_of in parts for cell in told_of}
            if len(parts) > 1 and all(report.value(cell) == 0 for cell in right - covered):
                yield from _family(subject, passage, total, tuple(parts.values()))


def _apart(parts: Iterable[tuple[tuple[str, ...], int]]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield parts that have no cell in common, the largest first."""
    covered: set[str] = set()
    for cells, number in sorted(parts, key=lambda part: -len(part[0])):
        if covered.isdisjoint(cells):
            covered.update(cells)
            yield cells, number


def _family(subject: Subject, passage: Passage, total: int, parts: tuple[int, ...]) -> Iterator[Fired]:
    """Compare a total with its parts; lists have a rule of their own."""
    listed = {number for listing in passage.listings for number in (listing.total, *listing.parts)}
    quantities = passage.quantities
    added = sum(quantities[part].value for part in parts)
    exact = all(quantities[number].approximation == "exact" for number in (total, *parts))
    if exact and added != quantities[total].value and not {total, *parts} <= listed:
        wrong = Mismatch(total, parts, added, sure=True)
        if not _as_in_tables(subject, passage, wrong):
            yield _unequal(subject, passage, wrong)


_FEE = re.compile("信息处理费")


def _is_fee(passage: Passage) -> bool:
    return passage.part == "other" and bool(_FEE.search(passage.text))


@rule("NAR-014", "warning", forms=("2021",))
def fee_items(subject: Subject) -> Iterator[Outcome]:
    """第六部分的信息处理费分项相加不等，或者金额不合收费标准

    收费标准都是 10 元的整倍数（按件 100 元起，按页 10 元、20 元、40 元），一个地方全年收的也是 10 的倍数。

    依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    怎么办：按财务的收款记录核对各笔金额和件数。
    """
    for passage in subject.passages:
        if passage.part != "other":
            continue
        for wrong in passage.mismatches:
            if _is_fee(passage):
                yield _unequal(subject, passage, wrong)
        for quantity in _fees(passage):
            if quantity.value % FEE_STEP:
                yield fired_at(
                    subject,
                    passage.paragraph,
                    (quantity.start, quantity.number_end),
                    f"信息处理费 {quantity.printed} 元不是 {FEE_STEP} 的倍数，按收费标准收不出这个数。请核对金额",
                    actual=quantity.printed,
                )


FEE_STEP = 10


def _fees(passage: Passage) -> list[Quantity]:
    """Return the amounts of the processing fee that a paragraph tells."""
    if not _FEE.search(passage.text):
        return []
    return [q for q in passage.quantities if q.unit == "元" and q.approximation == "exact" and not q.quoted]


@rule("NAR-015", "hint", forms=("2021",))
def fee_within_fees(subject: Subject) -> Iterator[Outcome]:
    """信息处理费比表二的行政事业性收费总额还多

    信息处理费是行政事业性收费的一种，表二的收费金额（万元）应当包括它。

    依据：实践做法；格式表二。
    怎么办：核对表二收费金额的单位是不是万元，信息处理费有没有计入。
    """
    whole = sums(subject.report, Target("disclosure", "", (("fees",),), (("amount_wan",),)))
    for passage in subject.passages:
        fees = _fees(passage) if passage.part == "other" else []
        largest = max(fees, key=lambda quantity: quantity.value, default=None)
        for reading in whole if largest else ():
            if largest and reading.exact is not None and largest.value > reading.exact:
                yield fired_at(
                    subject,
                    passage.paragraph,
                    (largest.start, largest.number_end),
                    f"信息处理费是 {largest.printed} 元，{told(subject.report, reading)}。请核对表二收费金额",
                    cells=reading.cells,
                    expected=reading.shown,
                    actual=largest.printed,
                )
