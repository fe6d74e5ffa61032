"""Find what changed, and by how much: 同比增长 N %, 由 A 增至 B, 是上年的 N 倍, 与上年持平."""

import functools
import re
from bisect import bisect
from dataclasses import dataclass, replace

from reportbot.quantities.clauses import REACH, clause_start, counts, either
from reportbot.quantities.reading import Quantity, Reading


@dataclass(frozen=True, slots=True)
class Change:
    """A rise (1), a fall (-1) or no change (0) since last year, told of a quantity or of words.

    ``amount`` and ``subject`` are indices of quantities, ``words`` what stands before the
    comparison, ``start`` and ``end`` the place of it all. ``year`` is the year compared
    with where it is named, ``base`` an earlier value in the same sentence (由 A 增至 B,
    较上年 A 增长). A ``ratio`` is told of the whole: 是上年的 2 倍.
    """

    start: int
    end: int
    direction: int
    yearly: bool
    amount: int | None
    subject: int | None
    words: str
    base: int | None = None
    year: int | None = None
    ratio: bool = False


_THAN_YEAR = r"[较比与](?P<year>(?:19|20)\d\d)\s*年(?:度|同期)?(?:相比)?"


@functools.cache
def _rise() -> re.Pattern[str]:
    """The words of a change at the end of what stands before its amount."""
    return re.compile(
        rf"(?P<words>(?:(?:19|20)\d\d\s*年度?)?[^，,。；;：:、（(）)\d]*?)(?:(?P<yearly>{either('last_year')}|{_THAN_YEAR})[^，,。；;：:、（(）)\d]{{0,8}}?)?"
        rf"(?:(?P<up>{either('up')})|(?P<down>{either('down')}))"
        r"(?:率|幅度?)?(?:了|为|达到|达|约为|约|近|超过|超|将近)*\s*"
    )


@functools.cache
def _moves() -> re.Pattern[str]:
    return re.compile(f"{either('up')}|{either('down')}")


@functools.cache
def _level() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>(?:(?:19|20)\d\d\s*年度?)?[^，,。；;：:、（(）)\d]*?)[与和跟同]?(?:{either('last_year')}|{_THAN_YEAR}|上年度?|去年)(?:基本|大体)?"
    )


_FROM = re.compile(r"[由从](?:上一?年度?|去年)?的?\s*$")
_UP_TO = re.compile(r"(?:增加|增长|上升|提高|提升|增|升|下降|减少|降低|降|减)[到至为]\s*$")


def changes(reading: Reading) -> list[Change]:
    """Return the rises and falls that are told, and what is said to be as last year."""
    found: list[Change] = []
    moving = "倍" in reading.text or _moves().search(reading.text)
    for number, quantity in enumerate(reading.quantities if moving else ()):
        change = None if quantity.none else _change(reading, number, quantity)
        if change:
            told = found[-1] if found else None
            if told and change.subject == told.amount and not change.words:
                # 比上年减少 3 件，下降 15%: both are told of one thing
                change = replace(
                    told, start=change.start, end=change.end, direction=change.direction, amount=change.amount
                )
            found.append(change)
    return found + _levels(reading)


def _with_base(reading: Reading, number: int) -> tuple[int | None, int | None]:
    """Return what changed and the earlier value told with it: 由 A 增至 B; B，去年为 A."""
    text, start = reading.text, reading.quantities[number].start
    before = _subject(reading, number)
    if _LAST_WAS.search(text, max(0, start - REACH), start):
        return before, number if before is not None else None
    if before == number - 1 and _UP_TO.search(text, max(0, start - REACH), start):
        earlier = reading.quantities[before].start
        if _FROM.search(text, max(0, earlier - 8), earlier):
            return number, before
    return number, None


_LAST = r"(?:(?P<year>(?:19|20)\d\d)\s*年度?|上一?年度?|去年)(?:同期)?的?\s*"
_LAST_WAS = re.compile(rf"[，,（(]{_LAST}[为是]?$")
_THAN = re.compile(rf"[较比与]{_LAST}$")
_TIMES_LAST = re.compile(rf"(?:是|为|相当于|达到?){_LAST}$")


