"""Find what a text adds up: a total and the parts that are told of it (其中, 包括, brackets)."""

import functools
import re
from dataclasses import dataclass, field
from typing import Literal

from reportbot.numbers import Number
from reportbot.quantities.clauses import counts, either
from reportbot.quantities.reading import Quantity, Reading

GAP = 4
"""Blanks that may stand between a number and the bracket or colon that opens its parts."""

MAX_FRAMES = 8
MAX_PARTS = 80
"""Longer lists are no lists: the text was not punctuated."""

Kind = Literal["among", "including", "enumeration", "sum"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A total and its parts, all indices of quantities.

    ``runs`` are the parts, divided where a semicolon stands: each run may be a division
    of the whole of its own. ``complete`` when the words leave no room for an unnamed part,
    ``partial`` when they say that some are left out.
    """

    total: int
    runs: tuple[tuple[int, ...], ...]
    kind: Kind
    complete: bool = False
    partial: bool = False

    @property
    def parts(self) -> tuple[int, ...]:
        """All parts in order."""
        return tuple(part for run in self.runs for part in run)


_MARKS = "（(）)；;，,、：:。！？!?\n"
_LOOKING_BACK = re.compile(r"^\(\?<=[^)]*\)")
_LAST_YEAR = r"(?:上一?年度?|去年)(?:同期)?(?:为|是)\s*$"


@functools.cache
def _events() -> re.Pattern[str]:
    words = either("among", "besides", "sum", "up", "down").split("|")
    signs = {_LOOKING_BACK.sub("", word)[0] for word in words} | set("含上去" + _MARKS)
    return re.compile(
        rf"(?=[{re.escape(''.join(sorted(signs)))}])"  # to pass over all else at once
        rf"(?:(?P<among>{either('among')}|(?<=[（(])含)(?P<partial>主要|重点)?"
        rf"|(?P<besides>{either('besides')})"
        rf"|(?P<sum>{either('sum')})"
        rf"|(?P<change>{either('up', 'down')}|{_LAST_YEAR})"
        rf"|(?P<mark>[{_MARKS}]))"
    )


@functools.cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"[，、；,\s]*(?:{either('rest')})")


@dataclass(slots=True, eq=False)
class _Frame:
    """A list that is being read: what its total may be, by unit, and its parts so far.

    ``bare`` when nothing names the first part (其中 2 件已经答复): then what is named behind
    a semicolon is no part, and behind named parts what nothing names. One opened by a colon needs
    ``least`` two parts: 降到 1 份：规划公示 3 份.
    ``others`` are counted in other units (47 条，其中文件 22 件): they are parts where the sum holds with them.
    """

    kind: Kind
    totals: dict[str, int]
    depth: int
    complete: bool = False
    partial: bool = False
    bare: bool = False
    least: int = 1
    runs: list[list[int]] = field(default_factory=lambda: [[]])
    others: list[int] = field(default_factory=list)


_OF_THOSE = re.compile(r"[一-龥]{0,10}中")
"""What stands behind a total whose parts follow: 办结的 12 件申请中，……"""

_OF_ALL = re.compile(r"\s*(?:以上|上述|全年|年内|[两二三四五六]者|[两二三四五六各]项)*\s*")
"""What stands in front of 合计 where it sums up what was listed; other words name what it counts."""


class _Finder:
    """Walks through the marks and quantities of a text and collects its lists."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: list[Listing] = []
        self.frames: list[_Frame] = []
        self.levels: list[list[int]] = [[]]
        self.before: list[int] = []
        self.last_end = self.edge = 0
        self.skip = self.summing = self.grouped = False

    def walk(self) -> list[Listing]:
        text, quantities = self.reading.text, self.reading.quantities
        position = 0
        for number, quantity in enumerate(quantities):
            self._marks(position, quantity.start)
            position = quantity.end
            if counts(quantity):
                self._quantity(number, quantity)
            self.skip = self.summing = False
            self.last_end = quantity.end
            # 予以公开、部分公开两项共 81 件: the words in front of 两项 name what is summed up
            self.grouped = quantity.unit in {"项", "类"} and quantity.printed in "两二三四五六"
        self._marks(position, len(text))
        self._close(0)
        return self.found

    def _marks(self, start: int, end: int) -> None:
        for match in _events().finditer(self.reading.text, start, end):
            kind = match.lastgroup if match["among"] is None else "among"
            self.edge = match.end() if kind in {"mark", "among"} else self.edge
            if kind == "mark":
                self._mark(match[0], match.start())
            elif kind == "among":
                self._among(match)
            elif kind == "sum":
                named = self.reading.text[
                    self.edge if self.grouped else max(self.edge, start) : match.start()
                ]
                self.summing = bool(_OF_ALL.fullmatch(named))
            else:
                self.skip = True

    def _mark(self, mark: str, place: int) -> None:
        self.skip = self.summing = False
        near = place - self.last_end <= GAP
        directly = near and not self.reading.text[self.last_end : place].strip()
        if mark in "（(":
            totals = self._latest(self.levels[-1][-1:]) if directly else {}
            self.levels.append([])
            self.frames.append(_Frame("enumeration", totals, len(self.levels), complete=True))
        elif mark in "）)":
            if len(self.levels) > 1:
                self._close(len(self.levels))
                self.levels.pop()
        elif mark in "；;":
            self._next_run()
        elif mark in "，," and _OF_THOSE.fullmatch(self.reading.text, self.last_end, place):
            self._open("among", self._latest(self.levels[-1][-1:]))
        elif mark in "：:":
            if directly and self.levels[-1]:
                totals = self._latest(self.levels[-1][-1:])
                self.frames.append(_Frame("enumeration", totals, len(self.levels), complete=True, least=2))
        elif mark not in "，,、":
            self._close(0)
            self.before = self.levels[0]
            self.levels = [[]]

    def _next_run(self) -> None:
        """Let lists run on behind a semicolon, but for those without a part and those whose parts make up the total."""
        for frame in [frame for frame in self.frames if frame.depth == len(self.levels)]:
            if frame.runs == [[]]:
                self.frames.remove(frame)
            elif any(self._makes_up(frame, unit) for unit in frame.totals):
                self.frames.remove(frame)
                self._finish(frame)
            else:
                frame.runs.append([])

    def _makes_up(self, frame: _Frame, unit: str) -> bool:
        parts = [number for number in frame.runs[0] if self._unit(number) == unit]
        return len(frame.runs) == 1 < len(parts) and self._sum(parts) == self._value(frame.totals[unit])

    def _latest(self, numbers: list[int]) -> dict[str, int]:
        """Return the last quantity of each unit."""
        return {self._unit(number): number for number in numbers[-MAX_PARTS:]}

    def _unit(self, number: int) -> str:
        return self.reading.quantities[number].unit

    def _among(self, match: re.Match[str]) -> None:
        self.skip = False
        including = match["among"].endswith("含") or bool(match["partial"])
        kind: Kind = "including" if including else "among"
        top = self.frames[-1] if self.frames else None
        if top and top.depth == len(self.levels) > 1 and not self.levels[-1]:
            top.kind, top.complete, top.partial = kind, False, including
            return
        numbers = self.levels[-1] or (self.before if len(self.levels) == 1 else [])
        complete = match["among"][:2] in {"分为", "分别"}
        self._open(kind, self._latest(numbers), complete, including)

    def _open(
        self, kind: Kind, totals: dict[str, int], complete: bool = False, partial: bool = False
    ) -> None:
        self._yield_total(set(totals.values()))
        self.frames = self.frames[-MAX_FRAMES:]
        self.frames.append(_Frame(kind, totals, len(self.levels), complete=complete, partial=partial))

    def _yield_total(self, totals: set[int]) -> None:
        """Let go of a list whose next part, after a semicolon, has become a total itself."""
        while self.frames and self.frames[-1].depth == len(self.levels):
            frame = self.frames[-1]
            run = frame.runs[-1]
            if len(frame.runs) > 1 and run and run[0] in totals:
                frame.runs.pop()
            elif run and run[-1] in totals and not self._full(frame):
                return
            self._finish(self.frames.pop())

    def _full(self, frame: _Frame) -> bool:
        return any(
            self._sum(run) >= self._value(total)
            for total in frame.totals.values()
            for run in frame.runs
            if run
        )

    def _sum(self, numbers: list[int]) -> Number:
        return sum(self._value(number) for number in numbers)

    def _value(self, number: int) -> Number:
        return self.reading.quantities[number].value

    def _quantity(self, number: int, quantity: Quantity) -> None:
        level = self.levels[-1]
        if self.summing and not self.skip:
            parts = self._summed([other for other in level if self._unit(other) == quantity.unit], number)
            listed = {part for frame in self.frames for run in frame.runs for part in run}
            if quantity.unit and len(parts) > 1 and not listed & set(parts):
                self.found.append(Listing(number, (tuple(parts),), "sum", complete=True))
        frame = self.frames[-1] if self.frames else None
        if frame and frame.depth == len(self.levels) and not self.skip:
            self._part(frame, number, quantity)
        level.append(number)

    def _summed(self, parts: list[int], total: int) -> list[int]:
        """Return which of the numbers before it a sum is told of: the last ones that make it up, else all."""
        for first in range(len(parts) - 2, 0, -1):
            if self._sum(parts[first:]) == self._value(total):
                return parts[first:]
        return parts

    def _part(self, frame: _Frame, number: int, quantity: Quantity) -> None:
        bare = not self.reading.text[self.edge : quantity.start].strip()
        if frame.runs == [[]]:
            frame.bare = bare
        if quantity.unit in frame.totals and (bare == frame.bare or len(frame.runs) == 1):
            frame.runs[-1].append(number)
            frame.partial |= self.reading.text.startswith("等", quantity.end)
        elif quantity.unit not in frame.totals:
            frame.others.append(number)

    def _close(self, depth: int) -> None:
        """Finish the lists that were opened within brackets of this depth or deeper."""
        while self.frames and self.frames[-1].depth >= depth:
            self._finish(self.frames.pop())

    def _finish(self, frame: _Frame) -> None:
        for unit, total in frame.totals.items():
            runs = tuple(
                run for found in frame.runs if (run := tuple(n for n in found if self._unit(n) == unit))
            )
            together = sorted((*frame.others, *(runs[0] if runs else ())))
            if len(runs) == 1 and frame.others and self._sum(together) == self._value(total):
                runs = (tuple(together),)
            if frame.least <= sum(map(len, runs)) <= MAX_PARTS:
                complete = frame.complete or bool(_rest().match(self.reading.text, self._gap(runs[-1][-1])))
                self.found.append(Listing(total, runs, frame.kind, complete, frame.partial))

    def _gap(self, number: int) -> int:
        """Return where the words in front of a quantity begin."""
        return self.reading.quantities[number - 1].end if number else 0


def lists(reading: Reading) -> list[Listing]:
    """Return the lists of a text in the order in which they end."""
    return _Finder(reading).walk()
