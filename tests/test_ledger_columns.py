"""Headers of every shape, and what their columns are taken for."""

from collections.abc import Mapping
from typing import Any

import pytest

from reportbot.form import form_for_year
from reportbot.ledger.columns import Layout, missing, recognise, roles
from reportbot.spreadsheets.sheets import Sheet

from .ledgers import HEADER, ROW, counts, sheet_of, surveyed, tallied

FORM = form_for_year(2024)


def layout(
    rows: list[list[Any]], given: Mapping[str, tuple[str, ...]] | None = None, **options: Any
) -> Layout:
    found = recognise(sheet_of(rows, **options), FORM, given or {})
    assert found is not None
    return found


def labels(found: Layout) -> dict[str, list[str]]:
    return {role: [column.label for column in columns] for role, columns in found.columns.items()}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("收到日期", "received"),
        ("收到申请时间", "received"),
        ("收件日期", "received"),
        ("登记日期", "received"),
        ("受理时间", "received"),
        ("申请日期", "received"),
        ("收到日期（年月日）", "received"),
        ("答复日期", "replied"),
        ("办结时间", "replied"),
        ("答复书出具日期", "replied"),
        ("申请人", "applicant"),
        ("申请人姓名或名称", "applicant"),
        ("申请人（单位）", "applicant"),
        ("单位名称", "applicant"),
        ("收到政府信息公开申请时间", "received"),
        ("政府信息公开申请答复类型", "outcome"),
        ("申请人类型", "type"),
        ("申请主体类别", "type"),
        ("公民/法人或其他组织", "type"),
        ("办理结果", "outcome"),
        ("答复类型", "outcome"),
        ("答复情况", "outcome"),
        ("是否予以公开", "outcome"),
        ("不予公开理由", "reason"),
        ("法律依据", "reason"),
        ("办理状态", "status"),
        ("是否办结", "status"),
        ("是否延期", "extended"),
        ("延期答复", "extended"),
        ("收到补正材料日期", "corrected"),
        ("行政复议情况", "review"),
        ("是否被申请行政复议", "review"),
        ("复议结案日期", "review_closed"),
        ("复议申请日期", "review_filed"),
        ("行政诉讼结果", "suit"),
        ("诉讼结案日期", "suit_closed"),
        ("诉讼立案时间", "suit_filed"),
        ("复议/诉讼情况", "disputes"),
        ("行政复议、行政诉讼", "disputes"),
        ("联系电话", "private"),
        ("申请人联系方式", "private"),
        ("代理人姓名", "private"),
        ("承办人", "private"),
        ("登记编号", "number"),
        ("受理号", "number"),
        ("序号", "serial"),
    ],
)
def test_header_words(label: str, role: str) -> None:
    others = [
        word for word in ("收到日期", "办理结果", "序号") if roles()[role].several or HEADS[word] != role
    ]
    assert label in labels(layout([[label, *others]])).get(role, [])


HEADS = {"收到日期": "received", "办理结果": "outcome", "序号": "serial"}


@pytest.mark.parametrize(
    "label", ["答复期限", "应答复日期", "申请内容", "备注", "是否补正", "公开属性", "年度", "来源渠道"]
)
def test_words_that_are_no_role(label: str) -> None:
    found = labels(layout([["收到日期", label, "办理结果"]]))
    assert found == {"received": ["收到日期"], "outcome": ["办理结果"]}


def test_the_better_word_wins_and_all_results_are_read() -> None:
    found = labels(layout([["申请日期", "登记日期", "收到日期", "办理结果", "答复类型", "答复方式"]]))
    assert found == {"received": ["收到日期"], "outcome": ["办理结果", "答复类型"]}
    assert labels(layout([["收到日期", "答复方式"]])) == {"received": ["收到日期"], "outcome": ["答复方式"]}


def test_a_word_that_only_stands_in_is_told() -> None:
    rows = [
        ["申请日期", "答复日期", "申请人类型", "答复方式"],
        ["2024-3-5", "2024-3-20", "自然人", "予以公开"],
    ]
    assert surveyed(sheet_of(rows)).remarks == [
        "工作表“台账”没有“收到日期”这样的列，用了A 列“申请日期”，请核对",
        "工作表“台账”没有“办理结果”这样的列，用了D 列“答复方式”，请核对",
    ]


