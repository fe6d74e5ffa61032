"""The conversation: a line goes in, messages come out, and what was accepted is on disk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportbot.cell_help import table_help
from reportbot.interview import edits as changes
from reportbot.interview.agenda import KINDS, agenda, next_step, stages
from reportbot.interview.causes import lessons
from reportbot.interview.commanding import command_in, perform
from reportbot.interview.draft_review import unread_sections
from reportbot.interview.exporting import export
from reportbot.interview.facts import compared_facts
from reportbot.interview.findings import open_findings
from reportbot.interview.helping import tree_answer, tree_node
from reportbot.interview.history import Change
from reportbot.interview.keeping import Clash, Keeper
from reportbot.interview.messages import Message, Reply
from reportbot.interview.pasting import is_block
from reportbot.interview.session import Result, Session, Step, blank_report
from reportbot.interview.store import Store
from reportbot.interview.table_questions import compared
from reportbot.interview.wording import agenda_data, said, words
from reportbot.interview.year import set_year
from reportbot.questions import SECTIONS, load_section


class Interview:
    """One interview over one answers file; a front end holds nothing else."""

    def __init__(self, path: Path, today: date) -> None:
        self.store = Store(path)
        self.keeper = Keeper(self.store)
        self.session = Session("", blank_report(today), today, path.resolve().parent)
        self.steps: tuple[Step, ...] = ()
        self.tree: str | None = None
        self._clash: tuple[Clash, Result] | None = None
        self._opened: set[str] = set()

    # the outside

    def begin(self) -> Reply:
        """Open the file and ask the first question; raises InputError when the file cannot be used."""
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

    def look_again(self) -> tuple[Message, ...]:
        """Take over what somebody else wrote meanwhile, and write what could not be written before."""
        self.keeper.retry()
        if self.keeper.refresh():
            self._reload()
        notes = self._notes()
        return (*notes, self.question) if notes else ()

    def close(self) -> None:
        """Write what is still to be written and give the file free."""
        self.keeper.retry()
        self.store.close()

    @property
    def step(self) -> Step | None:
        """The step that is being asked."""
        return next_step(self.session, self.steps)

    @property
    def question(self) -> Message:
        """The question as it stands now."""
        step = self.step
        return KINDS[step.kind].ask(step, self.session) if step else Message(words("finished"), "ask")

    @property
    def title(self) -> tuple[str, str, str]:
        """Agency, year and file, for the header."""
        report = self.session.report
        year = "" if self.session.empty else f"{report.year}年度"
        return report.agency or "（还没有填单位）", year, self.store.path.name

    def open_questions(self) -> list[str]:
        """Return the names of what is still to be answered."""
        return [step.name for step in self.steps if step.state == "open"]

    def farewell(self) -> Iterator[Message]:
        """Yield what is said on leaving: what could not be written, what is still open."""
        if not self.keeper.retry():
            yield from self._notes()
        if names := self.open_questions():
            listed = "、".join(names[:8]) + ("……" if len(names) > 8 else "")
            yield Message(words("open", count=len(names), names=listed), "note")
        yield Message(words("goodbye", file=self.store.path))

    # what is said

    def reply(self, *messages: Message) -> Reply:
        """Return messages, what the file has to tell, and the question that is now to be asked."""
        parts = [*messages, *self._notes(), *self._nothing_found()]
        step = self.step
        if step and step.stage not in self._opened:
            self._opened.add(step.stage)
            parts += self._opening(step)
        return Reply((*parts, self.question))

    def _nothing_found(self) -> Iterator[Message]:
        """Pass over findings when there are none, and over a draft that has been read as it is."""
        if self.step and self.step.kind == "findings" and not open_findings(self.session):
            self._remember((self.step.id,))
            yield Message(words("findings_none"), "note")
        if self.step and self.step.kind == "draft" and not unread_sections(self.session):
            self._remember((self.step.id,))

    def _remember(self, passed: tuple[str, ...], at: str | None = None) -> None:
        memory = self.session.memory.passing(passed)
        self.session = self.session.after(memory=memory, at=at)
        self.store.keep_memory(memory)
        self._reload()

    def _notes(self) -> list[Message]:
        notes, self.keeper.notes = self.keeper.notes, []
        return [Message(note, "warning") for note in notes]

    def _opening(self, step: Step) -> Iterator[Message]:
        intro = (
            load_section(step.stage).intro
            if step.stage in SECTIONS
            else table_help(step.stage).get("intro", "")
        )
        if intro:
            yield Message(f"【{stages()[step.stage]}】{intro}", "note")

    # reading

    def _read(self, line: str) -> Reply:
        step = self.step
        if step is None:
            return self.reply()
        meaning = said(line)
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
            return self.reply(*unread, *result.say) if not result.told else Reply((*unread, *result.say))
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
        shown = step.example and not step.example.startswith(("{", "["))
        example = f"可以这样答：{step.example}" if shown else "打“?”看说明。"
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

    # keeping

    def _commit(self, step: Step, result: Result, *before: Message) -> Reply:
        if self.store.read_only and (result.edits or result.year):
            return self.reply(Message(words("read_only"), "warning"))
        edits = result.edits
        if result.year is not None:
            edits = (set_year(self.session.report, result.year, empty=self.session.empty),)
        edits = self._with_provisional(edits, result.unsure)
        if edits and (clash := self._accept(edits, step)):
            self._clash = (clash, replace(result, edits=edits, year=None))
            text = words("clash", label=clash.label, theirs=clash.theirs, ours=clash.ours)
            return Reply(
                (Message(text, "ask", options=("用我刚才答的", "用文件里的"), suggestion="用我刚才答的"),)
            )
        return self._after(step, result, edits, before)

    def keep(self, edits: tuple[changes.Edit, ...], step: Step) -> tuple[Message, ...]:
        """Keep changes made elsewhere than in the conversation, as in a grid; return what there is to say."""
        if self.store.read_only:
            return (Message(words("read_only"), "warning"),)
        self._accept(self._with_provisional(edits, ()), step, force=True)
        self._reload()
        return tuple(self._notes())

    def _accept(self, edits: tuple[changes.Edit, ...], step: Step, *, force: bool = False) -> Clash | None:
        return self.keeper.accept(edits, step.name, step.id, force=force)

    def _after(
        self, step: Step, result: Result, edits: tuple[changes.Edit, ...], before: tuple[Message, ...]
    ) -> Reply:
        """Go on after an accepted answer; a step that was gone to is asked on while it is open."""
        memory = self.session.memory.passing(result.passed).wanting(result.wanted)
        if edits and step.kind not in {"findings", "draft", "export"}:
            memory = replace(memory, passed=memory.passed - {"findings", "draft"})
        told = {item: count for item, count in self.session.told.items() if item != step.id}
        stay = step.id if self.session.at == step.id else None
        back = (*self.session.back, step.id)[-50:]
        self.session = self.session.after(memory=memory, at=result.goto or stay, told=told, back=back)
        self.store.keep_memory(memory)
        self._reload()
        if stay and not result.goto and (self.step is None or self.step.state != "open"):
            self.session = self.session.after(at=None)
        said_now = [*before, *result.say]
        if edits and not result.say and result.sure:
            said_now.append(self._noted(result))
        said_now += self._comments(step, result)
        if result.export:
            said_now += export(self.session, result.export, as_draft=result.as_draft)
        return self.reply(*said_now)

    def _noted(self, result: Result) -> Message:
        zeros = len(result.rows) in {1, 2} and all(value in {"0", "0件"} for _, value in result.rows)
        if zeros and "、" in result.rows[0][0]:
            return Message(f"{words('saved')}：都是0。", "note")
        shown = "；".join(f"{label}：{value}" for label, value in result.rows[:4])
        return Message(f"{words('saved')}{f'：{shown}' if shown and len(shown) < 60 else ''}。", "note")

    def _comments(self, step: Step, result: Result) -> list[Message]:
        report = self.session.report
        if not result.edits:
            return []
        if step.cells and step.kind in {"line", "any"}:
            cells = [edit.item for edit in result.edits if edit.item in report.form.cells]
            return compared(report, cells[:1] if step.kind == "line" else cells)
        if step.facts == (agenda_data()["causes"]["fact"],):
            return list(lessons(report))
        return compared_facts(report, step.facts) if step.kind == "facts" else []

    def _with_provisional(
        self, edits: tuple[changes.Edit, ...], unsure: tuple[str, ...]
    ) -> tuple[changes.Edit, ...]:
        """Keep the list of provisional answers true: what is answered plainly leaves it."""
        items = {edit.item for edit in edits}
        before = self.session.report.unverified
        kept = [item for item in before if item not in items and ".".join(item.split(".")[:2]) not in items]
        after = (*kept, *(item for item in unsure if item not in kept))
        return edits if after == before else (*edits, changes.set_unverified(after))

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

    def _reload(self) -> None:
        """Take over the text as it is kept and work out the agenda anew."""
        text = self.keeper.text
        if text != self.session.text:
            report = self.keeper.load(text) if text.strip() else blank_report(self.session.today)
            self.session = self.session.after(text=text, report=report)
        self.steps = agenda(self.session)
        if self.session.at and self.session.at not in {step.id for step in self.steps}:
            self.session = self.session.after(at=None)

    # moving about

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
        if step.kind == "any":
            memory = self.session.memory.passing((f"{step.id}skipped",))
        back = (*self.session.back, step.id)[-50:]
        self.session = self.session.after(memory=memory, at=None, proposal=None, back=back)
        self.store.keep_memory(memory)
        self._reload()
        return self.reply(Message(words("skipped", name=step.name), "note"))

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
