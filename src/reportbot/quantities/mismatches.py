"""Tell where the parts of a list do not add up to its total, and leave alone what only looks so."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportbot.numbers import Number
from reportbot.quantities.lists import Listing
from reportbot.quantities.reading import Reading


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Parts that do not add up to their total; ``sure`` when no unnamed part can explain it."""

    total: int
    parts: tuple[int, ...]
    sum: Number
    sure: bool


def mismatch(listing: Listing, reading: Reading) -> Mismatch | None:
    """Return how a list fails to add up, None when it holds or cannot be judged."""
    quantities = reading.quantities
    total = quantities[listing.total]
    if any(quantities[n].approximation != "exact" for n in (listing.total, *listing.parts)):
        return None
    single = all(len(run) == 1 for run in listing.runs)
    runs = (listing.parts,) if single or len(listing.runs) == 1 else (*listing.runs, listing.parts)
    sums = [(run, sum(quantities[n].value for n in run)) for run in runs]
    if any(found == total.value for _, found in sums) or _divided(listing, reading):
        return None
    parts, found = sums[0]
    if found > total.value:
        # a first part as large as the whole is another view of it, not one part beside others
        overlapping = len(parts) > 1 and quantities[parts[0]].value == total.value
        told = overlapping or found <= _together(listing.total, reading)
        return None if told else Mismatch(listing.total, parts, found, sure=True)
    if listing.partial or listing.kind == "including" or len(parts) == 1:
        return None
    near = (total.value - found) * NEARLY <= total.value
    if not (listing.complete or near or _slipped(total.value, found, [quantities[n].value for n in parts])):
        return None
    return Mismatch(listing.total, parts, found, sure=listing.complete or near)


NEARLY = 10
"""Parts that lack less than a tenth of the whole were meant to be all of it."""


def _slipped(total: Number, added: Number, parts: list[Number]) -> bool:
    """Tell whether one slip of the pen explains what the parts lack: in the total, or in one of them."""
    lacking = total - added
    telling = (
        parts if lacking * 2 < total else [part for part in parts if part >= 10 and part + lacking >= TELLING]
    )
    return _one_slip(total, added) or any(_one_slip(part, part + lacking) for part in telling)


TELLING = 100
"""A number of three digits becomes another one by one slip too seldom for it to be chance."""


def _one_slip(printed: Number, meant: Number) -> bool:
    """Tell whether a number is another one with a digit changed, lost, added, or two swapped."""
    one, other = str(printed), str(meant)
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(longer) - len(shorter) == 1:
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    if len(longer) != len(shorter):
        return False
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    swapped = len(differing) == 2 and differing[1] - differing[0] == 1
    return len(differing) == 1 or (
        swapped and one[differing[0]] == other[differing[1]] and sorted(one) == sorted(other)
    )


def _together(total: int, reading: Reading) -> Number:
    """Return a total with those named in one breath with it: 建议 2 件、提案 1 件，其中 3 件的答复已公开."""
    quantities = reading.quantities
    added = quantities[total].value
    for last, following in zip(range(total - 1, -1, -1), range(total, 0, -1), strict=True):
        between = reading.text[quantities[last].end : quantities[following].start]
        if quantities[last].unit != quantities[total].unit or not _IN_ONE_BREATH.fullmatch(between):
            break
        added += quantities[last].value
    return added


_IN_ONE_BREATH = re.compile("[、和及与][^，,、；;。：:]*")


def _divided(listing: Listing, reading: Reading) -> bool:
    """Tell whether the first parts make up the whole: what follows a comma is told beside them."""
    quantities = reading.quantities
    whole, running = quantities[listing.total].value, Decimal(0)
    for part, following in pairwise(listing.parts):
        running += quantities[part].value
        if running >= whole:
            between = reading.text[quantities[part].end : quantities[following].start]
            return running == whole and bool(_COMMA.search(between)) and not _OTHER_MARK.search(between)
    return False


_COMMA = re.compile("[，,]")
_OTHER_MARK = re.compile("[、；;]")
