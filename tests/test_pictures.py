"""Pictures of the screen at 80 by 24 and 120 by 40, compared with those that were looked at and kept.

After a change of looks: make examples, then look at tests/pictures in a browser before committing.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TabbedContent

from reportbot.tui import InterviewApp
from reportbot.tui.composer import Composer
from tests.talking import PROFILE, SCRIPTS
from tests.test_screen import drive, settled

PICTURES = Path(__file__).parent / "pictures"
LAST_YEAR = (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8")


async def a_question(app: InterviewApp, pilot: Pilot[Any]) -> None:
    app.talk.say("/跳到 职权")


async def what_was_understood(app: InterviewApp, pilot: Pilot[Any]) -> None:
    app.talk.say("/跳到 表三")
    app.talk.say("收到自然人9件，商业企业3件")
    app.talk.query_one(TabbedContent).active = "tab-table"


async def the_outcomes(app: InterviewApp, pilot: Pilot[Any]) -> None:
    app.talk.say("/跳到 表三")
    for line in ("收到12件，都是自然人", "", ""):
        app.talk.say(line)


async def a_table(app: InterviewApp, pilot: Pilot[Any]) -> None:
    app.talk.say("/表格 表三")
    await settled(app, pilot)
    await pilot.press("9", "tab", "3", "tab")


async def help_page(app: InterviewApp, pilot: Pilot[Any]) -> None:
    app.talk.say("/跳到 微信公众号")
    app.talk.say("?")


@pytest.mark.parametrize(
    ("script", "size"),
    [
        (a_question, (80, 24)),
        (the_outcomes, (80, 24)),
        (a_table, (80, 24)),
        (help_page, (80, 24)),
        (what_was_understood, (120, 40)),
        (a_table, (120, 40)),
    ],
)
def test_pictures(script: Any, size: tuple[int, int], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "2024.yaml").write_text(LAST_YEAR, encoding="utf-8")
    found = ""

    async def play(app: InterviewApp, pilot: Pilot[Any]) -> None:
        nonlocal found
        app.talk.query_one(Composer).cursor_blink = False
        await script(app, pilot)
        await settled(app, pilot)
        found = re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(), flags=re.DOTALL)

    drive(tmp_path / "answers.yaml", play, PROFILE + "上年度: 2024.yaml\n", size)
    kept = PICTURES / f"{script.__name__}-{size[0]}x{size[1]}.svg"
    if request.config.getoption("--update-examples"):
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8"), f"画面变了，请看 {kept}"
