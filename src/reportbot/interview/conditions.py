"""Decide whether a question applies: conditions of the prompts, and expressions over the report."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportbot.questions import Question
from reportbot.report import Report


def applies(question: Question, report: Report) -> bool:
    """Tell whether every condition of a question holds; a blank cell fulfils none."""
    return all(_holds(condition, report) for condition in question.when)


def _holds(condition: Mapping[str, Any], report: Report) -> bool:
    if "kind" in condition:
        return report.kind in condition["kind"]
    if "form_from" in condition:
        return bool(report.form.first_year >= condition["form_from"])
    if "form_until" in condition:
        return bool(report.form.first_year <= condition["form_until"])
    if "table" in condition:
        return any(report.value(cell.id) for cell in report.form.cells_of(condition["table"]))
    if "cell" in condition:
        value = report.value(condition["cell"]) if condition["cell"] in report.form.cells else None
        return value is not None and bool(value >= condition["at_least"])
    fact = report.facts.get(condition["fact"])
    if "given" in condition:
        return bool((fact not in (None, "", ())) == condition["given"])
    if "at_least" in condition:
        return isinstance(fact, int | Decimal) and bool(fact >= condition["at_least"])
    return bool(fact == condition["is"])


def holds(report: Report, when: str) -> bool:
    """Tell whether an expression over cells, facts and derived figures holds; an unknown one does not."""
    from reportbot.narrative.expressions import read_condition
    from reportbot.narrative.names import Names

    return read_condition(when).holds(Names(report)) is True
