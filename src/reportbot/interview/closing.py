"""Close a report: what more could be told, and the export."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from reportbot.interview.choosing import choose
from reportbot.interview.facts import section_steps
from reportbot.interview.findings import open_findings
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.wording import said, words
from reportbot.questions import load_section

if TYPE_CHECKING:
    pass

FORMATS = ("docx", "md", "html", "pdf", "json", "csv")


def more_steps(entry: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step that offers the usual questions of all sections at once."""
    state: State = "passed" if "more" in session.memory.passed else "open"
    if not offered_questions(entry["sections"], session):
        state = "answered"
    yield Step(
        "more",
        stage,
        "more",
        "还可以写的",
        words("more"),
        state,
        facts=tuple(entry["sections"]),
        optional=True,
        why="写上几件具体的事，年报才不会和别家一个样。",
        example="目录更新、分管领导",
    )


def offered_questions(sections: tuple[str, ...] | list[str], session: Session) -> dict[str, tuple[str, ...]]:
    """Return questions that are usual for this kind of organ and not answered, with their names."""
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        usual = {
            question.id: (question.answer.name, *question.answer.also)
            for question in load_section(section).questions
            if question.rank(session.report.kind) == "usual"
        }
        steps = section_steps({"section": section}, "", session)
        found |= {step.id: usual[step.id] for step in steps if step.id in usual and step.state == "later"}
    return found


def ask_more(step: Step, session: Session) -> Message:
    """List by section what else could be told."""
    offered = offered_questions(step.facts, session)
    rows = []
    for section in step.facts:
        names = [names[0] for fact, names in offered.items() if fact.startswith(f"{section}.")]
        if names:
            rows.append((load_section(section).name, "、".join(names)))
    return Message(step.question, "ask", tuple(rows), suggestion="没有")


def read_more(step: Step, session: Session, line: str) -> Result:
    """Read which of the offered questions are wanted; a section's name means all of its own."""
    if not line.strip() or said(line) in {"none", "no"}:
        return Result(passed=(step.id,))
    offered = offered_questions(step.facts, session)
    chosen: list[str] = []
    unread: list[str] = []
    sections = {load_section(section).name: section for section in step.facts}
    for word in re.split(r"[，,、；;\s]+", line.strip()):
        if word in sections:
            chosen += [fact for fact in offered if fact.startswith(f"{sections[word]}.")]
            continue
        found, missed = choose(word, offered)
        chosen += [] if word.isdigit() else found
        unread += missed
    return Result(passed=(step.id,) if chosen else (), wanted=tuple(chosen), unread=tuple(unread))


def export_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step that writes the report."""
    state: State = "passed" if "export" in session.memory.passed else "open"
    yield Step(
        "export",
        stage,
        "export",
        "导出",
        words("export"),
        state,
        optional=False,
        why="Word 交领导审签和报送，其他格式供网站和汇总用。",
        example="docx、md",
    )


def ask_export(step: Step, session: Session) -> Message:
    """Ask for formats and say where the file goes."""
    return Message(step.question, "ask", suggestion=_default_target(session, "docx"))


def _default_target(session: Session, suffix: str) -> str:
    name = f"{session.report.agency or ''}{session.report.year}年{session.report.form.title}"
    safe = re.sub(r"[^\w（）()-]", "", name)
    return str(session.folder / f"{safe}.{suffix}")


def read_export(step: Step, session: Session, line: str) -> Result:
    """Read formats or file names; with errors standing only a marked draft is written."""
    text, as_draft = re.subn(r"草稿", "", line.strip())
    text = text.strip(" ，,、")
    if said(text) == "skip" or text == "不导出":
        return Result(passed=(step.id,))
    errors = [finding for finding in open_findings(session) if finding.severity == "error"]
    if errors and not as_draft:
        note = Message(words("export_errors", count=len(errors)), "warning")
        return Result(say=(note, *(Message(finding.message, "warning") for finding in errors[:5])))
    targets = []
    for word in re.split(r"[，,、\s]+", text) if text and said(text) != "yes" else ["docx"]:
        suffix = {"word": "docx", "markdown": "md", "网页": "html"}.get(
            word.lower().lstrip("."), word.lower().lstrip(".")
        )
        if suffix in FORMATS:
            targets.append(_default_target(session, suffix))
        elif word.rpartition(".")[2].lower() in FORMATS:
            targets.append(str(session.folder / word))
        else:
            return Result(unread=(word,))
    return Result(passed=(step.id,), export=tuple(targets), as_draft=bool(errors))
