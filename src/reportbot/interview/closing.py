"""Close a report: what more could be told, findings, the draft, the export."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportbot.checks import Finding, check
from reportbot.interview import edits
from reportbot.interview.facts import section_steps
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.targets import line_of
from reportbot.interview.understanding import choose
from reportbot.interview.wording import said, words
from reportbot.narrative import Section, draft
from reportbot.questions import load_section
from reportbot.report import Confirmation

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


# findings


def open_findings(session: Session) -> list[Finding]:
    """Return the findings that ask for something: errors and warnings that nobody explained."""
    found = check(session.report, session.today)
    return [finding for finding in found if finding.status == "open" and finding.severity != "hint"]


def findings_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step in which findings are corrected or explained."""
    state: State = "passed" if "findings" in session.memory.passed else "open"
    yield Step(
        "findings",
        stage,
        "findings",
        "核对",
        "核对",
        state,
        optional=True,
        why="趁还问得到，把对不上的地方改好。",
        example="改 1；或者：说明 2 文件到期自动失效",
    )


def ask_findings(_: Step, session: Session) -> Message:
    """List what does not fit."""
    found = open_findings(session)
    if not found:
        return Message(words("findings_none"), "ask", suggestion="往下")
    return Message(
        words("findings", count=len(found)),
        "ask",
        options=tuple(f"{SEVERITY[finding.severity]} {finding.message}" for finding in found),
        suggestion="先放着",
    )


SEVERITY = {"error": "错误", "warning": "警告", "hint": "提示"}


def read_findings(step: Step, session: Session, line: str) -> Result:
    """Go to a finding's place, keep the reason for it, or go on."""
    if not line.strip() or line.strip() in {"先放着", "往下"} or said(line) in {"yes", "none", "skip"}:
        return Result(passed=(step.id,))
    found = open_findings(session)
    match = re.match(r"^(改|说明(?:理由)?|理由)?\s*(\d+)\s*[：:，,]?\s*(.*)$", line.strip(), re.DOTALL)
    if not match or not 1 <= int(match[2]) <= len(found):
        return Result(unread=(line,))
    finding, reason = found[int(match[2]) - 1], match[3].strip()
    if not reason or match[1] == "改":
        place = step_of_finding(finding, session)
        if place:
            return Result(wanted=(place,), goto=place)
        return Result(say=(Message("这一处不在某个问题里，请看提示改，或打“说明”写理由。", "warning"),))
    return confirm(finding, reason, session)


def confirm(finding: Finding, reason: str, session: Session) -> Result:
    """Keep the reason given for a finding, with the values it was given for."""
    from reportbot.checks import all_rules  # noqa: PLC0415 (the rules load only when one is explained)

    if not all_rules()[finding.code].confirmable:
        return Result(say=(Message("这一条不能用“说明理由”放行，请改数。", "warning"),))
    report = session.report
    values = {cell: str(report.value(cell)) for cell in finding.cells if cell in report.form.cells}
    confirmation = Confirmation(finding.code, reason, finding.cells, values)
    index = len(report.confirmations)
    return Result((edits.set_confirmation(index, confirmation),), say=(Message(words("confirmed"), "note"),))


def step_of_finding(finding: Finding, session: Session) -> str | None:
    """Return the step at which a finding can be put right."""
    report = session.report
    for item in finding.cells:
        if item in report.form.cells:
            derived = item in report.form.derived_totals
            line = line_of(report.form, item)
            if not derived or not line.heading.total:
                return item.rpartition(".")[0]
    marked = [item for item in report.unverified if finding.code == "CEL-009"]
    for item in marked:
        return item if item not in report.form.cells else item.rpartition(".")[0]
    return {"TXT-004": "problems", "TXT-001": "other.none"}.get(finding.code)


# the draft


def draft_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step in which the drafted sections are read one by one."""
    sections = draft(session.report) if session.report.facts else ()
    unread = [at for at, section in enumerate(sections) if _seal(section) not in session.memory.passed]
    lacking = [at for at in unread if any(paragraph.missing for paragraph in sections[at].paragraphs)]
    number = (*lacking, *unread, -1)[0]
    state: State = "answered" if number < 0 else "open"
    if "draft" in session.memory.passed:
        state = "passed"
    yield Step(
        "draft",
        stage,
        "draft",
        "正文",
        words("draft"),
        state,
        number=number,
        optional=True,
        why="要签字的是这些话，请看一遍。",
        example="改 1 全年主动公开政府信息119条。",
    )


def _seal(section: Section) -> str:
    """Name a section's present wording, so that a changed one is shown again."""
    text = "\n".join(paragraph.text for paragraph in section.paragraphs)
    return f"draft.{section.id}.{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def ask_draft(step: Step, session: Session) -> Message:
    """Show one section of the draft."""
    sections = draft(session.report)
    if step.number < 0:
        return Message(words("draft_done"), "ask", suggestion="往下")
    section = sections[step.number]
    heading = section.heading or (
        session.report.form.part(section.part).heading if section.part != "front" else "开头"
    )
    rows = tuple((f"第{number}段", paragraph.text) for number, paragraph in enumerate(section.paragraphs, 1))
    missing = any(paragraph.missing for paragraph in section.paragraphs)
    first = words("draft") if not any(item.startswith("draft.") for item in session.memory.passed) else ""
    text = f"{first}{heading}{'　' + words('draft_missing') if missing else ''}"
    return Message(text, "ask", rows, suggestion="可以")


def read_draft(step: Step, session: Session, line: str) -> Result:
    """Accept a section, replace a paragraph, or accept everything."""
    sections = draft(session.report)
    if line.strip() in {"全部", "全部可以", "都可以", "all"} or step.number < 0:
        return Result(passed=("draft", *(_seal(section) for section in sections)))
    section = sections[step.number]
    if not line.strip() or said(line) == "yes" or line.strip() in {"可以", "往下"}:
        return Result(passed=(_seal(section),))
    match = re.match(r"^改\s*(\d*)\s*[：:]?\s*(.*)$", line.strip(), re.DOTALL)
    number = int(match[1] or 1) if match else 0
    if not match or not match[2].strip() or not 1 <= number <= len(section.paragraphs):
        return Result(unread=(line,))
    return Result((edits.set_text(section.paragraphs[number - 1].id, match[2].strip()),))


def draft_text(step: Step, session: Session, number: int) -> str:
    """Return the text of a paragraph under review, to begin editing with."""
    sections = draft(session.report)
    paragraphs = sections[step.number].paragraphs if step.number >= 0 else ()
    return paragraphs[number - 1].text if 0 < number <= len(paragraphs) else ""


# the export


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
