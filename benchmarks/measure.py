"""Measure side by side: two things in turn, and the median of their ratios."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

RUNS = 9


def process(command: Sequence[str]) -> Callable[[], None]:
    """Return a call that runs a command to its end, its output thrown away."""

    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    return run


def reportbot(*arguments: str) -> Callable[[], None]:
    """Return a call that runs one reportbot command in a process of its own."""
    return process([sys.executable, "-c", "from reportbot.cli import main; main()", *arguments])


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compare(
    ours: Callable[[], object], theirs: Callable[[], object], runs: int = RUNS
) -> tuple[float, float, float]:
    """Return the median seconds of both, run in turn after a warm-up, and the median ratio."""
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    ratios = [ours / theirs for ours, theirs in pairs]
    return statistics.median(first), statistics.median(second), statistics.median(ratios)


def tell(name: str, ours: float, theirs: float, ratio: float, bound: str) -> None:
    """Print one line of results."""
    print(f"{name:<44} {ours * 1000:9.1f} ms {theirs * 1000:9.1f} ms   ratio {ratio:6.2f}   ({bound})")
