"""Open Excel files safely: nothing runs, nothing is fetched, nothing grows without bound.

A ``.xlsx`` file is looked through before the fast reader sees it. The look finds what that
reader does not tell (hidden rows, formulas without a stored result, error cells) and what would
bring it down (bombs, a value at the far end of a sheet), and passes on only the parts with cells.
"""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import python_calamine

from reportbot.errors import InputError, Place
from reportbot.spreadsheets.sheets import MAX_CELLS, Sheet, letter

MAX_UNPACKED = 64_000_000
MAX_PARTS = 2_000
_CHUNK = 1 << 16
_SPREADSHEET = "xl/workbook.xml"


def read_xlsx(data: bytes, place: Place) -> tuple[list[Sheet], list[str]]:
    """Return the sheets of a ``.xlsx`` (or ``.xlsm``) file and remarks; raises InputError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            remarks = _remarks(package, place)
            clean, looks = _look_through(package, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise damaged(place) from None
    return _calamine(clean, looks, place), remarks


@dataclass(slots=True)
class _Look:
    """What one pass over a sheet's markup finds; rows and columns count from 0."""

    hidden: set[int] = field(default_factory=set)
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = -1
    last_column: int = -1
    _row: int = -1
    _column: int = -1
    _formula: bool = False
    _kind: str = ""
    _in_value: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        _check_counts(tag, attributes)
        name = tag.rpartition(":")[2]
        if name == "c":
            self.end_cell()
            if "r" in attributes:  # the reader goes by it, whatever its row says
                self._row, self._column = _position(attributes["r"])
            else:
                self._column += 1
            self._kind = attributes.get("t", "")
        elif name in {"v", "is"}:
            self._in_value = True
            if self._kind == "e":
                self.unvalued.add((self._row, self._column))
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)
        elif name == "f":
            self._formula = True
        elif name == "row":
            self.end_cell()
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.hidden.add(self._row)

    def text(self, _: str) -> None:
        """Take in text: a formula that has a value is no matter."""
        if self._in_value:
            self._formula = False

    def end_cell(self) -> None:
        """Note the cell before, when its formula came without a value; an empty text is one."""
        if self._formula and self._kind != "str":
            self.unvalued.add((self._row, self._column))
        self._formula = self._in_value = False


def _check_counts(_: str, attributes: dict[str, str]) -> None:
    """Refuse a number of entries that cannot be: the reader makes room for it at once."""
    for name in ("count", "uniqueCount"):
        if name in attributes and not 0 <= int(attributes[name]) <= MAX_CELLS:
            raise ValueError(name)


