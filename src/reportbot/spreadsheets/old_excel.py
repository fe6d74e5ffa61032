"""Read old Excel files (.xls), with their hidden rows and merged cells."""

import io
from collections.abc import Iterator
from typing import Any

import xlrd

from reportbot.errors import Place
from reportbot.spreadsheets.excel import damaged, locked
from reportbot.spreadsheets.sheets import Sheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xls(data: bytes, place: Place) -> list[Sheet]:
    """Return the sheets of an old ``.xls`` file; raises InputError."""
    if _ENCRYPTED in data:
        raise locked(place)
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [
            Sheet(
                name=sheet.name,
                rows=[_xls_row(book, sheet, row) for row in range(sheet.nrows)],
                hidden=bool(sheet.visibility),
                hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
                unvalued=frozenset(_xls_errors(sheet)),
                merged=tuple(
                    (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
                ),
            )
            for sheet in book.sheets()
        ]
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise locked(place) from None
        raise damaged(place) from None
    except Exception:  # a damaged file makes the library raise anything
        raise damaged(place) from None


def _xls_row(book: Any, sheet: Any, row: int) -> list[Any]:
    values: list[Any] = []
    for cell in sheet.row(row):
        if cell.ctype == xlrd.XL_CELL_DATE:
            values.append(_xls_date(cell.value, book.datemode))
        elif cell.ctype in {xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
            values.append("")
        else:
            values.append(cell.value)
    return values


def _xls_date(value: float, mode: int) -> Any:
    try:
        return xlrd.xldate_as_datetime(value, mode)
    except (ValueError, OverflowError):
        return value


def _xls_errors(sheet: Any) -> Iterator[tuple[int, int]]:
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                yield row, column
