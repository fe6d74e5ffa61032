"""The README tells the truth: its example drafts, its commands are all there are."""

import re
from pathlib import Path

import pytest

from reportbot import read_report
from reportbot.cli.app import app, run

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_short_answers_file_gives_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    answers = tmp_path / "answers.yaml"
    answers.write_text(example, encoding="utf-8")
    assert run(["draft", str(answers), "-o", str(tmp_path / "报告.docx")]) == 0
    assert capsys.readouterr().err == f"已写出 {tmp_path / '报告.docx'}\n"


def test_a_program_can_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, same = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert program == same
    (tmp_path / "answers.yaml").write_text("年度: 2024\n单位: {名称: 云河县水利局}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(program, {})  # noqa: S102
    assert "CEL-001" in capsys.readouterr().out
    assert read_report(tmp_path / "报告.docx").agency == "云河县水利局"


def test_every_command_is_listed_once() -> None:
    listed = re.findall(r"^\| `reportbot (\S+)`", README, re.MULTILINE)
    commands = [command.name for command in app.registered_commands]
    groups = [group.name for group in app.registered_groups]
    assert sorted(listed) == sorted(map(str, [*commands, *groups]))


@pytest.mark.parametrize("language", ["sh", "powershell"])
def test_both_languages_give_the_same_commands(language: str) -> None:
    chinese, english = README.split("# reportbot (English)")

    def commands(text: str) -> list[str]:
        blocks = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
        return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]

    assert commands(chinese) == commands(english)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists()
