"""The Word file: page, styles, fonts, tables, and that it is the same each time."""

import io
import runpy
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reportbot.answers import read_answers
from reportbot.document import compose
from reportbot.export.word import render_word
from reportbot.grid import layout
from reportbot.report import Report
from reportbot.resources import resource

from .conftest import EXAMPLES

MM = 36000


@pytest.fixture(scope="module")
def huaian() -> Report:
    return read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")


@pytest.fixture(scope="module")
def word(huaian: Report) -> Any:
    return docx.Document(io.BytesIO(render_word(compose(huaian))))


def test_the_same_report_gives_the_same_bytes(huaian: Report) -> None:
    first, second = render_word(compose(huaian)), render_word(compose(huaian))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None


def test_base_docx_is_what_its_script_builds(tmp_path: Path) -> None:
    script = resource("templates", "word", "base.py")
    runpy.run_path(str(script))["build"](tmp_path / "base.docx")
    with (
        zipfile.ZipFile(tmp_path / "base.docx") as built,
        zipfile.ZipFile(script.with_name("base.docx")) as kept,
    ):
        assert {name: built.read(name) for name in built.namelist()} == {
            name: kept.read(name) for name in kept.namelist()
        }


def test_page_and_document_grid(word: Any) -> None:
    section = word.sections[0]
    page = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert [round(length / MM) for length in page] == [210, 297, 37, 28]
    assert [round(length / MM) for length in (section.right_margin, section.bottom_margin)] == [26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 225 / 25.4 * 1440 // int(grid.get(qn("w:linePitch"))) == 22
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert 156 / 25.4 * 72 // character == 28


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("footer", "宋体", 14),
    ],
)
def test_fonts_are_really_set_for_chinese(word: Any, style: str, font: str, size: int) -> None:
    found = word.styles[style].element
    assert found.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert int(found.rPr.find(qn("w:sz")).get(qn("w:val"))) == size * 2


def test_missing_fonts_have_a_stand_in(huaian: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(render_word(compose(huaian)))) as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in fonts


def test_headings_are_in_the_navigation_pane(word: Any) -> None:
    levels = {
        paragraph.text: int(paragraph.style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")))
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading")
    }
    assert next(text for text, level in levels.items() if level == 0) == "一、总体情况"
    assert len([level for level in levels.values() if level == 0]) == 6
    assert levels["（五）监督保障"] == 1


def test_page_numbers_stand_between_dashes_on_the_outer_side(word: Any) -> None:
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert " PAGE " in "".join(node.text or "" for node in paragraph._p.iter(qn("w:instrText")))
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_tables_are_merged_as_printed(word: Any, huaian: Report) -> None:
    for table, form_table in zip(word.tables, huaian.form.tables, strict=True):
        grid = layout(huaian.form, form_table.id)
        assert (len(table.rows), len(table.columns)) == (grid.rows, grid.columns)
        for box in grid.boxes:
            corner = table.cell(box.row, box.column)
            opposite = table.cell(box.row + box.rowspan - 1, box.column + box.colspan - 1)
            assert corner._tc is opposite._tc
            if box.text:
                assert corner.text == box.text


def test_rows_are_not_torn_and_headers_repeat(word: Any) -> None:
    for table, headers in zip(word.tables, (0, 3, 3), strict=True):
        rows = table._tbl.tr_lst
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
            number < headers for number in range(len(rows))
        ]


def test_tables_stay_whole_where_a_page_can_hold_them(word: Any) -> None:
    for table in word.tables:
        kept = [
            all(cell.find(qn("w:p")).pPr.find(qn("w:keepNext")) is not None for cell in row.tc_lst)
            for row in table._tbl.tr_lst
        ]
        assert kept == [True] * (len(kept) - 1) + [False]


def test_tables_fit_the_type_area_and_numbers_are_centred(word: Any) -> None:
    for table in word.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert 155 < sum(widths) / 1440 * 25.4 <= 156
    number = word.tables[1].cell(3, 3).paragraphs[0]
    assert number.style.base_style.name == "Table Small"
    assert number.style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == "center"


def test_signature_and_date_only_when_given(huaian: Report) -> None:
    def last(report: Report) -> list[str]:
        document = docx.Document(io.BytesIO(render_word(compose(report))))
        return [paragraph.text for paragraph in document.paragraphs[-2:]]

    assert "年" not in last(huaian)[-1][-4:]
    signed = replace(huaian, facts={**huaian.facts, "front.issue_date": "2025-03-05"})
    assert last(signed) == ["淮安市人民政府", "2025年3月5日"]


def test_a_draft_is_marked(huaian: Report) -> None:
    document = docx.Document(io.BytesIO(render_word(compose(huaian, ["甲"]))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[2] == "（草稿：还有 1 处没有改正，见文末，不能公开）"
    assert texts[-1] == "1. 甲"


def test_characters_that_word_refuses_are_left_out(huaian: Report) -> None:
    document = docx.Document(
        io.BytesIO(render_word(compose(huaian.with_text("other", "甲\x08<乙>&\ufffe丙"))))
    )
    assert document.paragraphs[-1].text == "甲<乙>&丙"
