"""The command ``check``."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import Templates, prefixes, tell, today, use_templates
from reportbot.cli.fixing import fix as correct
from reportbot.cli.targets import STDOUT, check_folder, keep_apart
from reportbot.cli.terminal import painter, with_progress
from reportbot.errors import InputError, Place

if TYPE_CHECKING:
    from reportbot.checks.findings import Examined
    from reportbot.export.findings import Telling


class Format(StrEnum):
    """How findings are told."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"
    markdown = "markdown"
    docx = "docx"


def check(
    files: Annotated[list[Path], typer.Argument(help="答案文件、报告或文件夹，可以写几个", metavar="文件…")],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="输出格式：text json sarif github markdown docx（后两种是问题清单）；不写时看 -o 的后缀",
            metavar="格式",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到文件，不打印", metavar="文件")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="上年的答案文件或报告，用来对照", metavar="文件")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="只查这些规则，例：T3,CEL-002", metavar="编号开头")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="不查这些规则", metavar="编号开头")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            help="本地的阈值、词表和期限；不写时用答案文件旁边或当前文件夹里的 reportbot.yaml",
            metavar="文件",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="列出全部提示、没有核对的规则和原因、通过的规则")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="只列每条规则发现了几处")] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="改正答案文件里有把握的错：总计、全角数字、截止→截至；先列出改动，问过再写"
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="配合 --fix：不问，直接写入")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", help="另写一份带批注的 Word 报告，问题批注在格子和句子上", metavar="文件.docx"
        ),
    ] = None,
    templates: Templates = None,
) -> None:
    """核对答案文件和报告，指出每一处错误和改法。

    例：reportbot check answers.yaml

    例：reportbot check 报告.docx --previous 上年报告.docx --annotate 批注.docx

    例：reportbot check 各单位 -o 问题清单.docx

    例：reportbot check answers.yaml --fix
    """
    use_templates(templates)
    from reportbot.batch import Request, compare_units, examine_files, find_files
    from reportbot.checks import selected
    from reportbot.export.findings import Telling

    wanted, unwanted = prefixes(select), prefixes(ignore)
    for prefix in (*wanted, *unwanted):
        if not selected((prefix,)):
            tell(f"没有编号以“{prefix}”开头的规则。用 reportbot rules 查看全部规则编号")
    if not selected(wanted, unwanted):
        raise InputError("没有选中任何规则", remedy="用 reportbot rules 查看全部规则编号")
    output = None if output == STDOUT else output
    chosen = _format(form, output)
    paths = find_files(files)
    if previous and len(paths) > 1:
        remedy = "几份一起核对时，请在各份答案文件里写“上年度: 文件名”"
        raise InputError("--previous 只能配一份报告", remedy=remedy)
    if annotate:
        _check_annotation(paths, annotate)
    keep_apart([output, annotate], [*paths, previous, config])
    for path in paths if fix else ():
        correct(path, agreed=yes)
    request = Request(today(), wanted, unwanted, previous, config, several=len(paths) > 1)
    watch = Watch(files)
    examined = with_progress(examine_files(paths, request), len(paths), "核对")
    results = watch.over(compare_units(examined, request))
    if annotate:
        results = _annotated(results, annotate)
    _tell(results, chosen, output, Telling(verbose, statistics, painter(output is None)))
    if status := watch.close():
        raise typer.Exit(status)


STRAY = frozenset({".md", ".txt"})
"""Suffixes of files that lie among reports and are none; what looks like a report must be one."""


class Watch:
    """Looks at results as they pass: tells notes and problems, and knows the exit status.

    ``given`` are the files named in the call, which are all meant to be reports.
    """

    def __init__(self, given: Sequence[Path]) -> None:
        self.given = {str(path) for path in given}
        self.strays: list[str] = []
        self.status = self.read = 0

    def over(self, results: "Iterable[Examined]") -> "Iterator[Examined]":
        """Pass results on."""
        from reportbot.checks import has_open_errors

        for examined in results:
            for note in examined.notes:
                tell(f"{examined.file}：{note}")
            if self._is_stray(examined):
                self.strays.append(examined.file)
            elif examined.problem:
                tell(examined.problem)
                self.status = 2
            elif has_open_errors(examined.findings):
                self.status = self.status or 1
            self.read += not examined.problem
            yield examined

    def _is_stray(self, examined: "Examined") -> bool:
        found = examined.foreign and examined.file not in self.given
        return found and Path(examined.file).suffix.lower() in STRAY

    def close(self) -> int:
        """Tell which files were left out, and return the exit status."""
        if self.strays:
            tell(f"不是年度报告，没有核对：{'、'.join(self.strays)}")
        return self.status if self.read else 2


def _format(form: Format | None, output: Path | None) -> Format:
    """Return the format asked for, or the one that the output's suffix means."""
    from reportbot.export.findings import SUFFIXES

    if form is None and output and output.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"不认识“{output.suffix or output}”这种格式",
            place=Place(str(output)),
            remedy=f"可以写成：{'、'.join(SUFFIXES)}；或者加 --format",
        )
    if form is None:
        form = Format(SUFFIXES[output.suffix.lower()]) if output else Format.text
    if form is Format.docx and output is None:
        raise InputError(
            "Word 文件要写明写到哪里", remedy="例：reportbot check answers.yaml -o 问题清单.docx"
        )
    if output:
        check_folder(output)
    return form


def _check_annotation(paths: list[Path], target: Path) -> None:
    wrong = [path for path in (*paths, target) if path.suffix.lower() != ".docx"]
    if wrong or len(paths) != 1:
        remedy = "例：reportbot check 报告.docx --annotate 批注.docx"
        raise InputError("--annotate 只能配一份 Word 报告（.docx）", remedy=remedy)


def _annotated(results: "Iterable[Examined]", target: Path) -> "Iterator[Examined]":
    """Pass results on after writing the annotated copy of the one report."""
    from reportbot.export.annotations import annotate
    from reportbot.files import read_bytes, write_atomically
    from reportbot.importing import read_report

    for examined in results:
        if not examined.problem:
            path = Path(examined.file)
            data = annotate(read_bytes(path), read_report(path), examined.findings, read_report)
            write_atomically(target, data)
            tell(f"已写出 {target}")
        yield examined


def _tell(results: "Iterable[Examined]", form: Format, output: Path | None, telling: "Telling") -> None:
    from reportbot.export import findings
    from reportbot.files import write_atomically

    if form is Format.docx:
        pieces: Iterable[str | bytes] = [findings.problem_list(results, telling)]
    else:
        render = findings.statistics if telling.statistics else findings.FORMATS[form.value]
        pieces = render(results, telling)
    if output is None:
        for piece in pieces:
            typer.echo(piece, nl=False)
        return
    data = b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
    write_atomically(output, data)
    tell(f"已写出 {output}")
