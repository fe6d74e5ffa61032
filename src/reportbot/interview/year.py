"""Begin an answers file for a year, or move one to another year without losing what it holds."""

from reportbot.answers import load_answers
from reportbot.answers.editing import put
from reportbot.answers.skeleton import skeleton
from reportbot.answers.writing import key, put_cell, put_none, put_year
from reportbot.form import form_for_year
from reportbot.interview.edits import Edit
from reportbot.report import Report


def set_year(report: Report, year: int, *, empty: bool) -> Edit:
    """Return the change that begins a file for a year or moves it there.

    Where the year has another form, cells that both forms share stay; the others are kept
    as comments at the end of the file.
    """
    if empty:
        return Edit("year", lambda _: skeleton(year))
    if form_for_year(year).id == report.form.id:
        return Edit("year", lambda text: put_year(text, year))
    return Edit("year", lambda text: _to_other_form(text, year))


def _to_other_form(text: str, year: int) -> str:
    report = load_answers(text)
    form = form_for_year(year)
    text = put(put_year(text, year), [key("statistics")], None)
    lost = [
        f"#   {report.form.label(item)}：{cell.raw or cell.value}"
        for item, cell in report.cells.items()
        if item not in form.cells
    ]
    for table in form.tables:
        shared = {
            item: cell
            for item, cell in report.cells.items()
            if item in form.cells and item.startswith(f"{table.id}.")
        }
        if table.may_be_none and shared and all(cell.value == 0 for cell in shared.values()):
            text = put_none(text, form, table.id)
            continue
        for item, cell in shared.items():
            text = put_cell(text, form, item, cell)
    if lost:
        head = f"# 按 {report.form.id} 年格式填过、{form.id} 年格式没有的格："
        text = "\n".join([text.rstrip("\n"), "", head, *lost, ""])
    return text
