"""Writing single answers: what is written reads back, and nothing else changes."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.answers import load_answers
from reportbot.answers.writing import (
    put_cell,
    put_confirmation,
    put_fact,
    put_none,
    put_problem,
    put_rest,
    put_source,
    put_text,
    put_unverified,
    put_year,
)
from reportbot.form import all_forms, form_for_year
from reportbot.numbers import Cell
from reportbot.questions import Answer, all_questions
from reportbot.report import Confirmation, Problem

FORM = form_for_year(2024)
EMPTY = "年度: 2024\n"

SAMPLES: Mapping[str, Any] = {
    "count": 12,
    "amount": 380,
    "percent": 98,
    "text": "每月5日前: 更新",
    "list": ("甲", "乙，丙"),
    "yes": True,
    "date": "2025-01-20",
    "map": {"工作动态": 107, "其他": 2},
}


def sample(answer: Answer) -> Any:
    if answer.type == "record":
        return {field.id: sample(field) for field in answer.fields}
    if answer.type == "choice":
        return answer.options[-1].id
    if answer.options:
        return tuple(option.id for option in answer.options[:2])
    return SAMPLES[answer.type]


def flat(prefix: str, value: Any, answer: Answer) -> dict[str, Any]:
    if answer.type == "record":
        return {f"{prefix}.{name}": item for name, item in value.items()}
    return {prefix: value}


@pytest.mark.parametrize("question", all_questions().values(), ids=lambda question: question.id)
def test_every_question_can_be_written_and_read(question: Any) -> None:
    value = sample(question.answer)
    text = put_fact(EMPTY, question, value)
    assert load_answers(text).facts == flat(question.id, value, question.answer)
    assert load_answers(put_fact(text, question, None)).facts == {}


@given(st.data())
def test_every_cell_can_be_written_and_read(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(all_forms()))
    text = put_year("", form.first_year)
    stated: dict[str, Cell] = {}
    for cell in data.draw(st.lists(st.sampled_from(sorted(form.cells)), max_size=12, unique=True)):
        value = data.draw(st.integers(0, 99999))
        stated[cell] = Cell(value, note=data.draw(st.sampled_from([None, "2019年: 备注"])))
        text = put_cell(text, form, cell, stated[cell])
    assert load_answers(text).cells == stated


@pytest.mark.parametrize("start", ["无", "{其余: 0}", "{新收: 0, rest: 0}".replace("新收", "本年新收")])
def test_a_cell_written_into_a_table_of_zeros_leaves_the_others_at_zero(start: str) -> None:
    text = put_cell(f"{EMPTY}统计数据:\n  表三: {start}\n", FORM, "applications.granted.business", Cell(3))
    report = load_answers(text)
    assert report.value("applications.granted.total") == 3
    assert report.value("applications.new_received.natural_person") == 0
    assert report.value("applications.carried_out.total") == 0


def test_a_cell_is_found_below_nested_groups() -> None:
    text = f"{EMPTY}统计数据:\n  表三:\n    不予公开:\n      属于国家秘密: {{自然人: 1}}\n"
    changed = put_cell(text, FORM, "applications.denied_state_secret.business", Cell(2))
    assert changed == text.replace("{自然人: 1}", "{自然人: 1, 商业企业: 2}")


def test_an_unreadable_cell_is_written_as_it_was_typed() -> None:
    text = put_cell(EMPTY, FORM, "disclosure.licences.decisions", Cell(raw="12(2019-2020)"))
    assert load_answers(text).cells["disclosure.licences.decisions"].raw == "12(2019-2020)"


def test_none_and_rest_answer_whole_tables() -> None:
    text = put_rest(put_none(EMPTY, FORM, "disputes"), FORM, "disclosure")
    report = load_answers(put_rest(text, FORM, "disputes"))
    assert {report.value(cell) for cell in FORM.cells if not cell.startswith("applications")} == {0}


def test_problems_reasons_texts_and_sources() -> None:
    first = Problem("栏目更新慢", kind="columns_stale", done=("补齐3个栏目",), measures=("每两周巡查一次",))
    reason = Confirmation(
        "T2-005", "清理时漏统", ("disclosure.licences.decisions",), {"disclosure.licences.decisions": "3"}
    )
    text = put_problem(EMPTY, 0, first)
    text = put_problem(text, 1, Problem("人员少", state="remains"))
    text = put_confirmation(text, 0, reason)
    text = put_unverified(text, ["proactive.items_total"])
    text = put_source(text, "proactive.items_total", "上年报告")
    text = put_text(text, "proactive", "第一段\n第二段")
    report = load_answers(text)
    assert report.problems == (first, Problem("人员少", state="remains"))
    assert report.confirmations == (reason,)
    assert report.unverified == ("proactive.items_total",)
    assert report.sources == {"proactive.items_total": "上年报告"}
    assert report.texts == {"proactive": "第一段\n第二段"}
    again = load_answers(put_text(put_problem(text, 0, None), "proactive", None))
    assert again.problems == (Problem("人员少", state="remains"),)
    assert again.texts == {}
