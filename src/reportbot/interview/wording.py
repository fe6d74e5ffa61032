"""The interview's own words and agenda, loaded from ``prompts/interview.yaml``."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.resources import load_yaml, resource


@functools.cache
def agenda_data() -> Mapping[str, Any]:
    """Return the file as it stands; callers must not change it."""
    data: Mapping[str, Any] = load_yaml(resource("prompts", "interview.yaml"))
    return data


def words(phrase: str, /, **given: object) -> str:
    """Return a phrase of the assistant with its blanks filled."""
    return str(agenda_data()["words"][phrase]).format(**given)


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command by its names; the first is shown to users."""

    id: str
    names: tuple[str, ...]
    help: str


@functools.cache
def commands() -> tuple[Command, ...]:
    """Return the slash commands in the order shown."""
    return tuple(
        Command(entry["id"], tuple(entry["names"]), entry["help"]) for entry in agenda_data()["commands"]
    )


@functools.cache
def _spoken() -> Mapping[str, str]:
    return {str(word).casefold(): meaning for meaning, said in agenda_data()["says"].items() for word in said}


@functools.cache
def _likely() -> Mapping[str, re.Pattern[str]]:
    """The patterns of clauses; blanks only break the lines of the file."""
    return {
        meaning: re.compile(pattern.replace(" ", ""))
        for meaning, pattern in agenda_data()["says_like"].items()
    }


LONGEST = 20
"""A longer line tells more than that there was nothing, or that nobody knows yet."""


def meant(line: str) -> str | None:
    """Return what a line comes to where no free text is asked for: as said, or none or unknown in other words."""
    if (meaning := said(line)) or len(line) > LONGEST or re.search(r"\d", line):
        return meaning
    clauses = [clause for clause in re.split(r"[，,、；;。！!\s]+", line) if clause]
    found = {
        next((name for name, pattern in _likely().items() if pattern.fullmatch(clause)), None)
        for clause in clauses
    }
    return "unknown" if "unknown" in found else found.pop() if len(found) == 1 else None


def said(line: str) -> str | None:
    """Return what a line means by itself: yes, no, none, unknown, skip or same."""
    word = re.sub(r"[。！!，,\s]+$", "", line.strip())
    word = re.sub(r"^(?:是的?|对|嗯)[，,]\s*(?=没|无|都)", "", word)
    return "none" if word in {"0", "０"} else _spoken().get(word.casefold())
