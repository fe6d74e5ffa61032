"""Let the drafted sections be read one by one: accepted, or edited paragraph by paragraph."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportbot.interview import edits
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.wording import said, words
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.narrative import Section


def draft_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the step in which the draft is read; what is still unread is worked out when it is asked."""
    state: State = "passed" if "draft" in session.memory.passed else "open"
    why = "要签字的是这些话，请看一遍。"
    example = "改 1 全年主动公开政府信息119条。"
    yield Step(
        "draft", stage, "draft", "正文", words("draft"), state, optional=True, why=why, example=example
    )


def unread_sections(session: Session) -> list["Section"]:
    """Return the sections that nobody has accepted as they now read, those that lack something first."""
    from reportbot.narrative import draft

    sections = draft(session.report)
    unread = [section for section in sections if _seal(section) not in session.memory.passed]
    return sorted(unread, key=lambda section: not any(paragraph.missing for paragraph in section.paragraphs))


def _seal(section: "Section") -> str:
    """Name a section's present wording, so that a changed one is shown again."""
    text = "\n".join(paragraph.text for paragraph in section.paragraphs)
    return f"draft.{section.id}.{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def ask_draft(_: Step, session: Session) -> Message:
    """Show one section of the draft."""
    unread = unread_sections(session)
    if not unread:
        return Message(words("draft_done"), "ask", suggestion="往下")
    section = unread[0]
    part = "开头" if section.part == "front" else session.report.form.part(section.part).heading
    rows = tuple(_rows(section))
    missing = any(paragraph.missing for paragraph in section.paragraphs)
    begun = any(item.startswith("draft.") for item in session.memory.passed)
    first = "" if begun else words("draft") + "\n"
    text = f"{first}{section.heading or part}"
    return Message(
        f"{text}{'　' + words('draft_missing') if missing else ''}", "ask", rows, suggestion="可以"
    )


def _rows(section: "Section") -> Iterator[tuple[str, str]]:
    """Yield the paragraphs, each with what has become of the figures in the clerk's own words."""
    for number, paragraph in enumerate(section.paragraphs, 1):
        yield f"第{number}段", paragraph.text
        for stale in paragraph.stale:
            yield "数字变了，应是" if stale.proposed else "数字变了，请看", stale.proposed or stale.sentence


def read_draft(step: Step, session: Session, line: str) -> Result:
    """Accept a section, replace a paragraph, or accept everything."""
    unread = unread_sections(session)
    if line.strip() in {"全部", "全部可以", "都可以", "all"} or not unread:
        return Result(passed=(step.id, *(_seal(section) for section in unread)))
    section = unread[0]
    if not line.strip() or said(line) == "yes" or line.strip() in {"可以", "往下"}:
        return Result(passed=(_seal(section), *([step.id] if len(unread) == 1 else [])))
    match = re.match(r"^改\s*(\d*)\s*[：:]?\s*(.*)$", line.strip(), re.DOTALL)
    number = int(match[1] or 1) if match else 0
    if not match or not match[2].strip() or not 1 <= number <= len(section.paragraphs):
        return Result(unread=(line,))
    paragraph = section.paragraphs[number - 1].id
    return Result((edits.set_text(paragraph, match[2].strip(), _drafted(session.report, paragraph)),))


def _drafted(report: Report, paragraph: str) -> str | None:
    """Return what we draft for a paragraph, edited or not; None when we lack what it needs."""
    from reportbot.narrative import draft

    ours = replace(report, texts={item: text for item, text in report.texts.items() if item != paragraph})
    found = (one for section in draft(ours) for one in section.paragraphs if one.id == paragraph)
    return next((one.text for one in found if not one.missing), None)


def draft_text(session: Session, number: int) -> str:
    """Return the text of a paragraph under review, to begin editing with."""
    unread = unread_sections(session)
    paragraphs = unread[0].paragraphs if unread else ()
    return paragraphs[number - 1].text if 0 < number <= len(paragraphs) else ""
