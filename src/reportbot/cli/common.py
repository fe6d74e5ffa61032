"""What several commands share: reading reports, telling notes, the date of today."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.errors import InputError, Place

if TYPE_CHECKING:
    from reportbot.report import Report


Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        envvar="REPORTBOT_TEMPLATES",
        show_envvar=False,
        help="本单位的模板文件夹（句子、问题、词表），见 reportbot templates",
        metavar="文件夹",
    ),
]
"""The option by which an office lays its own data files over ours."""


def use_templates(folder: Path | None) -> None:
    """Lay an office's folder over our data files; raises InputError when a rule in it is wrong."""
    if folder is None:
        return
    from reportbot.narrative.bank_check import check_bank
    from reportbot.overlay import use_folder

    use_folder(folder)
    defects = check_bank().defects
    if defects:
        told = "\n".join(str(defect) for defect in defects)
        raise InputError(f"模板里有 {len(defects)} 处不对\n{told}", place=Place(str(folder)))


def today() -> date:
    """Return the date of today; REPORTBOT_TODAY=YYYY-MM-DD replaces the clock."""
    given = os.environ.get("REPORTBOT_TODAY")
    if not given:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(
            f"环境变量 REPORTBOT_TODAY 的“{given}”不是日期", remedy="请写成 2021-01-20 这样的日期"
        ) from None


def read(path: Path) -> "Report":
    """Read an answers file or a report and tell its notes."""
    from reportbot.importing import read_report

    report = read_report(path)
    for note in report.notes:
        tell(f"{path}：{note}")
    return report


def tell(message: str) -> None:
    """Say something on stderr, where it does not mix with data."""
    typer.echo(message, err=True)


def prefixes(values: list[str] | None) -> tuple[str, ...]:
    """Split repeatable, comma-separated rule prefixes."""
    return tuple(
        part.strip().upper()
        for value in values or ()
        for part in value.replace("，", ",").split(",")
        if part.strip()
    )
