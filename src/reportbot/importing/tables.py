"""Recognise the tables of a form by their labels and read their cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportbot.form import Form, FormCell
from reportbot.importing.alignment import fill_gaps, like
from reportbot.importing.blocks import NOWHERE, Entry, Row, Table
from reportbot.importing.heads import Heads, heads_of_rows
from reportbot.importing.placing import by_columns, by_order, extra_side, read_entry
from reportbot.importing.rows import DataRow, data_rows
from reportbot.importing.vocabulary import (
    JOINT,
    compact,
    foreign_names,
    is_blank,
    is_label,
    is_piece,
    is_value,
    name,
    official_columns,
    words_of,
)
from reportbot.labels import bare, normalise
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, Number, read_cell
from reportbot.report import Remark, RemarkKind

FEWEST_BARE = 3
"""A row without a label must have all its numbers, and at least so many."""

LONG_PIECE = 6
"""A piece of at least so many characters shows that a label is broken, not lost."""


@dataclass(slots=True)
class Reading:
    """What came of the tables.

    ``missing`` are tables of which nothing was found, ``unknown`` rows in front of any known label.
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    outside: dict[str, Number | None] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unknown: list[Row] = field(default_factory=list)

    def remark(self, kind: RemarkKind, text: str, official: str = "", entry: Entry | None = None) -> None:
        """Note something, once."""
        made = Remark(kind, text, official, entry.place if entry else NOWHERE)
        if made not in self.remarks:
            self.remarks.append(made)


def read_tables(tables: Sequence[Table], form: Form, forms: tuple[Form, ...]) -> Reading:
    """Read every cell of a form that the tables hold for certain; the rest becomes remarks."""
    reading = Reading()
    rows: dict[str, list[DataRow]] = {table.id: [] for table in form.tables}
    rest: dict[str, list[Row]] = {table.id: [] for table in form.tables}
    for found in data_rows(tables, form):
        if isinstance(found, DataRow):
            rows[found.table].append(found)
        elif found[0]:
            rest[found[0]] += found[1]
        else:
            reading.unknown += found[1]
    for table in form.tables:
        for texts in [*(row.above for row in rows[table.id]), rest[table.id]]:
            _remark_texts(texts, form, table.id, reading)
        if rows[table.id]:
            _TableReader(form, table.id, forms, reading).read(rows[table.id])
        elif not rest[table.id]:
            reading.missing.append(table.id)
    return reading


def _remark_texts(rows: Iterable[Row], form: Form, table: str, reading: Reading) -> None:
    """Note what stands in a table and is neither a label nor a piece of one."""
    for entry in (entry for row in rows for entry in row):
        known = is_blank(entry.text) or is_value(entry.text) or is_label(entry.text, (form,))
        if not known and not all(is_piece(part, (form,)) for part in entry.text.split(JOINT)):
            reading.remark("text", _one_line(entry.text), form.part(table).heading, entry)


