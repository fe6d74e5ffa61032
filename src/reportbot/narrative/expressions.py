"""The small language of sentence rules: Jinja's syntax, of which only expressions and conditions run.

``trees`` turns a text into a tree; ``syntax`` has a builder for every kind of node that
may occur, and refuses the others. A name without a value makes a condition unknown (neither
true nor false) and a text that prints it unsayable.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportbot.narrative.syntax import NoValueError, Scope, Truth, refused, truth_of, value_of
from reportbot.narrative.trees import RuleError, Tree, condition_tree, text_tree
from reportbot.narrative.wording import printed

__all__ = ["Condition", "NoValueError", "RuleError", "Scope", "Text", "read_condition", "read_text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with names in it; ``names`` are all it can ask for."""

    names: frozenset[str]
    say: Callable[[Scope], str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: true, false, or None when a name it hangs on has no value."""

    names: frozenset[str]
    holds: Truth


@functools.lru_cache(maxsize=4096)
def read_text(source: str) -> Text:
    """Read a text; raises RuleError."""
    names: set[str] = set()
    say = _body(text_tree(source)[1]["body"], names)
    return Text(frozenset(names), say)


@functools.lru_cache(maxsize=4096)
def read_condition(source: str) -> Condition:
    """Read a condition; raises RuleError."""
    names: set[str] = set()
    holds = truth_of(condition_tree(source), names)
    return Condition(frozenset(names), holds)


# Texts


def _body(body: Sequence[Tree], names: set[str]) -> Callable[[Scope], str]:
    pieces = [piece for node in body for piece in _pieces(node, names)]
    if len(pieces) == 1:
        return pieces[0]
    return lambda scope: "".join([piece(scope) for piece in pieces])


def _pieces(node: Tree, names: set[str]) -> list[Callable[[Scope], str]]:
    kind, parts = node
    if kind == "Output":
        return [_piece(part, names) for part in parts["nodes"]]
    if kind == "If":
        return [_choice(parts, names)]
    raise refused(node)


def _piece(node: Tree, names: set[str]) -> Callable[[Scope], str]:
    if node[0] == "TemplateData":
        data = str(node[1]["data"])
        return lambda _: data
    value = value_of(node, names)
    return lambda scope: _print(value(scope))


def _print(value: Any) -> str:
    text = printed(value)
    if not isinstance(text, str):
        raise RuleError("几项内容不能直接印出来，请用 |join 或 |parts 连成文字")
    return text


def _choice(parts: Mapping[str, Any], names: set[str]) -> Callable[[Scope], str]:
    """Build a condition within a text.

    Without an else the piece is left out when the condition is unknown; with one the
    whole text is, because either side would claim something.
    """
    branches = [
        (truth_of(branch["test"], names), _body(branch["body"], names))
        for branch in (parts, *(branch for _, branch in parts["elif_"]))
    ]
    otherwise = _body(parts["else_"], names) if parts["else_"] else None

    def choose(scope: Scope) -> str:
        for holds, say in branches:
            truth = holds(scope)
            if truth:
                return say(scope)
            if truth is None and (otherwise or len(branches) > 1):
                raise NoValueError
        return otherwise(scope) if otherwise else ""

    return choose
