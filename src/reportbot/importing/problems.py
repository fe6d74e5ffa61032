"""Part the problems of part five from its measures where the text numbers both."""

import re
from collections.abc import Sequence

from reportbot.report import Problem

LONGEST = 300
_ORDINALS = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"(?:^|(?<=[。；;：:，,\n]))\s*(?:([{_ORDINALS}])(?:是|要)|[（(]([{_ORDINALS}])[)）]|([1-9])[.、．])\s*"
)
_MEASURES = re.compile(
    r"改进(?:情况|措施|方向)|(?:针对|对于)(?:以上|上述|存在|这些)?.{0,12}(?:问题|不足)|下一步|今后|下步|接下来|"
    r"\d{4}年[，,].{0,20}(?:将|要)(?:从|重点|着力|进一步)"
)


def split_problems(text: str) -> tuple[Problem, ...] | None:
    """Return the numbered problems with their measures, None where the text does not allow it.

    Measures are given to problems only where there are as many of one as of the other.
    """
    turn = _turn(text)
    problems = _items(text[:turn])
    measures = _items(text[turn:]) if turn < len(text) else []
    if not problems:
        return None
    paired = len(problems) == len(measures)
    return tuple(
        Problem(problem, measures=(measures[at],) if paired else ()) for at, problem in enumerate(problems)
    )


def _turn(text: str) -> int:
    """Return where the text turns from problems to what is done about them."""
    found = _MEASURES.search(text)
    return found.start() if found else len(text)


def _items(text: str) -> list[str]:
    """Return the items of the first list that counts from one without a gap."""
    marks = list(_ITEM.finditer(text))
    for kind in (1, 2, 3):
        own = [mark for mark in marks if mark[kind]]
        numbers = [_number(mark[kind]) for mark in own]
        if own and numbers == list(range(1, len(own) + 1)):
            return _between(text, own)
    return []


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() else _ORDINALS.index(mark) + 1


def _between(text: str, marks: Sequence[re.Match[str]]) -> list[str]:
    ends = [mark.start() for mark in marks[1:]]
    last = re.search(r"[。\n]", text[marks[-1].end() :])
    ends.append(marks[-1].end() + last.start() if last else len(text))
    found = [text[mark.end() : end].strip("；;，,。 \n") for mark, end in zip(marks, ends, strict=True)]
    return found if all(item and len(item) <= LONGEST for item in found) else []
