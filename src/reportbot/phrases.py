"""Find the longest of many phrases at a place without trying each."""

import re
from collections.abc import Iterable, Mapping
from typing import Any


def longest_of(phrases: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of some phrases."""
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for sign in phrase:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _branches(root)


def _branches(node: Mapping[str, Any]) -> str:
    ends = "" in node
    signs = [re.escape(sign) + _branches(below) for sign, below in node.items() if sign]
    if not signs:
        return ""
    inner = signs[0] if len(signs) == 1 and not ends else f"(?:{'|'.join(signs)})"
    return f"(?:{inner})?" if ends else inner
