"""The word lists of the rules about the narrative, with the user's own words added."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from reportbot.checks.registry import Subject
from reportbot.resources import load_yaml, resource


@functools.cache
def word_lists() -> Mapping[str, Any]:
    """Return the word lists of the rules about the narrative."""
    data: Mapping[str, Any] = load_yaml(resource("prompts", "text_rules.yaml"))
    return data


@functools.cache
def any_of(words: str) -> re.Pattern[str]:
    """Return an expression that finds any of some words."""
    return re.compile("|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True)))


def with_own(subject: Subject, setting: str, words: str) -> str:
    """Return a word list with the user's own words behind it."""
    return " ".join([words, *subject.settings.word_list(setting)])
