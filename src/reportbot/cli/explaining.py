"""The commands ``explain`` and ``rules``."""

from typing import Annotated

import typer

from reportbot.cli.common import Templates, use_templates
from reportbot.errors import InputError


def rules() -> None:
    """列出全部核对规则。"""
    from reportbot.checks import all_rules
    from reportbot.checks.telling import SEVERITIES

    for code, found in all_rules().items():
        typer.echo(f"{code}  {SEVERITIES[found.severity]}  {found.title}")


def explain(
    subject: Annotated[
        str,
        typer.Argument(help="规则编号、单元格编号，或者表上、答案文件里的名称", metavar="编号或名称"),
    ],
    templates: Templates = None,
) -> None:
    """说明一条规则、表里的一格或一个问题：含义、依据、怎么填、怎么改。

    例：reportbot explain T3-001

    例：reportbot explain 部分公开
    """
    use_templates(templates)
    from reportbot.cell_help import explain_cell, explain_question, find_cells, find_questions
    from reportbot.checks import all_rules, rule_page

    name = subject.strip()
    if name.upper() in all_rules():
        typer.echo(rule_page(name.upper()))
        return
    pages = [explain_cell(form, cell) for form, cell in find_cells(name)]
    pages += [explain_question(question) for question in find_questions(name)]
    if not pages:
        raise InputError(
            f"没有“{subject}”这条规则、单元格或问题",
            remedy="用 reportbot rules 查看规则；单元格和问题写名称，例如 部分公开",
        )
    typer.echo("\n\n".join(pages))
