"""Changes of an answers file: each knows what it touches and how it is written into the text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportbot.answers import writing
from reportbot.answers.editing import put
from reportbot.form import Form
from reportbot.numbers import Cell
from reportbot.questions import Question
from reportbot.report import Confirmation, Problem, Report


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; ``item`` is the id of the cell, fact or entry that it sets."""

    item: str
    write: Callable[[str], str]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every change written into it."""
    for edit in edits:
        text = edit.write(text)
    return text


def set_previous(path: str) -> Edit:
    """Name last year's file."""
    return Edit("previous", partial(put, path=[writing.key("previous")], value=path))


def set_fact(question: Question, values: Mapping[str, Any], report: Report) -> Edit:
    """Answer a question; for a record the fields that are not given keep what they hold."""
    value: Any = values.get(question.id)
    if question.answer.type == "record":
        fields = {field.id: f"{question.id}.{field.id}" for field in question.answer.fields}
        value = {name: values.get(fact, report.facts.get(fact)) for name, fact in fields.items()}
    return Edit(question.id, partial(writing.put_fact, question=question, value=value))


def set_cell(form: Form, cell_id: str, value: Any) -> Edit:
    """State one cell."""
    cell = value if isinstance(value, Cell) else Cell(value)
    return Edit(cell_id, partial(writing.put_cell, form=form, cell_id=cell_id, cell=cell))


def set_none(form: Form, table_id: str) -> Edit:
    """Answer a whole table with 无."""
    return Edit(table_id, partial(writing.put_none, form=form, table_id=table_id))


def set_rest(form: Form, table_id: str) -> Edit:
    """State that every other cell of a table is 0."""
    return Edit(f"{table_id}.rest", partial(writing.put_rest, form=form, table_id=table_id))


def set_problem(index: int, problem: Problem | None) -> Edit:
    """Set, append or remove a problem of part five."""
    return Edit(f"problems.{index}", partial(writing.put_problem, index=index, problem=problem))


def set_text(paragraph: str, words: str | None, drafted: str | None = None) -> Edit:
    """Keep a paragraph in the user's words, with the draft they were made from."""
    put = partial(writing.put_text, paragraph=paragraph, words=words, drafted=drafted)
    return Edit(f"texts.{paragraph}", put)


def set_confirmation(index: int, confirmation: Confirmation) -> Edit:
    """Give the reason for a finding."""
    return Edit(
        f"confirmations.{index}", partial(writing.put_confirmation, index=index, confirmation=confirmation)
    )


def set_unverified(items: Iterable[str]) -> Edit:
    """Set which answers are provisional."""
    return Edit("unverified", partial(writing.put_unverified, items=tuple(items)))
