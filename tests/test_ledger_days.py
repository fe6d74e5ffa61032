"""Days as ledgers hold them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.ledger.days import read_day

THE_DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        THE_DAY,
        datetime(2024, 3, 5, 14, 20),
        45356,
        45356.0,
        45356.6,
        "45356",
        20240305,
        20240305.0,
        "20240305",
        "2024.3.5",
        "2024-03-05",
        "2024/3/5",
        "2024、3、5",
        "2024年3月5日",
        "2024年3月5号",
        "2024 年 3 月 5 日",
        "2024. 3. 5",
        "24.3.5",
        "24年3月5日",
        "2024-3-5 14:20:00",
        "2024-03-05T08:00:00",
        "２０２４．３．５",
        "二〇二四年三月五日",
        "2024.3.5（签收）",
        "收到：2024年3月5日",
        "2024.3.5 2024-03-05",
    ],
)
def test_a_day_is_read_however_it_is_typed(value: Any) -> None:
    found = read_day(value)
    assert found is not None
    assert (found.date, found.exact, found.year_taken) == (THE_DAY, True, False)


@pytest.mark.parametrize("value", ["3月5日", "3.5", "3/5", "03-05", "三月五日", "3月5日签收"])
def test_a_day_without_a_year_needs_one(value: str) -> None:
    assert read_day(value) is None
    found = read_day(value, 2024)
    assert found is not None
    assert (found.date, found.year_taken) == (THE_DAY, True)


@pytest.mark.parametrize("value", ["2024年3月", "2024年3月份"])
def test_a_month_is_the_first_of_it_and_not_exact(value: str) -> None:
    found = read_day(value)
    assert found is not None
    assert (found.date, found.exact) == (date(2024, 3, 1), False)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "待定",
        "2024",
        "5日",
        12,
        3.5,
        True,
        time(3, 5),
        timedelta(days=2),
        "2024.13.5",
        "2024.2.30",
        "13月5日",
        "2024.3.5\n2024.4.1",
        "2024.3.5-3.8",
        "3月5日、3月8日",
        "13912345678",
        "电话13912345678，3月5日",
        date(1924, 3, 5),
        20249999,
    ],
)
def test_what_is_no_day_or_several_is_none(value: Any) -> None:
    assert read_day(value, 2024) is None


FORMATS = [
    "{y}.{m}.{d}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}年{m}月{d}日",
    "{y}{m:02}{d:02}",
    " {y}年{m:02}月{d:02}日 ",
]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMATS))
def test_every_day_reads_back(day: date, form: str) -> None:
    found = read_day(form.format(y=day.year, m=day.month, d=day.day))
    assert found is not None
    assert found.date == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.floats(0, 0.999))
def test_every_serial_number_is_its_day(day: date, part: float) -> None:
    found = read_day((day - date(1899, 12, 30)).days + part)
    assert found is not None
    assert found.date == day


@given(st.text(st.sampled_from("20241935.-/年月日号十二〇 上"), max_size=16))
def test_no_text_is_too_much(text: str) -> None:
    found = read_day(text, 2024)
    assert found is None or 2000 <= found.date.year <= 2099
