"""Edits live on: a sentence left alone follows the facts, one changed by the user stays and is checked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.answers import load_answers
from reportbot.answers.writing import put_text
from reportbot.errors import InputError
from reportbot.narrative import Sentence, narrate
from reportbot.narrative.redrafting import redraft, split
from reportbot.narrative.sentences import Stale
from reportbot.report import Report

ANSWERS = """\
年度: 2024
单位: {名称: 云河县水利局, 类型: 部门}
工作情况:
  主动公开: {主动公开总数: 119, 分类公开数: {工作动态: 107, 政策文件: 12}, 重点领域: [水旱灾害防御, 河长制]}
"""


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(text) for text in texts]


def redrafted(drafted: str, edited: str, *now: str) -> tuple[str, list[Stale]]:
    kept, stale = redraft(drafted, edited, sentences(*now))
    return "".join(sentence.text for sentence in kept), list(stale)


def test_sentences_are_split_at_full_stops_outside_quotes() -> None:
    assert split("甲说“好。”乙走了。丙（见上。）来。\n丁！") == [
        "甲说“好。”乙走了。",
        "丙（见上。）来。",
        "丁！",
    ]


def test_an_untouched_sentence_follows_the_facts_and_an_edited_one_stays() -> None:
    text, stale = redrafted(
        "全年公开119条。重点是防汛。",
        "全年公开119条。重点是防汛抗旱和节水。",
        "全年公开125条。",
        "重点是防汛。",
    )
    assert text == "全年公开125条。重点是防汛抗旱和节水。"
    assert stale == []


def test_an_outdated_number_in_an_edited_sentence_is_shown_with_the_new_one() -> None:
    text, stale = redrafted(
        "全年公开119条，其中政策文件12条。",
        "全年通过网站公开119条，其中政策文件12条，图解3条。",
        "全年公开125条，其中政策文件12条。",
    )
    assert text == "全年通过网站公开119条，其中政策文件12条，图解3条。"
    assert stale == [Stale(text, "全年通过网站公开125条，其中政策文件12条，图解3条。")]


def test_equal_numbers_are_renewed_in_their_order() -> None:
    _, stale = redrafted("培训2次，检查2次。", "全年培训2次，另检查2次。", "培训2次，检查4次。")
    assert stale[0].proposed == "全年培训2次，另检查4次。"


def test_a_sentence_the_user_added_stays_where_it_is() -> None:
    text, _ = redrafted("甲一条。乙两条。", "甲一条。自己写的话。乙两条。", "甲三条。", "乙两条。")
    assert text == "甲三条。自己写的话。乙两条。"


def test_a_sentence_the_user_deleted_does_not_come_back() -> None:
    text, _ = redrafted("公开119条。重点是防汛。", "公开119条。", "公开125条。", "重点是防汛和节水。")
    assert text == "公开125条。"


def test_a_new_fact_gets_its_sentence() -> None:
    text, _ = redrafted(
        "公开119条。重点是防汛。",
        "公开119条。重点是防汛抗旱。",
        "公开119条。",
        "发布解读5件。",
        "重点是防汛。",
    )
    assert text == "公开119条。发布解读5件。重点是防汛抗旱。"


def test_a_withdrawn_fact_takes_its_untouched_sentence_and_marks_an_edited_one() -> None:
    text, stale = redrafted(
        "公开119条。发布解读5件。举办培训2场。检查4次。",
        "公开119条。发布政策解读共5件。举办培训2场。检查4次。",
        "公开119条。",
        "检查4次。",
    )
    assert text == "公开119条。发布政策解读共5件。检查4次。"
    assert stale == [Stale("发布政策解读共5件。", "")]


def test_a_draft_in_quite_other_words_leaves_the_users_text_alone() -> None:
    text, stale = redrafted(
        "全年公开119条。重点是防汛。",
        "全年公开119条，重点是防汛。",
        "2024年，我局主动公开政府信息125条。",
        "围绕河长制发布信息。",
    )
    assert text == "全年公开119条，重点是防汛。"
    assert stale == [Stale("全年公开119条，重点是防汛。", "")]


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6))
def test_what_was_not_edited_is_what_is_drafted(numbers: list[int]) -> None:
    drafted = "".join(f"第{chr(0x4E00 + place)}类公开{place}条。" for place, _ in enumerate(numbers))
    now = [f"第{chr(0x4E00 + place)}类公开{number}条。" for place, number in enumerate(numbers)]
    text, stale = redrafted(drafted, drafted, *now)
    assert text == "".join(now)
    assert stale == []


def paragraph_of(report: Report, item: str = "proactive.volume") -> str:
    return next(paragraph.text for paragraph in narrate(report).paragraphs if paragraph.id == item)


def test_an_edit_in_the_answers_file_lives_through_changed_facts() -> None:
    drafted = paragraph_of(load_answers(ANSWERS))
    first, *rest = split(drafted)
    edited = first + "".join(rest) + "以上均已校对。"
    text = put_text(ANSWERS, "proactive.volume", edited, drafted)
    report = load_answers(text)
    assert (report.texts, report.drafted) == ({"proactive.volume": edited}, {"proactive.volume": drafted})
    later = load_answers(
        text.replace("主动公开总数: 119", "主动公开总数: 125").replace("工作动态: 107", "工作动态: 113")
    )
    assert paragraph_of(later).endswith("以上均已校对。")
    assert "125条" in paragraph_of(later)
    assert "119条" not in paragraph_of(later)


def test_an_edited_paragraph_needs_its_text() -> None:
    with pytest.raises(InputError, match="没有写“正文”"):
        load_answers(f"{ANSWERS}修改的段落: {{proactive.volume: {{原稿: 甲}}}}\n")
    with pytest.raises(InputError, match="不认识“初稿”"):
        load_answers(f"{ANSWERS}修改的段落: {{proactive.volume: {{正文: 甲, 初稿: 乙}}}}\n")


def test_a_paragraph_that_has_no_place_is_told() -> None:
    report = replace(
        load_answers(ANSWERS),
        texts={"problems.problem.7": "自己写的。", "proactive": "全节。", "proactive.volume": "一段。"},
    )
    assert narrate(report).unplaced == ("problems.problem.7", "proactive.volume")
