"""Undo and redo: what each answer changed in the text, as blocks of lines with their surroundings."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

KEPT = 200
"""So many answers can be taken back."""

Hunk = tuple[int, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer: what it was about, and which lines it replaced by which."""

    label: str
    step: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Answers given and answers taken back, the latest last."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def with_answer(self, change: Change) -> "History":
        """Return the history after a new answer; what was taken back is then gone."""
        return History((*self.done, change)[-KEPT:])


def change_between(before: str, after: str, label: str, step: str) -> Change:
    """Return what lies between two states of a text."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    hunks = tuple(
        (group[0][1], tuple(old[group[0][1] : group[-1][2]]), tuple(new[group[0][3] : group[-1][4]]))
        for group in matcher.get_grouped_opcodes(1)
    )
    return Change(label, step, hunks)


def undo(text: str, change: Change) -> str | None:
    """Return the text before a change, None when those lines have changed since."""
    return _replace(text, [(start, new, old) for start, old, new in change.hunks])


def redo(text: str, change: Change) -> str | None:
    """Return the text after a change made anew, None when those lines have changed since."""
    return _replace(text, list(change.hunks))


def _replace(text: str, hunks: Sequence[Hunk]) -> str | None:
    lines = text.splitlines(keepends=True)
    for start, here, there in reversed(hunks):
        at = _locate(lines, here, start)
        if at is None:
            return None
        lines[at : at + len(here)] = there
    return "".join(lines)


def _locate(lines: Sequence[str], block: tuple[str, ...], near: int) -> int | None:
    """Return where a block of lines stands, the place nearest to where it once stood."""
    last = len(lines) - len(block)
    for at in sorted(range(last + 1), key=lambda place: abs(place - near)):
        if tuple(lines[at : at + len(block)]) == block:
            return at
    return None
