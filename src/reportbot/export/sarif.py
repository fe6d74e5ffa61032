"""Findings in the Static Analysis Results Interchange Format, version 2.1.0 (SARIF)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reportbot import __version__
from reportbot.checks import Finding, Rule, all_rules
from reportbot.checks.findings import Examined
from reportbot.errors import Place
from reportbot.export.findings import Telling, shown

LANGUAGE = "zh-CN"
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def sarif(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield one log with one run; files that could not be used are notifications of it."""
    entries: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    for examined in results:
        entries += [_result(finding) for finding in shown(examined, telling)]
        if examined.problem:
            problems.append(
                {
                    "level": "error",
                    "message": {"text": examined.problem},
                    "locations": [_location(Place(examined.file))],
                }
            )
    invocation: dict[str, Any] = {"executionSuccessful": not problems}
    if problems:
        invocation["toolExecutionNotifications"] = problems
    rules = [_rule(rule) for rule in all_rules().values()]
    driver = {"name": "reportbot", "version": __version__, "language": LANGUAGE, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": LANGUAGE,
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": entries,
    }
    yield json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.doc},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    assessed = finding.status != "not_assessed"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": _places_of_rules()[finding.code],
        "kind": "fail" if assessed else "open",
        "level": _LEVELS[finding.severity] if assessed else "none",
        "message": {"text": finding.message},
        "locations": [_location(place) for place in finding.places],
        "properties": {
            "cells": list(finding.cells),
            "expected": finding.expected,
            "actual": finding.actual,
        },
    }
    if finding.status == "confirmed":
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result


@cache
def _places_of_rules() -> Mapping[str, int]:
    return {code: place for place, code in enumerate(all_rules())}


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file or "")}}
    if place.line:
        physical["region"] = {"startLine": place.line}
        if place.column:
            physical["region"]["startColumn"] = place.column
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
