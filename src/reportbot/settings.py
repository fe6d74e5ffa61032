"""What an office sets for itself in ``reportbot.yaml``: limits, word lists, dates, rules left out.

What may be set is data (``prompts/settings.yaml``); this module reads a user's file against it.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportbot.answers.values import (
    Complaints,
    complain,
    expect_mapping,
    repeated,
    suggest,
    text_of,
    texts_of,
)
from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes
from reportbot.labels import normalise
from reportbot.numbers import read_cell
from reportbot.resources import load_yaml, resource
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, parse

NAME = "reportbot.yaml"
MAX_BYTES = 1_000_000
KEYS = {"thresholds": "阈值", "words": "词表", "deadlines": "期限", "ignore": "不查"}
"""Top-level keys and their Chinese names."""

_PAIR = re.compile(r"\s*(?:→|=>|=)\s*")
_DAY = re.compile(r"(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Settings:
    """Limits by id; word lists by id, each word with what should stand instead ("" for nothing).

    ``deadlines`` are month and day in the year after the reporting year. ``ignore`` are
    prefixes of rules that are left out.
    """

    thresholds: Mapping[str, Decimal]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    deadlines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    file: str | None = None

    def limit(self, threshold: str) -> Decimal:
        """Return a limit, the user's or ours."""
        return self.thresholds[threshold]

    def word_list(self, name: str) -> Mapping[str, str]:
        """Return the user's words in a list, none where nothing was set."""
        return self.words.get(name, {})


@functools.cache
def known_settings() -> Mapping[str, Any]:
    """Return what may be set: per kind the entries with id, name, rule and meaning."""
    data: Mapping[str, Any] = load_yaml(resource("prompts", "settings.yaml"))
    return data


@functools.cache
def default_settings() -> Settings:
    """Return the settings of somebody who set nothing."""
    return Settings({entry["id"]: Decimal(str(entry["value"])) for entry in known_settings()["thresholds"]})


def find_settings(answers: Path, given: Path | None = None) -> Settings:
    """Return the settings for a file: those given, else the nearest ``reportbot.yaml``.

    It is looked for beside the file and in the folders above it up to the working folder.
    """
    if given is not None:
        path = given / NAME if given.is_dir() else given
        return _read_once(path, path.resolve())
    for folder in _folders(answers):
        path = folder / NAME
        if path.is_file():
            return _read_once(path, path.resolve())
    return default_settings()


def _folders(answers: Path) -> list[Path]:
    """Return the folder of a file, those above it up to the working folder, and that itself."""
    here = Path().resolve()
    inside = [folder for folder in answers.resolve().parents if folder.is_relative_to(here)]
    return inside or [answers.parent, Path()]


@functools.lru_cache(maxsize=32)
def _read_once(path: Path, _resolved: Path) -> Settings:
    return read_settings(path)


def read_settings(path: Path) -> Settings:
    """Read a settings file; raises InputError with the first mistake and its place."""
    text, _ = decode(read_bytes(path, limit=MAX_BYTES), Place(str(path)))
    errors: Complaints = []
    try:
        root = parse(text)
        found = _settings(root, path, errors) if root is not None else default_settings()
        if errors:
            raise errors[0]
    except InputError as error:
        raise error.in_file(str(path)) from None
    return found


def _settings(root: Node, path: Path, errors: Complaints) -> Settings:
    nodes = dict(_entries(root, "设置", {key: (key, name) for key, name in KEYS.items()}, errors))
    kinds = {
        kind: dict(_entries(nodes[kind], KEYS[kind], _names(kind), errors))
        for kind in ("thresholds", "words", "deadlines")
        if kind in nodes
    }
    limits = {item: _limit(node, errors) for item, node in kinds.get("thresholds", {}).items()}
    return Settings(
        {
            **default_settings().thresholds,
            **{item: limit for item, limit in limits.items() if limit is not None},
        },
        {item: _words(node, path.parent, errors) for item, node in kinds.get("words", {}).items()},
        {item: day for item, node in kinds.get("deadlines", {}).items() if (day := _day(node, errors))},
        tuple(code.upper() for code in texts_of(nodes["ignore"], errors)) if "ignore" in nodes else (),
        str(path),
    )


def _names(kind: str) -> dict[str, tuple[str, ...]]:
    return {entry["id"]: (entry["id"], entry["name"]) for entry in known_settings()[kind]}


def _entries(
    node: Node, what: str, known: Mapping[str, tuple[str, ...]], errors: Complaints
) -> Iterator[tuple[str, Node]]:
    """Yield the entries of a mapping by the id that their key means."""
    mapping = expect_mapping(node, what, errors)
    ids = {normalise(name): item for item, names in known.items() for name in names}
    seen: dict[str, Scalar] = {}
    for key, child in mapping or ():
        item = ids.get(normalise(key.text))
        if item is None:
            names = [name for item_names in known.values() for name in reversed(item_names)]
            complain(errors, key, f"“{what}”里没有“{key.text}”这一项", suggest(key.text, names))
        elif not repeated(seen, item, key, errors):
            yield item, child


def _limit(node: Node, errors: Complaints) -> Decimal | None:
    text = text_of(node, errors, "一个数")
    if text is None:
        return None
    value = read_cell(text, "amount", ("%", "％", "万元", "元", "件", "倍", "位", "处", "字")).value
    if value is None or value < 0:
        complain(errors, node, f"“{text}”不是数", "阈值请写一个数，例如 60")
        return None
    return Decimal(value)


def _words(node: Node, folder: Path, errors: Complaints) -> dict[str, str]:
    """Read a list, a mapping from wrong to right, or the name of a text file with one word a line."""
    if isinstance(node, MappingNode):
        return {key.text.strip(): (text_of(child, errors) or "").strip() for key, child in node}
    if isinstance(node, Scalar) and node.text.lower().endswith(".txt"):
        path = folder / node.text
        lines = decode(read_bytes(path, limit=MAX_BYTES), Place(str(path)))[0].splitlines()
        entries = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    else:
        entries = list(texts_of(node, errors))
    return {
        parts[0]: parts[1] if len(parts) > 1 else "" for parts in (_PAIR.split(entry, 1) for entry in entries)
    }


def _day(node: Node, errors: Complaints) -> tuple[int, int] | None:
    text = text_of(node, errors, "一个日期")
    match = _DAY.fullmatch((text or "").strip())
    if match and 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31:
        return int(match[1]), int(match[2])
    if text is not None:
        complain(errors, node, f"“{text}”不是日期", "请写几月几日，例如 1月20日")
    return None
