"""Load the sentence rules of ``templates/narrative/`` and compile them on first use."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportbot.narrative.expressions import read_condition, read_text
from reportbot.narrative.names import Names
from reportbot.outline import load_sections


@dataclass(frozen=True, slots=True)
class SentenceRule:
    """One sentence: when it is said and in which words.

    ``when`` is an expression; ``say`` are variants of the same meaning. A rule whose
    names have no value is silent.
    """

    id: str
    say: tuple[str, ...]
    when: str | None = None
    kinds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphRule:
    """Sentences that stand together; ``needed`` is what to ask for when none is said.

    With ``each`` the paragraph is written once for every item of that list.
    """

    id: str
    sentences: tuple[SentenceRule, ...]
    needed: str = ""
    each: str = ""
    kinds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One file of sentence rules: a section of the report under its heading.

    ``needed`` is what to ask for when nothing at all is said in the section.
    """

    id: str
    part: str
    heading: str
    needed: str
    paragraphs: tuple[ParagraphRule, ...]


@functools.cache
def load_bank(folder: Path | None = None) -> tuple[SectionRule, ...]:
    """Load all sentence rules from a folder, by default our own."""
    return tuple(_section(data) for data in load_sections(folder))


def _section(data: Mapping[str, Any]) -> SectionRule:
    prefix = data["section"]
    return SectionRule(
        id=prefix,
        part=data["part"],
        heading=data.get("heading", ""),
        needed=data.get("needed", ""),
        paragraphs=tuple(_paragraph(prefix, entry) for entry in data["paragraphs"]),
    )


def _paragraph(section: str, entry: Mapping[str, Any]) -> ParagraphRule:
    prefix = f"{section}.{entry['id']}"
    return ParagraphRule(
        id=prefix,
        sentences=tuple(_sentence(prefix, sentence) for sentence in entry["sentences"]),
        needed=entry.get("needed", ""),
        each=entry.get("each", ""),
        kinds=tuple(entry.get("kinds", ())),
        forms=tuple(entry.get("forms", ())),
    )


def _sentence(paragraph: str, entry: Mapping[str, Any]) -> SentenceRule:
    say = entry["say"]
    when = entry.get("when")
    return SentenceRule(
        id=f"{paragraph}.{entry['id']}",
        say=(say,) if isinstance(say, str) else tuple(say),
        when=None if when is None else str(when),
        kinds=tuple(entry.get("kinds", ())),
        forms=tuple(entry.get("forms", ())),
    )


def say(rule: SentenceRule, variant: int, names: Names) -> str:
    """Return what a rule says, nothing when its condition fails.

    Raises NoValueError when a name that it needs has no value.
    """
    if rule.when is not None and not read_condition(rule.when).holds(names):
        return ""
    return read_text(rule.say[variant]).say(names)


_NEEDED = re.compile(r"(?:not )?([a-z_][a-z0-9_.]*)(?!\s+is )(?:\W|$)")


def hopeless(rule: SentenceRule, names: Names) -> bool:
    """Tell cheaply, without parsing, that a condition needs a name without a value."""
    if rule.when is None or " or " in rule.when:
        return False
    for clause in rule.when.split(" and "):
        match = _NEEDED.match(clause.strip())
        if match and names.find(match[1]) is None:
            return True
    return False
