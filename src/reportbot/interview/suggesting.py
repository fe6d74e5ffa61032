"""What can be offered before it is asked: from the full name, from last year, from the data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportbot.interview.conditions import told
from reportbot.interview.wording import agenda_data
from reportbot.questions import problem_kinds
from reportbot.report import Report

_UNIT = re.compile(r"[^省市州县区旗盟镇乡]+?(?:自治区|自治州|街道|省|市|州|盟|县|区|旗|镇|乡)")
_ABOVE = re.compile(r"^.*(?:省|自治区|市|州|盟|县|区|旗)(?=.+(?:县|区|旗|市|镇|乡|街道))")
OFFERED = 6
"""So many problems are offered at once; two or three are kept."""


def suggested_facts(report: Report) -> Mapping[str, Any]:
    """Return facts that can be offered for confirmation; numbers of last year are never among them."""
    found: dict[str, Any] = dict(_from_last_year(report))
    if name := report.agency:
        found |= dict(_from_name(name, report, found))
    site = report.facts.get("agency.website.name")
    if site and "platform.main_platform.name" not in found:
        found |= {"platform.main_platform.kind": "portal", "platform.main_platform.name": site}
    found["other.none"] = True
    return {fact: value for fact, value in found.items() if fact not in report.facts}


def _from_last_year(report: Report) -> Iterator[tuple[str, Any]]:
    for fact, value in (report.previous.facts if report.previous else {}).items():
        lasting = fact.startswith(("agency.", "platform.main_platform", "management.responsible_unit"))
        if lasting and isinstance(value, str | bool | tuple):
            yield fact, value


def _from_name(name: str, report: Report, known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    from reportbot.narrative.derived import DERIVED
    from reportbot.narrative.names import Names

    data = agenda_data()
    rule = next((rule for rule in data["kinds"] if re.search(rule["ends"], name)), None)
    kind = known.get("agency.kind") or report.kind or (rule["kind"] if rule else None)
    units = _UNIT.findall(name)
    level = (rule or {}).get("level") or next(
        (entry["level"] for entry in data["levels"] if units and re.search(entry["has"], units[-1][-2:])),
        None,
    )
    short = short_name(name)
    facts = {**report.facts, **known, "agency.short_name": short} | ({"agency.kind": kind} if kind else {})
    offered = {
        "agency.kind": kind,
        "agency.level": level,
        "agency.short_name": short,
        "agency.self_reference": DERIVED["we"](Names(replace(report, facts=facts))),
        "agency.region": f"全{units[-1][-1]}" if kind == "government" and units else None,
    }
    yield from ((fact, value) for fact, value in offered.items() if value and fact not in known)


def short_name(name: str) -> str:
    """Return the usual short form of an organ's full name: its place and what it does."""
    endings: Mapping[str, str] = agenda_data()["short_names"]
    ending = max((end for end in endings if name.endswith(end)), key=len, default="")
    short = name[: -len(ending)] + endings[ending] if ending else name
    return _ABOVE.sub("", short)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of problem that the data speak for, and why."""

    kind: Mapping[str, Any]
    reason: str
    sure: bool


def suggested_problems(report: Report) -> tuple[Suggestion, ...]:
    """Return the kinds of problems that the data suggest, the gravest first."""
    taken = {problem.kind for problem in report.problems or ()}
    found: list[tuple[int, int, Suggestion]] = []
    for number, kind in enumerate(problem_kinds()):
        organs = kind.get("organs", "all")
        if kind["id"] in taken or (organs != "all" and report.kind and report.kind not in organs):
            continue
        if suggestion := _suggestion(kind, report):
            order = kind["rank"] if suggestion.sure else kind["rank"] + 2
            found.append((order, number, suggestion))
    found.sort(key=lambda item: item[:2])
    return tuple(suggestion for _, _, suggestion in found[:OFFERED])


def _suggestion(kind: Mapping[str, Any], report: Report) -> Suggestion | None:
    for entry in kind.get("suggest", ()):
        if "when" in entry and (reason := told(report, entry["reason"], entry["when"])):
            return Suggestion(kind, reason, entry["level"] == "sure")
    return None
