"""Read and print numbers: digits of either width, separators, 万 and 亿, Chinese numerals."""

import functools
import re
from decimal import Decimal
from itertools import takewhile

from reportbot.numbers import Number

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = PLACES | MYRIADS
MAX_LENGTH = 24
"""Longer runs of digits or numerals are no quantities: account numbers, codes, noise."""

_TWO_OR_THREE = "两三"
_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_STEP = re.compile(rf"([\d.,]+)([{''.join(SCALES)}]*)")


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Number, Number] | None:
    """Return the value of a printed number and its grain, None when it is not one.

    The grain is what one step of the last printed digit is worth: 0.01 for 17.46,
    10000 for 18万, 1 for 十二.
    """
    if len(text) > MAX_LENGTH:
        return None
    if text[:1] in DIGITS or text[:1] in SCALES:
        value = parse_words(text)
        return None if value is None else (value, _words_grain(text))
    return _parse_digits(text.translate(_WIDTH))


def _parse_digits(text: str) -> tuple[Number, Number] | None:
    """Read digits with scales, such as 1,361,000 or 45.9万 or 1亿2000万."""
    total, grain, bound, position = Decimal(0), Decimal(1), Decimal("Infinity"), 0
    for step in _STEP.finditer(text):
        digits = step[1].replace(",", "")
        scale = Decimal(1)
        for sign in step[2]:
            scale *= SCALES[sign]
        if step.start() != position or digits.count(".") > 1 or scale >= bound or not digits.strip("."):
            return None
        position, bound = step.end(), scale
        grain = scale.scaleb(-len(digits.partition(".")[2]))
        total += Decimal(digits) * scale
    if position != len(text) or not text:
        return None
    return _plain(total), _plain(grain)


def _plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value


def parse_words(text: str) -> int | None:
    """Return the value of a Chinese numeral such as 一百零三, 两千, 二〇二四; None for 两三, which is no one number."""
    if not text or any(sign not in DIGITS and sign not in SCALES for sign in text):
        return None
    if len(text) == len(_TWO_OR_THREE) and all(DIGITS.get(sign) for sign in text):
        return None
    if not any(sign in SCALES for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    return _above_myriads(text)


def _above_myriads(text: str) -> int | None:
    for sign, worth in reversed(MYRIADS.items()):
        head, found, tail = text.rpartition(sign)
        if found:
            high = _above_myriads(head) if head else None
            low = _tail(tail, worth)
            return None if high is None or low is None or low >= worth else high * worth + low
    return _below_myriads(text)


def _tail(text: str, worth: int) -> int | None:
    """Read what follows a place: nothing, a full number, or the one digit of 三万五."""
    if not text:
        return 0
    if len(text) == 1 and DIGITS.get(text):
        return DIGITS[text] * worth // 10
    return _above_myriads(text.removeprefix("零").removeprefix("〇"))


def _below_myriads(text: str) -> int | None:
    if text in DIGITS:
        return DIGITS[text]
    for sign, worth in reversed(PLACES.items()):
        head, found, tail = text.partition(sign)
        if found:
            high = DIGITS.get(head) if head else (1 if worth == PLACES["十"] else None)
            low = _tail(tail, worth)
            return None if not high or low is None or low >= worth else high * worth + low
    return None


def _words_grain(text: str) -> int:
    """Return the worth of the trailing scales: 10000 for 三万, 1 for 十二 and for 十."""
    signs = list(takewhile(lambda sign: sign in SCALES and sign != "十", reversed(text)))
    grain = 1
    for sign in signs:
        grain *= SCALES[sign]
    return grain


def in_words(value: int) -> str:
    """Print a whole number below 10**12 as it stands in a sentence: 十二, 一百零三."""
    return re.sub(r"^一十", "十", _in_words(value))


def _in_words(value: int) -> str:
    for sign, worth in reversed((PLACES | MYRIADS).items()):
        if value >= worth:
            high, low = divmod(value, worth)
            gap = "零" if 0 < low < worth // 10 else ""
            return f"{_in_words(high)}{sign}{gap}{_in_words(low) if low else ''}"
    return "零一二三四五六七八九"[value]
