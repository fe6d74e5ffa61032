"""Fit a number that was told to what is asked: its type, its unit."""

import re
from decimal import Decimal
from typing import Any

from reportbot.interview.targets import Target

_ALIKE = [{"人", "人次", "名", "位"}, {"元", "万元"}, {"%"}, {"天", "日", "个工作日", "工作日", "小时"}]
"""Units that count the same things; other units are mixed up without harm (119件 for 119条)."""


def _counts_other_things(unit: str, target: Target) -> bool:
    return bool(target.units) and any(unit in alike and alike.isdisjoint(target.units) for alike in _ALIKE)


def fit(target: Target, value: Any, unit: str = "", before: str = "") -> Any:
    """Return a number as the target's type and unit want it, None when it does not fit."""
    if _counts_other_things(unit, target):
        return None
    number = Decimal(value)
    if target.type == "change":
        if re.search(r"(?:减少|减)了?\s*$", before) or before.rstrip().endswith(("-", "－", "−")):
            number = -abs(number)
        return int(number) if number == number.to_integral_value() else None
    if target.type == "amount":
        own = target.units[0] if target.units else ""
        if unit in {"万", "万元"} and own == "元":
            number *= 10_000
        elif unit == "元" and own == "万元":
            number /= 10_000
        return number if number >= 0 else None
    if target.type == "percent":
        return number if 0 <= number <= 100 else None
    return int(number) if number >= 0 and number == number.to_integral_value() else None
