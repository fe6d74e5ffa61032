"""Read the days that ledgers hold: dates, serial numbers and all the ways of typing one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reportbot.spreadsheets.sheets import Value

_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Serial numbers of a spreadsheet from 2000 to 2099."""

_YEARS = range(2000, 2100)
_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_CHINESE_NUMBER = re.compile(
    r"([一二三])?十([一二三四五六七八九])?(?=[月日号])|[一二三四五六七八九](?=[月日号])"
)

_SEPARATOR = r"\s*[-./、·年]\s*"
_FULL = re.compile(
    rf"(?<!\d)(?P<y>20\d\d|\d\d(?={_SEPARATOR}\d{{1,2}}{_SEPARATOR.replace('年', '月')}\d)){_SEPARATOR}"
    r"(?P<m>\d{1,2})\s*(?:[-./、·月]\s*(?P<d>\d{1,2})|月份?)(?!\d)"
)
_SOLID = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_SHORT = re.compile(r"(?<!\d)(?P<m>\d{1,2})\s*(?:月\s*(?P<d>\d{1,2})\s*[日号]?|[-./](?P<e>\d{1,2}))(?!\d)")
_LONG = re.compile(r"20\d\d|\d{5}")
"""A year or a long number: a text that has one is no day without a year."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a ledger tells it.

    Not ``exact``: only the month is told, ``date`` is its first day. ``year_taken`` from the
    title or name of the ledger, because the cell holds none.
    """

    date: date
    exact: bool = True
    year_taken: bool = False


def read_day(value: Value, year: int | None = None) -> Day | None:
    """Return the one day that a cell tells, None when it tells none or several.

    ``year`` is that of days written without one.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Day(value) if value.year in _YEARS else None
    if isinstance(value, (bool, timedelta)) or not isinstance(value, (str, int, float)):
        return None
    if not isinstance(value, str):
        return _from_number(value)
    text = _arabic(value)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_number(float(text))
    found = list(_days(text, (_SOLID, _FULL), None))
    rest = _FULL.sub(" ", _SOLID.sub(" ", text))
    if found or (year is not None and not _LONG.search(rest)):
        found += _days(rest, (_SHORT,), year)
    return found[0] if found and len(set(found)) == 1 else None


def _from_number(value: float) -> Day | None:
    if int(value) in _SERIALS:
        return Day(_EPOCH + timedelta(days=int(value)))
    return read_day(str(int(value))) if value == int(value) and 20000101 <= value < 21000000 else None


def _arabic(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip()
    text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_CHINESE), text)
    return _CHINESE_NUMBER.sub(_small_number, text)


def _small_number(found: re.Match[str]) -> str:
    if "十" not in found[0]:
        return found[0].translate(_CHINESE)
    tens, ones = (part.translate(_CHINESE) if part else "" for part in found.groups())
    return f"{tens or '1'}{ones or '0'}"


def _days(text: str, patterns: Iterable[re.Pattern[str]], year: int | None) -> Iterator[Day]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if day := _day(match, year):
                yield day


def _day(match: re.Match[str], year: int | None) -> Day | None:
    parts = match.groupdict()
    told = parts.get("y")
    number = int(told) + (2000 if len(told) == 2 else 0) if told else year
    day = parts["d"] or parts.get("e")
    try:
        return Day(date(number or 2000, int(parts["m"]), int(day or 1)), exact=bool(day), year_taken=not told)
    except ValueError:
        return None
