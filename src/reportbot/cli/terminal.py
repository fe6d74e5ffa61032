"""What only a terminal gets: colours, and a bar that shows how far a long run is."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import typer

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after which a bar is shown."""

_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan", "faint": "bright_black", "added": "green"}


def painter(coloured: bool) -> Callable[[str, str], str]:
    """Return what colours a text by its kind: nothing, unless stdout is a terminal that wants colour."""
    if not coloured or os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return lambda text, _kind: text
    return lambda text, kind: typer.style(text, fg=_COLOURS.get(kind), bold=kind in {"error", "heading"})


def with_progress(results: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """Pass results on, with a bar on stderr when they take long and stderr is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    start = time.monotonic()
    advance: Callable[[], None] | None = None
    stop: Callable[[], None] | None = None
    try:
        for done, result in enumerate(results, 1):
            if advance:
                advance()
            elif time.monotonic() - start > PATIENCE:
                advance, stop = _bar(done, total, doing)
            yield result
    finally:
        if stop:
            stop()


def _bar(done: int, total: int, doing: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """Show a bar; returns what moves it on and what takes it away."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=total, completed=done)
    bar.start()
    return lambda: bar.advance(task), bar.stop
