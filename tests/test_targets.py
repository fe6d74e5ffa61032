"""Where commands write: nothing that is read is written over, no name under which nothing is found again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportbot.cli.app import run
from reportbot.errors import OutputError
from reportbot.files import write_atomically

from .conftest import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an answers file, last year's report as it names it, and an office's template."""
    monkeypatch.chdir(tmp_path)
    text = (EXAMPLES / "qingshi-town-2024" / "answers.yaml").read_text(encoding="utf-8")
    Path("a.yaml").write_text(f"{text}\n上年度: 上年.docx\n", encoding="utf-8")
    last_year = EXAMPLES / "yunhe-zone-2023" / "answers.yaml"
    assert run(["draft", str(last_year), "-o", "上年.docx"]) == 0
    shutil.copy("上年.docx", "样式.docx")
    return tmp_path


@pytest.mark.parametrize(
    "call",
    [
        "check a.yaml --format json -o a.yaml",
        "check 上年.docx --annotate 上年.docx",
        "check a.yaml --previous 上年.docx -o 上年.docx",
        "draft a.yaml -o 上年.docx",
        "draft a.yaml -o 新.md --check-sheet 上年.docx",
        "draft a.yaml -o 样式.docx --word-template 样式.docx",
        "draft a.yaml -o 新.docx --check-sheet 新.docx",
        "draft a.yaml -o 新.md -o ./新.md",
    ],
)
def test_no_command_writes_over_what_it_reads_or_twice(
    call: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run(call.split()) == 2
    assert "没有写入" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "call",
    [
        "new -",
        "new a.docx",
        "import 上年.docx -o b.docx",
        "import 上年.docx -o -",
        "ledger 台账.csv -o b",
        "interview 上年.docx",
    ],
)
def test_an_answers_file_is_named_yaml(call: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.iterdir())
    assert run(call.split()) == 2
    assert "答案文件的名字要以 .yaml 结尾" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("year", ["2018", "0", "-5", "99999"])
def test_a_year_without_a_form_is_refused(
    year: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "n.yaml", "--year", year]) == 2
    assert "从 2019 年度开始" in capsys.readouterr().err
    assert not Path("n.yaml").exists()


def test_an_empty_ledger_never_replaces_a_filled_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("台账.xlsx").write_bytes(b"filled")
    assert run(["ledger", "--template", "台账.xlsx"]) == 2
    assert "文件已经存在" in capsys.readouterr().err
    assert Path("台账.xlsx").read_bytes() == b"filled"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("check a.yaml -o 清单.xyz", "不认识“.xyz”这种格式"),
        ("draft a.yaml --check-sheet 单.pdf", "核对单只能写成 .docx"),
        ("draft a.yaml --check-sheet 没有/单.docx", "文件夹“没有”不存在"),
    ],
)
def test_a_format_that_is_not_written_is_refused(
    call: str, expected: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(call.split()) == 2
    assert expected in capsys.readouterr().err


def test_the_folder_for_many_reports_is_made(folder: Path) -> None:
    assert run(["draft", "a.yaml", "--out-dir", "年报/2024", "--to", "md"]) == 0
    assert Path("年报/2024/a.md").is_file()


def test_last_years_report_is_named_from_the_new_file(folder: Path) -> None:
    Path("2025").mkdir()
    assert run(["new", "2025/a.yaml", "--previous", "上年.docx"]) == 0
    assert "\n上年度: ../上年.docx\n" in Path("2025/a.yaml").read_text(encoding="utf-8")


def test_findings_go_to_stdout_for_a_dash(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "a.yaml", "--select", "T3", "--format", "json", "-o", "-"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert not Path("-").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("command", ["check", "show", "draft"])
def test_a_link_to_itself_gets_one_message(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("圈.yaml").symlink_to("圈.yaml")
    assert run([command, "圈.yaml"]) == 2
    assert "圈.yaml：" in capsys.readouterr().err


@pytest.mark.parametrize(("to", "status"), [("md,,docx，", 0), (" , ", 2)])
def test_blank_formats_are_passed_over(to: str, status: int, folder: Path) -> None:
    assert run(["draft", "a.yaml", "--out-dir", "年报", "--to", to]) == status


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "真.md").write_text("旧", encoding="utf-8")
    (tmp_path / "链接.md").symlink_to(tmp_path / "真.md")
    write_atomically(tmp_path / "链接.md", "新".encode())
    assert (tmp_path / "链接.md").is_symlink()
    assert (tmp_path / "真.md").read_text(encoding="utf-8") == "新"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="文件是只读的"):
        write_atomically(path, b"new")
    assert path.read_text(encoding="utf-8") == "旧"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no device files")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError, match="这不是普通文件"):
        write_atomically(Path(os.devnull), b"new")


KILLED = """
import os, signal, sys
from reportbot.cli import main
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGTERM)
sys.argv = ["reportbot", "new", "n.yaml", "--year", "2024"]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_a_process_told_to_end_leaves_nothing_half_written(folder: Path) -> None:
    before = sorted(folder.iterdir())
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "已中断，没有写完的文件没有留下。\n")
    assert sorted(folder.iterdir()) == before
