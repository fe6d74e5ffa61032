"""How figures and lists are put into Chinese words: the filters of sentence rules."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportbot.numbers import Number, format_number

MIN_BASE_FOR_SHARE = 20
"""Below this many a share says less than the numbers themselves."""

MIN_BASE_FOR_HUNDREDTHS = 200
"""Below this many a share bears one decimal at most."""

MIN_BASE_FOR_GROWTH = 10
"""Below this many a change is told in units, not in per cent."""

_ENDS = "。；，、：;,.!！?？ \n"

Counts = Mapping[str, Number | None]


def printed(value: Any) -> Any:
    """Return a value as it stands in a sentence."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    return value


def bare_clause(text: str) -> str:
    """Return a user's phrase without closing marks, fit to stand inside a sentence."""
    return str(text).strip().strip(_ENDS)


def one_sentence(text: str) -> str:
    """Return a user's phrase as what may end one sentence: full stops inside it become semicolons."""
    return re.sub(r"。\s*", "；", bare_clause(text))


def _items(items: Iterable[Any]) -> list[str]:
    return [text for item in items if (text := bare_clause(str(printed(item))))]


def _joined(items: Sequence[str]) -> str:
    """Return items set apart by 、, by a comma where one holds a 、 itself, by nothing between closed quotes."""
    mark = "，" if any("、" in item for item in items) else "、"
    text = "".join(item + mark for item in items).removesuffix(mark)
    return re.sub(rf"(?<=[》”]){mark}(?=[《“])", "", text)


def join(items: Iterable[Any]) -> str:
    """List things: 甲、乙、丙."""
    return _joined(_items(items))


def listed(items: Iterable[Any]) -> str:
    """List things with 和 before the last: 甲、乙和丙."""
    words = _items(items)
    if len(words) < 2 or any(mark in words[-1] for mark in "和与及、"):
        return _joined(words)
    return f"{_joined(words[:-1])}和{words[-1]}"


def join_clauses(clauses: Iterable[str]) -> str:
    """Join the user's clauses into one sentence: 甲；乙；丙."""
    return "；".join(_items(clauses))


def parts(counts: Counts, unit: str = "件", joint: str = "、", between: str = "") -> str:
    """List categories with their counts, zero and uncounted ones left out: 甲3件、乙2件."""
    return joint.join(
        f"{bare_clause(name)}{between}{format_number(count)}{unit}" for name, count in counts.items() if count
    )


def shared_parts(counts: Counts, unit: str = "件") -> str:
    """List counts with their shares of the sum, where these add up: 甲3件（60%）、乙2件（40%）."""
    shares = whole_shares(counts)
    if shares is None:
        return parts(counts, unit)
    return "、".join(
        f"{bare_clause(name)}{format_number(count)}{unit}（{_percent(shares[name])}）"
        for name, count in counts.items()
        if count
    )


def counted(counts: Counts) -> dict[str, Number]:
    """Return the categories that have a number above zero."""
    return {name: count for name, count in counts.items() if count}


def uncounted(counts: Counts) -> tuple[str, ...]:
    """Return the categories that are named without a number."""
    return tuple(name for name, count in counts.items() if count is None)


def empty_ones(counts: Counts) -> tuple[str, ...]:
    """Return the categories that were counted and found to be none."""
    return tuple(name for name, count in counts.items() if count == 0)


def total(counts: Counts) -> Number:
    """Return the sum of the counts; what was not counted adds nothing."""
    return sum((count for count in counts.values() if count), 0)


def of(counts: Counts, *names: str) -> Number:
    """Return the sum of some categories; one that is not there adds nothing."""
    return sum((count for name, count in counts.items() if name in names and count), 0)


def top(counts: Counts, number: int) -> dict[str, Number]:
    """Return the categories with the highest counts, highest first."""
    return dict(sorted(counted(counts).items(), key=lambda item: -item[1])[:number])


def title_of(name: str) -> str:
    """Put a document's name in title marks unless it has them."""
    text = bare_clause(name)
    return text if "《" in text else f"《{text}》"


