"""The published schema, and the skeleton that a clerk fills in."""

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from reportbot.answers import load_answers
from reportbot.answers.schema import answers_schema
from reportbot.answers.skeleton import skeleton
from reportbot.form import all_forms
from reportbot.questions import KINDS, all_questions, load_section
from reportbot.report import Problem, Report

from .conftest import EXAMPLES

SCHEMA = answers_schema()


def errors(data: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(data)]


def test_the_schema_is_valid_and_of_a_size_that_editors_like() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert len(json.dumps(SCHEMA, ensure_ascii=False)) < 600_000


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/answers.yaml")), ids=lambda path: path.parent.name)
def test_every_example_fits_the_schema(path: Any) -> None:
    assert errors(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"年度": "今年"},
        {"年度": 24},
        {"年度": 2024, "说明理由": [{"规则": "T2-005"}]},
        {"年度": 2024, "说明理由": [{"理由": "机构改革"}]},
        {"年度": 2024, "单位信息": {}},
        {"年度": 2024, "单位": {"名子": "甲"}},
        {"年度": 2024, "统计数据": {"表五": {}}},
        {"年度": 2024, "统计数据": {"表三": {"予以公开": {"自然": 1}}}},
        {"年度": 2024, "工作情况": {"主动公开": {"微信公众号": {"甲": 1}}}},
        {"年度": 2024, "单位": {"类型": "公司"}},
        {"年度": 2024, "问题与改进": [{"措施是": "甲"}]},
    ],
)
def test_what_the_reader_refuses_the_schema_marks(data: Any) -> None:
    assert errors(data)


def test_descriptions_stand_at_the_questions() -> None:
    described = SCHEMA["$defs"]["proactive.items_website"]["description"]
    assert described.startswith(all_questions()["proactive.items_website"].question)
    assert "问谁：" in described


@pytest.mark.parametrize("kind", [None, *KINDS])
@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_a_skeleton_reads_back_blank_and_fits_the_schema(form: Any, kind: str | None) -> None:
    text = skeleton(form.first_year, "云河县水利局", kind=kind)
    report = load_answers(text)
    assert report.cells == {}
    assert set(report.facts) == {"agency.name", "agency.kind", "agency.level"}
    assert errors(yaml.safe_load(text)) == []
    assert all(
        len(line.encode("gbk", "replace")) <= 82
        for line in text.splitlines()
        if line.lstrip().startswith("#") and "写法：" not in line
    )
    assert not re.search(r"^ *# [，。、；：？！）”》}]", text, re.MULTILINE)


def test_a_skeleton_teaches_every_must_question() -> None:
    text = skeleton(2024, None, kind="department").replace("\n", "").replace("# ", "").replace(" ", "")
    for question in all_questions().values():
        if question.rank("department") == "must":
            assert question.question.replace(" ", "") in text
            assert f"问谁：{question.holder}".replace(" ", "") in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_of_a_skeleton_can_be_copied_as_it_stands(kind: str) -> None:
    text = skeleton(2024, None, kind=kind)
    filled, copied = re.subn(
        r"^( *)# 写法：(.+: )(.+)\n(?: *#.*\n)*\1\2?.*$", r"\1\2\3", text, flags=re.MULTILINE
    )
    assert copied == text.count("# 写法：")
    assert len(load_answers(filled).facts) >= copied - 10


def test_a_skeleton_for_another_kind_asks_other_questions() -> None:
    town, department = skeleton(2024, None, kind="township"), skeleton(2024, None, kind="department")
    assert "\n    公开栏:" in town
    assert "\n    公开栏:" not in department


def test_last_years_facts_stand_beside_the_questions() -> None:
    form = all_forms()[-1]
    last = Report(
        form,
        2023,
        facts={
            "proactive.items_wechat.items": 46,
            "proactive.items_wechat.name": "云河水利",
            "agency.postcode": "012345",
        },
        problems=(Problem("栏目更新慢", measures=("每两周巡查",)),),
    )
    text = skeleton(2024, None, last, "2023.yaml", kind="department")
    assert "# 上年：{发布数: 46, 账号名称: 云河水利}" in text
    assert "  邮编: 012345\n" in text
    [problem] = load_answers(text).problems or ()
    assert (problem.problem, problem.last_year, problem.state) == (
        "栏目更新慢",
        "栏目更新慢；每两周巡查",
        None,
    )


def test_sections_have_chinese_names_that_are_unique() -> None:
    for name in (
        "agency",
        "front",
        "overview",
        "proactive",
        "on_request",
        "management",
        "platform",
        "supervision",
        "other",
    ):
        section = load_section(name)
        keys = [key for question in section.questions for key in question.answer.names]
        assert len(keys) == len(set(keys))
        assert section.intro
