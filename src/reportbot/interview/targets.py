"""What an answer can fill: one cell or fact with its names, unit and last year's value."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportbot.form import Form
from reportbot.interview.wording import agenda_data
from reportbot.labels import bare, normalise, unnumbered
from reportbot.last_year import comparable, is_year_before
from reportbot.ledger.vocabulary import ledger_words
from reportbot.lines import Line, lines_of
from reportbot.numbers import format_number
from reportbot.questions import Answer, Option, Question
from reportbot.report import Report

LONG = 12
"""A label longer than this goes by its short name in a conversation."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to be filled. ``type`` is that of a question, or ``change`` for a signed count."""

    id: str
    label: str
    names: tuple[str, ...] = ()
    type: str = "count"
    units: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    total: bool = False
    last: Any = None
    spoken: tuple[str, ...] = ()
    """What it is called by people, as a whole and never in part."""


def by_label(label: str, targets: Iterable[Target]) -> Target | None:
    """Return the one target that a label means, None when none or several could be meant."""
    targets = tuple(targets)
    word = re.sub(r"^(?:去年|上年度?)$", "上一年", normalise(label))
    if not word:
        return None
    named = [
        (normalise(name), target) for target in targets for name in (target.label, *target.names) if name
    ]
    said = {target.id: target for target in targets if word in map(normalise, target.spoken)}
    if len(said) == 1:
        return next(iter(said.values()))
    for fits in (_equal, _contained, _contains):
        found = {target.id: target for name, target in named if fits(name, word)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else _closest(word, named, found)
    near = (
        difflib.get_close_matches(word, [name for name, _ in named], n=1, cutoff=0.8) if len(word) > 4 else []
    )
    return next((target for name, target in named if near and name == near[0]), None)


def _equal(name: str, word: str) -> bool:
    return name == word


def _contained(name: str, word: str) -> bool:
    return len(word) > 1 and word in name


def _contains(name: str, word: str) -> bool:
    return len(name) > 1 and name in word


def _closest(word: str, named: Sequence[tuple[str, Target]], found: dict[str, Target]) -> Target | None:
    """Return the longest name inside a word; several names around one word leave it open."""
    inside = [(len(name), target) for name, target in named if target.id in found and name in word]
    best = [target for length, target in inside if length == max(inside, key=lambda item: item[0])[0]]
    return best[0] if len({target.id for target in best}) == 1 else None


def cell_targets(report: Report, cells: Iterable[str]) -> tuple[Target, ...]:
    """Return cells as targets named by their columns (and rows, where several are given)."""
    ids = list(cells)
    rows = {cell.rpartition(".")[0] for cell in ids}
    last = comparable(report, report.previous)
    return tuple(_cell_target(report, cell, last.value(cell), several_rows=len(rows) > 1) for cell in ids)


def _cell_target(report: Report, cell_id: str, last: Any, *, several_rows: bool) -> Target:
    cell = report.form.cells[cell_id]
    line = line_of(report.form, cell_id)
    label = bare(cell.leaf.label) if len(line.cells) > 1 else line_name(line)
    names = (str(cell.leaf.label), unnumbered(cell.leaf.label), *cell.leaf.also)
    row = (line_name(line), *line.heading.also)
    if several_rows:
        label, names = row[0], row
    elif len(line.cells) == 1 or cell.leaf.total:
        names = (*names, *row)
    kind = {"count": "count", "amount": "amount", "change": "change"}[cell.kind]
    return Target(
        cell_id,
        label,
        names,
        kind,
        cell.leaf.units,
        total=bool(cell.leaf.total),
        last=last,
        spoken=spoken_names(line.id if several_rows else str(cell.leaf.id)),
    )


def spoken_names(name: str) -> tuple[str, ...]:
    """Return what people call a row or column, by its id: applicants and outcomes as in ledgers."""
    terms = [*ledger_words()["applicants"]["terms"], *ledger_words()["outcomes"]["terms"]]
    known = (
        word
        for term in terms
        if term["id"] == name
        for key in ("whole", "words")
        for word in term.get(key, ())
    )
    return (*known, *agenda_data()["spoken"].get(name, ()))


def line_of(form: Form, cell_id: str) -> Line:
    """Return the line in which a cell stands."""
    table = form.cells[cell_id].table
    return next(line for line in lines_of(form, table) if form.cells[cell_id] in line.cells)


def line_name(line: Line) -> str:
    """Return how a line is called in a conversation: its label without numbering, a long one by its short name."""
    name = unnumbered(line.heading.label)
    return min((name, *line.heading.also), key=len) if len(name) > LONG else name


def fact_targets(question: Question, report: Report) -> tuple[Target, ...]:
    """Return a question's answer as targets: one, or one for each field of a record."""
    answer = question.answer
    fields = (
        [(question.id, answer)]
        if answer.type != "record"
        else [(f"{question.id}.{field.id}", field) for field in answer.fields]
    )
    return tuple(_fact_target(fact, field, report) for fact, field in fields)


def _fact_target(fact: str, answer: Answer, report: Report) -> Target:
    last = (
        report.previous.facts.get(fact)
        if report.previous and is_year_before(report, report.previous)
        else None
    )
    units = (answer.unit,) if answer.unit else ()
    return Target(
        fact, answer.name, (answer.name, *answer.also), answer.type, units, answer.options, last=last
    )


def shown(value: Any, target: Target) -> str:
    """Return a value as it is shown to a person."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None:
        return "（空）"
    if target.type == "choice":
        return {option.id: option.name for option in target.options}.get(str(value), str(value))
    if isinstance(value, tuple):
        names = {option.id: option.name for option in target.options}
        return "、".join(names.get(str(item), str(item)) for item in value) or "无"
    if isinstance(value, str):
        return value or "无"
    unit = target.units[0] if target.units else ""
    kind = "change" if target.type == "change" else "count"
    return f"{format_number(value, kind)}{unit}"  # type: ignore[arg-type]
