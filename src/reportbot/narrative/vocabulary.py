"""Every name a rule may use, and the facts behind it: what ``templates check`` goes by."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reportbot.form import all_forms
from reportbot.narrative.derived import DERIVED
from reportbot.narrative.names import Names
from reportbot.narrative.problems import ENTRY
from reportbot.numbers import Cell
from reportbot.overlay import cached
from reportbot.questions import Answer, all_questions
from reportbot.report import FactValue, Report

_OPEN = {"map"}
"""Types of answers whose keys are the user's own."""


def is_known(name: str, fields: frozenset[str] = frozenset()) -> bool:
    """Tell whether a name leads anywhere; ``fields`` are those of ``entry`` where there is one."""
    first, _, rest = name.partition(".")
    if first == "last":
        return bool(rest) and is_known(rest)
    if first == ENTRY:
        return rest in fields
    if first in DERIVED:
        return not rest or not isinstance(samples()[-1].find(first), int | str | Decimal | tuple)
    return name in _cells() or _answer(name) is not None


def facts_behind(name: str) -> frozenset[str]:
    """Return the facts that a name draws on; last year's do not count."""
    first = name.partition(".")[0]
    if first in {"last", ENTRY}:
        return frozenset()
    if first in DERIVED:
        names = samples()[-1]
        names.used = set()
        names.find(first)
        return frozenset(names.used) & all_facts()
    found = _answer(name)
    return frozenset({found}) if found else frozenset()


@cached
def all_facts() -> frozenset[str]:
    """Return the ids of all facts, fields of records included."""
    return frozenset(_answers())


@cached
def ambiguous_names() -> frozenset[str]:
    """Return the short names that several sections have; they need their section."""
    short = [question.answer.id for question in all_questions().values()]
    return frozenset(name for name in short if short.count(name) > 1)


@cached
def _answers() -> Mapping[str, Answer]:
    return {
        fact: answer
        for question in all_questions().values()
        for fact, answer in _leaves(question.section, question.answer)
    }


def _leaves(prefix: str, answer: Answer) -> Iterator[tuple[str, Answer]]:
    fact = f"{prefix}.{answer.id}"
    if answer.type == "record":
        for part in answer.fields:
            yield from _leaves(fact, part)
    else:
        yield fact, answer


@cached
def _short() -> Mapping[str, str]:
    """Return fact ids by their names without section, where only one section has it."""
    return {
        fact.partition(".")[2]: fact for fact in _answers() if fact.split(".")[1] not in ambiguous_names()
    }


def _answer(name: str) -> str | None:
    """Return the fact that a name leads to: itself, without its section, or a category of it."""
    for candidate in (name, name.rpartition(".")[0]):
        fact = candidate if candidate in _answers() else _short().get(candidate)
        if fact and (candidate == name or _answers()[fact].type in _OPEN):
            return fact
    return None


@cached
def _cells() -> frozenset[str]:
    return frozenset(cell for form in all_forms() for cell in form.cells)


@cached
def samples() -> tuple[Names, ...]:
    """Return the names of a made-up report of each form in which everything is given."""
    facts = {fact: _sample(answer) for fact, answer in _answers().items()}
    reports = [
        Report(form, form.first_year, dict.fromkeys(form.cells, Cell(3)), facts) for form in all_forms()
    ]
    return tuple(
        Names(replace(report, previous=replace(report, year=report.form.first_year - 1)))
        for report in reports
    )


def _sample(answer: Answer) -> FactValue:
    samples: dict[str, Any] = {
        "count": 3,
        "amount": Decimal(30),
        "percent": Decimal(50),
        "list": ("甲", "乙"),
        "yes": True,
        "choice": answer.options[0].id if answer.options else "",
        "map": dict.fromkeys(answer.categories or ("甲", "乙"), 3),
    }
    value: FactValue = samples.get(answer.type, "甲")
    return value
