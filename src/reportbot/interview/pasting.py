"""Read a block pasted from a spreadsheet or a web page into the cells of a table."""

import re
from dataclasses import dataclass, field

from reportbot.form import Form, FormCell
from reportbot.labels import normalise
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, read_cell


@dataclass
class Pasted:
    """Cells recognised in a block, and the rows that were not."""

    cells: dict[str, Cell] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def is_block(text: str) -> bool:
    """Tell whether a text has rows and columns rather than being a sentence."""
    lines = [line for line in text.splitlines() if line.strip()]
    return any("\t" in line or line.count("|") > 1 for line in lines) or (
        len(lines) > 1 and sum(bool(re.search(r"(?:\s|^)\d+\s*$", line)) for line in lines) > len(lines) / 2
    )


def read_block(text: str, form: Form, table_id: str, start: str | None = None) -> Pasted:
    """Recognise rows by their labels, or by shape when a block holds nothing but numbers.

    Unlabelled numbers fill the table from ``start`` (its first cell when not given) on.
    """
    found = Pasted()
    rows = [_split(line) for line in text.splitlines() if line.strip(" \t|")]
    lines = lines_of(form, table_id)
    if all(_numbers(row) == len(row) for row in rows):
        _by_shape(rows, lines, start, found)
        return found
    header: list[str] = []
    for row in rows:
        if _is_header(row, lines):
            header = row
            continue
        line, behind = _line(row, lines)
        if line is not None:
            _fill(line, row, behind, header, found)
        elif any(character.isdigit() for text in row for character in text):
            found.unread.append(" ".join(row))
    return found


def _split(line: str) -> list[str]:
    if "|" in line:
        return [part.strip() for part in line.strip().strip("|").split("|")]
    if "\t" in line:
        return [part.strip() for part in line.split("\t")]
    return [part for part in re.split(r"\s{2,}|\s+(?=[\d+\-/])", line.strip()) if part]


def _is_number(text: str) -> bool:
    return text in {"", "/", "-", "—"} or read_cell(text, "change", ("件", "元", "万元")).value is not None


def _numbers(row: list[str]) -> int:
    return sum(_is_number(text) for text in row)


def _is_header(row: list[str], lines: tuple[Line, ...]) -> bool:
    """Tell whether a row holds the names of columns and no number."""
    columns = {name for line in lines for name in line.columns}
    named = sum(bool(text) and normalise(text) in columns for text in row)
    return named > 0 and all(not text or not _is_number(text) for text in row) and named >= len(row) - 2


def _line(row: list[str], lines: tuple[Line, ...]) -> tuple[Line | None, int]:
    """Return the line a row belongs to and where its numbers begin."""
    labels = [number for number, text in enumerate(row) if text and not _is_number(text)]
    for number in reversed(labels):
        name = normalise(row[number])
        groups = {normalise(row[other]) for other in labels if other < number}
        matching = [line for line in lines if name in line.names]
        matching = [line for line in matching if groups & line.groups] or matching
        if len(matching) == 1:
            return matching[0], number + 1
    return None, 0


def _fill(line: Line, row: list[str], behind: int, header: list[str], found: Pasted) -> None:
    numbers = row[behind:]
    while len(numbers) > len(line.cells) and not numbers[-1]:
        numbers.pop()
    if header and len(header) == len(row):
        named = [(line.columns.get(normalise(label)), text) for label, text in zip(header, row, strict=True)]
        pairs = [(cell, text) for cell, text in named if cell is not None]
    elif len(numbers) == len(line.cells):
        pairs = list(zip(line.cells, numbers, strict=True))
    elif len(numbers) == len(line.cells) - 1:
        pairs = list(zip([cell for cell in line.cells if not cell.leaf.total], numbers, strict=False))
    else:
        found.unread.append(" ".join(row))
        return
    _take(pairs, found)


def _take(pairs: list[tuple[FormCell, str]], found: Pasted) -> None:
    for cell, text in pairs:
        value = read_cell(text, cell.kind, cell.leaf.units)
        if value.unreadable and text not in {"/", "-", "—"}:
            found.unread.append(f"{cell.leaf.label} {text}")
        elif value.value is not None:
            found.cells[cell.id] = value


def _by_shape(rows: list[list[str]], lines: tuple[Line, ...], start: str | None, found: Pasted) -> None:
    """Fill line by line from the start cell; the last columns may be left out."""
    ids = [[cell.id for cell in line.cells] for line in lines]
    first = next(((r, row.index(start)) for r, row in enumerate(ids) if start in row), (0, 0))
    for number, row in enumerate(rows):
        at = first[0] + number
        if at >= len(lines) or first[1] + len(row) > len(lines[at].cells):
            found.unread.append(" ".join(row))
            continue
        _take(list(zip(lines[at].cells[first[1] :], row, strict=False)), found)
