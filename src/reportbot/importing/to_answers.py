"""Write a published report down as an answers file that can be filled in, checked and drafted."""

from collections.abc import Mapping
from dataclasses import replace

from reportbot.answers.skeleton import skeleton
from reportbot.answers.writing import put_source, put_text, put_unverified
from reportbot.errors import InputError, Place
from reportbot.form import form_for_year
from reportbot.importing.aspects import by_aspect
from reportbot.last_year import refusals
from reportbot.organ_names import kind_of, level_of
from reportbot.report import Report

PLACEHOLDER = "【待补充"


def as_answers(report: Report, source: str) -> tuple[str, int]:
    """Return the text of an answers file and how many cells the form of its year has no place for.

    ``source`` names the file that was read. Raises InputError when the year is not known.
    """
    if report.year is None:
        raise InputError(
            "没有认出报告年度，不能写成答案文件",
            place=Place(report.file),
            remedy="请在文件开头补上标题，例如“某某局2024年政府信息公开工作年度报告”，再导入",
        )
    given = fitted(report)
    text = skeleton(report.year, given=given)
    for paragraph, words in texts_of(report).items():
        text = put_text(text, paragraph, words)
    if unsure := _unsure(report.agency or ""):
        text = put_unverified(text, unsure)
    for item in ("agency", *(table.id for table in given.form.tables)):
        text = put_source(text, item, f"导入自 {source}")
    filled = sum(not cell.blank for cell in report.cells.values())
    return text, filled - sum(not cell.blank for cell in given.cells.values())


def _unsure(agency: str) -> list[str]:
    """Return the facts that the organ's name does not tell for certain."""
    guesses = {"agency.kind": kind_of(agency), "agency.level": level_of(agency)}
    return [fact for fact, guess in guesses.items() if guess and not guess[1]]


def fitted(report: Report) -> Report:
    """Return a report in the form of its year, with the cells that mean the same there."""
    form = form_for_year(report.year or 0)
    refused = refusals(report.form, form)
    cells = {
        cell: found for cell, found in report.cells.items() if cell in form.cells and cell not in refused
    }
    return replace(report, form=form, cells=cells)


def texts_of(report: Report) -> Mapping[str, str]:
    """Return the narrative by the smallest sections that headings allow, without placeholders."""
    texts: dict[str, str] = {}
    for part, words in report.texts.items():
        said = "\n".join(line for line in words.split("\n") if not line.startswith(PLACEHOLDER))
        if part == "overview" and (sections := by_aspect(said)):
            texts |= sections
        elif said:
            texts[part] = said
    return texts