_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _position(reference: str) -> tuple[int, int]:
    """Return row and column of a cell by its reference; raises ValueError."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for character in match[1]:
        column = column * 26 + ord(character) - 64
    return int(match[2]) - 1, column - 1


def _remarks(package: zipfile.ZipFile, place: Place) -> list[str]:
    names = package.namelist()
    if len(names) > MAX_PARTS:
        raise damaged(place)
    if _SPREADSHEET not in names:
        word = "word/document.xml" in names
        problem = "这是 Word 文档，不是 Excel 文件" if word else "压缩包里没有工作表，不是 .xlsx 文件"
        raise InputError(problem, place=place, remedy="请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 再用")
    if any(name.endswith("vbaProject.bin") for name in names):
        return ["文件带有宏；宏没有运行，只读了单元格"]
    return []


def _look_through(package: zipfile.ZipFile, place: Place) -> tuple[bytes, dict[str, _Look]]:
    """Return the package with nothing but cells, uncompressed, and a look at each sheet."""
    parts = [name for name in dict.fromkeys(package.namelist()) if _holds_cells(name)]
    # A part never unpacks to more than the directory says: zipfile stops there.
    if sum(package.getinfo(name).file_size for name in parts) > MAX_UNPACKED:
        problem = f"解压以后超过 {MAX_UNPACKED // 1_000_000} MB，太大了"
        raise InputError(problem, place=place, remedy="请确认没有选错文件；的确这么大时请按年拆开")
    clean = io.BytesIO()
    looks: dict[str, _Look] = {}
    with zipfile.ZipFile(clean, "w") as passed_on:
        for name in parts:
            look = _Look() if name.startswith("xl/worksheets/") else None
            with package.open(name) as source, passed_on.open(name, "w") as target:
                _copy(source, target, _parser(look, place), place)
            if look is not None:
                look.end_cell()
                looks[name] = look
                if (look.last_row + 1) * (look.last_column + 1) > MAX_CELLS:
                    raise _too_wide(look, place)
    return clean.getvalue(), looks


def _holds_cells(name: str) -> bool:
    """Tell whether a part is needed: no macros, pictures, links to other files, queries."""
    return (
        name in {"[Content_Types].xml", "_rels/.rels", "xl/sharedStrings.xml", "xl/styles.xml"}
        or name in {_SPREADSHEET, "xl/_rels/workbook.xml.rels"}
        or (posixpath.dirname(name) == "xl/worksheets" and name.endswith(".xml"))
    )


def _copy(source: Any, target: Any, parser: expat.XMLParserType, place: Place) -> None:
    try:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
            target.write(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError):  # an unknown encoding is a LookupError
        raise damaged(place) from None


def _parser(look: _Look | None, place: Place) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise InputError(
            "文件里有 XML 实体，正常的 Excel 文件没有，不安全", place=place, remedy="请向提供文件的人核实来源"
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = look.start if look is not None else _check_counts
    if look is not None:
        parser.CharacterDataHandler = look.text
    return parser


def _calamine(data: bytes, looks: dict[str, _Look], place: Place) -> list[Sheet]:
    parts = _parts_of_sheets(data)
    sheets = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        for about in book.sheets_metadata:
            look = looks.get(parts.get(about.name, ""))
            if look is None:  # a chart or a dialog
                continue
            sheet = book.get_sheet_by_name(about.name)
            ranges = sheet.merged_cell_ranges or []
            sheets.append(
                Sheet(
                    name=about.name,
                    rows=sheet.to_python(skip_empty_area=False),
                    hidden=about.visible is not python_calamine.SheetVisibleEnum.Visible,
                    hidden_rows=frozenset(look.hidden),
                    unvalued=frozenset(look.unvalued),
                    merged=tuple((*first, *last) for first, last in ranges),
                )
            )
    except (KeyboardInterrupt, SystemExit, InputError):
        raise
    except BaseException:
        raise damaged(place) from None
    return sheets


def _parts_of_sheets(data: bytes) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and "Target" in attributes:
            path = attributes["Target"]
            targets[attributes["Id"]] = posixpath.normpath(posixpath.join("xl", path)).lstrip("/")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            target = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[attributes.get("name", "")] = target

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name, handler in (("xl/_rels/workbook.xml.rels", relation), (_SPREADSHEET, sheet)):
            if name in package.namelist():
                parser = expat.ParserCreate()
                parser.StartElementHandler = handler
                parser.Parse(package.read(name), True)
    return {name: targets.get(target, "") for name, target in sheets.items()}


def damaged(place: Place) -> InputError:
    """Return the refusal of a broken file."""
    return InputError(
        "这个 Excel 文件已经损坏，读不出来",
        place=place,
        remedy="请用 Excel 或 WPS 打开修复，另存为 .xlsx 再用；打不开的话请重新取一份",
    )


def locked(place: Place) -> InputError:
    """Return the refusal of a file that asks for a password."""
    return InputError(
        "这个 Excel 文件设了打开密码，读不出来",
        place=place,
        remedy="请在 Excel 或 WPS 里去掉密码，另存一份再用",
    )


def _too_wide(look: _Look, place: Place) -> InputError:
    return InputError(
        f"有一张表从 A1 一直到 {letter(look.last_column)}{look.last_row + 1}，大得不合常理",
        place=place,
        remedy="多半是最远处误留了一个字，请删去后再用（Ctrl+End 可以跳到那里）",
    )
