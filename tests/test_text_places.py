"""Findings in the user's own paragraphs point to the line and column of the wrong words."""

from datetime import date
from typing import NamedTuple

import pytest

from reportbot.answers import load_answers
from reportbot.checks import check, selected

TABLE = "年度: 2024\n单位: {名称: 云河县水利局}\n统计数据: {表三: {本年新收: {自然人: 12, 其余: 0}, 上年结转: 无}}\n"
WRONG = "全年收到申请13件，都按时办了。"


class Told(NamedTuple):
    """Where a finding points, the number it names, and the one it proposes."""

    line: int | None
    column: int | None
    actual: str
    expected: str


def told(texts: str) -> Told:
    [finding] = check(load_answers(TABLE + texts, "a.yaml"), date(2025, 1, 10), selected(["NAR-001"]))
    [text, *_] = finding.places
    assert "把 13 改成 12" in finding.message
    return Told(text.line, text.column, finding.actual, finding.expected)


@pytest.mark.parametrize(
    ("texts", "line", "column"),
    [
        (f"修改的段落: {{总体情况: {WRONG}}}", 4, 21),
        (f"修改的段落:\n  总体情况: {WRONG}\n", 5, 15),
        (f'修改的段落:\n  总体情况: "{WRONG}"\n', 5, 16),
        (f"修改的段落:\n  总体情况: |\n    一句别的话。\n    {WRONG}\n", 7, 11),
        (f"修改的段落:\n  总体情况: |\n\n    一句别的话。\n\n    {WRONG}\n", 9, 11),
        (f"修改的段落:\n  # 说明\n  overview: |-\n    {WRONG}{WRONG.replace('13', '12')}\n", 7, 11),
    ],
)
def test_the_number_is_pointed_at(texts: str, line: int, column: int) -> None:
    assert told(texts) == Told(line, column, "13", "12")


def test_a_line_that_yaml_has_folded_is_pointed_at_by_its_key() -> None:
    texts = "修改的段落:\n  总体情况: >\n    全年收到申请13件，\n    都按时办了。\n"
    assert told(texts) == Told(5, 9, "13", "12")


def test_a_paragraph_that_stands_in_the_file_twice_is_found_behind_its_own_key() -> None:
    texts = f"修改的段落:\n  其他需要报告的事项: {WRONG.replace('收到申请13件', '没有别的事')}\n  总体情况: {WRONG}\n"
    assert told(texts).line == 6


@pytest.mark.parametrize(("now", "column"), [(12, 61), (10, 22)])
def test_a_paragraph_that_follows_the_facts_is_pointed_at_by_its_key(now: int, column: int) -> None:
    """Only where its first sentence is still the one in the file, places in the paragraph are places there."""
    draft = f"2024年，我局新收政府信息公开申请{now}件，均由自然人提出。"
    texts = f"修改的段落:\n  on_request.intake: {{正文: {draft}收到申请13件。, 原稿: {draft}}}\n"
    report = load_answers(TABLE + texts, "a.yaml")
    [finding] = check(report, date(2025, 1, 10), selected(["NAR-001"]))
    assert (finding.places[0].line, finding.places[0].column) == (5, column)
