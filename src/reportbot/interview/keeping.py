"""Keep accepted answers: written at once, merged with what others wrote, retried when writing fails."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportbot.answers import load_answers
from reportbot.errors import InputError, OutputError
from reportbot.importing import read_report
from reportbot.interview.edits import Edit, apply
from reportbot.interview.history import Change, History, change_between, redo, undo
from reportbot.interview.store import Store
from reportbot.interview.wording import words
from reportbot.questions import all_questions
from reportbot.report import Report


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer given here and, since it was read, another one in the file."""

    item: str
    label: str
    ours: str
    theirs: str


class Keeper:
    """Holds the text of one answers file together with what is on disk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.text = ""
        self.saved = ""
        self.history = History()
        self.unsaved: list[Edit] = []
        self.notes: list[str] = []
        self._stamp: tuple[int, int] | None = None
        self._loaded: tuple[str, Report | None] = ("", None)
        self._previous: dict[Path, Report | None] = {}

    def open(self) -> None:
        """Read the file and take the lock; raises InputError when the file cannot be used."""
        self.store.open()
        self.text = self.saved = self.store.read()
        self._stamp = self.store.stamp()
        self.history = self.store.load_history()
        if self.text.strip():
            self.load(self.text)

    def load(self, text: str) -> Report:
        """Return the report of a text with last year's attached; raises InputError."""
        if text == self._loaded[0] and self._loaded[1]:
            return self._loaded[1]
        report = load_answers(text, str(self.store.path))
        if report.previous is None and report.previous_path:
            report = replace(report, previous=self._last_year(report.previous_path))
        self._loaded = (text, report)
        return report

    def _last_year(self, named: str) -> Report | None:
        path = self.store.path.parent / named
        if path not in self._previous:
            try:
                self._previous[path] = read_report(path, with_previous=False)
            except InputError as error:
                self._previous[path] = None
                self.notes.append(f"去年的年报读不了，先不比较：{error}")
        return self._previous[path]

    def accept(self, edits: Sequence[Edit], label: str, step: str, *, force: bool = False) -> Clash | None:
        """Write changes to disk before anything else is asked; return a clash instead of writing.

        What cannot be written is kept here and tried again with the next answer. Raises InputError
        when the changes do not fit the file; nothing is then changed.
        """
        base = self._merged()
        if base is None:
            self._hold(edits, label, step)
            return None
        if not force and base != self.text and (clash := self._clash(edits, base)):
            return clash
        after = apply(base, edits)
        self.load(after)
        if base != self.text:
            self.notes.append(words("outside", what=self._differences(base)))
        self._remember(base, after, label, step)
        self._write(after, edits)
        return None

    def _merged(self) -> str | None:
        """Return the text on disk with what could not be written before; None when it cannot be read."""
        if self.store.stamp() == self._stamp:
            return self.text
        try:
            theirs = self.store.read()
            if theirs == self.saved or not theirs.strip():
                return self.text
            self.load(theirs)
            return apply(theirs, self.unsaved)
        except InputError as error:
            self.notes.append(words("broken", problem=str(error).partition("\n")[0]))
            return None

    def _hold(self, edits: Sequence[Edit], label: str, step: str) -> None:
        after = apply(self.text, edits)
        self.load(after)
        self._remember(self.text, after, label, step)
        self.text = after
        self.unsaved += edits

    def _clash(self, edits: Iterable[Edit], theirs_text: str) -> Clash | None:
        """Return the first item that both sides changed differently since it was last read."""
        base, theirs = self.load(self.text), self.load(theirs_text)
        ours = self.load(apply(self.text, edits))
        for edit in edits:
            values = [told(report, edit.item) for report in (base, theirs, ours)]
            if values[1] not in {values[0], values[2]}:
                return Clash(edit.item, name_of(theirs, edit.item), values[2], values[1])
        return None

    def _differences(self, base: str) -> str:
        ours, theirs = self.load(self.text), self.load(base)
        items = {*ours.form.cells, *ours.facts, *theirs.facts}
        changed = [item for item in items if told(ours, item) != told(theirs, item)]
        names = sorted({name_of(theirs, item) for item in changed})
        return "、".join(names[:3]) + (f"等 {len(names)} 处" if len(names) > 3 else "") or "注释或次序"

    def _remember(self, before: str, after: str, label: str, step: str) -> None:
        if before != after:
            self.history = self.history.with_answer(change_between(before, after, label, step))

    def _write(self, text: str, edits: Iterable[Edit]) -> bool:
        waiting = bool(self.unsaved)
        self.text = text
        try:
            self.store.write(text)
        except OutputError as error:
            self.unsaved += edits
            self.notes.append(words("unwritable", problem=error.problem))
            return False
        self.saved = text
        self.unsaved = []
        self._stamp = self.store.stamp()
        self.store.keep_history(self.history)
        if waiting:
            self.notes.append(words("written_again"))
        return True

    def retry(self) -> bool:
        """Try again to write what could not be written; true when nothing is left."""
        if not self.unsaved:
            return True
        base = self._merged()
        return base is not None and self._write(base, ())

    def refresh(self) -> bool:
        """Take over what somebody else wrote into the file; true when there was anything."""
        if self.store.stamp() == self._stamp:
            return False
        base = self._merged()
        if base is None or base == self.text:
            return False
        self.notes.append(words("outside", what=self._differences(base)))
        self.text = base
        self.saved = self.store.read()
        self._stamp = self.store.stamp()
        return True

    def undo(self) -> Change | None:
        """Take the last answer back; None when there is none or its lines have changed since."""
        return self._move(
            self.history.done,
            undo,
            lambda change: History(self.history.done[:-1], (*self.history.undone, change)),
        )

    def redo(self) -> Change | None:
        """Give the answer again that was taken back last."""
        return self._move(
            self.history.undone,
            redo,
            lambda change: History((*self.history.done, change), self.history.undone[:-1]),
        )

    def _move(
        self,
        changes: tuple[Change, ...],
        step: Callable[[str, Change], str | None],
        moved: Callable[[Change], History],
    ) -> Change | None:
        if self.store.read_only:
            self.notes.append(words("read_only"))
            return None
        base = self._merged()
        if not changes or base is None:
            return None
        after = step(base, changes[-1])
        if after is None:
            self.notes.append(words("moved_on"))
            return None
        if after.strip():
            try:
                self.load(after)
            except InputError:
                self.notes.append(words("moved_on"))
                return None
        self.history = moved(changes[-1])
        self._write(after, [Edit("", lambda _: after)])
        return changes[-1]

    def rescue(self) -> Path | None:
        """Put what could not be written into a file of the user's home; return it."""
        if self.retry():
            return None
        path = Path.home() / f"{self.store.path.stem}-没存上的答案.yaml"
        path.write_text(self.text, encoding="utf-8")
        return path


def told(report: Report, item: str) -> str:
    """Return what a report says of an item, for comparing two states of a file."""
    if item in report.form.cells:
        cell = report.cell(item)
        return str(cell.raw if cell.value is None else cell.value)
    if item.startswith("problems."):
        number = int(item.split(".")[1])
        return str((report.problems or ())[number : number + 1])
    if item.startswith("texts."):
        return report.texts.get(item.removeprefix("texts."), "")
    if item in {table.id for table in report.form.tables}:
        return str([report.value(cell.id) for cell in report.form.cells_of(item)])
    facts = {
        fact: value for fact, value in report.facts.items() if fact == item or fact.startswith(f"{item}.")
    }
    return "，".join(str(value) for value in facts.values())


def name_of(report: Report, item: str) -> str:
    """Return how a person calls an item."""
    if item in report.form.cells:
        return report.form.label(item)
    question = all_questions().get(".".join(item.split(".")[:2]))
    if question:
        return question.answer.name
    tables = {table.id: table.name for table in report.form.tables}
    return tables.get(
        item.split(".", maxsplit=1)[0],
        {"problems": "问题", "texts": "正文", "previous": "上年度"}.get(item.split(".", maxsplit=1)[0], item),
    )
