"""Tell findings in words and as data: lines of text, and the list of the contract."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportbot.checks.findings import Examined, Finding, Severity

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "hint": "提示"}

SHOWN_HINTS = 3
"""So many hints are told unless everything is asked for."""

Paint = Callable[[str, str], str]
"""Colours a text as a kind of thing: a severity, ``heading`` or ``faint``."""


def plain(text: str, _kind: str) -> str:
    """Leave a text uncoloured."""
    return text


def told(finding: Finding) -> str:
    """Return an open finding as a line of text with the file."""
    return f"{finding.places[0]}：{SEVERITIES[finding.severity]} {finding.code} {finding.message}"


def place_of(finding: Finding) -> str:
    """Return where in its file a finding is, in words; "" when that is not known."""
    place = finding.places[0]
    return str(place).removeprefix(place.file or "").strip()


def listed(examined: Examined, verbose: bool = False, paint: Paint = plain) -> Iterator[str]:
    """Yield the lines about one file: its findings by severity, confirmed ones, and what was not checked."""
    yield paint(_heading(examined), "heading")
    for severity, word in SEVERITIES.items():
        standing = examined.of("open", severity)
        shown = standing if verbose or severity != "hint" else most_useful(standing)
        if standing:
            more = (
                f"，先列最有用的 {len(shown)} 处，其余加 --verbose 列出" if len(shown) < len(standing) else ""
            )
            yield f"{paint(f'{word} {len(standing)} 处', severity)}{more}"
            yield from (_line(finding, paint) for finding in shown)
    confirmed = examined.of("confirmed")
    if confirmed:
        yield f"说明过理由 {len(confirmed)} 处"
        yield from (f"{_line(finding, paint)}（已说明：{finding.reason}）" for finding in confirmed)
    if verbose:
        yield from _background(examined, paint)


def _heading(examined: Examined) -> str:
    year = f"{examined.year}年" if examined.year else ""
    whose = f"{examined.agency or ''}{year}"
    return f"{examined.file}（{whose}）" if whose else examined.file


def _line(finding: Finding, paint: Paint) -> str:
    where = place_of(finding)
    return f"  {paint(f'{where}　', 'faint') if where else ''}{paint(finding.code, finding.severity)} {finding.message}"


def _background(examined: Examined, paint: Paint) -> Iterator[str]:
    """Yield what could not be assessed, by reason, and what passed."""
    reasons: dict[str, list[str]] = {}
    for finding in examined.of("not_assessed"):
        codes = reasons.setdefault(finding.message, [])
        if finding.code not in codes:
            codes.append(finding.code)
    if reasons:
        yield paint(
            f"没有核对 {len({code for codes in reasons.values() for code in codes})} 条规则", "heading"
        )
        yield from (f"  {'、'.join(codes)} {reason}" for reason, codes in reasons.items())
    if examined.passed:
        yield paint(f"没有发现问题的规则 {len(examined.passed)} 条", "heading")
        yield f"  {'、'.join(examined.passed)}"


def most_useful(hints: list[Finding]) -> list[Finding]:
    """Return the hints told first: numbers before form before words, and of each rule one."""
    order = {"T2": 0, "T3": 1, "T4": 2, "NAR": 3}
    seen: Counter[str] = Counter()
    ranked = []
    for finding in hints:
        seen[finding.code] += 1
        family = finding.code.split("-", maxsplit=1)[0]
        ranked.append((seen[finding.code], order.get(family, len(order)), finding))
    best = sorted(ranked, key=lambda entry: entry[:2])[:SHOWN_HINTS]
    return [finding for *_, finding in sorted(best, key=lambda entry: hints.index(entry[2]))]


def summary(findings: Iterable[Finding]) -> str:
    """Return the count of open findings by severity."""
    return told_counts(Counter(finding.severity for finding in findings if finding.status == "open"))


def told_counts(counts: Counter[Severity]) -> str:
    """Return counts by severity in a sentence."""
    parts = [f"{word} {counts[severity]} 处" for severity, word in SEVERITIES.items() if counts[severity]]
    if not parts:
        return "没有发现问题。"
    return f"共有{'、'.join(parts)}。用 reportbot explain 规则编号 查看说明。"


def as_entry(finding: Finding) -> dict[str, Any]:
    """Return a finding as an entry of the JSON list of the contract."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "status": finding.status,
        "message": finding.message,
        "cells": list(finding.cells),
        "expected": finding.expected,
        "actual": finding.actual,
        "locations": [
            {"file": place.file, "line": place.line, "column": place.column} for place in finding.places
        ],
    }
