"""Read an HTML page or fragment of any site into blocks; nothing is fetched, nothing runs."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from reportbot.errors import InputError, Place
from reportbot.importing.blocks import MAX_CELLS, Block, Line, Picture, Source, Table, grid, too_many_cells
from reportbot.importing.embedded import markup_in
from reportbot.importing.encodings import decode_page
from reportbot.importing.text import with_tables
from reportbot.importing.vocabulary import is_blank

MAX_SPAN = 100
LONGEST_CELL = 160
"""A table with a longer text in a cell lays out the page; it is no table of numbers."""

_INLINE = frozenset(
    """a abbr b big cite code del em font i input ins kbd label mark nobr o:p q s samp small span st1:chmetcnv
    strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905
)
_SKIPPED = frozenset(
    """script style noscript head template math object iframe select option button
    textarea""".split()  # noqa: SIM905
)
_PLAIN_CELL = frozenset(("p", "span", "div", "font", "strong", "b"))
"""An element that is alone in a cell and adds nothing to its text."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(data: bytes, file: str | None = None) -> Source:
    """Read a page; raises InputError in Chinese when there is nothing in it to read."""
    text, remarks = decode_page(data, Place(file))
    root = parse(markup_in(text), file)
    title = root.find(".//title")
    body = root.find("body")
    blocks = tuple(with_tables(_Walker().blocks(root if body is None else body)))
    return Source(
        blocks, _text(title) if title is not None else "", remarks=remarks, framed=not _is_ours(root)
    )


def _is_ours(root: Any) -> bool:
    """Tell whether reportbot wrote the page: then there is nothing around the report."""
    return bool(root.xpath('boolean(.//h1[@align="center"]/span) and boolean(.//div[@class="scroll"]/table)'))


def parse(text: str, file: str | None = None) -> Any:
    """Parse HTML text into a tree; raises InputError when nothing can be made of it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise InputError("网页是空的，或者已经损坏", place=Place(file), remedy="请重新保存网页后再试")
    return root


def html_tables(markup: str, first_line: int) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML inside another text that begins at a line."""
    yield from _Walker(first_line - 1).blocks(parse(f"<body>{markup}</body>"))


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
        if not isinstance(tag, str) or tag in _SKIPPED or _hidden(element):
            return
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
        inline = tag in _INLINE
        if not inline:
            self._end_line(level)
        self._add(element.text, element)
        for child in element:
            self._walk(child, level)
            self._add(child.tail, child)
        if not inline:
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


def _hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and "display:none" in style.replace(" ", "").lower()
    )


def _data_table(element: Any, place_of: Any) -> Table | None:
    """Return a table as a grid; None where it only lays out the page."""
    if next(element.iterdescendants("table"), None) is not None:
        return None
    rows: list[list[tuple[str, int, int, Place]]] = []
    cells = 0
    for row in element.iter("tr"):
        found = []
        for cell in row.iterchildren("td", "th"):
            if _hidden(cell):
                continue
            text = _text(cell)
            if len(text) > LONGEST_CELL:
                return None
            found.append((text, _span(cell, "rowspan"), _span(cell, "colspan"), place_of(cell)))
        cells += len(found)
        if cells > MAX_CELLS:
            raise too_many_cells()
        rows.append(found)
    filled = sum(not is_blank(text) for row in rows for text, *_ in row)
    return grid(rows) if filled > 1 else None


def _span(cell: Any, name: str) -> int:
    given = cell.get(name)
    if given is None or not given.strip().isdigit():
        return 1
    return max(1, min(int(given), MAX_SPAN))


def _text(element: Any) -> str:
    """Return the text of a cell; breaks and paragraphs become line ends, inline markup nothing."""
    if not len(element):
        return (element.text or "").strip()
    only = element[0]
    if len(element) == 1 and not len(only) and only.tag in _PLAIN_CELL:
        return " ".join(f"{element.text or ''}{only.text or ''}{only.tail or ''}".split())
    pieces: list[str] = []
    _collect(element, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\x1e"))
    return "\n".join(line for line in lines if line)


def _collect(element: Any, pieces: list[str]) -> None:
    block = element.tag not in _INLINE
    if block:
        pieces.append("\x1e")
    if element.tag == "input" and element.get("type", "text").lower() in {"text", "number"}:
        pieces.append(element.get("value", ""))
    if element.text and element.tag not in _SKIPPED:
        pieces.append(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not _hidden(child):
            _collect(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if block:
        pieces.append("\x1e")
