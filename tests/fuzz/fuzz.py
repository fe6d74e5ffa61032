"""Coverage-guided fuzzing of the text reader and of every reader of files (atheris).

Run: make fuzz [FUZZ_SECONDS=600]                all targets, the time shared out among them
     .venv/bin/python tests/fuzz/fuzz.py html 60    one target for so many seconds

Seeds are made of the examples. Of a Word file and a workbook the XML inside is changed, not the
compressed package. What fails, or takes too long, is kept in out/fuzz/ and named at the end.
"""

import contextlib
import importlib
import io
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import reportbot

WATCHED = {"answers", "checks", "claims", "importing", "ledger", "quantities", "spreadsheets"}

with atheris.instrument_imports(include=["reportbot"]):
    for module in pkgutil.walk_packages(reportbot.__path__, "reportbot."):
        if module.name.split(".")[1] in WATCHED:
            importlib.import_module(module.name)  # what a command imports late would not be watched
    from tests.ledgers import HEADER, ROW, xlsx
    from tests.test_hostile_texts import WORDS

    from reportbot.answers import read_answers
    from reportbot.checks import check
    from reportbot.document import compose
    from reportbot.errors import InputError
    from reportbot.export.data import as_data
    from reportbot.export.html import render_html
    from reportbot.export.markdown import render_markdown
    from reportbot.export.word import render_word
    from reportbot.form import all_forms, form_by_id
    from reportbot.importing import read_report
    from reportbot.ledger.counting import count
    from reportbot.ledger.mapping import load_mapping
    from reportbot.ledger.survey import survey
    from reportbot.report import Report
    from reportbot.spreadsheets.reading import read_workbook

FOUND = ROOT / "out" / "fuzz"
TODAY = date(2026, 3, 1)
LARGE = 1_000_000
EVERY = 200
"""Each input of so many is also tried repeated to a megabyte."""

SECONDS = 15
"""What an input may take: five seconds, three times as long for code that is watched."""

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 120>>stream
0 0 m 200 0 l 200 100 l 0 100 l h S 0 50 m 200 50 l S 100 0 m 100 100 l S
BT /F 12 Tf 10 60 Td (2024) Tj 100 0 Td (12) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""

Make = Callable[[], Iterable[bytes]]


def examples() -> Iterable[Path]:
    """The answers files of the examples."""
    return sorted((ROOT / "examples").glob("*/answers.yaml"))


def seeds(render: Callable[[Path], str | bytes]) -> Make:
    """Return a call that makes a seed of each example."""

    def make() -> Iterable[bytes]:
        for path in examples():
            made = render(path)
            yield made if isinstance(made, bytes) else made.encode()

    return make


def document_xml(path: Path) -> bytes:
    """The main part of an example's Word file, without what only concerns its looks."""
    with zipfile.ZipFile(io.BytesIO(render_word(compose(read_answers(path))))) as package:
        data = package.read("word/document.xml")
    return re.sub(
        rb"<w:(rPr|pPr|tblPr|trPr|tcW|sectPr)\b(?:[^>]*/>|.*?</w:\1>)| xmlns:(?!w=)\w+=\"[^\"]*\"", b"", data
    )


def packed_document(data: bytes) -> bytes:
    """A Word file with this main part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", data)
    return target.getvalue()


LEDGER = xlsx({"台账": [HEADER, ROW, [2, "2024-05-06", "某公司", "企业", "", "不予公开"]]})
SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml() -> Iterable[bytes]:
    """The sheet of a small ledger."""
    with zipfile.ZipFile(io.BytesIO(LEDGER)) as package:
        yield package.read(SHEET)


def packed_sheet(data: bytes) -> bytes:
    """A workbook with this sheet."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LEDGER)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(name, data if name == SHEET else source.read(name))
    return target.getvalue()


def csv_text() -> Iterable[bytes]:
    """A small ledger as text."""
    for mark in ",\t":
        yield "\n".join(mark.join(map(str, row)) for row in (HEADER, ROW, ROW)).encode()


def narrative(path: Path) -> str:
    """The narrative of an example."""
    return re.sub(r"^[#|].*", "", render_markdown(compose(read_answers(path))), flags=re.MULTILINE)


