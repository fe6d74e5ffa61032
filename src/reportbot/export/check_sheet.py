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

SHOWN = {"open": 5, "confirmed": 3, "not_assessed": 2}
"""So many lines are listed of each kind, that all stays on one page; the number of the others is told."""

MARGIN, FOOTER = Mm(14), Mm(6)

SIGNATURES = ("经办人", "审核人", "分管领导")


def render_check_sheet(report: Report, findings: Sequence[Finding], rules: int) -> bytes:
    """Return the check sheet as .docx; ``rules`` is the number of rules that were run."""
    word = open_template()
    page = word.sections[0]
    page.top_margin, page.bottom_margin, page.footer_distance = MARGIN, MARGIN, FOOTER
    styles = style_ids(word)
    agency, kind = title_of(report)
    small = styles["TableSmall"]
    parts = [paragraph(agency, styles["Title"]), paragraph(f"{kind}核对单", styles["Title"])]
    parts.append(simple_table(list(_figures(report)), (84, 24, 24, 24), small))
    parts.append(paragraph(_summary(findings, rules), small))
    for heading, lines in _results(findings):
        parts.append(paragraph(heading, styles["TableText"]))
        parts += [paragraph(line, small) for line in lines]
    parts.append(paragraph("", small))
    signatures = [("", "签字", "日期"), *((who, "", "") for who in SIGNATURES)]
    parts.append(simple_table(signatures, (36, 72, 48), small))
    return package(word, "".join(parts), f"{agency}{kind}核对单", report.agency or "")


def _figures(report: Report) -> Iterator[tuple[str, str, str, str]]:
    yield ("主要数字", "本年", "上年", "增减")
    last = report.previous
    for label, cells in key_figures(report.form):
        now = _sum(report, cells)
        before = _sum(last, cells) if last and last.form.id == report.form.id else None
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


def _summary(findings: Sequence[Finding], rules: int) -> str:
    failed = {finding.code for finding in findings}
    return f"共核对{rules}条规则，{rules - len(failed)}条没有发现问题。"


def _results(findings: Sequence[Finding]) -> Iterator[tuple[str, list[str]]]:
    by_status = {
        status: [finding for finding in findings if finding.status == status]
        for status in ("open", "confirmed", "not_assessed")
    }
    standing = [finding for finding in by_status["open"] if finding.severity != "hint"]
    if standing:
        yield f"还没有改正（{len(standing)}处）", _listed([finding.message for finding in standing], "open")
    confirmed = [f"{finding.message}　说明：{finding.reason}" for finding in by_status["confirmed"]]
    if confirmed:
        yield f"已说明理由（{len(confirmed)}处）", _listed(confirmed, "confirmed")
    if missing := _by_reason(by_status["not_assessed"]):
        lines = [f"{reason}（{'、'.join(codes)}）" for reason, codes in missing]
        yield f"没有核对（{len(by_status['not_assessed'])}处）", _listed(lines, "not_assessed")


def _by_reason(findings: Sequence[Finding]) -> list[tuple[str, list[str]]]:
    """Return the reasons why rules could not be applied, and which; the commonest first."""
    reasons: dict[str, dict[str, None]] = {}
    for finding in findings:
        reasons.setdefault(finding.message, {})[finding.code] = None
    return sorted(
        ((reason, list(codes)) for reason, codes in reasons.items()), key=lambda entry: -len(entry[1])
    )


def _listed(lines: list[str], kind: str) -> list[str]:
    shown = SHOWN[kind]
    more = [f"……还有{len(lines) - shown}项"] if len(lines) > shown else []
    return [f"{number}. {line}" for number, line in enumerate(lines[:shown], 1)] + more
