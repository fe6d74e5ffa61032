"""Damaged and hostile files: a report or one clear message, soon, without network or much memory."""

import io
import json
import random
import socket
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.cli.app import run
from reportbot.document import compose
from reportbot.errors import InputError
from reportbot.export.data import as_data
from reportbot.export.html import render_html
from reportbot.export.markdown import render_markdown
from reportbot.export.word import render_word
from reportbot.importing import read_report
from reportbot.report import Report

from .conftest import EXAMPLES
from .layouts import workbook

SECONDS = 5
BYTES = 500_000_000


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="module")
def good() -> dict[str, bytes]:
    report = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    document = compose(report)
    page = render_html(document)
    return {
        "html": page.encode(),
        "htm": page.replace("utf-8", "gbk").encode("gb18030"),
        "md": render_markdown(document).encode(),
        "txt": render_markdown(document).replace("#", "").encode(),
        "docx": render_word(document),
        "xlsx": workbook(report, sheets=True),
    }


@pytest.fixture
def outcome(tmp_path: Path) -> Callable[[str, bytes], Report | str]:
    """A function that reads a file and returns the report or the message; anything else fails the test."""

    def read(name: str, data: bytes) -> Report | str:
        path = tmp_path / name
        path.write_bytes(data)
        start = time.process_time()
        found: Report | str
        try:
            found = read_report(path)
        except InputError as error:
            found = str(error)
        assert time.process_time() - start < SECONDS
        assert isinstance(found, Report) or str(path) in found
        return found

    return read


Outcome = Callable[[str, bytes], Report | str]


@pytest.mark.parametrize("kind", ["html", "htm", "md", "txt", "docx", "xlsx"])
def test_cut_files(kind: str, good: dict[str, bytes], outcome: Outcome) -> None:
    whole = good[kind]
    for share in range(0, 100, 9):
        outcome(f"a.{kind}", whole[: len(whole) * share // 100])


@pytest.mark.parametrize("kind", ["html", "htm", "md", "txt", "docx", "xlsx"])
def test_flipped_bits(kind: str, good: dict[str, bytes], outcome: Outcome) -> None:
    chance = random.Random(kind)  # noqa: S311
    for _ in range(8):
        data = bytearray(good[kind])
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        outcome(f"a.{kind}", bytes(data))


@pytest.mark.parametrize("named", ["html", "docx", "doc", "pdf", "txt", "md", "json", "xlsx", "xls", "csv"])
@pytest.mark.parametrize("kind", ["html", "docx", "md", "xlsx"])
def test_wrong_suffixes(kind: str, named: str, good: dict[str, bytes], outcome: Outcome) -> None:
    found = outcome(f"a.{named}", good[kind])
    if isinstance(found, Report):
        assert found.value("applications.granted.total") == 1362
    else:
        assert "\n" in found or "：" in found


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.doc", "a.pdf", "a.txt", "a.md", "a.json"])
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 1000, b"\xff\xd8\xff\xe0picture", b"PK\x03\x04rest", b"{}", b"plain words"]
)
def test_what_is_no_report_gives_one_message(name: str, data: bytes, outcome: Outcome) -> None:
    assert isinstance(outcome(name, data), str)


def package(document: bytes, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", document)
        for name, data in parts.items():
            target.writestr(f"word/{name}", data)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_an_encrypted_word_file(outcome: Outcome) -> None:
    found = outcome(
        "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert isinstance(found, str)
    assert "密码" in found


def test_a_zip_bomb(outcome: Outcome) -> None:
    bomb = package(b" " * 80_000_000)
    tracemalloc.start()
    found = outcome("a.docx", bomb)
    assert tracemalloc.get_traced_memory()[1] < BYTES
    tracemalloc.stop()
    assert "展开后有 80 MB" in str(found)


def test_entities_are_not_expanded(outcome: Outcome) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    assert "损坏" in str(outcome("a.docx", package(bomb)))
    assert isinstance(outcome("a.html", bomb), str)


def test_macros_and_links_are_left_alone(good: dict[str, bytes], outcome: Outcome) -> None:
    with zipfile.ZipFile(io.BytesIO(good["docx"])) as source:
        document = source.read("word/document.xml")
        styles = source.read("word/styles.xml")
    link = b'<Relationships><Relationship Id="r" TargetMode="External" Target="http://192.0.2.1/x"/></Relationships>'
    found = outcome(
        "a.docx",
        package(
            document,
            **{"styles.xml": styles, "vbaProject.bin": b"Sub AutoOpen()", "_rels/document.xml.rels": link},
        ),
    )
    assert isinstance(found, Report)
    assert found.value("applications.granted.total") == 1362
    page = good["html"].replace(
        b"<body>",
        b'<body><img src="http://192.0.2.1/a.png"><script src="http://192.0.2.1/a.js">x</script><iframe src="http://192.0.2.1/">',
    )
    assert isinstance(outcome("a.html", page.replace(b'<iframe src="http://192.0.2.1/">', b"")), Report)
    outcome("b.html", page)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<table>" + "<tr>" + "<td>0</td>" * 100_000 + "</tr></table>"),
        ("a.html", "<table>" + ("<tr>" + "<td>0</td>" * 10 + "</tr>") * 10_000 + "</table>"),
        ("a.md", "| 规章 " + "| 0 " * 100_000 + "|\n|---|\n"),
        ("a.md", ("| 规章 | 0 | 0 | 0 |\n|---|---|---|---|\n") * 20_000),
        ("a.txt", "规章 | 0 | 0 | 0 |\n" * 25_000),
        ("a.txt", "规章\n0\n" * 50_000),
        ("a.txt", "一是" * 500_000),
        ("a.txt", "（" * 1_000_000),
        ("a.txt", "0 " * 500_000),
        ("a.md", "**a" * 300_000),
        ("a.html", "<div>" * 100_000 + "规章"),
        ("a.html", "<table><tr><td>" * 20_000 + "规章"),
        ("a.html", '<table><tr><td colspan="999999999" rowspan="999999999">规章</td><td>0</td></tr></table>'),
        ("a.html", "<b>" * 100_000 + "x"),
        ("a.html", "<p>规章</p><p>0</p>" * 200_000),
    ],
    ids=range(15),
)
def test_huge_things(name: str, data: str, outcome: Outcome) -> None:
    outcome(name, data.encode())


