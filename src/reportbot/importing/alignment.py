"""Tell which printed labels are which official ones when some are damaged or lost.

Labels that are plainly one official label are anchors. What stands between two anchors is
matched in order, only where as many labels are printed as are missing and none contradicts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from reportbot.importing.vocabulary import compact

LIKE = 0.6
"""From this likeness on a damaged label is taken for the official one that is due."""

MOST_BARE = 2
"""So many rows in succession may lack any label; more would be a match by position alone."""


def fill_gaps(
    anchors: Sequence[int | None],
    expected: int,
    fits: Callable[[int, int], bool],
    bare: Callable[[int], bool] = lambda _: False,
) -> list[int | None]:
    """Return for each printed item the official one it is, None where that cannot be told.

    ``anchors`` are the certain ones; those in ascending order limit the gaps. ``fits`` tells
    whether a printed item may be an official one, ``bare`` whether it has no label at all.
    """
    result = list(anchors)
    taken = {anchor for anchor in anchors if anchor is not None}
    anchors = _ascending(anchors)
    start, before = 0, -1
    limits = [(index, anchor) for index, anchor in enumerate(anchors) if anchor is not None]
    for index, anchor in [*limits, (len(anchors), expected)]:
        items = [item for item in range(start, index) if result[item] is None]
        due = [number for number in range(before + 1, anchor) if number not in taken]
        no_label = sum(bare(item) for item in items)
        if len(items) == len(due) and no_label <= MOST_BARE:
            for item, number in zip(items, due, strict=True):
                if fits(item, number):
                    result[item] = number
        else:
            _fill_by_likeness(result, items, due, fits, bare)
        start, before = index + 1, anchor
    return result


def _ascending(anchors: Sequence[int | None]) -> list[int | None]:
    """Keep the longest run of certain items that come in the official order."""
    runs: dict[int, list[int]] = {}
    for index, anchor in enumerate(anchors):
        if anchor is not None:
            before = _longest(run for last, run in runs.items() if last < anchor)
            runs[anchor] = _longest([runs.get(anchor, []), [*before, index]])
    kept = set(_longest(runs.values()))
    return [anchor if index in kept else None for index, anchor in enumerate(anchors)]


def _longest(runs: Iterable[list[int]]) -> list[int]:
    return max(runs, key=len, default=[])


def _fill_by_likeness(
    result: list[int | None],
    items: Sequence[int],
    due: list[int],
    fits: Callable[[int, int], bool],
    bare: Callable[[int], bool],
) -> None:
    """Match labels that can be only one of those due, where their number differs."""
    for item in items:
        possible = [number for number in due if fits(item, number)] if not bare(item) else []
        rivals = [other for other in items if not bare(other) and any(fits(other, n) for n in possible)]
        if len(possible) == 1 and rivals == [item]:
            result[item] = possible[0]


def like(printed: str, official: str) -> bool:
    """Tell whether a printed text is a piece or a damaged copy of an official label."""
    given, whole = compact(printed), compact(official)
    if not given:
        return False
    if len(given) > 1 and given in whole:
        return True
    number = re.match(r"\d{1,2}(?=[.、])|\([一二三四五六七八九十]\)", given)
    if number and not whole.startswith(number[0]) and re.match(r"[\d(]", whole):
        return False
    return SequenceMatcher(None, given, whole, autojunk=False).ratio() >= LIKE
