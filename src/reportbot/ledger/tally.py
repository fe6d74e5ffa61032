"""What comes of counting a ledger: cells with the entries that make them up, questions, notes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportbot.form import Form
from reportbot.ledger.days import Day
from reportbot.ledger.entries import Entry, row_ranges
from reportbot.ledger.mapping import ROWS


@dataclass(frozen=True, slots=True)
class Application:
    """One application of the year; ``outcome`` is None where it was open at the end of the year."""

    entry: Entry
    received: Day
    replied: Day | None
    type: str
    outcome: str | None
    extended: bool | None
    corrected: Day | None


LEDGER = ""


@dataclass
class Question:
    """What must be decided before the ledger can be counted; ``text`` is the phrase, masked."""

    kind: str
    message: str
    text: str = ""
    choices: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)


class Unclear(Exception):  # noqa: N818 (an application that waits, not a failure)
    """An application that cannot be counted without a decision.

    ``kind`` is the section of the mapping where it can be decided, LEDGER where only the
    ledger itself can be corrected.
    """

    def __init__(self, message: str, kind: str = ROWS, text: str = "", choices: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.question = Question(kind, message, text, tuple(choices))


@dataclass
class Tally:
    """The cells of the year with the entries that make them up, and what was noticed on the way.

    ``elsewhere`` counts applications of other years by reason; the ledger ``reaches_back``
    where it holds any from before the year. ``phrases`` counts what was taken for what: section
    of the mapping, phrase (masked), printed label.
    """

    form: Form
    year: int
    cells: dict[str, list[Entry]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    applications: list[Application] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    reaches_back: bool = False
    phrases: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    notes: dict[str, list[Entry]] = field(default_factory=dict)
    questions: dict[tuple[str, str, str], Question] = field(default_factory=dict)

    def put(self, cell: str, entry: Entry) -> None:
        """Count an entry into a cell."""
        self.cells.setdefault(cell, []).append(entry)

    def note(self, message: str, entry: Entry) -> None:
        """Remark something about an entry."""
        self.notes.setdefault(message, []).append(entry)

    def ask(self, question: Question, entry: Entry) -> None:
        """Ask about an entry; the same question about several is one."""
        key = (question.kind, question.text, question.message)
        self.questions.setdefault(key, question).entries.append(entry)

    def value(self, cell: str) -> int:
        """Return how many entries a cell counts."""
        return len(self.cells.get(cell, ()))


def place(entries: Iterable[Entry]) -> str:
    """Return where entries stand: sheets and rows."""
    rows: dict[str, list[int]] = {}
    for entry in entries:
        rows.setdefault(entry.sheet, []).extend(entry.rows)
    return "；".join(f"{sheet} 第 {row_ranges(found)} 行".lstrip() for sheet, found in rows.items())
