"""Examine many files: folders opened, every core used where that pays, one bad file no hindrance."""

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from reportbot.checks import selected
from reportbot.checks.copying import find_twins, text_to_compare
from reportbot.checks.findings import Examined
from reportbot.checks.registry import Subject, examine, in_order
from reportbot.errors import ForeignFileError, InputError, Place
from reportbot.importing import ANSWERS, READERS, SPREADSHEETS, read_report
from reportbot.overlay import office_folder, use_folder
from reportbot.report import Report
from reportbot.settings import NAME, default_settings, find_settings

READABLE = frozenset([*ANSWERS, *READERS]) - {*SPREADSHEETS}
"""Suffixes of the files that are looked for in folders; a spreadsheet there is more often a ledger."""

WORTH_MORE_PROCESSES = 150
"""So many files are quicker in several processes, each of which takes a third of a second to start."""

COMPARING = "TXT-011"
"""The rule that compares the files of one call with each other."""

AT_ONCE = 16
"""Files handed to a process at a time."""


@dataclass(frozen=True, slots=True)
class Request:
    """How files are examined: on which day, by which rules, against which last year's report.

    ``several`` asks for what ``compare_units`` needs.
    """

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    previous: Path | None = None
    settings: Path | None = None
    several: bool = False

    @property
    def compares(self) -> bool:
        """Whether the files are compared with each other."""
        return self.several and any(rule.code == COMPARING for rule in selected(self.select, self.ignore))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return files as given, and of folders every readable file below, in order of name.

    Hidden files, locks of Word and settings are left out. Raises InputError for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = [path] if not path.is_dir() else sorted(filter(_is_report, path.rglob("*")))
        if not inside:
            raise InputError(
                "这个文件夹里没有可以核对的文件",
                place=Place(str(path)),
                remedy=f"可以核对：{'、'.join(sorted(READABLE))}",
            )
        found += inside
    return list(dict.fromkeys(found))


def _is_report(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts if part not in {".", ".."})
    return path.suffix.lower() in READABLE and path.name != NAME and not hidden and path.is_file()


def examine_files(
    paths: Sequence[Path], request: Request, processes: int | None = None
) -> Iterator[Examined]:
    """Yield what comes of each file, in the order given; ``processes`` of None means where it pays."""
    if processes is None:
        processes = cores() if len(paths) >= WORTH_MORE_PROCESSES else 1
    if processes > 1:
        yield from _in_processes(paths, request, processes)
    else:
        yield from (examine_file(path, request) for path in paths)


def _in_processes(paths: Sequence[Path], request: Request, processes: int) -> Iterator[Examined]:
    """Examine files in fresh processes (the only kind that every system has)."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")
    try:
        with ProcessPoolExecutor(processes, context, _begin, (office_folder(),)) as pool:
            yield from pool.map(examine_file, paths, [request] * len(paths), chunksize=AT_ONCE)
    except BrokenProcessPool:
        remedy = "可能是内存不够。请关掉别的程序，或者分几次核对"
        raise InputError("核对的进程被系统中止了，后面的文件没有核对", remedy=remedy) from None


def cores() -> int:
    """Return how many processes can run at once."""
    available = getattr(os, "sched_getaffinity", None)
    return len(available(0)) if available else os.cpu_count() or 1


def _begin(templates: Path | None) -> None:
    """Let the main process answer Ctrl+C alone, and use the same templates."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_folder(templates)


def examine_file(path: Path, request: Request) -> Examined:
    """Return what comes of one file; a problem with the file is part of it."""
    try:
        return _examined(path, request)
    except InputError as error:
        return Examined(str(path), problem=str(error), foreign=isinstance(error, ForeignFileError))
    except Exception as error:  # a defect of ours must not cost the other files their check
        problem = f"{path}：核对这份文件时程序出了错（{type(error).__name__}：{error}）"
        return Examined(str(path), problem=f"{problem}\n  请把这份文件和这句话发给维护人员，其余文件照常核对")


def _examined(path: Path, request: Request) -> Examined:
    if not path.exists():
        raise InputError("找不到这个文件或文件夹，请检查路径和名称", place=Place(str(path)))
    subject = _subject(path, request)
    report = subject.report
    rules = selected(request.select, (*request.ignore, *subject.settings.ignore))
    later = COMPARING if request.compares else ""
    findings = examine(subject, [rule for rule in rules if rule.code != later])
    found = {finding.code for finding in findings}
    passed = tuple(rule.code for rule in rules if rule.applies(report) and rule.code not in found)
    words = text_to_compare(subject) if later in passed else ""
    return Examined(str(path), tuple(findings), passed, report.agency, report.year, report.notes, words=words)


def _subject(path: Path, request: Request) -> Subject:
    report = _with_previous(read_report(path, with_previous=request.previous is None), request)
    return Subject(report, request.today, find_settings(path, request.settings))


def compare_units(results: Iterable[Examined], request: Request) -> Iterator[Examined]:
    """Pass results on; where files are compared, once all are known and with what that has found."""
    if not request.compares:
        yield from results
        return
    every = list(results)
    twins = _twins(every, request)
    for examined in every:
        yield _with_twins(examined, twins[examined.file], request) if examined.file in twins else examined


def _twins(every: Sequence[Examined], request: Request) -> dict[str, list[tuple[str, float]]]:
    """Return for each file which other units' files say nearly the same, and how much of it."""
    words = [examined for examined in every if examined.words]
    twins: dict[str, list[tuple[str, float]]] = {}
    settings = find_settings(Path(words[0].file), request.settings) if words else default_settings()
    for number, another, value in find_twins([examined.words for examined in words], settings):
        one, other = words[number], words[another]
        if one.agency is None or one.agency != other.agency:
            twins.setdefault(one.file, []).append((other.file, value))
            twins.setdefault(other.file, []).append((one.file, value))
    return twins


def _with_twins(examined: Examined, twins: Iterable[tuple[str, float]], request: Request) -> Examined:
    """Return a result together with what the rule says about its twins."""
    subject = replace(_subject(Path(examined.file), request), twins=tuple(twins))
    found = examine(subject, selected((COMPARING,)))
    passed = tuple(code for code in examined.passed if not found or code != COMPARING)
    return replace(examined, findings=in_order([*examined.findings, *found]), passed=passed)


def _with_previous(report: Report, request: Request) -> Report:
    if request.previous is None:
        return report
    return replace(report, previous=_read_previous(request.previous))


@lru_cache(maxsize=1)
def _read_previous(path: Path) -> Report:
    return read_report(path, with_previous=False)
