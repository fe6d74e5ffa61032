"""The agenda is data: everything it names exists, and every question can be reached."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportbot.form import all_forms, form_for_year
from reportbot.interview.agenda import ENTRIES, KINDS, agenda
from reportbot.interview.conditions import applies, holds
from reportbot.interview.session import Session
from reportbot.interview.wording import agenda_data, commands, said
from reportbot.lines import lines_of
from reportbot.questions import KINDS as ORGANS
from reportbot.questions import all_questions, find_answer, load_section, problem_kinds
from reportbot.report import Report

DATA = agenda_data()


def session(report: Report) -> Session:
    return Session("年度: 2024\n", report, date(2026, 1, 10), Path())


def test_every_name_in_the_agenda_exists() -> None:
    for stage in DATA["stages"]:
        for entry in stage["steps"]:
            assert entry["kind"] in ENTRIES
            for fact in entry.get("facts", ()):
                assert fact in all_questions()
            for section in (*entry.get("sections", ()), *([entry["section"]] if "section" in entry else ())):
                assert load_section(section)
    for fact in DATA["shapes"]:
        assert find_answer(fact)
    for entry in DATA["follow_ups"]:
        assert entry["fact"] in all_questions()
    rows = {line.id for form in all_forms() for line in lines_of(form, "disclosure")}
    assert set(DATA["powers"].values()) <= rows
    assert {field.id for field in all_questions()["agency.powers"].answer.fields} == set(DATA["powers"])
    assert DATA["causes"]["problem"] in {kind["id"] for kind in problem_kinds()}


def test_shapes_are_patterns() -> None:
    for pattern in DATA["shapes"].values():
        re.compile(pattern)


def test_follow_ups_are_conditions_that_can_be_assessed() -> None:
    report = Report(form_for_year(2024), 2024)
    assert not any(
        holds(report, entry["when"]) for entry in DATA["follow_ups"] if "not given" not in entry["when"]
    )


def test_commands_have_names_of_their_own() -> None:
    names = [name for command in commands() for name in command.names]
    assert len(names) == len(set(names))
    assert all(any(name.isascii() for name in command.names) for command in commands())


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("对", "yes"),
        ("是的。", "yes"),
        ("不对", "no"),
        ("没有", "none"),
        ("０", "none"),
        ("不知道", "unknown"),
        ("跳过", "skip"),
        ("同去年", "same"),
        ("119", None),
    ],
)
def test_words_that_mean_something_by_themselves(line: str, meaning: str | None) -> None:
    assert said(line) == meaning


@pytest.mark.parametrize("kind", ORGANS)
@pytest.mark.parametrize("year", [2020, 2024])
def test_every_question_that_applies_can_be_reached(kind: str, year: int) -> None:
    report = Report(form_for_year(year), year, facts={"agency.kind": kind})
    steps = agenda(session(report))
    reached = {fact for step in steps for fact in (*step.facts, step.id)}
    wanted = {fact for fact, question in all_questions().items() if applies(question, report)}
    assert wanted <= reached
    assert all(step.kind in KINDS for step in steps)
    assert len({step.id for step in steps}) == len(steps)


@pytest.mark.parametrize(
    ("condition", "facts", "holding"),
    [
        ({"fact": "agency.subordinate_units", "is": True}, {"agency.subordinate_units": True}, True),
        ({"fact": "agency.subordinate_units", "is": True}, {}, False),
        ({"fact": "proactive.units", "at_least": 1}, {"proactive.units": 1}, True),
        ({"fact": "proactive.units", "at_least": 1}, {"proactive.units": 0}, False),
        ({"fact": "front.issue_date", "given": True}, {"front.issue_date": "2026-01-01"}, True),
        ({"fact": "front.issue_date", "given": True}, {}, False),
        ({"form_from": 2021}, {}, True),
        ({"form_until": 2020}, {}, False),
        ({"kind": ["department"]}, {"agency.kind": "department"}, True),
        ({"table": "applications", "some": True}, {}, False),
        ({"cell": "applications.granted.total", "at_least": 1}, {}, False),
        ({"cell": "applications.other_all.total", "at_least": 1}, {}, False),
    ],
)
def test_conditions(condition: dict[str, object], facts: dict[str, object], holding: bool) -> None:
    question = replace(all_questions()["proactive.items_total"], when=(condition,))
    assert applies(question, Report(form_for_year(2024), 2024, facts=facts)) is holding  # type: ignore[arg-type]
