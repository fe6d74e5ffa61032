"""Quantities in one typed line: those the reader of sentences finds, and what only answers hold.

An answer signs its numbers (+10), counts in words alone (二十), and parts its numbers with commas.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportbot.quantities import Quantity as Found
from reportbot.quantities import read
from reportbot.quantities.numerals import MYRIADS, parse_words
from reportbot.quantities.patterns import NUMERAL, patterns

_PARTING = re.compile(r"(?<![\d\w])[+＋－−-](?=\d)|，")
"""What would join numbers in a sentence (9，100 or 2 -1) and parts them in an answer."""

_MINUS = ("-", "－", "−")
_ALONE = re.compile(rf"(?P<numeral>{NUMERAL})(?=$|[，,、；;。\s])")
_MONEY = {"元", "万元"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a line; ``unit`` is empty when none follows, ``text`` holds sign and 左右 too."""

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    approximate: bool = False


def quantities_in(text: str, units: Collection[str] = ()) -> list[Quantity]:
    """Return the quantities of a line in order; ``units`` are those of what was asked for."""
    reading = read(_PARTING.sub("|", text))
    counted = [one for one in reading.quantities if not one.none or one.printed == "零"]
    taken = [*((one.start, one.end) for one in counted), *reading.skipped]
    found = [_typed(one, text, units) for one in counted]
    return sorted([*found, *_in_words(text, taken)], key=lambda one: one.start)


def _typed(one: Found, text: str, units: Collection[str]) -> Quantity:
    value, unit = Decimal(one.value), one.unit
    if one.printed.endswith("万") and (unit == "元" or (not unit and not _MONEY.isdisjoint(units))):
        value, unit = value / MYRIADS["万"], "万元"
    start, end = one.start, one.end
    if one.none and text[end : end + 1] in units:
        unit, end = text[end], end + 1
    if (sign := _PARTING.match(text, start - 1, start + 1)) and sign[0] != "，":
        start, value = start - 1, -value if sign[0] in _MINUS else value
    if before := patterns().before.search(text, 0, start):
        start = before.start()
    if after := patterns().after.match(text, end):
        end = after.end()
    return Quantity(value, unit, text[start:end].strip(), start, end, one.approximation != "exact")


def _in_words(text: str, taken: Collection[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield numerals that stand alone: 自然人九、企业三."""
    for match in _ALONE.finditer(text):
        start, end = match.span()
        value = parse_words(match["numeral"])
        bound = start > 0 and text[start - 1] in {*patterns().bound, "点"}
        if value is not None and not bound and all(end <= first or last <= start for first, last in taken):
            yield Quantity(Decimal(value), "", match[0], start, end)
