"""Fill cells one by one or as a block, as a grid does; every cell is on disk before the next."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportbot.interview.edits import Edit, set_cell
from reportbot.interview.helping import cell_lines
from reportbot.interview.messages import Message
from reportbot.interview.pasting import read_block
from reportbot.interview.session import Step
from reportbot.interview.targets import cell_targets
from reportbot.interview.understanding import understand_numbers
from reportbot.interview.wording import said, words
from reportbot.numbers import Cell, Number, format_number
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.interview.conversation import Interview


def fill(interview: "Interview", cell_id: str, text: str) -> tuple[Message, ...]:
    """Put what was typed into one cell; nothing typed makes it blank again."""
    report = interview.session.report
    target = cell_targets(report, (cell_id,))[0]
    value = None
    if text.strip():
        understood = understand_numbers(text, [target])
        value = 0 if said(text) == "none" else understood.values.get(cell_id)
        if value is None or understood.unread:
            return (Message(f"“{text}”不是数，没有填。", "warning"),)
    return _keep(interview, [set_cell(report.form, cell_id, Cell(value))], cell_id)


def fill_block(interview: "Interview", table_id: str, text: str, start: str) -> tuple[Message, ...]:
    """Put a pasted block into a table from a cell on; sums are worked out, not taken."""
    report = interview.session.report
    pasted = read_block(text, report.form, table_id, start)
    derived = report.form.derived_totals
    cells = {cell: value for cell, value in pasted.cells.items() if cell not in derived}
    notes = []
    if pasted.unread:
        notes.append(Message(words("unread", words="；".join(pasted.unread)), "warning"))
    if not cells:
        return (*notes, Message("没有认出能填的数。", "warning"))
    edits = [set_cell(report.form, cell, Cell(value.value)) for cell, value in cells.items()]
    return (*_keep(interview, edits, start), *notes, Message(f"填了 {len(cells)} 格。", "note"))


def _keep(interview: "Interview", edits: Sequence[Edit], cell_id: str) -> tuple[Message, ...]:
    row = cell_id.rpartition(".")[0]
    report = interview.session.report
    step = Step(row, "", "line", report.form.row_label(cell_id), "", "answered")
    return interview.keep(tuple(edits), step)


def about_cell(cell_id: str, report: Report) -> tuple[str, ...]:
    """Return what belongs into a cell, and which of its sums do not hold."""
    return (*_sums(cell_id, report), *cell_lines(cell_id, report))


def _sums(cell_id: str, report: Report) -> Iterator[str]:
    """Yield every sum with this cell that is complete and does not hold."""
    for relation in report.form.relations:
        left, right = _sum(relation.left, report), _sum(relation.right, report)
        if cell_id not in relation.cells or left is None or right is None or left == right:
            continue
        columns = {cell.rpartition(".")[2] for cell in relation.cells}
        names = [_named(side, report, by_row=len(columns) == 1) for side in (relation.left, relation.right)]
        yield (
            f"✗ {names[0]} 是 {format_number(left)}，{names[1]} 是 {format_number(right)}，"
            f"差 {format_number(max(left, right) - min(left, right))}"
        )


def _sum(cells: Sequence[str], report: Report) -> Number | None:
    values = [report.value(cell) for cell in cells]
    filled: list[Number] = [value for value in values if value is not None]
    return sum(filled) if len(filled) == len(values) else None


def _named(cells: Sequence[str], report: Report, *, by_row: bool) -> str:
    """Name cells by what tells them apart: their rows in a sum down a column, else their columns."""
    names = [
        report.form.row_label(cell) if by_row else report.form.cells[cell].leaf.label for cell in cells[:3]
    ]
    return "＋".join(map(str, names)) + ("……" if len(cells) > len(names) else "")
