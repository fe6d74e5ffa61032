"""Ask for facts: one question at a time, or a few that belong together."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportbot.interview import edits
from reportbot.interview.conditions import applies, holds
from reportbot.interview.examples import typed_example
from reportbot.interview.messages import Message
from reportbot.interview.reading import NUMBERS, nothing, read_fact
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.several import read_several
from reportbot.interview.suggesting import suggested_facts
from reportbot.interview.table_questions import row_without_power
from reportbot.interview.targets import Target, fact_targets, shown
from reportbot.interview.understanding import Understood
from reportbot.interview.wording import agenda_data, meant, said, words
from reportbot.numbers import format_number
from reportbot.questions import Question, all_questions, load_section
from reportbot.report import Report

POWERS = "agency.powers"


def section_steps(entry: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield a step for every question of a section that applies; most only on request."""
    for question in load_section(entry["section"]).questions:
        if applies(question, session.report) or question.id in session.memory.wanted:
            yield fact_step(question, stage, session, on_request=entry.get("on_request", False))


def group_steps(entry: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield one step for questions that are asked together."""
    questions = [all_questions()[fact] for fact in entry["facts"]]
    if len(questions) == 1:
        if applies(questions[0], session.report):
            yield fact_step(questions[0], stage, session)
        return
    asked = tuple(
        question.id
        for question in questions
        if question.rank(session.report.kind) != "long"
        or entry.get("optional")
        or answered(question, session.report)
    )
    open_ = [fact for fact in asked if not answered(all_questions()[fact], session.report)]
    wanted = bool(session.memory.wanted & {entry["id"], *asked}) and entry["id"] not in session.memory.passed
    state: State = "open" if wanted or open_ else "answered"
    if entry["id"] in session.memory.passed:
        state = "answered" if not open_ else "passed"
    yield Step(
        entry["id"],
        stage,
        "facts",
        "、".join(all_questions()[fact].answer.name for fact in asked),
        entry["question"],
        state,
        facts=asked,
        optional=bool(entry.get("optional")),
        why=entry["why"],
        example=entry["example"],
    )


def fact_step(question: Question, stage: str, session: Session, *, on_request: bool = False) -> Step:
    """Return the step of one question; it is asked by itself unless that is left to the user."""
    report, memory = session.report, session.memory
    must = (question.rank(report.kind) == "must" and not on_request) or question.id in memory.wanted
    must = must or any(
        entry["fact"] == question.id and holds(report, entry["when"]) for entry in agenda_data()["follow_ups"]
    )
    state: State = "open" if must else "later"
    if question.id in memory.passed:
        state = "passed"
    if answered(question, report):
        state = "open" if question.id in memory.wanted and question.id not in memory.passed else "answered"
    return Step(
        question.id,
        stage,
        "facts",
        question.answer.name,
        question.question,
        state,
        facts=(question.id,),
        optional=question.rank(report.kind) != "must",
        why=question.why,
        example=typed_example(question),
    )


def answered(question: Question, report: Report) -> bool:
    """Tell whether a question has been answered, at least in part."""
    return any(target.id in report.facts for target in fact_targets(question, report))


def ask_facts(step: Step, session: Session) -> Message:
    """Ask one question or several, with what can be offered for them."""
    targets = _targets(step, session.report)
    offered = _offered(step, session)
    rows: list[tuple[str, str]] = []
    options: tuple[str, ...] = ()
    unit = ""
    if len(step.facts) == 1:
        answer = all_questions()[step.facts[0]].answer
        choices = answer.options or next((field.options for field in answer.fields if field.options), ())
        options = tuple(option.name for option in choices)
        if answer.type == "record" and all(field.type == "yes" for field in answer.fields):
            options = tuple(field.name for field in answer.fields)
        unit = f"（单位：{answer.unit}）" if answer.unit and answer.unit not in step.question else ""
        rows += (
            []
            if offered
            else [(f"上年{target.label}", shown(target.last, target)) for target in targets if _worth(target)]
        )
    rows += [
        (target.label, shown(session.report.facts[target.id], target))
        for target in targets
        if target.id in session.report.facts
    ]
    rows += [(target.label, shown(offered[target.id], target)) for target in targets if target.id in offered]
    suggestion = "、".join(shown(offered[target.id], target) for target in targets if target.id in offered)
    if step.optional and not suggestion:
        suggestion = "跳过"
    return Message(step.question + unit, "ask", tuple(rows), options, suggestion)


def _worth(target: Target) -> bool:
    return target.last not in (None, "", (), {}) and not isinstance(target.last, Mapping)


def _targets(step: Step, report: Report) -> tuple[Target, ...]:
    return tuple(target for fact in step.facts for target in fact_targets(all_questions()[fact], report))


def _offered(step: Step, session: Session) -> dict[str, Any]:
    suggested = suggested_facts(session.report)
    ids = [target.id for target in _targets(step, session.report)]
    found = {fact: suggested[fact] for fact in ids if fact in suggested}
    complete = len(step.facts) == 1 or len(found) + sum(fact in session.report.facts for fact in ids) >= len(
        step.facts
    )
    return found if complete or step.id == "agency.nature" else {}


def read_facts(step: Step, session: Session, line: str) -> Result:
    """Read the answer to a fact step."""
    report = session.report
    targets = _targets(step, report)
    meaning = said(line) if all(target.type == "text" for target in targets) else meant(line)
    offered = _offered(step, session)
    if offered and (not line.strip() or (meaning in {"yes", "same"} and targets[0].type != "yes")):
        return _filling(step, session, Understood(dict(offered)), sure=True)
    if not line.strip():
        return Result(passed=(step.id,)) if step.optional else Result(unread=())
    year = (report.year or session.today.year) + 1
    if len(step.facts) > 1:
        if meaning in {"none", "no"}:
            return Result(passed=(step.id,)) if step.optional else Result()
        understood = read_several(line, targets, year)
        if understood.values:
            understood.values = {**offered, **session.proposed, **understood.values}
        return _filling(step, session, understood, sure=False)
    question = all_questions()[step.facts[0]]
    if meaning == "none" or (meaning == "no" and targets[0].type != "yes"):
        found = nothing(question, targets)
        if found:
            return _filling(step, session, Understood(found), sure=step.id != POWERS)
    if meaning == "same" and targets[0].last is not None:
        same = {target.id: target.last for target in targets if target.last is not None}
        return _filling(step, session, Understood(same), sure=False)
    understood = read_fact(line, question, targets, year)
    plain = len(understood.values) == 1 and not understood.inferred and not understood.unread
    return _filling(step, session, understood, sure=plain)


def _filling(step: Step, session: Session, understood: Understood, *, sure: bool) -> Result:
    if not understood.values:
        return Result(unread=tuple(understood.unread))
    report = session.report
    values = _corrected(session.proposed, understood.values)
    targets = {target.id: target for target in _targets(step, report)}
    rows = [row for fact in targets if fact in values for row in _rows(targets[fact], values[fact])]
    rows += [("拿不准的", "记作待核实")] if understood.unsure else []
    changes = []
    for fact in step.facts:
        own = {item: value for item, value in values.items() if item == fact or item.startswith(f"{fact}.")}
        if own:
            changes.append(edits.set_fact(all_questions()[fact], own, report))
    for name, cells in _rows_without_power(values, report):
        rows.append((f"表二 {name}", "没有这项职权，填 0"))
        changes += [edits.set_cell(report.form, cell, 0) for cell in cells]
    return Result(
        tuple(changes),
        tuple(rows),
        sure,
        passed=(step.id,),
        unsure=tuple(understood.unsure),
        unread=tuple(understood.unread),
        values=values,
    )


def _rows(target: Target, value: Any) -> Iterator[tuple[str, str]]:
    """Yield how a value is shown before it is filled; counts by category with their sum."""
    if not isinstance(value, Mapping):
        yield target.label, shown(value, target)
        return
    unit = target.units[0] if target.units else ""
    yield from ((name, f"{count}{unit}") for name, count in value.items())
    if not value:
        yield target.label, "没有"
    if len(value) > 1:
        yield "合计", f"{sum(count or 0 for count in value.values())}{unit}"


def _rows_without_power(values: Mapping[str, Any], report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of table two that a missing power leaves at 0: name and blank cells."""
    for fact, held in values.items():
        lacking = held is False and fact.startswith(f"{POWERS}.")
        if lacking and (row := row_without_power(report, fact.removeprefix(f"{POWERS}."))):
            yield row


def _corrected(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was understood before with its correction; counts by category are corrected one by one."""
    merged = dict(now)
    for fact, value in now.items():
        if isinstance(value, Mapping) and isinstance(before.get(fact), Mapping):
            merged[fact] = {**before[fact], **value}
    return {**before, **merged}


def compared_facts(report: Report, facts: tuple[str, ...]) -> list[Message]:
    """Comment on a count that differs much from last year's."""
    found = []
    for fact in facts:
        for target in fact_targets(all_questions()[fact], report):
            now, before = report.facts.get(target.id), target.last
            if (
                target.type not in NUMBERS
                or not isinstance(now, int)
                or not isinstance(before, int)
                or now == before
            ):
                continue
            if before and max(now, before) >= 1.2 * min(now, before):
                word, sign = ("多", "+") if now > before else ("少", "-")
                share = f"（{sign}{round(abs(now - before) * 100 / before)}%）"
                change = f"{word} {format_number(abs(now - before))} {target.units[0] if target.units else ''}{share}"
                found.append(Message(words("compare", label=target.label, change=change), "note"))
    return found
