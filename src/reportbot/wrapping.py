"""Break Chinese text into lines: between any two characters, but never before a closing mark."""

import re
from collections.abc import Callable, Iterator

_PIECE = re.compile(r"[（“《]*(?:[!-~]+|.)[，。、；：？！）”》}]*", re.DOTALL)
"""What a line break must not part: a word, number or character and the marks around it."""


def columns_of(text: str) -> int:
    """Return how many columns a text takes when every character beyond ASCII takes two."""
    return sum(1 if character <= "~" else 2 for character in text)


def wrapped(text: str, width: int, columns: Callable[[str], int] = columns_of) -> Iterator[str]:
    """Yield the lines of a text; a piece wider than a line is broken where it must be."""
    line, used = "", 0
    for piece in _pieces(text, width, columns):
        size = columns(piece)
        if line and used + size > width:
            yield line.rstrip()
            line, used = "", 0
            if piece.isspace():
                continue
        line, used = line + piece, used + size
    yield line.rstrip()


def _pieces(text: str, width: int, columns: Callable[[str], int]) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if columns(piece) <= width:
            yield piece
        else:
            yield from piece
