"""Where clauses begin and end, which quantities count something, and the words that relate them."""

import functools
import re

from reportbot.quantities.reading import Quantity
from reportbot.resources import load_yaml, resource

REACH = 40
"""Characters before a number in which its relation to another one is told."""

_CLAUSE = re.compile(r"[，,。；;：:、（(）)！？!?\n]")


@functools.cache
def either(*keys: str) -> str:
    """Return an expression for the words of some lists of ``prompts/quantities.yaml``, longest first."""
    lists = load_yaml(resource("prompts", "quantities.yaml"))
    return "|".join(sorted((word for key in keys for word in lists[key].split()), key=len, reverse=True))


def counts(quantity: Quantity) -> bool:
    """Tell whether a quantity counts something: no share, no denial, not within a quotation."""
    return not (quantity.share or quantity.none or quantity.quoted)


def clause_start(text: str, place: int) -> int:
    """Return where the clause begins that goes on to a place."""
    marks = [mark.end() for mark in _CLAUSE.finditer(text, max(0, place - REACH), place)]
    return marks[-1] if marks else max(0, place - REACH)


def clause_end(text: str, place: int) -> int:
    """Return where the clause ends that goes on from a place."""
    mark = _CLAUSE.search(text, place, place + REACH)
    return mark.start() if mark else min(len(text), place + REACH)
