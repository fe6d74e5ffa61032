"""The library of problem kinds: when data suggest them, what makes them concrete, what cures them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reportbot.overlay import cached
from reportbot.questions import KINDS, problem_kinds

Level = Literal["sure", "ask"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One condition under which data suggest a problem.

    ``sure`` is shown with its reason; ``ask`` may be innocent and is asked about first.
    """

    level: Level
    when: str
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem. Measures hold blanks 〔 〕 that the clerk must fill.

    ``figures`` are statements of the data for the draft; ``indicator`` says in words what
    shows that the problem is ``solved``, ``holds`` as a condition.
    """

    id: str
    name: str
    aspect: str
    organs: tuple[str, ...]
    rank: int
    grounds: tuple[Ground, ...]
    question: str
    causes: tuple[str, ...]
    measures: tuple[str, ...]
    innocent: tuple[str, ...] = ()
    indicator: str = ""
    solved: str = ""
    holds: str = ""
    figures: tuple[str, ...] = ()


@cached
def library() -> Mapping[str, ProblemKind]:
    """Return every kind of problem by its id, in the order of the file."""
    return {entry["id"]: _kind(entry) for entry in problem_kinds()}


def _kind(entry: Mapping[str, Any]) -> ProblemKind:
    indicator = entry.get("indicator", {})
    return ProblemKind(
        id=entry["id"],
        name=entry["name"],
        aspect=entry["aspect"],
        organs=KINDS if entry["organs"] == "all" else tuple(entry["organs"]),
        rank=int(entry["rank"]),
        grounds=tuple(_ground(ground) for ground in entry.get("suggest", ())),
        question=entry["question"],
        causes=tuple(entry["causes"]),
        measures=tuple(entry["measures"]),
        innocent=tuple(entry.get("innocent", ())),
        indicator=indicator.get("text", ""),
        solved=indicator.get("solved", ""),
        holds=str(indicator.get("holds", "")),
        figures=_texts(entry.get("figures", ())),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _ground(entry: Mapping[str, Any]) -> Ground:
    return Ground(entry["level"], str(entry["when"]), entry["reason"], entry.get("basis", ""))
