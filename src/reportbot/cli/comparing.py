"""The commands ``why`` and ``diff``."""

from pathlib import Path
from typing import Annotated

import typer

from reportbot.cli.common import Templates, read, use_templates
from reportbot.cli.terminal import painter


def why(
    answers: Annotated[Path, typer.Argument(help="答案文件或报告", metavar="答案文件")],
    cell: Annotated[
        str, typer.Argument(help="单元格编号，或者表、行、栏，例：表三/（七）/总计", metavar="单元格")
    ],
    templates: Templates = None,
) -> None:
    """说明一格的数从哪里来：相加的各格、来源、备注、上年的数，以及它要满足的勾稽关系。

    例：reportbot why answers.yaml 表三/（七）/总计

    例：reportbot why answers.yaml disputes.review.total
    """
    use_templates(templates)
    from reportbot.cell_names import find_cell
    from reportbot.tracing import trace

    report = read(answers)
    for line in trace(report, find_cell(report.form, cell)):
        typer.echo(line)


def diff(
    old: Annotated[Path, typer.Argument(help="原来的答案文件或报告", metavar="甲")],
    new: Annotated[Path, typer.Argument(help="改后的答案文件或报告", metavar="乙")],
    templates: Templates = None,
) -> None:
    """用表上的名称列出两份答案文件或报告的不同：数字、事实、问题和文字。

    例：reportbot diff 2024.yaml 2025.yaml

    例：reportbot diff 报送稿.docx answers.yaml
    """
    use_templates(templates)
    from reportbot.comparing import differences

    paint = painter(coloured=True)
    first, second = read(old), read(new)
    lines = list(differences(first, second))
    for line in lines or ["没有不同。"]:
        kind = {"  -": "error", "  +": "added"}.get(line[:3], "")
        typer.echo(paint(line, kind) if kind else line)
