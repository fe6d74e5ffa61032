"""The words for what the tables count: labels of the form and ``prompts/claims.yaml``."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reportbot.form import Form, FormCell, Heading, Table
from reportbot.labels import normalise, unnumbered
from reportbot.phrases import longest_of
from reportbot.resources import load_yaml, resource

Axis = Literal["line", "column"]
AXES: tuple[Axis, ...] = ("line", "column")
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase.

    ``kind`` is an axis of a table, or the part a word plays in a sentence (noun, plain,
    elsewhere, own …). On an axis ``readings`` are alternatives, each a sum of ids;
    ``loose`` words never make a finding, ``needs_noun`` ones count only beside the
    table's noun.
    """

    kind: str
    table: str = ""
    readings: tuple[Ids, ...] = ()
    code: str = ""
    needs_noun: bool = False
    loose: bool = False

    @property
    def axis(self) -> Axis:
        """The axis of a sense that names a line or column."""
        return "line" if self.kind == "line" else "column"


_MARKS = ("”“", *"，,。；;：:、（(）)！？!?\n")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The phrases of one form, with an expression that finds the longest of them or a mark.

    ``parts`` are the kinds of senses by phrase, ``tables`` those of which it names a line or column;
    ``telling`` are those that the tables count.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    parts: Mapping[str, frozenset[str]]
    tables: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]
    telling: frozenset[str]
    units: Mapping[str, frozenset[str]]
    defaults: Mapping[str, Mapping[Axis, tuple[Ids, ...]]]
    names: Mapping[tuple[str, Ids], str]
    codes: Mapping[tuple[str, tuple[Ids, ...]], str]
    columns: Mapping[tuple[str, str], tuple[str, ...]]
    nouns: frozenset[str]

    def only_column(self, table: str, lines: tuple[Ids, ...]) -> tuple[Ids, ...]:
        """Return the column of lines that have no other."""
        found = {self.columns.get((table, line), ()) for ids in lines for line in ids}
        return tuple(found) if len(found) == 1 and len(next(iter(found))) == 1 else ()


@functools.cache
def vocabulary(form: Form) -> Vocabulary:
    """Return the phrases for what a form counts."""
    data = load_yaml(resource("prompts", "claims.yaml"))
    senses, names = _senses(form, data)
    return Vocabulary(
        senses={phrase: tuple(dict.fromkeys(found)) for phrase, found in senses.items()},
        parts={phrase: frozenset(sense.kind for sense in found) for phrase, found in senses.items()},
        tables={
            phrase: frozenset(sense.table for sense in found if sense.kind in AXES)
            for phrase, found in senses.items()
        },
        pattern=re.compile(longest_of([*senses, *_MARKS])),
        telling=frozenset(phrase for phrase, found in senses.items() if any(map(_tells, found))),
        units={table: frozenset(entry["units"].split()) | {""} for table, entry in data["tables"].items()},
        defaults={
            table: {
                axis: tuple(tuple(text.split(" + ")) for text in texts)
                for axis, texts in entry["default"].items()
            }
            for table, entry in data["tables"].items()
        },
        names=names,
        columns=_columns(form),
        nouns=frozenset(table for table, entry in data["tables"].items() if entry.get("nouns")),
        codes={
            (sense.table, sense.readings): sense.code
            for found in senses.values()
            for sense in found
            if sense.code
        },
    )


