"""The interview line by line: no escape codes, answers may be piped in, the end of input saves."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.cli.app import run as run_command
from reportbot.interview.conversation import Interview
from reportbot.interview.plain import run
from reportbot.tui import Leave
from tests.conftest import EXAMPLES
from tests.talking import SCRIPTS, TODAY, script


def transcript(path: Path, lines: list[str]) -> str:
    """What is said when some lines are piped in, each answer shown behind its question."""
    sink = io.StringIO()

    class Source(io.StringIO):
        def readline(self, _: int | None = -1) -> str:  # type: ignore[override]
            line = super().readline()
            sink.write(f"> {line}" if line else "")
            return line

    run(Interview(path, TODAY), Source("".join(f"{line}\n" for line in lines)), sink)
    return sink.getvalue()


@pytest.mark.parametrize("name", ["bureau", "lusong", "applications"])
def test_transcripts(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "2024年.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    if name == "bureau":
        (tmp_path / "2024年.yaml").unlink()
    found = transcript(tmp_path / "a.yaml", script(name)).replace(str(tmp_path), "…")
    expected = SCRIPTS / f"{name}.transcript.txt"
    if request.config.getoption("--update-examples"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert "\x1b" not in found


def test_the_end_of_input_saves_and_tells_what_is_open(tmp_path: Path) -> None:
    found = transcript(tmp_path / "a.yaml", ["2024", "云河县教育局"])
    assert "个问题没答" in found
    assert "已存盘" in found
    assert read_answers(tmp_path / "a.yaml").agency == "云河县教育局"


def test_leaving(tmp_path: Path) -> None:
    found = transcript(tmp_path / "a.yaml", ["2024", "/退出", "云河县教育局"])
    assert found.endswith("接着来。\n")
    assert read_answers(tmp_path / "a.yaml").agency is None


def test_views_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        (EXAMPLES / "lusong-hrss-2020" / "answers.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    found = transcript(path, ["/预览", "/表格 表二", "/核对", "/进度", "/来源", "/查看", "?"])
    assert "一、总体情况\n（一）主动公开\n  " in found
    assert "行政许可" in found
    assert "表二（主动公开）　" in found
    assert "[←] proactive.volume." in found
    assert "[✓] 主动公开 网站公开数：（一）主动公开" in found
    assert "网站公开数：119条" in found
    assert "为什么问" in found
    assert "\x1b" not in found


def test_table_three_comes_with_its_charts(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((EXAMPLES / "yunhe-education-2025" / "answers.yaml").read_bytes())
    found = transcript(path, ["/表格 表三"])
    assert "2025年申请办理结果（件）\n  予以公开 14 ====" in found


def test_a_long_text_ends_with_a_dot(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("年度: 2025\n问题与改进:\n- 问题: 三份文件晚了\n", encoding="utf-8")
    found = transcript(path, ["/跳到 问题1的改进", "/长文", "每月核对一次", "2月底前补齐3份", "."])
    assert "单独打一个 ." in found
    problem = (read_answers(path).problems or ())[0]
    assert problem.measures == ("每月核对一次", "2月底前补齐3份")


def test_a_paragraph_is_edited_in_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        (EXAMPLES / "lusong-hrss-2020" / "answers.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    found = transcript(path, ["/跳到 正文", "/长文 1", "改 1 第一行。", "第二行。", "."])
    assert "改 1 本报告" in found or "改 1 根据" in found
    assert "第二行。" in path.read_text(encoding="utf-8")


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("2024\n云河县教育局\n"))
    assert run_command(["interview", "--plain"]) == 0
    assert read_answers(tmp_path / "answers.yaml").agency == "云河县教育局"
    assert "手头有去年的年报吗" in capsys.readouterr().out


def test_without_a_terminal_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    for arguments in ([], ["interview"]):
        assert run_command(arguments) == 2
        assert "--plain" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "word"),
    [("报告.docx", ".yaml"), ("没有/answers.yaml", "文件夹不存在"), ("文件夹.yaml", "这是一个文件夹")],
)
def test_names_that_cannot_be_answers_files(
    tmp_path: Path, name: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "文件夹.yaml").mkdir()
    assert run_command(["interview", "--plain", name]) == 2
    assert word in capsys.readouterr().err


def test_practice_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n对\n\n"))
    assert run_command(["interview", "--plain", "--demo"]) == 0
    told = capsys.readouterr()
    assert "读到的是：云河县青石镇人民政府 2024 年的年报" in told.out
    folder = Path(told.err.split("练习用的文件在 ")[1].split("，")[0])
    assert not folder.exists()
    assert "已经删掉" in told.out
    assert "接着来" not in told.out


def test_an_unusable_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    assert run_command(["interview", "--plain", str(path)]) == 2
    assert "这不是答案文件" in capsys.readouterr().err


def test_a_terminal_opens_the_screen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    opened = []

    def screen(path: Path, _: object, *, practice: bool) -> Leave:
        assert not practice
        opened.append(path)
        return Leave(("还有 3 个问题没答",), 2 if path.name == "b.yaml" else 0)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("reportbot.tui.run_screen", screen)
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run_command([]) == 0
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert run_command(["interview", "b.yaml"]) == 2
    assert [path.name for path in opened] == ["answers.yaml", "b.yaml"]
    assert "还有 3 个问题没答" in capsys.readouterr().err


def test_other_commands_do_not_pay_for_the_screen() -> None:
    look = "import sys; from reportbot.cli import app; app.run(['--help']); print('textual' in sys.modules, 'reportbot.interview' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, encoding="utf-8", check=True)
    assert found.stdout.splitlines()[-1] == "False False"
