"""Text on the screen, broken into lines the Chinese way."""

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.style import Style, StyleType
from rich.text import Text

from reportbot.wrapping import wrapped


class Prose:
    """A text that breaks between any two full-width characters; ``mark`` stands before it."""

    def __init__(self, text: str, style: StyleType = "", mark: str = "", mark_style: StyleType = "") -> None:
        self.text = text
        self.style = Style.parse(style) if isinstance(style, str) else style
        self.mark = Text(mark, style=mark_style)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Yield line after line, those behind the first one indented by the mark."""
        indent = self.mark.cell_len
        first = True
        for paragraph in self.text.splitlines() or [""]:
            for line in wrapped(paragraph, max(options.max_width - indent, 2), cell_len):
                head = self.mark.copy() if first else Text(" " * indent)
                yield head.append(line, self.style)
                first = False

    def __rich_measure__(self, _: Console, options: ConsoleOptions) -> Measurement:
        """Return the least and the greatest width of use."""
        widest = max((cell_len(line) for line in self.text.splitlines()), default=0) + self.mark.cell_len
        return Measurement(min(4, widest), min(widest, options.max_width))
