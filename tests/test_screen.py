"""The screen, driven key by key: every page, key and command, at 80 by 24 and at 120 by 40."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.coordinate import Coordinate
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from reportbot.answers import read_answers
from reportbot.interview.helping import COLOURS
from reportbot.interview.store import Store
from reportbot.tui import InterviewApp, Leave
from reportbot.tui.composer import Composer
from reportbot.tui.grid import Grid, TableScreen
from reportbot.tui.panel import Entries, Panel
from reportbot.tui.screens import HelpScreen, ReviewScreen, TextScreen, edited
from reportbot.tui.talk import TalkScreen
from reportbot.tui.transcript import KEPT, Transcript
from tests.conftest import EXAMPLES
from tests.talking import PROFILE, TODAY

LUSONG = (EXAMPLES / "lusong-hrss-2020" / "answers.yaml").read_text(encoding="utf-8")
Script = Callable[[InterviewApp, Pilot[Any]], Awaitable[None]]


def drive(
    path: Path, script: Script, text: str | None = PROFILE, size: tuple[int, int] = (80, 24)
) -> InterviewApp:
    """Run the screen over a file and let a script press its keys."""
    if text is not None:
        path.write_text(text, encoding="utf-8")
    app = InterviewApp(path, TODAY)
    app.animation_level = "none"

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            while not in_talk(app) and app.return_value is None:
                await pilot.pause()
            await settled(app, pilot)
            await script(app, pilot)
            await settled(app, pilot)

    asyncio.run(play())
    return app


async def settled(app: InterviewApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(app: InterviewApp, pilot: Pilot[Any], *lines: str) -> None:
    """Type lines as an input method commits them, each followed by Enter."""
    for line in lines:
        for character in line:
            app.screen.post_message(events.Key("x", character))
        await pilot.press("enter")
        await settled(app, pilot)


def said(app: InterviewApp) -> str:
    """Everything in the transcript."""
    transcript = app.talk.query_one(Transcript)
    return "\n".join(plain(widget) for widget in transcript.query(Static))


def plain(widget: Static) -> str:
    lines = widget.render_lines(widget.size.region)
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


def in_talk(app: InterviewApp) -> bool:
    return isinstance(app.screen, TalkScreen)


def title(app: InterviewApp) -> str:
    return str(app.talk.query_one("#title", Static).content)


def test_the_header_always_shows_agency_year_and_file(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        assert "云河县教育局" in title(app)
        assert "2025年度" in title(app)
        assert "a.yaml" in title(app)
        assert "已存盘" in title(app)

    drive(tmp_path / "a.yaml", script)


def test_answers_are_typed_and_kept(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "", "云河县水利局")
        assert "单位的全称是什么" in said(app)
        assert "云河县水利局" in title(app)
        assert app.talk.query_one(Composer).placeholder == "回车＝没有"

    drive(tmp_path / "a.yaml", script, text=None)
    assert read_answers(tmp_path / "a.yaml").agency == "云河县水利局"


def test_keys_that_come_while_an_answer_is_read_belong_to_the_next_line(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        composer = app.talk.query_one(Composer)
        composer.value = "2025"
        for key, character in [("enter", None), *(("x", each) for each in "云河县水利局"), ("enter", None)]:
            app.post_message(events.Key(key, character))
        app.post_message(events.Key("x", "没"))
        await settled(app, pilot)
        assert "云河县水利局" in title(app)
        assert composer.value == "没"

    drive(tmp_path / "a.yaml", script, text=None)


def test_options_can_be_clicked(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 办理流程")
        await app.run_action("screen.pick(4)", app.talk)
        await settled(app, pilot)

    drive(tmp_path / "a.yaml", script)
    assert read_answers(tmp_path / "a.yaml").facts["on_request.procedure"] == "ledger"


def test_a_proposal_is_confirmed_with_enter(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 分类公开数", "动态107，政策文件12")
        assert app.talk.query_one(Composer).placeholder == "回车＝对"
        assert "合计      119条" in said(app)
        await type_in(app, pilot, "")

    drive(tmp_path / "a.yaml", script)
    assert read_answers(tmp_path / "a.yaml").facts["proactive.items_by_kind"] == {
        "工作动态": 107,
        "政策文件": 12,
    }


@pytest.mark.parametrize("key", ["f1", "question"])
def test_help_opens_and_closes(tmp_path: Path, key: str) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 重点领域")
        await (pilot.press("f1") if key == "f1" else type_in(app, pilot, "?"))
        assert isinstance(app.screen, HelpScreen)
        assert "填什么" in plain(app.screen.query_one("#page Static", Static))
        await pilot.press("escape")
        assert in_talk(app)
        assert app.talk.query_one(Composer).has_focus

    drive(tmp_path / "a.yaml", script)


def test_wide_windows_show_the_panel_beside_the_conversation(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        panel = app.talk.query_one(Panel)
        assert panel.display
        assert panel.region.x > 50
        for name in ("preview", "table", "check", "progress"):
            assert app.talk.query_one(f"#entries-{name}", Entries).option_count
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert not panel.region.width
        await pilot.resize_terminal(120, 40)
        await settled(app, pilot)
        assert panel.region.width

    drive(tmp_path / "a.yaml", script, LUSONG, (120, 40))


def test_narrow_windows_show_it_at_a_key_and_escape_leads_back(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot)
        for character in "打了一半":
            app.screen.post_message(events.Key("x", character))
        await pilot.press("f2")
        panel = app.talk.query_one(Panel)
        assert panel.region.width == 80
        assert panel.active == "preview"
        await pilot.press("f2", "f2")
        assert panel.active == "check"
        await pilot.press("escape")
        assert not panel.region.width
        assert app.talk.query_one(Composer).value == "打了一半"

    drive(tmp_path / "a.yaml", script, LUSONG)


def test_what_is_typed_beside_the_composer_stands_in_it(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/来源")
        assert isinstance(app.focused, Entries)
        await pilot.press("1", "2")
        assert app.talk.query_one(Composer).value == "12"
        assert app.talk.query_one(Composer).has_focus

    drive(tmp_path / "a.yaml", script)


@pytest.mark.parametrize(
    ("view", "tab"), [("/预览", "preview"), ("/核对", "check"), ("/进度", "progress"), ("/来源", "sources")]
)
def test_commands_open_the_panel(tmp_path: Path, view: str, tab: str) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, view)
        assert app.talk.query_one(Panel).active == tab
        assert isinstance(app.focused, Entries)

    drive(tmp_path / "a.yaml", script, LUSONG)


def test_an_entry_leads_to_its_question_and_back(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        asked = app.talk.interview.question.text
        await type_in(app, pilot, "/进度")
        entries = app.talk.query_one("#entries-table", Entries)
        app.talk.query_one(Panel).show("table")
        entries.highlighted = next(
            at for at, entry in enumerate(entries._entries) if entry.step == "disclosure.licences"
        )
        await pilot.press("enter")
        await settled(app, pilot)
        assert "行政许可" in app.talk.interview.question.text
        await type_in(app, pilot, "3，+1，7", "")
        assert app.talk.interview.question.text == asked

    drive(tmp_path / "a.yaml", script, LUSONG)
    assert read_answers(tmp_path / "a.yaml").value("disclosure.licences.decisions") == 7


def test_the_grid_takes_numbers_and_shows_sums(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/表格 表三")
        grid = app.screen.query_one(Grid)
        assert grid.cell_id == "applications.new_received.natural_person"
        for column in ("9", "3", "0", "0", "0", "0"):
            await pilot.press(column, "tab")
        assert str(grid.get_cell_at(grid.cursor_coordinate)) == "=12"
        await pilot.press("home", "down", "1", "2", "backspace", "enter")
        assert grid.cell_id == "applications.granted.natural_person"
        await pilot.press("x", "enter")
        assert "不是数" in plain(app.screen.query_one("#told", Static))
        await pilot.press("up", "7", "escape")
        assert isinstance(app.screen, TableScreen)
        await pilot.press("escape")
        assert in_talk(app)

    drive(tmp_path / "a.yaml", script)
    report = read_answers(tmp_path / "a.yaml")
    assert report.value("applications.new_received.total") == 12
    assert report.value("applications.carried_in.natural_person") == 1


def test_the_grid_keeps_keys_in_order_however_fast_they_come(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        await settled(app, pilot)
        first = str(app.screen.query_one(Grid).cell_id)
        for key in ["1", "3", "backspace", "2", "enter", "5", "down"]:
            app.post_message(events.Key(key, key if key.isdigit() else None))
        await settled(app, pilot)
        report = app.talk.interview.session.report
        column = [cell for cell in report.form.cells if cell.split(".")[0::2] == first.split(".")[0::2]]
        assert [report.value(cell) for cell in column[:2]] == [12, 5]

    drive(tmp_path / "a.yaml", script)


def test_the_grid_marks_conflicts_explains_cells_and_takes_back(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        await pilot.press("f3")
        await settled(app, pilot)
        grid = app.screen.query_one(Grid)
        await pilot.press("end")
        grid.move_cursor(row=0, column=7)
        await pilot.press("5", "up", "enter")
        await settled(app, pilot)
        assert str(grid.get_cell_at(Coordinate(0, 7))) == "✗5"
        grid.move_cursor(row=0, column=7)
        await settled(app, pilot)
        assert "差 5" in plain(app.screen.query_one("#definition", Static))
        assert "＋自然人" not in plain(app.screen.query_one("#definition", Static))
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "ctrl+z")
        assert str(grid.get_cell_at(Coordinate(0, 7))) == "=0"
        await pilot.press("ctrl+y")
        assert str(grid.get_cell_at(Coordinate(0, 7))) == "✗5"
        await pilot.press("delete")
        assert str(grid.get_cell_at(Coordinate(0, 7))) == "=0"

    drive(tmp_path / "a.yaml", script, PROFILE + "  表三: {其余: 0}\n")


def test_a_block_is_pasted_into_the_grid(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/表格 表三")
        grid = app.screen.query_one(Grid)
        grid.post_message(events.Paste("9\t3\t0\t0\t0\t0\n1\t0\t0\t0\t0\t0\n"))
        await settled(app, pilot)
        assert "填了 12 格" in plain(app.screen.query_one("#told", Static))
        grid.post_message(events.Paste("莫名其妙"))
        await settled(app, pilot)
        assert "没有认出" in plain(app.screen.query_one("#told", Static))

    drive(tmp_path / "a.yaml", script)
    assert read_answers(tmp_path / "a.yaml").value("applications.carried_in.natural_person") == 1


def test_tables_with_different_columns_skip_their_headings(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/表格 表二")
        grid = app.screen.query_one(Grid)
        assert grid.cell_id == "disclosure.government_rules.issued"
        await pilot.press("right", "right", "down", "down")
        assert grid.cell_id == "disclosure.licences.decisions"
        await pilot.press("up")
        assert grid.cell_id == "disclosure.normative_documents.issued"
        await pilot.press("up", "up")
        assert grid.cell_id == "disclosure.government_rules.issued"

    drive(tmp_path / "a.yaml", script)


@pytest.mark.parametrize("text", [PROFILE, LUSONG], ids=["2025", "2020"])
def test_no_number_of_any_table_is_cut_off_in_a_narrow_window(tmp_path: Path, text: str) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        for _ in app.talk.interview.session.report.form.tables:
            await settled(app, pilot)
            grid = app.screen.query_one(Grid)
            assert grid.virtual_size.width <= grid.scrollable_content_region.width
            await pilot.press("f3")

    drive(tmp_path / "a.yaml", script, text)


def test_large_numbers_make_room_for_themselves(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/表格 表三")
        grid = app.screen.query_one(Grid)
        for _ in range(6):
            await pilot.press(*"1234567", "tab")
        await settled(app, pilot)
        columns = [column.get_render_width(grid) for column in grid.ordered_columns[1:]]
        shown = [cell_len(str(grid.get_cell_at(Coordinate(0, column)))) for column in range(1, 8)]
        assert all(width >= length for width, length in zip(columns, shown, strict=True))
        assert "1234567" in str(grid.get_cell_at(Coordinate(0, 1)))
        assert grid.cursor_column == 7
        assert grid.scroll_offset.x > 0

    drive(tmp_path / "a.yaml", script)


def test_before_the_year_there_is_no_table(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        assert in_talk(app)

    drive(tmp_path / "a.yaml", script, text=None)


def test_all_answers_on_one_page(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f4")
        assert isinstance(app.screen, ReviewScreen)
        entries = app.screen.query_one(Entries)
        entries.highlighted = next(
            at for at, entry in enumerate(entries._entries) if "网站公开数" in entry.text
        )
        await pilot.press("enter")
        await settled(app, pilot)
        assert "网站" in app.talk.interview.question.text
        await pilot.press("f4", "escape")
        assert in_talk(app)

    drive(tmp_path / "a.yaml", script, LUSONG)


def test_a_long_text_has_room_and_is_not_lost(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 指导思想")
        await pilot.press("f5")
        assert isinstance(app.screen, TextScreen)
        app.screen.query_one(TextArea).text = "写了一半"
        await pilot.press("escape")
        await pilot.press("f5")
        area = app.screen.query_one(TextArea)
        assert area.text == "写了一半"
        area.text = "以今年的提法为准。"
        await pilot.press("ctrl+s")
        await settled(app, pilot)

    drive(tmp_path / "a.yaml", script)
    assert read_answers(tmp_path / "a.yaml").facts["overview.guideline"] == "以今年的提法为准。"


def test_a_paragraph_under_review_opens_with_its_text(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 正文", "/长文 2")
        assert app.screen.query_one(TextArea).text.startswith("改 2 对本报告有疑问的")

    drive(tmp_path / "a.yaml", script, LUSONG)


def test_the_users_own_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nprintf '改过的' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    assert edited("原来的", str(editor)) == "改过的"
    monkeypatch.setenv("VISUAL", str(tmp_path / "没有"))

    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("f5", "ctrl+o")
        assert isinstance(app.screen, TextScreen)

    drive(tmp_path / "a.yaml", script)


def test_pasting_a_block_or_lines_into_the_composer(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        composer = app.talk.query_one(Composer)
        await type_in(app, pilot, "/跳到 表三")
        composer.post_message(events.Paste("本年新收\t9\t3\t0\t0\t0\t0\n上年结转\t0\t0\t0\t0\t0\t0"))
        await settled(app, pilot)
        assert "本年新收" in said(app)
        assert app.talk.interview.session.proposal
        composer.post_message(events.Paste("一件\n两件"))
        await settled(app, pilot)
        assert composer.value == "一件；两件"

    drive(tmp_path / "a.yaml", script)


def test_earlier_lines_come_back(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        composer = app.talk.query_one(Composer)
        await type_in(app, pilot, "/进度")
        await pilot.press("escape", "up")
        assert composer.value == "/进度"
        await pilot.press("down")
        assert composer.value == ""

    drive(tmp_path / "a.yaml", script)


def test_the_line_being_typed_is_kept_and_restored(tmp_path: Path) -> None:
    async def leave(app: InterviewApp, pilot: Pilot[Any]) -> None:
        app.talk.query_one(Composer).value = "打了一半"
        await pilot.pause()
        await pilot.press("ctrl+q")

    drive(tmp_path / "a.yaml", leave)

    async def back(app: InterviewApp, pilot: Pilot[Any]) -> None:
        assert app.talk.query_one(Composer).value == "打了一半"
        app.talk.query_one(Composer).value = ""
        await pilot.pause()
        app.talk._keep_typing()
        await settled(app, pilot)
        assert app.talk.interview.store.load_typing()[1] == ""

    drive(tmp_path / "a.yaml", back, text=None)


def test_a_line_typed_at_a_question_gone_to_comes_back_with_its_question(tmp_path: Path) -> None:
    async def leave(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 网站公开数")
        app.talk.query_one(Composer).value = "11"
        await pilot.pause()
        await pilot.press("ctrl+q")

    drive(tmp_path / "a.yaml", leave)

    async def back(app: InterviewApp, pilot: Pilot[Any]) -> None:
        assert app.talk.query_one(Composer).value == "11"
        assert "网站" in app.talk.interview.question.text

    drive(tmp_path / "a.yaml", back, text=None)


@pytest.mark.parametrize("way", ["ctrl+q", "/退出"])
def test_leaving_tells_what_is_open(tmp_path: Path, way: str) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await (type_in(app, pilot, way) if way.startswith("/") else pilot.press(way))

    app = drive(tmp_path / "a.yaml", script)
    assert isinstance(app.return_value, Leave)
    assert any("没答" in words for words in app.return_value.words)


def test_a_file_that_cannot_be_used_closes_the_screen_with_a_message(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        return

    app = drive(tmp_path / "a.yaml", script, "年度: 2025\n不认识: 1\n")
    assert app.return_value
    assert app.return_value.status == 2
    assert "不认识" in app.return_value.words[0]


def test_undo_back_and_redo_keys(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "/跳到 网站公开数", "119")
        await pilot.press("ctrl+z")
        assert "proactive.items_website" not in app.talk.interview.session.report.facts
        await pilot.press("ctrl+y")
        assert app.talk.interview.session.report.facts["proactive.items_website"] == 119
        await pilot.press("ctrl+b")
        await settled(app, pilot)
        assert "网站" in app.talk.interview.question.text

    drive(tmp_path / "a.yaml", script)


def test_the_palette_speaks_chinese(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+p")
        await settled(app, pilot)
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert "撤销 /undo" in names
        app.action_command_palette()
        await pilot.press("escape")
        next(command for command in app.get_system_commands(app.screen) if "进度" in command.title).callback()
        await settled(app, pilot)
        assert app.talk.query_one(Panel).active == "progress"
        theme = app.theme
        next(command for command in app.get_system_commands(app.screen) if "深浅" in command.title).callback()
        assert app.theme != theme

    drive(tmp_path / "a.yaml", script)


def test_what_an_editor_wrote_meanwhile_is_noticed(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        path = tmp_path / "a.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("我局", "本局"), encoding="utf-8")
        app.talk._look_again()
        await settled(app, pilot)
        assert "在别处改过" in said(app)
        app.talk._look_again()

    drive(tmp_path / "a.yaml", script)


def test_a_second_window_reads_only(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    first = Store(path)
    first.open()

    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        assert "只读" in title(app)
        await type_in(app, pilot, "/表格 表三")
        await pilot.press("5", "enter")
        assert "只能看" in plain(app.screen.query_one("#told", Static))

    drive(path, script, text=None)
    first.close()


def test_long_conversations_keep_only_their_end_on_the_screen(tmp_path: Path) -> None:
    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        for _ in range(KEPT):
            app.talk.query_one(Transcript).hear("好")
        await settled(app, pilot)
        app.talk.query_one(Transcript).hear("好" * 500)
        await settled(app, pilot)
        assert len(app.talk.query_one(Transcript).children) <= KEPT

    drive(tmp_path / "a.yaml", script)


def test_the_light_theme_of_the_help_page_is_there(tmp_path: Path) -> None:
    code = (
        "from datetime import date; from pathlib import Path; from reportbot.tui import InterviewApp;"
        "print(InterviewApp(Path('a.yaml'), date(2026, 1, 10)).theme)"
    )
    assert "TEXTUAL_THEME=textual-light" in COLOURS
    environment = {**os.environ, "TEXTUAL_THEME": "textual-light"}
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.strip() == "textual-light"


def test_colours_are_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: InterviewApp, pilot: Pilot[Any]) -> None:
        assert app.no_color
        await type_in(app, pilot, "/表格 表三")

    drive(tmp_path / "a.yaml", script)
