"""Real published reports of the corpus with their words as read, and the transcribed cells."""

from dataclasses import replace
from pathlib import Path

from reportbot.importing import read_report
from reportbot.report import Report

from .published import published as transcribed

LAST_YEAR = {"suqian-2024": "suqian-2023"}


def published(corpus: Path, name: str) -> Report:
    """Return one report; last year's where that is there too. A file without a title is told whose it is."""
    endings = (".txt", ".md", ".html")
    report = read_report(next(path for end in endings if (path := corpus / f"{name}{end}").exists()))
    tables = transcribed(corpus, name)
    return replace(
        report,
        cells=tables.cells,
        facts={**tables.facts, **report.facts},
        previous=published(corpus, LAST_YEAR[name]) if name in LAST_YEAR else None,
    )
