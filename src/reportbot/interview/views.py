"""What stands beside the conversation: draft, findings, progress and answers, each entry with its step."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportbot.interview.agenda import stages
from reportbot.interview.findings import SEVERITY, examined, step_of_finding
from reportbot.interview.session import Session, Step
from reportbot.interview.targets import cell_targets, fact_targets, line_name, shown
from reportbot.labels import bare
from reportbot.lines import lines_of
from reportbot.numbers import format_number
from reportbot.questions import all_questions
from reportbot.report import Report
from reportbot.wrapping import columns_of

MARKS = {"answered": "✓", "open": "○", "passed": "–", "later": " "}
"""What stands before a step: answered, still open, passed over."""


BLANK = "CEL-001"
"""The rule about cells that nobody has filled in yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a view and the step that it leads to; ``heading`` lines lead nowhere."""

    text: str
    step: str | None = None
    mark: str = ""
    heading: bool = False


def preview(session: Session) -> Iterator[Entry]:
    """Yield the draft: headings and paragraphs, each leading to the question behind it."""
    from reportbot.narrative import draft

    part = ""
    if not session.report.facts:
        return
    for section in draft(session.report):
        if section.part not in {part, "front"}:
            part = section.part
            yield Entry(session.report.form.part(part).heading, heading=True)
        if section.heading:
            yield Entry(section.heading, heading=True)
        for paragraph in section.paragraphs:
            used = [item for sentence in paragraph.sentences for item in sentence.used]
            mark = "…" if paragraph.missing else "改" if paragraph.edited else ""
            yield Entry(paragraph.text, step_behind(used, section.id, session), mark)


def step_behind(used: Sequence[str], section: str, session: Session) -> str | None:
    """Return the step at which one of the figures or facts behind a sentence is asked."""
    for item in used:
        if item in session.report.form.cells:
            return item.rpartition(".")[0]
        fact = ".".join(item.split(".")[:2])
        if fact in all_questions() and not item.startswith(("agency.", "last.")):
            return fact
    return {"problems": "problems", "other": "other.none", "front": "agency.contact"}.get(section)


def findings(session: Session) -> Iterator[Entry]:
    """Yield what does not fit, the gravest first; blank cells are counted, not listed."""
    order = list(SEVERITY)
    found = sorted(examined(session), key=lambda finding: order.index(finding.severity))
    blank = [finding for finding in found if finding.code == BLANK and finding.status == "open"]
    for finding in found:
        if finding.status == "open" and finding.code != BLANK:
            yield Entry(finding.message, step_of_finding(finding, session), SEVERITY[finding.severity])
        elif finding.status == "confirmed":
            yield Entry(f"{finding.message}（已说明：{finding.reason}）", None, "已说明")
    if blank:
        count = sum(len(finding.cells) for finding in blank)
        yield Entry(f"还有{count}格没有填", step_of_finding(blank[0], session), "○")


def progress(_: Session, steps: Sequence[Step]) -> Iterator[Entry]:
    """Yield the stages with how much of each is answered, and what is still open."""
    names = stages()
    for stage, name in names.items():
        own = [step for step in steps if step.stage == stage and step.state != "later"]
        if not own:
            continue
        done = sum(step.state == "answered" for step in own)
        yield Entry(f"{name}　{done}/{len(own)}", own[0].id, heading=True)
        for step in own:
            if step.state != "answered":
                yield Entry(step.name, step.id, MARKS[step.state])


def review(session: Session, steps: Sequence[Step]) -> Iterator[Entry]:
    """Yield every answer given, by stage."""
    report, stage = session.report, ""
    for step in steps:
        text = answer_text(step, report)
        if not text:
            continue
        if step.stage != stage:
            stage = step.stage
            yield Entry(stages()[stage], heading=True)
        yield Entry(f"{step.name}：{text}", step.id, "？" if _provisional(step, report) else "")


def _provisional(step: Step, report: Report) -> bool:
    items = (*step.cells, *step.facts)
    return any(item.startswith(tuple(items)) for item in report.unverified) if items else False


def answer_text(step: Step, report: Report) -> str:
    """Return what has been answered at a step, nothing when it has not."""
    if step.kind == "year":
        return str(report.year) if step.state == "answered" else ""
    if step.kind == "previous":
        return report.previous_path or ""
    if step.kind in {"line", "left_over"}:
        given = [(target, report.value(target.id)) for target in cell_targets(report, step.cells)]
        filled = [(target, value) for target, value in given if value is not None]
        if filled and not any(value for _, value in filled):
            return "都是 0" if len(filled) > 1 else "0"
        if len(given) == 1:
            return "".join(shown(value, target) for target, value in filled)
        return "，".join(f"{target.label}{shown(value, target)}" for target, value in filled if value)
    if step.kind == "facts":
        targets = [target for fact in step.facts for target in fact_targets(all_questions()[fact], report)]
        told = [(target, report.facts[target.id]) for target in targets if target.id in report.facts]
        return "，".join(
            f"{target.label + '：' if len(told) > 1 else ''}{_fact_text(value, target)}"
            for target, value in told
        )
    if step.kind in {"problem_detail", "measures", "old_problem"} and report.problems:
        return _problem_text(step, report)
    return ""


def _fact_text(value: object, target: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{name}{'' if count is None else count}" for name, count in value.items()) or "没有"
    return shown(value, target)  # type: ignore[arg-type]


def _problem_text(step: Step, report: Report) -> str:
    problems = report.problems or ()
    if step.number >= len(problems) or step.kind == "old_problem":
        return ""
    problem = problems[step.number]
    if step.kind == "measures":
        return "；".join((*problem.done, *problem.measures))
    return f"{problem.problem}{'。' + problem.detail if problem.detail else ''}"


def table_entries(session: Session, table_id: str) -> Iterator[Entry]:
    """Yield the lines of a table: filled, blank or in conflict, each leading to its question."""
    report = session.report
    wrong = conflicts(report)
    for line in lines_of(report.form, table_id):
        values = [(bare(cell.leaf.label), report.cell(cell.id), cell.id) for cell in line.cells]
        blank = sum(cell.blank for _, cell, _ in values)
        mark = "✗" if any(cell_id in wrong for _, _, cell_id in values) else "○" if blank else "✓"
        told = "，".join(
            f"{label} {cell.value if cell.value is not None else cell.raw}"
            for label, cell, _ in values
            if not cell.blank and (cell.value != 0 or len(values) == 1)
        )
        rest = "空" if blank == len(values) else told or "0"
        step = line.cells[0].id.rpartition(".")[0]
        yield Entry(f"{line_name(line)}：{rest}", None if line.heading.total else step, mark)


BAR = 16
"""Columns of the longest bar."""


def charts(report: Report) -> Iterator[Entry]:
    """Yield the charts of the applications as bars of text, the number before the bar."""
    from reportbot.export.charts import bar_charts, over_years, years_caption

    found = bar_charts(report)
    years = over_years(report, ())
    if len(years) > 1 and any(years.values()):
        found.append((years_caption(years), {f"{year}年": count for year, count in years.items()}))
    for caption, counts in found:
        yield Entry(caption, heading=True)
        names = max(columns_of(name) for name in counts)
        numbers = [format_number(count) for count in counts.values()]
        most, width = max(counts.values()), max(map(len, numbers))
        for (name, count), number in zip(counts.items(), numbers, strict=True):
            blanks = " " * (names - columns_of(name) + width - len(number))
            bar = "=" * math.ceil(count * BAR / most)
            yield Entry(f"{name}{blanks} {number} {bar}".rstrip())


def conflicts(report: Report) -> frozenset[str]:
    """Return the cells of every sum that does not hold while all its parts are filled."""
    found: set[str] = set()
    for relation in report.form.relations:
        left = [report.value(cell) for cell in relation.left]
        right = [report.value(cell) for cell in relation.right]
        if None in left or None in right:
            continue
        if sum(value for value in left if value is not None) != sum(
            value for value in right if value is not None
        ):
            found |= set(relation.cells)
    return frozenset(found)
