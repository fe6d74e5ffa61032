"""The whole interview in a real terminal: to the Lusong report, key by key."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportbot.importing import read_report
from tests.conftest import EXAMPLES, TODAY
from tests.talking import opened, script
from tests.word_text import word_text

PATIENCE = 30.0
"""Seconds until a screen that does not come is a failure."""


class Terminal:
    """A program in a terminal of tmux."""

    def __init__(self, command: list[str], size: tuple[int, int]) -> None:
        self.name = f"reportbot-test-{os.getpid()}"
        width, height = size
        self.tmux("new-session", "-d", "-s", self.name, "-x", str(width), "-y", str(height), *command)

    def tmux(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "REPORTBOT_TODAY": TODAY.isoformat(),
        }
        socket = ["-L", self.name, "-f", "/dev/null"]
        found = subprocess.run(
            ["tmux", "-u", *socket, *arguments],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return found.stdout

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", self.name)

    def say(self, line: str) -> None:
        if line:
            self.tmux("send-keys", "-t", self.name, "-l", line)
        self.tmux("send-keys", "-t", self.name, "Enter")

    def until(self, text: str) -> None:
        """Look until a text stands on the screen."""
        end = time.monotonic() + PATIENCE
        screen = ""
        while time.monotonic() < end:
            screen = self.screen()
            if text in screen:
                return
        raise AssertionError(f"“{text}” did not come:\n{screen}")

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if not shutil.which("tmux"):
        pytest.skip("没有 tmux，不在真实终端里试")
    command = [sys.executable, "-m", "reportbot", "interview", str(tmp_path / "answers.yaml")]
    found = Terminal(command, (120, 40))
    yield found
    found.close()


def test_the_lusong_report_is_answered_in_a_real_terminal(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "twin").mkdir()
    twin = opened(tmp_path / "twin" / "answers.yaml")
    terminal.until("写哪一年的年报")
    for line in script("lusong"):
        expected = twin.answer(line).messages[-1].text
        terminal.say(line)
        terminal.until(expected[:8])
    twin.close()
    terminal.until("都办完了")
    terminal.say("/退出")
    example = EXAMPLES / "lusong-hrss-2020"
    ours, theirs = read_report(tmp_path / "answers.yaml"), read_report(example / "answers.yaml")
    assert [ours.value(cell) for cell in ours.form.cells] == [
        theirs.value(cell) for cell in theirs.form.cells
    ]
    word = next(tmp_path.glob("*.docx")).read_bytes()
    assert word_text(word) == (example / "report.docx.txt").read_text(encoding="utf-8")
