"""Pages over the conversation: help, the list of all answers, a large field for long text."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static, TextArea

from reportbot.interview.views import Entry
from reportbot.tui.panel import Entries
from reportbot.tui.prose import Prose


class HelpScreen(ModalScreen[None]):
    """The help page of a question."""

    BINDINGS = [Binding("escape,f1,enter,q", "dismiss", "返回")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        with VerticalScroll(id="page"):
            yield Static(Prose(self._text))
        yield Footer(show_command_palette=False)


class ReviewScreen(Screen[str | None]):
    """All answers by section; choosing one goes to its question."""

    BINDINGS = [Binding("escape,f4", "dismiss", "返回")]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._shown = entries

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        yield Static("答过的都在这里，回车去改，改完回到原来的地方", id="title")
        yield Entries(id="review")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the list."""
        entries = self.query_one(Entries)
        entries.show(self._shown, "还没有答过什么。")
        entries.focus()

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Go to the chosen answer's question."""
        self.dismiss(event.step)


class TextScreen(Screen[str | None]):
    """A large field for a long text. Leaving it keeps the text for the next time."""

    BINDINGS = [
        Binding("ctrl+s,f10", "send", "写好了", priority=True),
        Binding("ctrl+o", "editor", "用自己的编辑器", priority=True),
        Binding("escape", "leave", "先放着"),
    ]

    def __init__(self, question: str, begun: str) -> None:
        super().__init__()
        self._question = question
        self._begun = begun
        self.kept = begun

    def compose(self) -> ComposeResult:
        """Lay the field out under the question."""
        yield Static(Prose(self._question), id="title")
        yield TextArea(self._begun, soft_wrap=True, id="text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_send(self) -> None:
        """Give the text as the answer."""
        self.kept = ""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Go back without answering; the text waits here."""
        self.kept = self.query_one(TextArea).text
        self.dismiss(None)

    def action_editor(self) -> None:
        """Write in the editor that the user is used to."""
        area = self.query_one(TextArea)
        editor = (
            os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
        )
        try:
            with self.app.suspend():
                area.text = edited(area.text, editor)
        except (OSError, SuspendNotSupported) as error:
            self.notify(f"打不开编辑器“{editor}”（{error}），可以设环境变量 EDITOR", severity="warning")


def edited(text: str, editor: str) -> str:
    """Return a text after an editor had it."""
    with tempfile.TemporaryDirectory(prefix="reportbot-") as folder:
        path = Path(folder) / "正文.txt"
        path.write_text(text, encoding="utf-8")
        subprocess.run([*shlex.split(editor, posix=os.name != "nt"), str(path)], check=False)  # noqa: S603 (the user's own editor)
        return path.read_text(encoding="utf-8-sig").rstrip("\n")
