"""The desk: the answers under work, what is asked about them, and how an accepted answer is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportbot.cell_help import table_help
from reportbot.errors import InputError
from reportbot.interview import edits as changes
from reportbot.interview.agenda import KINDS, agenda, next_step, stages
from reportbot.interview.causes import lessons
from reportbot.interview.draft_review import unread_sections
from reportbot.interview.exporting import export
from reportbot.interview.facts import compared_facts
from reportbot.interview.findings import open_findings
from reportbot.interview.keeping import Clash, Keeper
from reportbot.interview.messages import Message, Reply
from reportbot.interview.session import Result, Session, Step, blank_report
from reportbot.interview.store import Store
from reportbot.interview.table_questions import compared
from reportbot.interview.wording import agenda_data, words
from reportbot.interview.year import set_year
from reportbot.questions import SECTIONS, load_section


class Desk:
    """The answers of one file together with the question that is being asked; after ``practice`` nothing is left."""

    def __init__(self, path: Path, today: date, *, practice: bool = False) -> None:
        self.practice = practice
        self.store = Store(path)
        self.keeper = Keeper(self.store)
        self.session = Session("", blank_report(today), today, path.resolve().parent)
        self.steps: tuple[Step, ...] = ()
        self.tree: str | None = None
        self._clash: tuple[Clash, Result] | None = None
        self._opened: set[str] = set()

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

    def keep(self, edits: tuple[changes.Edit, ...], step: Step) -> tuple[Message, ...]:
        """Keep changes made elsewhere than in the conversation, as in a grid; return what there is to say."""
        if self.store.read_only:
            return (Message(words("read_only"), "warning"),)
        try:
            self._accept(self._with_provisional(edits, ()), step, force=True)
        except InputError as error:
            return (unfit(error),)
        self._reload()
        return tuple(self._notes())

    def _accept(self, edits: tuple[changes.Edit, ...], step: Step, *, force: bool = False) -> Clash | None:
        return self.keeper.accept(edits, step.name, step.id, force=force)

    def _with_provisional(
        self, edits: tuple[changes.Edit, ...], unsure: tuple[str, ...]
    ) -> tuple[changes.Edit, ...]:
        """Keep the list of provisional answers true: what is answered plainly leaves it."""
        items = {edit.item for edit in edits}
        before = self.session.report.unverified
        kept = [item for item in before if item not in items and ".".join(item.split(".")[:2]) not in items]
        after = (*kept, *(item for item in unsure if item not in kept))
        return edits if after == before else (*edits, changes.set_unverified(after))

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

    def reply(self, *messages: Message) -> Reply:
        """Return messages, what the file has to tell, and the question that is now to be asked."""
        parts = [*messages, *self._notes(), *self._nothing_found()]
        step = self.step
        if step and step.stage not in self._opened:
            self._opened.add(step.stage)
            parts += self._opening(step)
        return Reply((*parts, self.question))

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

    def _reload(self) -> None:
        """Take over the text as it is kept and work out the agenda anew."""
        text = self.keeper.text
        if text != self.session.text:
            report = self.keeper.load(text) if text.strip() else blank_report(self.session.today)
            self.session = self.session.after(text=text, report=report)
        self.steps = agenda(self.session)
        if self.session.at and self.session.at not in {step.id for step in self.steps}:
            self.session = self.session.after(at=None)

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


def unfit(error: InputError) -> Message:
    """Return what is said when an answer does not fit the file as it stands."""
    return Message(words("unfit", problem=str(error).partition("\n")[0]), "warning")
