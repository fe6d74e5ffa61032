"""Turn the rows of a sheet into applications: one entry each, totals and titles left out and told."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from reportbot.ledger.columns import Column, Layout, roles
from reportbot.ledger.days import read_day
from reportbot.ledger.vocabulary import ledger_words, plain
from reportbot.spreadsheets.sheets import Sheet, Value, covered_cells

MASK = "某"
_NUMBERS = re.compile(r"[\w.+-]+@[\w.-]+|\d{7,}[Xx]?|\d{3,4}-\d{7,8}|1\d\d-\d{4}-\d{4}")
_PIECES = re.compile(r"[\s、，,；;/（）()：:]+")


@dataclass(slots=True)
class Entry:
    """One application as the ledger tells it.

    ``rows`` are the numbers shown by a spreadsheet. ``texts`` and ``days`` hold the cells by
    role, several where the application takes several rows or columns. ``applicant`` and
    ``private`` are names and contact data: they serve to compare and to mask, and stand in
    no message and no file.
    """

    sheet: str
    rows: list[int]
    texts: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, list[Value]] = field(default_factory=dict)
    number: str = ""
    applicant: str = ""
    named_like: str | None = None
    unvalued: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    contents: int = 0

    def safe(self, text: str) -> str:
        """Return a text for messages and files: names, numbers and addresses masked, cut short."""
        for name in sorted(self.private, key=len, reverse=True):
            text = text.replace(name, MASK)
        text = _NUMBERS.sub("…", re.sub(r"\s+", " ", text)).strip()
        if _like_a_name(text):
            return ""
        return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


SHOWN = 24
"""Characters of a cell that a message shows."""


def _like_a_name(text: str) -> bool:
    return bool(re.fullmatch(rf"[{ledger_words()['surnames']}][\u4e00-\u9fff]{{1,2}}", text))


@dataclass(slots=True)
class Reading:
    """The applications of one sheet, and the rows that were left out, by reason."""

    entries: list[Entry] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)


def read_entries(sheet: Sheet, layout: Layout, *, hidden_too: bool = True) -> Reading:
    """Return the applications of a sheet."""
    return _Reader(sheet, layout, hidden_too).read()


IDENTITY = ({"number"}, {"serial"}, {"received", "outcome"})
"""Columns of which the first that a sheet has tells, by merged cells, that rows are one application."""


def _indexes(layout: Layout, wanted: AbstractSet[str]) -> frozenset[int]:
    return frozenset(
        column.index for role, columns in layout.columns.items() if role in wanted for column in columns
    )


class _Reader:
    """Reads one sheet row by row; an entry is open until the next one begins."""

    def __init__(self, sheet: Sheet, layout: Layout, hidden_too: bool) -> None:
        self.sheet, self.layout, self.hidden_too = sheet, layout, hidden_too
        self.covered = covered_cells(sheet)
        self.found = Reading()
        self.by_row: dict[int, Entry] = {}
        self.received, self.serial = layout.index("received"), layout.index("serial")
        self.first = next((index for index, label in enumerate(layout.labels) if label), 0)
        self.keys = _indexes(layout, roles().keys() - {"private", "serial"})
        self.identity = next(
            (found for roles_ in IDENTITY if (found := _indexes(layout, roles_))), frozenset[int]()
        )
        words = ledger_words()
        self.totals, self.footers = re.compile(words["totals"]), re.compile(words["footers"])
        self.ticks, self.nothing = _marks(words["ticks"]), _marks(words["nothing"])

    def read(self) -> Reading:
        for row in range(self.layout.below, len(self.sheet.rows)):
            if row in self.sheet.hidden_rows and not self.hidden_too:
                self._leave_out("隐藏的行", row)
                continue
            entry = self._continued(row)
            if entry is None:
                reason = self._reason_to_skip(row)
                if reason is not None:
                    self._leave_out(reason, row)
                    continue
                entry = Entry(self.sheet.name, [])
                self.found.entries.append(entry)
            self._take(entry, row)
        return self.found

    def _leave_out(self, reason: str, row: int) -> None:
        if reason:
            self.found.left_out.setdefault(reason, []).append(row + 1)

    def _value(self, row: int, column: int) -> Value:
        """Return a cell; a cell that is covered by a merged one has its value."""
        home = self.covered.get((row, column))
        if home and home[0] >= self.layout.below:
            row, column = home
        return self.sheet.value(row, column)

    def _continued(self, row: int) -> Entry | None:
        """Return the entry that a row continues: merged cells say so."""
        homes = {self.covered.get((row, index), (row, index))[0] for index in self.identity}
        return self.by_row.get(homes.pop()) if len(homes) == 1 and homes != {row} else None

    def _reason_to_skip(self, row: int) -> str | None:
        """Return why a row is no application: empty text for blank rows, None when it is one."""
        if self.received is not None and read_day(self.sheet.value(row, self.received), 2000):
            return None
        cells = (
            (column, as_text(self.sheet.value(row, column))) for column in range(len(self.sheet.rows[row]))
        )
        filled = {column: text for column, text in cells if text}
        broken = any((row, column) in self.sheet.unvalued for column in self.keys)
        if not filled and not broken:
            return ""
        if any(self.totals.fullmatch(plain(text)) for text in filled.values()):
            return "合计的行"
        if self._header_again(filled):
            return "重复的表头"
        if filled and self.footers.fullmatch(next(iter(filled.values()))):
            return "表尾的说明"
        if broken or filled.keys() & self.keys:
            return "小标题" if filled.keys() == {self.first} and not broken else None
        if filled.keys() == {self.serial}:
            return "只有序号的空行" if filled[self.serial or 0].isdigit() else "小标题"
        return "只有备注一类内容的行"

    def _header_again(self, filled: Mapping[int, str]) -> bool:
        """Tell whether most cells are the labels of their columns, or the upper or lower half of them."""
        labels = [plain(label) for label in self.layout.labels]
        texts = {column: plain(text) for column, text in filled.items() if column < len(labels)}
        same = [
            column
            for column, text in texts.items()
            if len(text) > 1 and (labels[column].startswith(text) or labels[column].endswith(text))
        ]
        return len(same) * 2 > len(filled)

    def _take(self, entry: Entry, row: int) -> None:
        entry.rows.append(row + 1)
        self.by_row[row] = entry
        for role, columns in self.layout.columns.items():
            for column in columns:
                if (row, column.index) in self.sheet.unvalued and column.index in self.keys:
                    entry.unvalued.append(roles()[role].name)
                value = self._value(row, column.index)
                if as_text(value):
                    self._put(entry, column, value)
        cells = (as_text(value) for index, value in enumerate(self.sheet.rows[row]) if index != self.serial)
        entry.contents = hash((entry.contents, *cells))

    def _put(self, entry: Entry, column: Column, value: Value) -> None:
        role, text = column.role, as_text(value)
        if role in {"private", "applicant"}:
            entry.private += [piece for piece in (text, *_PIECES.split(text)) if len(piece) > 1]
            if role == "applicant" and text not in entry.applicant:
                # A person's name beside that of a unit: either may be the applicant.
                entry.named_like = None if entry.applicant else name_like(text)
                entry.applicant += text
        elif role == "number":
            entry.number = text
        elif roles()[role].day:
            if plain(text).upper() not in self.nothing and value not in entry.days.get(role, []):
                entry.days.setdefault(role, []).append(value)
        else:
            mark = _mark(text)
            if column.tick and mark in self.nothing:
                return
            if column.tick:
                text = column.tick if mark in self.ticks else f"{column.tick} {text}"
            elif role == "outcome" and mark in {"是", "否"} and "公开" not in column.label:
                text = f"{column.label}：{text}"  # yes to what: only a column about 公开 says it
            texts = entry.texts.setdefault(role, [])
            if mark not in self.nothing - {"无", "否"} and text not in texts:
                texts.append(text)


def _marks(marks: list[str]) -> frozenset[str]:
    return frozenset(_mark(mark) for mark in marks)


def _mark(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().upper()


def as_text(value: Value) -> str:
    """Return a cell as text: whole numbers without decimals, blanks around it removed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def name_like(name: str) -> str | None:
    """Return the column of the form to which an applicant's name belongs for certain."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    for known in ledger_words()["applicants"]["names"]:
        if re.search(rf"{known['ends']}$", text):
            return str(known["id"])
    return None


def row_ranges(rows: Iterator[int] | list[int]) -> str:
    """Return row numbers as a reader finds them: 3-9、11."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][-1] + 1:
            ranges[-1][1:] = [row]
        else:
            ranges.append([row])
    return "、".join("-".join(map(str, found)) for found in ranges)
