"""Find the numbered parts of a report by their headings, and the text that belongs to each."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from reportbot.form import Form, Part
from reportbot.importing.blocks import Block, Line, Table
from reportbot.importing.vocabulary import compact, name
from reportbot.labels import normalise
from reportbot.report import Remark
from reportbot.resources import load_yaml, resource

LONGEST_HEADING = 45
LONGEST_FURNITURE = 80
LIKE = 0.5
"""From this likeness on a numbered line between two headings is taken for the missing one."""

_NUMBER = re.compile(
    r"(?:第?([一二三四五六七八九十]{1,2})(?:部分)?[、.．,，:：]|第([一二三四五六七八九十]{1,2})部分)"
)
_SUBSECTION = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]")
_RUN_IN = re.compile(r"[。:：]|\s{1,}")
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Outline:
    """The parts of a report: where each begins, and its blocks."""

    before: list[Block] = field(default_factory=list)
    headings: dict[str, Line] = field(default_factory=dict)
    blocks: dict[str, list[Block]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    at: int
    part: int
    rest: str = ""


def outline(blocks: Sequence[Block], form: Form) -> Outline:
    """Part the blocks of a report by the headings of the form's parts."""
    found = _headings(blocks, form)
    result = Outline(list(blocks[: found[0].at] if found else blocks))
    for heading, following in zip_longest(found, found[1:]):
        end = following.at if following else len(blocks)
        part = form.parts[heading.part]
        line = blocks[heading.at]
        assert isinstance(line, Line)  # noqa: S101 (only lines are headings)
        result.headings[part.id] = line
        own: list[Block] = [Line(heading.rest, line.place)] if heading.rest else []
        result.blocks[part.id] = [*own, *blocks[heading.at + 1 : end]]
        printed = line.text.removesuffix(heading.rest).strip()
        if name(printed) != normalise(part.heading):
            result.remarks.append(Remark("heading_variant", printed, part.heading, line.place))
    _remark_order(found, form, blocks, result)
    if found:
        _remark_outside(result.blocks[form.parts[found[-1].part].id], form, result)
    return result


def _remark_outside(blocks: Sequence[Block], form: Form, result: Outline) -> None:
    """Note numbered parts behind the last one of the form, unless that one has a numbered list itself."""
    due = len(form.parts) + 1
    for line in lines_in(blocks):
        number = numbering(line.text) if len(line.text) <= LONGEST_HEADING else 0
        if number == 1:
            return
        if number == due:
            result.remarks.append(Remark("part_outside", line.text, place=line.place))
            due += 1


def _remark_order(found: Sequence[_Found], form: Form, blocks: Sequence[Block], result: Outline) -> None:
    known = {heading.part for heading in found}
    for number, part in enumerate(form.parts):
        if number not in known and found:
            result.remarks.append(Remark("heading_missing", official=part.heading))
    for number, heading in enumerate(found):
        line = blocks[heading.at]
        if not isinstance(line, Line):
            continue
        official = form.parts[heading.part].heading
        printed = numbering(line.text)
        if (printed and printed != heading.part + 1) or any(
            other.part > heading.part for other in found[:number]
        ):
            result.remarks.append(Remark("heading_order", line.text[:LONGEST_HEADING], official, line.place))


def _headings(blocks: Sequence[Block], form: Form) -> list[_Found]:
    """Return where parts begin, in the order printed; a table of contents is passed over."""
    candidates = _without_lists(
        [found for at, block in enumerate(blocks) if (found := _candidate(at, block, form))]
    )
    chosen: dict[int, _Found] = {}
    limit = len(blocks)
    for number in reversed(range(len(form.parts))):
        own = [found for found in candidates if found.part == number]
        before = [found for found in own if found.at < limit]
        if before:
            chosen[number] = before[-1]
            limit = before[-1].at
        elif own:
            chosen[number] = own[-1]
    for number in range(len(form.parts)):
        if number not in chosen and (found := _by_likeness(blocks, form, number, chosen)):
            chosen[number] = found
    return sorted(chosen.values(), key=lambda found: found.at)


