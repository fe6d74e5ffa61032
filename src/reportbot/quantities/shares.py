"""Find what percentages are told of: 占 N %, 整改率 N %."""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from reportbot.quantities.clauses import REACH, clause_end, clause_start, counts, either
from reportbot.quantities.lists import Listing
from reportbot.quantities.reading import Reading


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of something: indices of the percentage, the part and, where told, the whole.

    ``of`` are the words between 占 and the percentage that name the whole.
    """

    share: int
    part: int
    whole: int | None
    of: str = ""


@functools.cache
def _share_of_number() -> re.Pattern[str]:
    """What may stand between a number and its share: ，占全部申请的 or a bracket."""
    told = rf"(?:约|近)?(?:{either('share')})([^，。；：（）%％]{{0,24}}?)的?(?:比例|比重)?"
    return re.compile(rf"\s*(?:[（(]\s*(?:{told})?|[，,、]?\s*{told})(?:约为|约|为|达到|达|近|超过|超)?\s*")


@functools.cache
def _share_of_words() -> re.Pattern[str]:
    """A name and its share: 工作动态约占."""
    return re.compile(
        rf"(?P<name>[一-龥]{{2,16}}?)(?:数量|信息)?(?:约|近)?(?:{either('share')})(?:约|为|达|近)*\s*"
    )


_NAMED = re.compile(r"(?P<name>[一-龥]{2,16}?)(?:为|是|达)")


def shares(reading: Reading, listings: list[Listing]) -> list[Share]:
    """Return the percentages that are told of a quantity of the same text."""
    wholes = {
        part: listing.total
        for listing in listings
        for run in listing.runs
        if sum(reading.quantities[part].value for part in run) <= reading.quantities[listing.total].value
        for part in run
    }
    found = []
    for number, quantity in enumerate(reading.quantities):
        if quantity.unit == "%" and not quantity.quoted:
            part, of = _part(reading, number)
            if part is not None:
                found.append(Share(number, part, wholes.get(part), of))
            elif rate := _rate(reading, number):
                found.append(rate)
    return found


_RATE = re.compile(r"(?<![时期限])(?P<act>[一-龥]{2})(?:完成)?率(?:均|约)?(?:为|达到|达|是)?\s*")


def _rate(reading: Reading, number: int) -> Share | None:
    """Return a rate behind the two counts it is worked out of: 发现 26 个，整改 24 个，整改率."""
    quantities, text = reading.quantities, reading.text
    share = quantities[number]
    part = number - 1
    told = _RATE.search(text, clause_start(text, share.start), share.start)
    if part < 1 or not counts(quantities[part]) or told is None or told.end() != share.start:
        return None
    before = [n for n in range(max(0, number - REACH), part) if counts(quantities[n])]
    alike = [n for n in before if quantities[n].unit == quantities[part].unit]
    alike = [n for n in alike if quantities[n].sentence == quantities[part].sentence == share.sentence]
    if not alike:
        return None
    whole = alike[-1]
    for one, other in combinations([*alike, part], 2):
        of, some = Decimal(quantities[one].value), Decimal(quantities[other].value)
        if abs(of * share.value - some * 100) * 2 <= of * share.grain:
            whole, part = one, other
    done = told["act"] in text[quantities[whole].end : clause_end(text, quantities[part].end)]
    return Share(number, part, whole) if done and quantities[part].value <= quantities[whole].value else None


def _part(reading: Reading, number: int) -> tuple[int | None, str]:
    quantities, text = reading.quantities, reading.text
    share = quantities[number]
    if number and quantities[number - 1].sentence == share.sentence and counts(quantities[number - 1]):
        between = _share_of_number().fullmatch(text, quantities[number - 1].end, share.start)
        if between:
            return number - 1, between[1] or between[2] or ""
    start = clause_start(text, share.start)
    begins = _after_among(text, start, share.start)
    named = _share_of_words().fullmatch(text, begins, share.start)
    if named is None and "占比" in text[max(0, begins - REACH) : begins]:
        named = _NAMED.fullmatch(text, begins, share.start)  # 以占比计，工作动态为 48 %
    if named:
        for earlier in range(number - 1, max(-1, number - REACH), -1):
            if counts(quantities[earlier]) and text.endswith(named["name"], 0, quantities[earlier].start):
                return earlier, ""
    return None, ""


def _after_among(text: str, start: int, end: int) -> int:
    for word in ("其中", "，"):
        if text.startswith(word, start, end):
            return start + len(word)
    return start
