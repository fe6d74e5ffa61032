"""The conversation's screen: it passes lines to the interview and shows what comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message as Posted
from textual.screen import Screen
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from reportbot.errors import InputError
from reportbot.interview import views
from reportbot.interview.conversation import Interview
from reportbot.interview.helping import help_for
from reportbot.interview.messages import Reply
from reportbot.interview.session import Session, Step
from reportbot.interview.views import Entry
from reportbot.tui.app import Leave
from reportbot.tui.composer import Composer
from reportbot.tui.panel import TABS, Entries, Panel, content_of
from reportbot.tui.transcript import Transcript

WIDE = 100
"""From this width on the panel stands beside the conversation."""

LOOK_AGAIN = 2.0
"""Seconds between looks at the file, which somebody else may have changed."""

KEEP_TYPING = 0.5
"""Seconds after which the line being typed is kept."""


class TalkScreen(Screen[None]):
    """Conversation, composer and panel."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS = [
        Binding("f1", "help", "帮助", priority=True),
        Binding("f2", "panel", "侧栏", priority=True),
        Binding("f3", "table", "填表", priority=True),
        Binding("f4", "review", "清单", priority=True),
        Binding("ctrl+b", "say('/上一题')", "上题", priority=True),
        Binding("ctrl+z", "say('/撤销')", "撤销", priority=True),
        Binding("ctrl+y", "say('/重做')", "重做", show=False, priority=True),
        Binding("f5", "edit", "长文", priority=True),
        Binding("ctrl+p", "app.command_palette", "命令", priority=True),
        Binding("ctrl+q", "leave", "退出", priority=True),
        Binding("escape", "escape", "回到输入", show=False),
    ]

    @dataclass
    class PanelReady(Posted):
        """A worker has worked out what the panel shows for one state of the answers."""

        text: str
        content: Mapping[str, Sequence[Entry]]

    def __init__(self, interview: Interview, typed: str = "") -> None:
        super().__init__()
        self.interview = interview
        self._begun_with = typed
        self._typing = ""
        self._kept_typing = ""
        self._long_text = ""

    def compose(self) -> ComposeResult:
        """Lay the conversation, the panel and the keys out."""
        yield Static("", id="title")
        with Horizontal(id="body"):
            yield Transcript(id="transcript")
        yield Composer()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin the interview where it stopped."""
        try:
            reply = self.interview.begin()
        except InputError as error:
            self.leave([str(error)], 2)
            return
        step, line = self.interview.store.load_typing()
        self._kept_typing = line
        composer = self.query_one(Composer)
        composer.focus()
        self._show(reply)
        asked = {asked.id for asked in self.interview.steps}
        if line and step in asked and self.interview.step and step != self.interview.step.id:
            self._show(self.interview.go_to(step))
        composer.value = self._begun_with or (line if step in asked else "")
        self.call_after_refresh(self._add_panel)
        self.set_interval(LOOK_AGAIN, self._look_again)
        self.set_interval(KEEP_TYPING, self._keep_typing)

    def on_unmount(self) -> None:
        """Give the file free, however the screen is left."""
        self.interview.close()

    # saying and hearing

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line as the user's answer."""
        if isinstance(event.input, Composer):
            self.say(event.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note the line being typed; it is kept a moment later."""
        self._typing = event.value

    def on_composer_block_pasted(self, event: Composer.BlockPasted) -> None:
        """Take a pasted block as the answer."""
        self.say(event.text)

    def action_say(self, line: str) -> None:
        """Give a line as if it had been typed."""
        self.say(line)

    def action_pick(self, number: int) -> None:
        """Answer with an option that was clicked."""
        self.say(str(number))

    def say(self, line: str) -> None:
        """Pass a line to the interview and show what comes back."""
        self.query_one(Transcript).hear(line.strip() or self._suggestion or "（回车）")
        self._show(self.interview.answer(line))

    def _show(self, reply: Reply) -> None:
        if reply.view == "help":
            from reportbot.tui.screens import HelpScreen

            self.app.push_screen(HelpScreen(reply.messages[0].text))
        else:
            self.query_one(Transcript).tell(reply.messages)
        self._show_title()
        self._refresh_panel()
        self.query_one(Composer).placeholder = self._placeholder()
        if reply.view == "quit":
            self.leave([message.text for message in reply.messages])
        elif reply.view in TABS:
            self.action_table(reply.subject) if reply.view == "table" else self._open_panel(reply.view)
        elif reply.view == "review":
            self.action_review()
        elif reply.view == "edit":
            self.action_edit(reply.subject)

    @property
    def _suggestion(self) -> str:
        """What Enter alone answers."""
        return "对" if self.interview.session.proposal else self.interview.question.suggestion

    def _placeholder(self) -> str:
        return f"回车＝{self._suggestion}" if self._suggestion else "在这里答，打“?”看说明"

    def _show_title(self) -> None:
        agency, year, file = self.interview.title
        state = (
            "只读"
            if self.interview.store.read_only
            else "没存上"
            if self.interview.keeper.unsaved
            else "已存盘"
        )
        asked = [step for step in self.interview.steps if step.state != "later"]
        done = sum(step.state != "open" for step in asked)
        self.query_one("#title", Static).update(
            Text(f"{agency}　{year}　{file}　已答{done}/{len(asked)}　{state}")
        )

    # the panel

    async def _add_panel(self) -> None:
        """Add the panel once the conversation is on the screen: nobody waits for it."""
        await self.query_one("#body", Horizontal).mount(Panel())
        self._refresh_panel()

    def _refresh_panel(self) -> None:
        if self.query(Panel):
            self.work_out_panel(self.interview.session, self.interview.steps)

    @work(thread=True, exclusive=True, group="panel")
    def work_out_panel(self, session: Session, steps: Sequence[Step]) -> None:
        """Work the panel out beside the conversation; only the newest result is shown."""
        worker = get_current_worker()
        content = content_of(session, steps)
        if not worker.is_cancelled:
            self.post_message(self.PanelReady(session.text, content))

    def on_talk_screen_panel_ready(self, event: PanelReady) -> None:
        """Show what a worker worked out, unless the answers have changed since."""
        if event.text == self.interview.session.text:
            self.query_one(Panel).fill(event.content)

    def action_panel(self) -> None:
        """Show the panel, then its next tab; in a narrow window it takes the conversation's place."""
        panel = self.query_one(Panel)
        inside = isinstance(self.focused, Entries)
        self._open_panel(panel.next_tab() if inside else panel.active)

    def _open_panel(self, name: str) -> None:
        self.add_class("panel-open")
        self.query_one(Panel).show(name)

    def action_escape(self) -> None:
        """Come back to the line being typed; nothing is lost."""
        self.remove_class("panel-open")
        self.query_one(Composer).focus()

    def on_key(self, event: events.Key) -> None:
        """Let whoever types beside the line being typed go on in it."""
        composer = self.query_one(Composer)
        if event.is_printable and event.character and self.focused is not composer:
            event.stop()
            self.action_escape()
            composer.insert_text_at_cursor(event.character)

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Ask the question behind an entry."""
        self.action_escape()
        self.query_one(Transcript).hear(f"/跳到 {self._name_of(event.step)}")
        self._show(self.interview.go_to(event.step))

    def _name_of(self, step_id: str) -> str:
        return next((step.name for step in self.interview.steps if step.id == step_id), step_id)

    # pages

    def action_help(self) -> None:
        """Show the help page of the question."""
        from reportbot.tui.screens import HelpScreen

        self.app.push_screen(HelpScreen(help_for(self.interview.step, self.interview.session).text))

    def action_table(self, table_id: str = "") -> None:
        """Open a table as a grid: the one being asked about, else the first."""
        from reportbot.tui.grid import TableScreen

        if self.interview.session.empty:
            self.notify("先定年度，才有表格。")
            return
        step = self.interview.step
        form = self.interview.session.report.form
        asked = step.cells[0].split(".")[0] if step and step.cells else form.tables[0].id
        self.app.push_screen(TableScreen(self.interview, table_id or asked), self._back_from_page)

    def _back_from_page(self, _: None) -> None:
        self._show(self.interview.reply())

    def action_review(self) -> None:
        """Show all answers."""
        from reportbot.tui.screens import ReviewScreen

        entries = list(views.review(self.interview.session, self.interview.steps))
        self.app.push_screen(ReviewScreen(entries), self._reviewed)

    def _reviewed(self, step: str | None) -> None:
        if step:
            self.on_entries_chosen(Entries.Chosen(step))

    def action_edit(self, begun: str = "") -> None:
        """Open the large field with what has been typed so far."""
        from reportbot.tui.screens import TextScreen

        composer = self.query_one(Composer)
        page = TextScreen(self.interview.question.text, begun or composer.value or self._long_text)
        composer.value = ""

        def written(text: str | None) -> None:
            self._long_text = page.kept
            if text is None and page.kept:
                self.notify("没有提交的长文留着，按 F5 接着写。")
            elif text and text.strip():
                self.say(text)

        self.app.push_screen(page, written)

    # keeping

    def _look_again(self) -> None:
        """See whether somebody changed the file, and write what could not be written before."""
        changed = self.interview.look_again()
        if changed:
            self._show(Reply(changed))

    def _keep_typing(self) -> None:
        if self._typing != self._kept_typing:
            self._kept_typing = self._typing
            step = self.interview.step
            self.write_typing(step.id if step else "", self._typing)

    @work(thread=True, exclusive=True, group="typing")
    def write_typing(self, step: str, line: str) -> None:
        """Keep the line being typed without holding the keyboard up."""
        self.interview.store.keep_typing(step, line)

    def action_leave(self) -> None:
        """Leave; what could not be written is put somewhere else first."""
        rescued = self.interview.keeper.rescue()
        words = [f"原来的位置写不进去，答案存到了 {rescued}"] if rescued else []
        self.interview.store.keep_typing(self.interview.step.id if self.interview.step else "", self._typing)
        self.leave([*words, *(message.text for message in self.interview.farewell())])

    def leave(self, words: list[str], status: int = 0) -> None:
        """Close the application and say some words on the terminal it leaves."""
        self.app.exit(Leave(words, status))

    def on_resize(self, _: events.Resize) -> None:
        """Keep the end of the conversation in view."""
        for transcript in self.query(Transcript):
            transcript.call_after_refresh(transcript.settle)
