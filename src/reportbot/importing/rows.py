"""Cut tables of any shape into rows: their labels, what is printed above them, their values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportbot.form import Form
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
    continued: bool


def data_rows(tables: Sequence[Table], form: Form) -> Iterator[DataRow | tuple[str, tuple[Row, ...]]]:
    """Yield the rows with numbers of all tables in order; texts after the last are yielded as they are.

    A row belongs to the table of the form whose labels were met last.
    """
    words = vocabulary(form)
    current: TableWords | None = None
    for source in tables:
        continued = True
        above: list[Row] = []
        for row in _cut(source, form):
            current = _table_of(row, words) or current
            if current is None:
                continue
            found = _split(row, current, above)
            if found is None:
                above.append(row)
                continue
            labels, values, line = found
            yield DataRow(current.table, source, labels, values, tuple(above), line, continued)
            above, continued = [], False
        if above and current:
            yield current.table, tuple(above)


def _table_of(row: Row, words: tuple[TableWords, ...]) -> TableWords | None:
    """Return the only table of which a row has labels, None when it has none or of several."""
    texts = [entry.text for entry in row if not is_value(entry.text)]
    names = {name(part) for text in texts for part in (text, *text.split(JOINT))} - {""}
    found = [table for table in words if names & table.distinctive]
    if len(found) < 2:
        return found[0] if found else None
    hits = [len(names & table.distinctive) for table in found]
    best = max(hits)
    return found[hits.index(best)] if hits.count(best) == 1 else None


def _cut(table: Table, form: Form) -> Iterator[Row]:
    """Yield the rows of a table; where their ends are not known a label begins a new one."""
    if table.shape == "grid":
        yield from table.rows
        return
    rows = {known for words in vocabulary(form) for known in words.rows}
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
    words = vocabulary(form)
    printed = name(text)
    return any(printed in table.distinctive for table in words) or is_piece(text, (form,))


Split = tuple[tuple[Entry, ...], tuple[Entry, ...], Line | None]


def _split(row: Row, words: TableWords, above: Sequence[Row]) -> Split | None:
    """Part a row into labels and values; None for a row without values."""
    first = next(
        (at for at, entry in enumerate(row) if not is_blank(entry.text) and is_value(entry.text)), len(row)
    )
    texts = [at for at in range(first) if not is_blank(row[at].text)]
    numbers = first < len(row)
    if not words.rows:
        labels = [at for at in texts if _is_label(row[at].text, words.form)]
        values = _after(row, labels)
        filled = any(not is_blank(value.text) for value in values)
        return (row[: labels[-1] + 1] if labels else (), values, None) if filled else None
    if not numbers and _is_header(row, texts, words):
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


def _is_label(text: str, form: Form) -> bool:
    return all(is_piece(part, (form,)) for part in text.split(JOINT))


def _after(row: Row, texts: Sequence[int]) -> tuple[Entry, ...]:
    return row[texts[-1] + 1 :] if texts else row


def _is_header(row: Row, texts: Sequence[int], words: TableWords) -> bool:
    names = [name(row[at].text) for at in texts]
    return sum(printed in words.columns or printed in words.around for printed in names) > 1


def _line(text: str, words: TableWords) -> Line | None:
    found = words.rows.get(name(text), ())
    return found[0] if len(found) == 1 else None


def _joined(pieces: Sequence[str], own: Sequence[str], words: TableWords) -> Line | None:
    """Return the line whose label is broken over the last pieces and the row's own texts."""
    texts = [*pieces, *own]
    for count in range(2, min(len(texts), MOST_JOINED) + 1):
        if line := _line("".join(texts[-count:]), words):
            return line
    return None
