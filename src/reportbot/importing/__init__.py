"""Read a report of any kind: an answers file, or a report as somebody published it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportbot.answers import read_answers
from reportbot.errors import InputError, Place
from reportbot.files import read_bytes
from reportbot.report import Report

if TYPE_CHECKING:
    from reportbot.importing.recognise import Source

ANSWERS = {".yaml", ".yml"}


def _html(data: bytes, file: str) -> "Source":
    from reportbot.importing.html import read_html

    return read_html(data, file)


def _word(data: bytes, file: str) -> "Source":
    from reportbot.importing.word import read_word

    return read_word(data, file)


def _markdown(data: bytes, file: str) -> "Source":
    from reportbot.importing.markdown import read_markdown

    return read_markdown(data, file)


def _text(data: bytes, file: str) -> "Source":
    from reportbot.importing.text import read_text

    return read_text(data, file)


def _pdf(data: bytes, file: str) -> "Source":
    from reportbot.importing.pdf import read_pdf

    return read_pdf(data, file)


READERS: Mapping[str, Callable[[bytes, str], "Source"]] = {
    ".html": _html,
    ".htm": _html,
    ".docx": _word,
    ".md": _markdown,
    ".txt": _text,
    ".pdf": _pdf,
}
"""Readers of published reports by suffix; each pays only for its own library."""


def read_report(path: Path, with_previous: bool = True) -> Report:
    """Read a report with last year's attached where the file names it; raises InputError."""
    suffix = path.suffix.lower()
    if suffix in READERS:
        return _read_published(path, suffix)
    if suffix not in ANSWERS:
        raise InputError(
            f"还不能读“{suffix or path.name}”这种文件",
            place=Place(str(path)),
            remedy=f"可以读：{'、'.join([*sorted(ANSWERS), *READERS])}",
        )
    report = read_answers(path)
    if with_previous and report.previous_path and report.previous is None:
        previous = read_report(path.parent / report.previous_path, with_previous=False)
        report = replace(report, previous=previous)
    return report


def _read_published(path: Path, suffix: str) -> Report:
    from reportbot.importing.recognise import recognise

    try:
        return recognise(READERS[suffix](read_bytes(path), str(path)), str(path))
    except InputError as error:
        raise error.in_file(str(path)) from None