def _without_lists(candidates: list[_Found]) -> list[_Found]:
    """Leave out headings that only stand in a list of headings, where the part begins elsewhere."""
    places = {found.at: found.part for found in candidates}
    listed = [
        found
        for found in candidates
        if places.get(found.at + 1) == found.part + 1 or places.get(found.at - 1) == found.part - 1
    ]
    alone = {found.part for found in candidates if found not in listed}
    return [found for found in candidates if found not in listed or found.part not in alone]


def _candidate(at: int, block: Block, form: Form) -> _Found | None:
    if not isinstance(block, Line):
        return None
    text = block.text.strip()
    number = _part_names(form).get(name(text))
    if number is not None:
        return _Found(at, number)
    if not _NUMBER.match(text):
        return None
    end = _RUN_IN.search(text, 4)
    if end and end.start() <= LONGEST_HEADING:
        number = _part_names(form).get(name(text[: end.start()]))
        if number is not None:
            return _Found(at, number, text[end.end() :].strip())
    return None


@functools.lru_cache(maxsize=16)
def _part_names(form: Form) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for number, part in enumerate(form.parts):
        names |= dict.fromkeys(_names(part), number)
    return names


def part_of_heading(text: str, forms: Sequence[Form]) -> str | None:
    """Return the part of any form whose heading a text is, in the official words or a variant."""
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_HEADING:
        return None
    return _parts_by_name(tuple(forms)).get(name(stripped))


@functools.cache
def _parts_by_name(forms: tuple[Form, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for form in reversed(forms):
        found |= {known: form.parts[number].id for known, number in _part_names(form).items()}
    return found


SURELY_LIKE = 0.7
"""From this likeness on a numbered line is taken for a heading wherever it stands, even inside a table."""


def is_like_heading(text: str, forms: Sequence[Form]) -> bool:
    """Tell whether a short line bears the number of a part and nearly its heading."""
    number = numbering(text) if len(text) <= LONGEST_HEADING else 0
    return any(
        SequenceMatcher(None, name(text), known, autojunk=False).ratio() >= SURELY_LIKE
        for form in forms
        for known in (_names(form.parts[number - 1]) if 0 < number <= len(form.parts) else ())
    )


def _names(part: Part) -> list[str]:
    return [normalise(heading) for heading in (part.heading, *part.also)]


def _by_likeness(
    blocks: Sequence[Block], form: Form, number: int, chosen: Mapping[int, _Found]
) -> _Found | None:
    """Return the numbered line between the neighbouring headings that is most like a missing one."""
    after = max((found.at for part, found in chosen.items() if part < number), default=-1)
    until = min((found.at for part, found in chosen.items() if part > number), default=len(blocks))
    best, found = LIKE, None
    for at in range(after + 1, until):
        line = blocks[at]
        if not isinstance(line, Line) or len(line.text) > LONGEST_HEADING or not _NUMBER.match(line.text):
            continue
        for known in _names(form.parts[number]):
            ratio = SequenceMatcher(None, name(line.text), known, autojunk=False).ratio()
            if ratio >= best:
                best, found = ratio, _Found(at, number)
    return found


def numbering(text: str) -> int:
    """Return the number that a heading bears (三、 is 3), 0 when it bears none."""
    match = _NUMBER.match(compact(text))
    digits = (match[1] or match[2]) if match else ""
    if not digits:
        return 0
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _DIGITS.index(digits) if digits in _DIGITS else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def is_subsection(line: Line) -> bool:
    """Tell whether a line is a numbered heading within a part."""
    return bool(_SUBSECTION.match(line.text.strip())) or line.level > 1


@functools.cache
def page_words() -> Any:
    """Return the words that mark what is not the report, and the aspects of part one."""
    return load_yaml(resource("importing", "page_words.yaml"))


@functools.cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in page_words()["furniture"]), re.IGNORECASE)


def is_furniture(line: Line) -> bool:
    """Tell whether a short line belongs to the page around the report."""
    text = compact(line.text[: LONGEST_FURNITURE + 1])
    return (
        len(text) <= LONGEST_FURNITURE and not text.endswith(("。", "；")) and bool(_furniture().match(text))
    )


def lines_in(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines among blocks."""
    return (block for block in blocks if isinstance(block, Line))


def after_last_table(blocks: Sequence[Block]) -> int:
    """Return the index behind the last table among blocks."""
    return max((at + 1 for at, block in enumerate(blocks) if isinstance(block, Table)), default=0)
