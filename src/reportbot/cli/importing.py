"""The command ``import``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import Templates, tell, use_templates
from reportbot.cli.targets import check_answers_name
from reportbot.errors import InputError, Place

if TYPE_CHECKING:
    from reportbot.importing.merging import Difference
    from reportbot.report import Report


class Merge(StrEnum):
    """Whose words count where an existing file and the report differ."""

    ours = "ours"
    theirs = "theirs"
    ask = "ask"


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="已经公开的报告（.html .docx .md .txt .pdf .doc .xlsx .csv .json）", metavar="文件"
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="写成哪个答案文件；不写就只看能读出什么", metavar="答案文件"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有任何没有读懂的内容，就以状态 1 结束")] = False,
    merge: Annotated[
        Merge | None,
        typer.Option(
            "--merge",
            help="答案文件已经存在时，两边不同的各项：ours 保留原来的，theirs 采用报告的，ask 逐项问；空着的都补上",
            metavar="办法",
        ),
    ] = None,
    templates: Templates = None,
) -> None:
    """把已经公开的报告读成答案文件，并说明读出了什么、没有读懂什么。

    例：reportbot import 2024年报.html -o 2024.yaml

    例：reportbot import 2024年报.docx -o 2024.yaml --merge ask
    """
    if output:
        check_answers_name(output)
    use_templates(templates)
    from reportbot.importing import read_report
    from reportbot.importing.telling import import_report, is_understood

    report = read_report(file)
    if not report.published:
        raise InputError("这本来就是答案文件，不用导入", place=Place(str(file)), remedy="直接使用即可")
    for line in import_report(report):
        tell(line)
    if output and output.exists():
        _merge(report, output, merge)
    elif output:
        _write_new(report, file, output)
    if strict and not is_understood(report):
        raise typer.Exit(1)


def _write_new(report: "Report", file: Path, output: Path) -> None:
    from reportbot.files import write_atomically
    from reportbot.importing.to_answers import as_answers

    text, left_out = as_answers(report, file.name)
    write_atomically(output, text.encode())
    if left_out:
        tell(f"有 {left_out} 格是另一年格式的，意思不同，没有写入")
    tell(f"已写出 {output}。用 reportbot check {output} 核对。")


def _merge(report: "Report", output: Path, merge: Merge | None) -> None:
    from reportbot.answers import read_answers
    from reportbot.files import decode, read_bytes, write_atomically
    from reportbot.importing.merging import differences, preview, take

    ours = read_answers(output)
    found = differences(ours, report)
    if not found:
        tell(f"{output} 里都有了，没有改动。")
        return
    tell(f"与 {output} 不同的有 {len(found)} 项：")
    for line in preview(found):
        tell(f"  {line}")
    if merge is None:
        raise InputError(
            "答案文件已经存在，没有改动",
            place=Place(str(output)),
            remedy="要合并请加 --merge ours（保留原来的）、--merge theirs（采用报告的）或 --merge ask（逐项问）",
        )
    chosen = [one.item for one in found if not one.conflict or _takes(one, merge)]
    text, _ = decode(read_bytes(output), Place(str(output)))
    write_atomically(output, take(text, ours, report, chosen).encode())
    tell(f"已合并：采用报告的 {len(chosen)} 项，保留原来的 {len(found) - len(chosen)} 项。")


def _takes(difference: "Difference", merge: Merge) -> bool:
    if merge is not Merge.ask:
        return merge is Merge.theirs
    question = f"{difference.label}：原来是“{difference.ours}”，报告是“{difference.theirs}”。采用报告的吗"
    return typer.confirm(question, default=False, err=True)
