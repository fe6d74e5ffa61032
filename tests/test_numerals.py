"""Numbers as they are printed: digits of either width, separators, scales, Chinese numerals."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportbot.quantities.numerals import in_words, parse, parse_words


@pytest.mark.parametrize(
    ("printed", "value", "grain"),
    [
        ("119", 119, 1),
        ("１２３", 123, 1),
        ("1,361,000", 1361000, 1),
        ("17.46", Decimal("17.46"), Decimal("0.01")),
        ("１２．５", Decimal("12.5"), Decimal("0.1")),
        ("45.9万", 459000, 1000),
        ("18万", 180000, 10000),
        ("1亿2000万", 120000000, 10000),
        ("3千", 3000, 1000),
        ("十二", 12, 1),
        ("两", 2, 1),
        ("二十", 20, 1),
        ("一百零三", 103, 1),
        ("一百二", 120, 1),
        ("三千二百", 3200, 100),
        ("两万五", 25000, 1),
        ("一万零五", 10005, 1),
        ("三万", 30000, 10000),
        ("〇", 0, 1),
        ("二〇二四", 2024, 1),
    ],
)
def test_a_printed_number_has_a_value_and_a_grain(
    printed: str, value: int | Decimal, grain: int | Decimal
) -> None:
    assert parse(printed) == (value, grain)


@pytest.mark.parametrize(
    "printed", ["", "百", "万", "1.2.3", "2千3万", "十百", "一十百", "零百", "百分", ".", "1" * 30, "万千"]
)
def test_what_is_no_number_has_no_value(printed: str) -> None:
    assert parse(printed) is None


@given(st.integers(0, 10**12 - 1))
@example(0)
@example(10)
@example(110)
@example(20010)
@example(10**11)
def test_a_numeral_reads_as_the_number_it_was_printed_from(value: int) -> None:
    assert parse_words(in_words(value)) == value


@given(st.integers(0, 10**12 - 1))
def test_separators_and_width_change_nothing(value: int) -> None:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse(f"{value:,}") == parse(wide) == parse(str(value)) == (value, 1)


@given(st.text(max_size=30))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    parse(text)
    parse_words(text)


@pytest.mark.parametrize(
    ("value", "words"),
    [(12, "十二"), (10, "十"), (103, "一百零三"), (110, "一百一十"), (20010, "二万零一十")],
)
def test_numbers_are_said_as_people_say_them(value: int, words: str) -> None:
    assert in_words(value) == words
