"""The panel beside the conversation: draft, tables, findings, progress, sources. Every entry leads to its question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, TabbedContent, TabPane
from textual.widgets.option_list import Option

from reportbot.interview import views
from reportbot.interview.session import Session, Step
from reportbot.interview.sources import sources
from reportbot.interview.views import Entry
from reportbot.tui.prose import Prose

TABS = {"preview": "正文", "table": "表格", "check": "核对", "progress": "进度", "sources": "来源"}

STYLES = {"错误": "bold", "✗": "bold reverse", "警告": "bold", "…": "bold", "○": "bold"}


class Entries(OptionList):
    """A list of entries; choosing one that has a step posts it."""

    @dataclass
    class Chosen(Message):
        """An entry was chosen: go to its step."""

        step: str

    def __init__(self, id: str) -> None:  # noqa: A002 (Textual's word)
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry], empty: str) -> None:
        """Replace what is shown, keeping the place; the same entries are left alone."""
        if entries == self._entries and self.option_count:
            return
        at = self.highlighted
        self._entries = entries
        self.clear_options()
        if not entries:
            self.add_option(Option(Prose(empty), disabled=True))
        for entry in entries:
            self.add_option(Option(_drawn(entry), disabled=entry.step is None))
        if at is not None and at < len(entries):
            self.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Post the step behind an entry."""
        event.stop()
        step = self._entries[event.option_index].step if event.option_index < len(self._entries) else None
        if step:
            self.post_message(self.Chosen(step))


def _drawn(entry: Entry) -> Prose:
    if entry.heading:
        return Prose(entry.text, "bold")
    mark = entry.mark.strip()
    shown = mark if len(mark) < 2 else f"{mark}："
    return Prose(
        entry.text, mark=f"{shown} " if len(mark) == 1 else shown or "  ", mark_style=STYLES.get(mark, "")
    )


class Panel(Vertical):
    """The views as tabs."""

    EMPTY: Mapping[str, str] = {
        "preview": "还没有内容，答几个问题就有了。",
        "table": "还没有内容。",
        "check": "没有发现问题。",
        "progress": "还没有内容。",
        "sources": "还没有写出句子。",
    }

    def __init__(self) -> None:
        super().__init__(id="panel")

    def compose(self) -> ComposeResult:
        """Lay the tabs out."""
        with TabbedContent():
            for name, label in TABS.items():
                with TabPane(label, id=f"tab-{name}"):
                    yield Entries(id=f"entries-{name}")

    @property
    def active(self) -> str:
        """The view in front."""
        return self.query_one(TabbedContent).active.removeprefix("tab-")

    def show(self, name: str) -> None:
        """Bring a tab to the front and move the cursor into it."""
        self.query_one(TabbedContent).active = f"tab-{name}"
        self.query_one(f"#entries-{name}", Entries).focus()

    def next_tab(self) -> str:
        """Return the tab after the active one."""
        names = list(TABS)
        return names[(names.index(self.active) + 1) % len(names)]

    def fill(self, content: Mapping[str, Sequence[Entry]]) -> None:
        """Show new content in all tabs."""
        for name, entries in content.items():
            self.query_one(f"#entries-{name}", Entries).show(entries, self.EMPTY[name])


def content_of(session: Session, steps: Sequence[Step]) -> dict[str, list[Entry]]:
    """Work out what all tabs show; takes some tens of milliseconds, so a worker calls it."""
    if session.empty:
        return {name: [] for name in TABS}
    report = session.report
    tables: list[Entry] = []
    for table in report.form.tables:
        cells = report.form.cells_of(table.id)
        filled = sum(not report.cell(cell.id).blank for cell in cells)
        tables.append(Entry(f"{table.name}　{filled}/{len(cells)}", heading=True))
        tables += views.table_entries(session, table.id)
    tables += views.charts(report)
    return {
        "preview": list(views.preview(session)),
        "table": tables,
        "check": list(views.findings(session)),
        "progress": list(views.progress(session, steps)),
        "sources": list(sources(session, steps)),
    }
