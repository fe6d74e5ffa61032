"""Phrases that say nothing, as data: stock phrases, and empty problems and measures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.overlay import cached, load

FILLERS = re.compile(r"进一步|还需|仍需|仍|还")
"""Words that may stand before or inside a phrase without changing it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase with its variants.

    ``ask`` is what to ask for instead, ``avoid`` bans it from our rules, ``fact`` marks one that may name a thing.
    """

    phrase: str
    variants: tuple[str, ...] = ()
    ask: str = ""
    avoid: bool = False
    fact: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The phrase and its variants."""
        return (self.phrase, *self.variants)

    def found_in(self, text: str) -> bool:
        """Tell whether a text holds the phrase."""
        return self.count(text) > 0

    def count(self, text: str) -> int:
        """Return how often a text holds the phrase."""
        return sum(text.count(words) for words in self.spellings)


def stock_phrases() -> tuple[Phrase, ...]:
    """Return phrases that fill a sentence and tell nothing."""
    return _phrases("stock_phrases")


def empty_problems() -> tuple[Phrase, ...]:
    """Return phrases that are no problem without a figure, a name or a date."""
    return _phrases("empty_problems")


def empty_measures() -> tuple[Phrase, ...]:
    """Return phrases that are no measure without a figure, a name or a date."""
    return _phrases("empty_measures")


def stock_share(text: str) -> float:
    """Return stock phrases per 1,000 characters."""
    count = sum(phrase.count(text) for phrase in stock_phrases())
    return count * 1000 / len(text) if text else 0.0


@cached
def _phrases(name: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(entry) for entry in load("prompts", "empty_phrases.yaml")[name])


def _phrase(entry: Mapping[str, Any]) -> Phrase:
    variants = tuple(entry.get("variants", ()))
    marks = {mark: bool(entry.get(mark)) for mark in ("avoid", "fact")}
    return Phrase(entry["phrase"], variants, entry.get("ask", ""), **marks)
