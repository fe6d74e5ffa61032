"""Share part one out among its aspects where sub-headings announce them."""

import re

from reportbot.importing.parts import page_words
from reportbot.importing.vocabulary import compact

LONGEST_HEADING = 24
LEAD = "overview.lead"
"""The paragraph in front of the aspects."""

_HEADING = re.compile(r"[（(][一二三四五六七八九十][)）]\s*([^。：:\n]{2,}?)(?:[。：:]|$)\s*")


def by_aspect(text: str) -> dict[str, str] | None:
    """Return the text of part one by section, None where a heading is none of an aspect."""
    found: dict[str, list[str]] = {LEAD: []}
    current = LEAD
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading and len(heading[1]) <= LONGEST_HEADING:
            aspect = aspect_of(heading[1])
            if aspect is None or aspect in found:
                return None
            current, line = aspect, line[heading.end() :]  # noqa: PLW2901 (the rest of the line)
            found[current] = []
        if line.strip():
            found[current].append(line.strip())
    return (
        {section: "\n".join(lines) for section, lines in found.items() if lines} if len(found) > 1 else None
    )


def aspect_of(heading: str) -> str | None:
    """Return the aspect that a sub-heading announces, None when it announces none."""
    printed = compact(heading)
    for rule in page_words()["aspects"]:
        if all(word in printed for word in rule["words"]):
            return str(rule["aspect"])
    return None
