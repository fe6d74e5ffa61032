"""Where sentences come from, what has become of facts, and the charts of the applications: in the interview."""

from pathlib import Path

from reportbot.interview import views
from reportbot.interview.sources import sources
from reportbot.questions import fact_name
from reportbot.wrapping import columns_of
from tests.conftest import EXAMPLES
from tests.talking import PROFILE, begun

EDUCATION = (EXAMPLES / "yunhe-education-2025" / "answers.yaml").read_text(encoding="utf-8")


def test_every_sentence_has_its_rule_and_every_fact_its_place(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", EDUCATION)
    entries = list(sources(interview.session, interview.steps))
    texts = [entry.text for entry in entries]
    sentence = next(
        at_ for at_, text in enumerate(texts) if text.startswith("年内在云河县人民政府网站新公开")
    )
    assert entries[sentence + 1].text.startswith("proactive.volume.website_only：")
    assert "主动公开 网站公开数" in texts[sentence + 2]
    placed = {entry.text.partition("：")[0]: entry for entry in entries if entry.mark in {"✓", "–"}}
    assert placed["主动公开 网站公开数"].text.endswith("（一）主动公开")
    assert "为控制篇幅" in placed["主动公开 解读形式"].text
    assert placed["单位 电话"].step == "agency.contact"
    assert {fact_name(fact) for fact in interview.session.report.facts} == set(placed)
    ids = {step.id for step in interview.steps}
    assert {entry.step for entry in entries if entry.step} <= ids


def test_cells_behind_a_sentence_are_told_by_their_official_names(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", EDUCATION)
    texts = [entry.text for entry in sources(interview.session, interview.steps)]
    assert any("表三 一、本年新收政府信息公开申请数量 总计＝23" in text for text in texts)


def test_sentences_of_the_clerks_own_and_missing_ones_are_told(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", PROFILE + "修改的段落: {proactive: 本年度公开信息若干条。}\n")
    texts = [(entry.mark, entry.text) for entry in sources(interview.session, interview.steps)]
    assert ("←", "自己写的") in texts
    assert ("←", "还缺内容") in texts


def test_applications_are_drawn_as_bars_that_need_no_colour(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", EDUCATION)
    bars = [entry.text for entry in views.charts(interview.session.report)]
    assert bars[0] == "2025年申请办理结果（件）"
    assert bars[1] == "予以公开 14 ================"
    assert len({columns_of(bar.partition("  ")[0]) for bar in bars if bar.startswith("法律")}) == 1
    assert all(columns_of(bar) <= 36 for bar in bars if "=" in bar)
    assert not list(views.charts(begun(tmp_path / "b.yaml", PROFILE).session.report))
