"""What messages say of names, commands and keys can be done."""

import re
from pathlib import Path

import pytest

from reportbot.interview.commanding import command_in, find_step, way_to
from reportbot.interview.wording import agenda_data, commands
from reportbot.questions import all_questions
from tests.conftest import EXAMPLES
from tests.talking import at, begun, say, text_of

FILES = ["yunhe-education-2025", "lusong-hrss-2020", "yunhe-county-2025"]


@pytest.mark.parametrize("example", FILES)
def test_every_step_can_be_gone_to_by_the_name_that_is_told(tmp_path: Path, example: str) -> None:
    text = (EXAMPLES / example / "answers.yaml").read_text(encoding="utf-8")
    interview = begun(tmp_path / "a.yaml", text)
    for step in interview.steps:
        found = find_step(interview, way_to(step, interview.steps))
        facts = next(other.facts for other in interview.steps if other.id == found)
        assert found == step.id or set(step.facts) <= set(facts), step.name


@pytest.mark.parametrize("name", ["电话", "简称", "落款日期"])
def test_a_single_entry_of_questions_asked_together_is_found(tmp_path: Path, name: str) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(interview, f"/跳到 {name}")
    assert interview.step
    assert any(all_questions()[fact].answer.name == name for fact in interview.step.facts)


def test_what_was_skipped_comes_back_by_the_words_of_the_message(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    at(interview, "platform.practices")
    told = text_of(say(interview, "跳过"))
    command = re.search(r"“(/跳到 [^”]+)”", told)
    assert command
    say(interview, command[1])
    assert interview.step
    assert interview.step.id == "platform.practices"


def test_every_command_in_a_message_is_a_command() -> None:
    told = " ".join(str(text) for text in agenda_data()["words"].values())
    named = re.findall(r"/([一-龥]+)", told)
    assert named
    assert all(command_in(f"/{name}")[0].id != "unknown" for name in named)  # type: ignore[index]


@pytest.mark.parametrize(
    "command", [command for command in commands() if command.id != "quit"], ids=lambda one: one.id
)
def test_every_name_of_a_command_does_the_same(tmp_path: Path, command: object) -> None:
    for name in command.names:  # type: ignore[attr-defined]
        path = tmp_path / f"{abs(hash(name))}.yaml"
        reply = say(begun(path), f"/{name} 电话" if command.id == "goto" else f"/{name}")  # type: ignore[attr-defined]
        assert "没有“/" not in text_of(reply)
        assert "没有找到" not in text_of(reply)
