"""Terms of reply in China's working days."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.ledger.telling import told_terms
from reportbot.ledger.terms import TermCheck, check_terms, working_days

from .ledgers import HEADER, application, rows_tallied


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2024, 3, 4), date(2024, 3, 4), 0),
        (date(2024, 3, 4), date(2024, 3, 5), 1),
        (date(2024, 3, 1), date(2024, 3, 4), 1),
        (date(2024, 2, 9), date(2024, 2, 19), 2),  # New Year: Sunday the 18th was a working day
        (date(2024, 9, 30), date(2024, 10, 8), 1),  # a week off
        (date(2024, 9, 28), date(2024, 9, 29), 1),  # a Sunday worked for it
        (date(2023, 12, 29), date(2024, 1, 2), 1),
        (date(2024, 3, 5), date(2024, 3, 4), 0),
    ],
)
def test_working_days_know_shifted_holidays(start: date, end: date, days: int) -> None:
    assert working_days(start, end) == days


DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@given(DAYS, st.integers(0, 300), st.integers(0, 300))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = min(middle + timedelta(days=second), date(2025, 12, 31))
    middle = min(middle, end)
    assert working_days(start, middle) + working_days(middle, end) == working_days(start, end)
    assert 0 <= working_days(start, end) <= (end - start).days


def checked(
    *, header: list[str] | None = None, extra: list[Any] | None = None, year: int = 2024, **given: Any
) -> TermCheck:
    row = [*application(**given), *(extra or [])]
    return check_terms(rows_tallied(row, header=[*HEADER, *(header or [])], year=year).applications, year)


@pytest.mark.parametrize(
    ("replied", "extended", "days"),
    [
        ("2024-04-02", "否", None),
        ("2024-04-03", "否", 21),
        ("2024-04-03", "是", None),
        ("2024-05-08", "是", 43),
        ("2024-04-03", "", 21),
    ],
)
def test_twenty_days_and_twenty_more(replied: str, extended: str, days: int | None) -> None:
    check = checked(received="2024-03-05", replied=replied, header=["是否延期"], extra=[extended])
    assert check.judged == 1
    assert [overrun.days for overrun in check.overruns] == ([] if days is None else [days])


def test_the_term_starts_with_the_correction() -> None:
    check = checked(
        received="2024-03-05", replied="2024-04-20", header=["收到补正日期"], extra=["2024-04-01"]
    )
    assert check.overruns == ()


def test_open_applications_are_judged_by_the_end_of_the_year() -> None:
    [overrun] = checked(received="2024-10-08", replied="", outcome="").overruns
    assert (overrun.end, overrun.days) == (date(2024, 12, 31), 61)
    assert checked(received="2024-12-10", replied="2025-02-10").overruns == ()
    text = "\n".join(told_terms(checked(received="2024-10-08", replied="", outcome=""), 2024))
    assert (
        "台账 第 2 行：2024-10-08 起，没有答复日期，算到 2024-12-31，用了 61 个工作日，期限 20 个（台账没有“是否延期”列）"
        in text
    )


def test_years_without_holidays_are_named_not_guessed() -> None:
    check = checked(received="2098-03-05", replied="2098-03-20", year=2098)
    assert (check.overruns, check.judged, check.unknown_years) == ((), 0, (2098,))
    assert "还没有 2098 年放假和调休安排的数据" in "\n".join(told_terms(check, 2098))


def test_months_are_not_judged() -> None:
    check = checked(received="2024年3月", replied="2024年6月")
    assert (check.judged, check.inexact) == (0, 1)
    unread = checked(header=["收到补正日期"], extra=["待查"])
    assert (unread.judged, unread.inexact) == (0, 1)
    assert "日期不完整的 1 件没有核对" in "\n".join(told_terms(check, 2024))
