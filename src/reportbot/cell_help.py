"""Explain rows and columns of the tables: what counts, what does not, on what basis."""

import contextlib
from collections.abc import Mapping
from typing import Any

from reportbot.cell_names import find_cell
from reportbot.errors import InputError
from reportbot.form import Form, FormCell, all_forms
from reportbot.labels import normalise
from reportbot.overlay import cached, load
from reportbot.questions import Question, all_questions, load_section

_WORDS = {"what": "填什么", "excludes": "不填什么", "basis": "依据", "example": "例子", "holder": "谁掌握"}


@cached
def _help() -> Mapping[str, Any]:
    data: Mapping[str, Any] = load("prompts", "cells.yaml")
    return data


def row_help(cell: FormCell) -> Mapping[str, str]:
    """Return the help for a cell's row (its block in a table without rows)."""
    table, row, _ = cell.id.split(".")
    found: Mapping[str, str] = _help()["rows"].get(f"{table}.{row}", {})
    return found


def column_help(cell: FormCell) -> Mapping[str, str]:
    """Return the help for a cell's column."""
    table, _, column = cell.id.split(".")
    found: Mapping[str, str] = _help()["columns"].get(f"{table}.{column}", {})
    return found


def table_help(table_id: str) -> Mapping[str, str]:
    """Return the help for a table as a whole."""
    found: Mapping[str, str] = _help()["tables"].get(table_id, {})
    return found


def find_cells(words: str) -> list[tuple[Form, str]]:
    """Find cells by id, row id, printed label of a row or column, or words for one cell (``表三/（七）/总计``).

    Each row or column is given once, newest form first.
    """
    found: dict[str, tuple[Form, str]] = {}
    name = normalise(words)
    for form in reversed(all_forms()):
        if words in form.cells:
            return [(form, words)]
        for cell in form.cells.values():
            table, row, column = cell.id.split(".")
            line = cell.row[-1] if cell.row[-1].label else cell.column[-2]
            if words == f"{table}.{row}" or name in line.names:
                found.setdefault(f"{table}.{row}", (form, cell.id))
            elif name in cell.leaf.names and not cell.leaf.total:
                found.setdefault(f"{table}..{column}", (form, cell.id))
    return list(found.values()) or _cell_in_words(words)


def _cell_in_words(words: str) -> list[tuple[Form, str]]:
    for form in reversed(all_forms()):
        with contextlib.suppress(InputError):
            return [(form, find_cell(form, words))]
    return []


def find_questions(words: str) -> list[Question]:
    """Find questions by id or by any name they have in an answers file."""
    name = normalise(words)
    return [
        question
        for question in all_questions().values()
        if words == question.id or name in {normalise(known) for known in question.answer.names}
    ]


def explain_question(question: Question) -> str:
    """Return the Chinese page of a question."""
    answer = question.answer
    unit = f"，单位：{answer.unit}" if answer.unit else ""
    parts = {
        "为什么问": question.why,
        "填什么": question.counts,
        "不填什么": question.excludes,
        "可选": "、".join(option.name for option in answer.options),
        "分项": "、".join(
            f"{field.name}{f'（{field.unit}）' if field.unit else ''}" for field in answer.fields
        ),
        "依据": question.basis,
        "问谁": question.holder,
        "写法": f"{answer.name}: {question.example}" if question.example else "",
        "不回答": question.default,
    }
    lines = [
        f"{answer.name}（{load_section(question.section).name}{unit}，{question.id}）",
        question.question,
    ]
    return "\n".join([*lines, *(f"{title}：{text}" for title, text in parts.items() if text)])


def explain_cell(form: Form, cell_id: str) -> str:
    """Return the Chinese page of a cell."""
    cell = form.cells[cell_id]
    lines = [f"{form.label(cell_id)}（{form.id} 年格式，{cell_id}）"]
    for title, page in (("这一行", row_help(cell)), ("这一栏", column_help(cell))):
        lines += [f"{title}{word}：{page[key]}" for key, word in _WORDS.items() if page.get(key)]
    for relation in form.relations:
        if cell_id in relation.cells and (relation.left[0] == cell_id or not relation.total):
            lines.append(
                f"核对：{_relation_text(form, relation.left)} ＝ {_relation_text(form, relation.right)}（{relation.code}）"
            )
    return "\n".join(lines)


def _relation_text(form: Form, cells: tuple[str, ...]) -> str:
    rows = {form.row_label(cell) for cell in cells}
    names = [form.cells[cell].leaf.label if len(rows) == 1 else form.row_label(cell) for cell in cells]
    return " ＋ ".join(names)
