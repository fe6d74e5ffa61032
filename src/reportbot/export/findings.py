"""Tell the findings of many files in the format asked for, one file after the other."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportbot.checks import all_rules
from reportbot.checks.findings import Examined, Finding, Severity
from reportbot.checks.telling import SEVERITIES, Paint, as_entry, listed, plain, told_counts


@dataclass(frozen=True, slots=True)
class Telling:
    """Choices: what was not checked too, counts instead of findings, colours."""

    verbose: bool = False
    statistics: bool = False
    paint: Paint = plain


def shown(examined: Examined, telling: Telling) -> list[Finding]:
    """Return the findings that a format for programs tells."""
    return [finding for finding in examined.findings if telling.verbose or finding.status != "not_assessed"]


def text(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield lines for people: each file with its findings, and the counts at the end."""
    counts: Counter[Severity] = Counter()
    files = clean = 0
    for examined in results:
        if examined.problem:
            continue
        standing = examined.of("open")
        counts.update(finding.severity for finding in standing)
        files += 1
        clean += not standing
        told = shown(examined, telling)
        if told or telling.verbose:
            yield "\n".join(listed(examined, telling.verbose, telling.paint)) + "\n"
    if files:
        several = f"核对了 {files} 份，{clean} 份没有发现问题。" if files > 1 else ""
        yield f"{several}{told_counts(counts) if counts or files == 1 else ''}\n"


def statistics(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield how often each rule found something, and in how many files."""
    found: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for examined in results:
        codes = [finding.code for finding in shown(examined, telling) if finding.status == "open"]
        found.update(codes)
        files.update(set(codes))
    for code, number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        rule = all_rules()[code]
        yield f"{number:6} 处　{files[code]:5} 份　{SEVERITIES[rule.severity]}　{code} {rule.title}\n"
    if not found:
        yield "没有发现问题。\n"


def as_json(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield the JSON list of the contract."""
    start = "[\n"
    for examined in results:
        for finding in shown(examined, telling):
            entry = json.dumps(as_entry(finding), ensure_ascii=False, indent=2)
            yield start + "  " + entry.replace("\n", "\n  ")
            start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines."""
    for examined in results:
        for finding in shown(examined, telling):
            if finding.status == "open":
                place = finding.places[0]
                given = {"file": place.file, "line": place.line, "col": place.column, "title": finding.code}
                properties = ",".join(
                    f"{name}={str(value).translate(_PROPERTY_ESCAPES)}"
                    for name, value in given.items()
                    if value
                )
                command = _COMMANDS[finding.severity]
                yield f"::{command} {properties}::{finding.message.translate(_ESCAPES)}\n"


def _sarif(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    from reportbot.export.sarif import sarif

    return sarif(results, telling)


def _markdown(results: Iterable[Examined], telling: Telling) -> Iterator[str]:
    from reportbot.export.problem_list import as_markdown

    return as_markdown(results, telling)


def problem_list(results: Iterable[Examined], telling: Telling) -> bytes:
    """Return the list of problems as a Word file."""
    from reportbot.export.problem_list_word import problem_list as in_word

    return in_word(results, telling)


Render = Callable[[Iterable[Examined], Telling], Iterator[str]]

FORMATS: Mapping[str, Render] = {
    "text": text,
    "json": as_json,
    "sarif": _sarif,
    "github": github,
    "markdown": _markdown,
}
"""Formats that are text; a Word file is made by ``problem_list``."""

SUFFIXES = {".txt": "text", ".json": "json", ".sarif": "sarif", ".md": "markdown", ".docx": "docx"}
"""The format that a file's suffix asks for."""
