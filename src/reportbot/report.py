"""One year's report as a value: stated cells, facts, problems and the user's own words.

Every number is addressed by its cell id, every fact by its question id. A total that is
not stated is derived; a cell that nobody stated is blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from reportbot.errors import Place
from reportbot.form import Form, Relation
from reportbot.numbers import Cell, Number

FactValue = int | Decimal | str | bool | tuple[str, ...] | Mapping[str, int | None]
"""A fact: a number, a text, yes or no, several names, or counts by category (None: not counted).

None of a thing is an answer too: 0, False, an empty text, tuple or mapping.
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of part 五 with what was done and what follows.

    ``state`` is set only for a problem that last year's report named: solved, partly,
    remains or void.
    """

    problem: str
    kind: str | None = None
    detail: str = ""
    cause: str = ""
    effect: str = ""
    done: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    state: str | None = None
    last_year: str = ""
    evidence: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A finding that the user has seen and explained; valid for the values named."""

    code: str
    reason: str
    cells: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default=Place(), compare=False)


RemarkKind = Literal[
    "encoding",  # the file is not plain UTF-8
    "draft",  # one of our own drafts that still says so
    "guess",  # something was inferred; ``text`` says what, ``official`` why
    "text",  # text that belongs to no part
    "heading_missing",  # ``official`` is the heading
    "heading_variant",
    "heading_order",
    "part_outside",  # a numbered part that the form does not have
    "subsection",  # a sub-heading inside a part that is a table
    "table_missing",
    "table_image",
    "note_missing",  # the printed relation in the corner of a table
    "label_variant",
    "label_missing",
    "row_outside",
    "row_unplaced",  # the numbers of a row could not be put under columns for certain
    "column_outside",
    "foreign_item",  # a row or column of another form version
]
"""What a reader of published reports can notice."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing noticed while a published report was read.

    ``text`` is what stands there as printed, ``official`` what the form prints in its place.
    """

    kind: RemarkKind
    text: str = ""
    official: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True)
class Report:
    """One annual report, from an answers file or as somebody published it.

    ``published`` marks a report as somebody printed it: nothing is drafted for it,
    ``title`` is the title it bears and ``remarks`` are what its reader noticed.
    ``cells`` holds stated cells only. ``texts`` are paragraphs in the user's words by
    paragraph id, or whole parts of a published report by part id; ``drafted`` is what was
    drafted of a paragraph when the user edited it. ``places`` says where in the file a
    cell, fact or text stands.
    """

    form: Form
    year: int | None
    cells: Mapping[str, Cell] = field(default_factory=dict)
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    problems: tuple[Problem, ...] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    drafted: Mapping[str, str] = field(default_factory=dict)
    confirmations: tuple[Confirmation, ...] = ()
    unverified: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    previous: "Report | None" = None
    previous_path: str | None = None
    published: bool = False
    title: str | None = None
    remarks: tuple[Remark, ...] = ()
    rows_outside_the_form: Mapping[str, Number | None] = field(default_factory=dict)
    file: str | None = None
    notes: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def agency(self) -> str | None:
        """Full name of the reporting organ."""
        name = self.facts.get("agency.name")
        return str(name) if name else None

    @property
    def kind(self) -> str | None:
        """Kind of the reporting organ, None when unknown."""
        kind = self.facts.get("agency.kind")
        return str(kind) if kind else None

    def value(self, cell_id: str) -> Number | None:
        """Return a cell's number, stated or derived; None when blank or unreadable."""
        cell = self.cells.get(cell_id)
        return cell.value if cell else self._derived.get(cell_id)

    def cell(self, cell_id: str) -> Cell:
        """Return a cell with its raw text and note; a derived one has only its value."""
        return self.cells.get(cell_id) or Cell(self._derived.get(cell_id))

    def place(self, item: str) -> Place:
        """Return where a cell, fact or text stands; only the file when it has no line.

        A cell that is not written out stands where its row or table is.
        """
        parts = item.split(".")
        for length in range(len(parts), 0, -1):
            if found := self.places.get(".".join(parts[:length])):
                return Place(self.file, found.line, found.column)
        if item in self.form.cells and "statistics" in self.places:
            return self.place("statistics")
        return Place(self.file)

    def with_cell(self, cell_id: str, cell: Cell) -> "Report":
        """Return a report with one cell stated anew."""
        return replace(self, cells={**self.cells, cell_id: cell})

    def with_text(self, paragraph: str, text: str) -> "Report":
        """Return a report with one paragraph in the user's words."""
        return replace(self, texts={**self.texts, paragraph: text})

    @cached_property
    def _derived(self) -> Mapping[str, Number | None]:
        totals = self.form.derived_totals
        found: dict[str, Number | None] = {}

        def value(cell_id: str) -> Number | None:
            if cell_id in self.cells:
                return self.cells[cell_id].value
            if cell_id not in found:
                found[cell_id] = None
                found[cell_id] = first_sum(totals.get(cell_id, ()))
            return found[cell_id]

        def first_sum(relations: tuple[Relation, ...]) -> Number | None:
            for relation in relations:
                operands = [value(part) for part in relation.right]
                filled = [operand for operand in operands if operand is not None]
                if len(filled) == len(operands):
                    return sum(filled)
            return None

        for total in totals:
            value(total)
        return found
