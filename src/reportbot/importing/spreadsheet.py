"""Read a spreadsheet (.xlsx, .xls, .csv) into blocks: what stands together is a table, what stands alone a line."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from reportbot.errors import Place
from reportbot.importing.blocks import MAX_CELLS, Block, Line, Source, grid, too_many_cells
from reportbot.spreadsheets.reading import sheets_of
from reportbot.spreadsheets.sheets import Sheet, Value, covered_cells

Cell = tuple[str, int, int, Place]
"""Text, rows and columns it spans, place."""


def read_spreadsheet(data: bytes, file: str) -> Source:
    """Read a spreadsheet file; raises InputError in Chinese when it is none or damaged."""
    workbook = sheets_of(data, Path(file))
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if sum(1 for sheet in shown for row in sheet.rows for value in row if value != "") > MAX_CELLS:
        raise too_many_cells()
    notes = [f"隐藏的工作表“{sheet.name}”没有读取" for sheet in workbook.sheets if sheet.hidden]
    notes += [f"工作表“{sheet.name}”里有公式没有算出结果，按空白读取" for sheet in shown if sheet.unvalued]
    return Source(
        tuple(block for sheet in shown for block in _blocks(sheet)), notes=(*workbook.remarks, *notes)
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Part a sheet at its blank rows; what stands alone in its row above a table is a line of text."""
    group: list[list[Cell]] = []
    for row in [*_cells(sheet), []]:
        texts = [text for text, *_ in row if text]
        if len(texts) == 1 and not group:
            yield Line(texts[0], next(place for text, *_, place in row if text))
        elif texts or any(height > 1 for cells in group for _, height, _, _ in cells[:1]):
            group.append(row)
        elif group:
            yield from _table_and_lines(group)
            group = []
    if group:
        yield from _table_and_lines(group)


def _table_and_lines(rows: list[list[Cell]]) -> Iterator[Block]:
    """Yield a table, and the lines of text directly below it."""
    end = len(rows)
    while end and _spanning(rows[end - 1], rows):
        end -= 1
    if end:
        yield grid(rows[:end])
    for row in rows[end:]:
        for text, *_, place in row:
            if text:
                yield Line(text, place)


def _spanning(row: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a row holds one text merged over the whole width."""
    width = max(sum(span for _, _, span, _ in each) for each in rows)
    texts = [span for text, _, span, _ in row if text]
    return len(texts) == 1 and texts[0] == width > 1


def _cells(sheet: Sheet) -> Iterator[list[Cell]]:
    covered = covered_cells(sheet)
    sizes = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    for row, values in enumerate(sheet.rows):
        yield [
            (_text(value), *sizes.get((row, column), (1, 1)), Place(line=row + 1, column=column + 1))
            for column, value in enumerate(values)
            if (row, column) not in covered
        ]


def _text(value: Value) -> str:
    """Return a cell as it reads on paper: whole numbers without a point."""
    if isinstance(value, bool | str):
        return str(value).strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(Decimal(repr(value)))
    return f"{value:%Y年%m月%d日}" if isinstance(value, date) else str(value)
