"""Compare labels as people write them: numbering, brackets, blanks and quotes ignored."""

import functools
import re
import unicodedata

HANZI = re.compile(r"[一-龥]+")
"""Chinese characters only: such a label consists of words of two characters."""

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)、?|\d{1,2}[.、．])")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOISE = re.compile(r"[\s“”\"'‘’「」《》:：,，、。·/／]+")


@functools.lru_cache(maxsize=4096)
def normalise(label: str) -> str:
    """Return what is left of a label without numbering, bracketed notes, blanks and marks."""
    return essence("".join(unicodedata.normalize("NFKC", label).split()))


def essence(label: str) -> str:
    """Return the same of a label that is in half width and without blanks already."""
    text = _NUMBERING.sub("", label)
    return _NOISE.sub("", _BRACKETS.sub("", text) or text)


def unnumbered(label: str) -> str:
    """Return a label as one would type it: without numbering and trailing note."""
    return re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)", "", bare(label))


def bare(label: str) -> str:
    """Return a label for messages: its bracketed note removed, its numbering kept."""
    return re.sub(r"(?<=\S)（[^（）]{5,}）$", "", label)
