"""The commands ``explain`` and ``rules``."""

from typing import Annotated

import typer

from reportbot.cell_help import explain_cell, find_cells
from reportbot.checks import all_rules
from reportbot.checks.telling import SEVERITIES
from reportbot.errors import InputError


def rules() -> None:
    """列出全部核对规则。"""
    for code, found in all_rules().items():
        typer.echo(f"{code}  {SEVERITIES[found.severity]}  {found.title}")


def explain(
    subject: Annotated[
        str,
        typer.Argument(
            help="规则编号（如 T3-001）、单元格编号，或表上的名称（如 部分公开）", metavar="编号或名称"
        ),
    ],
) -> None:
    """说明一条规则，或表里的一格：含义、依据、怎么填、怎么改。

    例：reportbot explain T3-001

    例：reportbot explain 部分公开
    """
    known = all_rules()
    code = subject.strip().upper()
    if code in known:
        found = known[code]
        typer.echo(f"{code}  {SEVERITIES[found.severity]}\n{found.doc}")
        if not found.confirmable:
            typer.echo("\n这一条不能用“说明理由”放行。")
        return
    cells = find_cells(subject.strip())
    if not cells:
        raise InputError(
            f"没有“{subject}”这条规则或单元格",
            remedy="用 reportbot rules 查看规则；单元格可以写表上的名称，例如 部分公开",
        )
    typer.echo("\n\n".join(explain_cell(form, cell) for form, cell in cells))
