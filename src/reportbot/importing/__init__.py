"""Read a report of any kind: an answers file, or a report as somebody published it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from reportbot.answers import read_answers
from reportbot.errors import InputError, Place
from reportbot.report import Report

ANSWERS = {".yaml", ".yml"}

READERS: Mapping[str, Callable[[bytes, str], object]] = {}
"""Readers of published reports by suffix."""


def read_report(path: Path, with_previous: bool = True) -> Report:
    """Read a report with last year's attached where the file names it; raises InputError."""
    suffix = path.suffix.lower()
    if suffix not in ANSWERS:
        raise InputError(
            f"还不能读“{suffix or path.name}”这种文件", place=Place(str(path)), remedy="可以读：.yaml"
        )
    report = read_answers(path)
    if with_previous and report.previous_path and report.previous is None:
        previous = read_report(path.parent / report.previous_path, with_previous=False)
        report = replace(report, previous=previous)
    return report
