"""Figures and lists in Chinese words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.narrative.wording import (
    difference,
    growth,
    in_quotes,
    join,
    listed,
    many,
    mentions,
    one_sentence,
    parts,
    quoted,
    share,
    shared_parts,
    tidy,
    title_of,
    whole_shares,
)


@pytest.mark.parametrize(
    ("items", "joined", "enumerated"),
    [
        (("甲",), "甲", "甲"),
        (("甲", "乙"), "甲、乙", "甲和乙"),
        (("甲", "乙", "丙。"), "甲、乙、丙", "甲、乙和丙"),
        (("征地、拆迁", "招生"), "征地、拆迁，招生", "征地、拆迁和招生"),
        (("招生", "征地、拆迁"), "招生，征地、拆迁", "招生，征地、拆迁"),
        (("水电和燃气",), "水电和燃气", "水电和燃气"),
        (("《甲》", "《乙》", "《丙》"), "《甲》《乙》《丙》", "《甲》《乙》和《丙》"),
        ((" ", "甲"), "甲", "甲"),
        ((), "", ""),
    ],
)
def test_lists(items: tuple[str, ...], joined: str, enumerated: str) -> None:
    assert join(items) == joined
    assert listed(items) == enumerated


def test_counts_leave_out_what_is_zero_or_not_counted() -> None:
    assert parts({"甲": 3, "乙": 0, "丙": None, "丁": 2}, "条") == "甲3条、丁2条"
    assert parts({"甲": 3, "丁": 2}, "件", "，", "公开") == "甲公开3件，丁公开2件"


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ({"甲": 15, "乙": 5}, ["75", "25"]),
        ({"甲": 19}, None),
        ({"甲": 12, "乙": 7}, None),  # fewer than twenty
        ({"甲": 1, "乙": 1, "丙": 1}, None),
        ({"甲": 100, "乙": 100, "丙": 100}, None),  # 33.33 three times is 99.99
        (
            {"甲": 14, "乙": 3, "丙": 1, "丁": 3, "戊": 1, "己": 1},
            None,
        ),  # only hundredths would do, the base is small
        (
            {"甲": 1362, "乙": 454, "丙": 178, "丁": 781, "戊": 88, "己": 187},
            ["44.7", "14.9", "5.8", "25.6", "2.9", "6.1"],
        ),
    ],
)
def test_shares_add_up_or_are_not_told(counts: dict[str, int], shares: list[str] | None) -> None:
    found = whole_shares(counts)
    assert (None if found is None else [str(share) for share in found.values()]) == shares


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.integers(0, 4000), min_size=1))
def test_every_share_is_rounded_right_and_all_make_a_hundred(counts: dict[str, int]) -> None:
    shares = whole_shares(counts)
    if shares is None:
        assert "%" not in shared_parts(counts)
        return
    whole = sum(counts.values())
    assert sum(shares.values()) == 100
    for name, value in shares.items():
        digits = max(-int(value.as_tuple().exponent), 0)
        assert f"{value.normalize():f}%" == share(counts[name], whole, digits)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(6, 4, "增加2件"), (2, 9, "减少7件"), (15, 10, "增长50%"), (5, 20, "下降75%"), (3525, 3511, "增长0.4%")],
)
def test_growth_is_told_in_units_on_a_small_base(now: int, before: int, told: str) -> None:
    assert growth(now, before) == told


def test_differences_and_shares() -> None:
    assert difference(5, 8, "条") == "减少3条"
    assert difference(Decimal("2.5"), 1, "元") == "增加1.5元"
    assert share(178, 3050) == "5.8%"
    assert share(1, 3, 2) == "33.33%"


def test_names_are_marked_once() -> None:
    assert title_of("公开办法") == "《公开办法》"
    assert title_of("《公开办法》（3月修订）") == "《公开办法》（3月修订）"
    assert quoted("云河教育") == "“云河教育”"
    assert quoted("“云河教育”") == "“云河教育”"
    assert in_quotes(("甲", "《乙》")) == ("“甲”", "《乙》")


def test_a_number_is_mentioned_only_as_a_whole() -> None:
    assert mentions("公开119条", 119)
    assert not mentions("公开1190条", 119)
    assert mentions("漏统两件", "漏统", "分类调整")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("甲， 乙。。", "甲，乙。"),
        ("甲，。", "甲。"),
        ("甲。；乙。", "甲；乙。"),
        ("公开 12 条", "公开12条"),
        ("ABC def", "ABC def"),
    ],
)
def test_marks_and_blanks_are_mended(text: str, mended: str) -> None:
    assert tidy(text) == mended


def test_many_says_a_word_only_of_more_than_one() -> None:
    assert [many(count, "均") for count in (0, 1, 2)] == ["", "", "均"]
    assert many(1, "全部", "已") == "已"


def test_a_phrase_with_full_stops_becomes_one_sentence() -> None:
    assert one_sentence("起草时没定属性。科室漏送。") == "起草时没定属性；科室漏送"
