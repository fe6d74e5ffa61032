"""The interview's screen against Textual alone: time per key, and time to the first screen.

Run: .venv/bin/python benchmarks/interview.py
"""

import asyncio
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from measure import compare, tell
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from reportbot.tui import InterviewApp

FILLED = Path(__file__).parent.parent / "examples" / "huaian-2024" / "answers.yaml"
KEYS = 200
SIZE = (120, 40)
EMPTY = """\
from textual.app import App
from textual.widgets import Label
class Empty(App):
    def compose(self):
        yield Label("READY")
Empty().run()
"""


class Bare(App[None]):
    """Nothing but an input."""

    def compose(self) -> ComposeResult:
        """Yield the input."""
        yield Input()


async def _type(app: App[object]) -> float:
    """Return the milliseconds of one key: from its event until the screen is up to date again."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        line = app.screen.query_one(Input)
        line.value = ""
        await pilot.pause()
        start = time.process_time()
        for number in range(KEYS):
            line.post_message(events.Key("x", "中" if number % 2 else "x"))
            while len(line.value) <= number:
                await asyncio.sleep(0)
            app.screen._on_timer_update()
        return (time.process_time() - start) / KEYS * 1000


PATIENCE = 20
"""Seconds after which a screen that does not come is an error."""


def keys_in(make: Callable[[], App[object]]) -> float:
    """Return the milliseconds of CPU that one key takes in an app."""
    return asyncio.run(_type(make()))


def first_screen(command: list[str], text: bytes) -> None:
    """Run a command in a terminal until it has drawn a text, then end it."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.environ.update(TERM="xterm-256color", REPORTBOT_TODAY="2026-01-10")
        os.execv(command[0], command)
    seen, end = b"", time.monotonic() + PATIENCE
    while text not in seen:
        if time.monotonic() > end:
            raise SystemExit(f"{command}: no {text.decode()} on the screen")
        if select.select([terminal], [], [], PATIENCE)[0]:
            seen += os.read(terminal, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


def main() -> None:
    """Print the two ratios and the cost of our own handlers."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.yaml"
        shutil.copy(FILLED, answers)

        def ours() -> App[object]:
            return InterviewApp(answers, date(2026, 1, 10))  # type: ignore[return-value]

        pairs = [(keys_in(ours), keys_in(Bare)) for _ in range(5)]
        first, second = (sorted(pair[side] for pair in pairs)[2] for side in (0, 1))
        ratio = sorted(pair[0] / pair[1] for pair in pairs)[2]
        tell("one key in the composer", first / 1000, second / 1000, ratio, "at most 1.3")
        print(f"{'our own part of a key':<44} {max(first - second, 0):9.1f} ms   (at most 8)")

        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        command = [sys.executable, "-m", "reportbot", "interview", str(answers)]
        empty = [sys.executable, str(script)]
        for name, text in (("first screen", "正在打开"), ("first question", "已存盘")):
            result = compare(
                partial(first_screen, command, text.encode()), partial(first_screen, empty, b"READY"), runs=5
            )
            tell(name, *result, "at most 2.0, and at most 1000 ms" if name == "first screen" else "1000 ms")


if __name__ == "__main__":
    main()
