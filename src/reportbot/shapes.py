"""What the data files of an office may hold: read strictly, every mistake told with its place."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportbot.errors import InputError, Place
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar
from reportbot.yamltree import Sequence as SequenceNode

Shape = Any
"""TEXT, TEXTS …, a mapping of keys to shapes, or a list with the shape of its entries."""

TEXT, TEXTS, YES, COUNT, ANY = "text", "texts", "yes", "count", "any"

REQUIRED = "!"
"""The key under which a shape names what every entry needs, once ours and theirs are merged."""

_SENTENCE = {
    "id": TEXT,
    "say": TEXTS,
    "tail": TEXTS,
    "after": TEXTS,
    "needs": TEXTS,
    "when": TEXT,
    "kinds": TEXTS,
    "forms": TEXTS,
    "rank": COUNT,
    "act": YES,
    "off": YES,
}
_PARAGRAPH = {
    REQUIRED: ("sentences",),
    "id": TEXT,
    "plans": TEXTS,
    "needed": TEXT,
    "needed_of": TEXTS,
    "each": TEXT,
    "kinds": TEXTS,
    "forms": TEXTS,
    "mark": TEXT,
    "sentences": [_SENTENCE],
    "off": YES,
}
_SECTION = {
    "section": TEXT,
    "part": TEXT,
    "heading": TEXT,
    "needed": TEXT,
    "openers": TEXTS,
    "orders": TEXTS,
    "limits": {"*": COUNT},
    "paragraphs": [_PARAGRAPH],
}
_ANSWER: dict[str, Shape] = {
    REQUIRED: ("name",),
    "id": TEXT,
    "name": TEXT,
    "type": TEXT,
    "also": TEXTS,
    "unit": TEXT,
    "help": TEXT,
    "options": ANY,
    "categories": TEXTS,
    "off": YES,
}
_ANSWER["fields"] = [_ANSWER]
_QUESTION = _ANSWER | dict.fromkeys(
    ("question", "why", "counts", "excludes", "basis", "example", "holder", "default", "unprinted"), TEXT
)
_QUESTION |= {REQUIRED: ("name", "question"), "must": TEXTS, "usual": TEXTS, "wholes": TEXTS, "when": ANY}
_QUESTIONS = {"name": TEXT, "also": TEXTS, "intro": TEXT, "questions": [_QUESTION]}
_GROUND = {"level": TEXT, "when": TEXT, "reason": TEXT, "basis": TEXT}
_KIND = {
    REQUIRED: ("name", "aspect", "organs", "rank", "question", "causes", "measures"),
    "id": TEXT,
    "name": TEXT,
    "aspect": TEXT,
    "organs": TEXTS,
    "rank": COUNT,
    "suggest": [_GROUND],
    "figures": TEXTS,
    "question": TEXT,
    "causes": TEXTS,
    "measures": TEXTS,
    "innocent": TEXTS,
    "indicator": {"text": TEXT, "solved": TEXT, "holds": TEXT},
    "off": YES,
}
_CAUSE = {
    REQUIRED: ("name", "wrong", "question", "measures"),
    **dict.fromkeys(("id", "name", "wrong", "result", "question"), TEXT),
    **dict.fromkeys(("also", "articles", "cells", "measures"), TEXTS),
    "off": YES,
}
_PHRASE = {"phrase": TEXT, "variants": TEXTS, "ask": TEXT, "avoid": YES, "fact": YES, "off": YES}

_SECTIONS = (
    "agency",
    "front",
    "overview",
    "proactive",
    "on_request",
    "management",
    "platform",
    "supervision",
    "other",
)
_FILES: Mapping[str, Shape] = {f"{name}.yaml": _QUESTIONS for name in _SECTIONS} | {
    "problem_kinds.yaml": {"kinds": [_KIND]},
    "corrected_causes.yaml": {"corrected_causes": [_CAUSE]},
    "empty_phrases.yaml": {"*": [_PHRASE]},
    "problems.yaml": ANY,
    "cells.yaml": ANY,
}
"""The shapes of files in ``prompts/``; the other ones there are not for an office to lay over."""


def shape_of(folder: str, name: str) -> Shape | None:
    """Return the shape of a data file in ``narrative`` or ``prompts``, None when it is ours alone."""
    return _SECTION if folder == "narrative" else _FILES.get(name)


def read_shaped(
    node: Node | None, shape: Shape, errors: list[InputError], places: dict[str, Place], path: str = ""
) -> Any:
    """Return a tree as plain values; what does not fit its shape is collected, not raised.

    ``places`` receives where each entry with an id stands, by the ids above it.
    """
    if node is None or (isinstance(node, Scalar) and node.value is None and shape != TEXTS):
        return {} if isinstance(shape, dict) else [] if isinstance(shape, list) else None
    if isinstance(shape, dict):
        return _mapping(node, shape, errors, places, path)
    if isinstance(shape, list):
        return _entries(node, shape[0], errors, places, path)
    return _SCALARS[shape](node, errors)


def _mapping(
    node: Node, shape: Mapping[str, Shape], errors: list[InputError], places: dict[str, Place], path: str
) -> dict[str, Any]:
    if not isinstance(node, MappingNode):
        _complain(errors, node, "这里应当是一组“名称: 内容”", "请换行并缩进两个空格后再写，每项一行")
        return {}
    name = next((node.get(key) for key in ("id", "phrase", "section") if key in node.entries), None)
    here = (
        f"{path}.{name.text}".strip(".")
        if isinstance(name, Scalar) and "section" not in node.entries
        else path
    )
    places[here] = node.place
    found: dict[str, Any] = {}
    for key, child in node:
        inner = shape.get(key.text, shape.get("*")) if key.text != REQUIRED else None
        if inner is None:
            near = difflib.get_close_matches(key.text, shape, n=1, cutoff=0.5)
            known = [name for name in shape if name not in {REQUIRED, "*"}]
            remedy = f"是不是“{near[0]}”？" if near else f"这里可以写：{'、'.join(known)}"
            _complain(errors, key, f"不认识“{key.text}”这一项", remedy)
        else:
            found[key.text] = read_shaped(child, inner, errors, places, here)
    return found


def _entries(
    node: Node, shape: Mapping[str, Shape], errors: list[InputError], places: dict[str, Place], path: str
) -> list[Any]:
    if not isinstance(node, SequenceNode):
        _complain(errors, node, "这里应当是一个列表", "每一条以“- ”开头")
        return []
    key = next((name for name in ("id", "phrase") if name in shape), None)
    found: dict[Any, Any] = {}
    for number, item in enumerate(node.items):
        entry = read_shaped(item, shape, errors, places, path)
        name = entry.get(key) if key else number
        if name is None:
            _complain(errors, item, f"这一条没有写“{key}”", f"每一条都要有“{key}: …”")
        elif name in found:
            _complain(errors, item, f"“{name}”写了两次", "同一个编号只能写一次，请合并或删去一处")
        else:
            found[name] = entry
    return list(found.values())


def lacking(value: Any, shape: Shape, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the entries of a merged file that lack a required key, with the key."""
    if isinstance(shape, list):
        for entry in value or ():
            yield from lacking(entry, shape[0], f"{path}.{entry.get('id', '')}".strip("."))
    elif isinstance(shape, dict) and isinstance(value, dict):
        yield from ((path, key) for key in shape.get(REQUIRED, ()) if key not in value)
        for key, inner in shape.items():
            if key in value and key != REQUIRED:
                yield from lacking(value[key], inner, path)


