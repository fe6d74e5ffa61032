"""The line in which answers are typed."""

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widgets import Input

from reportbot.interview.pasting import is_block
from reportbot.tui.keys import run_bound

REMEMBERED = 50
ROOM = 200
"""Columns by which the room for a text grows."""

AHEAD = 16
"""Columns shown beyond the cursor when the text scrolls."""


class Composer(Input):
    """An input that takes pasted blocks and brings earlier lines back with the arrow keys."""

    BINDINGS = [
        Binding("up", "earlier", "上一句", show=False),
        Binding("down", "later", "下一句", show=False),
    ]

    @dataclass
    class BlockPasted(Message):
        """A block with rows and columns was pasted."""

        text: str

    def __init__(self) -> None:
        super().__init__(id="composer", select_on_focus=False)
        self._lines: list[str] = []
        self._at = 0

    @property
    def content_width(self) -> int:
        """The width of the text in large steps: every new width makes the whole screen be laid out anew."""
        return -(-super().content_width // ROOM) * ROOM

    def scroll_to_region(self, region: Region, **options: Any) -> Offset:
        """Scroll only when the cursor leaves the window: any scrolling lays the screen out anew."""
        first = self.scroll_offset.x
        if first <= region.x < first + self.scrollable_content_region.width:
            return Offset()
        return super().scroll_to_region(region.grow((0, AHEAD, 0, 0)), **options)

    async def _on_key(self, event: events.Key) -> None:
        """Run bound keys in order; the others are typed."""
        await run_bound(self, event)

    async def action_submit(self) -> None:
        """Send the line and begin an empty one at once: keys that come while it is read belong to the next."""
        line = self.value
        self.remember(line)
        self.value = ""
        self.post_message(self.Submitted(self, line))

    def remember(self, line: str) -> None:
        """Keep a line that was sent, to be brought back."""
        if line.strip():
            self._lines = [*self._lines, line][-REMEMBERED:]
        self._at = len(self._lines)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a block as an answer; several lines of text become one line."""
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        if is_block(event.text):
            self.post_message(self.BlockPasted(event.text))
        elif lines:
            self.insert_text_at_cursor("；".join(lines))
        event.stop()
        event.prevent_default()

    def action_earlier(self) -> None:
        """Bring the line before back."""
        if self._at > 0:
            self._at -= 1
            self.value = self._lines[self._at]
            self.cursor_position = len(self.value)

    def action_later(self) -> None:
        """Bring the line after back, at last an empty one."""
        self._at = min(self._at + 1, len(self._lines))
        self.value = self._lines[self._at] if self._at < len(self._lines) else ""
        self.cursor_position = len(self.value)
