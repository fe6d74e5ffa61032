"""Put lines that a page layout has broken back together into paragraphs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reportbot.form import all_forms
from reportbot.importing.blocks import Line
from reportbot.importing.parts import part_of_heading

FEWEST_FULL = 5
NEAR_FULL = 4
"""Columns by which a full line may fall short of the widest."""

FIRST_INDENT = 6
"""Columns that the first line of a paragraph may have lost with its indentation."""

_ENDS = ("。", "！", "？", "；", "：", "……")
_BEGINS = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]{1,2}[、.．])")
_CLOSING = re.compile(r"\s*[，。、；：！？）)》”’]")
_CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’"
_GAPS = re.compile(rf"(?<=[{_CHINESE}])[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?=[{_CHINESE}])")


def reflow(lines: Sequence[Line], width: int) -> Iterator[Line]:
    """Yield paragraphs; ``width`` is that at which lines were broken, 0 where they were not."""
    if not width:
        yield from (line for line in map(stripped, lines) if line.text)
        return
    open_: Line | None = None
    full = flowing = False
    for line in lines:
        text = line.text.rstrip()
        if not text.strip():
            continue
        begins = bool(_BEGINS.match(text)) or line.level > 0 or part_of_heading(text, all_forms()) is not None
        if open_ and not begins and _goes_on(open_.text, text, full=full, flowing=flowing):
            open_ = open_._replace(text=open_.text + text.strip())
        else:
            if open_:
                yield _tidy(open_)
            open_, flowing = stripped(line), False
        full = _columns(text) >= width - (NEAR_FULL if flowing else FIRST_INDENT + NEAR_FULL)
        flowing = flowing or full
    if open_:
        yield _tidy(open_)


def stripped(line: Line) -> Line:
    """Return a line without blanks around its text."""
    return Line(line.text.strip(), line.place, line.level)


def _goes_on(before: str, text: str, *, full: bool, flowing: bool) -> bool:
    """Tell whether a line continues the paragraph before it."""
    if _CLOSING.match(text) or any(
        before.count(one) > before.count(other) for one, other in ("（）", "《》")
    ):
        return True
    if before.endswith(_ENDS):
        return full and not text.startswith((" ", "\u3000"))
    return full or flowing


def _tidy(line: Line) -> Line:
    return line._replace(text=_GAPS.sub("", line.text))


def full_width(texts: Sequence[str]) -> int:
    """Return the width at which lines were broken, 0 where they were not."""
    widths = sorted(_columns(text.rstrip()) for text in texts if text.strip())
    if len(widths) < FEWEST_FULL:
        return 0
    width = widths[-1 - len(widths) // 20]
    full = [text.rstrip() for text in texts if abs(_columns(text.rstrip()) - width) <= NEAR_FULL]
    cut = sum(not text.endswith(_ENDS) for text in full)
    return width if len(full) >= FEWEST_FULL and cut * 2 > len(full) and len(full) * 4 > len(widths) else 0


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
