"""Suggested problems: their conditions are sound, fire with their reason, and stay silent without figures."""

import pytest

from reportbot.answers import load_answers
from reportbot.narrative.expressions import read_condition, read_text
from reportbot.narrative.names import Names
from reportbot.narrative.problem_kinds import library
from reportbot.narrative.problems import contradicted
from reportbot.narrative.suggesting import suggestions, unsettled
from reportbot.report import Report


def kinds(report: Report) -> list[str]:
    return [suggestion.kind.id for suggestion in suggestions(report)]


@pytest.mark.parametrize("kind", library().values(), ids=lambda kind: kind.id)
def test_every_kind_can_be_read_and_is_silent_without_data(kind) -> None:  # type: ignore[no-untyped-def]
    names = Names(load_answers("年度: 2024\n"))
    for ground in kind.grounds:
        assert read_condition(ground.when).holds(names) is None
        assert read_text(ground.reason)


def test_figures_suggest_problems_with_their_reason(report: Report) -> None:
    """
    单位: {类型: 部门}
    统计数据:
      表四: {行政复议: {结果纠正: 2, 结果维持: 3, 其余: 0}, 其余: 0}
    工作情况:
      主动公开: {超期公开数: 3, 分类公开数: {工作动态: 80, 政策文件: 20}}
      政府信息管理: {差错整改: {错别字: 4, 表述: 1}}
    """
    found = suggestions(report)
    assert [one.kind.id for one in found] == ["corrected_cases", "typos", "late_publication", "low_volume"]
    assert found[0].reason == "今年审结的复议和诉讼案件里，有2件结果纠正"
    assert "disputes.review.corrected" in found[0].used
    assert found[1].reason == "今年改正错别字和错误表述5处"
    assert found[3].level == "ask"
    assert found[3].reason == "公开的100条里，动态新闻有80条，超过七成"


def test_a_kind_that_was_chosen_is_not_suggested_again(report: Report) -> None:
    """
    工作情况: {主动公开: {超期公开数: 3}}
    问题与改进: [{种类: 信息公开超期, 问题: 3条信息超期公开}]
    """
    assert "late_publication" not in kinds(report)


def test_only_kinds_of_the_organ_are_suggested(report: Report) -> None:
    """
    单位: {类型: 部门}
    工作情况: {监督保障: {社会评议: 否}}
    """
    assert "assessment" not in kinds(report)


def test_a_confirmed_finding_can_point_to_poor_records(report: Report) -> None:
    """
    说明理由: [{规则: T3-004, 理由: 上年漏登了2件}]
    """
    assert kinds(report) == ["records"]


def test_last_years_problems_are_unsettled_until_they_are_told_of(report: Report) -> None:
    """
    上年度:
      年度: 2023
      问题与改进: [栏目更新慢, 解读少, {问题: 旧问题, 上年问题进展: 已解决}]
    问题与改进: [{问题: 栏目仍有2个没有更新, 上年表述: 栏目更新慢, 上年问题进展: 部分解决}]
    """
    assert [problem.problem for problem in unsettled(report)] == ["解读少"]


@pytest.mark.parametrize(
    ("late", "state", "denied"), [(2, "已解决", True), (0, "已解决", False), (2, "部分解决", False)]
)
def test_a_problem_called_solved_can_be_denied_by_the_data(late: int, state: str, denied: bool) -> None:
    report = load_answers(
        f"年度: 2024\n工作情况: {{主动公开: {{超期公开数: {late}}}}}\n"
        f"问题与改进: [{{种类: 信息公开超期, 问题: 信息超期公开, 上年问题进展: {state}}}]\n"
    )
    assert [contradicted(problem, report) for problem in report.problems or ()] == [denied]
