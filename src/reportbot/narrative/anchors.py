"""Tell a concrete problem from an empty one: does it hold anything that only this organ could say?

An anchor is a figure or date, a named document, column, account, field or unit, a result
row or article of law, or a cause with a fact in it. A sentence whose predicate is a stock
phrase and that holds no anchor stays true with any other organ's name put in: it is empty.
"""

import re
from collections.abc import Iterator

from reportbot.form import all_forms
from reportbot.narrative.derived.applications import label_of
from reportbot.narrative.phrases import FILLERS, Phrase, empty_measures, empty_problems
from reportbot.overlay import cached
from reportbot.report import Problem, Report

_FIGURE = re.compile(r"\d|[二两三四五六七八九十百]+(?:件|条|份|个|次|名|人|天|日|月|期|项|处|场|家|篇|类)")
_NAMED = re.compile(r"《[^》]{2,}》|“[^”]{2,}”|第[一二三四五六七八九十百]+条")
_UNIT = re.compile(r"([一-鿿]{1,6}?)(?:科|股|局|站|所|镇|乡|街道|村|社区|栏目|公众号|视频号)(?![室属有长])")
_GENERIC = re.compile(
    r"(?:部分|个别|有的|有些|一些|少数|多数|各|相关|有关|基层|下属|所属|责任|业务|本|我|该|其他|公开|内设|的|和|在)$"
)
_CAUSE = re.compile(r"(?:因为?|由于|主要是|原因是|源于|出在)([^，。；]{4,})")

_NAMED_FACTS = (
    "proactive.key_fields",
    "overview.focus",
    "platform.new_media_named",
    "platform.columns_changed.names",
    "platform.main_platform.name",
    "platform.main_platform.column",
    "on_request.topics",
    "proactive.top_questions",
)
"""Facts that hold names of the organ's own fields, columns and accounts."""


def anchors(text: str, report: Report | None = None) -> tuple[str, ...]:
    """Return what ties a text to one organ and year; nothing when any organ could say it."""
    return tuple(dict.fromkeys(_anchors(text, report)))


def is_empty(text: str, report: Report | None = None) -> bool:
    """Tell whether a problem or measure says nothing: no anchor at all."""
    return not anchors(text, report)


def is_concrete(problem: Problem, report: Report | None = None) -> bool:
    """Tell whether a problem, with its details and cause, holds an anchor."""
    told = "。".join((problem.problem, problem.detail, f"原因是{problem.cause}" if problem.cause else ""))
    return bool(anchors(told, report))


def empty_phrases_in(text: str) -> tuple[Phrase, ...]:
    """Return the empty phrases in a text; each knows what to ask instead."""
    plain = FILLERS.sub("", text)
    return tuple(phrase for phrase in (*empty_problems(), *empty_measures()) if phrase.found_in(plain))


def _anchors(text: str, report: Report | None) -> Iterator[str]:
    for pattern in (_FIGURE, _NAMED):
        yield from (match[0] for match in pattern.finditer(text))
    yield from (match[0] for match in _UNIT.finditer(text) if not _GENERIC.search(match[1]))
    yield from (match[0] for match in _CAUSE.finditer(text) if not empty_phrases_in(match[1]))
    yield from (name for name in (*_results(), *_names(report)) if name in text)


@cached
def _results() -> tuple[str, ...]:
    """Return the names of the outcomes of applications."""
    names = {
        label_of(heading)
        for form in all_forms()
        for cell in form.cells_of("applications")
        for heading in cell.row[1:]
        if heading.label and not heading.total
    }
    return tuple(sorted(name for name in names if len(name) > 2))


def _names(report: Report | None) -> Iterator[str]:
    for fact in _NAMED_FACTS if report else ():
        value = report.facts.get(fact) if report else None
        for name in value if isinstance(value, tuple) else [value]:
            if isinstance(name, str) and len(name) > 1:
                yield name
