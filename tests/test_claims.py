"""What sentences claim about the tables: every quantity tied to what it counts, or left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.claims import Claim, sums
from reportbot.claims.claim import Setting
from reportbot.claims.tokens import tokens
from reportbot.claims.tying import named, tie
from reportbot.claims.vocabulary import vocabulary
from reportbot.form import Form, all_forms, form_by_id
from reportbot.numbers import Cell
from reportbot.quantities import read
from reportbot.quantities.changes import changes
from reportbot.report import Report

BUREAU = Setting(form_by_id("2021"), 2024, "云河县规划局")
CITY = Setting(form_by_id("2021"), 2024, "青河市人民政府", area=True, governs=True)
GROUPS = {
    "denied_": "不予公开",
    "unavailable_": "无法提供",
    "refused_": "不予处理",
    "other_no_correction": "其他处理",
}


def claims(text: str, setting: Setting = BUREAU) -> list[Claim]:
    reading = read(text)
    amounts = [change.amount for change in changes(reading) if change.amount is not None]
    return tie(reading, setting, amounts)


def told(text: str, setting: Setting = BUREAU) -> list[str]:
    """The firm claims of a text: number (or what is said) and what it counts."""
    return [
        _said(text, claim) for claim in claims(text, setting) if claim.strength == "firm" and claim.year == 0
    ]


def _said(text: str, claim: Claim) -> str:
    lines = "|".join(_line(ids) for ids in claim.target.lines)
    columns = "|".join("+".join(ids) for ids in claim.target.columns)
    number = text[claim.start : claim.end] if claim.kind == "count" else claim.kind
    return f"{number} {lines}" + ("" if columns == "total" else f" × {columns}")


def _line(ids: tuple[str, ...]) -> str:
    if len(ids) > 2 and len({line.split("_")[0] for line in ids}) == 1:
        return next((name for start, name in GROUPS.items() if ids[0].startswith(start)), "+".join(ids))
    return "+".join(dict.fromkeys(line.split("_")[0] for line in ids) if len(ids) > 3 else ids)


RECEIVED = "new_received|new_received+carried_in"
SUITS = "direct_suit+suit_after_review"
ORGANISATIONS = "business+research+public_welfare+legal_service+other_org"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年收到政府信息公开申请12件。", [f"12件 {RECEIVED}"]),
        ("2024年，我局共受理依申请公开事项十二件。", [f"十二件 {RECEIVED}"]),
        ("全年共收到12件政府信息公开申请，办结10件。", [f"12件 {RECEIVED}", "10件 result_total"]),
        (
            "本年新收申请12件，上年结转2件，结转下年度1件。",
            ["12件 new_received", "2件 carried_in", "1件 carried_out"],
        ),
        (
            "受理申请12件，答复11件（含上年度结转申请2件，还有3件依法顺延到下年度答复）。",
            [f"12件 {RECEIVED}", "11件 result_total", "2件 carried_in", "3件 carried_out"],
        ),
        ("办结9件，其中予以公开及部分公开5件，不予公开4件。", ["5件 granted+partial", "4件 不予公开"]),
        (
            "因没有掌握等原因无法提供5件，属重复申请、信访等不予处理3件。",
            ["5件 无法提供", "3件 不予处理"],
        ),
        (
            "不予公开、无法提供共5件。",
            ["5件 denied+unavailable"],
        ),
        (
            "审结的行政复议、行政诉讼案件5件，其中结果纠正1件。",
            [f"5件 review+{SUITS} × upheld+corrected+other", f"1件 review+{SUITS} × corrected"],
        ),
        (
            "就规章而言，新制作3件；就规范性文件而言，新制作6件。",
            ["3件 government_rules × issued", "6件 normative_documents × issued"],
        ),
        ("全年制发公文30件，其中不予公开2件。", []),
        ("规章的存废问题，现行有效6件。", []),
        ("全年有6件答复在复议、诉讼中被纠正。", [f"6件 review+{SUITS} × corrected"]),
        ("5件予以公开、3件部分公开。", ["5件 granted", "3件 partial"]),
        ("5件予以公开、部分公开3件。", ["5件 granted", "3件 partial"]),
        ("作其他处理（含撤回申请）3件。", ["3件 其他处理"]),
        (
            "本机关不掌握相关政府信息2件，没有现成信息需要另行制作1件。",
            ["2件 unavailable_not_held", "1件 unavailable_needs_creation"],
        ),
        (
            "收到申请12件，其中自然人10件、法人或其他组织2件。",
            [f"12件 {RECEIVED}", f"10件 {RECEIVED} × natural_person", f"2件 {RECEIVED} × {ORGANISATIONS}"],
        ),
        (
            "自然人、法人或其他组织分别申请10件、2件。",
            [f"10件 {RECEIVED} × natural_person", f"2件 {RECEIVED} × {ORGANISATIONS}"],
        ),
        ("行政复议3件，行政诉讼2件。", ["3件 review", f"2件 {SUITS}"]),
        (
            "行政复议3件，其中结果维持2件，尚未审结1件；行政诉讼2件，均获维持。",
            [
                "3件 review",
                "2件 review × upheld",
                "1件 review × pending",
                f"2件 {SUITS}",
                f"all {SUITS} × upheld",
            ],
        ),
        (
            "行政复议案件维持、纠正、其他结果分别为7、2、3件。",
            ["7 review × upheld", "2 review × corrected", "3件 review × other"],
        ),
        ("行政复议和行政诉讼均为2件。", ["2件 review", f"2件 {SUITS}"]),
        ("未经复议直接起诉1件，复议后起诉2件。", ["1件 direct_suit", "2件 suit_after_review"]),
        (
            "行政复议5件（维持3件，审结4件）。",
            ["5件 review", "3件 review × upheld", "4件 review × upheld+corrected+other"],
        ),
        (
            "制发行政规范性文件5件，废止1件，现行有效25件。",
            [
                "5件 normative_documents × issued",
                "1件 normative_documents × repealed",
                "25件 normative_documents × in_force",
            ],
        ),
        (
            "全年制定规章2件、行政规范性文件8件。",
            ["2件 government_rules × issued", "8件 normative_documents × issued"],
        ),
        ("作出行政处罚决定12件。", ["12件 penalties × decisions"]),
        ("一年来共受理依申请公开事项12件。", [f"12件 {RECEIVED}"]),
        (
            "新收申请中，自然人提交10件，2件来自法人或其他组织。",
            [f"10件 {RECEIVED} × natural_person", f"2件 {RECEIVED} × {ORGANISATIONS}"],
        ),
        (
            "申请量由2023年的12件增加到23件，当年新收申请15件。",
            [f"23件 {RECEIVED}", "15件 new_received"],
        ),
        (
            "公民、法人或者其他组织2024年提出政府信息公开申请12件，连同上年结转的2件，共应办理14件。",
            [f"12件 {RECEIVED}", "2件 carried_in", "14件 new_received+carried_in|new_received|result_total"],
        ),
        (
            "从不予公开的理由看，较多的是保护第三方合法权益的10件、属于三类内部事务信息的4件。",
            ["10件 denied_third_party", "4件 denied_internal_affairs"],
        ),
        ("因本机关不掌握而无法提供的5件。", ["5件 unavailable_not_held"]),
        ("尚有3件申请结转至2025年继续办理。", ["3件 carried_out"]),
        ("3件申请因法定期限未满结转下一年度。", ["3件 carried_out"]),
        (
            "“予以公开”“部分公开”“不予公开”分别为5件、2件、1件。",
            ["5件 granted", "2件 partial", "1件 不予公开"],
        ),
        ("行政复议3件，结果均为维持。", ["3件 review", "all review × upheld"]),
    ],
)
def test_numbers_are_tied_to_what_they_count(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，我局未收到政府信息公开申请。", [f"none {RECEIVED}"]),
        (
            "没有政府信息公开申请，未发生行政复议、行政诉讼。",
            [f"none {RECEIVED}", "none review", f"none {SUITS}"],
        ),
        ("被纠正的原因是没有说明理由。", []),
        ("行政复议、行政诉讼均未发生。", ["none review", f"none {SUITS}"]),
        (
            "没有因依申请公开被行政复议纠错或行政诉讼败诉的情形。",
            ["none review × corrected", f"none {SUITS} × corrected"],
        ),
        (
            "制定规章2件，未制发、废止行政规范性文件。",
            ["2件 government_rules × issued", "none normative_documents × issued+repealed"],
        ),
        ("无上年结转，无下年度结转。", ["none carried_in", "none carried_out"]),
        ("未制发行政规范性文件。", ["none normative_documents × issued"]),
        (
            "收到申请2件，均为自然人申请，均予以公开。",
            [f"2件 {RECEIVED}", f"all {RECEIVED} × natural_person", "all granted"],
        ),
    ],
)
def test_words_that_say_none_or_all_are_tied(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "通过政府网站收到申请8件。",
        "1—6月收到申请5件。上半年受理申请5件。",
        "其中涉及征地拆迁的申请6件。",
        "市公安局受理政府信息公开申请20件。",
        "受理12345热线工单30件，办结30件，答复网民留言12件。",
        "收到人大代表建议5件，全部办结。",
        "“答复一件申请、办好一件事情”",
        "未收到群众对12件申请的投诉。",
        "申请数量比上年增加10件。",
        "其他5件。公开5条。",
        "主动公开政府信息119条，发布政策解读12件。",
        "行政许可申请12件。",
        "没有应公开而不予公开的办件。",
        "对25件政府信息公开申请收取了信息处理费2950元。",
        "区政府收到申请45件。",
        "未收到企业以外的申请。",
        "申请量由12件增加到网上23件。",
        "申请量居首，栏目访问由12件增加到23件。",
    ],
)
def test_what_means_something_else_or_less_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_no_name_of_the_tables_is_cut_by_what_is_read_as_a_number(form: Form) -> None:
    """第三方合法权益 is no ordinal, 信息不存在 denies nothing."""
    words = vocabulary(form)
    names = [phrase for phrase in words.telling if not any(s.kind == "noun" for s in words.senses[phrase])]
    cut = [name for name in names if name not in [t.text for t in tokens(read(f"{name}12件"), words, "")]]
    assert (cut, len(names) > 100) == ([], True)


def test_in_a_citys_report_the_governments_own_number_is_less() -> None:
    assert told("全市共收到申请312件。", CITY) == [f"312件 {RECEIVED}"]
    assert told("市政府收到申请45件。", CITY) == []


def test_the_heading_above_supplies_the_noun() -> None:
    under = Setting(form_by_id("2021"), 2024, "云河县规划局", noun="applications")
    assert told("全年共答复12件。", under) == ["12件 result_total"]
    assert told("全年共答复12件。") == []


def test_a_number_of_last_year_is_known_as_one() -> None:
    [before, now] = claims("2023年收到申请20件，2024年收到申请30件。")
    assert (before.year, now.year) == (-1, 0)
    assert [claim.year for claim in claims("上年收到申请20件。")] == [-1]


def test_words_that_mean_other_things_too_are_vague() -> None:
    assert [claim.strength for claim in claims("主动公开规章2件。")] == ["vague"]


def test_words_alone_can_be_named() -> None:
    target = named("申请数量", BUREAU)
    assert target is not None
    assert target.code == "NAR-001"
    assert named("网站访问量", BUREAU) is None


def test_every_printed_label_is_known_in_every_form() -> None:
    for form in all_forms():
        words = vocabulary(form)
        for cell in form.cells_of("applications"):
            label = cell.row[-1].label
            if len(cell.row) > 2 and label != "3.其他":
                plain = label.split(".", 1)[1].split("、行政机关")[0]
                assert any(plain in phrase for phrase in words.senses), label


def test_form_2019_counts_its_own_cells() -> None:
    old = Setting(form_by_id("2019"), 2020, "云河县规划局")
    assert told("新制作规范性文件5件，其他处理2件。", old) == [
        "5件 normative_documents × made",
        "2件 other_all",
    ]


def report(**cells: int | None) -> Report:
    form = form_by_id("2021")
    stated = {f"applications.{name.replace('__', '.')}": Cell(value) for name, value in cells.items()}
    return Report(form, 2024, cells=stated)


def test_both_readings_are_worked_out() -> None:
    [claim] = claims("收到申请12件。")
    found = sums(report(new_received__total=10, carried_in__total=2), claim.target)
    assert [each.exact for each in found] == [10, 12]
    quantity = read("收到申请12件。").quantities[0]
    assert [each.admits(quantity) for each in found] == [False, True]


def test_a_blank_cell_leaves_what_is_filled_as_the_least() -> None:
    [claim] = claims("予以公开5件。")
    found = sums(report(granted__natural_person=6, granted__total=None), claim.target)
    assert [(each.exact, each.least) for each in found] == [(None, 6)]
    assert not found[0].admits(read("5件").quantities[0])
    assert found[0].admits(read("7件").quantities[0])


PIECES = [
    "收到", "申请", "12件", "3", "（", "）", "、", "，", "。", "其中", "均", "分别", "未收到", "行政复议", "维持", "不予公开", "和",
    "自然人", "2023年", "1月", "《条例》", "规章", "制发", "区政府", "热线", "上年", "结转下年度", "我局",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_mixture_of_words_is_tied_without_an_exception(text: str) -> None:
    for claim in claims(text):
        assert claim.target.lines
        assert claim.target.columns
        assert 0 <= claim.start < claim.end <= len(text)
        sums(report(new_received__total=1), claim.target)