@dataclass(slots=True)
class _TableReader:
    """Reads the rows of one table."""

    form: Form
    table: str
    forms: tuple[Form, ...]
    reading: Reading
    _extra: str = ""
    _usual: int = 0

    def read(self, rows: list[DataRow]) -> None:
        lines = self._lines(rows)
        heads = heads_of_rows(rows, lines, self.form, self.table, self.forms)
        self._remark_heads({id(one): one for one in heads if one}.values())
        self._extra = extra_side(
            [(row.values, len(line.cells)) for row, line in zip(rows, lines, strict=True) if line]
        )
        self._usual = Counter(map(_length, rows)).most_common(1)[0][0]
        printed: dict[str, list[tuple[DataRow, Line, Heads]]] = {}
        for row, line, above in zip(rows, lines, heads, strict=True):
            if line and above:
                printed.setdefault(line.id, []).append((row, line, above))
            else:
                self._outside(row)
        for same in printed.values():
            self._rows(same)

    def _rows(self, same: list[tuple[DataRow, Line, Heads]]) -> None:
        """Read a row that is printed once, or twice alike; where numbers differ none is certain.

        A row under this form's headings counts before one in some other table of the report.
        """
        fitting = [one for one in same if one[2].confirmed] or same
        row, line, heads = fitting[0]
        self._label(row, line)
        chosen = self._place(row, line.cells, heads)
        if len({tuple(value.text.strip() for value in one[0].values) for one in fitting}) > 1:
            chosen = None
        if chosen:
            for cell, entry in zip(line.cells, chosen, strict=True):
                self.reading.cells[cell.id] = read_entry(entry, cell)
        for one in same:
            if chosen is None or one not in fitting:
                self._refuse(one[0], line)

    def _lines(self, rows: list[DataRow]) -> list[Line | None]:
        """Return the official line of each row, in gaps between certain ones by order and likeness."""
        lines = lines_of(self.form, self.table)
        if not self.form.table(self.table).label_columns:
            return self._unlabelled(rows)
        order = {line.id: number for number, line in enumerate(lines)}
        anchors = [order[row.line.id] if row.line else None for row in rows]
        filled = fill_gaps(
            anchors,
            len(lines),
            lambda item, number: self._fits(rows[item], lines[number]),
            lambda item: not any(not is_blank(entry.text) for entry in rows[item].labels),
        )
        return [
            row.line or (None if number is None else lines[number])
            for row, number in zip(rows, filled, strict=True)
        ]

    def _unlabelled(self, rows: list[DataRow]) -> list[Line | None]:
        """A table without row labels has one row: the one that holds as many values as the form."""
        cells = tuple(self.form.cells_of(self.table))
        whole = Line(self.table, cells[0].row[-1], frozenset(), frozenset(), cells, {}, frozenset())
        fitting = [row for row in rows if len(row.values) >= len(cells)]
        return [whole if fitting == [row] else None for row in rows]

    def _fits(self, row: DataRow, line: Line) -> bool:
        texts = [entry.text for entry in row.labels if not is_blank(entry.text)]
        if not texts:
            filled = sum(not is_blank(value.text) for value in row.values)
            return filled == len(line.cells) >= FEWEST_BARE
        own = [text for text in texts if name(text) not in line.groups] or texts[-1:]
        foreign = foreign_names(self.form, self.table, self.forms)
        if foreign.intersection(map(name, own)) and name(own[-1]) not in line.groups:
            return False
        official = (line.heading.label, *line.heading.also)
        joined = "".join(own)
        return name(own[-1]) in line.groups or any(like(t, o) for t in (joined, own[-1]) for o in official)

    def _remark_heads(self, heads: Iterable[Heads]) -> None:
        """Note headings of another form and headings in other words than the official ones."""
        foreign = foreign_names(self.form, self.table, self.forms)
        official = official_columns(self.form, self.table)
        for entry in (entry for one in heads for row in one.rows for entry in row):
            printed = name(entry.text)
            if printed in foreign:
                self.reading.remark("foreign_item", _one_line(entry.text), entry=entry)
            elif printed in official and normalise(official[printed]) != printed:
                self.reading.remark("label_variant", _one_line(entry.text), official[printed], entry)

    def _place(self, row: DataRow, cells: Sequence[FormCell], heads: Heads) -> list[Entry] | None:
        """Return the values under their columns; a row with blanks only where these are in their places."""
        chosen = self._choose(row, cells, heads) if heads.confirmed else None
        return chosen if row.source.blanks or _all_filled(chosen) else None

    def _choose(self, row: DataRow, cells: Sequence[FormCell], heads: Heads) -> list[Entry] | None:
        labelled = self.form.table(self.table).label_columns > 0
        extra = (self._extra if _length(row) == self._usual else "") if labelled else _extra_of_only_row(row)
        by_count = by_order(row.values, cells, extra)
        if row.source.shape != "grid":
            return by_count
        if by_count and len(row.values) > len(cells) and not all(map(row.source.holds, by_count)):
            return None
        regular = heads.source is row.source and row.source.is_regular(row.values)
        in_columns = by_columns(row.values, heads.columns, len(cells)) if regular else None
        if in_columns is None or by_count is None:
            return in_columns or by_count
        same = [one.text for one in in_columns] == [other.text for other in by_count]
        return in_columns if same or len(row.values) != len(cells) else None

    def _label(self, row: DataRow, line: Line) -> None:
        if not line.names:
            return
        texts = [entry for entry in row.labels if not is_blank(entry.text)]
        printed = texts[-1].text if texts else ""
        official = line.heading.label
        if name(printed) == normalise(official) or _is_broken(row, official):
            return
        if row.line is None and (not printed or name(printed) in line.groups):
            self.reading.remark("label_missing", printed, official, (texts or row.values)[-1])
        else:
            self.reading.remark("label_variant", _one_line(printed), official, texts[-1])

    def _refuse(self, row: DataRow, line: Line) -> None:
        numbers = "、".join(entry.text.strip() for entry in row.values if not is_blank(entry.text))
        if numbers:
            official = bare(line.heading.label) or self.form.part(self.table).heading
            place = row.values[0]
            self.reading.remark("row_unplaced", f"{official}：{_one_line(numbers)}", official, place)

    def _outside(self, row: DataRow) -> None:
        labels = [entry for entry in row.labels if not is_blank(entry.text)]
        filled = [entry for entry in row.values if not is_blank(entry.text)]
        if not filled:
            return
        label = _one_line(labels[-1].text) if labels else ""
        foreign = bool(labels) and self._other_line(labels[-1].text)
        cells = _common_cells(self.form, self.table)
        chosen = by_order(row.values, cells, self._extra) if cells else None
        if label and chosen:
            for cell, entry in zip(cells, chosen, strict=True):
                read = read_cell(entry.text.strip(), units=cell.leaf.units)
                self.reading.outside[f"{label} / {bare(cell.leaf.label)}"] = read.value
        elif label:
            for number, entry in enumerate(filled, 1):
                self.reading.outside[f"{label} / 第{number}个数"] = read_cell(entry.text.strip()).value
        numbers = "、".join(_one_line(entry.text) for entry in filled)
        kind: RemarkKind = "foreign_item" if foreign else "row_outside"
        self.reading.remark(kind, f"{label}：{numbers}" if label else numbers, entry=filled[0])

    def _other_line(self, text: str) -> bool:
        return any(
            name(text) in words_of(form, self.table).rows
            for form in self.forms
            if form is not self.form and any(table.id == self.table for table in form.tables)
        )


