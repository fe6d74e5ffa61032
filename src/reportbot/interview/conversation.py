"""The conversation: a line goes in, messages come out, and what was accepted is on disk."""

from collections.abc import Iterator
from dataclasses import replace

from reportbot.errors import InputError
from reportbot.interview import edits as changes
from reportbot.interview.agenda import KINDS
from reportbot.interview.commanding import command_in, perform, way_to
from reportbot.interview.desk import Desk, unfit
from reportbot.interview.helping import tree_answer, tree_node
from reportbot.interview.history import Change
from reportbot.interview.messages import Message, Reply
from reportbot.interview.pasting import is_block
from reportbot.interview.session import Result, Step
from reportbot.interview.wording import meant, said, words
from reportbot.settings import find_settings

_NUMBERED = {"line", "any", "which", "left_over", "facts"}
"""The kinds of steps at which 还没统计 is no part of a text."""


class Interview(Desk):
    """One interview over one answers file; a front end holds nothing else."""

    def begin(self) -> Reply:
        """Open the file and ask the first question; raises InputError when the file cannot be used."""
        find_settings(self.store.path)  # a broken one is told now, not in mid-conversation
        self.keeper.open()
        self.session = self.session.after(memory=self.store.load_memory())
        self._reload()
        greeting = words("hello" if self.session.empty else "back") + words("keys")
        messages = [Message(greeting)]
        if self.store.read_only:
            messages.append(Message(words("read_only"), "warning"))
        return self.reply(*messages)

    def answer(self, line: str) -> Reply:
        """Take one line: a command, a yes to what was understood, or an answer."""
        try:
            return self._answer(line)
        except InputError as error:
            return self.reply(unfit(error))

    def _answer(self, line: str) -> Reply:
        self.keeper.refresh()
        self._reload()
        command = None if is_block(line) else command_in(line)
        if command:
            return perform(self, *command)
        if self.tree:
            return self._walk_tree(line)
        if self._clash:
            return self._settle(line)
        if self.step is None:
            return self.reply(Message(words("finished")))
        if self.session.proposal:
            return self._confirm(line)
        return self._read(line)

    def farewell(self) -> Iterator[Message]:
        """Yield what is said on leaving: what could not be written, what is still open."""
        if not self.keeper.retry():
            yield from self._notes()
        if names := self.open_questions():
            listed = "、".join(names[:8]) + ("……" if len(names) > 8 else "")
            yield Message(words("open", count=len(names), names=listed), "note")
        yield Message(words("practised") if self.practice else words("goodbye", file=self.store.path))

    def _read(self, line: str) -> Reply:
        step = self.step
        if step is None:
            return self.reply()
        meaning = meant(line) if step.kind in _NUMBERED else said(line)
        if meaning == "skip" and step.kind not in {"findings"}:
            return self.skip()
        if meaning == "unknown":
            return self._unknown(step)
        result = KINDS[step.kind].read(step, self.session, line)
        return self._take(step, result, line)

    def _take(self, step: Step, result: Result, line: str) -> Reply:
        unread = self._unread(result, step, line)
        if result.told:
            self.session = self.session.after(told={**self.session.told, **result.told})
        if not result.leads_on:
            asked = bool(result.say) and result.say[-1].tone == "ask"
            return Reply((*unread, *result.say)) if asked else self.reply(*unread, *result.say)
        if not result.sure:
            self.session = self.session.after(proposal=result)
            return Reply((*result.say, *unread, self._proposed(result)))
        return self._commit(step, result, *unread)

    def _proposed(self, result: Result) -> Message:
        return Message(words("confirm"), "ask", result.rows, suggestion="对")

    def _unread(self, result: Result, step: Step, line: str) -> list[Message]:
        """Say what was not understood: some words, or the whole line with an example of an answer."""
        if result.leads_on:
            told = words("unread", words="、".join(result.unread))
            return [Message(told, "warning")] if result.unread else []
        if result.say:
            return []
        example = f"可以这样答：{step.example}" if step.example else "打“?”看说明。"
        if not line.strip():
            text = f"请答一下；暂时没有数打“不清楚”，不想答打“跳过”。{example}"
            return [Message(text, "warning")]
        return [Message(words("nothing", example=example), "warning")]

    def _confirm(self, line: str) -> Reply:
        """Take a yes to what was understood, a no, or a correction of it."""
        proposal, step = self.session.proposal, self.step
        if proposal is None or step is None:
            return self.reply()
        meaning = said(line)
        if not line.strip() or meaning == "yes":
            self.session = self.session.after(proposal=None)
            return self._commit(step, proposal)
        if meaning in {"no", "skip"}:
            self.session = self.session.after(proposal=None)
            return self.skip() if meaning == "skip" else Reply((Message(words("again")), self.question))
        result = KINDS[step.kind].read(step, self.session, without_announcement(line))
        if not result.edits:
            return Reply((*self._unread(result, step, line), *result.say, self._proposed(proposal)))
        return self._take(step, replace(result, sure=False), line)

    def _unknown(self, step: Step) -> Reply:
        """Mark what is asked as provisional and go on."""
        report = self.session.report
        items = tuple(cell for cell in step.cells if report.cell(cell).blank) or step.facts[:1]
        if step.kind not in {"facts", "line", "left_over"} or not items:
            return self.skip()
        marked = (*report.unverified, *(item for item in items if item not in report.unverified))
        result = Result(
            (changes.set_unverified(marked),), say=(Message(words("unverified"), "note"),), passed=(step.id,)
        )
        if self.store.read_only:
            return self.reply(Message(words("read_only"), "warning"))
        self._accept(result.edits, step)
        return self._after(step, result, result.edits, ())

    def _settle(self, line: str) -> Reply:
        """Settle a clash between an answer and what somebody wrote into the file."""
        clash = self._clash
        step = self.step
        if clash is None or step is None:
            return self.reply()
        self._clash = None
        if line.strip() in {"2", "用文件里的"} or said(line) == "no":
            self.keeper.refresh()
            self._reload()
            return self._after(step, Result(passed=clash[1].passed), (), ())
        self._accept(clash[1].edits, step, force=True)
        return self._after(step, clash[1], clash[1].edits, ())

    def go_to(self, step_id: str) -> Reply:
        """Ask a step again, keeping all later answers; afterwards the interview goes on where it was."""
        memory = replace(self.session.memory, passed=self.session.memory.passed - {step_id})
        self.session = self.session.after(memory=memory, at=step_id, proposal=None)
        self.tree = None
        self._reload()
        return self.reply()

    def go_back(self) -> Reply:
        """Ask the step before this one again."""
        back = list(self.session.back)
        here = self.step.id if self.step else ""
        while back and (back[-1] == here or back[-1] not in {step.id for step in self.steps}):
            back.pop()
        if self.session.proposal:
            self.session = self.session.after(proposal=None)
            return self.reply()
        if not back:
            return self.reply(Message("这是第一题。", "note"))
        target = back.pop()
        self.session = self.session.after(at=target, proposal=None, back=tuple(back))
        return self.reply()

    def skip(self) -> Reply:
        """Pass over what is asked; it can be asked for later."""
        step = self.step
        if step is None:
            return self.reply()
        if step.kind == "year" and self.session.empty:
            return self.reply(Message("年度要先定下来，表格才知道用哪一版。", "warning"))
        memory = self.session.memory.passing((step.id,))
        back = (*self.session.back, step.id)[-50:]
        self.session = self.session.after(memory=memory, at=None, proposal=None, back=back)
        self.store.keep_memory(memory)
        self._reload()
        return self.reply(Message(words("skipped", name=way_to(step, self.steps)), "note"))

    def undo(self) -> Reply:
        """Take the last answer back and ask it again."""
        return self._moved(self.keeper.undo(), "undone")

    def redo(self) -> Reply:
        """Give the answer again that was taken back."""
        return self._moved(self.keeper.redo(), "redone")

    def _moved(self, change: Change | None, word: str) -> Reply:
        if change is None:
            return self.reply(*([] if self.keeper.notes else [Message(words("nothing_left"), "note")]))
        self.session = self.session.after(proposal=None)
        self._reload()
        if word == "undone":
            self.session = self.session.after(at=change.step)
            self._reload()
        return self.reply(Message(words(word, label=change.label), "note"))

    def _walk_tree(self, line: str) -> Reply:
        """Answer a question of the decision tree; anything but a number leaves it."""
        if not line.strip().isdigit():
            self.tree = None
            return self.reply()
        node, told = tree_answer(str(self.tree), int(line.strip()), self.session.report)
        self.tree = node
        if node:
            return Reply((*([told] if told else []), tree_node(node)))
        return self.reply(*([told] if told else []))


def without_announcement(line: str) -> str:
    """Return a correction without the words that announce it."""
    for word in ("不对，", "不对,", "不是，", "错了，", "改成", "改为", "应该是", "应当是"):
        line = line.removeprefix(word)
    return line
