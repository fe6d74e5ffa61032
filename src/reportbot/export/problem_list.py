"""The list of problems (问题清单) that goes back to a unit: its rows, and as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from reportbot.checks import Finding
from reportbot.checks.findings import Examined
from reportbot.checks.telling import SEVERITIES, place_of
from reportbot.export.findings import Telling

TITLE = "问题清单"
COLUMNS = ("序号", "级别", "位置", "问题和改法", "规则")


def as_markdown(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield the list as Markdown, a table for each unit."""
    yield f"# {TITLE}\n"
    for examined in results:
        yield f"\n## {_marked(heading(examined))}\n\n"
        rows = [] if examined.problem else list(rows_of(standing(examined, telling)))
        if not rows:
            yield f"{_marked(examined.problem) or '没有发现问题。'}\n"
            continue
        yield f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}\n"
        yield from (f"| {' | '.join(map(_marked, row))} |\n" for row in rows)


def heading(examined: Examined) -> str:
    """Return whose report it is, or the file where that is not known."""
    year = f"{examined.year}年度报告" if examined.year else ""
    return f"{examined.agency}{year}" if examined.agency else examined.file


def standing(examined: Examined, telling: Telling) -> list[Finding]:
    """Return what a unit has to settle, errors first; hints only when everything is asked for."""
    order = list(SEVERITIES)
    wanted = order if telling.verbose else order[:2]
    found = [finding for finding in examined.of("open") if finding.severity in wanted]
    return sorted(found, key=lambda finding: order.index(finding.severity))


def rows_of(findings: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list."""
    for number, finding in enumerate(findings, 1):
        word = SEVERITIES[finding.severity]
        yield (str(number), word, place_of(finding), finding.message, finding.code)


def _marked(text: str) -> str:
    """Return text with what Markdown would take for marks escaped."""
    return "".join(
        f"\\{character}" if character in "\\`*_{}[]<>|#" else character for character in text
    ).replace("\n", " ")
