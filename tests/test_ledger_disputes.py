"""Reviews and lawsuits beside applications become table four."""

from collections.abc import Sequence
from typing import Any

import pytest

from reportbot.ledger.tally import Tally

from .ledgers import HEADER, ROW, application, asked, counts, rows_tallied


def disputes(tally: Tally) -> dict[str, int]:
    return {cell: number for cell, number in counts(tally).items() if cell.split(".")[0] in BLOCKS}


BLOCKS = ("review", "direct_suit", "suit_after_review")


def told(*cells: Any, header: Sequence[str] = ("复议结果", "诉讼结果"), **given: Any) -> Tally:
    return rows_tallied([*application(**given), *cells], header=[*HEADER, *header])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("维持",), {"review.upheld": 1}),
        (("撤销原答复，责令重新答复",), {"review.corrected": 1}),
        (("申请人撤回，终止审理",), {"review.other": 1}),
        (("审理中",), {"review.pending": 1}),
        (("", "驳回诉讼请求"), {"direct_suit.upheld": 1}),
        (("无", "未提起诉讼"), {}),
        (("否", "/"), {}),
        (("维持", "一审驳回诉讼请求，二审维持"), {"review.upheld": 1, "suit_after_review.upheld": 1}),
        (("终止", "直接起诉，驳回起诉"), {"review.other": 1, "direct_suit.other": 1}),
        (("", "复议后起诉—结果纠正"), {"suit_after_review.corrected": 1}),
        (("维持", "未经复议直接起诉—尚未审结"), {"review.upheld": 1, "direct_suit.pending": 1}),
    ],
)
def test_cases_by_kind_and_result(cells: Sequence[str], expected: dict[str, int]) -> None:
    tally = told(*cells)
    assert asked(tally) == []
    assert disputes(tally) == expected
    assert counts(tally)["granted.natural_person"] == 1


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("是",), "复议诉讼“是”认不出"),
        (("驳回",), "复议诉讼“驳回”可能是几种：驳回请求是结果维持"),
        (("", "一审撤销，二审维持"), "复议诉讼“一审撤销，二审维持”可能是几种"),
        (("审理中", "驳回起诉"), "复议没有作出维持或纠正的决定，又有诉讼"),
    ],
)
def test_cases_that_need_a_decision(cells: Sequence[str], message: str) -> None:
    [question] = asked(told(*cells))
    assert question.startswith(message)


def test_a_day_that_cannot_be_read_is_asked_once() -> None:
    [question] = told("维持", received="上半年").questions.values()
    assert len(question.entries) == 1


def test_a_phrase_can_be_decided() -> None:
    row = [*ROW, "驳回"]
    tally = rows_tallied(row, header=[*HEADER, "复议结果"], mapping="复议诉讼: {驳回: 结果维持}")
    assert disputes(tally) == {"review.upheld": 1}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("维持", "2024-08-01", ""), {"review.upheld": 1}),
        (("维持", "2023-08-01", ""), {}),
        (("维持", "2025-01-10", "2024-11-01"), {"review.pending": 1}),
        (("维持", "2025-01-10", "2025-01-02"), {}),
        (("", "", "2024-11-01"), {"review.pending": 1}),
    ],
)
def test_the_year_of_a_case(cells: Sequence[str], expected: dict[str, int]) -> None:
    tally = told(*cells, header=("复议结果", "复议结案日期", "复议申请日期"))
    assert asked(tally) == []
    assert disputes(tally) == expected


def test_an_old_application_counts_when_its_case_closed_this_year() -> None:
    header = ("复议结果", "复议结案日期")
    given = {"received": "2023-03-05", "replied": "2023-03-20"}
    assert disputes(told("维持", "2024-02-01", header=header, **given)) == {"review.upheld": 1}
    [question] = asked(told("维持", "", header=header, **given))
    assert question.startswith("复议的结果没有写日期，申请是 2023 年的")
    assert disputes(told("审理中", "", header=header, **given)) == {"review.pending": 1}
    assert disputes(told("维持", "", header=header, received="2025-01-05", replied="2025-01-09")) == {}


def test_a_case_closed_next_year_without_a_filing_day_is_asked() -> None:
    [question] = asked(told("维持", "2025-02-01", header=("复议结果", "复议结案日期")))
    assert question.startswith("复议在 2024 年以后结案，没有写哪年提起")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("复议维持，法院驳回诉讼请求", {"review.upheld": 1, "suit_after_review.upheld": 1}),
        ("直接起诉；审理中", None),
        ("直接起诉，一审审理中", {"direct_suit.pending": 1}),
        ("无", {}),
        ("未复议，未诉讼", {}),
    ],
)
def test_one_column_for_both(text: str, expected: dict[str, int] | None) -> None:
    tally = told(text, header=("复议、诉讼情况",))
    if expected is None:
        assert asked(tally)[0].startswith("“审理中”看不出是复议还是诉讼")
    else:
        assert asked(tally) == []
        assert disputes(tally) == expected


def test_tables_are_told_only_where_there_is_a_column() -> None:
    assert rows_tallied(ROW).tables == set()
    assert told("", header=("行政复议",)).tables == {"review"}
    assert told("", header=("行政诉讼",)).tables == {"direct_suit", "suit_after_review"}
    assert told("", header=("复议诉讼情况",)).tables == set(BLOCKS)
