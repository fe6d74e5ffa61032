"""Every example folder: what its answers give, compared with what is committed beside them.

``pytest --update-examples`` writes the expected files anew, to be read before they are committed.
"""

from pathlib import Path

import pytest

from reportbot.cli.app import run

from .conftest import EXAMPLES, ROOT
from .word_text import word_text

FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/answers.yaml"))


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> object:
    update = request.config.getoption("--update-examples")

    def compare(expected: Path, actual: str) -> None:
        if update:
            expected.write_text(actual, encoding="utf-8", newline="\n")
        assert actual == expected.read_text(encoding="utf-8")

    return compare


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestExample:
    def test_its_findings(self, folder, compare, monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
        monkeypatch.chdir(ROOT)
        answers = folder.relative_to(ROOT) / "answers.yaml"
        status = run(["check", answers.as_posix(), "--format", "json"])
        findings = capsys.readouterr().out
        assert status == int('"severity": "error"' in findings)
        compare(folder / "findings.json", findings)

    def test_its_report(self, folder, compare, monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
        monkeypatch.chdir(ROOT)
        answers = folder.relative_to(ROOT) / "answers.yaml"
        outputs = [tmp_path / "report.md", tmp_path / "report.docx"]
        arguments = [part for output in outputs for part in ("-o", str(output))]
        clean = '"severity": "error"' not in (folder / "findings.json").read_text(encoding="utf-8")
        assert run(["draft", answers.as_posix(), *arguments]) == int(not clean)
        assert [output.exists() for output in outputs] == [clean, clean]
        assert run(["draft", answers.as_posix(), *arguments, "--allow-errors"]) == int(not clean)
        markdown = outputs[0].read_text(encoding="utf-8")
        assert ("草稿" in markdown) is not clean
        compare(folder / "report.md", markdown)
        compare(folder / "report.docx.txt", word_text(outputs[1].read_bytes()))
