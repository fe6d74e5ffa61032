"""The command ``check``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import Templates, prefixes, read, tell, today, use_templates
from reportbot.errors import InputError

if TYPE_CHECKING:
    from reportbot.checks import Finding


class Format(StrEnum):
    """How findings are told."""

    text = "text"
    json = "json"


def check(
    files: Annotated[list[Path], typer.Argument(help="答案文件或报告，可以写几个", metavar="文件…")],
    form: Annotated[
        Format, typer.Option("--format", help="输出格式：text 或 json", metavar="格式")
    ] = Format.text,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="只查这些规则，例：T3,CEL-002", metavar="编号开头")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="不查这些规则", metavar="编号开头")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="连没有核对的规则和原因也列出")] = False,
    templates: Templates = None,
) -> None:
    """核对答案文件和报告，指出每一处错误和改法。

    例：reportbot check answers.yaml

    例：reportbot check answers.yaml --format json --select T3,T4
    """
    use_templates(templates)
    from reportbot.checks import check as examine
    from reportbot.checks import has_open_errors, selected
    from reportbot.checks.telling import as_json, summary, told

    rules = selected(prefixes(select), prefixes(ignore))
    if not rules:
        raise InputError("没有选中任何规则", remedy="用 reportbot rules 查看全部规则编号")
    day = today()
    unusable = examined = errors = False
    found: list[Finding] = []
    for path in files:
        try:
            findings = examine(read(path), day, rules)
        except InputError as error:
            tell(str(error))
            unusable = True
            continue
        examined = True
        shown = [finding for finding in findings if verbose or finding.status != "not_assessed"]
        errors |= has_open_errors(findings)
        if form is Format.text:
            for finding in shown:
                typer.echo(told(finding))
        found += shown
    if form is Format.json:
        typer.echo(as_json(found))
    elif examined:
        typer.echo(summary(found))
    if unusable or errors:
        raise typer.Exit(2 if unusable else 1)
