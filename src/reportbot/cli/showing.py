"""The command ``show``."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportbot.cli.common import read

if TYPE_CHECKING:
    from reportbot.numbers import Number
    from reportbot.report import Report


class Format(StrEnum):
    """How a report is shown."""

    text = "text"
    json = "json"


def show(
    file: Annotated[
        Path, typer.Argument(help="答案文件，或 reportbot 写出的 Markdown、Word", metavar="文件")
    ],
    form: Annotated[
        Format, typer.Option("--format", help="输出格式：text 或 json", metavar="格式")
    ] = Format.text,
) -> None:
    """显示一份报告的统计数据和正文。

    例：reportbot show answers.yaml

    例：reportbot show 报告.docx --format json
    """
    report = read(file)
    if form is Format.json:
        typer.echo(json.dumps(as_data(report), ensure_ascii=False, indent=2))
    else:
        _show_text(report)


def as_data(report: "Report") -> dict[str, Any]:
    """Return a report in the shape that the contract gives for ``show --format json``."""
    cells = {cell: report.cell(cell) for cell in report.form.cells}
    return {
        "agency": report.agency,
        "year": report.year,
        "form": report.form.id,
        "cells": {cell: _plain(report.form.cells[cell].kind, value.value) for cell, value in cells.items()},
        "unreadable": {cell: value.raw for cell, value in cells.items() if value.unreadable},
        "rows_outside_the_form": dict(report.rows_outside_the_form),
        "narrative": {part: narrative_of(report, part) for part in ("overview", "problems", "other")},
    }


def narrative_of(report: "Report", part: str) -> str | None:
    """Return the text of a narrative part, paragraphs on lines of their own."""
    from reportbot.narrative import draft

    lines = [
        line
        for section in draft(report)
        if section.part == part
        for line in ([section.heading] if section.heading else [])
        + [paragraph.text for paragraph in section.paragraphs]
    ]
    return "\n".join(lines) or None


def _plain(kind: str, value: "Number | None") -> int | str | None:
    if value is None:
        return None
    return str(value) if kind == "amount" else int(value)


def _show_text(report: "Report") -> None:
    from rich.console import Console

    from reportbot.export.terminal import draw_tables

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(
        f"{report.agency or '（没有写单位名称）'}　{report.year or '（没有认出年度）'}年　{report.form.id} 年格式"
    )
    for table in report.form.tables:
        console.print(f"\n{report.form.part(table.id).heading}")
        for drawing in draw_tables(report, table.id):
            console.print(drawing)
    notes = [(cell, value) for cell in report.form.cells if (value := report.cell(cell)).note]
    for cell, value in notes:
        console.print(f"备注　{report.form.label(cell)}：{value.note}")
    for row, number in report.rows_outside_the_form.items():
        console.print(f"格式以外的行　{row}：{number}")
    for part in ("overview", "problems", "other"):
        console.print(f"\n{report.form.part(part).heading}")
        console.print(narrative_of(report, part) or "（没有）")