def _length(row: DataRow) -> int:
    """Return of how many cells a row is, from its group label on.

    Blank cells in front count, but in a stream they end the row before.
    """
    groups = row.line.groups if row.line else frozenset()
    own = 0
    for entry in reversed(row.labels):
        ends = row.source.shape == "stream" if is_blank(entry.text) else name(entry.text) not in groups
        if own and ends:
            break
        own += 1
    return own + len(row.values)


def _extra_of_only_row(row: DataRow) -> str:
    """Blanks behind a row that stands on a line of its own are those of bars at its end."""
    return "after" if row.source.shape == "rows" and not row.labels else ""


def _all_filled(chosen: list[Entry] | None) -> bool:
    return chosen is not None and all(not is_blank(entry.text) for entry in chosen)


def _is_broken(row: DataRow, official: str) -> bool:
    """Tell whether the official label is there, only broken over several cells or lines."""
    pieces = [compact(entry.text) for above in (*row.above, row.labels) for entry in above]
    whole = compact(official)
    return whole in "".join(pieces) or any(len(piece) >= LONG_PIECE and piece in whole for piece in pieces)


def _one_line(text: str) -> str:
    return "".join(text.split())


def _common_cells(form: Form, table: str) -> tuple[FormCell, ...]:
    """Return the columns that every row of a table shares, nothing where rows differ."""
    if not form.table(table).label_columns:
        return ()
    lines = lines_of(form, table)
    same = len({tuple(cell.leaf.label for cell in line.cells) for line in lines}) == 1
    return lines[0].cells if same else ()
