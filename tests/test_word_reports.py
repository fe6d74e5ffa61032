"""Word files of other hands: nested and torn tables, text boxes, tracked changes, lost numbering."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportbot.answers import read_answers
from reportbot.importing.recognise import recognise
from reportbot.importing.word import read_word
from reportbot.report import Report

from .conftest import EXAMPLES
from .layouts import padded, rows_of

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def paragraph(text: str, inside: str = "") -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r>{inside}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def read(*content: str) -> Report:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{''.join(content)}</w:body></w:document>"
        )
    return recognise(read_word(stream.getvalue()))


TITLE = paragraph("云河县水利局2024年政府信息公开工作年度报告")
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
RULES = ["规章", "1", "0", "11"]
DOCUMENTS = ["行政规范性文件", "4", "2", "9"]


def numbers(report: Report) -> list[object]:
    rows = ("government_rules", "normative_documents")
    return [
        report.value(f"disclosure.{row}.{column}")
        for row in rows
        for column in ("issued", "repealed", "in_force")
    ]


def test_headings_without_their_automatic_numbers() -> None:
    report = read(
        TITLE,
        paragraph("总体情况"),
        paragraph("做了工作。"),
        paragraph("其他需要报告的事项"),
        paragraph("无。"),
    )
    assert report.texts == {"overview": "做了工作。", "other": "无。"}
    assert not [one for one in report.remarks if one.kind in {"heading_variant", "heading_order"}]


def test_a_table_nested_in_a_layout_table() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('左栏')}</w:tc><w:tc>{table([HEAD, RULES, DOCUMENTS])}</w:tc></w:tr></w:tbl>"
    assert numbers(read(TITLE, paragraph("二、主动公开政府信息情况"), inner)) == [1, 0, 11, 4, 2, 9]


def test_a_table_torn_in_two() -> None:
    report = read(
        TITLE,
        paragraph("二、主动公开政府信息情况"),
        table([HEAD, RULES]),
        paragraph("（续表）"),
        table([DOCUMENTS]),
    )
    assert numbers(report) == [1, 0, 11, 4, 2, 9]


def test_a_table_in_a_text_box() -> None:
    box = f"<w:txbxContent>{table([HEAD, RULES, DOCUMENTS])}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert numbers(read(TITLE, paragraph("二、主动公开政府信息情况", drawn))) == [1, 0, 11, 4, 2, 9]


def test_deleted_text_is_not_read_and_inserted_is() -> None:
    changed = (
        "<w:p><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:ins><w:r><w:t>1</w:t></w:r></w:ins></w:p>"
    )
    row = f"<w:tr><w:tc>{paragraph('规章')}</w:tc><w:tc>{changed}</w:tc><w:tc>{paragraph('0')}</w:tc><w:tc>{paragraph('11')}</w:tc></w:tr>"
    gone = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('规章')}</w:tc><w:tc>{paragraph('9')}</w:tc></w:tr>"
    )
    content = table([HEAD, DOCUMENTS]).replace("</w:tbl>", f"{row}{gone}</w:tbl>")
    assert numbers(read(TITLE, paragraph("二、主动公开政府信息情况"), content)) == [1, 0, 11, 4, 2, 9]


def test_merged_cells_that_do_not_say_where_they_begin() -> None:
    head = (
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='4'/></w:tcPr>"
        + paragraph("第二十条第（一）项")
        + "</w:tc></w:tr>"
    )
    rows = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr>{'<w:vMerge/>' if at == 0 else ''}</w:tcPr>{paragraph(text)}</w:tc>"
            for at, text in enumerate(row)
        )
        + "</w:tr>"
        for row in (["甲", *HEAD], ["", *RULES], ["", *DOCUMENTS])
    )
    assert numbers(read(TITLE, paragraph("二、主动公开政府信息情况"), f"<w:tbl>{head}{rows}</w:tbl>")) == [
        1,
        0,
        11,
        4,
        2,
        9,
    ]


def test_tables_without_any_merged_cell() -> None:
    report = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    back = read(
        TITLE,
        *(
            part
            for entry in report.form.tables
            for part in (
                paragraph(report.form.part(entry.id).heading),
                table(padded(rows_of(report, entry.id))),
            )
        ),
    )
    assert {cell: back.value(cell) for cell in report.form.cells} == {
        cell: report.value(cell) for cell in report.form.cells
    }
