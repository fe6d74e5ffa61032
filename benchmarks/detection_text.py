"""How many wrong numbers, percentages, years and names in real texts are found: one changed at a time.

Every number that something else in the same report contradicts is listed below, in the order printed
(figures only). Each is changed in several ways; a change is found when a new finding appears.

Run: .venv/bin/python benchmarks/detection_text.py CORPUS [--missed]
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.printed import published

from reportbot.checks import Finding, Rule, check, selected
from reportbot.quantities import Quantity, read
from reportbot.report import Report

DAY = date(2026, 11, 25)
BOUND = {
    (
        "suqian-2023",
        "overview",
    ): "119 47 28 22 15 5 2 3607 349 933 477 301 874 216 348 55 26 12 16 3493 114 1191 328 142 1078 406 341 121",
    ("suqian-2023", "other"): "25 2950 1 420 2 290 15 1500 1 140 6 600",
    ("suqian-2024", "overview"): "98 48 17 15 9 7 2 3646 1.05 1431 471 92 941 117 469 125 10219 8140 2079",
    ("suqian-2024", "other"): "3 2230 1 880 1 1080 1 270",
    ("huaian-2024", "overview"): "3119 3050 34 103 351 72 64 178 37 46 25 5 9 7",
    ("hongze-2023", "overview"): "21",
    ("shanghai-office-2025", "overview"): "22 34 1295 1191 189 208 17.46 20 1.68 564 47.36 80 6.72 319 26.78",
    ("shanghai-office-2019", "overview"): "859 805 18 72 158 19.6 7",
    ("lusong-hrss-2020", "overview"): "119 107 12",
}
"""Numbers that the tables, a list, a percentage or last year's report contradict when they are changed."""


def numbers(text: str, bound: str) -> list[Quantity]:
    """Return the quantities of a text that are bound, found in their order."""
    wanted, found = bound.split(), []
    for quantity in read(text).quantities:
        if wanted and quantity.printed == wanted[0]:
            found.append(quantity)
            wanted.pop(0)
    if wanted:
        raise SystemExit(f"not in the text: {wanted}")
    return found


def slips(printed: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a number is mistyped."""
    digits = len(printed.partition(".")[2])
    step = 10**-digits
    yield "one more", f"{float(printed) + step:.{digits}f}"
    if float(printed) >= step:
        yield "one less", f"{float(printed) - step:.{digits}f}"
    for place in range(len(printed) - 1):
        one, other = printed[place : place + 2]
        if one != other and "." not in (one, other) and not (place == 0 and other == "0"):
            yield "digits swapped", printed[:place] + other + one + printed[place + 2 :]
    for place, digit in enumerate(printed):
        if digit != ".":
            yield "digit changed", printed[:place] + str((int(digit) + 4) % 10 or 4) + printed[place + 1 :]
    if len(printed) > 1 and "." not in printed:
        yield "digit lost", printed[:-1]
        yield "digit doubled", printed + printed[-1]


def wrong_numbers(report: Report, name: str) -> Iterator[tuple[str, str, Report]]:
    """Yield the report with one number changed: kind of change, what was changed, report."""
    for (of, part), bound in BOUND.items():
        if of != name:
            continue
        text = report.texts[part]
        for quantity in numbers(text, bound):
            kind = "percentage" if quantity.share else "number"
            for slip, changed in slips(quantity.printed):
                if changed.lstrip("0") != quantity.printed:
                    wrong = text[: quantity.start] + changed + text[quantity.number_end :]
                    what = f"{text[max(0, quantity.start - 12) : quantity.end]} → {changed}"
                    yield f"{kind}: {slip}", what, report.with_text(part, wrong)


FREE_YEARS = re.compile(r"\s*年(?:四个季度|目标任务|部门预算|度财政|工作中存在)")
"""What follows a year that may be another one too."""


def wrong_years(report: Report, _: str) -> Iterator[tuple[str, str, Report]]:
    """Yield the report with one year changed, in the title or in the text."""
    year = str(report.year)
    others = [str((report.year or 0) + step) for step in (-1, 1)] + [year[:2] + year[3] + year[2]]
    for other in others if report.title else ():
        yield "year: title", other, replace(report, title=(report.title or "").replace(year, other))
    for part, text in report.texts.items():
        for match in re.finditer(rf"{year}(?=\s*年)", text):
            if FREE_YEARS.match(text, match.end()):
                continue
            for other in others:
                wrong = text[: match.start()] + other + text[match.end() :]
                kind = "year: before part 一" if part == "front" else "year: in the text"
                yield (
                    kind,
                    f"{part}: {text[match.start() - 12 : match.end() + 8]} → {other}",
                    report.with_text(part, wrong),
                )


NAMES = {
    "hongze-2023": ("洪泽区", "front overview", "青山区"),
    "huaian-2024": ("淮安市", "front", "青河市"),
    "lusong-hrss-2020": ("芦淞区", "front", "青山区"),
    "shanghai-office-2019": ("上海市", "overview", "青河市"),
    "shanghai-office-2025": ("上海市", "overview", "青河市"),
}
"""The part of a name that tells organs apart, where the organ names itself, and another one."""


def wrong_names(report: Report, name: str) -> Iterator[tuple[str, str, Report]]:
    """Yield the report under another organ's title, and with another organ where it names itself."""
    own = re.search(r"[一-龥]{2,3}[市区]", report.title or "")
    if own:
        yield "name: title", name, replace(report, title=(report.title or "").replace(own[0], "青河市"))
    stem, parts, other = NAMES.get(name, ("", "", ""))
    for part in parts.split():
        text = report.texts[part]
        for match in re.finditer(
            rf"{stem}(?=人民政府(?:办公[室厅])?(?:根据|坚持|联系|办公室根据|办公室联系)|人力资源)", text
        ):
            wrong = text[: match.start()] + other + text[match.end() :]
            yield (
                "name: in the text",
                f"{part}: {text[match.start() : match.end() + 12]}",
                report.with_text(part, wrong),
            )


def lost_parts(report: Report, _: str) -> Iterator[tuple[str, str, Report]]:
    """Yield the report without one of its narrative parts."""
    for part in ("overview", "problems", "other"):
        if part in report.texts:
            yield (
                "part lost",
                part,
                replace(report, texts={key: text for key, text in report.texts.items() if key != part}),
            )


def told(findings: list[Finding]) -> Counter[tuple[str, ...]]:
    """Return findings as they can be compared: without the words around the number."""
    return Counter(
        (finding.code, finding.expected, finding.actual, *finding.cells)
        for finding in findings
        if finding.status == "open"
    )


def main() -> None:
    """Print the share of changes that are found, by kind."""
    corpus, missed = Path(sys.argv[1]), "--missed" in sys.argv
    rules: list[Rule] = selected(["NAR", "TXT", "MET"])
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for name in sorted({name for name, _ in BOUND}):
        report = published(corpus, name)
        before = told(check(report, DAY, rules))
        changes = (wrong_numbers, wrong_years, wrong_names, lost_parts)
        for kind, what, changed in (each for change in changes for each in change(report, name)):
            tried[kind] += 1
            new = told(check(changed, DAY, rules)) - before
            found[kind] += bool(new)
            if missed and not new:
                print(f"{name}: {kind}: {what!r}")
    for kind in tried:
        print(f"{kind:26} {found[kind]:5} of {tried[kind]:5}  {found[kind] / tried[kind]:6.1%}")
    print(f"{'all':26} {found.total():5} of {tried.total():5}  {found.total() / tried.total():6.1%}")


if __name__ == "__main__":
    main()
