"""Read YAML strictly into a tree in which every node knows its place.

Scalars stay the text that was typed: no yes/no, dates or octal numbers appear out of
nowhere. Duplicate keys, anchors, aliases and tags are refused. The tree is built from
the parser's events in a loop, because composing deep nesting recursively would crash.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

import yaml

from reportbot.errors import InputError, Place

MAX_DEPTH = 32
MAX_CHARACTERS = 4_000_000

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TOO_DEEP = (f"嵌套超过 {MAX_DEPTH} 层", "请检查缩进和括号")


@dataclass(slots=True)
class Scalar:
    """A text as typed; ``plain`` when it stood without quotes."""

    text: str
    plain: bool
    place: Place
    start: int
    end: int

    @property
    def value(self) -> str | None:
        """The text, or None when nothing (or a YAML null) was typed."""
        if self.plain and self.text in {"", "~", "null", "Null", "NULL"}:
            return None
        return self.text


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    place: Place
    start: int
    flow: bool
    items: "list[Node]" = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class Mapping:
    """Keys with their nodes, in the order typed."""

    place: Place
    start: int
    flow: bool
    entries: "dict[str, tuple[Scalar, Node]]" = field(default_factory=dict)
    end: int = 0

    def __iter__(self) -> "Iterator[tuple[Scalar, Node]]":
        return iter(self.entries.values())

    def get(self, key: str) -> "Node | None":
        """Return the node under a key, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Sequence | Mapping


def parse(text: str) -> Node | None:
    """Return the tree of one YAML document, None when it holds nothing.

    Raises InputError with line and column, in Chinese.
    """
    if len(text) > MAX_CHARACTERS:
        _refuse(
            f"文件有 {len(text)} 个字，超过上限 {MAX_CHARACTERS}",
            Place(),
            "答案文件通常只有几百行，请确认没有选错文件",
        )
    try:
        return _build(text)
    except yaml.YAMLError as error:
        raise _syntax_error(text, error) from None


_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_NODES = {yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent}


def _build(text: str) -> Node | None:
    root: Node | None = None
    stack: list[Mapping | Sequence] = []
    keys: list[Scalar | None] = []
    documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        kind = type(event)
        if kind in _ENDS:
            done = stack.pop()
            keys.pop()
            done.end = _end(event)
            continue
        if kind not in _NODES:
            documents += kind is yaml.DocumentStartEvent
            if documents > 1:
                _refuse("文件里有不止一份内容（中间有“---”）", _place(event), "请只保留一份")
            continue
        node = _node(event)
        if not stack:
            root = node
        elif isinstance(stack[-1], Sequence):
            stack[-1].items.append(node)
        else:
            _add(stack[-1], keys, node)
        if kind is not yaml.ScalarEvent:
            stack.append(cast("Mapping | Sequence", node))
            keys.append(None)
            if len(stack) > MAX_DEPTH:
                _refuse(_TOO_DEEP[0], node.place, _TOO_DEEP[1])
    if isinstance(root, Scalar) and root.value is None:
        return None
    return root


def _add(mapping: Mapping, keys: list[Scalar | None], node: Node) -> None:
    key = keys[-1]
    if key is None:
        if not isinstance(node, Scalar):
            _refuse("这里应当是一个项目名称，却是一组内容", node.place, "请检查缩进、冒号和括号")
        if node.text in mapping.entries:
            first = mapping.entries[node.text][0].place
            _refuse(
                f"“{node.text}”重复出现，前一次在第 {first.line} 行",
                node.place,
                "同一项只能写一次，请删去或合并其中一处",
            )
        keys[-1] = node
    else:
        mapping.entries[key.text] = (key, node)
        keys[-1] = None


def _node(event: Any) -> Node:
    place = _place(event)
    if event.anchor is not None:
        _refuse(
            "这里用了 YAML 的引用（& 或 *）",
            place,
            "请直接写出内容；以 * 或 & 开头的文字请加引号",
        )
    if event.tag is not None:
        _refuse(f"这里用了 YAML 标签（{event.tag}）", place, "请删去以 ! 开头的部分；需要原样保留时请加引号")
    start = event.start_mark.index
    if type(event) is yaml.ScalarEvent:
        return Scalar(event.value, not event.style, place, start, _end(event))
    kind = Sequence if type(event) is yaml.SequenceStartEvent else Mapping
    return kind(place, start, bool(event.flow_style))


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return Place(None, mark.line + 1, mark.column + 1)


def _refuse(problem: str, place: Place, remedy: str) -> NoReturn:
    raise InputError(problem, place=place, remedy=remedy)


_TAB = ("行首用了制表符（Tab）", "YAML 只认空格，请把 Tab 换成两个空格")
_SYNTAX = [
    ("found character '\\t'", *_TAB),
    ("exceeded maximum nesting depth", *_TOO_DEEP),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或上一行没有写完",
        "内容里有“: ”时请给整段文字加引号",
    ),
    ("could not find expected ':'", "缺少冒号", "每一项写成“名称: 内容”，用半角冒号加一个空格"),
    ("did not find expected key", "缩进或引号不对，读不出下一个项目", "同一级的项目要左对齐，引号要成对"),
    ("did not find expected '-' indicator", "列表的缩进不对", "同一列表的“- ”要左对齐"),
    ("did not find expected ',' or", "括号里缺少逗号，或括号没有关上", "请检查 { } 和 [ ] 是否成对"),
    ("found unexpected end of stream", "引号没有关上，文件就结束了", "请检查引号是否成对"),
    ("control characters are not allowed", "有不能显示的控制字符", "请删去该字符后重新保存"),
    ("found undefined alias", "这里用了 YAML 的引用（*）", "以 * 开头的文字请加引号"),
    ("found character that cannot start any token", "有不能放在开头的符号", "以 @ ` % 开头的文字请加引号"),
]


def _syntax_error(text: str, error: yaml.YAMLError) -> InputError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(None, mark.line + 1, mark.column + 1) if mark else Place()
    lines = text.splitlines()
    if place.line and place.line <= len(lines) and "\t" in _indent(lines[place.line - 1]):
        return InputError(_TAB[0], place=place, remedy=_TAB[1])
    message = str(error)
    for english, problem, remedy in _SYNTAX:
        if english in message:
            return InputError(problem, place=place, remedy=remedy)
    return InputError("这里不合 YAML 的写法", place=place, remedy="请检查缩进、冒号、引号和括号")


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
