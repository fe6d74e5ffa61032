"""The first screen: there at once, while everything behind it is being loaded."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Input, Static


class OpeningScreen(Screen[None]):
    """Header, greeting and a line to type in; what is typed is handed on."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> ComposeResult:
        """Lay the screen out as the conversation will be."""
        yield Static(self._file, id="title")
        yield Static("您好，正在打开……", id="body")
        yield Input(id="composer")
        yield Footer(show_command_palette=False)

    @property
    def typed(self) -> str:
        """What has been typed meanwhile."""
        return self.query_one(Input).value
