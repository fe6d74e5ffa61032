"""The names that sentence rules may use, each traced to the cells and facts behind it.

A name is a cell id, a fact id (without its section where only one section has it), a
derived figure, one of these below ``last`` for last year, or what a paragraph is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.last_year import is_year_before
from reportbot.narrative.derived import DERIVED
from reportbot.narrative.expressions import NoValueError
from reportbot.narrative.fitting import misfits
from reportbot.numbers import Number
from reportbot.report import FactValue, Report


@dataclass(frozen=True, slots=True)
class Traced:
    """A value that a paragraph is given, with the cells and facts behind it."""

    value: Any
    used: frozenset[str]


class Names:
    """Looks names up in one report; ``used`` collects the cells and facts behind what was found."""

    def __init__(self, report: Report, given: Mapping[str, Any] | None = None) -> None:
        self.report = report
        self.given = given or {}
        self.used: set[str] = set()
        self._found: dict[str, tuple[Any, frozenset[str]]] = {}
        last = report.previous if is_year_before(report, report.previous) else None
        self._last: Names | None = Names(last) if last else None
        self._misfits = {part for misfit in misfits(report) for part in misfit.parts}
        self._bare = {fact.partition(".")[2]: fact for fact in report.facts}

    def look(self, path: str) -> Any:
        """Return the value of a dotted name; raises NoValueError."""
        value = self.find(path)
        if value is None:
            raise NoValueError(path)
        return value

    def find(self, path: str) -> Any:
        """Return the value of a dotted name, None when it has none."""
        if path not in self._found:
            outside, self.used = self.used, set()
            value = self._search(path)
            self._found[path] = (value, frozenset(self.used))
            self.used = outside
        value, used = self._found[path]
        self.used |= used
        return value

    def cell(self, cell_id: str) -> Number | None:
        """Return a cell's number."""
        value = self.report.value(cell_id)
        if value is not None:
            self.used.add(cell_id)
        return value

    def fact(self, fact: str) -> FactValue | None:
        """Return a fact by its full id; parts that are more than their whole are not known."""
        value = None if fact in self._misfits else self.report.facts.get(fact)
        if value is not None:
            self.used.add(fact)
        return value

    def within(self, given: Mapping[str, Any]) -> "Names":
        """Return the names of a paragraph that is given some of its own."""
        inner = Names.__new__(Names)
        inner.__dict__ = {**self.__dict__, "given": given, "used": set(), "_found": {}}
        return inner

    def _search(self, path: str) -> Any:
        first, _, rest = path.partition(".")
        if first in self.given:
            value = _inside(self.given[first], rest)
            if isinstance(value, Traced):
                self.used |= value.used
                return value.value
            return value
        if first == "last":
            return self._search_last(rest)
        if first in DERIVED:
            return _inside(DERIVED[first](self), rest)
        if path in self.report.form.cells:
            return self.cell(path)
        return self._search_facts(path)

    def _search_facts(self, path: str) -> Any:
        fact = path if path in self.report.facts else self._bare.get(path)
        if fact is not None:
            return self.fact(fact)
        above, _, key = path.rpartition(".")
        value = self._search_facts(above) if above else None
        return value.get(key) if isinstance(value, Mapping) else None

    def _search_last(self, path: str) -> Any:
        if self._last is None:
            return None
        self._last.used = set()
        value = self._last.find(path)
        self.used |= {f"last.{item}" for item in self._last.used}
        return value


def _inside(value: Any, path: str) -> Any:
    for key in path.split(".") if path else ():
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
