"""Carry out slash commands."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reportbot.interview.agenda import stages
from reportbot.interview.draft_review import draft_text
from reportbot.interview.helping import help_for, tree_node, tree_start
from reportbot.interview.messages import Message, Reply, View
from reportbot.interview.session import Step
from reportbot.interview.targets import Target, by_label
from reportbot.interview.wording import Command, commands
from reportbot.labels import normalise
from reportbot.questions import all_questions

if TYPE_CHECKING:
    from reportbot.interview.conversation import Interview


def command_in(line: str) -> tuple[Command, str] | None:
    """Return the command a line gives and what follows it; None when it is an answer."""
    text = line.strip()
    if text in {"?", "？", "帮助"}:
        return next(command for command in commands() if command.id == "help"), ""
    match = re.match(r"^[/／、](\S+)\s*(.*)$", text, re.DOTALL)
    if not match or (text.startswith("、") and not _named(match[1])):
        return None
    command = _named(match[1])
    if command:
        return command, match[2].strip()
    for known in commands():
        for name in known.names:
            if len(name) > 1 and match[1].startswith(name):
                return known, f"{match[1][len(name) :]} {match[2]}".strip()
    return Command("unknown", (match[1],), ""), ""


def _named(word: str) -> Command | None:
    return next((command for command in commands() if word.casefold() in command.names), None)


def perform(interview: "Interview", command: Command, argument: str) -> Reply:
    """Carry out a command; what it says comes before the question is asked again."""
    return _PERFORM.get(command.id, _unknown)(
        interview, argument or (command.names[0] if command.id == "unknown" else "")
    )


def _unknown(interview: "Interview", argument: str) -> Reply:
    known = "　".join(f"/{command.names[0]}" for command in commands())
    return interview.reply(Message(f"没有“/{argument}”这个命令。可以用：{known}", "warning"))


def _back(interview: "Interview", _: str) -> Reply:
    return interview.go_back()


def _skip(interview: "Interview", _: str) -> Reply:
    return interview.skip()


def _goto(interview: "Interview", argument: str) -> Reply:
    step = find_step(interview, argument)
    if step is None:
        names = "、".join(stages().values())
        return interview.reply(Message(f"没有找到“{argument}”。可以写问题的名称，或者：{names}", "warning"))
    return interview.go_to(step)


def find_step(interview: "Interview", name: str) -> str | None:
    """Return the step that a name means: an id, a stage, a question or a row, with its stage before it or not."""
    if name in {step.id for step in interview.steps}:
        return name
    stage = _stage(name)
    if stage:
        return next((step.id for step in interview.steps if step.stage == stage), None)
    before, _, behind = name.rpartition(" ")
    stage = _stage(before)
    steps, name = (
        ([step for step in interview.steps if step.stage == stage], behind)
        if stage
        else (interview.steps, name)
    )
    targets = [Target(step.id, step.name, _names(step)) for step in steps]
    # what is asked together stands before its parts, each of which can be asked alone
    exact = next(
        (target for target in targets if normalise(name) in map(normalise, (target.label, *target.names))),
        None,
    )
    found = exact or by_label(name, targets)
    return found.id if found else None


def way_to(step: Step, steps: Sequence[Step]) -> str:
    """Return the name by which a step is gone to: with its stage where others are called the same."""
    shared = sum(other.name == step.name for other in steps) > 1
    return f"{re.split('（', stages()[step.stage])[0]} {step.name}" if shared else step.name


def _stage(name: str) -> str | None:
    """Return the stage of a name: 表二 and 主动公开 of 表二（主动公开） too, where no other is called so."""
    named = [(label, stage) for stage, label in stages().items()]
    named += [(part, stage) for stage, label in stages().items() for part in re.split(r"[（）]", label)]
    return next((stage for label, stage in named if name and name == label), None)


def _names(step: Step) -> tuple[str, ...]:
    questions = [all_questions()[fact] for fact in step.facts if fact in all_questions()]
    return tuple(name for question in questions for name in question.answer.names)


def _view(view: View) -> Callable[["Interview", str], Reply]:
    return lambda _, argument: Reply(view=view, subject=argument)


def _table(interview: "Interview", argument: str) -> Reply:
    form = interview.session.report.form
    at = interview.step
    own = at.cells[0].split(".")[0] if at and at.cells else form.tables[0].id
    named = by_label(
        argument, [Target(t.id, t.name, (*t.also, form.part(t.id).heading)) for t in form.tables]
    )
    return Reply(view="table", subject=named.id if named else own)


def _export(interview: "Interview", _: str) -> Reply:
    return interview.go_to("export")


def _undo(interview: "Interview", _: str) -> Reply:
    return interview.undo()


def _redo(interview: "Interview", _: str) -> Reply:
    return interview.redo()


def _edit(interview: "Interview", argument: str) -> Reply:
    step = interview.step
    begun = ""
    if step and step.kind == "draft":
        number = int(argument) if argument.isdigit() else 1
        begun = f"改 {number} {draft_text(interview.session, number)}"
    return Reply(view="edit", subject=begun)


def _which(interview: "Interview", _: str) -> Reply:
    interview.tree = tree_start()
    return Reply((tree_node(interview.tree),))


def _help(interview: "Interview", _: str) -> Reply:
    return Reply((help_for(interview.step, interview.session),), view="help")


def _quit(interview: "Interview", _: str) -> Reply:
    return Reply(tuple(interview.farewell()), view="quit")


_PERFORM: Mapping[str, Callable[["Interview", str], Reply]] = {
    "back": _back,
    "skip": _skip,
    "goto": _goto,
    "preview": _view("preview"),
    "table": _table,
    "check": _view("check"),
    "progress": _view("progress"),
    "sources": _view("sources"),
    "review": _view("review"),
    "export": _export,
    "undo": _undo,
    "redo": _redo,
    "edit": _edit,
    "which": _which,
    "help": _help,
    "quit": _quit,
}
