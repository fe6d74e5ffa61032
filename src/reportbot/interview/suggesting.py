"""What can be offered before it is asked: from the full name and from last year."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportbot.interview.wording import agenda_data
from reportbot.organ_names import kind_of, level_of
from reportbot.report import Report

_UNIT = re.compile(r"[^省市州县区旗盟镇乡]+?(?:自治区|自治州|街道|省|市|州|盟|县|区|旗|镇|乡)")
_ABOVE = re.compile(r"^.*(?:省|自治区|市|州|盟|县|区|旗)(?=.+(?:县|区|旗|市|镇|乡|街道))")


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

    found = kind_of(name)
    kind = known.get("agency.kind") or report.kind or (found[0] if found else None)
    level = level_of(name)
    units = _UNIT.findall(name)
    short = short_name(name)
    facts = {**report.facts, **known, "agency.short_name": short} | ({"agency.kind": kind} if kind else {})
    offered = {
        "agency.kind": kind,
        "agency.level": level[0] if level else None,
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
