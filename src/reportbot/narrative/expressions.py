"""The small language of sentence rules: Jinja's syntax, of which only expressions and conditions run.

Jinja's parser turns a text into a tree; ``syntax`` has a builder for every kind of node that
may occur, and refuses the others. A name without a value makes a condition unknown (neither
true nor false) and a text that prints it unsayable.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from reportbot.narrative.syntax import NoValueError, RuleError, Scope, Truth, refused, truth_of, value_of
from reportbot.narrative.wording import printed

__all__ = ["Condition", "NoValueError", "RuleError", "Scope", "Text", "read_condition", "read_text"]

MAX_TEXT = 2000
"""Characters of one text or condition; ours have less than 400."""


_Read = TypeVar("_Read")


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
    say = _carefully(source, lambda: _body(_ENVIRONMENT.parse(source).body, names))
    return Text(frozenset(names), say)


@functools.lru_cache(maxsize=4096)
def read_condition(source: str) -> Condition:
    """Read a condition; raises RuleError."""
    names: set[str] = set()
    holds = _carefully(source, lambda: truth_of(_expression(source), names))
    return Condition(frozenset(names), holds)


_ENVIRONMENT = Environment(autoescape=False)  # noqa: S701 (parses only; the text is no markup)


def _expression(source: str) -> nodes.Expr:
    parser = Parser(_ENVIRONMENT, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", 1)
    return tree


def _carefully(source: str, read: Callable[[], _Read]) -> _Read:
    if len(source) > MAX_TEXT:
        raise RuleError(f"有 {len(source)} 个字，一句最多 {MAX_TEXT} 个字")
    try:
        return read()
    except RuleError:
        raise
    except TemplateSyntaxError as error:
        raise RuleError(f"写法不对：{_told(error)}") from None
    except (RecursionError, ValueError):
        raise RuleError("写法不对：嵌套太深，或者数太大") from None


def _told(error: TemplateSyntaxError) -> str:
    tag = str(error.message or "").split("'")
    if "unknown tag" in str(error.message) and len(tag) > 1:
        return f"没有“{tag[1]}”这种写法，只有 if、elif、else、endif"
    return f"括号、引号或者 {{% if %}} 没有写完整（{error.message}）"


# Texts


def _body(body: Sequence[nodes.Node], names: set[str]) -> Callable[[Scope], str]:
    pieces = [piece for node in body for piece in _pieces(node, names)]
    if len(pieces) == 1:
        return pieces[0]
    return lambda scope: "".join([piece(scope) for piece in pieces])


def _pieces(node: nodes.Node, names: set[str]) -> list[Callable[[Scope], str]]:
    if isinstance(node, nodes.Output):
        return [_piece(part, names) for part in node.nodes]
    if isinstance(node, nodes.If):
        return [_choice(node, names)]
    raise refused(node)


def _piece(node: nodes.Node, names: set[str]) -> Callable[[Scope], str]:
    if isinstance(node, nodes.TemplateData):
        data = node.data
        return lambda _: data
    value = value_of(node, names)
    return lambda scope: _print(value(scope))


def _print(value: Any) -> str:
    text = printed(value)
    if not isinstance(text, str):
        raise RuleError("几项内容不能直接印出来，请用 |join 或 |parts 连成文字")
    return text


def _choice(node: nodes.If, names: set[str]) -> Callable[[Scope], str]:
    """Build a condition within a text.

    Without an else the piece is left out when the condition is unknown; with one the
    whole text is, because either side would claim something.
    """
    branches = [(truth_of(node.test, names), _body(node.body, names))]
    branches += [(truth_of(branch.test, names), _body(branch.body, names)) for branch in node.elif_]
    otherwise = _body(node.else_, names) if node.else_ else None

    def choose(scope: Scope) -> str:
        for holds, say in branches:
            truth = holds(scope)
            if truth:
                return say(scope)
            if truth is None and (otherwise or len(branches) > 1):
                raise NoValueError
        return otherwise(scope) if otherwise else ""

    return choose
