"""Read Markdown into blocks: pipe tables, HTML tables inside, headings and paragraphs."""

import re
from collections.abc import Iterator

from reportbot.errors import Place
from reportbot.importing.blanks import trust_blanks
from reportbot.importing.blocks import Block, Entry, Line, Picture, Source, Table
from reportbot.importing.encodings import decode_page
from reportbot.importing.html import html_tables
from reportbot.importing.text import check_length, text_blocks

_RULER = re.compile(r"\|?(?:\s*:?-{1,}:?\s*\|)+(?:\s*:?-{1,}:?\s*)?")
_CELL_END = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_FIGURE = re.compile(r"!\[|（图：.*）$")
"""A picture, or what our Markdown says in its place."""

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")


def read_markdown(data: bytes, file: str | None = None) -> Source:
    """Read a Markdown file."""
    text, remarks = decode_page(data, Place(file))
    check_length(text.count("\n"))
    return Source(tuple(trust_blanks(_blocks(text.splitlines()))), remarks=remarks)


def _blocks(lines: list[str]) -> Iterator[Block]:
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        stop = _table_end(lines, at)
        html = _html_end(lines, at)
        if stop or html:
            yield from text_blocks(plain)
            plain = []
        if stop:
            yield _pipe_table(lines, at, stop)
            at = stop
        elif html:
            yield from html_tables("\n".join(lines[at:html]), at + 1)
            at = html
        elif _FIGURE.match(lines[at]):
            yield from text_blocks(plain)
            plain = []
            yield Picture(Place(line=at + 1))
            at += 1
        else:
            plain.append(_line(lines[at], at + 1))
            at += 1
    yield from text_blocks(plain)


def _table_end(lines: list[str], at: int) -> int:
    """Return the line behind a pipe table that begins at a line, 0 where none does."""
    if "|" not in lines[at] or not _is_ruler(lines, at + 1):
        return 0
    end = at + 2
    while end < len(lines) and "|" in lines[end] and not _is_ruler(lines, end + 1):
        end += 1
    return end


def _is_ruler(lines: list[str], at: int) -> bool:
    return at < len(lines) and bool(_RULER.fullmatch(lines[at].strip()))


def _html_end(lines: list[str], at: int) -> int:
    if not lines[at].lstrip().lower().startswith("<table"):
        return 0
    for end in range(at, len(lines)):
        if "</table>" in lines[end].lower():
            return end + 1
    return 0


def _pipe_table(lines: list[str], start: int, stop: int) -> Table:
    ruler = lines[start + 1].strip()
    width = 0 if ruler.startswith("|") else len(_cells(ruler, 0))
    rows = []
    for at in range(start, stop):
        if at == start + 1:
            continue
        texts = _cells(lines[at], width)
        rows.append(
            tuple(Entry(plain(cell).strip(), Place(line=at + 1), column) for column, cell in enumerate(texts))
        )
    return Table(tuple(rows), blanks=False)


def _cells(line: str, width: int) -> list[str]:
    """Return the cells of a row; in a table without outer bars, known by its ``width``, those are blank cells."""
    texts = _CELL_END.split(line.strip())
    if len(texts) == width:
        return texts
    if not texts[0]:
        texts = texts[1:]
    return texts[:-1] if texts and not texts[-1] else texts


def _line(text: str, number: int) -> Line:
    stripped = text.strip()
    if re.fullmatch(r"([-*_])(?:\s*\1){2,}", stripped):
        return Line("", Place(line=number))
    level = 0
    if heading := _HEADING.match(stripped):
        level, stripped = len(heading[1]), heading[2]
    stripped = re.sub(r"^>\s?", "", stripped)
    return Line(plain(stripped), Place(line=number), level)


def plain(text: str) -> str:
    """Return Markdown text as a reader sees it: emphasis and escapes resolved."""
    text = re.sub(r"(?i)<br\s*/?>", "\n", text)
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", text))
