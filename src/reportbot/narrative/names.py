"""The names that sentence rules may use, each traced to the cells and facts behind it.

A name is a cell id, a fact id (without its section where that is clear), or a derived
figure. A name that is known but has no value is undefined: a sentence that needs it is
left out. A name that is not known at all is a defect of the rule.
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError

from reportbot.form import all_forms
from reportbot.narrative.derived import DERIVED
from reportbot.numbers import Number
from reportbot.questions import Answer, all_questions
from reportbot.report import FactValue, Report


class UnknownNameError(Exception):
    """A sentence rule uses a name that no form, question or derived figure has."""


class Names:
    """Looks names up in one report and remembers which cells and facts were used."""

    def __init__(
        self,
        report: Report,
        used: set[str] | None = None,
        prefix: str = "",
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.report = report
        self.used: set[str] = set() if used is None else used
        self._prefix = prefix
        self._extra = given or {}

    def has_value(self, path: str) -> bool:
        """Tell whether a dotted name leads to a value; anything unknown counts as one."""
        first, *rest = path.split(".")
        try:
            value = self._extra[first] if first in self._extra else self.get(first)
            for name in rest:
                value = value[name]
        except (UndefinedError, UnknownNameError, KeyError, TypeError):
            return not isinstance(value, Mapping) if first in self._extra else False
        return not isinstance(value, Undefined)

    def get(self, name: str) -> Any:
        """Return the value of a name, an Undefined when it has none."""
        if name in DERIVED:
            return self._given(name, DERIVED[name](self))
        if name == "last":
            return self._last()
        if name in _tables():
            return _Branch(self, name)
        fact = _bare_facts().get(name)
        if fact is not None:
            return self.fact(fact)
        if name in _sections():
            return _Branch(self, name)
        raise UnknownNameError(name)

    def fact(self, fact: str) -> Any:
        """Return a fact, or a branch to the fields of a record."""
        if fact in _fields():
            return _Branch(self, fact)
        return self._given(fact, self.known(fact))

    def known(self, fact: str) -> FactValue | None:
        """Return a fact and remember that it was used; None when it was not given."""
        value = self.report.facts.get(fact)
        if value is not None:
            self.used.add(self._prefix + fact)
        return value

    def cell(self, cell_id: str) -> Number | None:
        """Return a cell's number and remember that it was used."""
        value = self.report.value(cell_id)
        if value is not None:
            self.used.add(self._prefix + cell_id)
        return value

    def _last(self) -> Any:
        if self.report.previous is None:
            return StrictUndefined(name="last")
        return _Branch(Names(self.report.previous, self.used, "last."), "")

    def _given(self, name: str, value: Any) -> Any:
        return StrictUndefined(name=name) if value is None else value


class _Branch:
    """A name that goes on: a table, a row, a section of facts, a record, last year."""

    def __init__(self, names: Names, path: str) -> None:
        self._names = names
        self._path = path

    def __getitem__(self, name: str) -> Any:
        path = f"{self._path}.{name}" if self._path else name
        if not self._path:
            return self._names.get(name)
        if self._path.split(".")[0] in _tables():
            if path in _cells():
                value = self._names.cell(path)
                return StrictUndefined(name=path) if value is None else value
            if any(cell.startswith(f"{path}.") for cell in _cells()):
                return _Branch(self._names, path)
        elif path in _fact_ids() or path in _fields():
            return self._names.fact(path)
        raise UnknownNameError(path)


@functools.cache
def _cells() -> frozenset[str]:
    return frozenset(cell for form in all_forms() for cell in form.cells)


@functools.cache
def _tables() -> frozenset[str]:
    return frozenset(table.id for form in all_forms() for table in form.tables)


@functools.cache
def _sections() -> frozenset[str]:
    return frozenset(fact.split(".")[0] for fact in all_questions())


def _facts_below(prefix: str, answer: Answer) -> Iterator[str]:
    fact = f"{prefix}.{answer.id}"
    if answer.type == "record":
        for part in answer.fields:
            yield from _facts_below(fact, part)
    else:
        yield fact


@functools.cache
def _fact_ids() -> frozenset[str]:
    return frozenset(
        fact
        for question in all_questions().values()
        for fact in _facts_below(question.section, question.answer)
    )


@functools.cache
def _fields() -> frozenset[str]:
    """Ids that are records: their facts lie one level deeper."""
    return frozenset(question.id for question in all_questions().values() if question.answer.type == "record")


@functools.cache
def _bare_facts() -> Mapping[str, str]:
    """Fact ids by their last part, where only one section has it."""
    found: dict[str, list[str]] = {}
    for question in all_questions().values():
        found.setdefault(question.answer.id, []).append(question.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def all_names() -> frozenset[str]:
    """Return every bare name that a rule may begin with."""
    return frozenset([*DERIVED, "last", *_tables(), *_sections(), *_bare_facts()])
