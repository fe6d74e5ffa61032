"""draft --trace: what stands behind each sentence, and what was given and not told."""

from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.cli.app import run
from reportbot.narrative import narrate
from reportbot.narrative.tracing import trace, untold_facts
from reportbot.report import Report

from .conftest import EXAMPLES


def test_every_sentence_is_traced(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    上年度: {年度: 2023, 统计数据: {表三: {本年新收: {自然人: 3, 其余: 0}, 其余: 0}}}
    统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 予以公开: {自然人: 5, 其余: 0}, 其余: 0}}
    修改的段落: {management: 自己写的一段。}
    """
    lines = list(trace(report, narrate(report)))
    assert "[on_request.intake]" in lines
    assert any("applications.new_received.total=5" in line for line in lines)
    assert any("last.applications.new_received.total=3" in line for line in lines)
    assert lines[lines.index("  自己写的一段。") + 1] == "    自己写的"
    assert "    等待补充" in lines


def test_what_is_not_told_has_its_reason(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门, 级别: 县级}
    工作情况:
      主动公开: {新闻发布会: {举办: 0}, 超期公开数: 3}
      政府信息管理: {自查: {次数: 12}}
    修改的段落: {management: 自己写的一段。}
    """
    reasons = {one.fact: one.reason for one in untold_facts(report, narrate(report))}
    assert reasons["agency.level"] == "只用来判断数据是否合理"
    assert reasons["proactive.press_conferences.held"] == "回答是 0 或者没有，不写"
    assert reasons["management.self_checks.times"] == "这一节有您自己写的段落"
    assert reasons["proactive.late_publications"].startswith("没有合适的句子")


def test_what_gave_way_to_length_is_told() -> None:
    report = read_answers(EXAMPLES / "yunhe-education-2025" / "answers.yaml")
    short, full = narrate(report), narrate(report, "full")
    assert short.omitted
    assert not full.omitted
    reasons = {one.fact: one.reason for one in untold_facts(report, short)}
    assert any("--length full" in reason for reason in reasons.values())
    printed = {"agency.", "front."}
    untold = {one.fact for one in untold_facts(report, full) if not one.fact.startswith(tuple(printed))}
    assert untold == {"supervision.supervision_channels.received", "proactive.late_publications"}


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = EXAMPLES / "yunhe-education-2025" / "answers.yaml"
    assert run(["draft", str(answers), "-o", str(tmp_path / "a.md"), "--trace"]) == 0
    out = capsys.readouterr().out
    assert "[proactive.volume]" in out
    assert "[填了没有用上]" in out
    assert "agency.level（级别）：只用来判断数据是否合理" in out
    assert run(["draft", str(answers), "-o", str(tmp_path / "b.md"), "--length", "brief"]) == 0
    brief, usual = (len((tmp_path / name).read_text(encoding="utf-8")) for name in ("b.md", "a.md"))
    assert brief < usual
