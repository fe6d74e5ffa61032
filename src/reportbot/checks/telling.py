"""Tell findings: as text for people, as JSON for programs."""

import json
from collections.abc import Iterable

from reportbot.checks.registry import Finding, all_rules

SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}


def told(finding: Finding, with_file: bool = True) -> str:
    """Return a finding as a line of text."""
    place = finding.places[0]
    where = str(place) if with_file else str(place).removeprefix(place.file or "").strip()
    word = SEVERITIES[finding.severity]
    if finding.status == "confirmed":
        word = f"{word}（已说明：{finding.reason}）"
    elif finding.status == "not_assessed":
        word = "没有核对"
    return f"{f'{where}：' if where else ''}{word} {finding.code} {finding.message}"


def summary(findings: Iterable[Finding]) -> str:
    """Return the count of open findings by severity."""
    standing = [finding for finding in findings if finding.status == "open"]
    if not standing:
        return "没有发现问题。"
    counts = [
        f"{word} {number} 处"
        for severity, word in SEVERITIES.items()
        if (number := sum(finding.severity == severity for finding in standing))
    ]
    return f"共有{'、'.join(counts)}。用 reportbot explain 规则编号 查看说明。"


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as the JSON list of the contract."""
    return json.dumps([_entry(finding) for finding in findings], ensure_ascii=False, indent=2)


def _entry(finding: Finding) -> dict[str, object]:
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


def rule_page(code: str) -> str:
    """Return the page of a rule."""
    found = all_rules()[code]
    page = f"{code}  {SEVERITIES[found.severity]}\n{found.doc}"
    return page if found.confirmable else f"{page}\n\n这一条不能用“说明理由”放行。"
