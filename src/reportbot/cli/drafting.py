"""The commands ``draft`` and ``demo``."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from reportbot.cli.common import Templates, read, tell, today, use_templates
from reportbot.cli.targets import check_folder, keep_apart, make_folder
from reportbot.cli.terminal import with_progress
from reportbot.errors import InputError, Place

if TYPE_CHECKING:
    from reportbot.checks import Finding
    from reportbot.document import Figure
    from reportbot.narrative import Narrative
    from reportbot.report import Report

DEMO = "lusong-hrss-2020"


class Length(StrEnum):
    """How much is said."""

    brief = "brief"
    standard = "standard"
    full = "full"


class Tables(StrEnum):
    """How tables stand in Markdown."""

    pipe = "pipe"
    html = "html"


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of one draft besides its targets."""

    allow_errors: bool = False
    trace: bool = False
    tables: str = "pipe"
    fragment: bool = False
    charts: bool = False
    earlier: list[Path] = field(default_factory=list)
    word_template: Path | None = None
    check_sheet: Path | None = None
    length: str = "standard"


def draft(
    answers: Annotated[list[Path], typer.Argument(help="答案文件，可以写几个", metavar="答案文件…")],
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            help="写到哪里，后缀决定格式（.md .docx .html .pdf .json .csv）；可以写几次；- 表示打印 Markdown",
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
    check_sheet: Annotated[
        Path | None, typer.Option("--check-sheet", help="另写一页给审签领导的核对单（.docx）", metavar="文件")
    ] = None,
    word_template: Annotated[
        Path | None, typer.Option("--word-template", help="用本单位的 .docx 作样式", metavar="文件")
    ] = None,
    tables: Annotated[
        Tables, typer.Option("--tables", help="Markdown 里的表格：pipe 或 html", metavar="写法")
    ] = Tables.pipe,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="HTML 只写正文部分，供粘贴到网站编辑器")
    ] = False,
    charts: Annotated[bool, typer.Option("--charts", help="附上申请情况的图（需要 charts 组件）")] = False,
    earlier: Annotated[
        list[Path] | None,
        typer.Option("--earlier", help="以前各年的报告，画历年折线用；可以写几次", metavar="文件"),
    ] = None,
    length: Annotated[
        Length,
        typer.Option(
            "--length",
            help="写多长：brief 只写必写的，standard 部门的第一部分不超过 1000 字，full 填了的都写",
            metavar="长短",
        ),
    ] = Length.standard,
    trace: Annotated[
        bool, typer.Option("--trace", help="逐句列出所用的规则、单元格和事实，以及填了没有用上的")
    ] = False,
    templates: Templates = None,
) -> None:
    """核对答案，起草报告，导出 Word、Markdown、网页等格式。

    例：reportbot draft answers.yaml -o 报告.docx -o 报告.md

    例：reportbot draft answers.yaml -o 报告.html --charts --check-sheet 核对单.docx

    例：reportbot draft 各单位/*.yaml --out-dir 报告 --to docx

    例：reportbot draft answers.yaml -o 报告.docx --length full --templates 本单位模板
    """
    use_templates(templates)
    targets = _targets(answers, output, out_dir, to)
    if check_sheet and len(answers) > 1:
        raise InputError("--check-sheet 只能配一份答案", remedy="请逐份起草")
    if check_sheet and check_sheet.suffix.lower() != ".docx":
        remedy = "例：--check-sheet 核对单.docx"
        raise InputError("核对单只能写成 .docx", place=Place(str(check_sheet)), remedy=remedy)
    if check_sheet:
        check_folder(check_sheet)
    request = Request(
        allow_errors,
        trace,
        tables.value,
        fragment,
        charts,
        earlier or [],
        word_template,
        check_sheet,
        length.value,
    )
    if len(answers) == 1:
        status = int(_draft_one(answers[0], targets[answers[0]], request))
    else:
        drafted = (_status(path, targets[path], request) for path in answers)
        status = max(with_progress(drafted, len(answers), "起草"))
    if status:
        raise typer.Exit(status)


def _status(path: Path, targets: list[str], request: Request) -> int:
    """Draft one report of several; one that cannot be read is told and does not stop the others."""
    try:
        return int(_draft_one(path, targets, request))
    except InputError as error:
        tell(str(error))
        return 2


def demo(
    out_dir: Annotated[Path, typer.Option("--out-dir", help="把报告写到这个文件夹", metavar="文件夹")] = Path(
        "out/demo"
    ),
) -> None:
    """用自带的例子走一遍：核对、起草、导出 Markdown 和 Word。"""
    from reportbot.resources import resource

    make_folder(out_dir)
    targets = [str(out_dir / f"{DEMO}.{suffix}") for suffix in ("md", "docx")]
    _draft_one(resource("examples", DEMO, "answers.yaml"), targets, Request())


