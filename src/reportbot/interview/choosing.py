"""Understand answers that are no numbers: options picked, dates, lists of names."""

import re
from collections.abc import Iterable, Mapping

from reportbot.interview.targets import Target, by_label
from reportbot.interview.understanding import clean
from reportbot.labels import normalise


def choose(line: str, names: Mapping[str, Iterable[str]]) -> tuple[list[str], list[str]]:
    """Pick from numbered or named options: ids chosen, and words not understood.

    Numbers count from 1. A name may be shortened as long as only one option has it.
    """
    ids = list(names)
    targets = [Target(item, "", tuple(known)) for item, known in names.items()]
    whole = [target.id for target in targets if normalise(line) in {normalise(name) for name in target.names}]
    if len(whole) == 1:
        return whole, []
    chosen: list[str] = []
    unread: list[str] = []
    for word in re.split(r"[，,、；;和及\s]+", line.strip()):
        if not word:
            continue
        number = re.fullmatch(r"[(（]?(\d{1,2})[)）.]?", word)
        target = None if number else by_label(clean(word), targets)
        if number and 1 <= int(number[1]) <= len(ids):
            chosen.append(ids[int(number[1]) - 1])
        elif found := [target.id] if target else _run_together(clean(word), targets):
            chosen += found
        else:
            unread.append(word)
    return list(dict.fromkeys(chosen)), unread


def _run_together(word: str, targets: Iterable[Target]) -> list[str]:
    """Return the options of which a word consists: 许可处罚."""
    names = {normalise(name): target.id for target in targets for name in target.names if name}
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    text = normalise(word)
    return [names[name] for name in re.findall(either, text)] if re.fullmatch(f"(?:{either})+", text) else []


_DATE = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


def read_date(text: str, year: int) -> str | None:
    """Return an ISO date; a day without its year belongs to the given one."""
    match = _DATE.search(text)
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{int(match[1] or year):04}-{int(match[2]):02}-{int(match[3]):02}"


def names_in(text: str) -> tuple[str, ...]:
    """Return the names a person listed."""
    separators = r"[、；;\n]" if re.search(r"[、；;\n]", text) else r"[，,]"
    parts = (part.strip(" 。；;，,、") for part in re.split(separators, text))
    return tuple(re.sub(r"等(?:方面|领域|内容)?$", "", part) for part in parts if part)
