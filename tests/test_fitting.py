"""Parts that are more than their whole: named, and told by no sentence."""

import pytest

from reportbot.answers import load_answers
from reportbot.form import all_forms
from reportbot.narrative import draft, narrate
from reportbot.narrative.fitting import misfits
from reportbot.narrative.tracing import untold_facts
from reportbot.questions import all_questions
from reportbot.report import Report


def text_of(report: Report) -> str:
    return "".join(paragraph.text for section in draft(report) for paragraph in section.paragraphs)


def test_parts_within_their_whole_are_told(report: Report) -> None:
    """
    工作情况: {主动公开: {建议提案: {承办总数: 5, 人大建议: 3, 政协提案: 2}}}
    """
    assert misfits(report) == ()
    assert "3件" in text_of(report)


def test_parts_beyond_their_whole_are_named_and_not_told(report: Report) -> None:
    """
    单位: {名称: 云河县水利局}
    工作情况: {主动公开: {建议提案: {承办总数: 5, 人大建议: 3, 政协提案: 4}}}
    """
    (misfit,) = misfits(report)
    assert misfit.told == "“建议提案”对不上：人大建议加政协提案是7，比承办总数的5多"
    assert "5件" in text_of(report)
    assert not {"3件", "4件"} & {text_of(report)[start : start + 2] for start in range(len(text_of(report)))}
    reasons = {one.fact: one.reason for one in untold_facts(report, narrate(report))}
    assert reasons["proactive.proposals.motions"] == f"{misfit.told}，没有写"


@pytest.mark.parametrize(("ways", "fits"), [("{网上: 9, 信函: 3}", True), ("{网上: 9, 信函: 4}", False)])
def test_categories_are_summed_and_compared_with_cells(ways: str, fits: bool) -> None:
    report = load_answers(
        "年度: 2024\n统计数据: {表三: {本年新收: {自然人: 12, 其余: 0}, 其余: 0}}\n"
        f"工作情况: {{依申请公开: {{申请方式: {ways}}}}}\n"
    )
    told = "“申请方式”对不上：申请方式是13，比表三 一、本年新收政府信息公开申请数量 总计的12多"
    assert [misfit.told for misfit in misfits(report)] == ([] if fits else [told])


def test_wholes_name_what_there_is() -> None:
    cells = {cell for form in all_forms() for cell in form.cells}
    for question in all_questions().values():
        facts = {question.id, *(f"{question.id}.{part.id}" for part in question.answer.fields)}
        for names in question.wholes:
            assert len(names) > 1
            assert set(names) <= facts | cells | set(all_questions()), names
