"""The register of derived figures and phrases.

Each is one function with its definition in one place: the Chinese docstring. It returns
None when something it needs has no value. What it looks up through the names is its trace.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from reportbot.numbers import Number
from reportbot.report import FactValue, Report


class Source(Protocol):
    """Where a derived figure takes what it needs."""

    report: Report

    def cell(self, cell_id: str) -> Number | None:
        """Return a cell's number."""

    def fact(self, fact: str) -> FactValue | None:
        """Return a fact by its full id."""

    def find(self, path: str) -> Any:
        """Return the value of any name."""


Derive = Callable[[Source], Any]

DERIVED: dict[str, Derive] = {}
"""Derived figures by name."""


def derived(function: Derive) -> Derive:
    """Register a derived figure under the function's name."""
    DERIVED[function.__name__] = function
    return function


def add(values: Iterable[Number | None]) -> Number | None:
    """Return a sum; None when it has no parts or one of them has no value."""
    parts = list(values)
    filled = [value for value in parts if value is not None]
    return sum(filled) if filled and len(filled) == len(parts) else None


def above_zero(values: Iterable[tuple[str, Number | None]]) -> dict[str, Number] | None:
    """Return the parts that are not zero; None when one has no value."""
    parts = list(values)
    if any(value is None for _, value in parts):
        return None
    return {name: value for name, value in parts if value}
