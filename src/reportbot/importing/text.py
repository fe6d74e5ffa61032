"""Read text without markup: find the tables in it, whatever separates their cells.

Text copies of tables come with bars or without, a row or a cell a line, blank cells kept or
lost. A stretch of lines is a table when it has several labels of a form and little else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from reportbot.errors import InputError, Place
from reportbot.form import all_forms
from reportbot.importing.blanks import trust_blanks
from reportbot.importing.blocks import Block, Entry, Line, Row, Shape, Source, Table
from reportbot.importing.encodings import decode_page
from reportbot.importing.parts import is_like_heading, part_of_heading
from reportbot.importing.reflow import full_width, reflow, stripped
from reportbot.importing.vocabulary import LONGEST_LABEL, is_blank, is_label, is_piece, is_value, pieces_of

FEWEST_LABELS = 2
"""A stretch of lines with fewer whole labels is no table."""

MOST_BETWEEN = 2
LONGEST_ODD = 40
"""So many lines, and so long ones, that are neither label nor number may stand inside a table."""

LONGEST_ROW = 20
"""A line with more cells between bars holds several rows."""

LONGEST_SPACED = 200
LONGEST_LINE = 20_000
"""A longer line without bars, or with them, is no part of a table."""

MAX_LINES = 10_000

_BAR = re.compile(r"[|｜│┃]")
_PAGE_MARK = re.compile(
    r"\s*(?:[-—－–]\s*\d{1,3}\s*[-—－–]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_DRAWN = r"[-+=|:_\s─━┼┬┴├┤┌┐└┘]"
_RULE = re.compile(rf"(?={_DRAWN}{{3}})(?=.*(?:[+=┼┬┴]|[-─━_]{{4}})){_DRAWN}+")
_TOKEN = re.compile(r"(?:[（(][^（()）\n]*[）)]|\S)+")
_NOTE = re.compile(r"\s*[（(]?注[：:]")
_BRACKETED = re.compile(r"[（(].*[）)]")


def read_text(data: bytes, file: str | None = None) -> Source:
    """Read a text file."""
    text, remarks = decode_page(data, Place(file))
    check_length(text.count("\n"))
    lines = [Line(line, Place(line=number)) for number, line in enumerate(text.splitlines(), 1)]
    return Source(tuple(trust_blanks(text_blocks(lines))), remarks=remarks, framed=True)


def check_length(lines: int) -> None:
    """Refuse what is far longer than any report; raises InputError."""
    if lines > MAX_LINES:
        raise InputError(f"文件超过 {MAX_LINES} 行，不像年度报告", remedy="请确认没有选错文件")


def text_blocks(lines: Sequence[Line], width: int | None = None) -> Iterator[Block]:
    """Yield tables and paragraphs of lines in order; page numbers are left out.

    ``width`` is that of a full line where more of the text is known than these lines.
    """
    lines = [line for line in lines if not _PAGE_MARK.fullmatch(line.text) and not _RULE.fullmatch(line.text)]
    regions = list(_regions(lines))
    if width is None:
        inside = {at for first, end in regions for at in range(first, end)}
        width = full_width([line.text for at, line in enumerate(lines) if at not in inside])
    start = 0
    for first, end in regions:
        yield from reflow(lines[start:first], width)
        region = [line for line in lines[first:end] if line.text.strip()]
        notes = [line for line in region if _NOTE.match(line.text) and not _BAR.search(line.text)]
        yield _table([line for line in region if line not in notes])
        yield from map(stripped, notes)
        start = end
    yield from reflow(lines[start:], width)


def with_tables(blocks: Iterable[Block], width: int = 0) -> Iterator[Block]:
    """Yield blocks with the tables that stand among their lines as mere text; ``width`` as above."""
    yield from trust_blanks(_with_tables(list(blocks), width))


def _with_tables(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    check_length(len(blocks))
    for is_line, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if is_line:
            yield from text_blocks([block for block in group if isinstance(block, Line)], width)
        else:
            yield from group


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines that are tables."""
    begun = end = odd = 0
    open_ = False
    for at, line in enumerate(lines):
        if is_blank(line.text) or _NOTE.match(line.text):
            continue
        tabular = _is_tabular(line.text)
        if not (tabular or open_):
            continue
        if part_of_heading(line.text, all_forms()) or is_like_heading(line.text, all_forms()):
            tabular = fitting = False
        else:
            fitting = tabular or (odd < MOST_BETWEEN and _may_be_inside(line.text))
        if open_ and not fitting:
            if _labels_in(lines[begun:end]):
                yield begun, end
            open_ = False
        if tabular:
            if not open_:
                begun, open_ = at, True
            end, odd = at + 1, 0
        else:
            odd += 1
    if open_ and _labels_in(lines[begun:end]):
        yield begun, end


