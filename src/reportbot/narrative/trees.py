"""Read the texts and conditions of rules into trees of plain data, with Jinja's parser.

Loading the parser takes longer than drafting a report. So the trees of our own rules are kept
beside them, and Jinja is loaded only for an office's own.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportbot.outline import ORDER
from reportbot.resources import kept, load_yaml, resource

Tree = tuple[str, Mapping[str, Any]]
"""The kind of a node and its parts, which are trees, lists of trees or plain values."""

MAX_TEXT = 2000
"""Characters of one text or condition; ours have less than 400."""

MAX_DEPTH = 60
"""How deep a tree may be; whatever reads or computes it goes as deep."""


class RuleError(ValueError):
    """A text or condition that is not allowed or cannot be computed: a defect of the rule, told in Chinese."""


def text_tree(source: str) -> Tree:
    """Return the tree of a text; raises RuleError."""
    return _ours()["say"].get(source) or _parsed_text(source)


def condition_tree(source: str) -> Tree:
    """Return the tree of a condition; raises RuleError."""
    return _ours()["when"].get(source) or _parsed_condition(source)


@functools.cache
def _ours() -> Mapping[str, Mapping[str, Tree]]:
    files = [
        *(resource("templates", "narrative", f"{name}.yaml") for name in ORDER),
        *(resource("prompts", f"{name}.yaml") for name in ("problem_kinds", "interview")),
    ]
    trees: Mapping[str, Mapping[str, Tree]] = kept("trees", files, lambda: _all_trees(files))
    return trees


def _all_trees(files: list[Path]) -> dict[str, dict[str, Tree]]:
    """Return the trees of everything that the files say, and of when they say it; defects are left out."""
    readers: dict[str, Callable[[str], Tree]] = {"say": _parsed_text, "when": _parsed_condition}
    found: dict[str, dict[str, Tree]] = {"say": {}, "when": {}}
    for kind, source in (entry for path in files for entry in _sources(load_yaml(path))):
        try:
            found[kind][source] = readers[kind](source)
        except RuleError:
            continue
    return found


_KEYS = {
    **dict.fromkeys(("say", "tail", "openers", "reason", "figures"), "say"),
    **dict.fromkeys(("when", "holds"), "when"),
}
"""Keys of our files under which texts and conditions stand."""


def _sources(data: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _sources(value, _KEYS.get(key, ""))
    elif isinstance(data, list):
        for item in data:
            yield from _sources(item, kind)
    elif kind:
        yield kind, str(data)


def _parsed_text(source: str) -> Tree:
    return _parsed(source, lambda environment: environment.parse(source))


def _parsed_condition(source: str) -> Tree:
    def parse(environment: Any) -> Any:
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415 (only for what is not kept)
        from jinja2.parser import Parser  # noqa: PLC0415

        parser = Parser(environment, source, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("chunk after expression", 1)
        return tree

    return _parsed(source, parse)


def _parsed(source: str, parse: Callable[[Any], Any]) -> Tree:
    from jinja2 import Environment, TemplateSyntaxError  # noqa: PLC0415 (only for what is not kept)

    if len(source) > MAX_TEXT:
        raise RuleError(f"有 {len(source)} 个字，一句最多 {MAX_TEXT} 个字")
    try:
        tree: Tree = _plain(parse(Environment(autoescape=False)))  # noqa: S701 (parses only; the text is no markup)
    except TemplateSyntaxError as error:
        raise RuleError(f"写法不对：{_told(error.message or '')}") from None
    except (RecursionError, ValueError):
        raise RuleError("写法不对：嵌套太深，或者数太大") from None
    return tree


def _plain(value: Any, room: int = MAX_DEPTH) -> Any:
    if isinstance(value, list):
        return [_plain(item, room) for item in value]
    if hasattr(value, "iter_fields"):
        if not room:
            raise RecursionError
        return (type(value).__name__, {name: _plain(part, room - 1) for name, part in value.iter_fields()})
    return value


def _told(message: str) -> str:
    tag = message.split("'")
    if "unknown tag" in message and len(tag) > 1:
        return f"没有“{tag[1]}”这种写法，只有 if、elif、else、endif"
    return "括号、引号或者 {% if %} 没有写完整"
