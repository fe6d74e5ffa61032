"""The headings printed above the numbers: whether they are this form's, and where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportbot.form import Form, FormCell
from reportbot.importing.alignment import fill_gaps, like
from reportbot.importing.blocks import Row, Table
from reportbot.importing.placing import Columns, columns_of
from reportbot.importing.rows import DataRow
from reportbot.importing.vocabulary import foreign_names, is_blank, is_value, name, words_of
from reportbot.labels import normalise
from reportbot.lines import Line


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of one block; ``columns`` hold in the table ``source`` only.

    Without ``confirmed`` nothing below them may be read: they are missing, of another form,
    or in another order.
    """

    rows: Sequence[Row]
    confirmed: bool
    columns: Columns
    source: Table


def heads_of_rows(
    rows: Sequence[DataRow], lines: Sequence[Line | None], form: Form, table: str, forms: tuple[Form, ...]
) -> list[Heads | None]:
    """Return the headings above each row whose line is known; a table may be printed more than once."""
    found: list[Heads | None] = []
    by_block: dict[int, Heads] = {}
    last: list[Row] = []
    for row, line in zip(rows, lines, strict=True):
        own = tuple(entry for entry in row.labels if line is None or entry is not row.labels[-1])
        printed = [*row.above, own] if row.source.shape != "grid" else list(row.above)
        texts = any(_is_text(entry.text) for above in printed for entry in above)
        last = printed if texts else last
        if line is None:
            found.append(None)
            continue
        block = line.cells[0].block
        if block not in by_block or (texts and _are_heads(printed, line.cells, form, table, forms)):
            confirmed = _confirmed(line.cells, last, form, table, forms)
            columns = columns_of(last, line.cells) if row.source.shape == "grid" else {}
            by_block[block] = Heads(last, confirmed, columns, row.source)
            last = last if len(form.table(table).blocks) == 1 else []
        found.append(by_block[block])
    return found


def _are_heads(
    printed: Sequence[Row], cells: Sequence[FormCell], form: Form, table: str, forms: tuple[Form, ...]
) -> bool:
    """Tell whether texts above a row are headings anew, not only labels that stand between rows."""
    names = {name(entry.text) for row in printed for entry in row}
    known = {leaf for cell in cells for leaf in cell.leaf.names} | foreign_names(form, table, forms)
    return len(names & known) >= min(2, len(cells))


def _is_text(text: str) -> bool:
    return not is_blank(text) and not is_value(text) and len(name(text)) > 1


def _confirmed(
    cells: Sequence[FormCell], heads: Sequence[Row], form: Form, table: str, forms: tuple[Form, ...]
) -> bool:
    """Tell whether printed headings are those of this form, in its order."""
    texts = [name(entry.text) for row in heads for entry in row if not is_blank(entry.text)]
    if foreign_names(form, table, forms).intersection(texts) or not _in_order(cells, texts):
        return False
    if _other_unit(cells, [entry.text for row in heads for entry in row]):
        return False
    whole = "".join(texts)
    known = [any(leaf in whole for leaf in cell.leaf.names) for cell in cells]
    if all(known):
        return True
    if len({_leaves(other, table) for other in forms} - {()}) == 1:
        groups = {heading.label for cell in cells for heading in cell.column[:-1]}
        return any(known) or (bool(groups) and all(normalise(group) in texts for group in groups))
    return any(known) and _complete(
        cells, [text for text in texts if text not in words_of(form, table).around]
    )


def _leaves(form: Form, table: str) -> tuple[str, ...]:
    """Return what the columns of a table are called, nothing where a form lacks the table."""
    if all(entry.id != table for entry in form.tables):
        return ()
    return tuple(dict.fromkeys(cell.leaf.label for cell in form.cells_of(table)))


def _in_order(cells: Sequence[FormCell], texts: Sequence[str]) -> bool:
    """Tell whether headings under one common heading come in the order of the form."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for cell in cells:
        at = next((at for at, text in enumerate(texts) if text in cell.leaf.names), None)
        if at is not None:
            groups.setdefault(tuple(heading.label for heading in cell.column[:-1]), []).append(at)
    return all(places == sorted(places) for places in groups.values())


_MONEY = re.compile(r"[（(](?:单位[:：]?)?([亿千百十]?万?元)[)）]")


def _other_unit(cells: Sequence[FormCell], texts: Iterable[str]) -> bool:
    """Tell whether a heading states another unit of money than the form's."""
    for text in texts:
        if stated := _MONEY.search(text):
            leaf = next((cell.leaf for cell in cells if name(text) in cell.leaf.names), None)
            if leaf and stated[1] not in leaf.units:
                return True
    return False


def _complete(cells: Iterable[FormCell], texts: Sequence[str]) -> bool:
    """Tell whether damaged headings can only be all those of a block."""
    leaves = list({cell.leaf.label: cell.leaf for cell in cells}.values())
    last = texts[-len(leaves) :]
    anchors = [next((at for at, leaf in enumerate(leaves) if text in leaf.names), None) for text in last]
    found = fill_gaps(anchors, len(leaves), lambda item, number: like(last[item], leaves[number].label))
    return found == list(range(len(leaves)))