def _senses(form: Form, data: Mapping[str, Any]) -> tuple[dict[str, list[Sense]], dict[tuple[str, Ids], str]]:
    """Return what every phrase means, and how the form names its lines and columns."""
    senses: dict[str, list[Sense]] = {}
    names: dict[tuple[str, Ids], str] = {}
    for table in form.tables:
        if table.id not in data["tables"]:
            continue
        entry = data["tables"][table.id]
        axes = {axis: _printed(form, table, axis) for axis in AXES}
        names |= _totals(form, table)
        said = list(_said(entry, form, table, axes))
        codes = {(sense.kind, sense.readings[0]): sense.code for _, sense in said if sense.readings}
        for axis, found in axes.items():
            for label, ids in found.items():
                names[table.id, ids] = label
                code = codes.get((axis, ids), entry["codes"][axis])
                for phrase in _spellings(label):
                    senses.setdefault(phrase, []).append(Sense(axis, table.id, (ids,), code))
        for phrase, sense in said:
            senses.setdefault(phrase, []).append(sense)
    for role, words in data.items():
        for word in words.split() if role != "tables" else ():
            senses.setdefault(word, []).append(Sense(role))
    return senses, names


def _tells(sense: Sense) -> bool:
    """Tell whether a phrase that has this meaning makes a sentence worth reading."""
    return sense.kind == "noun" or (sense.kind in AXES and not sense.loose)


def _columns(form: Form) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the columns that each line has a cell in."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for cell in form.cells:
        table, line, column = cell.split(".")
        found[table, line] = (*found.get((table, line), ()), column)
    return found


def _printed(form: Form, table: Table, axis: Axis) -> dict[str, Ids]:
    """Return the printed labels along an axis with the ids below each; sums are left out."""
    found: dict[str, list[str]] = {}
    totals = set()
    for cell in form.cells_of(table.id):
        headings, item = _headings(table, cell, axis)
        if headings[-1].total and headings[-1].id == item:
            totals.add(item)
        for heading in headings:
            if heading.label:
                found.setdefault(heading.label, []).append(item)
    return {label: tuple(dict.fromkeys(ids)) for label, ids in found.items() if not totals & set(ids)}


def _totals(form: Form, table: Table) -> dict[tuple[str, Ids], str]:
    """Return the printed labels of the lines that are sums; a total column goes without saying."""
    found = (_headings(table, cell, "line") for cell in form.cells_of(table.id))
    return {(table.id, (line,)): headings[-1].label for headings, line in found if headings[-1].total}


def _headings(table: Table, cell: FormCell, axis: Axis) -> tuple[tuple[Heading, ...], str]:
    """Return the headings that name a cell's line or column, and the id of that line or column."""
    _, line, column = cell.id.split(".")
    if axis == "line":
        return (cell.row if table.label_columns else cell.column[:-1]), line
    return (cell.column if table.label_columns else cell.column[-1:]), column


def _spellings(label: str) -> set[str]:
    plain = re.sub(r"（.*）$", "", unnumbered(label))
    return {spelling for spelling in (plain, normalise(label)) if len(spelling) > 1} - {"其他"}


def _said(
    entry: Mapping[str, Any], form: Form, table: Table, axes: Mapping[Axis, Mapping[str, Ids]]
) -> Iterator[tuple[str, Sense]]:
    """Yield the other words for the lines and columns of a table, and its nouns."""
    for axis, labels in axes.items():
        printed = {normalise(label): ids for label, ids in labels.items()}
        known = {_headings(table, cell, axis)[1] for cell in form.cells_of(table.id)}
        for words in entry.get(f"{axis}s", ()):
            readings = tuple(
                dict.fromkeys(filter(None, (_ids(text, known, printed) for text in words["is"])))
            )
            code, needs_noun = words.get("code", entry["codes"][axis]), words.get("needs") == "noun"
            for word in words["say"].split() if readings else ():
                sense = Sense(axis, table.id, readings, code, needs_noun, loose=word.startswith("~"))
                yield word.lstrip("~"), sense
    for noun in entry.get("nouns", "").split():
        yield noun, Sense("noun", table.id)


def _ids(text: str, known: set[str], printed: Mapping[str, Ids]) -> Ids:
    """Return the ids of ``a + b`` or of a printed label, none where the form lacks one of them."""
    if label := printed.get(normalise(text)):
        return label
    ids = tuple(text.split(" + "))
    return ids if set(ids) <= known else ()
