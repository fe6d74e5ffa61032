"""The state of one interview: the answers, and what was passed over or asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from reportbot.form import form_for_year
from reportbot.interview.edits import Edit
from reportbot.interview.messages import Message
from reportbot.report import Report

State = Literal["answered", "open", "passed", "later"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask. ``later`` is the state of what is asked only on request."""

    id: str
    stage: str
    kind: str
    name: str
    question: str
    state: State
    facts: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    number: int = -1
    optional: bool = False
    why: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the answers file cannot hold: steps passed over, and questions asked for.

    It may be lost at any time; then some things are asked once more.
    """

    passed: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()

    def passing(self, items: Iterable[str]) -> "Memory":
        """Return a memory in which some steps are not asked again."""
        return replace(self, passed=self.passed | set(items))

    def wanting(self, items: Iterable[str]) -> "Memory":
        """Return a memory in which some questions are to be asked."""
        wanted = set(items)
        return replace(self, wanted=self.wanted | wanted, passed=self.passed - wanted)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of reading a line.

    With ``sure`` false it is shown as ``rows`` and asked for before anything is filled.
    ``goto`` names the step to ask next; ``unread`` are words that were not understood.
    """

    edits: tuple[Edit, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    sure: bool = True
    say: tuple[Message, ...] = ()
    passed: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    goto: str | None = None
    year: int | None = None
    told: Mapping[str, int] = field(default_factory=dict)
    """Totals told for steps whose parts are still to be asked."""
    export: tuple[str, ...] = ()
    as_draft: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the line was understood to say, so that a correction can build on it."""

    @property
    def leads_on(self) -> bool:
        """Tell whether the line changes anything, so that the next question follows."""
        return bool(self.edits or self.passed or self.wanted or self.goto or self.year or self.export)


@dataclass(frozen=True)
class Session:
    """An interview at one moment; every function of the engine takes it as it is."""

    text: str
    report: Report
    today: date
    folder: Path
    memory: Memory = field(default_factory=Memory)
    at: str | None = None
    proposal: Result | None = None
    told: Mapping[str, int] = field(default_factory=dict)
    back: tuple[str, ...] = ()

    @property
    def proposed(self) -> Mapping[str, Any]:
        """What was understood before and is now being corrected."""
        return self.proposal.values if self.proposal else {}

    @property
    def empty(self) -> bool:
        """Tell whether nothing has been answered: there is no file yet."""
        return not self.text.strip()

    def after(self, **changes: Any) -> "Session":
        """Return the session with some of its state replaced."""
        return replace(self, **changes)


def blank_report(today: date) -> Report:
    """Return the report of somebody who has said nothing yet."""
    year = today.year - 1
    return Report(form_for_year(year), year)
