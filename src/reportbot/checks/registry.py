"""The engine of the checker: findings, rules and the run over one report."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from inspect import getdoc
from typing import Literal

from reportbot.errors import Place
from reportbot.narrative import Section, draft
from reportbot.report import Confirmation, Report

Severity = Literal["error", "warning", "hint"]
Status = Literal["open", "confirmed", "not_assessed"]

FAMILIES = {
    "structure": "STR",
    "cells": "CEL",
    "applications": "T3",
    "disputes": "T4",
    "text": "TXT",
    "front_matter": "MET",
}
"""Modules of rules by the prefix of the codes they hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, or could not assess.

    ``cells`` names the suspect first, then the other operands; ``expected`` and
    ``actual`` are the two sides as printed.
    """

    code: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    places: tuple[Place, ...] = ()
    status: Status = "open"
    reason: str = ""


@dataclass(frozen=True)
class Subject:
    """What is examined: one report on one day."""

    report: Report
    today: date

    @cached_property
    def narrative(self) -> tuple[Section, ...]:
        """The narrative as it would be printed: drafted, or the user's or publisher's words."""
        return draft(self.report)


@dataclass(frozen=True, slots=True)
class Fired:
    """What a rule function yields; the engine adds code, severity and places."""

    message: str
    cells: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    severity: Severity | None = None
    items: tuple[str, ...] = ()
    """Ids of facts or texts that stand where the finding is."""


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule function yields this when its input is missing."""

    why: str
    cells: tuple[str, ...] = ()


Outcome = Fired | NotAssessed
Check = Callable[[Subject], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One registered rule. ``doc`` is its Chinese page, ``title`` the first line of it."""

    code: str
    severity: Severity
    check: Check = field(repr=False)
    forms: tuple[str, ...] = ()
    since: int = 0
    confirmable: bool = True

    @property
    def doc(self) -> str:
        """The page that ``explain`` prints."""
        return getdoc(self.check) or ""

    @property
    def title(self) -> str:
        """First line of the page."""
        return self.doc.partition("\n")[0]

    def applies(self, report: Report) -> bool:
        """Tell whether form and year of a report are this rule's."""
        fits_form = not self.forms or report.form.id in self.forms
        return fits_form and (report.year or self.since) >= self.since


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    *,
    forms: tuple[str, ...] = (),
    since: int = 0,
    confirmable: bool = True,
) -> Callable[[Check], Check]:
    """Register a rule function; its docstring, in Chinese, is the rule's page."""

    def register(check: Check) -> Check:
        _RULES[code] = Rule(code, severity, check, forms, since, confirmable)
        return check

    return register


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by code, families in the order of the report."""
    for module in FAMILIES:
        importlib.import_module(f"reportbot.checks.{module}")
    order = {prefix: number for number, prefix in enumerate(FAMILIES.values())}
    return dict(sorted(_RULES.items(), key=lambda item: (order[item[0].split("-")[0]], item[0])))


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """Return the rules whose codes begin with a selected and no ignored prefix."""
    wanted, unwanted = tuple(select), tuple(ignore)
    return [
        found
        for code, found in all_rules().items()
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    ]


def check(report: Report, today: date, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Examine one report; findings come in the order of the file, then by code."""
    subject = Subject(report, today)
    findings = [
        finding
        for found in (all_rules().values() if rules is None else rules)
        if found.applies(report)
        for finding in _findings(found, subject)
    ]
    return sorted(findings, key=_order)


def has_open_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether anything stands that forbids sending the report."""
    return any(finding.severity == "error" and finding.status == "open" for finding in findings)


def _order(finding: Finding) -> tuple[int, int, str]:
    place = finding.places[0]
    return (place.line or 0, place.column or 0, finding.code)


def _findings(found: Rule, subject: Subject) -> Iterator[Finding]:
    for outcome in found.check(subject):
        report = subject.report
        if isinstance(outcome, NotAssessed):
            yield Finding(
                found.code,
                found.severity,
                outcome.why,
                outcome.cells,
                places=_places(report, outcome.cells),
                status="not_assessed",
            )
            continue
        finding = Finding(
            found.code,
            outcome.severity or found.severity,
            outcome.message,
            outcome.cells,
            outcome.expected,
            outcome.actual,
            _places(report, outcome.items or outcome.cells),
        )
        confirmation = _confirmation(finding, report) if found.confirmable else None
        if confirmation:
            finding = replace(finding, status="confirmed", reason=confirmation.reason)
        yield finding


def _places(report: Report, items: tuple[str, ...]) -> tuple[Place, ...]:
    places = tuple(dict.fromkeys(report.place(item) for item in items))
    return tuple(place for place in places if place.line) or (Place(report.file),)


def _confirmation(finding: Finding, report: Report) -> Confirmation | None:
    for confirmation in report.confirmations:
        named = set(confirmation.cells)
        if (
            confirmation.code == finding.code
            and (not named or named & set(finding.cells))
            and all(str(report.value(cell)) == value for cell, value in confirmation.values.items())
        ):
            return confirmation
    return None
