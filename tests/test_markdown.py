"""Markdown: readable as source, valid when rendered, every label and number in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reportbot.answers import read_answers
from reportbot.document import compose
from reportbot.export.markdown import escape, paragraph, render_markdown
from reportbot.grid import layout

from .conftest import EXAMPLES

NAMES = ["lusong-hrss-2020", "huaian-2024", "qingshi-town-2024"]
PARSER = MarkdownIt("commonmark").enable("table")

printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1
).map(str.strip)


def texts(markdown: str) -> list[str]:
    """The inline texts of a rendered document, in order."""
    tokens = PARSER.parse(markdown)
    return [
        "".join(child.content for child in token.children or [] if child.type in {"text", "code_inline"})
        for token in tokens
        if token.type == "inline"
    ]


@given(printable.filter(bool))
def test_any_text_is_printed_as_it_is(text: str) -> None:
    tokens = PARSER.parse(paragraph(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


@given(printable.filter(bool))
def test_any_text_fits_into_a_table_cell(text: str) -> None:
    table = f"| 甲 | 乙 |\n| --- | --- |\n| {escape(text)} | 1 |\n"
    cells = [token for token in PARSER.parse(table) if token.type == "inline"]
    assert len(cells) == 4
    assert "".join(child.content for child in cells[2].children or []) == text


@pytest.mark.parametrize("style", ["pipe", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_every_label_and_number_is_there(name: str, style: str) -> None:
    report = read_answers(EXAMPLES / name / "answers.yaml")
    markdown = render_markdown(compose(report), style)
    plain = markdown.replace("\\", "")
    for table in report.form.tables:
        for box in layout(report.form, table.id).boxes:
            assert box.text in plain
    assert [token.tag for token in PARSER.parse(markdown) if token.type == "heading_open"].count("h2") == 6


@pytest.mark.parametrize("name", NAMES)
def test_pipe_tables_have_the_cells_in_the_order_of_the_form(name: str) -> None:
    report = read_answers(EXAMPLES / name / "answers.yaml")
    markdown = render_markdown(compose(report))
    rows = [line for line in markdown.splitlines() if line.startswith("|") and ":-:" not in line]
    numbers = [part.strip().removesuffix("元") for row in rows for part in row.split("|") if part.strip()]
    found = [part.lstrip("+") for part in numbers if part.lstrip("+-").replace(".", "").isdigit()]
    assert found == [str(report.value(cell)).lstrip("+") for cell in report.form.cells]


def test_html_tables_have_true_spans() -> None:
    report = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    markdown = render_markdown(compose(report), "html")
    assert '<th rowspan="22" scope="rowgroup" align="left">三、本年度办理结果</th>' in markdown
    assert '<th rowspan="3" colspan="3" align="center">（本列数据的勾稽关系为' in markdown
    assert markdown.count("<table") == 3