def _text(node: Node, errors: list[InputError]) -> str | None:
    if isinstance(node, Scalar):
        return node.value
    _complain(errors, node, "这里应当是一段文字，却是一组内容", "请写在同一行；文字里有冒号时请加引号")
    return None


def _texts(node: Node, errors: list[InputError]) -> list[str] | str:
    if isinstance(node, SequenceNode):
        return [text for item in node.items if (text := _text(item, errors)) is not None]
    text = _text(node, errors)
    return "all" if text == "all" else [text] if text is not None else []


def _yes(node: Node, errors: list[InputError]) -> bool:
    text = _text(node, errors)
    if text not in {"true", "false", "是", "否"}:
        _complain(errors, node, f"“{text}”不是 true 或 false", "请写 true 或 false")
    return text in {"true", "是"}


def _count(node: Node, errors: list[InputError]) -> int:
    text = _text(node, errors) or ""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        _complain(errors, node, f"“{text}”不是整数", "请写一个整数")
        return 0
    return int(text)


def _plain(node: Node, errors: list[InputError]) -> Any:
    if isinstance(node, MappingNode):
        return {key.text: _plain(child, errors) for key, child in node}
    if isinstance(node, SequenceNode):
        return [_plain(item, errors) for item in node.items]
    if node.plain and node.text in {"true", "false"}:
        return node.text == "true"
    return int(node.text) if node.plain and node.text.isascii() and node.text.isdigit() else node.value


_SCALARS: Mapping[str, Callable[[Node, list[InputError]], Any]] = {
    TEXT: _text,
    TEXTS: _texts,
    YES: _yes,
    COUNT: _count,
    ANY: _plain,
}


def _complain(errors: list[InputError], node: Node, problem: str, remedy: str) -> None:
    errors.append(InputError(problem, place=node.place, remedy=remedy))
