"""What a text adds up, and what it compares: totals with parts, shares, rises and falls."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.quantities import read
from reportbot.quantities.changes import changes
from reportbot.quantities.lists import lists
from reportbot.quantities.mismatches import mismatch
from reportbot.quantities.shares import shares


def listed(text: str) -> list[tuple[str, list[list[str]]]]:
    """The totals of a text with their parts as printed."""
    reading = read(text)
    printed = [text[q.start : q.end] for q in reading.quantities]
    return [
        (printed[found.total], [[printed[part] for part in run] for run in found.runs])
        for found in lists(reading)
    ]


def wrong(text: str) -> list[tuple[str, object, bool]]:
    """The totals that do not add up: as printed, the sum of the parts, and whether that is sure."""
    reading = read(text)
    found = [mismatch(each, reading) for each in lists(reading)]
    return [(reading.quantities[each.total].printed, each.sum, each.sure) for each in found if each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开119条，其中动态107条，文件12条。", [("119条", [["107条", "12条"]])]),
        ("收到5件（网上3件、信函2件），办结5件。", [("5件", [["3件", "2件"]])]),
        ("公开3437条，包括：人事12条，动态3425条。", [("3437条", [["12条", "3425条"]])]),
        ("收到5件。其中，网上3件；信函2件。", [("5件", [["3件"], ["2件"]])]),
        ("网上3件，信函2件，合计5件。", [("5件", [["3件", "2件"]])]),
        ("网上3件，信函2件，以上两项合计5件。", [("5件", [["3件", "2件"]])]),
        ("甲3件，乙2件；丙、丁两项共8件。", []),
        ("网上3件，信函2件；公开和部分公开合计5件。", []),
        ("建议3件、提案2件，共5件。", [("5件", [["3件", "2件"]])]),
        ("办理9件。建议3件、提案2件，总数为6件。", [("6件", [["3件", "2件"]])]),
        ("办理9件，建议3件、提案2件，共5件。", [("5件", [["3件", "2件"]])]),
        ("建议3件、提案2件，共办理5件。", []),
        ("问题由7份降到1份：规划公示有3份超过期限。", []),
        ("办结的5件申请中，公开3件，不公开2件。", [("5件", [["3件", "2件"]])]),
        ("有5件，在申请中，公开3件。", []),
        ("5件应解读的文件中，每件都有解读；发布公报72件。", []),
        (
            "收到5件（含上年2件，另有1件转下年），办结4件。",
            [("5件", [["2件"]])],
        ),
        (
            "复议9件，其中维持7件，纠正2件；诉讼3件，其中维持3件。",
            [("9件", [["7件", "2件"]]), ("3件", [["3件"]])],
        ),
        (
            "有3件收费500元。其中，甲局1件，收200元；乙局2件，收300元。",
            [("3件", [["1件"], ["2件"]]), ("500元", [["200元"], ["300元"]])],
        ),
        ("解读98件（上年为119件），形式不一。", []),
        ("应办理19件（新收16件，上年结转3件）。", [("19件", [["16件", "3件"]])]),
        ("来件3件，其中2件已经答复；活动4739场，发布12件。", [("3件", [["2件"]])]),
        ("解读7件，其中主要有图解5件；3件文件均有解读。", [("7件", [["5件"]])]),
        ("发布3条信息，包括预算和决算；采购26条。", []),
        ("来件5件，其中2件已经答复；3件正在办理。", [("5件", [["2件"], ["3件"]])]),
        ("收到5件，同比增长20%，其中网上3件，信函2件。", [("5件", [["3件", "2件"]])]),
        ("举办5次，发布3条。", []),
        ("“收到5件，其中3件”", []),
    ],
)
def test_totals_and_their_parts(text: str, expected: list[tuple[str, list[list[str]]]]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开119条，其中动态107条，文件12条。", []),
        ("公开118条，其中动态107条，文件12条。", [("118", 119, True)]),
        ("公开120条，其中动态107条，文件12条。", [("120", 119, True)]),
        # two divisions of the whole, one after the other
        ("收到9件，其中个人5件，企业4件；公开6件，不公开3件。", []),
        ("收到9件，其中个人5件，企业4件，公开6件，不公开3件。", []),
        ("收到9件，其中个人5件，企业3件；公开6件，不公开3件。", []),
        ("收到9件，其中个人5件，企业4件，办结8件。", []),
        ("收到9件，其中个人5件，企业5件；公开6件，不公开2件。", [("9", 10, True)]),
        ("建议2件、提案1件，其中3件的答复已公开。", []),
        ("建议2件、提案1件，其中4件的答复已公开。", [("1", 4, True)]),
        ("无法提供的82件中，需另行制作的19件、不明确的63件；撤回26件。", []),
        ("其他处理的43件中，不补正27件、不缴费3件、其他13件；两类合计8件。", []),
        # only some parts are named
        ("办事指引403项，其中直接办理19项。", []),
        ("办事指引403项，其中直接办理100项，间接办理200项。", []),
        # one slip of the pen would explain what is lacking
        ("公开191条，其中动态107条，文件12条。", [("191", 119, False)]),
        ("公开1199条，其中动态107条，文件12条。", [("1199", 119, False)]),
        ("公开119条，其中动态77条，文件12条。", [("119", 89, False)]),
        ("公开119条，其中动态17条，文件12条。", [("119", 29, False)]),
        ("公开301条，其中动态48条，文件4条。", []),
        ("办事指引403项，其中主要有直接办理100项，间接办理200项。", []),
        ("办结50件（含上年结转9件）。", []),
        ("办结8件（含上年结转9件）。", [("8", 9, True)]),
        ("收到20件（网上8件，信函10件）。", [("20", 18, True)]),
        ("收到20件，其中网上8件，其他10件。", [("20", 18, True)]),
        # nothing exact to compare
        ("公开近300条，其中动态200条，文件150条。", []),
        ("公开300条，其中动态200余条，文件150条。", []),
        # a first part as large as the whole is another view of it
        ("办结20件，其中按期办结20件，公开8件。", []),
    ],
)
def test_parts_are_added_up(text: str, expected: list[tuple[str, object, bool]]) -> None:
    assert wrong(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结100件，其中公开50件，占50%。", [("50%", "50件", "100件")]),
        (
            "办结100件，其中公开50件（50%），部分公开5件（5%）。",
            [("50%", "50件", "100件"), ("5%", "5件", "100件")],
        ),
        ("公开107条，约占90%。", [("90%", "107条", None)]),
        ("动态41条、文件12条，其中动态约占77%。", [("77%", "41条", None)]),
        ("答复12件，占全部申请的85.7%。", [("85.7%", "12件", None)]),
        ("答复12件（占85.7%）。", [("85.7%", "12件", None)]),
        ("处理的9件中，甲5件、乙4件；公开12件，占23%。", [("23%", "12件", None)]),
        ("动态41条、文件12条，以占比计，动态为77%。", [("77%", "41条", None)]),
        ("动态41条、文件12条，动态为77%。", []),
        ("发现问题26个，整改24个，整改率92%。", [("92%", "24个", "26个")]),
        ("检查单位48个，发现问题26个，整改24个，整改率达到92%。", [("92%", "24个", "26个")]),
        ("发现问题26个，整改24个，按时整改率92%。", []),
        ("发现问题26个，整改24个，满意率92%。", []),
        ("满意率达到99%。", []),
        ("办结12件，同比增长5%。", []),
    ],
)
def test_shares_belong_to_a_number(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    reading = read(text)
    printed = [text[q.start : q.end] for q in reading.quantities]
    found = shares(reading, lists(reading))
    assert [
        (printed[each.share], printed[each.part], None if each.whole is None else printed[each.whole])
        for each in found
    ] == expected


@pytest.mark.parametrize(
    ("text", "direction", "amount", "subject", "words"),
    [
        ("收到12件，同比增长20%", 1, "20%", "12件", ""),
        ("收到12件（网上3件），比上年减少2件", -1, "2件", "12件", ""),
        ("申请数量较去年回落12.3%", -1, "12.3%", None, "申请数量"),
        ("收到12件，比上年多2件", 1, "2件", "12件", ""),
        ("收到12件，与上年相比，增加2件", 1, "2件", "12件", ""),
        ("收到12件，较2023年减少2件", -1, "2件", "12件", ""),
        ("与上年相比，新收申请增加2件", 1, "2件", None, "新收申请"),
        ("合计31件；新收申请比上年的14件增加2件", 1, "2件", None, "新收申请"),
        ("比上年多收到2件，整改问题增加2件", None, None, None, ""),
        ("收到12件，与上年持平", 0, None, "12件", ""),
        ("申请数量与去年基本持平", 0, None, None, "申请数量"),
        ("收到12件，是上年的1.5倍", 1, "1.5倍", "12件", ""),
        ("至少3件", None, None, None, ""),
        ("增加到5件", None, None, None, ""),
    ],
)
def test_rises_and_falls(
    text: str, direction: int | None, amount: str | None, subject: str | None, words: str
) -> None:
    reading = read(text)
    found = [change for change in changes(reading) if change.yearly]
    if direction is None:
        assert found == []
        return
    [change] = found
    printed = [text[q.start : q.end] for q in reading.quantities]
    assert change.direction == direction
    assert (None if change.amount is None else printed[change.amount]) == amount
    assert (None if change.subject is None else printed[change.subject]) == subject
    assert change.words == words


def test_a_change_between_two_numbers_knows_its_base() -> None:
    text = "由上年的100件增加到120件，增长20%"
    [change] = changes(read(text))
    assert (change.base, change.subject, change.direction) == (0, 1, 1)


def test_two_figures_of_one_change_are_told_of_one_thing() -> None:
    assert [change.words for change in changes(read("行政复议比上年减少3件，下降15%"))] == ["行政复议"] * 2


@pytest.mark.parametrize(
    ("text", "year", "direction", "ratio"),
    [
        ("公开520条，较上年400条增长三成", None, 1, False),
        ("公开300条，较2023年的400条减少100条", 2023, -1, False),
        ("推送860篇，是上年430篇的2倍", None, 1, True),
    ],
)
def test_last_years_number_may_stand_before_the_change(
    text: str, year: int | None, direction: int, ratio: bool
) -> None:
    [change] = changes(read(text))
    assert (change.subject, change.base, change.amount) == (0, 1, 2)
    assert (change.year, change.direction, change.ratio) == (year, direction, ratio)


@pytest.mark.parametrize(
    "text",
    [
        "收到400条，环比增长3倍",
        "公开520条，400条增长三成",
        "较上年400条增长三成",
        "公开2条。较上年1条增长1倍",
    ],
)
def test_a_number_of_no_known_year_is_no_base(text: str) -> None:
    assert [change.base for change in changes(read(text)) if change.base is not None] == []


def test_the_year_compared_with_is_kept() -> None:
    assert [change.year for change in changes(read("收到12件，较2023年减少2件"))] == [2023]


PIECES = [
    "12件",
    "5%",
    "（",
    "）",
    "其中",
    "，",
    "、",
    "。",
    "；",
    "：",
    "共计",
    "占",
    "同比增长",
    "由",
    "增加到",
    "3元",
    "未收到",
    "等",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_is_understood_without_an_exception(text: str) -> None:
    reading = read(text)
    found = lists(reading)
    for each in found:
        assert each.total not in each.parts
        mismatch(each, reading)
    shares(reading, found)
    changes(reading)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6))
def test_parts_that_add_up_are_never_called_wrong(parts: list[int]) -> None:
    told = "、".join(f"第{place}类{part}条" for place, part in enumerate(parts))
    assert wrong(f"公开{sum(parts)}条，其中{told}。") == []


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.integers(0, 5), st.integers(1, 50))
def test_a_part_that_is_too_large_is_always_found(parts: list[int], place: int, more: int) -> None:
    changed = list(parts)
    changed[place % len(parts)] += more
    told = "、".join(f"{'甲乙丙丁戊己'[number]}类{part}条" for number, part in enumerate(changed))
    [(printed, added, sure)] = wrong(f"公开{sum(parts)}条，其中{told}。") or [("", 0, False)]
    # a first part as large as the whole is taken for another view of it
    assert (printed, added, sure) == (str(sum(parts)), Decimal(sum(changed)), True) or changed[0] == sum(
        parts
    )
