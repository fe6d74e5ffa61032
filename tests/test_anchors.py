"""Concrete problems: what ties a sentence to one organ, and what any organ could say."""

import pytest

from reportbot.narrative.anchors import anchors, empty_phrases_in, is_concrete, is_empty
from reportbot.report import Problem, Report


@pytest.mark.parametrize(
    "text",
    [
        "政策解读12件均为文字",
        "“政策文件”栏目4月起未更新",
        "答复被纠正2件，均因未留检索记录",
        "专职人员0名",
        "有三份文件公开晚了",
        "规划科报送晚了两次",
        "答复无法提供时没有写明应向哪个机关申请",
        "引用第十四条时没有说明理由",
        "《信息发布审核办法》没有修订",
        "惠民补贴公示晚，原因是村级名单报送晚",
    ],
)
def test_an_anchor_makes_a_problem_concrete(text: str) -> None:
    assert anchors(text)


@pytest.mark.parametrize(
    "text",
    [
        "政策解读质量仍需进一步提升",
        "公开内容的深度和广度还有待拓展",
        "部分科室报送信息不够及时",
        "个别单位认识不到位",
        "取得一定成效，但与群众期待还有差距",
        "工作机制有待完善，原因是重视程度不够",
        "有关单位的业务能力有待提高",
        "进一步加强学习培训，提高思想认识",
    ],
)
def test_what_any_organ_could_say_is_empty(text: str) -> None:
    assert is_empty(text), anchors(text)


def test_names_among_the_facts_are_anchors(report: Report) -> None:
    """
    工作情况: {主动公开: {重点领域: [校外培训机构监管]}}
    """
    assert is_empty("校外培训机构监管信息公开得不够")
    assert not is_empty("校外培训机构监管信息公开得不够", report)


def test_details_and_cause_count() -> None:
    assert not is_concrete(Problem("公开不够及时"))
    assert is_concrete(Problem("公开不够及时", detail="最晚的一份3月印发、5月上网"))
    assert is_concrete(Problem("公开不够及时", cause="起草时没有定公开属性"))
    assert not is_concrete(Problem("公开不够及时", cause="重视不够"))


def test_an_empty_phrase_knows_what_to_ask() -> None:
    found = empty_phrases_in("信息公开工作水平还有待进一步提高")
    assert "水平有待提高" in [phrase.phrase for phrase in found]
    assert all(phrase.ask for phrase in found)
