"""Read an HTML page or fragment of any site into blocks; nothing is fetched, nothing runs."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reportbot.errors import InputError, Place
from reportbot.importing.blocks import MAX_CELLS, Block, Line, Picture, Source, Table, grid, too_many_cells
from reportbot.importing.embedded import markup_in
from reportbot.importing.encodings import decode_page
from reportbot.importing.text import with_tables

MAX_SPAN = 100
LONGEST_CELL = 160
"""A table with a longer text in a cell lays out the page; it is no table of numbers."""

_INLINE = frozenset(
    """a abbr b big cite code del em font i input ins kbd label mark nobr o:p q s samp small span st1:chmetcnv
    strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905
)
_SKIPPED = frozenset(
    """script style noscript head template math object iframe select option button
    template textarea""".split()  # noqa: SIM905
)
_MAY_BE_HIDDEN = etree.XPath(".//*[@hidden or @style]")
_FIELDS = etree.XPath(".//td//input | .//th//input")
_PARSER = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)

_IS_OURS = etree.XPath('boolean(.//h1[@align="center"]/span) and boolean(.//div[@class="scroll"]/table)')
"""Tells that reportbot wrote a page: then there is nothing around the report."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(data: bytes, file: str | None = None) -> Source:
    """Read a page; raises InputError in Chinese when there is nothing in it to read."""
    text, remarks = decode_page(data, Place(file))
    root = parse(markup_in(text), file)
    title = root.findtext(".//title", "").strip()
    framed = not _IS_OURS(root)
    return Source(tuple(with_tables(_blocks(root))), title, remarks=remarks, framed=framed)


def parse(text: str, file: str | None = None) -> Any:
    """Parse HTML text into a tree; raises InputError when nothing can be made of it."""
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise InputError("网页是空的，或者已经损坏", place=Place(file), remedy="请重新保存网页后再试")
    return root


def html_tables(markup: str, first_line: int) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML inside another text that begins at a line."""
    yield from _blocks(parse(f"<body>{markup}</body>"), first_line - 1)


def _blocks(root: Any, line_offset: int = 0) -> list[Block]:
    """Return what a page shows, in order; its tree is left with nothing but that."""
    for element in _MAY_BE_HIDDEN(root):
        if "hidden" in element.attrib or _INVISIBLE.search(element.get("style")):
            element.tag = "template"
    for field in _FIELDS(root):
        if field.get("type", "text").lower() in {"text", "number"}:
            field.text = "".join(filter(str.isprintable, field.get("value", "")))
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    etree.strip_tags(root, *_INLINE)
    body = root.find("body")
    return _Walker(line_offset).blocks(root if body is None else body)


class _Walker:
    """Walks a tree once; text runs together until a block element ends the line."""

    def __init__(self, line_offset: int = 0) -> None:
        self._pieces: list[str] = []
        self._place = Place()
        self._offset = line_offset
        self._found: list[Block] = []

    def blocks(self, root: Any) -> list[Block]:
        """Return the blocks below an element."""
        self._walk(root, 0)
        self._end_line(0)
        return self._found

    def _place_of(self, element: Any) -> Place:
        return Place(line=(element.sourceline or 0) + self._offset or None)

    def _walk(self, element: Any, level: int) -> None:
        tag = element.tag
        if tag == "br":
            self._end_line(level)
            return
        if tag in ("img", "svg"):
            self._found.append(Picture(self._place_of(element)))
            return
        if tag == "table" and (table := _data_table(element, self._place_of)):
            self._end_line(level)
            self._found.append(table)
            return
        if tag == "pre":
            self._end_line(level)
            place = self._place_of(element)
            self._found += [Line(line, place) for line in "".join(element.itertext()).splitlines()]
            return
        level = _HEADINGS.get(tag, level)
        self._end_line(level)
        self._add(element.text, element)
        for child in element:
            self._walk(child, level)
            self._add(child.tail, child)
        self._end_line(level)

    def _add(self, text: str | None, element: Any) -> None:
        if text:
            if not self._pieces:
                self._place = self._place_of(element)
            self._pieces.append(text)

    def _end_line(self, level: int) -> None:
        if self._pieces:
            text = " ".join("".join(self._pieces).split())
            self._pieces = []
            if text:
                self._found.append(Line(text, self._place, level))


def _data_table(element: Any, place_of: Any) -> Table | None:
    """Return a table as a grid; None where it only lays out the page."""
    if next(element.iterdescendants("table"), None) is not None:
        return None
    rows: list[list[tuple[str, int, int, Place]]] = []
    cells = 0
    for row in element.iter("tr"):
        found = []
        for cell in row.iterchildren("td", "th"):
            text = _text(cell)
            if len(text) > LONGEST_CELL:
                return None
            found.append((text, _span(cell, "rowspan"), _span(cell, "colspan"), place_of(cell)))
        cells += len(found)
        if cells > MAX_CELLS:
            raise too_many_cells()
        rows.append(found)
    filled = sum(bool(cell[0]) for row in rows for cell in row)
    return grid(rows) if filled > 1 else None


def _span(cell: Any, name: str) -> int:
    given = cell.get(name)
    if given is None or not given.strip().isdigit():
        return 1
    return max(1, min(int(given), MAX_SPAN))


def _text(element: Any) -> str:
    """Return the text of a cell; breaks and paragraphs become line ends."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    lines = (" ".join(text.split()) for text in element.itertext())
    return "\n".join(line for line in lines if line)
