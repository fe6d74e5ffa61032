"""Applications become cells: the year, the applicant, the result, and what is asked instead of guessed."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.errors import InputError
from reportbot.form import all_forms, form_for_year
from reportbot.ledger.vocabulary import applicants, ledger_words, outcomes
from reportbot.ledger.writing import counted

from .ledgers import HEADER, ROW, application, asked, counts, rows_tallied, sheet_of, surveyed, tallied

OPEN_COUNTS = {"new_received.natural_person": 1, "carried_out.natural_person": 1}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"new_received.natural_person": 1, "granted.natural_person": 1}),
        ({"replied": "", "outcome": ""}, OPEN_COUNTS),
        ({"replied": "", "outcome": "办理中"}, OPEN_COUNTS),
        ({"replied": "", "outcome": "已延期"}, OPEN_COUNTS),
        ({"received": "2024-12-20", "replied": "2025-01-10"}, OPEN_COUNTS),
        ({"received": "2024-12-20", "replied": "2025-01-10", "outcome": "看不懂的话"}, OPEN_COUNTS),
        ({"received": "2023-12-20"}, {"carried_in.natural_person": 1, "granted.natural_person": 1}),
        (
            {"received": "2023-12-20", "replied": "", "outcome": ""},
            {"carried_in.natural_person": 1, "carried_out.natural_person": 1},
        ),
        ({"received": "2023-03-05", "replied": "2023-03-20", "outcome": "看不懂的话"}, {}),
        ({"received": "2023-03-05", "replied": ""}, {}),
        ({"received": "2025-01-05", "replied": "", "outcome": ""}, {}),
        (
            {"received": "2024年3月", "replied": "2024年3月"},
            {"new_received.natural_person": 1, "granted.natural_person": 1},
        ),
        ({"replied": ""}, {"new_received.natural_person": 1, "granted.natural_person": 1}),
    ],
)
def test_the_state_at_the_end_of_the_year(given: dict[str, str], expected: dict[str, int]) -> None:
    tally = rows_tallied(application(**given))
    assert asked(tally) == []
    assert counts(tally) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"received": ""}, "没有收到日期"),
        ({"received": "/"}, "没有收到日期"),
        ({"received": "无"}, "没有收到日期"),
        ({"received": "上半年"}, "“收到日期”看不出是哪一天：上半年"),
        ({"received": "2024-13-05"}, "“收到日期”看不出是哪一天：2024-13-05"),
        ({"received": "3月5日"}, "“收到日期”没有写年份"),
        ({"received": "2024.3.5、2024.4.1"}, "“收到日期”看不出是哪一天"),
        ({"replied": "很快"}, "“答复日期”看不出是哪一天"),
        ({"replied": "2042-03-20"}, "收到日期 2024-03-05 与答复日期 2042-03-20 相差太远"),
        ({"replied": "2024-03-01"}, "答复日期 2024-03-01 早于收到日期 2024-03-05"),
        ({"outcome": ""}, "看得出已经答复，看不出办理结果是哪一种"),
        ({"outcome": "已答复"}, "看得出已经答复，看不出办理结果是哪一种"),
        ({"outcome": "办理中"}, "办理结果说还没有办完，却有答复日期"),
        ({"outcome": "不予公开"}, "办理结果“不予公开”可能是几种"),
        ({"outcome": "不属于政府信息"}, "办理结果“不属于政府信息”可能是几种：表三没有这一行"),
        ({"outcome": "其他"}, "办理结果“其他”可能是几种"),
        ({"outcome": "另案处置"}, "办理结果“另案处置”认不出"),
        ({"replied": "", "received": "2024-11-05"}, "有结果，没有答复日期，看不出是不是 2024 年办结的"),
        ({"type": "法人"}, "申请人类型“法人”可能是几种"),
        ({"type": "律师"}, "申请人类型“律师”可能是几种：以个人名义"),
        ({"type": "火星人"}, "申请人类型“火星人”认不出"),
        ({"type": "李小四"}, "“申请人类型”一格像是姓名或号码（不显示）"),
        (
            {"type": ""},
            "没有写申请人类型，从名称也不能断定；都是个人的话在对照文件里写“其余申请人: 自然人”，其中的",
        ),
        ({"type": "", "applicant": ""}, "没有写申请人类型，也没有写申请人；请在台账里补上"),
    ],
)
def test_what_is_not_certain_is_asked_and_not_counted(given: dict[str, str], message: str) -> None:
    tally = rows_tallied(application(**given))
    [question] = asked(tally)
    assert question.startswith(message)
    assert counts(tally) == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云河建设有限公司", "business"),
        ("云河建设（集团）有限公司", "business"),
        ("某某律师事务所", "legal_service"),
        ("云河水文研究所", "research"),
        ("云河慈善基金会", "public_welfare"),
        ("青石村村民委员会", "other_org"),
    ],
)
def test_a_name_tells_the_kind_only_where_it_is_certain_and_it_is_said(name: str, kind: str) -> None:
    for typed in ("", "法人"):
        tally = rows_tallied(application(applicant=name, type=typed))
        assert counts(tally) == {f"new_received.{kind}": 1, f"granted.{kind}": 1}
        assert "按名称计为" in " ".join(tally.notes)
        assert name not in " ".join(tally.notes)


def test_two_names_tell_nothing() -> None:
    header = [*HEADER, "单位名称"]
    alone = rows_tallied([*application(applicant="", type=""), "云河建设有限公司"], header=header)
    assert counts(alone)["new_received.business"] == 1
    assert asked(rows_tallied([*application(type=""), "云河建设有限公司"], header=header))
    assert asked(rows_tallied(application(applicant="云河大学", type="")))


def test_what_is_written_wins_over_the_name_and_the_doubt_is_told() -> None:
    tally = rows_tallied(application(applicant="云河建设有限公司", type="自然人"))
    assert counts(tally)["new_received.natural_person"] == 1
    assert list(tally.notes) == ["申请人类型写“自然人”，名称却像“商业企业”，按写的计"]


def test_a_reason_narrows_the_result_and_is_no_result_itself() -> None:
    header = [*HEADER, "不予公开理由"]
    row = application(outcome="不予公开")
    assert (
        counts(rows_tallied([*row, "涉及商业秘密"], header=header))["denied_third_party.natural_person"] == 1
    )
    assert asked(rows_tallied([*row, "条例第十四条"], header=header)) == [
        "办理结果“不予公开；条例第十四条”可能是几种"
    ]
    assert "granted.natural_person" in counts(rows_tallied([*ROW, "条例第三十六条"], header=header))
    assert asked(rows_tallied([*application(outcome=""), "商业秘密"], header=header))
    assert asked(rows_tallied([*row, "信息不存在"], header=header)) == [
        "办理结果“不予公开；信息不存在”可能是几种"
    ]


def test_partial_excludes_the_reasons_beside_it() -> None:
    tally = rows_tallied([*application(outcome="部分公开"), "个人隐私"], header=[*HEADER, "答复类型"])
    assert counts(tally)["partial.natural_person"] == 1


def test_an_unknown_text_in_any_column_of_results_is_asked() -> None:
    tally = rows_tallied([*ROW, "另案处置"], header=[*HEADER, "答复类型"])
    assert asked(tally) == ["办理结果“予以公开；另案处置”认不出"]


def test_yes_says_something_only_in_a_column_about_disclosure() -> None:
    header = [*HEADER[:-1], "是否予以公开"]
    assert "granted.natural_person" in counts(rows_tallied(application(outcome="是"), header=header))
    assert asked(rows_tallied(application(outcome="否"), header=header))[0].startswith(
        "办理结果“否”可能是几种"
    )
    assert asked(rows_tallied(application(outcome="是"))) == ["办理结果“办理结果：是”认不出"]


def test_everything_about_a_row_is_asked_at_once() -> None:
    assert len(asked(rows_tallied(application(type="火星人", outcome="另案处置")))) == 2


def test_what_looks_odd_is_told() -> None:
    assert (
        "10 月底以前收到，没有结果，按结转下年度计，请核对是不是漏填"
        in rows_tallied(application(replied="", outcome="")).notes
    )
    assert rows_tallied(application(received="2024-12-01", replied="", outcome="")).notes == {}


def test_a_column_of_states_tells_open_and_done() -> None:
    header = [*HEADER, "是否办结"]
    assert counts(rows_tallied([*application(replied="", outcome=""), "否"], header=header)) == OPEN_COUNTS
    assert asked(rows_tallied([*application(replied="", outcome=""), "是"], header=header)) == [
        "看得出已经答复，看不出办理结果是哪一种"
    ]


def test_days_without_a_year_take_it_from_sheet_title_or_file_name() -> None:
    row = application(received="12月20日", replied="1月8日")
    for tally in (
        tallied(sheet_of([HEADER, row], "2024年")),
        tallied(sheet_of([["某局2024年台账"], HEADER, row])),
        rows_tallied(row, mapping="缺年份的日期: 2024"),
    ):
        assert counts(tally) == OPEN_COUNTS
        assert "日期没有写年份，按 2024 年的台账理解" in tally.notes
    assert surveyed(sheet_of([HEADER, row]), file="2024年台账.xlsx").sources[0].year == 2024
    assert surveyed(sheet_of([HEADER, row]), file="2023-2024.xlsx").sources[0].year is None


def test_rows_that_are_no_applications_are_left_out_and_told() -> None:
    found = surveyed(
        sheet_of(
            [
                HEADER,
                ["一月"],
                ROW,
                [],
                ["", "", "", "", "", "", "补记"],
                ["小计", "", "", "", "", 1],
                HEADER,
                [2],
                [3, ""],
                ["合 计", "", 2],
                ["", "1月合计：2件"],
                ["填表人：张三"],
            ]
        )
    )
    assert [entry.rows for entry in found.sources[0].reading.entries] == [[3]]
    assert found.sources[0].reading.left_out == {
        "小标题": [2],
        "只有备注一类内容的行": [5],
        "合计的行": [6, 10, 11],
        "重复的表头": [7],
        "只有序号的空行": [8, 9],
        "表尾的说明": [12],
    }
    assert found.remarks == [
        "工作表“台账”没有计入小标题：第 2 行",
        "工作表“台账”没有计入只有备注一类内容的行：第 5 行",
        "工作表“台账”没有计入合计的行：第 6、10-11 行",
        "工作表“台账”没有计入重复的表头：第 7 行",
        "工作表“台账”没有计入表尾的说明：第 12 行",
    ]


def test_hidden_rows_count_and_are_told_unless_the_user_says_otherwise() -> None:
    sheet = sheet_of([HEADER, ROW, application(number=2, outcome="撤回")], hidden_rows=frozenset([2]))
    assert counts(tallied(sheet))["other_misc.natural_person"] == 1
    assert "第 3 行是隐藏的" in surveyed(sheet).remarks[0]
    assert "other_misc.natural_person" not in counts(tallied(sheet, mapping="隐藏的行: 不计"))
    assert surveyed(sheet, mapping="隐藏的行: 不计").remarks == ["工作表“台账”没有计入隐藏的行：第 3 行"]


def test_merged_cells_reach_over_the_rows_below() -> None:
    rows = [HEADER, ROW, [2, "", "", "", "", "信息不存在"]]
    merged = tuple((1, column, 2, column) for column in (1, 2, 3, 4))
    assert counts(tallied(sheet_of(rows, merged=merged))) == {
        "new_received.natural_person": 2,
        "granted.natural_person": 1,
        "unavailable_not_held.natural_person": 1,
    }


def test_rows_under_one_merged_number_are_one_application() -> None:
    rows = [HEADER, application(outcome="部分公开"), ["", "", "", "", "", ""], application(number=2)]
    rows[2] = ["", "", "李四", "", "", "个人隐私"]
    tally = tallied(sheet_of(rows, merged=((1, 0, 2, 0),)))
    assert counts(tally)["new_received.natural_person"] == 2
    assert [entry.rows for entry in tally.cells["applications.partial.natural_person"]] == [[2, 3]]
    rows[1] = application(applicant="云河建设有限公司", type="")
    rows[2] = ["", "", "", "", "", "部分公开，个人隐私"]
    merged = ((1, 0, 2, 0), (1, 2, 2, 2), (1, 5, 2, 5))
    assert counts(tallied(sheet_of(rows, merged=merged)))["granted.business"] == 1
    rows[2] = ["", "", "", "", "", "信息不存在"]
    rows[1] = application()
    assert asked(tallied(sheet_of(rows, merged=((1, 0, 2, 0),)))) == [
        "办理结果“予以公开；信息不存在”可能是几种"
    ]
    rows[2] = ["", "2024-05-01", "", "", "", ""]
    assert asked(tallied(sheet_of(rows, merged=((1, 0, 2, 0),)))) == ["“收到日期”有几个不同的日期"]


def test_without_numbers_rows_under_one_merged_day_and_result_are_one() -> None:
    rows = [HEADER[1:], ROW[1:], ["", "李四", "自然人", "", ""]]
    both = tuple((1, column, 2, column) for column in (0, 4))
    assert counts(tallied(sheet_of(rows, merged=both)))["new_received.natural_person"] == 1
    assert counts(tallied(sheet_of(rows, merged=((1, 0, 2, 0),))))["new_received.natural_person"] == 2


def test_formulas_without_a_value_are_asked() -> None:
    sheet = sheet_of([HEADER, application(received=""), [2]], unvalued=frozenset([(1, 1), (2, 0), (1, 0)]))
    [message] = asked(tallied(sheet))
    assert message.startswith("“收到日期”是公式，文件里没有算出的值，或者出错；")


def test_several_sheets_are_counted_and_others_told() -> None:
    found = surveyed(
        sheet_of([HEADER, ROW], "1月"),
        sheet_of([HEADER, application(outcome="撤回")], "2月"),
        sheet_of([["办理结果", "说明"], ["予以公开", "给了"]], "代码"),
        sheet_of([], "空"),
    )
    assert [source.sheet.name for source in found.sources] == ["1月", "2月"]
    assert found.remarks == ["工作表“代码”没有认出表头，没有读"]


def test_a_sheet_that_may_be_a_ledger_after_all_is_a_question() -> None:
    good = sheet_of([HEADER, ROW], "1月")
    days = sheet_of([["甲", "乙"], ["2024-1-1", "a"], ["2024-1-2", "b"]], "2月")
    hidden = sheet_of([HEADER, ROW], "旧", hidden=True)
    assert "“2月”没有认出表头，却有 2 行以上写着日期" in surveyed(good, days).open_questions[0]
    assert "“旧”是隐藏的，里面像是有 1 件申请" in surveyed(good, hidden).open_questions[0]
    assert not surveyed(good, days, hidden, mapping="工作表: 1月").open_questions
    assert len(surveyed(good, hidden, mapping="工作表: [1月, 旧]").sources) == 2


def test_no_ledger_is_one_message() -> None:
    with pytest.raises(InputError, match="缺少“收到日期”列"):
        surveyed(sheet_of([["申请人类型", "办理结果"], ["自然人", "公开"]]))
    with pytest.raises(InputError, match="没有“二月”这张工作表"):
        surveyed(sheet_of([HEADER]), mapping="工作表: 二月")


def test_an_application_that_stands_twice_is_asked() -> None:
    header = [*HEADER, "登记编号"]
    twice = rows_tallied(
        [*ROW, "2024-001"], [*application(number=2, outcome="撤回"), "2024-001"], header=header
    )
    [question] = twice.questions.values()
    assert question.message.startswith("登记编号与 台账 第 2 行相同，像是同一件登记了两次")
    assert question.entries[0].rows == [3]
    other = [[*HEADER, "备注"], [*application(number=9), "转抄"]]
    sheets = tallied(sheet_of([HEADER, ROW], "1月"), sheet_of(other, "全年"))
    assert asked(sheets)[0].startswith("收到日期、申请人、答复和结果与工作表“1月”里的相同")
    settled = tallied(
        sheet_of([HEADER, ROW], "1月"), sheet_of([HEADER, ROW], "全年"), mapping="行: {全年 2: 不计}"
    )
    assert counts(settled) == {"new_received.natural_person": 1, "granted.natural_person": 1}


def test_equal_rows_of_one_sheet_count_and_are_told() -> None:
    tally = rows_tallied(ROW, application(number=2))
    assert counts(tally)["granted.natural_person"] == 2
    assert "与前面的行内容完全相同，各计一件，请核对" in tally.notes


def test_decisions_about_phrases() -> None:
    row = application(outcome="另案处置", type="火星人")
    mapping = "结果: {另案处置: 属于行政查询事项}\n申请人类型: {火星人: 其他}\n"
    assert counts(rows_tallied(row, mapping=mapping)) == {
        "new_received.other_org": 1,
        "denied_admin_query.other_org": 1,
    }
    overridden = rows_tallied(ROW, mapping="结果: {予以公开: 部分公开}")
    assert counts(overridden)["partial.natural_person"] == 1
    assert (
        counts(rows_tallied(application(type=""), mapping="其余申请人: 自然人"))["granted.natural_person"]
        == 1
    )
    opened = rows_tallied(application(outcome="另案处置", replied=""), mapping="结果: {另案处置: 结转下年度}")
    assert counts(opened) == OPEN_COUNTS


def test_a_decision_about_a_group_does_not_touch_rows_with_a_reason() -> None:
    header = [*HEADER, "不予公开理由"]
    rows = [[*application(outcome="不予公开"), ""], [*application(number=2, outcome="不予公开"), "商业秘密"]]
    tally = rows_tallied(*rows, header=header, mapping="结果: {不予公开: 属于国家秘密}")
    assert counts(tally) == {
        "new_received.natural_person": 2,
        "denied_state_secret.natural_person": 1,
        "denied_third_party.natural_person": 1,
    }


@pytest.mark.parametrize(
    ("given", "decision", "expected"),
    [
        (
            {"outcome": "不予公开"},
            "属于国家秘密",
            {"new_received.natural_person": 1, "denied_state_secret.natural_person": 1},
        ),
        ({"type": ""}, "商业企业", {"new_received.business": 1, "granted.business": 1}),
        (
            {"type": "", "outcome": ""},
            "[自然人, 撤回]",
            {"new_received.natural_person": 1, "other_misc.natural_person": 1},
        ),
        (
            {"received": "2024-12-01", "replied": ""},
            "予以公开",
            {"new_received.natural_person": 1, "granted.natural_person": 1},
        ),
        ({"received": "2024-12-01", "replied": ""}, "结转下年度", OPEN_COUNTS),
        ({"replied": "很快"}, "予以公开", {"new_received.natural_person": 1, "granted.natural_person": 1}),
        ({"received": ""}, "不计", {}),
    ],
)
def test_decisions_about_single_rows(given: dict[str, str], decision: str, expected: dict[str, int]) -> None:
    tally = rows_tallied(application(**given), mapping=f"行: {{台账 2: {decision}}}")
    assert asked(tally) == []
    assert counts(tally) == expected


@pytest.mark.parametrize(
    ("decision", "message"),
    [("属于国家秘密", "台账写明是“（一）予以公开”"), ("商业企业", "台账写明申请人是“自然人”")],
)
def test_a_decision_against_what_is_written_is_asked(decision: str, message: str) -> None:
    assert asked(rows_tallied(ROW, mapping=f"行: {{2: {decision}}}"))[0].startswith(message)


def test_decisions_about_rows_that_are_gone_or_have_moved_are_refused() -> None:
    with pytest.raises(InputError, match="“台账 第 9 行”在台账里不是一件申请"):
        rows_tallied(ROW, mapping="行: {台账 9: 予以公开}")
    with pytest.raises(InputError, match="记着 2024-01-01 收到，台账这一行却是 2024-03-05"):
        rows_tallied(ROW, mapping="行: {台账 2 2024-01-01: 予以公开}")
    assert asked(rows_tallied(ROW, mapping="行: {台账 2 2024-03-05: 予以公开}")) == []


def test_names_and_numbers_never_stand_in_questions_and_notes() -> None:
    header = [*HEADER, "联系电话", "代理人"]
    rows = [
        ["1", "2024-03-05", "欧阳小明", "欧阳小明本人", "2024-03-20", "予以公开", "13912345678", "司马光"],
        ["2", "2024-03-05", "欧阳小明", "自然人", "2024-03-20", "电话13912345678告知司马光", "", "司马光"],
        ["3", "2024-03-05", "欧阳小明", "自然人", "13912345678", "予以公开", "", ""],
        ["4", "2024-03-05", "欧阳小明", "自然人", "2024-03-20", "发至a.b@c.cn", "", ""],
    ]
    tally = rows_tallied(*rows, header=header)
    said = " ".join([*asked(tally), *(question.text for question in tally.questions.values()), *tally.notes])
    assert len(tally.questions) == 4
    for secret in ("欧阳", "小明", "司马", "13912345678", "a.b@c.cn"):
        assert secret not in said


FORMATS = ["{0}.{1}.{2}", "{0}-{1:02}-{2:02}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}", "{0}/{1}/{2}"]


def written(day: date | None, how: int) -> Any:
    if day is None:
        return ""
    if how == len(FORMATS):
        return day
    if how > len(FORMATS):
        return float((day - date(1899, 12, 30)).days)
    return FORMATS[how].format(day.year, day.month, day.day)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[int, list[list[Any]], list[tuple[date, date | None, str | None, str]]]:
    """Draw a year, the rows of a ledger, and the applications as they are meant."""
    year = draw(st.sampled_from([form.first_year + 1 for form in all_forms()]))
    form = form_for_year(year)
    said = {
        section: {
            known: [
                phrase for phrase in (label, *term.get("whole", ()), *term.get("words", ())) if phrase != "是"
            ]
            for term in ledger_words()[section]["terms"]
            if (known := term["id"] if term["id"] in labels else str(term.get("otherwise"))) in labels
            for label in [labels[known]]
        }
        for section, labels in (("outcomes", outcomes(form).labels), ("applicants", applicants(form).labels))
    }
    rows: list[list[Any]] = [["2099年台账"]] if draw(st.booleans()) else []
    rows.append(HEADER)
    meant = []
    for number in range(draw(st.integers(1, 12))):
        received = draw(st.dates(date(year - 1, 6, 1), date(year + 1, 2, 1)))
        days = draw(st.none() | st.integers(0, 60))
        replied = None if days is None else received + timedelta(days=days)
        outcome = None if replied is None else draw(st.sampled_from(sorted(outcomes(form).labels)))
        kind = draw(st.sampled_from(sorted(applicants(form).labels)))
        phrase = "" if outcome is None else draw(st.sampled_from(said["outcomes"][outcome]))
        how = draw(st.integers(0, len(FORMATS) + 1))
        rows.append(
            [
                number + 1,
                written(received, how),
                f"某{number}",
                draw(st.sampled_from(said["applicants"][kind])),
                written(replied, how),
                phrase,
            ]
        )
        meant.append((received, replied, outcome, kind))
        if draw(st.booleans()):
            rows.append(draw(st.sampled_from([[], ["小计", "", 3], [number + 2], HEADER])))
    return year, rows, meant


@given(ledgers())
def test_any_ledger_counts_as_an_independent_count_does_and_every_sum_holds(
    drawn: tuple[int, list[list[Any]], list[tuple[date, date | None, str | None, str]]],
) -> None:
    year, rows, meant = drawn
    tally = tallied(sheet_of(rows), year=year)
    assert asked(tally) == []
    expected: Counter[str] = Counter()
    first, last = date(year, 1, 1), date(year, 12, 31)
    for received, replied, outcome, kind in meant:
        if received > last or (replied is not None and replied < first):
            continue
        expected[f"{'new_received' if received >= first else 'carried_in'}.{kind}"] += 1
        expected[f"{outcome if replied is not None and replied <= last else 'carried_out'}.{kind}"] += 1
    assert counts(tally) == expected
    report = counted(tally)
    for relation in report.form.relations:
        sides = [[report.value(cell) for cell in side] for side in (relation.left, relation.right)]
        if None not in sides[0] + sides[1]:
            assert sum(map(int, sides[0])) == sum(map(int, sides[1]))  # type: ignore[arg-type]
