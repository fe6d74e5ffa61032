"""Read the lists of an answers file: problems, explanations, what is unverified, where numbers come from."""

from collections.abc import Iterator, Mapping

from reportbot.answers.keys import KEYS
from reportbot.answers.values import (
    Complaints,
    complain,
    expect_mapping,
    read_fields,
    suggest,
    text_of,
    texts_of,
)
from reportbot.errors import Place
from reportbot.questions import by_name, problem_entry
from reportbot.report import Confirmation, Problem
from reportbot.yamltree import Node, Scalar
from reportbot.yamltree import Sequence as SequenceNode


def read_pairs(node: Node | None, what: str, errors: Complaints) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a mapping."""
    mapping = expect_mapping(node, what, errors) if node is not None else None
    for key, child in mapping or ():
        text = text_of(child, errors)
        if text is not None:
            yield key.text, text


def _entries(node: Node | None, what: str, errors: Complaints) -> Iterator[Node]:
    """Yield the items of a list; a blank node has none."""
    if isinstance(node, SequenceNode):
        yield from node.items
    elif node is not None and not (isinstance(node, Scalar) and node.value is None):
        complain(errors, node, f"“{what}”应当是一个列表", "每一条以“- ”开头")


def read_problems(node: Node | None, errors: Complaints) -> tuple[Problem, ...] | None:
    """Return the problems, None where the file does not say."""
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return None
    return tuple(_problem(item, errors) for item in _entries(node, KEYS["problems"], errors))


def _problem(node: Node, errors: Complaints) -> Problem:
    if isinstance(node, Scalar):
        return Problem(node.text.strip(), place=node.place)
    mapping = expect_mapping(node, KEYS["problems"], errors)
    if mapping is None:
        return Problem("", place=node.place)
    fields = by_name(problem_entry(with_kinds=bool({"kind", "种类"} & set(mapping.entries))))
    found = {
        fact.removeprefix("problems."): value
        for fact, value, _ in read_fields(mapping, fields, "problems", errors)
    }
    if not found.get("problem"):
        complain(errors, node, "这一条没有写“问题”", "每一条至少要有“问题: …”")
    found.setdefault("problem", "")
    return Problem(**found, place=node.place)  # type: ignore[arg-type]


_CONFIRMATION: Mapping[str, str] = {
    "code": "code",
    "规则": "code",
    "cells": "cells",
    "单元格": "cells",
    "place": "cells",
    "位置": "cells",
    "values": "values",
    "当时的数": "values",
    "reason": "reason",
    "理由": "reason",
}


def read_confirmations(node: Node | None, errors: Complaints) -> Iterator[Confirmation]:
    """Yield the explanations of findings that have a code and a reason."""
    for item in _entries(node, KEYS["confirmations"], errors):
        mapping = expect_mapping(item, KEYS["confirmations"], errors)
        found: dict[str, Node] = {}
        for key, child in mapping or ():
            if key.text in _CONFIRMATION:
                found[_CONFIRMATION[key.text]] = child
            else:
                complain(errors, key, f"不认识“{key.text}”这一项", suggest(key.text, _CONFIRMATION))
        code, reason = (_text(found.get(name), errors) for name in ("code", "reason"))
        if not code or not reason:
            complain(
                errors, item, "说明理由时缺少规则编号或理由", "请写成 {code: T2-002, reason: 为什么没有问题}"
            )
            continue
        cells = texts_of(found["cells"], errors) if "cells" in found else ()
        values = dict(read_pairs(found.get("values"), "当时的数", errors))
        yield Confirmation(code, reason, cells, values, item.place)


def _text(node: Node | None, errors: Complaints) -> str:
    return (text_of(node, errors) or "").strip() if node is not None else ""


def read_unverified(
    node: Node | None, known: set[str], places: dict[str, Place], errors: Complaints
) -> tuple[str, ...]:
    """Return the known ids of what is to be verified."""
    found = []
    for item in _entries(node, KEYS["unverified"], errors):
        text = (text_of(item, errors, "一个编号") or "").strip()
        if text in known or ".".join(text.split(".")[:2]) in known:
            found.append(text)
            places.setdefault(text, item.place)
        elif text:
            remedy = suggest(text, sorted(known), "用 reportbot explain 名称 查看编号")
            complain(errors, item, f"待核实里的“{text}”不是单元格或问题的编号", remedy)
    return tuple(found)
