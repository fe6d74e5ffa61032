"""Write the check sheet (核对单) that goes to the approving leader with the report.

One page: key figures beside last year's, what was checked, what was explained, what could
not be checked, and lines to sign.
"""

from collections.abc import Iterator, Sequence

from docx.shared import Mm

from reportbot.checks import Finding
from reportbot.document import title_of
from reportbot.export.wordml import open_template, package, paragraph, simple_table, style_ids
from reportbot.form import Form
from reportbot.labels import bare
from reportbot.numbers import Number, format_number
from reportbot.report import Report

MARGIN = Mm(20)
LINES = 38
ROW = 1.3
CHARACTERS = 52
"""Lines of the page beside title and signatures, lines that a row of a table takes, characters of a line."""

SIGNATURES = ("经办人", "审核人", "分管领导")


def render_check_sheet(report: Report, findings: Sequence[Finding], rules: int) -> bytes:
    """Return the check sheet as .docx; ``rules`` is the number of rules that were run."""
    word = open_template()
    styles = style_ids(word)
    agency, kind = title_of(report)
    small = styles["TableSmall"]
    parts = [paragraph(agency, styles["Title"]), paragraph(f"{kind}核对单", styles["Title"])]
    figures = list(_figures(report))
    parts.append(simple_table(figures, (86, 28, 28, 28), small))
    room = int(LINES - ROW * len(figures))
    results = list(_results(findings, rules))
    for later, (heading, lines) in zip(reversed(range(len(results))), results, strict=True):
        shown = _fitting(lines, room - 2 - 2 * later)
        room -= 1 + sum(_height(line) for line in shown)
        parts.append(paragraph(heading, styles["TableText"]))
        parts += [paragraph(line, small) for line in shown]
    parts.append(paragraph("", small))
    parts.append(simple_table([("", "签字", "日期"), *((who, "", "") for who in SIGNATURES)], (40, 80, 50)))
    section = word.sections[0]
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = MARGIN
    return package(word, "".join(parts), f"{agency}{kind}核对单", report.agency or "")


def _figures(report: Report) -> Iterator[tuple[str, str, str, str]]:
    yield ("主要数字（不为零的）", "本年", "上年", "增减")
    last = report.previous
    for label, cells in key_figures(report.form):
        now = _sum(report, cells)
        before = _sum(last, cells) if last and last.form.id == report.form.id else None
        if now == 0 and not before:
            continue
        change = "" if now is None or before is None else format_number(now - before, "change")
        yield (label, _shown(now), "" if before is None else format_number(before), change)


def key_figures(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the figures a leader looks at and the cells that add up to each.

    In a table with totals these are the totals, outcomes in their groups; else every cell.
    """
    for table in form.tables:
        cells = form.cells_of(table.id)
        totals = [cell for cell in cells if cell.leaf.total] or cells
        figures: dict[str, list[str]] = {}
        for cell in totals:
            outer = cell.row[1] if len(cell.row) > 1 else cell.row[0]
            name = bare(outer.label) or cell.column[-2].label
            figures.setdefault(name if cell.leaf.total else f"{name} / {bare(cell.leaf.label)}", []).append(
                cell.id
            )
        yield from ((name, tuple(found)) for name, found in figures.items())


def _sum(report: Report | None, cells: tuple[str, ...]) -> Number | None:
    values = [report.value(cell) for cell in cells] if report else [None]
    return None if None in values else sum(value for value in values if value is not None)


def _shown(value: Number | None) -> str:
    return "没有填全" if value is None else format_number(value)


def _results(findings: Sequence[Finding], rules: int) -> Iterator[tuple[str, list[str]]]:
    by_status = {
        status: [finding for finding in findings if finding.status == status]
        for status in ("open", "confirmed", "not_assessed")
    }
    standing = [finding for finding in by_status["open"] if finding.severity != "hint"]
    failed = {finding.code for finding in findings}
    yield "核对结果", [f"共核对{rules}条规则，{rules - len(failed)}条没有发现问题。"]
    if standing:
        yield f"还没有改正（{len(standing)}处）", [finding.message for finding in standing]
    confirmed = [f"{finding.message}　说明：{finding.reason}" for finding in by_status["confirmed"]]
    if confirmed:
        yield f"已说明理由（{len(confirmed)}处）", confirmed
    if missing := _by_reason(by_status["not_assessed"]):
        lines = [f"{reason}（{'、'.join(codes)}）" for reason, codes in missing]
        yield f"没有核对（{len(by_status['not_assessed'])}处）", lines


def _by_reason(findings: Sequence[Finding]) -> list[tuple[str, list[str]]]:
    """Return the reasons why rules could not be applied, and which; the commonest first."""
    reasons: dict[str, dict[str, None]] = {}
    for finding in findings:
        reasons.setdefault(finding.message, {})[finding.code] = None
    return sorted(
        ((reason, list(codes)) for reason, codes in reasons.items()), key=lambda entry: -len(entry[1])
    )


def _fitting(lines: list[str], room: int) -> list[str]:
    """Return the lines, numbered where there are several, that the page has room for; the rest is counted."""
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)] if len(lines) > 1 else lines
    shown: list[str] = []
    for line in numbered:
        room -= _height(line)
        if room < 0:
            return [*shown, f"……还有{len(lines) - len(shown)}处，见 reportbot check 的结果"]
        shown.append(line)
    return shown


def _height(line: str) -> int:
    return -(-len(line) // CHARACTERS)
