"""The command ``ledger``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportbot.cli.common import Templates, tell, use_templates
from reportbot.cli.targets import check_answers_name, check_new
from reportbot.errors import InputError, Place

if TYPE_CHECKING:
    from reportbot.form import Form
    from reportbot.ledger.survey import Survey
    from reportbot.ledger.tally import Tally
    from reportbot.report import Report


class Merge(StrEnum):
    """Whose value stays where a cell is filled already."""

    ours = "ours"
    theirs = "theirs"


def ledger(
    file: Annotated[
        Path | None, typer.Argument(help="依申请公开台账（.xlsx .xls .csv）", metavar="台账")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="写进哪份答案文件；不写就只看结果", metavar="答案文件"),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help="报告年度；不写就用答案文件里的", metavar="年份")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="对照文件：列和写法对应什么", metavar="文件.yaml"),
    ] = None,
    merge: Annotated[
        Merge | None,
        typer.Option("--merge", help="数不同时：ours 留原来的，theirs 用台账的", metavar="谁的"),
    ] = None,
    terms: Annotated[bool, typer.Option("--terms", help="另列超过答复期限的申请")] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", help="写一份带下拉列表的空台账", metavar="文件.xlsx"),
    ] = None,
    templates: Templates = None,
) -> None:
    """把依申请公开台账数成表三（有复议、诉讼列的，连同表四）。

    一件申请一行。认不准的逐行列出，请你决定，不会替你归进“其他”；决定写在对照文件里，下次照用。

    还有没决定的，或者与已填的数不同：什么也不写，退出码 1。

    例：reportbot ledger 台账.xlsx -o answers.yaml

    例：reportbot ledger 台账.csv --year 2025 --mapping 对照.yaml --terms

    例：reportbot ledger --template 空台账.xlsx
    """
    if output:
        check_answers_name(output)
    use_templates(templates)
    if template is not None:
        _write_template(template, year)
        if file is None:
            return
    if file is None:
        raise InputError("没有写台账的文件名", remedy="例：reportbot ledger 台账.xlsx -o answers.yaml")
    from reportbot.ledger.answering import open_answers

    answers = open_answers(output, year)
    report = _with_last_year(answers.report, output)
    found, tally, remembered = _count(file, report.form, answers.year, mapping, output)
    for line in found.open_questions:
        tell(f"待定　{line}")
    if found.open_questions or tally.questions:
        _tell_waiting(tally, remembered)
        raise typer.Exit(1)
    if not tally.applications:
        tell(f"台账里没有 {answers.year} 年度的申请。确实没有的话，请在答案文件里写“依申请公开: 无”。")
        raise typer.Exit(1)
    if output is None:
        _show(tally)
    if terms:
        _list_terms(tally)
    if output is not None:
        answers.write(output, _filled(answers.text, report, tally, file, merge))
        tell(f"已写进 {output}。每一格由哪些行组成：reportbot why {output} 单元格")


def _with_last_year(report: "Report", output: Path | None) -> "Report":
    """Attach last year's report where the answers file names one that can be read."""
    from dataclasses import replace

    from reportbot.importing import read_report

    if output is None or not report.previous_path:
        return report
    try:
        return replace(report, previous=read_report(output).previous)
    except InputError as error:
        tell(f"上年度的报告没有用上：{error}")
        return report


def _write_template(target: Path, year: int | None) -> None:
    from reportbot.files import write_atomically
    from reportbot.form import all_forms, form_for_year
    from reportbot.ledger.template import render_template

    if target.suffix.lower() != ".xlsx":
        raise InputError(
            "空台账只能写成 .xlsx", place=Place(str(target)), remedy="例：--template 空台账.xlsx"
        )
    check_new(target)
    form = form_for_year(year) if year else all_forms()[-1]
    write_atomically(target, render_template(form))
    tell(f"已写出 {target}（{form.id} 年格式的办理结果）")


def _count(
    file: Path, form: "Form", year: int, given: Path | None, output: Path | None
) -> "tuple[Survey, Tally, Path | None]":
    """Read and count a ledger, tell what was understood, and keep the mapping."""
    from reportbot.ledger.counting import count
    from reportbot.ledger.remembering import Memory
    from reportbot.ledger.survey import survey
    from reportbot.ledger.telling import told_columns, told_count, told_notes, told_phrases
    from reportbot.spreadsheets.reading import read_workbook

    memory = Memory(given, output)
    mapping = memory.load(form)
    found = survey(read_workbook(file), form, mapping)
    tally = count(found, form, year, mapping)
    for line in (
        *told_columns(found),
        *told_phrases(tally),
        *found.remarks,
        *told_notes(tally),
        told_count(tally),
    ):
        tell(line)
    memory.keep(found, tally)
    return found, tally, memory.shown


def _tell_waiting(tally: "Tally", mapping: Path | None) -> None:
    from reportbot.ledger.telling import told_questions

    for line in told_questions(tally):
        tell(f"待定　{line}")
    where = (
        f"待定的已列在 {mapping}，在冒号后面填好，再运行一次"
        if mapping
        else "加 --mapping 对照.yaml，会写出一份待填的对照文件"
    )
    tell(f"还有没决定的，什么也没有写。{where}；台账写错的请直接改台账。")


def _filled(text: str, report: "Report", tally: "Tally", file: Path, merge: Merge | None) -> str:
    from reportbot.ledger.telling import told_differences
    from reportbot.ledger.writing import differences, fill, unsure_of_carried_in

    different = differences(report, tally)
    for line in told_differences(report, different):
        tell(f"不同　{line}")
    if unsure_of_carried_in(report, tally):
        tell(
            f"台账里没有 {tally.year} 年以前收到的申请，数不出上年结转，只能按 0 计并记入“待核实”；"
            "去年有结转的，请把那几行补进台账再数"
        )
    if different and merge is None:
        tell(
            f"有 {len(different)} 格已经填过，与台账不同，什么也没有写。"
            "留原来的加 --merge ours，用台账的加 --merge theirs。"
        )
        raise typer.Exit(1)
    return fill(text, report, tally, file.name, merge.value if merge else None)


def _show(tally: "Tally") -> None:
    from rich.console import Console

    from reportbot.export.terminal import draw_tables
    from reportbot.ledger.writing import counted

    console = Console(highlight=False, markup=False, emoji=False)
    for table in ("applications", *(["disputes"] if tally.tables else [])):
        for drawing in draw_tables(counted(tally), table):
            console.print(drawing)


def _list_terms(tally: "Tally") -> None:
    from reportbot.ledger.telling import told_terms
    from reportbot.ledger.terms import check_terms

    for line in told_terms(check_terms(tally.applications, tally.year), tally.year):
        typer.echo(line)