def _targets(
    answers: list[Path], output: list[str] | None, out_dir: Path | None, to: str
) -> dict[Path, list[str]]:
    if out_dir is None:
        if len(answers) > 1:
            remedy = "例：reportbot draft 甲.yaml 乙.yaml --out-dir 报告"
            raise InputError("几份答案一起起草时要写 --out-dir", remedy=remedy)
        return {answers[0]: output or ["-"]}
    if output:
        raise InputError("-o 和 --out-dir 只能用一个", remedy="几份答案一起起草用 --out-dir，一份用 -o")
    names = [path.stem if path.stem != "answers" else path.resolve().parent.name for path in answers]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"有几份答案都会写成“{name}”", remedy="请改成不同的文件名，或分几次起草")
    make_folder(out_dir)
    suffixes = [suffix for part in to.replace("，", ",").split(",") if (suffix := part.strip().lstrip("."))]
    if not suffixes:
        raise InputError("--to 后面没有写格式", remedy="例：--to docx,md")
    return {
        path: [str(out_dir / f"{name}.{suffix}") for suffix in suffixes]
        for path, name in zip(answers, names, strict=True)
    }


def _draft_one(path: Path, targets: list[str], request: Request) -> bool:
    """Draft one report; returns whether error-level findings stand."""
    from reportbot.checks import check as examine
    from reportbot.checks import has_open_errors
    from reportbot.document import compose
    from reportbot.export import Options, check_target, render
    from reportbot.narrative import narrate
    from reportbot.settings import find_settings

    for target in targets:
        check_target(target)
    report = read(path)
    previous = path.parent / report.previous_path if report.previous_path else None
    inputs = [path, previous, request.word_template, *request.earlier]
    keep_apart([*map(Path, targets), request.check_sheet], inputs)
    if report.published:
        remedy = "请先用 reportbot import 转成答案文件"
        raise InputError("这是一份已经写成的报告，不是答案文件", place=Place(str(path)), remedy=remedy)
    findings = examine(report, today(), settings=find_settings(path))
    standing = [finding for finding in findings if finding.status == "open"]
    _tell_findings(standing)
    _tell_problems(report)
    written = []
    if request.check_sheet:
        written.append((str(request.check_sheet), _check_sheet(report, findings)))
    errors = has_open_errors(findings)
    if not errors or request.allow_errors:
        marked = [finding.message for finding in standing if finding.severity != "hint"] if errors else []
        narrative = narrate(report, cast("Any", request.length))
        document = compose(report, marked, _figures(report, request), narrative)
        _tell_edits(narrative)
        _tell_misfits(report)
        if request.trace:
            _tell_trace(report, narrative)
        options = Options(request.tables, request.fragment, request.word_template)
        written += [(target, render(document, target, options)) for target in targets]
    for target, data in written:
        _write(target, data)
    if errors and not request.allow_errors:
        tell("有错误没有改正，没有写出报告。改正后再起草；一定要看样稿时加 --allow-errors。")
    return errors


def _check_sheet(report: "Report", findings: "list[Finding]") -> bytes:
    from reportbot.checks import all_rules
    from reportbot.export.check_sheet import render_check_sheet

    applied = sum(rule.applies(report) for rule in all_rules().values())
    return render_check_sheet(report, findings, applied)


def _figures(report: "Report", request: Request) -> "tuple[Figure, ...]":
    if not request.charts:
        return ()
    from reportbot.export.charts import figures

    return figures(report, [read(path) for path in request.earlier])


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


def _tell_misfits(report: "Report") -> None:
    from reportbot.narrative.fitting import misfits

    for misfit in misfits(report):
        tell(f"{misfit.told}。正文没有写分项，请核对")


def _tell_edits(narrative: "Narrative") -> None:
    """Tell of the user's own words what no longer fits."""
    for paragraph in narrative.paragraphs:
        for stale in paragraph.stale:
            proposed = stale.proposed
            remedy = f"建议改为：{proposed}" if proposed else "所依据的数或事实变了，请改写或删去"
            tell(f"您改过的段落 {paragraph.id}：“{stale.sentence}”与现在的数不符。{remedy}")
    for item in narrative.unplaced:
        tell(f"您写的段落 {item} 没有用上：这份报告里没有这一段，或者整节、整个部分已经换成您自己写的")


def _tell_problems(report: "Report") -> None:
    """Tell what the data suggest while no problem is written, and where they deny a solved one."""
    from reportbot.narrative.problems import contradicted
    from reportbot.narrative.suggesting import SHOWN, suggestions

    for problem in report.problems or ():
        if contradicted(problem, report):
            tell(f"问题“{problem.problem}”写的是已解决，今年的数据看不出来，请核对")
    if not report.problems and (found := suggestions(report)[:SHOWN]):
        tell("还没有写问题与改进。从数据看，可以考虑：")
        for suggestion in found:
            doubt = "（请先核实）" if suggestion.level == "ask" else ""
            tell(f"  {suggestion.kind.name}：{suggestion.reason}{doubt}")


def _tell_trace(report: "Report", narrative: "Narrative") -> None:
    from reportbot.narrative.tracing import trace

    for line in trace(report, narrative):
        typer.echo(line)
