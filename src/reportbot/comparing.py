"""Tell two reports apart in official words: cells, facts, problems and texts."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from reportbot.cell_names import full_name, short_name
from reportbot.last_year import refusals
from reportbot.narrative import draft
from reportbot.numbers import format_number
from reportbot.questions import fact_name, find_answer
from reportbot.report import FactValue, Problem, Report

PARTS = ("front", "overview", "problems", "other")


def differences(old: Report, new: Report) -> Iterator[str]:
    """Yield what differs, from the first report to the second."""
    for word, before, after in (
        ("单位", old.agency, new.agency),
        ("年度", old.year, new.year),
        ("格式", old.form.id, new.form.id),
    ):
        if before != after:
            yield f"{word} {before or '（没有写）'} → {after or '（没有写）'}"
    yield from _cells(old, new)
    yield from _facts(old.facts, new.facts)
    if old.published or new.published:
        for part in PARTS:
            yield from _texts(_heading(new, part), _printed(old, part), _printed(new, part))
        return
    yield from _problems(old.problems or (), new.problems or ())
    for item in dict.fromkeys([*old.texts, *new.texts]):
        lines = [report.texts.get(item, "").splitlines() for report in (old, new)]
        yield from _texts(f"修改的段落 {item}", *lines)


def _cells(old: Report, new: Report) -> Iterator[str]:
    refused = refusals(old.form, new.form)
    for cell in new.form.cells:
        if cell in refused:
            continue
        before, after = _cell(old, cell), _cell(new, cell)
        if before != after:
            meaning = full_name(new.form, cell)
            yield f"{short_name(new.form, cell)} {before} → {after}{f'（{meaning}）' if meaning else ''}"
    if old.form is not new.form:
        yield f"两份报告的格式不同（{old.form.id} 年、{new.form.id} 年），含义不同的格子没有比较"


def _cell(report: Report, cell_id: str) -> str:
    cell = report.cell(cell_id)
    if cell.value is None:
        return f"“{cell.raw}”" if cell.raw else "空白"
    return format_number(cell.value, report.form.cells[cell_id].kind)


def _facts(old: Mapping[str, FactValue], new: Mapping[str, FactValue]) -> Iterator[str]:
    for fact in dict.fromkeys([*old, *new]):
        before, after = old.get(fact), new.get(fact)
        if before != after and fact != "agency.name":
            yield f"{fact_name(fact)} {_fact(fact, before)} → {_fact(fact, after)}"


def _fact(fact: str, value: FactValue | None) -> str:
    if value is None:
        return "没有回答"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return format_number(value)
    options = {option.id: option.name for option in find_answer(fact).options}
    if isinstance(value, str):
        return options.get(value, value) or "无"
    if isinstance(value, Mapping):
        return (
            "、".join(f"{name} {'没有数' if count is None else count}" for name, count in value.items())
            or "无"
        )
    return "、".join(options.get(item, item) for item in value) or "无"


def _problems(old: Iterable[Problem], new: Iterable[Problem]) -> Iterator[str]:
    yield from _texts("问题与改进", [_problem(entry) for entry in old], [_problem(entry) for entry in new])


def _problem(problem: Problem) -> str:
    measures = f"；改进措施：{'、'.join(problem.measures)}" if problem.measures else ""
    return f"{problem.problem}{measures}"


def _heading(report: Report, part: str) -> str:
    return next((entry.heading for entry in report.form.parts if entry.id == part), "文首")


def _printed(report: Report, part: str) -> list[str]:
    return [
        paragraph.text
        for section in draft(report)
        if section.part == part
        for paragraph in section.paragraphs
    ]


def _texts(name: str, old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the lines that are only in one of two texts, under the name of the text."""
    changed = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    if changed:
        yield f"{name}："
        yield from (f"  {line}" for line in changed)
