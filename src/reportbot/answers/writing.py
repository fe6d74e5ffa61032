"""Write single answers into the text of an answers file, in the words of the form."""

from collections.abc import Iterable, Mapping
from typing import Any

from reportbot.answers.editing import Step, drop, put
from reportbot.answers.keys import FACT_SECTIONS, KEYS
from reportbot.answers.statistics import REST
from reportbot.answers.values import NONE
from reportbot.form import Form, FormCell, Table
from reportbot.labels import bare, normalise
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, format_number, read_cell
from reportbot.questions import Answer, Question, load_section, problem_entry
from reportbot.report import Confirmation, Problem
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, parse

REST_NAME = "其余"


def key(name: str) -> Step:
    """Return the step to a top-level key, written in Chinese when it is new."""
    return (KEYS[name], name)


def put_fact(text: str, question: Question, value: Any) -> str:
    """Set a fact; ``value`` is of the question's type, a record a mapping by field id.

    None makes the question unanswered again.
    """
    section = load_section(question.section)
    path: list[Step] = [key("facts")] if question.section in FACT_SECTIONS else []
    path.append((section.name, section.id, *section.also) if path else key(question.section))
    path.append((question.answer.name, question.answer.id, *question.answer.also))
    return put(text, path, in_words(question.answer, value))


def in_words(answer: Answer, value: Any) -> Any:
    """Return a value as it is written in a file: Chinese names, 是 and 否, option names."""
    if value is None:
        return None
    if answer.type == "record" and isinstance(value, Mapping):
        given = [(field, value[field.id]) for field in answer.fields if value.get(field.id) is not None]
        return {field.name: in_words(field, item) for field, item in given}
    if answer.options and answer.type == "list":
        return [_option_name(answer, item) for item in value] or "无"
    if answer.type == "choice":
        return _option_name(answer, value)
    if answer.type == "percent":
        return f"{format_number(value)}%"
    empty = value != 0 and not value
    if isinstance(value, tuple):
        value = list(value)
    return "无" if empty else value


def _option_name(answer: Answer, option_id: str) -> str:
    return {option.id: option.name for option in answer.options}[option_id]


def put_year(text: str, year: int) -> str:
    """Set the reporting year."""
    return put(text, [key("year")], year)


def put_cell(text: str, form: Form, cell_id: str, cell: Cell) -> str:
    """State one cell; a blank one without a note is made unanswered.

    A table or row that was answered with "none" keeps its other cells at 0.
    """
    spec = form.cells[cell_id]
    line = next(line for line in lines_of(form, spec.table) if spec in line.cells)
    text, path = _open_line(text, form, line, spec.table)
    if len(line.cells) > 1:
        path = [*path, (bare(spec.leaf.label), str(spec.leaf.id), *spec.leaf.also)]
    return put(text, path, _cell_in_words(cell, spec))


def put_none(text: str, form: Form, table_id: str) -> str:
    """Answer a whole table with "none": every cell is 0."""
    return put(text, _table_path(form, form.table(table_id)), "无")


def put_rest(text: str, form: Form, table_id: str) -> str:
    """State that every cell of a table that is not filled in is 0."""
    if _is_none(_node(text, _table_path(form, form.table(table_id)))):
        return text
    return put(text, [*_table_path(form, form.table(table_id)), (REST_NAME, "rest")], 0)


def put_text(text: str, paragraph: str, words: str | None, drafted: str | None = None) -> str:
    """Keep a paragraph in the user's words, or with None go back to the draft.

    With ``drafted``, the text that the user edited, later drafts change only the
    sentences that the user left alone.
    """
    path = [key("texts"), (paragraph,)]
    if words is None:
        return drop(text, path)
    return put(text, path, {"正文": words, "原稿": drafted} if drafted else words)


def put_problem(text: str, index: int, problem: Problem | None) -> str:
    """Set, append or (with None) remove one problem of part 五."""
    path = [key("problems"), index]
    if problem is None:
        return drop(text, path)
    given = {field.id: getattr(problem, field.id) for field in problem_entry()}
    return put(
        text, path, in_words(Answer("problem", "问题", "record", fields=problem_entry()), _filled(given))
    )


def put_confirmation(text: str, index: int, confirmation: Confirmation) -> str:
    """Add or replace the reason given for a finding."""
    entry = {
        "规则": confirmation.code,
        "单元格": list(confirmation.cells),
        "当时的数": dict(confirmation.values),
        "理由": confirmation.reason,
    }
    return put(text, [key("confirmations"), index], _filled(entry))


def put_unverified(text: str, items: Iterable[str]) -> str:
    """Set which answers are provisional."""
    return put(text, [key("unverified")], list(items) or None)


def put_source(text: str, item: str, source: str) -> str:
    """Record where a value came from."""
    return put(text, [key("sources"), (item,)], source)


def _filled(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in (None, "", (), [], {})}


def _cell_in_words(cell: Cell, spec: FormCell) -> Any:
    written = cell.raw if cell.raw is not None else None
    if written is None and cell.value is not None:
        written = format_number(cell.value, spec.kind)
    return {"value": written, "note": cell.note} if cell.note else written


def _table_path(form: Form, table: Table) -> list[Step]:
    heading = form.part(table.id).heading
    return [key("statistics"), (table.also[0], table.id, table.name, *table.also, heading)]


def _node(text: str, path: Iterable[Step]) -> Node | None:
    node = parse(text)
    for step in path:
        if not isinstance(node, MappingNode) or isinstance(step, int):
            return None
        names = {normalise(name) for name in step}
        node = next((child for name, child in node if normalise(name.text) in names), None)
    return node


def _is_none(node: Node | None) -> bool:
    return (
        isinstance(node, Scalar)
        and node.value is not None
        and (node.text in NONE or read_cell(node.text).value == 0)
    )


def _open_line(text: str, form: Form, line: Line, table_id: str) -> tuple[str, list[Step]]:
    """Return the path to a line's node, after turning a "none" above it into ``其余: 0``."""
    path = _table_path(form, form.table(table_id))
    if _is_none(_node(text, path)):
        text = put(put(text, path, None), [*path, (REST_NAME, "rest")], 0)
    path = [*path, *_steps_to(_node(text, path), line)]
    if len(line.cells) > 1 and _is_none(_node(text, path)):
        text = put(text, path, {REST_NAME: 0})
    return text, path


def _steps_to(node: Node | None, line: Line) -> list[Step]:
    """Return the keys that lead to a line below its table, through groups where nested."""
    own = (bare(line.heading.label), line.id, *line.heading.also)
    if isinstance(node, MappingNode):
        for name, child in node:
            word = normalise(name.text)
            if name.text == line.id or word in line.names:
                return [(name.text,)]
            if name.text not in REST and word in line.groups and isinstance(child, MappingNode):
                return [(name.text,), *_steps_to(child, line)]
    return [own]
