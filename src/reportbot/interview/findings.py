"""Ask about findings: put right where they are, or explained, or left for now."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from reportbot.interview import edits
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.targets import line_of
from reportbot.interview.wording import said, words
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.checks import Finding


def examined(session: Session) -> list["Finding"]:
    """Return what the checker finds, by the settings that hold for the answers' folder."""
    from reportbot.checks import check
    from reportbot.settings import find_settings

    settings = find_settings(session.folder / "answers.yaml")
    return check(session.report, session.today, settings=settings)


def open_findings(session: Session) -> list["Finding"]:
    """Return the findings that ask for something: errors and warnings that nobody explained."""
    found = examined(session)
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
    return _explained(finding, reason, session.report)


def _explained(finding: "Finding", reason: str, report: Report) -> Result:
    """Keep the reason given for a finding, with the values it was given for."""
    from reportbot.checks import all_rules
    from reportbot.checks.confirming import confirm, is_meant

    if not all_rules()[finding.code].confirmable:
        return Result(say=(Message("这一条不能用“说明理由”放行，请改数。", "warning"),))
    given = report.confirmations
    at = next((at for at, earlier in enumerate(given) if is_meant(finding, earlier)), len(given))
    edit = edits.set_confirmation(at, confirm(finding, report, reason))
    return Result((edit,), say=(Message(words("confirmed"), "note"),))


def step_of_finding(finding: "Finding", session: Session) -> str | None:
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
