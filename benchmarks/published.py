"""Published HTML reports of 30 kB in one check, on one core; and one report with last year's in-process.

The pages are random reports as we draft and print them, inside the navigation of a website; no two are alike.

Run: .venv/bin/python benchmarks/published.py [COUNT]
"""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree
from measure import seconds

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.random_reports import NAMES, random_report

from reportbot.checks import check
from reportbot.document import compose
from reportbot.export.html import render_html
from reportbot.importing import read_report

LINK = '<li class="item"><a href="/xxgk/col/{0}.html" target="_blank">{1}公开目录第{0}栏</a></li>'
PAGE = '<html><head><title>{title}</title><script>var a = [{script}];</script></head><body><div class="nav"><ul>{links}</ul></div><div id="zoom">{report}</div><div class="foot"><p>主办：{name}　版权所有</p></div></body></html>'
EXAMPLES, CORPUS = ROOT / "examples", ROOT.parent / "shared" / "corpus"
YEARS = (
    ("example", EXAMPLES / "suqian-2024" / "answers.yaml", EXAMPLES / "suqian-2023" / "answers.yaml"),
    ("published city report", CORPUS / "suqian-2024.txt", CORPUS / "suqian-2023.txt"),
)
"""Reports of two years; the corpus of published ones is not in the checkout."""

TODAY = date(2026, 3, 1)


def write_pages(folder: Path, count: int) -> list[Path]:
    """Write so many pages."""
    kinds = list(NAMES)
    paths = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        report = random_report(number, 0.7, kind, 2019 + number % 7, with_last=False)
        inner = render_html(compose(report), fragment=True).replace('<h1 align="center">', "<h1>")
        name = NAMES[kind][0]
        links = "".join(LINK.format(link, name) for link in range(100))
        page = PAGE.format(title=name, script=",".join(["0"] * 1000), links=links, report=inner, name=name)
        path = folder / f"{number:04}.html"
        path.write_text(page, encoding="utf-8")
        paths.append(path)
    return paths


def run(paths: list[Path]) -> tuple[float, int]:
    """Check files in a process of their own; returns its CPU seconds and its peak memory in kB."""
    main = "from reportbot.cli import main; main()"
    command = [sys.executable, "-c", main, "check", *map(str, paths), "--format", "json"]
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    usage = os.wait4(child, 0)[2]
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def with_lxml(paths: list[Path]) -> float:
    """Return the CPU seconds in which lxml alone reads the files, every text of them."""
    start = time.process_time()
    for path in paths:
        root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        sum(len(text) for text in root.itertext())
    return time.process_time() - start


def in_process(path: Path, previous: Path) -> float:
    """Return the median milliseconds of checking one report, read before, with last year's."""
    report = replace(read_report(path), previous=read_report(previous))
    # a new value each time: what was found of a text is kept with its report
    return 1000 * statistics.median(seconds(lambda: check(replace(report), TODAY)) for _ in range(50))


def main() -> None:
    """Print the figures for half of the pages and for all of them, the ratio, and one report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core is one process
    with tempfile.TemporaryDirectory() as folder:
        paths = write_pages(Path(folder), count)
        size = statistics.mean(path.stat().st_size for path in paths) / 1000
        one, base = run(paths[:1])
        for number in (count // 2, count):
            took, memory = run(paths[:number])
            each = (took - one) / (number - 1)
            print(
                f"{number:5} pages of {size:.0f} kB: {number / took:4.0f} a second, {1 / each:4.0f} after the start of {one:.2f} s (at least 150), peak {memory / 1024:.0f} MB (one page: {base / 1024:.0f} MB)"
            )
        alone = with_lxml(paths) / count
        print(
            f"lxml alone: {alone * 1000:.2f} ms a page; reportbot {each * 1000:.2f} ms, {each / alone:.0f} times as long"
        )
    for name, path, previous in YEARS:
        if path.exists():
            print(f"{name} with last year's, in-process: {in_process(path, previous):.1f} ms (at most 10)")


if __name__ == "__main__":
    main()
