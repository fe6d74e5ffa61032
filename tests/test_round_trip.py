"""What our own documents say comes back: import(draft(x)) = x for Markdown, Word and HTML."""

import base64
from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportbot.document import Figure, compose
from reportbot.export.data import narrative_of
from reportbot.export.html import render_html
from reportbot.export.markdown import render_markdown
from reportbot.export.word import render_word
from reportbot.form import Form, FormCell, all_forms, load_form
from reportbot.importing.blocks import Source
from reportbot.importing.html import read_html
from reportbot.importing.markdown import read_markdown
from reportbot.importing.recognise import recognise
from reportbot.importing.word import read_word
from reportbot.numbers import Cell
from reportbot.report import FactValue, Report

from .test_form import CASCADE

FORMS = (*all_forms(), load_form(CASCADE))
BY_ID = {form.id: form for form in FORMS}
PARTS = ("front", "overview", "problems", "other")

Writer = Callable[[Report, list[str]], bytes]
WAYS: Mapping[str, tuple[Writer, Callable[[bytes], Source]]] = {
    "pipe": (lambda report, open_: render_markdown(compose(report, open_)).encode(), read_markdown),
    "md-html": (
        lambda report, open_: render_markdown(compose(report, open_), "html").encode(),
        read_markdown,
    ),
    "page": (lambda report, open_: render_html(compose(report, open_)).encode(), read_html),
    "fragment": (
        lambda report, open_: render_html(compose(report, open_), fragment=True).encode(),
        read_html,
    ),
    "word": (lambda report, open_: render_word(compose(report, open_)), read_word),
}

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OPEN = ["表三总计应为 5，写的是 4。请核对", "标题里没有单位名称"]
RAW = ["/", "—", "12(2019-2020)", "22（其中修订16件）", "十", "约3件", "见附件", "0/0"]


ANNOTATED = ["/", "—", "12(2019-2020)", "22（其中修订16件）", "0/0"]
"""Texts that even a copy without markup shows to be the content of a cell."""


def cell(spec: FormCell, chance: Random, blanks: float, raw: list[str] = RAW) -> Cell:
    if chance.random() < blanks:
        return Cell()
    if chance.random() < 0.05:
        return Cell(raw=chance.choice(raw))
    number = chance.choice([0, chance.randint(0, 9), chance.randint(10, 99_999_999)])
    if spec.kind == "change":
        return Cell(number * chance.choice([1, -1]))
    return Cell(Decimal(number) / chance.choice([1, 10, 10_000]) if spec.kind == "amount" else number)


words = st.text("公开信息条申请甲乙丙2024年，、；：（）“”《》*_|<>&\\#[]`~-+.1%", min_size=1, max_size=40)
paragraphs = st.lists(words.map(lambda text: f"我局{text}。"), min_size=1, max_size=4)
PROFILE: Mapping[str, list[str]] = {
    "agency.name": ["云河县教育局", "临江市人民政府", "青石镇人民政府", "某某高新技术产业开发区管理委员会"],
    "agency.contact_office": ["办公室", "云河县教育局办公室"],
    "agency.address": ["云河县人民路18号", "人民路1号（市民中心，3楼）"],
    "agency.postcode": ["243000"],
    "agency.phone": ["0555-1234567", "（0555）1234567"],
    "agency.fax": ["0555-1234568"],
    "agency.email": ["bgs@yunhe.gov.cn"],
    "agency.website.name": ["云河县人民政府网站"],
    "agency.website.url": ["www.yunhe.gov.cn", "https://www.yunhe.gov.cn/zwgk/"],
    "front.local_basis": ["《云河县人民政府办公室关于做好年报工作的通知》（云政办〔2024〕9号）"],
    "front.issue_date": ["2025-01-20", "2021-12-01"],
    "front.signature": ["云河县教育局", "青石镇人民政府"],
}
DETAILS = {"agency.address", "agency.postcode", "agency.phone", "agency.fax", "agency.email"}


def made_up(form: Form, chance: Random, blanks: float, own_words: list[str], raw: list[str] = RAW) -> Report:
    """A report with cells, profile and texts by chance."""
    facts: dict[str, FactValue] = {
        fact: chance.choice(options) for fact, options in PROFILE.items() if chance.random() < 0.7
    }
    facts["agency.name"] = chance.choice(PROFILE["agency.name"])
    sections = chance.sample(["proactive", "platform.facilities", "supervision", "problems", "other"], 3)
    texts = {section: "\n".join(own_words[number:]) for number, section in enumerate(sections)}
    filled = {spec.id: cell(spec, chance, blanks, raw) for spec in form.cells.values()}
    return Report(form, form.first_year, filled, facts, texts=texts)


def narrative(report: Report) -> dict[str, str | None]:
    return {part: narrative_of(report, part) for part in PARTS}


def shown(report: Report) -> dict[str, FactValue]:
    """The facts of the profile that the document shows."""
    facts = dict(report.facts)
    if "agency.contact_office" not in facts:
        facts = {fact: value for fact, value in facts.items() if fact not in DETAILS}
    if "agency.website.name" not in facts or "agency.website.url" not in facts:
        facts = {fact: value for fact, value in facts.items() if not fact.startswith("agency.website")}
    if not DETAILS & set(facts):
        facts.pop("agency.contact_office", None)
    return facts


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form_id", BY_ID)
@settings(max_examples=15)
@given(
    seed=st.integers(0, 2**32),
    blanks=st.sampled_from([0, 0.2, 0.9, 1]),
    own_words=paragraphs,
    marked=st.booleans(),
)
def test_what_is_drafted_comes_back(
    form_id: str, way: str, seed: int, blanks: float, own_words: list[str], *, marked: bool
) -> None:
    form = BY_ID[form_id]
    report = made_up(form, Random(seed), blanks, [*own_words, "本机关无其他事项。", "甲。", "乙。"])  # noqa: S311
    write, read = WAYS[way]
    back = recognise(read(write(report, OPEN if marked else [])), forms=FORMS)
    assert (back.form.id, back.year) == (report.form.id, report.year)
    for cell_id in form.cells:
        expected, found = report.cell(cell_id), back.cell(cell_id)
        assert found.value == expected.value, cell_id
        assert not expected.unreadable or found.raw == expected.raw, cell_id
    assert narrative(back) == narrative(report)
    assert {fact: back.facts.get(fact) for fact in shown(report)} == shown(report)
    assert [remark.kind for remark in back.remarks if remark.kind not in {"guess", "draft"}] == []
    assert ("draft" in {remark.kind for remark in back.remarks}) == marked
    assert back.rows_outside_the_form == {}


def test_a_figure_is_no_text() -> None:
    report = made_up(BY_ID["2021"], Random(1), 0, ["甲。"] * 3)  # noqa: S311
    figure = Figure("申请人构成", "<svg></svg>", PNG, "自然人1件、法人2件")
    document = compose(report, figures=[figure])
    for data, read in (
        (render_markdown(document).encode(), read_markdown),
        (render_html(document).encode(), read_html),
        (render_word(document), read_word),
    ):
        back = recognise(read(data))
        assert not [remark for remark in back.remarks if remark.kind not in {"guess"}]
        assert narrative(back) == narrative(report)