def _change(reading: Reading, number: int, quantity: Quantity) -> Change | None:
    text = reading.text
    start = clause_start(text, quantity.start)
    told = _rise().fullmatch(text, start, quantity.start)
    if told is None:
        return _from_base(reading, number) or _times(reading, number)
    words, yearly = told["words"].strip(), bool(told["yearly"])
    if not yearly and start:
        # 与上年相比，增长 N %: the comparison stands in the clause before
        before = text[clause_start(text, start - 1) : start - 1].strip()
        yearly = any(word == before if words else word in before for word in _yearly_words())
    subject = None if words else _subject(reading, number)
    subject, base = (None, None) if subject is None else _with_base(reading, subject)
    return Change(
        start=start,
        end=quantity.end,
        direction=1 if told["up"] else -1,
        yearly=yearly,
        amount=number,
        subject=subject,
        words=words,
        base=base,
        year=int(told["year"]) if told["year"] else None,
    )


@functools.cache
def _rise_from() -> re.Pattern[str]:
    """What may stand between last year's number and the change: 增长了."""
    return re.compile(
        rf"[，,]?(?:(?P<up>{either('up')})|(?P<down>{either('down')}))(?:率|幅度?)?(?:了|为|达到|达|约为|约|近|超过|超)*\s*"
    )


def _from_base(reading: Reading, number: int) -> Change | None:
    """Return a change told behind last year's number: 较上年 430 篇增长 40%, 是上年 430 篇的 2 倍."""
    base, change = reading.quantities[number - 1 : number + 1] if number > 1 else (None, None)
    if not (base and change) or base.sentence != change.sentence or not counts(base):
        return None
    text, start = reading.text, max(0, base.start - REACH)
    ratio = change.unit == "倍" and text[base.end : change.start].strip() == "的"
    rise = None if ratio else _rise_from().fullmatch(text, base.end, change.start)
    last = (_TIMES_LAST if ratio else _THAN).search(text, start, base.start)
    if last is None or not (ratio or rise):
        return None
    # 新收申请比上年的 14 件增加 5 件 is told of these words, not of a number in the clause before
    words = text[clause_start(text, last.start()) : last.start()].strip()
    subject = None if words else _subject(reading, number - 1)
    if not words and subject is None:
        return None
    return Change(
        start=last.start(),
        end=change.end,
        direction=-1 if rise and rise["down"] else 1,
        yearly=True,
        amount=number,
        subject=subject,
        words=words,
        base=None if words else number - 1,
        year=int(last["year"]) if last["year"] else None,
        ratio=ratio,
    )


def _times(reading: Reading, number: int) -> Change | None:
    """Return 是上年的 2 倍, told of the number before."""
    change = reading.quantities[number]
    start = clause_start(reading.text, change.start)
    last = _TIMES_LAST.search(reading.text, start, change.start) if change.unit == "倍" else None
    subject = _subject(reading, number)
    if last is None or subject is None or last.start() != start:
        return None
    year = int(last["year"]) if last["year"] else None
    return Change(start, change.end, 1, True, number, subject, "", year=year, ratio=True)


@functools.cache
def _yearly_words() -> list[str]:
    return either("last_year").split("|")


def _subject(reading: Reading, number: int) -> int | None:
    """Return the last count before a change, in the same sentence and outside deeper brackets."""
    change = reading.quantities[number]
    for earlier in range(number - 1, max(-1, number - REACH), -1):
        quantity = reading.quantities[earlier]
        if quantity.sentence != change.sentence:
            return None
        if quantity.depth <= change.depth and counts(quantity):
            return earlier
    return None


def _levels(reading: Reading) -> list[Change]:
    text, quantities, found = reading.text, reading.quantities, []
    for place in re.finditer(either("level"), text):
        start = clause_start(text, place.start())
        told = _level().fullmatch(text, start, place.start())
        if told:
            words = told["words"].strip()
            earlier = bisect(quantities, start, key=lambda quantity: quantity.start) - 1
            near = earlier >= 0 and start - quantities[earlier].end <= 1
            subject, year = earlier if near and not words else None, told["year"]
            found.append(
                Change(start, place.end(), 0, True, None, subject, words, year=int(year) if year else None)
            )
    return found
