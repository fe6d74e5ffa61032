"""Values of cells as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.numbers import Cell, format_number, is_fraction, read_cell

UNITS = ("件",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("1,361,000", 1361000),
        ("1，361，000", 1361000),
        ("1 361 000", 1361000),
        ("12件", 12),
        ("12 件", 12),
        ("012", 12),
        ("-3", -3),
        ("2.0", 2),
    ],
)
def test_counts(text: str, value: int) -> None:
    assert read_cell(text, "count", UNITS).value == value


@pytest.mark.parametrize(
    "text",
    """12(2019-2020)|22（其中修订 16 件）|/|—|十二|1_000|1e5|no|12元|1,36|+3|2024-01-01|2.5|12 13|1 2|12 13件件
    |9999999999999|10^30|1 2 3.4.5|０x１２|一""".replace("\n    ", "").split("|"),
)
def test_everything_else_is_kept_as_raw_text(text: str) -> None:
    assert read_cell(text, "count", UNITS) == Cell(raw=text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+1", 1),
        ("-3", -3),
        ("增98", 98),
        ("减3", -3),
        ("增加5", 5),
        ("减少 5", -5),
        ("＋1036", 1036),
        ("−2", -2),
        ("0", 0),
    ],
)
def test_changes(text: str, value: int) -> None:
    assert read_cell(text, "change").value == value


@pytest.mark.parametrize(
    ("text", "units", "value"),
    [
        ("59237.2449", ("万元",), "59237.2449"),
        ("96171.6万元", ("万元",), "96171.6"),
        ("1361000元", ("元",), "1361000"),
        ("1,361,000.50 元", ("元",), "1361000.50"),
    ],
)
def test_amounts_are_exact(text: str, units: tuple[str, ...], value: str) -> None:
    assert read_cell(text, "amount", units).value == Decimal(value)


def test_a_unit_of_another_size_is_not_guessed() -> None:
    assert read_cell("136.1万元", "amount", ("元",)).unreadable


@pytest.mark.parametrize("text", [None, "", "  ", "\u3000"])
def test_blank_is_blank(text: str | None) -> None:
    assert read_cell(text).blank


@pytest.mark.parametrize(
    ("raw", "expected"), [("2.5", True), ("２.５", True), ("12(2019)", False), ("/", False)]
)
def test_fractions_are_told_from_other_text(raw: str, expected: bool) -> None:
    assert is_fraction(raw) is expected


@given(st.integers(-(10**11), 10**11))
def test_what_is_printed_reads_back(number: int) -> None:
    assert read_cell(format_number(number, "change"), "change") == Cell(number)


@given(st.decimals(0, 10**9, places=4))
def test_printed_amounts_read_back(amount: Decimal) -> None:
    assert read_cell(format_number(amount), "amount").value == amount
