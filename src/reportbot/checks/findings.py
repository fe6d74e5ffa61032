"""What rules yield and what becomes of it: findings with severity, place and state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportbot.errors import Place

Severity = Literal["error", "warning", "hint"]
Status = Literal["open", "confirmed", "not_assessed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, or could not assess.

    ``cells`` names the suspect first, then the other operands; ``expected`` and
    ``actual`` are the two sides as printed. ``items`` are the ids of the facts and texts
    that stand where the finding is.
    """

    code: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    places: tuple[Place, ...] = ()
    status: Status = "open"
    reason: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """What a rule function yields; the engine adds code, severity and places.

    ``places`` are given only for what has no id in the report.
    """

    message: str
    cells: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    severity: Severity | None = None
    items: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule function yields this when its input is missing."""

    why: str
    cells: tuple[str, ...] = ()


Outcome = Fired | NotAssessed


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file: its findings and the rules that found nothing, or why it is unusable.

    ``foreign`` when it is unusable because it holds nothing of a report. ``words`` are what
    it says itself, where files are compared with each other.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    passed: tuple[str, ...] = ()
    agency: str | None = None
    year: int | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""
    foreign: bool = False
    words: str = ""

    def of(self, status: Status, severity: Severity | None = None) -> list[Finding]:
        """Return the findings in one state, and of one severity."""
        return [
            finding
            for finding in self.findings
            if finding.status == status and severity in {None, finding.severity}
        ]


def has_open_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether anything stands that forbids sending the report."""
    return any(finding.severity == "error" and finding.status == "open" for finding in findings)
