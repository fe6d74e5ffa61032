"""The application: themes, the palette of commands, and the screen of the conversation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from reportbot.tui.opening import OpeningScreen

if TYPE_CHECKING:
    from reportbot.tui.talk import TalkScreen


@dataclass(frozen=True, slots=True)
class Leave:
    """What the application leaves with: words for the terminal, and an exit status."""

    words: Sequence[str] = ()
    status: int = 0


FIRST_PAINT = 0.03
"""Seconds in which the first screen is painted before anything else is loaded."""


class InterviewApp(App[Leave]):
    """One interview on the screen."""

    CSS_PATH = "style.tcss"
    TITLE = "reportbot"

    def __init__(self, path: Path, today: date, *, practice: bool = False) -> None:
        super().__init__()
        self._practice = practice
        self._path = path
        self._today = today
        self._opening = OpeningScreen(path.name)

    def on_mount(self) -> None:
        """Show a first screen, and load the rest once it is there."""
        self.push_screen(self._opening)
        self.call_after_refresh(self.set_timer, FIRST_PAINT, self._begin)

    def _begin(self) -> None:
        """Begin the conversation with what has been typed meanwhile."""
        from reportbot.interview.conversation import Interview
        from reportbot.tui.talk import TalkScreen

        self.switch_screen(
            TalkScreen(Interview(self._path, self._today, practice=self._practice), self._opening.typed)
        )

    @property
    def talk(self) -> "TalkScreen":
        """The screen of the conversation, below any page that lies on it."""
        from reportbot.tui.talk import TalkScreen

        return next(screen for screen in self.screen_stack if isinstance(screen, TalkScreen))

    async def action_quit(self) -> None:
        """Leave in good order: what Ctrl+Q does in the library is to drop everything."""
        if self.screen is self._opening:
            self.exit(Leave())
        else:
            self.talk.action_leave()

    def action_command_palette(self) -> None:
        """Open the palette of commands."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="打命令的名字……"))

    def get_system_commands(self, _: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette."""
        from reportbot.interview.wording import commands

        for command in commands():
            say = partial(self.talk.say, f"/{command.names[0]}")
            yield SystemCommand(f"{command.names[0]} /{command.names[1]}", command.help, say)
        yield SystemCommand("深浅颜色 theme", "换成浅色或者深色", self._change_theme)

    def _change_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"
