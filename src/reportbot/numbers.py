"""Read and print the values of cells.

A count is an integer, an amount an exact decimal, a change a signed integer. What is
not plainly one of these is kept as raw text without a value: nothing is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from reportbot.errors import Place

Kind = Literal["count", "amount", "change"]
Number = int | Decimal

MAX_DIGITS = 12
"""More digits than any organ of the country could fill in: such a cell is a typing slip."""

_HALF_WIDTH = str.maketrans("０１２３４５６７８９＋－−，．", "0123456789+--,.")
_NUMBER = re.compile(
    rf"([+-]?\s?)(\d{{1,{MAX_DIGITS}}}|\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,3}}(?:\s\d{{3}}){{1,3}})"
    rf"(\.\d{{1,{MAX_DIGITS}}})?"
)
"""Sign, digits with or without separators of thousands, decimals."""

_CHANGE_WORD = re.compile(r"(?:(增加|新增|增)|(减少|减))\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One stated cell.

    ``value`` is None when the cell is blank or unreadable; ``raw`` keeps the text as
    written when it is anything but the canonical number; ``note`` is the user's remark.
    """

    value: Number | None = None
    raw: str | None = None
    note: str | None = None
    place: Place = field(default=Place(), compare=False)

    @property
    def blank(self) -> bool:
        """Tell whether nothing was filled in."""
        return self.value is None and self.raw is None

    @property
    def unreadable(self) -> bool:
        """Tell whether something was filled in that is not a number."""
        return self.value is None and self.raw is not None


def read_cell(text: str | None, kind: Kind = "count", units: Sequence[str] = ()) -> Cell:
    """Read one cell as a person typed it.

    ``units`` are the units that may trail the number. An unreadable text comes back
    with ``raw`` set and no value; a blank one with neither.
    """
    if text is None or not text.strip():
        return Cell()
    value = _value(text, kind, units)
    if value is None:
        return Cell(raw=text.strip())
    return Cell(value=value, raw=None if text == format_number(value, kind) else text)


def _value(text: str, kind: Kind, units: Sequence[str]) -> Number | None:
    plain = text.strip().translate(_HALF_WIDTH)
    for unit in sorted(units, key=len, reverse=True):
        if plain.endswith(unit):
            plain = plain[: -len(unit)].rstrip()
            break
    if kind == "change":
        plain = _CHANGE_WORD.sub(lambda word: "+" if word[1] else "-", plain, count=1)
    match = _NUMBER.fullmatch(plain)
    if match is None or (match[1].strip() == "+" and kind != "change"):
        return None
    value = Decimal(re.sub(r"[,\s]", "", plain))
    if kind == "amount":
        return value
    return int(value) if value == value.to_integral_value() else None


def format_number(value: Number, kind: Kind = "count") -> str:
    """Print a value canonically: no separators, no exponent, a sign on changes only."""
    if kind == "change" and value > 0:
        return f"+{value}"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def is_fraction(raw: str) -> bool:
    """Tell whether an unreadable text is a number after all, only not a whole one."""
    plain = raw.strip().translate(_HALF_WIDTH)
    return _NUMBER.fullmatch(plain) is not None
