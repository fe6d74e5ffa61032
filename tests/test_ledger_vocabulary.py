"""Phrases of offices, matched to the rows and columns of both forms."""

from typing import Any

import pytest

from reportbot.form import Form, all_forms, form_for_year
from reportbot.labels import bare
from reportbot.ledger.vocabulary import (
    DONE,
    DOUBT,
    OPEN,
    Vocabulary,
    applicants,
    dispute_results,
    ledger_words,
    outcomes,
    single,
    status,
)

FORM = form_for_year(2024)
OLD = form_for_year(2020)
SECTIONS = {"outcomes": outcomes, "applicants": applicants, "disputes": dispute_results}
FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)


def phrases(term: dict[str, Any]) -> list[str]:
    return [*term.get("whole", ()), *term.get("words", ())]


@FORMS
@pytest.mark.parametrize("section", SECTIONS)
def test_every_phrase_of_the_data_means_its_row(form: Form, section: str) -> None:
    vocabulary = SECTIONS[section](form)
    for term in ledger_words()[section]["terms"]:
        known = term["id"] if term["id"] in vocabulary.labels else term.get("otherwise")
        if known in vocabulary.labels:
            assert {phrase: single(vocabulary.read(phrase)) for phrase in phrases(term)} == dict.fromkeys(
                phrases(term), known
            )


@FORMS
@pytest.mark.parametrize("section", SECTIONS)
def test_every_row_of_the_form_has_a_term_and_every_term_a_row(form: Form, section: str) -> None:
    terms = {term["id"] for term in ledger_words()[section]["terms"]}
    assert set(SECTIONS[section](form).labels) <= terms
    assert terms <= {known for each in all_forms() for known in SECTIONS[section](each).labels}


@FORMS
def test_printed_labels_are_known_with_and_without_their_group(form: Form) -> None:
    for vocabulary in (outcomes(form), dispute_results(form), applicants(form)):
        for known, label in vocabulary.labels.items():
            assert vocabulary.certain(label) == known
            assert vocabulary.certain(known) == known
    for cell in form.cells_of("applications"):
        label = bare(cell.row[-1].label)
        if str(cell.row[-1].id) in outcomes(form).labels and not label.endswith("其他"):
            assert outcomes(form).certain(label) == cell.row[-1].id


@FORMS
def test_doubtful_phrases_and_groups_need_a_decision(form: Form) -> None:
    for section, build in SECTIONS.items():
        vocabulary = build(form)
        data = ledger_words()[section]
        doubtful = [phrase for doubt in data.get("doubtful", ()) for phrase in phrases(doubt)]
        doubtful += [phrase for group in data.get("groups", {}).values() for phrase in group]
        assert [phrase for phrase in doubtful if single(vocabulary.read(phrase))] == []
        assert [phrase for phrase in doubtful if not vocabulary.read(phrase)] == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("予以公开", "granted"),
        ("公开", "granted"),
        ("延期后予以公开", "granted"),
        ("部分公开，涉及个人隐私", "partial"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"),
        ("不予公开（国家秘密）", "denied_state_secret"),
        ("（三）不予公开—1.属于国家秘密", "denied_state_secret"),
        ("不予公开：危及“三安全一稳定”", "denied_security_stability"),
        ("第三方不同意公开", "denied_third_party"),
        ("无法提供，信息不存在", "unavailable_not_held"),
        ("作为信访件处理", "refused_petition"),
        ("已发补正通知，逾期未补正", "other_no_correction"),
        ("申请人书面要求撤回申请", "other_misc"),
        ("其他处理—3.其他", "other_misc"),
    ],
)
def test_what_offices_write_is_matched(text: str, row: str) -> None:
    assert outcomes(FORM).certain(text) == row


@pytest.mark.parametrize(
    "text",
    [
        "不予公开",
        "不予以公开",
        "不同意公开",
        "其他",
        "3.其他",
        "其他处理",
        "依申请公开",
        "不属于国家秘密",
        "未予以公开",
        "除个人隐私外予以公开",
        "不予公开，信息不存在",
        "不属于政府信息",
        "已答复",
        "办理中",
        "",
        "经审查，您申请公开的信息本机关已经在门户网站公开，现告知获取方式，请您登录网站查询，另有部分内容不存在",
    ],
)
def test_what_is_not_certain_is_not_matched(text: str) -> None:
    assert outcomes(FORM).certain(text) is None


def test_other_is_never_counted_by_default() -> None:
    assert outcomes(OLD).read("其他") == {"other_all", DOUBT}
    assert outcomes(OLD).certain("其他处理") == "other_all"
    assert outcomes(OLD).certain("撤回") == "other_all"
    assert outcomes(OLD).certain("补正未回复") == "other_all"


def test_texts_are_combined_to_what_all_allow() -> None:
    vocabulary = outcomes(FORM)
    assert vocabulary.combine(map(vocabulary.read, ["不予公开", "商业秘密"])) == {"denied_third_party"}
    assert vocabulary.combine(map(vocabulary.read, ["已答复", "予以公开"])) == {"granted"}
    assert vocabulary.combine(map(vocabulary.read, ["部分公开", "商业秘密"])) == {"partial"}
    assert vocabulary.combine(map(vocabulary.read, ["予以公开", "信息不存在"])) == {
        "granted",
        "unavailable_not_held",
    }
    assert OPEN in vocabulary.combine(map(vocabulary.read, ["部分公开", "办理中"]))
    assert vocabulary.combine([]) == frozenset()


def test_status_tells_no_result() -> None:
    assert status(FORM).read("是") == {DONE}
    assert status(FORM).read("否") == {OPEN}
    assert status(FORM).read("予以公开") == frozenset()


def test_an_unknown_vocabulary_knows_nothing() -> None:
    assert Vocabulary({}).read("予以公开") == frozenset()
