"""Derived from table four: reconsideration, lawsuits and their outcomes."""

from decimal import Decimal
from typing import Any

from reportbot.narrative.derived.registry import Source, above_zero, add, derived
from reportbot.numbers import Number
from reportbot.questions import find_answer

BLOCKS = ("review", "direct_suit", "suit_after_review")
SUITS = BLOCKS[1:]
OUTCOMES = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}


@derived
def reviews(names: Source) -> Any:
    """行政复议：表四行政复议总计。"""
    return names.cell("disputes.review.total")


@derived
def suits(names: Source) -> Any:
    """行政诉讼：未经复议直接起诉与复议后起诉的总计之和。"""
    return add(names.cell(f"disputes.{block}.total") for block in SUITS)


@derived
def disputes_total(names: Source) -> Any:
    """行政复议和行政诉讼合计：表四三组总计之和。"""
    return add([reviews(names), suits(names)])


@derived
def suit_ways(names: Source) -> Any:
    """行政诉讼的两种：未经复议直接起诉、复议后起诉，只列不为零的。"""
    words = ("未经复议直接起诉", "复议后起诉")
    return above_zero(
        (word, names.cell(f"disputes.{block}.total")) for word, block in zip(words, SUITS, strict=True)
    )


@derived
def review_outcomes(names: Source) -> Any:
    """行政复议各种结果的件数，只列不为零的。"""
    return _outcomes(names, BLOCKS[:1])


@derived
def suit_outcomes(names: Source) -> Any:
    """行政诉讼（两组合计）各种结果的件数，只列不为零的。"""
    return _outcomes(names, SUITS)


@derived
def upheld(names: Source) -> Any:
    """维持原答复的案件：表四三组结果维持之和。"""
    return _all(names, "upheld")


@derived
def corrected(names: Source) -> Any:
    """被纠正的案件：表四三组结果纠正之和。"""
    return _all(names, "corrected")


@derived
def pending(names: Source) -> Any:
    """尚未审结的案件：表四三组之和。"""
    return _all(names, "pending")


@derived
def closed(names: Source) -> Any:
    """审结的案件：表四三组结果维持、结果纠正、其他结果之和。"""
    return add(_all(names, outcome) for outcome in OUTCOMES if outcome != "pending")


@derived
def correction_rate(names: Source) -> Any:
    """纠错率：被纠正的案件占审结案件的比例（小数）；没有审结的不算。"""
    part, whole = corrected(names), closed(names)
    return Decimal(part) / Decimal(whole) if part is not None and whole else None


@derived
def corrected_cause_names(names: Source) -> Any:
    """被纠正的原因：从清单里选的各项的名称。"""
    causes = names.fact("on_request.corrected_causes")
    options = {option.id: option.name for option in find_answer("on_request.corrected_causes").options}
    return tuple(options.get(cause, cause) for cause in causes) if isinstance(causes, tuple) else None


@derived
def first_disputes(names: Source) -> Any:
    """首次争议：行政复议与未经复议直接起诉之和（复议后起诉是同一争议）。"""
    return add(names.cell(f"disputes.{block}.total") for block in BLOCKS[:2])


@derived
def no_disputes(names: Source) -> Any:
    """表四各格都是 0。"""
    values = [names.cell(cell.id) for cell in names.report.form.cells_of("disputes")]
    if any(values):
        return False
    return None if None in values else True


def _all(names: Source, outcome: str) -> Number | None:
    return add(names.cell(f"disputes.{block}.{outcome}") for block in BLOCKS)


def _outcomes(names: Source, blocks: tuple[str, ...]) -> dict[str, Number] | None:
    return above_zero(
        (word, add(names.cell(f"disputes.{block}.{outcome}") for block in blocks))
        for outcome, word in OUTCOMES.items()
    )
