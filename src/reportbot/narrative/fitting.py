"""Facts that cannot stand together: parts that are more than the whole they are parts of."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportbot.cell_names import short_name
from reportbot.numbers import Number, format_number
from reportbot.questions import Question, all_questions, find_answer
from reportbot.report import Report


@dataclass(frozen=True, slots=True)
class Misfit:
    """Parts, by fact, that add up to more than their whole. No sentence tells the parts."""

    parts: tuple[str, ...]
    told: str


def misfits(report: Report) -> tuple[Misfit, ...]:
    """Return the facts of a report that do not fit together."""
    found = []
    for question in all_questions().values():
        for whole, *parts in question.wholes:
            stated = _number(report, whole)
            total = sum(_number(report, part) or 0 for part in parts)
            if stated is not None and total > stated:
                found.append(Misfit(tuple(parts), _told(report, question, (whole, *parts), stated, total)))
    return tuple(found)


def _number(report: Report, name: str) -> Number | None:
    """Return a count, or the sum of counts by category, under a fact id or a cell id."""
    value = report.value(name) if name in report.form.cells else report.facts.get(name)
    if isinstance(value, Mapping):
        return sum(count for count in value.values() if count)
    return value if isinstance(value, Number) and not isinstance(value, bool) else None


def _told(report: Report, question: Question, names: tuple[str, ...], stated: Number, total: Number) -> str:
    whole, *parts = (
        short_name(report.form, name) if name in report.form.cells else find_answer(name).name
        for name in names
    )
    sum_ = f"{'加'.join(parts)}是{format_number(total)}"
    return f"“{question.answer.name}”对不上：{sum_}，比{whole}的{format_number(stated)}多"
