"""Read a Word file (.docx) into blocks: its text, tables, nested tables and text boxes.

Only the parts with text are opened; macros, links and embedded objects are left alone.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from reportbot.errors import InputError, Place
from reportbot.importing.blocks import MAX_CELLS, Block, Line, Picture, Source, Table, grid, too_many_cells
from reportbot.importing.encodings import visible
from reportbot.importing.text import with_tables

MAX_PART = 60_000_000
LONGEST_CELL = 160

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset([f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}delText"])
_CONTAINERS = frozenset(
    [f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"]
)
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files of the old Office and encrypted ones begin."""


def read_word(data: bytes, file: str | None = None) -> Source:
    """Read a .docx; raises InputError in Chinese when it is none or damaged."""
    place = Place(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _part(package, "word/document.xml", place)
            levels = _levels(package, place)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise _broken(place) from None
    except etree.XMLSyntaxError:
        raise _broken(place) from None
    return Source(tuple(with_tables(_blocks(body.find(f"{_W}body"), levels))))


def _broken(place: Place) -> InputError:
    return InputError(
        "这不是 Word 文件（.docx），或者已经损坏",
        place=place,
        remedy="请用 Word 或 WPS 打开检查，另存一份再用",
    )


def _part(package: zipfile.ZipFile, name: str, place: Place) -> Any:
    """Parse one part of a package, without entities, network or more than a fair size."""
    info = package.getinfo(name)
    if info.file_size > MAX_PART:
        raise InputError(
            f"文件展开后有 {info.file_size / 1e6:.0f} MB，不像年度报告",
            place=place,
            remedy="请确认没有选错文件",
        )
    with package.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART or b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _broken(place)
    data = data.replace(_STRICT.encode(), _W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _levels(package: zipfile.ZipFile, place: Place) -> Mapping[str, int]:
    """Return the heading levels of paragraph styles by id."""
    try:
        styles = _part(package, "word/styles.xml", place)
    except (KeyError, etree.XMLSyntaxError):
        return {}
    found = {}
    for style in styles.iter(f"{_W}style"):
        label = style.find(f"{_W}name")
        words = (label.get(f"{_W}val") or "").lower() if label is not None else ""
        if words.startswith("heading ") and words[8:].isdigit():
            found[style.get(f"{_W}styleId") or ""] = int(words[8:])
    return found


def _blocks(parent: Any, levels: Mapping[str, int]) -> Iterator[Block]:
    for element in parent if parent is not None else ():
        if element.tag == f"{_W}p":
            yield from _paragraph(element, levels)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, levels)
        elif element.tag in _CONTAINERS:
            yield from _blocks(element, levels)


def _paragraph(element: Any, levels: Mapping[str, int]) -> Iterator[Block]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = levels.get(style.get(f"{_W}val") or "", 0) if style is not None else 0
    for line in _text(element).split("\n"):
        if line.strip():
            yield Line(line.strip(), level=level)
    for box in element.iter(f"{_W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            yield from _blocks(box, levels)
    if next(element.iter(f"{_W}drawing", f"{_W}pict"), None) is not None:
        yield Picture()


def _text(element: Any) -> str:
    """Return the text of a paragraph; deleted text and text boxes are left out."""
    pieces: list[str] = []

    def collect(parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{_W}t":
                pieces.append(child.text or "")
            elif tag == f"{_W}tab":
                pieces.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            elif tag != f"{_W}txbxContent" and tag not in _SKIPPED and tag != f"{_W}pPr":
                collect(child)

    collect(element)
    return visible("".join(pieces))


def _table(element: Any, levels: Mapping[str, int]) -> Iterator[Block]:
    """Yield a table, or what stands in its cells where it only lays out the page."""
    rows = [row for row in element.iter(f"{_W}tr") if _own(row, element) and not _deleted(row)]
    cells = [[cell for cell in row.iter(f"{_W}tc") if _own(cell, element)] for row in rows]
    if sum(map(len, cells)) > MAX_CELLS:
        raise too_many_cells()
    nested = next(element.iterdescendants(f"{_W}tbl"), None) is not None
    texts = {id(cell): _cell_text(cell) for row in cells for cell in row}
    if nested or any(len(text) > LONGEST_CELL for text in texts.values()):
        for row in cells:
            for cell in row:
                yield from _blocks(cell, levels)
        return
    yield _grid(rows, cells, texts)


def _own(element: Any, table: Any) -> bool:
    return next(element.iterancestors(f"{_W}tbl")) is table


def _deleted(row: Any) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _cell_text(cell: Any) -> str:
    lines = [_text(paragraph).strip() for paragraph in cell.iter(f"{_W}p")]
    return "\n".join(line for line in lines if line)


def _grid(rows: list[Any], cells: list[list[Any]], texts: Mapping[int, str]) -> Table:
    """Lay out a table; a cell that continues one above it is not an entry of its own."""
    laid: list[list[tuple[str, int, int, Place]]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for number, (row, own) in enumerate(zip(rows, cells, strict=True)):
        column = _number(row, "trPr/gridBefore")
        found: list[tuple[str, int, int, Place]] = [("", 1, 1, Place())] * column
        for cell in own:
            span = max(1, _number(cell, "tcPr/gridSpan"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart" and column in open_cells:
                above, index = open_cells[column]
                text, height, width, place = laid[above][index]
                laid[above][index] = (text, height + 1, width, place)
            else:
                found.append((texts[id(cell)], 1, span, Place()))
                if merge is not None:
                    open_cells[column] = (number, len(found) - 1)
                else:
                    open_cells.pop(column, None)
            column += span
        laid.append(found)
    return grid(laid)


def _number(element: Any, path: str) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    value = found.get(f"{_W}val") if found is not None else None
    return min(int(value), 100) if value and value.isdigit() else 0
