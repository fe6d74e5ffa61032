"""Draft anew what a user has edited: sentence by sentence, three ways.

Of an edited paragraph three texts are known: what was drafted when the user edited it, what
the user made of it, and what is drafted now. A sentence left as it was follows the facts; a
sentence the user changed, added or deleted stays so. Where a changed sentence still holds a
number of the old draft that is another one now, the new number is proposed.
"""

import difflib
import re
from collections.abc import Sequence

from reportbot.narrative.sentences import Sentence, Stale

ALIKE = 0.6
"""Likeness from which two sentences are taken for two versions of one."""

_END = re.compile(r"(?<=[。！？])(?![”’）》])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def split(text: str) -> list[str]:
    """Return the sentences of a text, each with its closing mark."""
    return [part for part in (piece.strip() for piece in _END.split(text.replace("\n", ""))) if part]


def redraft(
    drafted: str, edited: str, sentences: Sequence[Sentence]
) -> tuple[tuple[Sentence, ...], tuple[Stale, ...]]:
    """Return the paragraph as it should stand now, and the user's sentences with outdated numbers.

    ``drafted`` is the draft that the user edited, ``sentences`` today's. When the two have
    little in common (another name of the organ speaks in other words) the user's text stays
    as it is, and its numbers of the old draft that today's does not hold are outdated.
    """
    base, ours = split(drafted), split(edited)
    now = _pairs([_masked(text) for text in base], [_masked(sentence.text) for sentence in sentences])
    if len(now) * 2 < len(base):
        held = _numbers(" ".join(sentence.text for sentence in sentences))
        lost = _numbers(drafted) - held
        outdated = tuple(Stale(text, "") for text in ours if _numbers(text) & lost)
        return tuple(Sentence(text) for text in ours), outdated
    origin = {place: number for number, place in _pairs(base, ours).items()}
    result: list[tuple[int | None, Sentence]] = []
    stale: list[Stale] = []
    for place, text in enumerate(ours):
        number = origin.get(place)
        today = now.get(number) if number is not None else None
        if number is not None and base[number] == text:
            if today is not None:
                result.append((today, sentences[today]))
            continue
        result.append((today, Sentence(text)))
        if number is not None:
            stale += _stale(text, base[number], None if today is None else sentences[today].text)
    return tuple(_with_new(result, sentences, set(now.values()))), tuple(stale)


def _with_new(
    result: list[tuple[int | None, Sentence]], sentences: Sequence[Sentence], known: set[int]
) -> list[Sentence]:
    """Insert today's sentences that have no counterpart behind the ones they follow."""
    for place, sentence in enumerate(sentences):
        if place not in known:
            before = [index for index, (today, _) in enumerate(result) if today is not None and today < place]
            result.insert(before[-1] + 1 if before else 0, (place, sentence))
    return [sentence for _, sentence in result]


def _pairs(first: Sequence[str], second: Sequence[str]) -> dict[int, int]:
    """Return which sentence of the second text is which of the first: equal, else alike, in order."""
    found: dict[int, int] = {}
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for kind, start, stop, other, end in matcher.get_opcodes():
        if kind == "equal":
            found |= dict(zip(range(start, stop), range(other, end), strict=True))
        elif kind == "replace":
            place = other
            for number in range(start, stop):
                likeness = {index: _likeness(first[number], second[index]) for index in range(place, end)}
                best = max(likeness, key=lambda index: likeness[index], default=None)
                if best is not None and likeness[best] >= ALIKE:
                    found[number] = best
                    place = best + 1
    return found


def _likeness(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _masked(text: str) -> str:
    return _NUMBER.sub("0", text)


def _stale(text: str, base: str, now: str | None) -> list[Stale]:
    """Return the user's sentence with the new numbers, when it holds old ones."""
    if now is None:
        return [Stale(text, "")]
    changes = _numbers_then_and_now(base, now)

    def renew(match: re.Match[str]) -> str:
        for change in changes:
            if change[0] == match[0]:
                changes.remove(change)
                return change[1]
        return match[0]

    proposed = _NUMBER.sub(renew, text)
    return [Stale(text, proposed)] if proposed != text else []


def _numbers_then_and_now(base: str, now: str) -> list[tuple[str, str]]:
    """Return the numbers of two versions of a sentence that stand at the same place in it."""
    first, second = (re.findall(r"\d+(?:\.\d+)?|\D", text) for text in (base, now))
    masked = [[_masked(token) for token in tokens] for tokens in (first, second)]
    matcher = difflib.SequenceMatcher(None, masked[0], masked[1], autojunk=False)
    return [
        (first[block.a + step], second[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
        if first[block.a + step][0].isdigit()
    ]
