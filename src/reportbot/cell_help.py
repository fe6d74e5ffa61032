"""Explain rows and columns of the tables: what counts, what does not, on what basis."""

import functools
from collections.abc import Mapping
from typing import Any

from reportbot.form import Form, FormCell, all_forms
from reportbot.labels import normalise
from reportbot.resources import load_yaml, resource

_WORDS = {"what": "填什么", "excludes": "不填什么", "basis": "依据", "example": "例子", "holder": "谁掌握"}


@functools.cache
def _help() -> Mapping[str, Any]:
    data: Mapping[str, Any] = load_yaml(resource("prompts", "cells.yaml"))
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
    """Find cells by id, row id or printed label: one per row and form, newest form first.

    A row that both forms share is given once.
    """
    found: dict[str, tuple[Form, str]] = {}
    name = normalise(words)
    for form in reversed(all_forms()):
        for cell in form.cells.values():
            row = cell.id.rpartition(".")[0]
            if cell.id == words:
                return [(form, cell.id)]
            headings = [*cell.row[-1:], *cell.column[-2:-1]] if cell.row[-1].label == "" else cell.row[-1:]
            if words == row or any(name in heading.names for heading in headings if heading.label):
                found.setdefault(row, (form, cell.id))
    return list(found.values())


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
