"""Quantities in sentences: what is one, what is not, and how it is meant."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportbot.quantities import Quantity, read


def said(text: str) -> list[tuple[str, object, str]]:
    """The quantities of a text as printed, with value and unit."""
    return [(text[q.start : q.end], q.value, q.unit) for q in read(text).quantities]


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    [quantity] = read(text).quantities
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理申请3119件，答复 3050 件", [("3119件", 3119, "件"), ("3050 件", 3050, "件")]),
        ("采购1,361,000元", [("1,361,000元", 1361000, "元")]),
        ("公开1，361条", [("1，361条", 1361, "条")]),
        ("收到申请５件", [("５件", 5, "件")]),
        ("收费3.5万元", [("3.5万元", 35000, "元")]),
        ("访问量536万次", [("536万次", 5360000, "次")]),
        ("公开18万余条", [("18万余条", 180000, "条")]),
        ("收到申请十二件，召开会议两次", [("十二件", 12, "件"), ("两次", 2, "次")]),
        ("发布一百零三条", [("一百零三条", 103, "条")]),
        (
            "占17.46%，提高1.5个百分点",
            [("17.46%", Decimal("17.46"), "%"), ("1.5个百分点", Decimal("1.5"), "个百分点")],
        ),
        ("合格率为百分之九十八", [("百分之九十八", 98, "%")]),
        ("增长1.5倍，三成以上", [("1.5倍", Decimal("1.5"), "倍"), ("三成", 3, "成")]),
        (
            "5个工作日，5个部门，53人次",
            [("5个工作日", 5, "个工作日"), ("5个", 5, "个"), ("53人次", 53, "人次")],
        ),
        ("分别为7、2、3件", [("7", 7, ""), ("2", 2, ""), ("3件", 3, "件")]),
    ],
)
def test_quantities_are_read_with_value_and_unit(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月1日至2024年12月31日",
        "截至 2020 年 12 月 31 日",
        "二〇二四年度",
        "2021-2025年规划",
        "10月29日上线，9:30开始",
        "国办公开办函〔2021〕30号，国务院令第711号",
        "第二十条第（五）项，第三届，第十二次",
        "电话：0731-28580531，网址www.example.gov.cn，邮箱a1@example.com",
        "一、总体情况",
        "（一）主动公开。一是抓好公开；二是抓好解读。",
        "“12345”热线和12345民声在线，“1+X”发布会，7×24小时",
        "《目录》（2024版）",
        "三分之一",
        "一站式、一次性、一件事一次办、一张网",
        "统一、唯一、进一步、每一件、某一项、同一条、第一次",
        "无法提供，无关信息，没有现成信息",
        "5G网络，H5作品",
    ],
)
def test_dates_numbers_of_documents_and_ordinals_are_no_quantities(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("约300条", "about"),
        ("近300条", "about"),
        ("300条左右", "about"),
        ("300余条", "more"),
        ("3万余册", "more"),
        ("30多万元", "more"),
        ("超过300条", "more"),
        ("300条以上", "more"),
        ("不足300条", "less"),
        ("不超过300条", "less"),
        ("300条以内", "less"),
        ("3至5个工作日", "range"),
        ("20-30条", "range"),
        ("300条", "exact"),
    ],
)
def test_words_around_a_number_make_it_approximate(text: str, approximation: str) -> None:
    assert only(text).approximation == approximation


@pytest.mark.parametrize(
    ("text", "fits", "fails"),
    [
        ("300条", [300], [299, 301]),
        ("5500余条", [5500, 5599], [5499, 6200]),
        ("约1300件", [1295, 1340], [1500]),
        ("不足300条", [290, 300], [301, 100]),
        ("3.5万元", [35000, 35400], [35600]),
        ("20-30条", [5, 25], []),
    ],
)
def test_a_quantity_may_be_said_of_these_numbers_only(text: str, fits: list[int], fails: list[int]) -> None:
    assert all(only(text).fits(number) for number in fits)
    assert not any(only(text).fits(number) for number in fails)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("十二件", 13, "十三"),
        ("1,204件", 1361000, "1,361,000"),
        ("45.9万人", 1234000, "123.4万"),
        ("17.46%", Decimal("17.5"), "17.5"),
        ("859件", 860, "860"),
    ],
)
def test_a_correction_is_printed_in_the_same_style(text: str, value: int | Decimal, written: str) -> None:
    assert only(text).written(value) == written


def test_words_that_say_none_are_zero() -> None:
    text = "未收到申请，也没有发生行政复议，继续保持零败诉，无结转"
    found = read(text).quantities
    assert [(q.printed, q.value, q.none) for q in found] == [
        ("未收到", 0, True),
        ("没有发生", 0, True),
        ("零", 0, True),
        ("无", 0, True),
    ]


def test_place_sentence_bracket_and_quotation_are_known() -> None:
    text = "收到申请5件（含结转2件）。“办结3件申请”，共4件。"
    assert [(q.sentence, q.depth, q.quoted) for q in read(text).quantities] == [
        (0, 0, False),
        (0, 1, False),
        (1, 0, True),
        (1, 0, False),
    ]
    assert [text[slice(*span)] for span in read(text).sentences] == [
        "收到申请5件（含结转2件）。",
        "“办结3件申请”，共4件。",
    ]


PIECES = [
    "1",
    "12件",
    "（",
    "）",
    "其中",
    "，",
    "、",
    "。",
    "；",
    "万",
    "百分之",
    "一是",
    "《",
    "“",
    "2024年",
    "未收到",
    "占5%",
    " ",
    "\n",
    "A",
    "x@",
    "１",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join))
def test_any_text_has_quantities_in_order_and_in_place(text: str) -> None:
    reading = read(text)
    ends = 0
    for quantity in reading.quantities:
        assert ends <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        ends = quantity.end
        start, end = reading.sentences[quantity.sentence]
        assert start <= quantity.start < end
    assert "".join(text[slice(*span)] for span in reading.sentences) == text


@settings(max_examples=6)
@given(st.sampled_from([*PIECES, "1件（", "收到12件、", "，其中3件", "12件；"]))
def test_a_long_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5
