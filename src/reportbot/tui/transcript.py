"""The transcript: what the assistant and the user said."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.containers import Right, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from reportbot.interview.messages import Message
from reportbot.tui.prose import Prose

KEPT = 120
"""So many utterances stay on the screen; older ones are only in the answers."""

MANY = 9

MARKS = {"say": "", "ask": "", "note": "· ", "warning": "！"}


class Transcript(VerticalScroll, can_focus=True):
    """What was said, the latest at the bottom."""

    def tell(self, messages: Iterable[Message]) -> None:
        """Add what the assistant says."""
        self._add([Static(drawn(message), classes=f"said {message.tone}") for message in messages])

    def hear(self, line: str) -> None:
        """Add what the user said, at the right."""
        shown = line if len(line) < 400 else f"{line[:400]}……"
        self._add([Right(Static(Prose(shown), classes="heard"))])

    def _add(self, widgets: Sequence[Widget]) -> None:
        self.mount_all(widgets)
        if len(self.children) > KEPT:
            self.remove_children(self.children[: len(self.children) - KEPT])
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """Show the end, or the beginning of a question that is taller than the window."""
        last = self.children[-1] if self.children else None
        if last is not None and last.outer_size.height > self.size.height:
            self.scroll_to_widget(last, top=True, animate=False)
        else:
            self.scroll_end(animate=False)


def drawn(message: Message) -> RenderableType:
    """Draw an utterance: its text, its small table, its options to click."""
    parts: list[RenderableType] = [Prose(message.text, mark=MARKS[message.tone])]
    if message.rows:
        parts.append(_rows(message.rows))
    if message.options:
        parts.append(_options(message.options))
    if message.suggestion:
        parts.append(Prose(f"回车＝{message.suggestion}", "italic dim"))
    return Group(*parts)


def _rows(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=26)
    table.add_column()
    for label, value in rows:
        table.add_row(Prose(label, "dim"), Prose(value))
    return table


def _options(options: Sequence[str]) -> Table:
    """Draw numbered options, many of them side by side so that the question stays in view."""
    abreast = 2 if len(options) > MANY else 1
    height = -(-len(options) // abreast)
    table = Table.grid(padding=(0, 1, 0, 0))
    for _ in range(abreast):
        table.add_column(justify="right", no_wrap=True)
        table.add_column()
    for row in range(height):
        cells: list[RenderableType] = []
        for number in range(row + 1, len(options) + 1, height):
            style = Style(meta={"@click": f"screen.pick({number})"})
            cells += [Text(f"{number}.", style=style), Prose(options[number - 1], style)]
        table.add_row(*cells)
    return table
