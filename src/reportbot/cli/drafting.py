"""The commands ``draft`` and ``demo``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import read, tell, today
from reportbot.errors import InputError, Place
from reportbot.resources import resource

if TYPE_CHECKING:
    from reportbot.checks import Finding
    from reportbot.document import Document

DEMO = "lusong-hrss-2020"


class Tables(StrEnum):
    """How tables stand in Markdown."""

    pipe = "pipe"
    html = "html"


def draft(
    answers: Annotated[list[Path], typer.Argument(help="答案文件，可以写几个", metavar="答案文件…")],
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            help="写到哪里，后缀决定格式（.md .docx）；可以写几次；- 表示打印 Markdown",
            metavar="文件",
        ),
    ] = None,
    out_dir: Annotated[
        Path | None, typer.Option("--out-dir", help="几份答案一起起草时，写到这个文件夹", metavar="文件夹")
    ] = None,
    to: Annotated[
        str, typer.Option("--to", help="配合 --out-dir：写成哪些格式", metavar="格式,格式")
    ] = "docx,md",
    allow_errors: Annotated[
        bool, typer.Option("--allow-errors", help="有错误也写出，标明“草稿”并附上问题")
    ] = False,
    tables: Annotated[
        Tables, typer.Option("--tables", help="Markdown 里的表格：pipe 或 html", metavar="写法")
    ] = Tables.pipe,
    trace: Annotated[bool, typer.Option("--trace", help="逐句列出所用的规则、单元格和事实")] = False,
) -> None:
    """核对答案，起草报告，导出 Markdown 和 Word。

    例：reportbot draft answers.yaml -o 报告.docx -o 报告.md

    例：reportbot draft 各单位/*.yaml --out-dir 报告 --to docx
    """
    targets = _targets(answers, output, out_dir, to)
    failed = unusable = False
    for path in answers:
        try:
            failed |= _draft_one(path, targets[path], allow_errors, tables, trace)
        except InputError as error:
            if len(answers) == 1:
                raise
            tell(str(error))
            unusable = True
    if unusable or failed:
        raise typer.Exit(2 if unusable else 1)


def demo(
    out_dir: Annotated[Path, typer.Option("--out-dir", help="把报告写到这个文件夹", metavar="文件夹")] = Path(
        "out/demo"
    ),
) -> None:
    """用自带的例子走一遍：核对、起草、导出 Markdown 和 Word。"""
    path = resource("examples", DEMO, "answers.yaml")
    targets = [str(out_dir / f"{DEMO}.{suffix}") for suffix in ("md", "docx")]
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"建不了这个文件夹（{error.strerror}）",
            place=Place(str(out_dir)),
            remedy="请用 --out-dir 换一个文件夹",
        ) from None
    _draft_one(path, targets, allow_errors=False, tables=Tables.pipe, trace=False)


def _targets(
    answers: list[Path], output: list[str] | None, out_dir: Path | None, to: str
) -> dict[Path, list[str]]:
    if out_dir is not None:
        if output:
            raise InputError("-o 和 --out-dir 只能用一个", remedy="几份答案一起起草用 --out-dir，一份用 -o")
        suffixes = [suffix.strip().lstrip(".") for suffix in to.replace("，", ",").split(",")]
        names = [path.stem if path.stem != "answers" else path.resolve().parent.name for path in answers]
        for name in names:
            if names.count(name) > 1:
                raise InputError(f"有几份答案都会写成“{name}”", remedy="请改成不同的文件名，或分几次起草")
        return {
            path: [str(out_dir / f"{name}.{suffix}") for suffix in suffixes]
            for path, name in zip(answers, names, strict=True)
        }
    if len(answers) > 1:
        raise InputError(
            "几份答案一起起草时要写 --out-dir", remedy="例：reportbot draft 甲.yaml 乙.yaml --out-dir 报告"
        )
    return {answers[0]: output or ["-"]}


def _draft_one(path: Path, targets: list[str], allow_errors: bool, tables: Tables, trace: bool) -> bool:
    """Draft one report; returns whether error-level findings stand."""
    from reportbot.checks import check as examine
    from reportbot.checks import has_open_errors
    from reportbot.document import compose
    from reportbot.export import check_target, render

    for target in targets:
        check_target(target)
    report = read(path)
    if report.published:
        raise InputError(
            "这是一份已经写成的报告，不是答案文件",
            place=Place(str(path)),
            remedy="请先用 reportbot import 转成答案文件",
        )
    findings = examine(report, today())
    open_findings = [finding for finding in findings if finding.status == "open"]
    _tell_findings(open_findings)
    errors = has_open_errors(findings)
    if errors and not allow_errors:
        tell("有错误没有改正，没有写出报告。改正后再起草；一定要看样稿时加 --allow-errors。")
        return True
    marked = [finding.message for finding in open_findings if finding.severity != "hint"] if errors else []
    document = compose(report, marked)
    if trace:
        _tell_trace(document)
    written = [(target, render(document, target, tables.value)) for target in targets]
    for target, data in written:
        _write(target, data)
    return errors


def _write(target: str, data: bytes) -> None:
    if target == "-":
        typer.echo(data.decode(), nl=False)
        return
    from reportbot.files import write_atomically

    write_atomically(Path(target), data)
    tell(f"已写出 {target}")


def _tell_findings(findings: "list[Finding]") -> None:
    from reportbot.checks.telling import summary, told

    for finding in findings:
        if finding.severity != "hint":
            tell(told(finding))
    if findings:
        tell(summary(findings))


def _tell_trace(document: "Document") -> None:
    report = document.report
    for paragraph in document.paragraphs:
        typer.echo(f"[{paragraph.id}]")
        for sentence in paragraph.sentences:
            typer.echo(f"  {sentence.text}")
            used = [
                f"{item}={report.value(item)}" if item in report.form.cells else item
                for item in sentence.used
            ]
            typer.echo(f"    {sentence.rule or '自己写的'}{'：' if used else ''}{'、'.join(used)}")