def _is_tabular(text: str) -> bool:
    if len(text) > LONGEST_LINE:
        return False
    if _BAR.search(text):
        return True
    if len(text) > LONGEST_SPACED:
        return False
    forms = all_forms()
    if is_piece(text, forms) or is_label(text, forms):
        return True
    if len(text) <= LONGEST_ODD and pieces_of(text, forms):
        return True
    if len(text.split()) == 1:
        return is_value(text)
    tokens = _TOKEN.findall(text)
    values = sum(is_value(token) for token in tokens)
    if all(is_value(token) or is_piece(token, forms) for token in tokens):
        return True
    return values >= 3 and all(is_value(token) for token in tokens[-values:]) and len(tokens) - values < 4


def _may_be_inside(text: str) -> bool:
    stripped = text.strip()
    if len(stripped) > LONGEST_LABEL:
        return False
    return len(_BRACKETED.sub("", stripped)) <= LONGEST_ODD and not stripped.endswith(
        ("。", "；", "！", "？")
    )


def _labels_in(lines: Sequence[Line]) -> bool:
    """Tell whether lines hold enough whole labels to be a table of a form."""
    found: set[str] = set()
    for line in lines:
        for token in (line.text, *_BAR.split(line.text), *(entry.text for entry in _spaced(line))):
            if is_label(token, all_forms()):
                found.add("".join(token.split()))
        if len(found) >= FEWEST_LABELS:
            return True
    return False


def _table(lines: Sequence[Line]) -> Table:
    """Make a table of lines, by what separates their cells."""
    bars = sum(len(_BAR.findall(line.text)) for line in lines)
    if bars * 3 >= len(lines):
        led = sum(bool(_BAR.match(line.text.lstrip())) for line in lines)
        rows = [_barred(line, led=led * 3 > len(lines) * 2) for line in lines]
        if _row_per_line(rows) and max(map(len, rows)) <= LONGEST_ROW:
            return Table(tuple(rows), "rows", blanks=False)
        return Table((tuple(_stream(lines)),), "stream", blanks=False)
    if tabbed := _tabbed(lines):
        return tabbed
    rows = [_spaced(line) for line in lines]
    shape: Shape = "rows" if _row_per_line(rows) else "stream"
    entries = (tuple(rows),) if shape == "rows" else ((tuple(entry for row in rows for entry in row),),)
    return Table(entries[0], shape, blanks=False)


def _entry(line: Line, text: str, column: int) -> Entry:
    lead = len(text) - len(text.lstrip())
    return Entry(text.strip(), Place(line=line.place.line, column=column + lead + 1))


def _barred(line: Line, *, led: bool) -> Row:
    """Return the cells between bars; ``led`` tells that rows begin, and then also end, with a bar."""
    entries: list[Entry] = []
    start = 0
    ends = [mark.start() for mark in _BAR.finditer(line.text)]
    for end in [*ends, len(line.text)]:
        entries.append(_entry(line, line.text[start:end], start))
        start = end + 1
    if led and ends and is_blank(line.text[: ends[0]]):
        entries = entries[1:]
        if len(ends) > 1 and is_blank(line.text[ends[-1] + 1 :]):
            entries = entries[:-1]
    return tuple(entries)


def _spaced(line: Line) -> Row:
    entries: list[Entry] = []
    for token in _TOKEN.finditer(line.text):
        parts: tuple[str, ...] = (token[0],)
        if not is_value(token[0]) and not is_piece(token[0], all_forms()):
            parts = pieces_of(token[0], all_forms()) or parts
        entries += [_entry(line, part, token.start()) for part in parts]
    return tuple(entries)


def _tabbed(lines: Sequence[Line]) -> Table | None:
    """Return a table whose rows all have the same number of cells parted by tabs."""
    counts = [line.text.count("\t") for line in lines]
    most = max(counts)
    if most < 2 or sum(count == most for count in counts) * 5 < len(lines) * 4:
        return None
    rows = []
    for line in lines:
        start = 0
        row = []
        for piece in line.text.split("\t"):
            row.append(_entry(line, piece, start))
            start += len(piece) + 1
        rows.append(tuple(row))
    return Table(tuple(rows), "rows", blanks=False)


def _row_per_line(rows: Sequence[Row]) -> bool:
    """Tell whether lines are rows: labels stand in one line with their numbers."""
    alone = together = 0
    for row in rows:
        filled = [entry.text for entry in row if entry.text]
        values = [is_value(text) for text in filled]
        if len(filled) == 1 and values[0]:
            alone += 1
        elif any(not before and after for before, after in pairwise(values)):
            together += 1
    return together >= alone


def _stream(lines: Sequence[Line]) -> Iterator[Entry]:
    """Yield the cells between bars; a line end parts cells only where text stands on both sides."""
    pieces: list[Entry] = []
    for line in lines:
        start = 0
        for mark in _BAR.finditer(line.text):
            if not is_blank(line.text[start : mark.start()]):
                pieces.append(_entry(line, line.text[start : mark.start()], start))
            yield from pieces or [Entry("", Place(line=line.place.line, column=mark.start() + 1))]
            pieces = []
            start = mark.end()
        if not is_blank(line.text[start:]):
            pieces.append(_entry(line, line.text[start:], start))
    yield from pieces
