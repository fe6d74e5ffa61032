"""Change an answers file in place: everything that is not changed keeps every byte.

The edits are made in the text, at the places that the strict reader gives. A round trip
through a dumping library would move comments that stand before the next section.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from reportbot.errors import InputError
from reportbot.labels import normalise
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, parse
from reportbot.yamltree import Sequence as SequenceNode

Step = tuple[str, ...] | int
"""One step of a path: the names of a key (the first is written when it is new), or an index."""

FLOW_WIDTH = 72
"""Characters up to which a list or mapping is written on one line."""


def put(text: str, path: Sequence[Step], value: Any) -> str:
    """Return the text with a value set at a path; None leaves the key without a value.

    Keys that are missing are added at the end of their mapping, an index one past the
    end of a list appends. Raises InputError when the path leads through a scalar.
    """
    root = parse(text)
    if root is None:
        text = text + ("" if not text or text.endswith("\n") else _newline(text))
        return text + _entry(path, value, 0, _newline(text)) + _newline(text)
    node: Node = root
    for depth, step in enumerate(path):
        child = _child(node, step)
        if child is None:
            return _insert(text, cast("MappingNode | SequenceNode", node), path[depth:], value)
        if isinstance(child, Scalar) and child.value is None and depth + 1 < len(path):
            return _replace(text, node, child, _New(path[depth + 1 :], value))
        node, parent = child, node
    return _replace(text, parent, node, value)


def drop(text: str, path: Sequence[Step]) -> str:
    """Return the text without the entry at a path; unchanged when there is none."""
    node: Node | None = parse(text)
    parent: Node | None = None
    for step in path:
        if node is None:
            return text
        parent, node = node, _child(node, step)
    if node is None or not isinstance(parent, (MappingNode, SequenceNode)):
        return text
    key = _key_of(parent, node)
    start = key.start if key else node.start
    end = _content_end(text, node)
    if parent.flow:
        after = re.match(r"\s*,\s*", text[end:])
        if after:
            return text[:start] + text[end + after.end() :]
        before = re.search(r",?\s*$", text[:start])
        return text[: before.start() if before else start] + text[end:]
    line = text.rfind("\n", 0, start) + 1
    following = text.find("\n", end)
    return text[:line] + (text[following + 1 :] if following >= 0 else "")


def _child(node: Node, step: Step) -> Node | None:
    if isinstance(step, int):
        if isinstance(node, SequenceNode):
            return node.items[step] if step < len(node.items) else None
    elif isinstance(node, MappingNode):
        names = {normalise(name) for name in step}
        return next((child for key, child in node if normalise(key.text) in names), None)
    raise InputError(
        "这里的内容与要修改的结构不符，没有改动", place=node.place, remedy="请先在编辑器里改正这一处"
    )


def _key_of(parent: MappingNode | SequenceNode, node: Node) -> Scalar | None:
    if isinstance(parent, SequenceNode):
        return None
    return next(key for key, child in parent if child is node)


def _content_end(text: str, node: Node) -> int:
    """Return the index behind the last character of a node; comments after it stay out."""
    if isinstance(node, Scalar):
        return node.start + len(text[node.start : node.end].rstrip())
    if node.flow:
        return node.end
    last = node.items[-1] if isinstance(node, SequenceNode) else [child for _, child in node][-1]
    return _content_end(text, last)


def _replace(text: str, parent: Node, node: Node, value: Any) -> str:
    end = _content_end(text, node)
    flow = isinstance(parent, (MappingNode, SequenceNode)) and parent.flow
    key = _key_of(parent, node) if isinstance(parent, MappingNode) else None
    first = key or node
    indent = first.place.column - 1 if first.place.column else 0
    rendered = _render(value, indent, _newline(text), flow)
    start = node.start
    if key is not None:
        start = text.index(":", key.end) + 1
        if rendered and not rendered.startswith(("\n", "\r")):
            rendered = f" {rendered}"
    head, broken, rest = rendered.partition(_newline(text))
    line_end = text.find(broken, end) if broken else end
    line_end = len(text) if line_end < 0 else line_end
    return text[:start] + head + text[end:line_end] + broken + rest + text[line_end:]


def _insert(text: str, node: MappingNode | SequenceNode, path: Sequence[Step], value: Any) -> str:
    if node.flow:
        inside = _flow_entry(path, value)
        empty = not (node.items if isinstance(node, SequenceNode) else node.entries)
        end = node.end - 1
        kept = text[:end].rstrip()
        return f"{kept}{'' if empty or kept.endswith(',') else ','}{'' if empty else ' '}{inside}{text[end:]}"
    end = _content_end(text, node)
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text[line_end - 1 : line_end] == "\r":
        line_end -= 1
    indent = (node.place.column or 1) - 1
    newline = _newline(text)
    return text[:line_end] + newline + _entry(path, value, indent, newline) + text[line_end:]


def _entry(path: Sequence[Step], value: Any, indent: int, newline: str) -> str:
    """Render a new entry of a block mapping or list, with its indentation."""
    step, rest = path[0], path[1:]
    inner = _New(rest, value) if rest else value
    if isinstance(step, int):
        deeper = indent + 2 if isinstance(inner, (list, tuple)) else indent
        return f"{' ' * indent}- {_render(inner, deeper, newline).lstrip()}".rstrip()
    rendered = _render(inner, indent, newline)
    gap = "" if not rendered or rendered.startswith(newline) else " "
    return f"{' ' * indent}{scalar(step[0])}:{gap}{rendered}"


def _flow_entry(path: Sequence[Step], value: Any) -> str:
    step, rest = path[0], path[1:]
    inner = _flow_new(rest, value) if rest else _flow(value)
    return inner if isinstance(step, int) else f"{scalar(step[0], flow=True)}: {inner}"


@dataclass(frozen=True, slots=True)
class _New:
    """A value below levels that do not exist yet; they are written on lines of their own."""

    path: Sequence[Step]
    value: Any


def _flow_new(path: Sequence[Step], value: Any) -> str:
    entry = _flow_entry(path, value)
    return f"[{entry}]" if isinstance(path[0], int) else f"{{{entry}}}"


def _render(value: Any, indent: int, newline: str, flow: bool = False) -> str:
    """Render a value as it stands behind a key; block text begins with a line break."""
    if value is None:
        return "null" if flow else ""
    if isinstance(value, _New):
        if flow:
            return _flow_new(value.path, value.value)
        below = indent if isinstance(value.path[0], int) else indent + 2
        return newline + _entry(value.path, value.value, below, newline)
    if isinstance(value, str) and "\n" in value and not flow:
        lines = value.rstrip("\n").splitlines()
        return newline.join(["|-", *(f"{' ' * (indent + 2)}{line}".rstrip() for line in lines)])
    if not isinstance(value, (Mapping, list, tuple)):
        return scalar(value, flow=flow)
    one_line = _flow(value)
    if flow or (len(one_line) <= FLOW_WIDTH and "\\n" not in one_line and not _deep(value)):
        return one_line
    return newline + newline.join(_block(value, indent, newline))


def _deep(value: Any) -> bool:
    items = value.values() if isinstance(value, Mapping) else value
    return any(isinstance(item, (Mapping, list, tuple)) for item in items)


def _block(value: Any, indent: int, newline: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield _entry(((str(key),),), item, indent + 2, newline)
    else:
        for item in value:
            yield _entry((0,), item, indent, newline)


def _flow(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flow(item) for item in value)}]"
    return scalar(value, flow=True)


_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~][^\s:#,\[\]{}]*")


def scalar(value: Any, *, flow: bool = False) -> str:
    """Write one value so that the strict reader gives back the same text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    if re.fullmatch(r"[+-]?\d[\d.]*", text) or (_PLAIN.fullmatch(text) and text.lower() != "null"):
        return text
    if not flow and "\n" not in text and _reads_back(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    try:
        tree = parse(f"k: {text}\n")
    except InputError:
        return False
    node = tree.get("k") if isinstance(tree, MappingNode) else None
    return isinstance(node, Scalar) and node.value == text


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
