"""How alike two texts are: Jaccard of character 3-grams without digits, marks, names and the form's own words."""

import re

from reportbot.form import all_forms
from reportbot.narrative.derived.applications import label_of

_FIXED = sorted(
    {
        label_of(heading)
        for form in all_forms()
        for cell in form.cells.values()
        for heading in (*cell.row, *cell.column)
        if len(heading.label) > 1
    }
    | {"政府信息公开", "政府信息"},
    key=len,
    reverse=True,
)


def grams(text: str, *names: str) -> frozenset[str]:
    """Return the 3-grams of a text."""
    for words in (*names, *_FIXED):
        text = text.replace(words, "")
    text = re.sub(r"[^一-鿿A-Za-z]", "", text)
    return frozenset(text[index : index + 3] for index in range(len(text) - 2))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of common 3-grams."""
    return len(first & second) / len(first | second)
