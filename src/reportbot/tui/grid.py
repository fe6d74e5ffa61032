"""Table mode: a table of the form as a grid to type in, with live sums and the definition of the cell."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.coordinate import Coordinate
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from reportbot.interview.conversation import Interview
from reportbot.interview.filling import about_cell, fill, fill_block
from reportbot.interview.targets import line_name
from reportbot.interview.views import conflicts
from reportbot.labels import bare
from reportbot.lines import Line, lines_of
from reportbot.numbers import format_number
from reportbot.tui.keys import run_bound
from reportbot.tui.prose import Prose
from reportbot.tui.screens import HelpScreen

LABEL = 30
"""Columns for the labels of rows: fifteen full-width characters."""

COLUMN, WIDE = 6, 15
"""Columns for a number, at least: in a table of many columns, and of few. They grow with what stands in them."""

_FEW = 4
BLANK = "·"


class Grid(DataTable[Text]):
    """The cells of one table; typing starts to fill the cell under the cursor."""

    BINDINGS = [
        Binding("enter", "commit('down')", "填下一行"),
        Binding("tab", "commit('right')", "填右一格"),
        Binding("backspace", "rub", "退格", show=False),
        Binding("delete", "clear_cell", "清空"),
        Binding("escape", "leave", "返回"),
    ]

    def __init__(self, interview: Interview, table_id: str) -> None:
        super().__init__(
            id="grid",
            cursor_type="cell",
            zebra_stripes=True,
            header_height=3,
            cell_padding=0,
            fixed_columns=1,
        )
        self.interview = interview
        self.table_id = table_id
        self.typed: str | None = None
        self._cells: dict[tuple[int, int], str] = {}

    def on_mount(self) -> None:
        """Lay rows and columns out as the form has them."""
        report = self.interview.session.report
        lines = lines_of(report.form, self.table_id)
        widest = max(lines, key=lambda line: len(line.cells))
        shared = len({_columns(line) for line in lines}) == 1
        self.add_column("", width=LABEL, key="label")
        for number, cell in enumerate(widest.cells):
            label = _broken(bare(cell.leaf.label)) if shared else ""
            width = COLUMN if shared and len(widest.cells) > _FEW else WIDE
            first, *others = label.split("\n")
            heading = "\n".join([" " * (width - cell_len(first)) + first, *others])
            self.add_column(Text(heading, justify="right"), key=str(number))
        if not shared:
            self.header_height = 1
        self._lines(lines, shared)
        self.draw()
        self.move_cursor(row=min(row for row, _ in self._cells), column=1)

    def _lines(self, lines: tuple[Line, ...], shared: bool) -> None:
        columns: tuple[str, ...] = ()
        for line in lines:
            if not shared and _columns(line) != columns:
                columns = _columns(line)
                self.add_row(
                    Text(""), *(Text(bare(label), style="bold", justify="right") for label in columns)
                )
            row = self.row_count
            self.add_row(Text(_label(line)))
            for column, cell in enumerate(line.cells, 1):
                self._cells[row, column] = cell.id

    @property
    def cell_id(self) -> str | None:
        """The cell of the form under the cursor."""
        return self._cells.get((self.cursor_row, self.cursor_column))

    def draw(self) -> None:
        """Show every cell as it stands: filled, blank, a sum, provisional, in conflict."""
        report = self.interview.session.report
        wrong = conflicts(report)
        for (row, column), cell_id in self._cells.items():
            drawn = self._drawn(cell_id, cell_id in wrong)
            self.update_cell_at(Coordinate(row, column), drawn, update_width=True)

    def _drawn(self, cell_id: str, wrong: bool) -> Text:
        report = self.interview.session.report
        cell, spec = report.cell(cell_id), report.form.cells[cell_id]
        shown = format_number(cell.value, spec.kind) if cell.value is not None else cell.raw or BLANK
        if cell_id in report.unverified:
            shown = f"?{shown}"
        if wrong:
            return Text(f"✗{shown}", style="bold reverse", justify="right")
        derived = cell_id in report.form.derived_totals and cell_id not in report.cells
        return Text(f"={shown}" if derived and cell.value is not None else shown, justify="right")

    def _show_typed(self) -> None:
        if self.cell_id:
            place = Coordinate(self.cursor_row, self.cursor_column)
            typed = Text(f"{self.typed}▏", style="underline", justify="right")
            self.update_cell_at(place, typed, update_width=True)

    async def _on_key(self, event: events.Key) -> None:
        """Start or go on typing with any printable key."""
        if event.is_printable and event.character and self.cell_id:
            self.typed = (self.typed or "") + event.character
            self._show_typed()
            event.stop()
            event.prevent_default()
        else:
            await run_bound(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        """Fill a pasted block from the cell under the cursor on."""
        if self.cell_id:
            self.typed = None
            self.tell(fill_block(self.interview, self.table_id, event.text, self.cell_id))
            self.draw()
        event.stop()

    def action_rub(self) -> None:
        """Take back the last character typed; without one, begin with what stands there."""
        if self.typed is not None:
            self.typed = self.typed[:-1]
            self._show_typed()

    def action_clear_cell(self) -> None:
        """Make the cell blank again."""
        self.typed = ""
        self.commit()

    def action_commit(self, direction: str) -> None:
        """Keep what was typed and go on."""
        self.commit()
        (self.action_cursor_down if direction == "down" else self.action_cursor_right)()

    def action_cursor_down(self) -> None:
        """Go to the next row that can be filled."""
        self._move(1)

    def action_cursor_up(self) -> None:
        """Go to the row before that can be filled."""
        self._move(-1)

    def _move(self, step: int) -> None:
        row = self.cursor_row + step
        while 0 <= row < self.row_count:
            columns = [column for at, column in self._cells if at == row]
            if columns:
                self.move_cursor(row=row, column=min(max(self.cursor_column, 1), max(columns)))
                return
            row += step

    def action_leave(self) -> None:
        """Drop what is being typed, or go back to the conversation."""
        if self.typed is not None:
            self.typed = None
            self.draw()
        else:
            self.screen.dismiss(None)

    def commit(self) -> None:
        """Keep what was typed in the cell under the cursor."""
        if self.typed is None or not self.cell_id:
            return
        text, self.typed = self.typed, None
        self.tell(fill(self.interview, self.cell_id, text))
        self.draw()

    def watch_cursor_coordinate(self, old_coordinate: Coordinate, new_coordinate: Coordinate) -> None:
        """Keep what was typed when the cursor moves on."""
        if self.typed is not None and old_coordinate != new_coordinate:
            text, self.typed = self.typed, None
            if cell_id := self._cells.get((old_coordinate.row, old_coordinate.column)):
                self.tell(fill(self.interview, cell_id, text))
                self.draw()
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)

    def tell(self, messages: tuple[object, ...]) -> None:
        """Show what came of filling a cell."""
        if isinstance(self.screen, TableScreen):
            self.screen.tell("；".join(str(getattr(message, "text", "")) for message in messages))


def _columns(line: Line) -> tuple[str, ...]:
    return tuple(cell.leaf.label for cell in line.cells)


def _label(line: Line) -> str:
    depth = max(len(line.cells[0].row) - 2, 0)
    name = "  " * depth + line_name(line)
    return name if cell_len(name) <= LABEL - 2 else set_cell_size(name, LABEL - 3) + "…"


def _broken(label: str) -> str:
    return "\n".join(label[at : at + 2] for at in range(0, len(label), 2)) if len(label) > 3 else label


class TableScreen(Screen[None]):
    """One table of the form with the definition of the current cell below."""

    BINDINGS = [
        Binding("f1", "help", "这一格"),
        Binding("f3", "next_table", "下一张表"),
        Binding("ctrl+z", "undo", "撤销"),
        Binding("ctrl+y", "redo", "重做", show=False),
    ]

    def __init__(self, interview: Interview, table_id: str) -> None:
        super().__init__()
        self.interview = interview
        self.table_id = table_id

    def compose(self) -> ComposeResult:
        """Lay the grid, the definition and the keys out."""
        form = self.interview.session.report.form
        yield Static(f"{form.table(self.table_id).name}　{form.part(self.table_id).heading}", id="title")
        yield Grid(self.interview, self.table_id)
        yield Static("", id="told")
        yield Static("", id="definition")
        yield Footer(show_command_palette=False)

    def on_data_table_cell_highlighted(self, _: DataTable.CellHighlighted) -> None:
        """Explain the cell under the cursor."""
        self.explain()

    def explain(self) -> None:
        """Show what belongs into the current cell and which of its sums do not hold."""
        grid = self.query_one(Grid)
        lines: Iterator[str] = iter(
            about_cell(grid.cell_id, self.interview.session.report) if grid.cell_id else ()
        )
        self.query_one("#definition", Static).update(Prose("\n".join(lines)))

    def action_help(self) -> None:
        """Show everything about the current cell."""
        grid = self.query_one(Grid)
        if grid.cell_id:
            report = self.interview.session.report
            lines = [report.form.label(grid.cell_id), *about_cell(grid.cell_id, report)]
            self.app.push_screen(HelpScreen("\n".join(lines)))

    def tell(self, text: str) -> None:
        """Show a line about what was just filled."""
        self.query_one("#told", Static).update(Prose(text))
        self.explain()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._moved(self.interview.undo().messages[0].text)

    def action_redo(self) -> None:
        """Make the change again."""
        self._moved(self.interview.redo().messages[0].text)

    def _moved(self, text: str) -> None:
        self.query_one(Grid).draw()
        self.tell(text)

    def action_next_table(self) -> None:
        """Go to the next table."""
        tables = [table.id for table in self.interview.session.report.form.tables]
        following = tables[(tables.index(self.table_id) + 1) % len(tables)]
        self.app.switch_screen(TableScreen(self.interview, following))
