"""The names of sentence rules: where each leads, and the trace it leaves."""

import pytest

from reportbot.answers import load_answers
from reportbot.form import all_forms
from reportbot.narrative.derived import DERIVED
from reportbot.narrative.expressions import NoValueError
from reportbot.narrative.names import Names
from reportbot.narrative.vocabulary import all_facts, ambiguous_names, facts_behind, is_known
from reportbot.questions import all_questions
from reportbot.report import Report


def test_every_derived_figure_is_defined_in_chinese_and_hides_no_other_name() -> None:
    short = {question.answer.id for question in all_questions().values()}
    sections = {question.section for question in all_questions().values()}
    tables = {table.id for form in all_forms() for table in form.tables}
    for name, derive in DERIVED.items():
        assert (derive.__doc__ or "").endswith("。"), name
        assert name not in short | sections | tables, name


def test_cells_facts_and_last_year_are_found_and_traced(report: Report) -> None:
    """
    上年度: {年度: 2023, 统计数据: {表三: {本年新收: {自然人: 3, 其余: 0}, 其余: 0}}}
    统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 其余: 0}}
    工作情况:
      主动公开: {微信公众号: {发布数: 46, 账号名称: 云河教育}, 分类公开数: {工作动态: 7}}
      政府信息管理: {制度建设: [甲办法]}
    """
    names = Names(report)
    assert names.look("applications.new_received.total") == 5
    assert names.look("last.received") == 3
    assert names.look("items_wechat.items") == 46
    assert names.look("proactive.items_wechat.name") == "云河教育"
    assert names.look("items_by_kind.工作动态") == 7
    assert names.look("management.rules_issued") == ("甲办法",)
    assert names.used == {
        "applications.new_received.total",
        "last.applications.new_received.total",
        "proactive.items_wechat.items",
        "proactive.items_wechat.name",
        "proactive.items_by_kind",
        "management.rules_issued",
    }
    for nothing in (
        "items_total",
        "items_by_kind.政策文件",
        "last.items_total",
        "nobody",
        "disclosure.licences.decisions",
    ):
        with pytest.raises(NoValueError):
            names.look(nothing)


def test_a_name_looked_up_twice_is_traced_twice(report: Report) -> None:
    """
    统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 其余: 0}}
    """
    names = Names(report)
    assert names.look("handled") == 5
    first, names.used = names.used, set()
    assert names.look("handled") == 5
    assert names.used == first != set()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("items_total", True),
        ("proactive.items_total", True),
        ("items_wechat.items", True),
        ("errors_corrected.隐私", True),
        ("applications.granted.total", True),
        ("last.applications.granted.total", True),
        ("results", True),
        ("last", False),
        ("items_totol", False),
        ("items_wechat", False),
        ("items_total.more", False),
        ("year.more", False),
        ("results.granted", True),
        ("applications.granted", False),
        ("entry.problem", False),
    ],
)
def test_what_is_a_name(name: str, known: bool) -> None:
    assert is_known(name) is known


def test_the_facts_behind_a_name() -> None:
    assert facts_behind("items_total") == {"proactive.items_total"}
    assert facts_behind("errors_corrected.隐私") == {"management.errors_corrected"}
    assert facts_behind("interpreted_share") == {
        "proactive.interpretation_rate.done",
        "proactive.interpretation_rate.needed",
    }
    assert facts_behind("last.items_total") == facts_behind("received") == set()
    assert {"rules_issued", "practices"} <= ambiguous_names()
    assert len(all_facts()) > 250


def test_derived_figures_need_all_their_parts(report: Report) -> None:
    """
    统计数据:
      表三: {本年新收: {自然人: 5, 其余: 0}}
      表四: {行政复议: {结果维持: 2, 结果纠正: 1, 其他结果: 0}}
    工作情况:
      主动公开: {发文公开属性: {制发总数: 20, 主动公开: 12, 依申请公开: 5, 不予公开: 2}, 解读率: {应解读文件: 12, 已解读文件: 13}}
    """
    names = Names(report)
    assert names.find("received") == 5
    assert names.find("handled") is None
    assert names.find("results") is None
    assert names.find("corrected") is None
    assert names.find("by_attribute") is None
    assert names.find("interpreted_share") is None
    assert names.find("proactive_rate") == 60


@pytest.mark.parametrize(("dispute", "rate"), [("结果维持: 3, 结果纠正: 1", "0.25"), ("尚未审结: 2", None)])
def test_the_correction_rate_is_of_closed_cases(dispute: str, rate: str | None) -> None:
    report = load_answers(f"年度: 2024\n统计数据: {{表四: {{行政复议: {{{dispute}, 其余: 0}}, 其余: 0}}}}\n")
    found = Names(report).find("correction_rate")
    assert (None if found is None else str(found)) == rate


@pytest.mark.parametrize(("year", "last"), [(2023, 3), (2022, None)])
def test_only_the_year_before_is_last_year(year: int, last: int | None) -> None:
    report = load_answers(
        "年度: 2024\n统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 其余: 0}}\n"
        f"上年度: {{年度: {year}, 统计数据: {{表三: {{本年新收: {{自然人: 3, 其余: 0}}, 其余: 0}}}}}}\n"
    )
    assert Names(report).find("last.received") == last
