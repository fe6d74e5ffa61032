"""HTML: valid, self-contained, and with a table layout that a site's editor leaves alone."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportbot.answers import read_answers
from reportbot.document import compose
from reportbot.export.html import render_html
from reportbot.report import Report

from .conftest import EXAMPLES


@pytest.fixture(scope="module")
def huaian() -> Report:
    return read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")


def test_a_page_is_valid(huaian: Report) -> None:
    html5lib.HTMLParser(strict=True).parse(render_html(compose(huaian, ["甲<b>"])))


def test_a_fragment_is_valid_inside_a_page(huaian: Report) -> None:
    fragment = render_html(compose(huaian), fragment=True)
    assert "<html" not in fragment
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title>{fragment}")


@pytest.mark.parametrize("fragment", [False, True])
def test_nothing_is_fetched_and_nothing_runs(huaian: Report, *, fragment: bool) -> None:
    page = render_html(compose(huaian), fragment=fragment)
    assert not re.search(r"<script|<link|<img|<iframe|\bon\w+=|src=|@import|url\(", page)


def test_tables_keep_their_layout_in_attributes(huaian: Report) -> None:
    tables = html.fromstring(render_html(compose(huaian), fragment=True)).findall(".//table")
    for table, form_table in zip(tables, huaian.form.tables, strict=True):
        assert table.get("border") == "1"
        numbers = [cell.text for cell in table.iter("td")]
        assert len(numbers) == len(huaian.form.cells_of(form_table.id))
        assert all(cell.get("align") == "center" for cell in table.iter("td"))
    assert "社会<wbr>公益<wbr>组织" in html.tostring(tables[1], encoding="unicode")
    assert [cell.text for cell in tables[1].iter("th") if cell.get("rowspan") == "22"] == [
        "三、本年度办理结果"
    ]
    assert len(tables[1].findall("thead/tr")) == 3


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    report = read_answers(EXAMPLES / "qingshi-town-2024" / "answers.yaml").with_text("other", f"甲{text}乙")
    page = html.fromstring(render_html(compose(report)))
    shown = [paragraph.text_content() for paragraph in page.iter("p")]
    assert shown[-len(f"甲{text}乙".splitlines()) :] == [
        line.strip() for line in f"甲{text}乙".splitlines() if line.strip()
    ]
