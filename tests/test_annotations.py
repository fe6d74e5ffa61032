"""``check --annotate``: the same Word file with a comment on each wrong cell and sentence."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from reportbot.answers import read_answers
from reportbot.checks import Finding, check
from reportbot.cli.app import run
from reportbot.document import compose
from reportbot.errors import InputError, Place
from reportbot.export.annotations import annotate
from reportbot.export.word import render_word
from reportbot.grid import layout
from reportbot.numbers import Cell, read_cell
from reportbot.report import Remark, Report

from .conftest import EXAMPLES, TODAY

HUAIAN = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
WRONG = "applications.granted.business"


def read(path: Path) -> Report:
    """Read one of our own Word files by the grid that drew it; stands in for the reader of Word files."""
    word = docx.Document(str(path))
    form = HUAIAN.form
    cells = {cell: Cell() for cell in form.cells}
    for table, drawn in zip(form.tables, word.tables, strict=True):
        grid, entries = layout(form, table.id), drawn._cells
        for box in grid.boxes:
            if box.cell:
                leaf = form.cells[box.cell].leaf
                text = entries[box.row * grid.columns + box.column].text
                cells[box.cell] = read_cell(text, leaf.kind, leaf.units)
    texts: dict[str, str] = {}
    part = "front"
    for paragraph in word.paragraphs:
        found = [entry.id for entry in form.parts if entry.heading == paragraph.text]
        part = found[0] if found else part
        if not found and paragraph.text:
            texts[part] = f"{texts[part]}\n{paragraph.text}" if part in texts else paragraph.text
    return Report(form, 2024, cells, texts=texts, published=True, file="报告.docx")


@pytest.fixture(scope="module")
def data() -> bytes:
    """The Huaian report as a Word file with one wrong number."""
    cells = {cell: HUAIAN.cell(cell) for cell in HUAIAN.form.cells}
    return render_word(compose(replace(HUAIAN, cells=cells).with_cell(WRONG, Cell(12))))


@pytest.fixture
def published(data: bytes, tmp_path: Path) -> Report:
    (tmp_path / "报告.docx").write_bytes(data)
    return read(tmp_path / "报告.docx")


def comments(data: bytes) -> list[tuple[str, str]]:
    """The words marked and the text of each comment."""
    word = docx.Document(io.BytesIO(data))
    marked: dict[str, list[str]] = {}
    open_: set[str] = set()
    for element in word.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name in {"commentRangeStart", "commentRangeEnd"}:
            number = element.get(docx.oxml.ns.qn("w:id"))
            marked.setdefault(number, [])
            open_ ^= {number}
        elif name == "t":
            for number in open_:
                marked[number].append(element.text or "")
    return [("".join(marked[str(comment.comment_id)]), comment.text) for comment in word.comments]


def annotated(
    data: bytes, report: Report, findings: list[Finding], reader: Any = read
) -> list[tuple[str, str]]:
    return comments(annotate(data, report, findings, reader))


def test_a_wrong_cell_gets_one_comment_with_all_that_is_said_of_it(data: bytes, published: Report) -> None:
    findings = [finding for finding in check(published, TODAY) if finding.code.startswith("T3")]
    [(number, text)] = annotated(data, published, findings)
    assert number == "12"
    assert text.count("错误 T3-00") == 2
    assert "由 12 改成 21" in text


def test_a_sentence_is_found_by_its_place_and_its_words(data: bytes, published: Report) -> None:
    line = published.texts["problems"].splitlines()[1]
    finding = Finding("TXT-020", "hint", "请改", actual=line[:6], items=("texts.problems.2",))
    [(marked, text)] = annotated(data, published, [finding])
    assert line[:6] in marked
    assert text == "提示 TXT-020：请改"


def test_of_two_equal_numbers_the_one_that_the_message_marks_is_found(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for words in ("受理19件，复议", "9", "件，诉讼", "9", "件。"):
        paragraph.add_run(words)
    word.save(str(tmp_path / "a.docx"))
    report = Report(HUAIAN.form, 2024, texts={"overview": "受理19件，复议9件，诉讼9件。"}, published=True)
    message = "“…复议9件，诉讼【9】件。”：正文写的是 9"
    cells, items = ("disputes.review.total",), ("texts.overview.1", "overview.1")
    finding = Finding("NAR-008", "warning", message, cells, actual="9", items=items)
    data = annotate((tmp_path / "a.docx").read_bytes(), report, [finding], lambda _: report)
    marks = docx.Document(io.BytesIO(data)).element.body.xpath(
        ".//w:commentRangeStart/preceding-sibling::w:r"
    )
    assert "".join(run.text for run in marks) == "受理19件，复议9件，诉讼"


def test_only_the_runs_with_the_words_are_marked(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for words in ("全年公开", "１２", "条信息。"):
        paragraph.add_run(words)
    word.save(str(tmp_path / "a.docx"))
    report = Report(HUAIAN.form, 2024, texts={"overview": "全年公开１２条信息。"}, published=True)
    finding = Finding("TXT-021", "hint", "请改", actual="１２", items=("texts.overview",))
    found = annotated((tmp_path / "a.docx").read_bytes(), report, [finding], lambda _: report)
    assert found == [("１２", "提示 TXT-021：请改")]


def test_a_blank_cell_is_commented_on_in_its_row_and_the_rest_at_the_top(
    data: bytes, published: Report
) -> None:
    blank = Finding("CEL-001", "hint", "空着", cells=("applications.granted.research",))
    heading = Finding("STR-004", "warning", "标题", actual="五、存在的主要问题及改进情况")
    general = Finding("STR-006", "error", "没有表格")
    settled = replace(general, status="confirmed")
    unmarked = published.with_cell("applications.granted.research", Cell())
    found = annotated(data, unmarked, [blank, heading, general, settled], lambda path: _without(read(path)))
    assert found[0] == ("1288", "提示 CEL-001：空着")
    assert found[1] == ("五、存在的主要问题及改进情况", "警告 STR-004：标题")
    assert found[2] == ("淮安市人民政府", "错误 STR-006：没有表格")
    assert len(found) == 3


def _without(report: Report) -> Report:
    return report.with_cell("applications.granted.research", Cell())


def test_an_unreadable_copy_still_gets_its_comments(data: bytes, published: Report) -> None:
    def refuse(_: Path) -> Report:
        raise InputError("没有认出")

    finding = Finding("T3-003", "error", "不平", cells=(WRONG,))
    assert annotated(data, published, [finding], refuse) == [("淮安市人民政府", "错误 T3-003：不平")]


def test_the_rest_of_the_file_stays_and_the_output_is_the_same_each_time(
    data: bytes, published: Report
) -> None:
    finding = Finding("T3-003", "error", "不平", cells=(WRONG,), places=(Place("a"),))
    first = annotate(data, published, [finding], read)
    assert annotate(data, published, [finding], read) == first
    before, after = (docx.Document(io.BytesIO(each)) for each in (data, first))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    assert [c.text for t in before.tables for c in t._cells] == [
        c.text for t in after.tables for c in t._cells
    ]


def test_what_is_no_word_file_is_refused(published: Report) -> None:
    with pytest.raises(InputError, match="打不开"):
        annotate(b"PK", published, [], read)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.yaml", "--annotate", "b.docx"], "只能配一份 Word 报告"),
        (["a.docx", "b.docx", "--annotate", "c.docx"], "只能配一份 Word 报告"),
        (["a.docx", "--annotate", "c.doc"], "只能配一份 Word 报告"),
        (["a.docx", "--annotate", "a.docx"], "这是要读的文件，不能写到它上面"),
    ],
)
def test_wrong_calls(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *arguments]) == 2
    assert said in capsys.readouterr().err


def annotate_by_command(data: bytes, folder: Path) -> tuple[str, str]:
    """Run the command on a file; returns the one comment."""
    (folder / "报告.docx").write_bytes(data)
    target = folder / "批注.docx"
    assert run(["check", str(folder / "报告.docx"), "--select", "T3", "--annotate", str(target)]) == 1
    [comment] = comments(target.read_bytes())
    return comment


def test_from_the_command_line(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("batch", "importing"):
        monkeypatch.setattr(f"reportbot.{module}.read_report", lambda path, **_: read(path))
    number, text = annotate_by_command(data, tmp_path)
    assert (number, "由 12 改成 21" in text) == ("12", True)
    assert f"已写出 {tmp_path / '批注.docx'}" in capsys.readouterr().err


def test_with_the_reader_of_word_files(data: bytes, tmp_path: Path) -> None:
    pytest.importorskip("reportbot.importing.word")
    assert annotate_by_command(data, tmp_path)[0] == "12"


def test_remarks_without_a_place_do_not_stop_it(data: bytes, published: Report) -> None:
    remarked = replace(published, remarks=(Remark("table_missing", official="表"),))
    findings = [finding for finding in check(remarked, TODAY) if finding.code == "STR-006"]
    assert len(annotated(data, remarked, findings)) == 1
