"""List the applications that took longer than the law allows: 20 working days, 20 more when extended."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reportbot.ledger.tally import Application

TERM = 20
EXTENSION = 20


@dataclass(frozen=True, slots=True)
class Overrun:
    """An application beyond its term; ``days`` are working days used, until the end of the year if open."""

    application: Application
    start: date
    end: date
    days: int
    allowed: int


@dataclass(frozen=True, slots=True)
class TermCheck:
    """What the check found, and what it could not judge."""

    overruns: tuple[Overrun, ...]
    judged: int
    inexact: int
    unknown_years: tuple[int, ...]


def check_terms(applications: Iterable[Application], year: int) -> TermCheck:
    """Check every application of the year; days start to count on the day after receipt.

    Time for consulting third parties and other organs does not count by law; a ledger seldom
    tells it, so what is listed is to be looked at, not yet a violation.
    """
    overruns, judged, inexact = [], 0, 0
    unknown: set[int] = set()
    for application in applications:
        start = application.corrected or application.received
        end = application.replied
        if not start.exact or (end and not end.exact):
            inexact += 1
            continue
        last = min(end.date, date(year, 12, 31)) if end else date(year, 12, 31)
        missing = [number for number in range(start.date.year, last.year + 1) if not _covered(number)]
        if missing:
            unknown |= set(missing)
            continue
        judged += 1
        days = working_days(start.date, last)
        allowed = TERM + EXTENSION if application.extended else TERM
        if days > allowed:
            overruns.append(Overrun(application, start.date, last, days, allowed))
    return TermCheck(tuple(overruns), judged, inexact, tuple(sorted(unknown)))


def working_days(start: date, end: date) -> int:
    """Return the working days after ``start`` up to ``end``; both years must be covered."""
    return max(0, _index(end) - _index(start)) if end >= start else 0


@functools.cache
def _covered(year: int) -> bool:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _index(day: date) -> int:
    """Return how many working days there have been up to a day, from the start of the first year on."""
    return _counted(day.year)[day.timetuple().tm_yday] + _before(day.year)


@functools.cache
def _before(year: int) -> int:
    return _counted(year - 1)[-1] + _before(year - 1) if _covered(year - 1) else 0


@functools.cache
def _counted(year: int) -> tuple[int, ...]:
    """Return the working days of a year up to each of its days; the first number is 0."""
    import chinese_calendar

    counts = [0]
    for day in _days(year):
        counts.append(counts[-1] + bool(chinese_calendar.is_workday(day)))
    return tuple(counts)


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
