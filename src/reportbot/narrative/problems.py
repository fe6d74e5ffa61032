"""Part 五: what each problem brings to its paragraph, last year's problems first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from reportbot.narrative.expressions import NoValueError, read_condition, read_text
from reportbot.narrative.names import Names, Traced
from reportbot.narrative.problem_kinds import library
from reportbot.narrative.wording import ordinal, tidy
from reportbot.report import Problem, Report

ENTRY = "entry"
"""The name under which a paragraph written for each problem finds that problem."""

ENTRY_FIELDS = frozenset({field.name for field in fields(Problem)} | {"mark", "figure"})


def sample_entry() -> Mapping[str, Any]:
    """Return the names of a made-up problem of which everything is told."""
    told = {field.name: ("甲", "乙") if field.default == () else "甲" for field in fields(Problem)}
    return told | {"mark": "（一）", "figure": "甲"}


def entries(report: Report, names: Names) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield every problem's place in the answers with its names, in the order of the report.

    ``mark`` is its number in the report; ``figure`` what the data say of its kind, unless
    it says that there is none or the clerk's words hold that number already.
    """
    problems = list(enumerate(report.problems or (), 1))
    problems.sort(key=lambda item: item[1].state is None)
    for number, (place, problem) in enumerate(problems, 1):
        given = {field.name: getattr(problem, field.name) for field in fields(problem)}
        given = {name: value for name, value in given.items() if value}
        given["mark"] = f"（{ordinal(number)}）" if len(problems) > 1 else ""
        if found := _figure(problem, names):
            given["figure"] = found
        yield place, given


def _figure(problem: Problem, names: Names) -> Traced | None:
    if not problem.kind or problem.state in {"solved", "void"}:
        return None
    told = _numbers(f"{problem.problem} {problem.detail}")
    said: list[str] = []
    used: set[str] = set()
    for source in library()[problem.kind].figures:
        names.used = set()
        text = _say(source, names)
        numbers = _numbers(text) - {str(names.report.year)}
        if text and not numbers & (told | {"0"}):
            said.append(text)
            used |= names.used
    return Traced("；".join(said), frozenset(used)) if said else None


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def _say(source: str, names: Names) -> str:
    try:
        return tidy(read_text(source).say(names)).strip("，")
    except NoValueError:
        return ""


def contradicted(problem: Problem, report: Report) -> bool:
    """Tell whether a problem is called solved although the data show that it is not."""
    if problem.state != "solved" or not problem.kind:
        return False
    holds = library()[problem.kind].holds
    return bool(holds) and read_condition(holds).holds(Names(report)) is False
