"""Data annex, PDF, charts, check sheet, an office's own Word styles."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from reportbot.answers import load_answers, read_answers
from reportbot.cli.app import run
from reportbot.errors import InputError
from reportbot.export import charts, check_sheet, pdf
from reportbot.export.check_sheet import key_figures
from reportbot.export.data import COLUMNS, as_data, data_schema, render_csv
from reportbot.report import Report

from .conftest import EXAMPLES

HUAIAN = EXAMPLES / "huaian-2024" / "answers.yaml"
AS_PUBLISHED = EXAMPLES / "lusong-hrss-2020-as-published" / "answers.yaml"


@pytest.fixture(scope="module")
def huaian() -> Report:
    return read_answers(HUAIAN)


@pytest.mark.parametrize("path", [HUAIAN, AS_PUBLISHED], ids=["huaian", "lusong"])
def test_the_data_annex_fits_its_schema(path: Path) -> None:
    jsonschema.validate(as_data(read_answers(path)), data_schema())


def test_every_cell_is_a_line_of_the_csv_file() -> None:
    report = read_answers(AS_PUBLISHED)
    header, *lines = csv.reader(io.StringIO(render_csv(report)))
    assert tuple(header) == COLUMNS
    assert [line[0] for line in lines] == list(report.form.cells)
    by_id = {line[0]: line[1:] for line in lines}
    assert by_id["disclosure.licences.decisions"] == [
        "表二",
        "行政许可",
        "处理决定数量",
        "件",
        "",
        "12(2019-2020)",
    ]
    assert by_id["disclosure.procurement.amount_yuan"][4] == "1361000"


def test_all_formats_come_out_of_one_call(tmp_path: Path) -> None:
    targets = [tmp_path / f"report.{suffix}" for suffix in ("md", "docx", "html", "json", "csv")]
    assert run(["draft", str(HUAIAN), *(f"-o{target}" for target in targets)]) == 0
    assert json.loads(targets[3].read_text(encoding="utf-8"))["year"] == 2024
    assert targets[4].read_bytes().startswith(b"\xef\xbb\xbf")


def test_without_libreoffice_pdf_gives_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "_program", lambda: None)
    assert run(["draft", str(HUAIAN), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "需要 LibreOffice" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_conversion_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for program in (sys.executable, str(tmp_path / "none")):
        monkeypatch.setattr(pdf, "_program", lambda: program)  # noqa: B023 (called before the next turn)
        assert run(["draft", str(HUAIAN), "-o", str(tmp_path / "a.pdf")]) == 2
        assert "LibreOffice 没有转换成功" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有安装 LibreOffice")
def test_libreoffice_opens_our_word_file_and_makes_a_pdf(tmp_path: Path) -> None:
    assert run(["draft", str(HUAIAN), "-o", str(tmp_path / "a.pdf")]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def pages(path: Path) -> list[Any]:
    """The pages of a Word file as LibreOffice breaks them."""
    if not shutil.which("soffice"):
        pytest.skip("没有安装 LibreOffice，不核对分页")
    reader = pytest.importorskip("pdfplumber", reason="没有安装 pdf 组件，不核对分页")
    path.with_suffix(".pdf").write_bytes(pdf.convert_word(path.read_bytes()))
    with reader.open(path.with_suffix(".pdf")) as document:
        return [page.extract_text() for page in document.pages]


@pytest.mark.parametrize("example", ["huaian-2024", "lusong-hrss-2020", "yunhe-county-2025"])
def test_table_three_stands_on_one_page_with_its_heading(example: str, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    assert run(["draft", str(EXAMPLES / example / "answers.yaml"), "-o", str(target)]) == 0
    texts = pages(target)
    [table_three] = [text for text in texts if "三、收到和处理政府信息公开申请情况" in text]
    for label in ("勾稽关系", "一、本年新收", "1.属于国家秘密", "（七）总计", "四、结转下年度继续办理"):
        assert label in table_three
    assert [text.rstrip().splitlines()[-1] for text in texts] == [
        f"— {number} —" for number in range(1, len(texts) + 1)
    ]


@pytest.mark.parametrize("example", ["qingshi-town-2024", "planted-errors-2024", "huaian-2024"])
def test_the_check_sheet_is_one_page(example: str, tmp_path: Path) -> None:
    sheet = tmp_path / "s.docx"
    run(["draft", str(EXAMPLES / example / "answers.yaml"), "-o", "-", "--check-sheet", str(sheet)])
    [text] = pages(sheet)
    assert "分管领导" in text


def test_key_figures_group_the_outcomes(huaian: Report) -> None:
    figures = {name: [huaian.value(cell) for cell in cells] for name, cells in key_figures(huaian.form)}
    assert sum(value for value in figures["（三）不予公开"] if value is not None) == 178
    assert figures["（七）总计"] == [3050]
    assert figures["复议后起诉"] == [20]
    assert figures["规章 / 现行有效件数"] == [11]


def test_the_check_sheet_tells_what_was_found(tmp_path: Path) -> None:
    sheet = tmp_path / "核对单.docx"
    assert run(["draft", str(AS_PUBLISHED), "-o", str(tmp_path / "a.md"), "--check-sheet", str(sheet)]) == 1
    assert not (tmp_path / "a.md").exists()
    document = docx.Document(str(sheet))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "还没有改正（8处）" in texts
    assert any("“12(2019-2020)”不是数字" in text for text in texts)
    assert [row.cells[0].text for row in document.tables[-1].rows] == ["", "经办人", "审核人", "分管领导"]


@pytest.mark.parametrize("name", ["planted-errors-2024", "lusong-hrss-2020-as-published", "suqian-2024"])
def test_the_check_sheet_is_one_page_however_much_was_found(name: str, tmp_path: Path) -> None:
    sheet = tmp_path / "核对单.docx"
    run(["draft", str(EXAMPLES / name / "answers.yaml"), "-o", "-", "--check-sheet", str(sheet)])
    document = docx.Document(str(sheet))
    lines = sum(-(-len(paragraph.text) // check_sheet.CHARACTERS) for paragraph in document.paragraphs[2:])
    assert check_sheet.ROW * len(document.tables[0].rows) + lines <= check_sheet.LINES
    assert not any(row.cells[1].text == row.cells[2].text == "0" for row in document.tables[0].rows)


def test_the_schema_of_the_data_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--data"]) == 0
    assert json.loads(capsys.readouterr().out) == data_schema()


def test_the_check_sheet_compares_with_last_year(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text(
        HUAIAN.read_text(encoding="utf-8")
        + "上年度: {年度: 2023, 统计数据: {表三: {本年新收: {自然人: 3000, 其余: 0}, 其余: 0}}}\n",
        encoding="utf-8",
    )
    run(["draft", str(answers), "-o", "-", "--check-sheet", str(tmp_path / "s.docx")])
    rows = [
        [cell.text for cell in row.cells] for row in docx.Document(str(tmp_path / "s.docx")).tables[0].rows
    ]
    assert ["一、本年新收政府信息公开申请数量", "3119", "3000", "+119"] in rows


def test_charts_show_only_numbers_that_are_there(huaian: Report) -> None:
    assert charts.outcomes(huaian) == {
        "予以公开": 1362,
        "部分公开": 454,
        "不予公开": 178,
        "无法提供": 781,
        "不予处理": 88,
        "其他处理": 187,
    }
    assert charts.applicants(huaian)["自然人"] == 3001
    blank = load_answers("年度: 2024\n统计数据: {表三: {予以公开: {自然人: 1}}}\n")
    assert charts.outcomes(blank) == charts.applicants(blank) == {}
    assert charts.over_years(huaian, [blank]) == {2024: 3119}
    assert charts.figures(blank) == ()


def test_charts_are_the_same_each_time_and_told_in_words(huaian: Report, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    try:
        first, second = charts.figures(huaian), charts.figures(huaian)
    except InputError:
        pytest.skip("没有中文字体")
    assert first == second
    assert first[0].alt.startswith("予以公开1362件、部分公开454件")
    target = tmp_path / "a.docx"
    assert run(["draft", str(HUAIAN), "-o", str(target), "--charts"]) == 0
    described = [shape._inline.docPr.get("descr") for shape in docx.Document(str(target)).inline_shapes]
    assert described[0] == first[0].alt


def test_a_missing_font_or_library_is_told(monkeypatch: pytest.MonkeyPatch, huaian: Report) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(charts, "FONTS", ())
    with pytest.raises(InputError, match="画图需要中文字体"):
        charts.figures(huaian)


def test_a_font_installed_since_the_library_listed_them_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    font_manager = pytest.importorskip("matplotlib.font_manager")
    monkeypatch.setattr(charts, "FONTS", ("DejaVu Sans Mono",))
    old = [font for font in font_manager.fontManager.ttflist if font.name != "DejaVu Sans Mono"]
    installed = [font.fname for font in font_manager.fontManager.ttflist if font not in old]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", old)
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [*installed, "broken.ttf"])
    assert charts._font(font_manager) is None
    assert charts._font(font_manager, newly_installed=True) == "DejaVu Sans Mono"


def test_an_offices_own_word_styles(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    assert run(["draft", str(HUAIAN), "-o", str(own)]) == 0
    document: Any = docx.Document(str(own))
    document.styles["Title"].font.size = 30 * 12700
    document.save(str(own))
    target = tmp_path / "a.docx"
    assert run(["draft", str(HUAIAN), "-o", str(target), "--word-template", str(own)]) == 0
    written: Any = docx.Document(str(target))
    assert written.styles["Title"].font.size.pt == 30
    assert [paragraph.text for paragraph in written.paragraphs].count("一、总体情况") == 1


def test_styles_of_our_own_are_added_to_an_offices_file(tmp_path: Path) -> None:
    own, target = tmp_path / "own.docx", tmp_path / "a.docx"
    docx.Document().save(str(own))
    assert run(["draft", str(HUAIAN), "-o", str(target), "--word-template", str(own)]) == 0
    written: Any = docx.Document(str(target))
    assert written.tables[1].cell(3, 3).paragraphs[0].style.name == "Table Small Number"


def test_word_styles_that_lack_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare, broken = tmp_path / "bare.docx", tmp_path / "broken.docx"
    document: Any = docx.Document()
    for name in ("Title", "Heading 2"):
        document.styles.element.remove(document.styles[name].element)
    document.save(str(bare))
    broken.write_bytes(b"PK nonsense")
    missing = tmp_path / "没有.docx"
    for path, expected in (
        (bare, "缺少这些样式：Title、heading 2"),
        (broken, "这不是 Word 文件"),
        (missing, "找不到这个文件"),
    ):
        assert run(["draft", str(HUAIAN), "-o", str(tmp_path / "a.docx"), "--word-template", str(path)]) == 2
        assert expected in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()
