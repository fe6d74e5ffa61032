"""The engine of the checker: rules and the run over one report."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from inspect import getdoc

from reportbot.checks.confirming import confirmation_of
from reportbot.checks.findings import Finding, Fired, NotAssessed, Outcome, Severity
from reportbot.checks.repair import Repair, find_repairs
from reportbot.claims import Passage, read_passages
from reportbot.errors import Place
from reportbot.form import Relation
from reportbot.narrative import Section, draft
from reportbot.report import Report
from reportbot.settings import Settings, default_settings

__all__ = [
    "Finding",
    "Fired",
    "NotAssessed",
    "Outcome",
    "Rule",
    "Subject",
    "all_rules",
    "check",
    "examine",
    "rule",
    "selected",
]

FAMILIES = {
    "structure": "STR",
    "publication": "STR",
    "cells": "CEL",
    "explanations": "CEL",
    "disclosure": "T2",
    "fees": "T2",
    "items": "T2",
    "applications": "T3",
    "handling": "T3",
    "disputes": "T4",
    "narrative": "NAR",
    "arithmetic": "NAR",
    "growth": "NAR",
    "repeated": "NAR",
    "text": "TXT",
    "enumerations": "TXT",
    "copying": "TXT",
    "years": "TXT",
    "names": "TXT",
    "wording": "TXT",
    "privacy": "TXT",
    "front_matter": "MET",
}
"""Modules of rules by the prefix of the codes they hold."""


@dataclass(frozen=True)
class Subject:
    """What is examined: one report on one day, under the user's settings.

    A rule that runs last also sees what was ``found`` so far and the codes that ``ran``.
    ``twins`` are other reports of the same call that say nearly the same, with how alike
    they are; None where nothing was compared.
    """

    report: Report
    today: date
    settings: Settings = field(default_factory=default_settings)
    found: tuple[Finding, ...] = ()
    ran: frozenset[str] = frozenset()
    twins: tuple[tuple[str, float], ...] | None = None

    @cached_property
    def narrative(self) -> tuple[Section, ...]:
        """The narrative as it would be printed: drafted, or the user's or publisher's words."""
        return draft(self.report)

    @cached_property
    def last(self) -> "Subject | None":
        """Last year's report, to be looked at in the same way."""
        previous = self.report.previous
        return Subject(previous, self.today, self.settings) if previous else None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the narrative with their quantities and what these count."""
        return read_passages(self.report, self.narrative)

    @cached_property
    def repairs(self) -> Mapping[Relation, tuple[Repair, ...]]:
        """For each sum that fails, the changes that would mend it, the likeliest first."""
        return find_repairs(self.report)


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
    last: bool = False

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
        return fits_form and (report.year or 0) >= self.since


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    *,
    forms: tuple[str, ...] = (),
    since: int = 0,
    confirmable: bool = True,
    last: bool = False,
) -> Callable[[Check], Check]:
    """Register a rule function; its docstring, in Chinese, is the rule's page."""

    def register(check: Check) -> Check:
        _RULES[code] = Rule(code, severity, check, forms, since, confirmable, last)
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


def check(
    report: Report, today: date, rules: Iterable[Rule] | None = None, settings: Settings | None = None
) -> list[Finding]:
    """Examine one report; findings come in the order of the file, then by code."""
    return examine(Subject(report, today, settings or default_settings()), rules)


def examine(subject: Subject, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Examine one report by rules (all, unless some are given), as ``check`` does."""
    chosen = [
        found
        for found in (all_rules().values() if rules is None else rules)
        if found.applies(subject.report) and not found.code.startswith(subject.settings.ignore)
    ]
    findings = [finding for found in chosen if not found.last for finding in _findings(found, subject)]
    ran = frozenset(found.code for found in chosen)
    for found in chosen:
        if found.last:
            findings += _findings(found, replace(subject, ran=ran, found=tuple(findings)))
    return list(in_order(findings))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the file, then by code."""

    def order(finding: Finding) -> tuple[int, int, str]:
        place = finding.places[0]
        return (place.line or 0, place.column or 0, finding.code)

    return tuple(sorted(findings, key=order))


def _findings(found: Rule, subject: Subject) -> Iterator[Finding]:
    report = subject.report
    told: set[NotAssessed] = set()
    for outcome in found.check(subject):
        if isinstance(outcome, NotAssessed):
            if outcome in told:
                continue
            told.add(outcome)
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
            _given(report, outcome.places) or _places(report, outcome.items or outcome.cells),
            items=outcome.items,
        )
        confirmation = confirmation_of(finding, report) if found.confirmable else None
        if confirmation:
            finding = replace(finding, status="confirmed", reason=confirmation.reason)
        yield finding


def _given(report: Report, places: tuple[Place, ...]) -> tuple[Place, ...]:
    found = dict.fromkeys(Place(report.file, place.line, place.column) for place in places if place.line)
    return tuple(found)


def _places(report: Report, items: tuple[str, ...]) -> tuple[Place, ...]:
    places = tuple(dict.fromkeys(report.place(item) for item in items))
    return tuple(place for place in places if place.line) or (Place(report.file),)
