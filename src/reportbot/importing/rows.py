"""Cut tables of any shape into rows: their labels, what is printed above them, their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportbot.form import Form
from reportbot.grid import layout
from reportbot.importing.blocks import Entry, Row, Table
from reportbot.importing.vocabulary import (
    JOINT,
    TableWords,
    is_blank,
    is_piece,
    is_value,
    name,
    vocabulary,
)
from reportbot.lines import Line

TELLING = 3
"""Shorter labels (其他, 总计) stand in several tables and do not tell which it is."""

_LEVELS = re.compile(rf"[{JOINT}/\n]|(?=\d{{1,2}}[.、．])|(?=[（(][一二三四五六七八九十][)）])")
"""Where a label that names its group as well parts: （三）不予公开／1.属于国家秘密."""

LONGEST_REMARK = 20
"""A longer text behind numbers is the label of a row that the form does not have."""

MOST_JOINED = 4
"""So many pieces of a broken label are put together at most."""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row with numbers, or with blanks where numbers belong.

    ``labels`` are the texts in front of the values, ``above`` the rows of text since the
    last row with numbers. ``line`` is the official line where the label is plainly its.
    """

    table: str
    source: Table
    labels: tuple[Entry, ...]
    values: tuple[Entry, ...]
    above: tuple[Row, ...]
    line: Line | None


def data_rows(tables: Sequence[Table], form: Form) -> Iterator[DataRow | tuple[str, tuple[Row, ...]]]:
    """Yield the rows with numbers of all tables in order; texts behind the last are yielded as they are.

    A row belongs to the table of the form whose labels were met last, to none ("") in a table
    that has texts but no label. Headings in a table of their own are those of the next one.
    """
    current: TableWords | None = None
    above: list[Row] = []
    for source in tables:
        if _is_other(source, form):
            yield "", source.rows
            continue
        names = [_names(row) for row in source.rows]
        current = _table_of(set[str]().union(*names), vocabulary(form), current)
        rows = source.rows
        if source.shape != "grid":
            rows = tuple(_cut(source, form, current))
            names = [_names(row) for row in rows]
        for row, printed in zip(rows, names, strict=True):
            current = _switched(printed, vocabulary(form), current)
            if current is None:
                yield "", (row,)
                continue
            found = _split(row, current, above, source)
            if found is None:
                above.append(row)
                continue
            labels, values, line = found
            yield DataRow(current.table, source, labels, values, tuple(above), line)
            above = []
    if above and current:
        yield current.table, tuple(above)


def _is_other(table: Table, form: Form) -> bool:
    """Tell whether a table has texts, but none that is a label of the form or a piece of one."""
    return bool(table.texts) and not any(_is_label(text, form) for text in table.texts)


def _names(row: Row) -> set[str]:
    texts = [entry.text for entry in row if entry.text and not is_value(entry.text)]
    names = {name(text) for text in texts}
    names |= {name(part) for text in texts if JOINT in text for part in text.split(JOINT)}
    return names - {""}


def _table_of(names: set[str], words: Sequence[TableWords], current: TableWords | None) -> TableWords | None:
    """Return the table of which names are labels most; the current one where others have no more."""
    best, most = current, len(names & current.distinctive) if current else 0
    for table in words:
        hits = len(names & table.distinctive)
        if hits > most:
            best, most = table, hits
    return best


def _switched(names: set[str], words: Sequence[TableWords], current: TableWords | None) -> TableWords | None:
    """Return the table a row belongs to: another one when it has labels of that one only."""
    telling = {printed for printed in names if len(printed) >= TELLING}
    found = [table for table in words if telling & table.distinctive]
    return found[0] if len(found) == 1 else current


def _cut(table: Table, form: Form, words: TableWords | None) -> Iterator[Row]:
    """Yield the rows of a table that is no grid: a label behind values begins a new one."""
    rows = {known for other in vocabulary(form) for known in other.rows if len(known) >= TELLING}
    rows |= set(words.rows) if words else set()
    for row in table.rows:
        current: list[Entry] = []
        valued = named = False
        for entry in row:
            if is_blank(entry.text) or is_value(entry.text):
                valued = valued or not is_blank(entry.text) or named
            else:
                known = name(entry.text) in rows
                if valued and (known or _begins_row(entry.text, form)):
                    yield tuple(current)
                    current, valued, named = [], False, False
                named = named or known
            current.append(entry)
        if current:
            yield tuple(current)


def _begins_row(text: str, form: Form) -> bool:
    """Tell whether a text is a label, or longer than what stands in a cell beside numbers."""
    words = vocabulary(form)
    printed = name(text)
    known = any(printed in table.distinctive for table in words) or is_piece(text, (form,))
    return known or len(text) > LONGEST_REMARK


Split = tuple[tuple[Entry, ...], tuple[Entry, ...], Line | None]


def _split(row: Row, words: TableWords, above: Sequence[Row], source: Table) -> Split | None:
    """Part a row into labels and values; None for a row without values."""
    first = next(
        (at for at, entry in enumerate(row) if not is_blank(entry.text) and is_value(entry.text)), len(row)
    )
    texts = [at for at in range(first) if not is_blank(row[at].text)]
    numbers = first < len(row)
    if not words.rows:
        labels = [at for at in texts if _is_label(row[at].text, words.form)]
        values = (_last_row(row, words) if source.shape == "stream" else ()) or _after(row, labels)
        filled = any(not is_blank(value.text) for value in values)
        return (row[: labels[-1] + 1] if labels else (), values, None) if filled else None
    if not numbers and ((source.shape != "grid" and len(texts) > 1) or _is_header(row, texts, words)):
        return None
    for at in reversed(texts):
        if line := _line(row[at].text, words):
            values = row[at + 1 :]
            return (row[: at + 1], values, line) if values else None
    if not numbers:
        return None
    pieces = [entry.text for earlier in above[-MOST_JOINED:] for entry in earlier if not is_blank(entry.text)]
    own = [row[at].text for at in texts]
    return row[: texts[-1] + 1] if texts else (), _after(row, texts), _joined(pieces, own, words)


def _last_row(row: Row, words: TableWords) -> tuple[Entry, ...]:
    """Return the last row of a table that runs as a stream of cells, if no cell is missing."""
    table = layout(words.form, words.table)
    return row[-table.columns :] if len(row) == table.rows * table.columns else ()


def _is_label(text: str, form: Form) -> bool:
    return all(is_piece(part, (form,)) for part in text.split(JOINT))


def _after(row: Row, texts: Sequence[int]) -> tuple[Entry, ...]:
    return row[texts[-1] + 1 :] if texts else row


def _is_header(row: Row, texts: Sequence[int], words: TableWords) -> bool:
    names = [name(row[at].text) for at in texts]
    return sum(printed in words.columns or printed in words.around for printed in names) > 1


def _line(text: str, words: TableWords) -> Line | None:
    found = words.rows.get(name(text), ())
    if len(found) == 1:
        return found[0]
    *groups, last = [piece for piece in _LEVELS.split(text) if not is_blank(piece)] or [""]
    lines = [line for line in words.rows.get(name(last), ()) if line.groups.intersection(map(name, groups))]
    return lines[0] if len(lines) == 1 else None


def _joined(pieces: Sequence[str], own: Sequence[str], words: TableWords) -> Line | None:
    """Return the line whose label is broken over the last pieces and the row's own texts."""
    texts = [*pieces, *own]
    for count in range(2, min(len(texts), MOST_JOINED) + 1):
        if line := _line("".join(texts[-count:]), words):
            return line
    return None
