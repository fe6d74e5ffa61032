"""Find the header of a sheet and tell what its columns hold."""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportbot.form import Form
from reportbot.ledger.days import read_day
from reportbot.ledger.vocabulary import applicants, ledger_words, outcomes, plain, single
from reportbot.spreadsheets.sheets import Sheet, Value, covered_cells, letter

SEARCHED = 40
"""Rows at the top of a sheet among which the header is looked for."""

WIDEST = 256
"""Columns among which those of a ledger are looked for."""

DEPTHS = (1, 2, 3)
"""Rows that a header may take."""

NEEDED = ("received", "outcome")

SWITCHED_OFF = "无"
"""What the user writes for a role whose column is not to be read."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a column may hold; ``name`` is what users call it, ``stand_ins`` serve where no better one is."""

    id: str
    name: str
    patterns: tuple[re.Pattern[str], ...]
    stand_ins: tuple[re.Pattern[str], ...]
    several: bool
    day: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One recognised column; ``tick`` is what a mark in it says, where marks stand instead of text."""

    index: int
    role: str
    label: str
    tick: str = ""

    @property
    def stands_in(self) -> bool:
        """Tell whether it only stands in for what its role asks for."""
        word = _word(self.label)
        return any(pattern.fullmatch(word) for pattern in roles()[self.role].stand_ins)

    @property
    def shown(self) -> str:
        """How a message names it."""
        return f"{letter(self.index)} 列“{self.label}”"


@dataclass(frozen=True)
class Layout:
    """The header of one sheet: its first row, the first row below it, the columns by role."""

    top: int
    below: int
    columns: Mapping[str, tuple[Column, ...]]
    labels: tuple[str, ...]

    def index(self, role: str) -> int | None:
        """Return the column of a role that has one column."""
        found = self.columns.get(role)
        return found[0].index if found else None


@functools.cache
def roles() -> Mapping[str, Role]:
    """Return every role of the data by its id, in the order tried."""
    return {
        entry["role"]: Role(
            entry["role"],
            entry["name"],
            tuple(map(re.compile, entry["patterns"])),
            tuple(map(re.compile, entry.get("stand_ins", ()))),
            entry.get("several", False),
            entry.get("day", False),
        )
        for entry in ledger_words()["columns"]
    }


def recognise(sheet: Sheet, form: Form, given: Mapping[str, Sequence[str]]) -> Layout | None:
    """Return the layout of a sheet, None where no header is found.

    ``given`` names columns by role as the user knows them: by header or by letter.
    """
    covered = covered_cells(sheet)
    best: tuple[tuple[int, int], Layout] | None = None
    for top in range(min(len(sheet.rows), SEARCHED)):
        if not _may_be_header(sheet, top):
            continue
        for depth in DEPTHS:
            if top + depth > len(sheet.rows) or not _may_be_header(sheet, top + depth - 1):
                break
            layout = _layout(sheet, covered, top, depth, form, given)
            found = sum(len(columns) for columns in layout.columns.values())
            if found > 1 and (best is None or (found, -depth) > best[0]):
                best = (found, -depth), layout
    return best[1] if best else None


def missing(layout: Layout) -> list[str]:
    """Return the names of the roles without which nothing can be counted."""
    return [roles()[role].name for role in NEEDED if role not in layout.columns]


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """Tell whether a row has texts and neither days nor numbers."""
    values = [value for value in sheet.rows[row] if not _blank(value)]
    return len(values) > 0 and all(
        isinstance(value, str) and not value.strip().isdigit() and read_day(value) is None for value in values
    )


def _blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def _layout(
    sheet: Sheet,
    covered: Mapping[tuple[int, int], tuple[int, int]],
    top: int,
    depth: int,
    form: Form,
    given: Mapping[str, Sequence[str]],
) -> Layout:
    paths = _paths(sheet, covered, top, depth)
    labels = tuple("/".join(dict.fromkeys(path)).replace("\n", "") for path in paths)
    columns: dict[str, list[tuple[int, Column]]] = {}
    for index, path in enumerate(paths):
        if not path or covered.get((top + depth - 1, index), (0, index))[1] != index:
            continue  # the label reaches over from the left: nothing says what stands here
        found = _given(index, path, given) or _role(path) or _tick(path, form)
        if found and tuple(given.get(found[0], ())) != (SWITCHED_OFF,):
            role, rank, tick = found
            columns.setdefault(role, []).append((rank, Column(index, role, labels[index], tick)))
    return Layout(top, top + depth, dict(_best(columns)), labels)


def _paths(
    sheet: Sheet, covered: Mapping[tuple[int, int], tuple[int, int]], top: int, depth: int
) -> list[tuple[str, ...]]:
    """Return the labels above each column, outermost first.

    Where the file does not tell what is merged, an upper label reaches over the blanks to its
    right as long as there are labels below them.
    """
    width = min(WIDEST, max(len(row) for row in sheet.rows[top : top + depth]))
    lines = [[str(sheet.value(row, column)) for column in range(width)] for row in range(top, top + depth)]
    for line, row in enumerate(range(top, top + depth)):
        for column in range(width):
            home = covered.get((row, column))
            if home and top <= home[0] < top + depth:
                lines[line][column] = lines[home[0] - top][home[1]]
    for upper, lower in itertools.pairwise(lines):
        reaching = ""
        for column in range(width):
            if upper[column]:
                reaching = upper[column] if lower[column] else ""
            elif lower[column]:
                upper[column] = reaching
            else:
                reaching = ""
    return [tuple(line[column] for line in lines if line[column]) for column in range(width)]


Found = tuple[str, int, str]
"""A role, how well it fits (0 best), and what a mark says where marks stand instead of text."""


def _given(index: int, path: tuple[str, ...], given: Mapping[str, Sequence[str]]) -> Found | None:
    known = {plain(label) for label in (*path[-1:], "".join(dict.fromkeys(path)))} - {""}
    for role, wanted in given.items():
        for name in wanted:
            if name.upper().removesuffix("列") == letter(index) or plain(name) in known:
                return role, -1, ""
    return None


def _role(path: tuple[str, ...]) -> Found | None:
    for label in dict.fromkeys(_word(label) for label in ("".join(dict.fromkeys(path)), *path[-1:])):
        for role in roles().values():
            for rank, pattern in enumerate((*role.patterns, *role.stand_ins)):
                if pattern.fullmatch(label):
                    return role.id, rank, ""
    return None


def _word(label: str) -> str:
    """Return what patterns are matched with: no bracketed notes, marks and filler."""
    shorter = plain(re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", "", label)) or plain(label)
    return re.sub(ledger_words()["filler"], "", shorter) or shorter


def _tick(path: tuple[str, ...], form: Form) -> Found | None:
    """Return the role of a column that is headed by a row or column of the form."""
    vocabularies = {"outcome": outcomes(form), "type": applicants(form)}
    upper = _role(path[:-1]) if len(path) > 1 else None
    if upper and upper[0] in vocabularies:
        return (upper[0], 0, path[-1]) if vocabularies[upper[0]].read(path[-1]) else None
    for label in dict.fromkeys(("".join(path[-2:]), *path[-1:])):
        known = [role for role, vocabulary in vocabularies.items() if vocabulary.whole(label)]
        if len(known) == 1 and single(vocabularies[known[0]].whole(label)):
            return known[0], 0, label
    return None


MARKED = 3
"""Columns of marks that a sheet must have: a lone header may be a row's name by chance."""


def _best(columns: Mapping[str, list[tuple[int, Column]]]) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """Choose the columns of each role: what the user named, or the best word, or all of several."""
    for role, ranked in columns.items():
        marked = sum(bool(column.tick) for _, column in ranked)
        found = [(rank, column) for rank, column in ranked if not column.tick or marked >= MARKED]
        best = min((rank for rank, _ in found), default=0)
        own = [column for _, column in found if not column.stands_in]
        if best < 0 or not roles()[role].several:
            own = [column for rank, column in found if rank == best]
        fitting = own or [column for _, column in found]
        if fitting:
            yield role, tuple(fitting if roles()[role].several else fitting[:1])
