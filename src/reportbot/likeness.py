"""How alike two texts are: one measure for copies of last year and of other units.

The measure is the Jaccard index of character 3-grams (shared 3-grams over all 3-grams),
after digits (Chinese ones too), punctuation, names of organs and the fixed phrases of the form are removed.
"""

import functools
import heapq
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reportbot.form import Form, all_forms
from reportbot.phrases import longest_of
from reportbot.resources import load_yaml, resource

Grams = frozenset[str]

GRAM = 3
_NO_WORDS = re.compile("(?:[^一-鿿]|[一二两三四五六七八九十百千万亿])+")


def own_words(text: str, names: Iterable[str] = ()) -> str:
    """Return what a text says itself.

    ``names`` are the organ's names; they and everything that all reports share are left out.
    """
    plain = _NO_WORDS.sub("", text)
    known = {_NO_WORDS.sub("", short) for name in names for short in _short_forms(name)}
    for name in sorted(known, key=len, reverse=True):
        plain = plain.replace(name, "")
    return _fixed().sub("", plain)


def grams(text: str, names: Iterable[str] = ()) -> Grams:
    """Return the character 3-grams of what a text says itself."""
    return _grams(own_words(text, names))


def _grams(plain: str) -> Grams:
    return frozenset(plain[place : place + GRAM] for place in range(len(plain) - GRAM + 1))


def likeness(one: Grams, other: Grams) -> float:
    """Return how alike two texts are, from 0 to 1; a text without 3-grams is like nothing."""
    shared = len(one & other)
    together = len(one) + len(other) - shared
    return shared / together if together else 0.0


def _short_forms(name: str) -> Iterator[str]:
    """Yield a name and the ways in which it is cut short."""
    yield name
    yield name.removesuffix("人民政府")
    yield name.replace("人民政府", "政府")
    yield re.sub(r"^.{2,8}?(?:省|自治区|市|州|盟)(?=.{3})", "", name)


@functools.cache
def _fixed() -> re.Pattern[str]:
    words = load_yaml(resource("prompts", "likeness.yaml"))["fixed"].split()
    printed = {phrase for form in all_forms() for phrase in _printed(form)}
    return re.compile(longest_of({*words, *printed}))


def _printed(form: Form) -> Iterator[str]:
    texts = [form.title, form.notice.title, *(part.heading for part in form.parts)]
    texts += [heading.label for cell in form.cells.values() for heading in (*cell.row, *cell.column)]
    for text in texts:
        phrase = _NO_WORDS.sub("", re.sub(r"（.*?）|^[一二三四五六]、", "", text))
        if len(phrase) > GRAM:
            yield phrase


SKETCH = 32
"""How many 3-grams of a text are enough to tell that another text cannot be so like it."""


def alike(texts: Sequence[str], threshold: float) -> list[tuple[int, int, float]]:
    """Return the pairs of texts, each cut down to its own words, that are at least so alike.

    Only pairs that share most of the 3-grams with the smallest checksums are compared in full.
    These are a sample; pairs that are so alike share four standard deviations less of it than
    expected in fewer than one case of ten thousand. Nothing else is kept of any text.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    found = []
    for number, text in enumerate(texts):
        sketch = heapq.nsmallest(SKETCH, {zlib.crc32(gram.encode()) for gram in _grams(text)})
        expected = threshold * len(sketch)
        least = max(1.0, expected - 4 * math.sqrt(expected * (1 - threshold)))
        shared = Counter(other for sign in sketch for other in holders[sign])
        for other, count in shared.items():
            if count >= least and (value := _compared(texts[other], text)) >= threshold:
                found.append((other, number, value))
        for sign in sketch:
            holders[sign].append(number)
    return sorted(found)


def _compared(one: str, other: str) -> float:
    return likeness(_kept_grams(one), _kept_grams(other))


_kept_grams = functools.lru_cache(maxsize=256)(_grams)
