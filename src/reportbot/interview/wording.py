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


def said(line: str) -> str | None:
    """Return what a line means by itself: yes, no, none, unknown, skip or same."""
    word = re.sub(r"[。！!，,\s]+$", "", line.strip())
    word = re.sub(r"^(?:是的?|对|嗯)[，,]\s*(?=没|无|都)", "", word)
    return "none" if word in {"0", "０"} else _spoken().get(word.casefold())
