"""The narrative's outline as data: which sections and paragraphs there are, and their names."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportbot.form import all_forms
from reportbot.labels import normalise
from reportbot.overlay import cached, load

ORDER = (
    "front",
    "overview",
    "proactive",
    "on_request",
    "management",
    "platform",
    "supervision",
    "problems",
    "other",
)
"""Sections in the order of a report; one file in ``templates/narrative/`` each."""


def load_sections() -> Iterator[Mapping[str, Any]]:
    """Yield the files of sentence rules in the order of a report."""
    for name in ORDER:
        yield load("narrative", f"{name}.yaml")


@cached
def paragraph_names() -> Mapping[str, str]:
    """Return the ids of parts, sections and paragraphs by every name they go by."""
    names: dict[str, str] = {}
    for section in load_sections():
        names[section["section"]] = section["section"]
        if section.get("heading"):
            names[normalise(section["heading"])] = section["section"]
        for paragraph in section["paragraphs"]:
            names[f"{section['section']}.{paragraph['id']}"] = f"{section['section']}.{paragraph['id']}"
    for part in (part for form in all_forms() for part in form.parts):
        names |= {part.id: part.id, normalise(part.heading): part.id}
    return names
