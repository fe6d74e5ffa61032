"""The commands ``new`` and ``schema``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from reportbot.cli.common import Templates, read, tell, today, use_templates
from reportbot.cli.targets import check_answers_name, check_new
from reportbot.errors import InputError

LAST_YEAR = 9999


def new(
    answers: Annotated[Path, typer.Argument(help="新答案文件的名字", metavar="答案文件")],
    agency: Annotated[str | None, typer.Option("--agency", help="单位全称", metavar="名称")] = None,
    year: Annotated[
        int | None, typer.Option("--year", help="报告年度；不写就是去年（一月填上一年）", metavar="年份")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", help="上年的答案文件或报告：带出单位情况、上年结转和上年问题", metavar="文件"
        ),
    ] = None,
    templates: Templates = None,
) -> None:
    """生成一份带说明的答案文件，照着注释填写即可。

    例：reportbot new answers.yaml --agency 某某县水利局 --year 2025

    例：reportbot new 2025.yaml --previous 2024.yaml
    """
    use_templates(templates)
    from reportbot.answers.skeleton import skeleton
    from reportbot.files import path_from, write_atomically

    check_answers_name(answers)
    check_new(answers)
    last = read(previous) if previous else None
    if year is None:
        year = last.year + 1 if last and last.year else today().year - 1
    _check_year(year)
    text = skeleton(year, agency, last, path_from(answers.parent, previous) if previous else None)
    write_atomically(answers, text.encode())
    tell(
        f"已写出 {answers}。填好以后用 reportbot check {answers} 核对，用 reportbot draft {answers} -o 报告.docx 起草。"
    )


def _check_year(year: int) -> None:
    from reportbot.form import all_forms

    first = all_forms()[0].first_year
    if not first <= year <= LAST_YEAR:
        raise InputError(
            f"--year 不能是 {year}：年度报告格式从 {first} 年度开始使用",
            remedy="请写四位数的报告年度，例：--year 2025",
        )


def schema(
    templates: Templates = None,
    data: Annotated[bool, typer.Option("--data", help="改为打印导出的 .json 数据文件的")] = False,
) -> None:
    """打印答案文件的 JSON Schema，供编辑器提示和补全；--data 打印导出的数据文件的。"""
    use_templates(templates)
    from reportbot.answers.schema import answers_schema
    from reportbot.export.data import data_schema

    typer.echo(json.dumps(data_schema() if data else answers_schema(), ensure_ascii=False, indent=2))
