"""Bring a published report into an existing answers file, field by field, never unseen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.answers.writing import in_words, put_cell, put_fact, put_problem, put_text
from reportbot.errors import InputError, Place
from reportbot.importing.to_answers import fitted, texts_of
from reportbot.numbers import Cell, format_number
from reportbot.outline import load_sections
from reportbot.questions import Question, all_questions
from reportbot.report import Report

PROBLEMS = "problems"
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which a report says something else than the file; ``ours`` is empty where it is blank."""

    item: str
    label: str
    ours: str
    theirs: str

    @property
    def conflict(self) -> bool:
        """Tell whether both sides say something."""
        return bool(self.ours)


def differences(ours: Report, theirs: Report) -> list[Difference]:
    """Return what a report would change in an answers file; raises InputError for another year."""
    if theirs.year and theirs.year != ours.year:
        raise InputError(
            f"导入的是 {theirs.year} 年度的报告，这份答案是 {ours.year} 年度的，不能合并",
            place=Place(ours.file),
            remedy="上年的报告请写进答案文件的“上年度”；要另存一份，请换一个文件名",
        )
    return [
        *_cells(ours, fitted(theirs)),
        *_facts(ours, theirs),
        *_texts(ours, theirs),
        *_problems(ours, theirs),
    ]


def _cells(ours: Report, theirs: Report) -> Iterator[Difference]:
    for cell_id, spec in ours.form.cells.items():
        own, other = ours.cell(cell_id), theirs.cells.get(cell_id, Cell())
        printed = [_printed(cell, spec.kind) for cell in (own, other)]
        if printed[1] and printed[0] != printed[1]:
            yield Difference(cell_id, ours.form.label(cell_id), *printed)


def _printed(cell: Cell, kind: Any) -> str:
    return (cell.raw or "") if cell.value is None else format_number(cell.value, kind)


def _facts(ours: Report, theirs: Report) -> Iterator[Difference]:
    for question in all_questions().values():
        own, other = (_answer(question, report.facts) for report in (ours, theirs))
        if other is not None and own != other:
            said = [
                "" if answer is None else str(in_words(question.answer, answer)) for answer in (own, other)
            ]
            yield Difference(question.id, question.answer.name, *said)


def _answer(question: Question, facts: Mapping[str, Any]) -> Any:
    if question.answer.type != "record":
        return facts.get(question.id)
    fields = {field.id: facts.get(f"{question.id}.{field.id}") for field in question.answer.fields}
    return {name: value for name, value in fields.items() if value is not None} or None


def _texts(ours: Report, theirs: Report) -> Iterator[Difference]:
    for item, words in texts_of(theirs).items():
        own = ours.texts.get(item, "") or _drafted(item, ours)
        if own != words:
            yield Difference(f"texts.{item}", _text_label(item, ours), _short(own), _short(words))


def _drafted(item: str, ours: Report) -> str:
    """Tell where a text would take the place of what the file's own facts say."""
    section = item.partition(".")[0]
    answered = any(fact.startswith(f"{section}.") for fact in ours.facts)
    return "（按已填的内容起草）" if answered or (section == PROBLEMS and ours.problems) else ""


def _text_label(item: str, ours: Report) -> str:
    headings = {section["section"]: section.get("heading", "") for section in load_sections()}
    headings |= {part.id: part.heading for part in ours.form.parts}
    return headings.get(item.partition(".")[0]) or "文首"


def _problems(ours: Report, theirs: Report) -> Iterator[Difference]:
    own, other = ours.problems or (), theirs.problems or ()
    if other and own != other:
        said = ["；".join(problem.problem for problem in problems) for problems in (own, other)]
        yield Difference(PROBLEMS, "问题与改进", _short(said[0]), _short(said[1]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"


def preview(found: Iterable[Difference]) -> Iterator[str]:
    """Yield what would change, in official words, one line a field."""
    for difference in found:
        before = f"“{difference.ours}”" if difference.conflict else "空着"
        yield f"{difference.label}：{before} → “{difference.theirs}”"


def take(text: str, ours: Report, theirs: Report, items: Iterable[str]) -> str:
    """Return the text of an answers file with some fields taken from a report."""
    wanted = set(items)
    given, texts, questions = fitted(theirs), texts_of(theirs), all_questions()
    for cell_id in ours.form.cells:
        if cell_id in wanted:
            cell = given.cells[cell_id]
            text = put_cell(
                text, ours.form, cell_id, Cell(cell.value, None if cell.value is not None else cell.raw)
            )
    for item in wanted & set(questions):
        text = put_fact(text, questions[item], _answer(questions[item], theirs.facts))
    for item, words in texts.items():
        if f"texts.{item}" in wanted:
            text = put_text(text, item, words)
    if PROBLEMS in wanted:
        for number in reversed(range(len(ours.problems or ()))):
            text = put_problem(text, number, None)
        for number, problem in enumerate(theirs.problems or ()):
            text = put_problem(text, number, problem)
    return text