def quoted(name: str) -> str:
    """Put a name in quotation marks unless it has some."""
    text = bare_clause(name)
    return text if text[:1] in {"“", "《", "「"} else f"“{text}”"


def in_quotes(names: Iterable[Any]) -> tuple[str, ...]:
    """Put each of several names in quotation marks."""
    return tuple(quoted(name) for name in _items(names))


def _percent(value: Decimal) -> str:
    return f"{format_number(value)}%"


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def share(part: Number, whole: Number, digits: int = 1) -> str:
    """Return a percentage rounded half up; the caller guards against tiny bases."""
    return _percent(_rounded(Decimal(part) * 100 / Decimal(whole), digits))


def whole_shares(counts: Counts) -> dict[str, Decimal] | None:
    """Return correctly rounded shares that add up to 100 % as printed, with the fewest decimals.

    None when the base is small or no precision that it bears (one decimal, two from 200
    on) adds up: no share is bent to make a sum come right.
    """
    filled = counted(counts)
    whole = sum(filled.values())
    if len(filled) < 2 or whole < MIN_BASE_FOR_SHARE:
        return None
    for digits in (0, 1, 2) if whole >= MIN_BASE_FOR_HUNDREDTHS else (0, 1):
        shares = {name: _rounded(Decimal(count) * 100 / whole, digits) for name, count in filled.items()}
        if sum(shares.values()) == 100 and all(shares.values()):
            return shares
    return None


def growth(now: Number, before: Number, unit: str = "件") -> str:
    """Tell a change: per cent on a fair base, the difference on a small one; the two must differ."""
    if before < MIN_BASE_FOR_GROWTH:
        return difference(now, before, unit)
    return f"{'增长' if now > before else '下降'}{share(abs(Decimal(now) - Decimal(before)), before)}"


def difference(now: Number, before: Number, unit: str = "件") -> str:
    """Tell a change in units: 增加3件, 减少2件; the two must differ."""
    gap = abs(Decimal(now) - Decimal(before))
    return f"{'增加' if now > before else '减少'}{format_number(gap)}{unit}"


def ordinal(number: int) -> str:
    """Return 一, 二, 三 … 十九 for 1 to 19."""
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}"


def mentions(text: str, *words: Any) -> bool:
    """Tell whether a text holds one of the words or numbers."""
    return any(re.search(rf"(?<!\d){re.escape(str(printed(word)))}(?!\d)", str(text)) for word in words)


_MARKS_TOGETHER = re.compile("[，。；、：]{2}")


def tidy(text: str) -> str:
    """Mend what joining clauses leaves behind: doubled marks and stray blanks."""
    text = text.strip()
    if " " in text or "\t" in text:
        text = re.sub(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])", "", text)
    if _MARKS_TOGETHER.search(text):
        text = re.sub(r"[，、；]+(?=[。；])", "", text)
        text = re.sub(r"([，。；、：])\1+", r"\1", text)
        text = re.sub(r"。(?=[；，])", "", text)
    return text


def many(count: Number, word: str, otherwise: str = "") -> str:
    """Return a word such as 均 where it is about more than one, and another where it is about one."""
    return word if count > 1 else otherwise


FILTERS: Mapping[str, Callable[..., Any]] = {
    "bare": bare_clause,
    "one_sentence": one_sentence,
    "join": join,
    "listed": listed,
    "join_clauses": join_clauses,
    "parts": parts,
    "shared_parts": shared_parts,
    "counted": counted,
    "uncounted": uncounted,
    "empty_ones": empty_ones,
    "total": total,
    "many": many,
    "of": of,
    "top": top,
    "title": title_of,
    "quoted": quoted,
    "in_quotes": in_quotes,
    "share_of": share,
    "growth_from": growth,
    "difference_from": difference,
    "ordinal": ordinal,
    "mentions": mentions,
    "length": len,
    "first": lambda items: next(iter(items)),
    "last": lambda items: tuple(items)[-1],
    "abs": abs,
}
"""Filters that sentence rules may use."""
