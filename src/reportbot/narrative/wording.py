"""How figures and lists are put into Chinese words."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportbot.numbers import Number, format_number

MIN_BASE_FOR_SHARE = 20
MIN_BASE_FOR_GROWTH = 10

_ENDS = "。；，、：;,.!！?？ \n"


def printed(value: Any) -> Any:
    """Return a value as it stands in a sentence."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    return value


def join(items: Iterable[Any]) -> str:
    """List things the Chinese way: 甲、乙、丙."""
    return "、".join(str(printed(item)) for item in items if str(item).strip())


def parts(counts: Mapping[str, Number | None], unit: str = "件") -> str:
    """List categories with their counts, zero and uncounted ones left out: 甲3件、乙2件."""
    return "、".join(f"{name}{format_number(count)}{unit}" for name, count in counts.items() if count)


def counted(counts: Mapping[str, Number | None]) -> dict[str, Number]:
    """Return the categories that have a number above zero."""
    return {name: count for name, count in counts.items() if count}


def bare_clause(text: str) -> str:
    """Return a user's phrase without closing marks, fit to stand inside a sentence."""
    return str(text).strip().strip(_ENDS)


def join_clauses(clauses: Iterable[str]) -> str:
    """Join the user's clauses into one sentence: 甲；乙；丙."""
    return "；".join(bare_clause(clause) for clause in clauses if bare_clause(clause))


def title_of(name: str) -> str:
    """Put a document's name in title marks unless it has them."""
    text = bare_clause(name)
    return text if text.startswith("《") else f"《{text}》"


def share(part: Number, whole: Number, digits: int = 1) -> str:
    """Return a percentage rounded half up; the caller guards against tiny bases."""
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{format_number(value)}%"


def change(now: Number, before: Number, unit: str = "件") -> str:
    """Compare with last year: per cent on a fair base, the difference on a small one."""
    if now == before:
        return "与上年持平"
    direction = ("增加", "增长") if now > before else ("减少", "下降")
    difference = max(now, before) - min(now, before)
    if before < MIN_BASE_FOR_GROWTH:
        return f"比上年{direction[0]}{format_number(difference)}{unit}"
    return f"比上年{direction[1]}{share(difference, before)}"


def ordinal(number: int) -> str:
    """Return 一, 二, 三 … 十九 for 1 to 19."""
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}"


def tidy(text: str) -> str:
    """Mend what joining clauses leaves behind: doubled marks and stray blanks."""
    text = re.sub(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])", "", text.strip())
    text = re.sub(r"[，、；]+(?=[。；])", "", text)
    text = re.sub(r"([，。；、：])\1+", r"\1", text)
    return re.sub(r"。(?=[；，])", "", text)


def pick(count: int, *seed: object) -> int:
    """Choose one of ``count`` variants: always the same for the same seed.

    The last seed value is a year: consecutive years never get the same variant.
    """
    *names, year = seed
    digest = hashlib.sha256("|".join(str(name) for name in names).encode()).digest()
    return (int.from_bytes(digest[:8], "big") + int(str(year))) % count


FILTERS = {
    "join": join,
    "join_clauses": join_clauses,
    "parts": parts,
    "counted": counted,
    "bare": bare_clause,
    "title": title_of,
    "share_of": share,
    "change_from": change,
    "ordinal": ordinal,
}
"""Filters that sentence rules may use."""
