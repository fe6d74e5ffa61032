"""Take the markup of a page out of what it was saved in: the JSON of an interface, or escaped HTML."""

import html
import json
from collections.abc import Iterator
from typing import Any


def markup_in(text: str) -> str:
    """Return the page that a text holds; the text itself where it is one."""
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return max(_strings(json.loads(text)), key=len, default=text)
        except (ValueError, RecursionError):
            return text
    return html.unescape(text) if "&lt;table" in text and "<table" not in text else text


def _strings(data: Any) -> Iterator[str]:
    """Yield the strings with tables in JSON data, however deep."""
    waiting = [data]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str) and "<table" in found.lower():
            yield found
        elif isinstance(found, dict | list):
            waiting += found.values() if isinstance(found, dict) else found