def test_the_header_is_found_below_titles_and_blank_rows() -> None:
    found = layout([["某局2024年依申请公开台账"], [], ["单位：某局", "", "制表：张三"], HEADER, ROW])
    assert (found.top, found.below) == (3, 4)


def test_a_header_in_two_rows_with_and_without_merged_cells() -> None:
    rows: list[list[Any]] = [
        ["序号", "申请人信息", "", "", "收到日期", "答复情况", ""],
        ["", "姓名", "类型", "电话", "", "日期", "类型"],
        [1, "张三", "自然人", "1", "2024-1-2", "2024-1-9", "予以公开"],
    ]
    expected = {
        "serial": ["序号"],
        "applicant": ["申请人信息/姓名"],
        "type": ["申请人信息/类型"],
        "private": ["申请人信息/电话"],
        "received": ["收到日期"],
        "replied": ["答复情况/日期"],
        "outcome": ["答复情况/类型"],
    }
    found = layout(rows)
    assert (found.top, found.below) == (0, 2)
    assert labels(found) == expected
    merged = ((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 1, 4), (0, 5, 0, 6))
    assert labels(layout(rows, merged=merged)) == labels(found)


def test_a_first_row_of_data_is_no_second_row_of_the_header() -> None:
    found = layout([["登记", "收到日期", "申请人类型", "办理结果"], ["", "", "自然人", "予以公开"]])
    assert (found.top, found.below) == (0, 1)


FORM_LIKE = [
    ["序号", "收到日期", "申请人情况", "", "", "", "", "", "答复日期", "办理结果", "", "", "", ""],
    [
        "",
        "",
        "自然人",
        "法人或其他组织",
        "",
        "",
        "",
        "",
        "",
        "予以公开",
        "部分公开",
        "不予公开",
        "",
        "其他处理",
    ],
    [
        "",
        "",
        "",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "",
        "",
        "",
        "国家秘密",
        "个人隐私",
        "其他",
    ],
]


def test_columns_of_marks_below_the_words_of_the_form() -> None:
    tally = tallied(
        sheet_of(
            [
                *FORM_LIKE,
                [1, "2024-1-2", "√", "", "", "", "", "", "2024-1-9", "√", "", "", "", ""],
                [2, "2024-1-2", "", 1, "", "", "", "", "2024-1-9", "", "", "", 1, ""],
                [3, "2024-1-2", "", "", "", "", "", "是", "2024-1-9", "", "否", "", "", "√"],
            ]
        )
    )
    assert not tally.questions
    assert counts(tally) == {
        "new_received.natural_person": 1,
        "granted.natural_person": 1,
        "new_received.business": 1,
        "denied_third_party.business": 1,
        "new_received.other_org": 1,
        "other_misc.other_org": 1,
    }


def test_two_marks_in_one_row_are_a_question() -> None:
    tally = tallied(
        sheet_of([*FORM_LIKE, [1, "2024-1-2", "√", "", "", "", "", "", "2024-1-9", "√", "", "√", "", ""]])
    )
    assert next(iter(tally.questions))[1] == "予以公开；国家秘密"


def test_a_lone_header_that_names_a_row_is_no_column_of_marks() -> None:
    assert "确认" not in str(labels(layout([["收到日期", "办理结果", "重新确认", "撤回"]])))


def test_the_user_names_columns_by_word_or_letter_or_switches_them_off() -> None:
    rows = [["甲时间", "收到日期", "乙", "办理结果", "行政复议"]]
    given = {"received": ("甲时间",), "outcome": ("C",), "review": ("无",)}
    assert labels(layout(rows, given)) == {"received": ["甲时间"], "outcome": ["乙"]}


def test_what_is_missing_is_named() -> None:
    assert missing(layout([["申请人类型", "办理结果"]])) == ["收到日期"]
    assert missing(layout([HEADER])) == []


def test_no_header_no_layout() -> None:
    assert recognise(Sheet("a", []), FORM, {}) is None
    assert recognise(sheet_of([["甲", "乙"], ["丙", "丁"]]), FORM, {}) is None
    assert recognise(sheet_of([["2024-1-1", "办理结果", "收到日期"]]), FORM, {}) is None


def test_roles_are_named_once() -> None:
    names = [role.name for role in roles().values()]
    assert len(set(names)) == len(names)
