"""What the name of an organ tells of its kind and level."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from reportbot.resources import load_yaml, resource

Guess = tuple[str, bool]
"""An id of an option and whether the name leaves no doubt."""


@functools.cache
def _rules() -> Mapping[str, Any]:
    return dict(load_yaml(resource("prompts", "organ_names.yaml")))


def kind_of(name: str) -> Guess | None:
    """Return the kind of an organ by its full name, None when the name does not tell."""
    return _first(name, _rules()["kinds"])


def level_of(name: str) -> Guess | None:
    """Return the level of an organ by its full name, None when the name does not tell."""
    return _first(name, _rules()["levels"])


def _first(name: str, rules: Any) -> Guess | None:
    for rule in rules:
        if re.search(rule["name"], name):
            return rule["is"], rule.get("sure", True)
    return None


def is_organ(text: str) -> bool:
    """Tell whether a short text looks like the name of an organ."""
    return (
        len(text) <= 40
        and bool(re.search(_rules()["organ"], text))
        and not re.search(r"[，。；：！？、]", text)
    )
