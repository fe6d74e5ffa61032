"""Find the quantities in Chinese sentences, each with its exact place.

Dates, document numbers, ordinals, telephone numbers and addresses are no quantities.
What is not plainly a number is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from reportbot.numbers import Number, format_number
from reportbot.quantities.numerals import MYRIADS, SCALES, in_words, parse
from reportbot.quantities.patterns import patterns

Approximation = Literal["exact", "about", "more", "less", "range"]

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?\n]+[”’」』）)]*|$)")
_QUOTED = re.compile(r"“[^“”\n]{1,200}”|《[^《》\n]{1,200}》")
_BRACKETS = re.compile(r"[（()）。\n]")
_NEAR = 6
"""Characters before and after a number in which a word of approximation may stand."""


class Quantity(NamedTuple):
    """One quantity of a text.

    ``start`` and ``end`` enclose number and unit, ``number_end`` ends the number as
    ``printed``. ``value`` is in ``unit`` (万元 is read as 元); ``grain`` is what one step
    of the last printed digit is worth. ``none`` marks words that say it did not happen
    (未收到): the value is 0. ``quoted`` ones stand in a quotation or a title,
    ``depth`` counts the brackets around it, ``sentence`` is the number of the sentence it stands in.
    """

    start: int
    end: int
    number_end: int
    printed: str
    value: Number
    grain: Number = 1
    unit: str = ""
    approximation: Approximation = "exact"
    none: bool = False
    words: bool = False
    quoted: bool = False
    depth: int = 0
    sentence: int = 0

    @property
    def share(self) -> bool:
        """Tell whether this is a percentage."""
        return self.unit in patterns().shares

    def fits(self, actual: Number) -> bool:
        """Tell whether the quantity may be said of an exact number."""
        step = max(Decimal(self.grain), _round_step(self.value))
        near = max(step, abs(Decimal(self.value)) / 10)
        match self.approximation:
            case "about":
                return abs(actual - Decimal(self.value)) <= near
            case "more":
                return self.value <= actual <= Decimal(self.value) + near
            case "less":
                return Decimal(self.value) - near <= actual <= self.value
            case "range":
                return True
        return abs(actual - Decimal(self.value)) * 2 <= (self.grain if self.grain != 1 else 0)

    def written(self, value: Number) -> str:
        """Return another value in the style in which this one is printed."""
        if self.words and value == int(value):
            return in_words(int(value))
        scale = next((worth for sign, worth in MYRIADS.items() if sign in self.printed), 1)
        digits = -Decimal(self.grain / Decimal(scale)).adjusted()
        shown = Decimal(value) / scale
        text = format_number(round(shown, digits) if digits > 0 else shown)
        if "," in self.printed:
            whole, point, rest = text.partition(".")
            text = f"{int(whole):,}{point}{rest}"
        return text + "".join(sign for sign in self.printed if sign in MYRIADS)


def _round_step(value: Number) -> Decimal:
    """Return 100 for 5500: how coarse a round number is."""
    whole = Decimal(value)
    if not whole or whole != whole.to_integral_value():
        return Decimal(1)
    return Decimal(1).scaleb(int(whole.normalize().as_tuple().exponent))


@dataclass(frozen=True)
class Reading:
    """A text with its quantities and sentences; ``skipped`` are numbers that count nothing."""

    text: str
    quantities: tuple[Quantity, ...]
    sentences: tuple[tuple[int, int], ...]
    skipped: tuple[tuple[int, int], ...]


def read(text: str) -> Reading:
    """Read the quantities of a text in the order printed."""
    sentences = tuple(match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start())
    around = _Surroundings(text, sentences)
    quantities: list[Quantity] = []
    skipped: list[tuple[int, int]] = []
    for match in _matches(text):
        if match["skipped"]:
            skipped.append(match.span())
        elif not match["idiom"] and (found := _quantity(text, match, around)):
            quantities.append(found)
    return Reading(text, tuple(quantities), sentences, tuple(skipped))


class _Surroundings:
    """Tells for places, asked in order, in which sentence, quotation and bracket they stand."""

    def __init__(self, text: str, sentences: tuple[tuple[int, int], ...]) -> None:
        self.text = text
        self.sentences = sentences
        self.quotes = [match.span() for match in _QUOTED.finditer(text)]
        self.sentence = self.quote = self.depth = self.position = 0

    def of(self, place: int) -> tuple[bool, int, int]:
        """Return whether a place is quoted, how many brackets are open and its sentence's number."""
        while self.sentences[self.sentence][1] <= place:
            self.sentence += 1
        while self.quote < len(self.quotes) and self.quotes[self.quote][1] <= place:
            self.quote += 1
        for mark in _BRACKETS.finditer(self.text, self.position, place):
            # no bracket is open across sentences
            self.depth = 0 if mark[0] in "。\n" else max(0, self.depth + (1 if mark[0] in "（(" else -1))
        self.position = place
        quoted = self.quote < len(self.quotes) and self.quotes[self.quote][0] < place
        return quoted, self.depth, self.sentence


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what holds a number or says none; only places where one can begin are tried."""
    begin, number = patterns().begin.search, patterns().number.match
    place = begin(text)
    while place:
        match = number(text, place.start())
        if match:
            yield match
        place = begin(text, match.end() if match else place.end())


def _quantity(text: str, match: re.Match[str], around: _Surroundings) -> Quantity | None:
    """Return the quantity of a match, None when it counts nothing after all."""
    start, end = match.span()
    if match["none"]:
        return Quantity(start, end, end, match[0], 0, 1, "", "exact", True, False, *around.of(start))
    if match["words"] and start and text[start - 1] in patterns().bound:
        return None
    group = next(name for name in ("digits", "words", "share") if match[name])
    printed = match[group] + (match["scale"] or "")
    unit = "%" if group == "share" else match["unit"] or match["unit2"] or ""
    over = match["over"] or match["over2"] or match["over3"]
    number_end = match.end("scale" if group == "digits" else group)
    read_as = parse(printed)
    if read_as is None:
        return None
    value, grain = read_as
    if unit[:1] in MYRIADS and unit[1:] == "元":
        printed, number_end = printed + unit[0], number_end + 1
        value, grain, unit = value * SCALES[unit[0]], grain * SCALES[unit[0]], unit[1:]
    end = end if unit or over else number_end
    begin = match.start("digits") if group == "digits" else start
    return Quantity(
        begin,
        end,
        number_end,
        printed,
        value,
        grain,
        _SAME_UNIT.get(unit, unit),
        "range" if match["low"] else "more" if over else _approximation(text, start, end),
        False,
        group == "words",
        *around.of(begin),
    )


_SAME_UNIT = {"％": "%", "百分点": "个百分点"}


def _approximation(text: str, start: int, end: int) -> Approximation:
    """Return what the words before or behind a number make of it: 约, 不足, 以上."""
    before = patterns().before.search(text, max(0, start - _NEAR), start)
    found = before or patterns().after.match(text, end, end + _NEAR)
    kind: Any = found.lastgroup if found else None
    return kind or "exact"
