"""Name what probably happened when one number stands where another belongs."""

from collections.abc import Iterable

from reportbot.numbers import Number, format_number

TELLING = 10
"""Smaller numbers stand beside each other by chance."""


def name_of_slip(written: Number, right: Number, beside: Iterable[Number | None] = ()) -> str:
    """Return in Chinese how the right number may have become the written one, "" if nothing suggests itself.

    ``beside`` are the numbers in the neighbouring cells.
    """
    if written >= TELLING and written in set(beside):
        return "可能抄成了旁边一格的数"
    return _digits(format_number(written), format_number(right))


def _digits(written: str, right: str) -> str:
    if len(written) == len(right):
        differing = [
            place for place, pair in enumerate(zip(written, right, strict=True)) if pair[0] != pair[1]
        ]
        if len(differing) == 2 and sorted(written) == sorted(right):
            return "可能两位数字写颠倒了"
        return "可能写错了一位数字" if len(differing) == 1 and len(right) > 1 else ""
    if right == "0":
        return ""
    if _lacks_one(written, right):
        return "可能少写了一位数字"
    return "可能多写了一位数字" if _lacks_one(right, written) else ""


def _lacks_one(shorter: str, longer: str) -> bool:
    """Tell whether one text is another with one character left out."""
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
