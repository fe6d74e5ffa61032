"""Suggest problems for part 五: what the data of the year point to, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportbot.narrative.expressions import NoValueError, read_condition, read_text
from reportbot.narrative.names import Names
from reportbot.narrative.problem_kinds import Ground, Level, ProblemKind, library
from reportbot.report import Problem, Report

SHOWN = 6
"""So many suggestions are worth showing; two or three are kept."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A problem that the data suggest; ``used`` are the cells and facts behind the reason."""

    kind: ProblemKind
    level: Level
    reason: str
    basis: str
    used: tuple[str, ...]


def suggestions(report: Report) -> tuple[Suggestion, ...]:
    """Return what the data suggest, most urgent first; kinds already chosen are left out.

    First what somebody outside has found, then what is sure, then what must be asked. A
    condition that lacks a value is not assessed. Nothing is written from a suggestion alone.
    """
    chosen = {problem.kind for problem in report.problems or ()}
    names = Names(report)
    found = [
        suggestion
        for kind in library().values()
        if kind.id not in chosen and (report.kind is None or report.kind in kind.organs)
        for suggestion in _grounded(kind, names)
    ]
    return tuple(sorted(found, key=lambda one: (one.level == "ask", one.kind.rank)))


def unsettled(report: Report) -> tuple[Problem, ...]:
    """Return last year's problems of which this year's answers say nothing yet."""
    told = [
        text for problem in report.problems or () for text in (problem.last_year, problem.problem) if text
    ]
    return tuple(
        problem
        for problem in (report.previous.problems or () if report.previous else ())
        if problem.state not in {"solved", "void"} and not any(problem.problem in text for text in told)
    )


def _grounded(kind: ProblemKind, names: Names) -> Iterator[Suggestion]:
    """Yield at most one suggestion of a kind: its first ground that holds, the sure ones first."""
    for ground in sorted(kind.grounds, key=lambda ground: ground.level == "ask"):
        names.used = set()
        if read_condition(ground.when).holds(names) and (reason := _reason(ground, names)):
            yield Suggestion(kind, ground.level, reason, ground.basis, tuple(sorted(names.used)))
            return


def _reason(ground: Ground, names: Names) -> str:
    try:
        return read_text(ground.reason).say(names)
    except NoValueError:
        return ""