def examine(report: Report) -> None:
    """Check a report in every way."""
    for finding in check(report, TODAY):
        assert finding.message, finding.code


def read_text(path: Path) -> None:
    """Take a text for the narrative of a report and check it."""
    text = path.read_bytes().decode(errors="ignore")
    facts = {"agency.name": "云河县水利局"}
    texts = dict.fromkeys(("overview", "problems"), text)
    examine(Report(form_by_id("2021"), 2024, facts=facts, texts=texts, published=True, title=text[:60]))


def read_file(path: Path) -> None:
    """Read a report and check it."""
    examine(read_report(path))


def read_ledger(path: Path) -> None:
    """Read a ledger and count it."""
    form = form_by_id("2021")
    mapping = load_mapping("", form)
    count(survey(read_workbook(path), form, mapping), form, 2024, mapping)


def same(data: bytes) -> bytes:
    """The data as they are."""
    return data


Target = tuple[str, Make, Callable[[bytes], bytes], Callable[[Path], None]]

TARGETS: Mapping[str, Target] = {
    "text": (".txt", seeds(narrative), same, read_text),
    "html": (".html", seeds(lambda path: render_html(compose(read_answers(path)))), same, read_file),
    "md": (".md", seeds(lambda path: render_markdown(compose(read_answers(path)))), same, read_file),
    "txt": (
        ".txt",
        seeds(lambda path: render_markdown(compose(read_answers(path))).replace("#", "")),
        same,
        read_file,
    ),
    "docx": (".docx", seeds(document_xml), packed_document, read_file),
    "pdf": (".pdf", lambda: [PDF], same, read_file),
    "json": (
        ".json",
        seeds(lambda path: json.dumps(as_data(read_answers(path)), ensure_ascii=False)),
        same,
        read_file,
    ),
    "yaml": (".yaml", seeds(Path.read_bytes), same, read_file),
    "csv": (".csv", csv_text, same, read_ledger),
    "xlsx": (".xlsx", sheet_xml, packed_sheet, read_ledger),
}
"""Suffix, seeds, what is made of the changed data, and what reads it."""


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target; ends this process, with status 0 where nothing was found."""
    suffix, make, pack, reader = TARGETS[name]
    FOUND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "corpus").mkdir()
        for number, seed in enumerate(make()):
            (work / "corpus" / str(number)).write_bytes(seed)
        words = {label for form in all_forms() for cell in form.cells.values() for label in labels(cell.row)}
        (work / "words").write_text("\n".join(f'"{escaped(word)}"' for word in {*words, *WORDS} if word))
        path = work / f"report{suffix}"
        runs = 0

        def one(data: bytes) -> None:
            nonlocal runs
            runs += 1
            inputs = [data, data * (LARGE // len(data))] if data and runs % EVERY == 0 else [data]
            for each in inputs:
                path.write_bytes(pack(each))
                start = time.process_time()
                with contextlib.suppress(InputError):
                    reader(path)
                assert time.process_time() - start < SECONDS, f"too slow: {len(each)} bytes"

        options = [
            f"-max_total_time={seconds}",
            f"-timeout={SECONDS}",
            "-rss_limit_mb=2000",
            "-max_len=60000",
        ]
        options += [f"-artifact_prefix={FOUND / name}-", f"-dict={work / 'words'}", str(work / "corpus")]
        atheris.Setup([sys.argv[0], *options], one)
        atheris.Fuzz()


def labels(row: Iterable[object]) -> Iterable[str]:
    """The labels of a path of headings."""
    return (str(getattr(heading, "label", "")) for heading in row)


def escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def main() -> int:
    """Fuzz the target named, or all of them in turn, each in a process of its own."""
    if len(sys.argv) > 2:
        fuzz(sys.argv[1], int(sys.argv[2]))
        return 0
    total = int(sys.argv[1]) if len(sys.argv) > 1 else int(os.environ.get("FUZZ_SECONDS", "600"))
    failed = []
    for name in TARGETS:
        share = max(1, total // len(TARGETS))
        print(f"{name}: {share} s", flush=True)
        if subprocess.run([sys.executable, __file__, name, str(share)], check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}; see {FOUND}" if failed else "nothing found")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
