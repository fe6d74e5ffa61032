"""The agenda: which steps an interview has, in which order, and which is next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.interview import (
    closing,
    draft_review,
    facts,
    findings,
    happened,
    opening,
    part_five,
    table_answers,
    table_questions,
    table_steps,
)
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, Step
from reportbot.interview.wording import agenda_data

Steps = Callable[[Mapping[str, Any], str, Session], Iterator[Step]]

ENTRIES: Mapping[str, Steps] = {
    "year": opening.year_steps,
    "previous": opening.previous_steps,
    "facts": facts.group_steps,
    "section": facts.section_steps,
    "any": table_steps.any_step,
    "table": table_steps.table_steps,
    "more": closing.more_steps,
    "old_problems": part_five.old_problem_steps,
    "problems": part_five.problem_steps,
    "findings": findings.findings_steps,
    "draft": draft_review.draft_steps,
    "export": closing.export_steps,
}
"""How an entry of ``prompts/interview.yaml`` becomes steps, by its kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of step is asked, and how its answer is read."""

    ask: Callable[[Step, Session], Message]
    read: Callable[[Step, Session, str], Result]


KINDS: Mapping[str, Kind] = {
    "year": Kind(opening.ask_year, opening.read_year),
    "previous": Kind(opening.ask_previous, opening.read_previous),
    "facts": Kind(facts.ask_facts, facts.read_facts),
    "any": Kind(table_questions.ask_any, happened.read_any),
    "line": Kind(table_questions.ask_line, table_answers.read_line),
    "which": Kind(table_questions.ask_which, table_answers.read_which),
    "left_over": Kind(table_questions.ask_left_over, table_answers.read_left_over),
    "rest": Kind(table_questions.ask_rest, table_answers.read_rest),
    "more": Kind(closing.ask_more, closing.read_more),
    "old_problem": Kind(part_five.ask_old_problem, part_five.read_old_problem),
    "problem": Kind(part_five.ask_problem, part_five.read_problem),
    "problem_detail": Kind(part_five.ask_detail, part_five.read_detail),
    "measures": Kind(part_five.ask_measures, part_five.read_measures),
    "findings": Kind(findings.ask_findings, findings.read_findings),
    "draft": Kind(draft_review.ask_draft, draft_review.read_draft),
    "export": Kind(closing.ask_export, closing.read_export),
}
"""Every kind of step."""


def agenda(session: Session) -> tuple[Step, ...]:
    """Return every step of the interview as the answers stand; at first there is only the year.

    A question that stands in several places has its first place.
    """
    steps = [
        step
        for stage in agenda_data()["stages"]
        if not session.empty or stage["id"] == "year"
        for entry in stage["steps"]
        for step in ENTRIES[entry["kind"]](entry, stage["id"], session)
    ]
    first: dict[str, Step] = {}
    for step in steps:
        first.setdefault(step.id, step)
    return tuple(first.values())


def stages() -> Mapping[str, str]:
    """Return the names of the stages by id, in order."""
    return {stage["id"]: stage["name"] for stage in agenda_data()["stages"]}


def next_step(session: Session, steps: tuple[Step, ...] | None = None) -> Step | None:
    """Return the step to ask: the one gone to, else the first that is open."""
    steps = agenda(session) if steps is None else steps
    gone_to = next((step for step in steps if step.id == session.at), None)
    return gone_to or next((step for step in steps if step.state == "open"), None)
