"""Find the quantities in one typed line: the thin reader that the interview needs."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

UNITS = (
    "万元",
    "元",
    "人次",
    "件",
    "条",
    "篇",
    "份",
    "期",
    "场",
    "次",
    "个",
    "家",
    "人",
    "处",
    "项",
    "册",
    "天",
    "%",
    "宗",
    "起",
)

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]+"
_BEHIND = r"(?:多|余|左右|上下)?"
_ROUGHLY = r"(?:左右|上下)?"
_ABOUT = re.compile(r"(?:约|大约|大概|差不多|近|将近)$")
_NOT_A_COUNT = re.compile(r"[年月日号]|[.、．)）]\s*[^\d\s]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text; ``unit`` is empty when none follows."""

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    approximate: bool = False


def quantities_in(text: str, units: Collection[str] = ()) -> list[Quantity]:
    """Return the quantities of a line in order.

    Years, dates and the numbering of labels are not quantities; Chinese numerals are only
    where a unit follows or the number stands alone, so that 三类 and 第三方 stay words.
    """
    plain = text.translate(_HALF_WIDTH)
    unit = "|".join(sorted({*UNITS, *units} - {""}, key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<sign>[+＋－−-](?=\d))?(?:(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE}))"
        rf"\s*(?P<scale>[万亿](?!元))?(?P<about>{_BEHIND})\s*(?P<unit>{unit})?(?P<roughly>{_ROUGHLY})"
    )
    found: list[Quantity] = []
    for match in pattern.finditer(plain):
        behind = plain[match.end() :]
        if match["chinese"] and not _stands_alone(plain, match):
            continue
        if match["arabic"] and not match["unit"] and _NOT_A_COUNT.match(behind):
            continue
        found.append(_quantity(plain, match))
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, behind = text[: match.start()][-1:], text[match.end() :][:1]
    if before in {"第", "点"}:
        return False
    return bool(match["unit"]) or (not behind or behind in "，,、；;。 \n\t")


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    value = (
        Decimal(match["arabic"].replace(",", "")) if match["arabic"] else Decimal(_chinese(match["chinese"]))
    )
    unit = match["unit"] or ""
    if match["scale"] == "亿":
        value *= 100_000_000
    elif match["scale"] == "万":
        value *= 10_000
    if (match["sign"] or "") in {"-", "－", "−"} and match["sign"]:
        value = -value
    about = bool(match["about"] or match["roughly"]) or bool(_ABOUT.search(text[: match.start()].rstrip()))
    whole = text[match.start() : match.end()].strip()
    return Quantity(value, unit, whole, match.start(), match.end(), about)


def _chinese(word: str) -> int:
    total = digit = 0
    for character in word:
        if character in _SCALES:
            total += (digit or 1) * _SCALES[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character] if not total else _DIGITS[character]
    return total + digit
