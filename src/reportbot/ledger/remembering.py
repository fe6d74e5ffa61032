"""Keep how a ledger is read: in the user's mapping file, and beside the answers file for next time."""

from collections.abc import Iterator
from pathlib import Path

from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes, state_folder, write_atomically
from reportbot.form import Form
from reportbot.ledger.days import read_day
from reportbot.ledger.entries import Entry
from reportbot.ledger.mapping import OTHERS, ROWS, SHEETS, LedgerMapping, load_mapping, remember
from reportbot.ledger.survey import Survey
from reportbot.ledger.tally import Tally

NAME = "ledger.yaml"


class Memory:
    """The mapping of one run: read from the file given, else from what was remembered."""

    def __init__(self, given: Path | None, answers: Path | None) -> None:
        self.given = given
        self.beside = state_folder(answers) / NAME if answers else None
        self.text = ""

    @property
    def shown(self) -> Path | None:
        """The file in which the user decides."""
        return self.given or self.beside

    def load(self, form: Form) -> LedgerMapping:
        """Return the mapping; an empty one where nothing was said yet."""
        path = self.shown
        if path is None or not path.exists():
            return LedgerMapping()
        self.text, _ = decode(read_bytes(path, limit=1_000_000), Place(str(path)))
        return load_mapping(self.text, form, str(path))

    def keep(self, found: Survey, tally: Tally) -> None:
        """Write the mapping with the columns recognised and what waits for a decision."""
        text = remember(self.text, tally.form, dict(_columns(found)), list(_waiting(found, tally)))
        if self.given and text != self.text:
            write_atomically(self.given, text.encode())
        if self.beside:
            try:
                self.beside.parent.mkdir(exist_ok=True)
            except OSError as error:
                problem = f"建不了这个文件夹（{error.strerror or error}）"
                raise InputError(problem, place=Place(str(self.beside.parent))) from None
            write_atomically(self.beside, text.encode())


def _columns(found: Survey) -> Iterator[tuple[str, list[str]]]:
    """Yield the header words by role; a column without a word goes by its letter."""
    labels: dict[str, dict[str, None]] = {}
    for source in found.sources:
        for role, columns in source.layout.columns.items():
            for column in columns:
                if not column.tick and role != "private" and column.label:
                    labels.setdefault(role, {})[column.label] = None
    yield from ((role, list(names)) for role, names in labels.items())


def _waiting(found: Survey, tally: Tally) -> Iterator[tuple[str, str]]:
    """Yield what the user has to fill in: section and entry, no entry where the section is one value."""
    if found.open_questions:
        yield SHEETS, ""
    for question in tally.questions.values():
        if question.text or question.kind in {SHEETS, OTHERS}:
            yield question.kind, question.text
        elif question.kind == ROWS:
            yield from ((ROWS, _row(entry)) for entry in question.entries)


def _row(entry: Entry) -> str:
    """Name a row so that a decision about it is not taken for another one when rows have moved."""
    day = read_day(entry.days.get("received", [""])[0])
    return " ".join(filter(None, [entry.sheet, str(entry.rows[0]), day.date.isoformat() if day else ""]))
