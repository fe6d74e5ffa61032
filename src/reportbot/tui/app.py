"""The application: themes, the palette of commands, and the screen of the conversation."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from reportbot.interview import Interview
from reportbot.interview.wording import commands
from reportbot.tui.talk import Leave, TalkScreen


class InterviewApp(App[Leave]):
    """One interview on the screen."""

    CSS_PATH = "style.tcss"
    TITLE = "reportbot"

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview

    def on_mount(self) -> None:
        """Begin the conversation."""
        self.push_screen(TalkScreen(self.interview))

    @property
    def talk(self) -> TalkScreen:
        """The screen of the conversation, below any page that lies on it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, TalkScreen))

    async def action_quit(self) -> None:
        """Leave in good order: what Ctrl+Q does in the library is to drop everything."""
        self.talk.action_leave()

    def action_command_palette(self) -> None:
        """Open the palette of commands."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="打命令的名字……"))

    def get_system_commands(self, _: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette."""
        for command in commands():
            say = partial(self.talk.say, f"/{command.names[0]}")
            yield SystemCommand(f"{command.names[0]} /{command.names[1]}", command.help, say)
        yield SystemCommand("深浅颜色 theme", "换成浅色或者深色", self._change_theme)

    def _change_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"