def test_a_word_table_of_a_hundred_thousand_cells(outcome: Outcome) -> None:
    cell = "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>"
    rows = ("<w:tr>" + cell * 10 + "</w:tr>") * 10_000
    found = outcome(
        "a.docx", package(f"<w:document {W}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>".encode())
    )
    assert "20000 格" in str(found)


def test_formulas_are_text(outcome: Outcome) -> None:
    page = (
        "<h1>某某局2024年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>"
        "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>=1+1</td><td>@SUM(A1)</td><td>+cmd|' /C calc'!A0</td></tr></table>"
    )
    found = outcome("a.html", page.encode())
    assert isinstance(found, Report)
    assert [found.cell(f"disclosure.government_rules.{column}").raw for column in ("issued", "repealed")] == [
        "=1+1",
        "@SUM(A1)",
    ]


LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">/P -4>>/ID[<01><02>]"


def pdf(content: bytes, trailer: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length "
        + str(len(packed)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + packed
        + b"\nendstream endobj\n"
        + b"trailer<</Root 1 0 R"
        + trailer
        + b">>\n%%EOF"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf(b"q Q"), "没有文字"),
        (pdf(b"0 0 m 1 1 l S\n" * 400_000), "太多"),
        (pdf(zlib.compress(b"\0" * 160_000_000)), "太大"),
        (pdf(b"q Q", LOCK), "密码"),
        (b"%PDF-1.7\n" + b"garbage" * 100, ""),
    ],
    ids=["scan", "drawing", "bomb", "locked", "garbage"],
)
def test_pdf(data: bytes, said: str, outcome: Outcome) -> None:
    pytest.importorskip("pdfplumber")
    found = outcome("a.pdf", data)
    assert isinstance(found, str)
    assert said in found


def test_cut_and_flipped_pdf(corpus: Path, outcome: Outcome) -> None:
    pytest.importorskip("pdfplumber")
    data = (corpus / "huaian-2024.pdf").read_bytes()
    chance = random.Random(1)  # noqa: S311
    for share in (20, 95):
        outcome("a.pdf", data[: len(data) * share // 100])
    for _ in range(2):
        flipped = bytearray(data)
        for _ in range(20):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        outcome("a.pdf", bytes(flipped))


def test_other_json_is_refused(outcome: Outcome) -> None:
    report = as_data(read_answers(EXAMPLES / "huaian-2024" / "answers.yaml"))
    changes: list[dict[str, object]] = [
        {"form": "1999"},
        {"cells": {"a.b.c": 1}},
        {"cells": []},
        {"cells": {"disputes.review.total": "x"}},
    ]
    for change in changes:
        assert isinstance(outcome("a.json", json.dumps({**report, **change}).encode()), str)
    assert isinstance(outcome("a.json", b"[" * 100_000), str)
    assert isinstance(outcome("a.json", json.dumps(report).encode()), Report)


def test_the_command_fails_with_status_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"nothing")
    assert run(["import", str(path), "-o", str(tmp_path / "b.yaml")]) == 2
    assert capsys.readouterr().err.startswith(f"{path}：这不是 Word 文件")
    assert not (tmp_path / "b.yaml").exists()


@pytest.mark.parametrize(
    "body",
    [
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endbj<</Parent 2 0 R/MediaBoxj ET\nendstream endobj\n",
        b"2 0 obj 2 0 R endobj\n",
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\nxref\n0 1\n0000000000 65535 f\ntrailer<</Root 1 0 R/Prev 90>>\nstartxref\n90\n",
    ],
    ids=["broken", "itself", "circle"],
)
def test_a_pdf_that_goes_in_circles(body: bytes, outcome: Outcome) -> None:
    pytest.importorskip("pdfplumber")
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 1 R>>endobj\n"
    found = outcome("a.pdf", head + body + b"trailer<</Root 1 0 R>>\n%%EOF\n")
    assert "PDF" in str(found)
