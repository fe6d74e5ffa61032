"""Write a report's statistics as data: JSON and CSV, so that nobody has to retype them."""

import csv
import io
from typing import Any

from reportbot.form import FormCell, all_forms
from reportbot.labels import bare
from reportbot.narrative import draft
from reportbot.numbers import Number, format_number
from reportbot.report import Report

COLUMNS = ("单元格编号", "表", "行", "栏", "单位", "数值", "原文")
"""Columns of the CSV file."""


def as_data(report: Report) -> dict[str, Any]:
    """Return a report in the shape that the contract gives for ``show --format json``."""
    cells = {cell: report.cell(cell) for cell in report.form.cells}
    kinds = {cell: spec.kind for cell, spec in report.form.cells.items()}
    return {
        "agency": report.agency,
        "year": report.year,
        "form": report.form.id,
        "cells": {cell: _plain(kinds[cell], value.value) for cell, value in cells.items()},
        "unreadable": {cell: value.raw for cell, value in cells.items() if value.unreadable},
        "rows_outside_the_form": dict(report.rows_outside_the_form),
        "narrative": {part: narrative_of(report, part) for part in ("overview", "problems", "other")},
    }


def narrative_of(report: Report, part: str) -> str | None:
    """Return the text of a narrative part, headings and paragraphs on lines of their own."""
    lines = [
        line
        for section in draft(report)
        if section.part == part
        for line in ([section.heading] if section.heading else [])
        + [paragraph.text for paragraph in section.printed]
    ]
    return "\n".join(lines) or None


def render_csv(report: Report) -> str:
    """Return every cell as a line, a blank one with an empty value."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cell_id, spec in report.form.cells.items():
        cell = report.cell(cell_id)
        value = "" if cell.value is None else format_number(cell.value, spec.kind)
        table = report.form.table(spec.table).name
        writer.writerow(
            (
                cell_id,
                table,
                report.form.row_label(cell_id),
                bare(spec.leaf.label),
                _unit(spec),
                value,
                cell.raw or "",
            )
        )
    return stream.getvalue()


def data_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``as_data``."""
    text = {"type": ["string", "null"]}
    kinds = {cell.id: cell.kind for form in all_forms() for cell in form.cells.values()}
    cells = {
        cell: text if kind == "amount" else {"type": ["integer", "null"]} for cell, kind in kinds.items()
    }
    narrative = dict.fromkeys(("overview", "problems", "other"), text)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告的数据",
        "type": "object",
        "required": ["agency", "year", "form", "cells", "unreadable", "rows_outside_the_form", "narrative"],
        "properties": {
            "agency": text,
            "year": {"type": ["integer", "null"]},
            "form": {"enum": [form.id for form in all_forms()]},
            "cells": {"type": "object", "properties": cells, "additionalProperties": False},
            "unreadable": {"type": "object", "additionalProperties": {"type": "string"}},
            "rows_outside_the_form": {"type": "object"},
            "narrative": {"type": "object", "properties": narrative, "additionalProperties": False},
        },
        "additionalProperties": False,
    }


def _unit(spec: FormCell) -> str:
    return spec.leaf.units[0]


def _plain(kind: str, value: Number | None) -> int | str | None:
    if value is None:
        return None
    return str(value) if kind == "amount" else int(value)
