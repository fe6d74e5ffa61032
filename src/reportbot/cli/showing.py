"""The command ``show``."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import Templates, read, use_templates

if TYPE_CHECKING:
    from reportbot.report import Report


class Format(StrEnum):
    """How a report is shown."""

    text = "text"
    json = "json"


def show(
    file: Annotated[
        Path,
        typer.Argument(
            help="答案文件或报告（.html .docx .md .txt .pdf .doc .xlsx .csv .json）", metavar="文件"
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", help="输出格式：text 或 json", metavar="格式")
    ] = Format.text,
    templates: Templates = None,
) -> None:
    """显示一份报告的统计数据和正文。

    例：reportbot show answers.yaml

    例：reportbot show 报告.docx --format json
    """
    use_templates(templates)
    report = read(file)
    if form is Format.json:
        from reportbot.export.data import as_data

        typer.echo(json.dumps(as_data(report), ensure_ascii=False, indent=2))
    else:
        _show_text(report)


def _show_text(report: "Report") -> None:
    from rich.console import Console

    from reportbot.export.data import narrative_of
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
        console.print(narrative_of(report, part) or "（没有）", soft_wrap=True)
