"""Every rule by its case file: ``tests/rules/CODE.yaml`` says when it fires and when it is silent.

A case is a piece of an answers file (``answers``, of 2024 unless it says otherwise), with
``last_year`` as another; ``published`` makes of it a report as somebody printed it, to which
``cells``, ``texts``, ``title``, ``remarks`` and ``outside`` (rows outside the form) are added;
``twins`` are files of the same call that are alike, and how much. A firing case may say how often
(``count``), with which ``severity`` and ``cells`` first, and what the message ``says``;
a silent one why the rule could not be assessed (``why``).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportbot.answers import load_answers
from reportbot.checks import Finding, all_rules, check, selected
from reportbot.checks.registry import Subject, examine
from reportbot.form import Form, all_forms, form_by_id
from reportbot.numbers import Cell, read_cell
from reportbot.report import Remark, Report
from reportbot.settings import Settings, default_settings, read_settings

from .conftest import TODAY

FOLDER = Path(__file__).parent / "rules"
FILES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
}
CASES = [
    pytest.param(code, kind, case, id=f"{code} {kind}: {case['name']}")
    for code, kinds in FILES.items()
    for kind, cases in kinds.items()
    for case in cases
]


def loaded(text: str) -> Report:
    """The report that a piece of an answers file describes."""
    year = "" if re.search(r"^年度:", text, re.MULTILINE) else "年度: 2024\n"
    return load_answers(year + text, "answers.yaml")


def report_of(case: Mapping[str, Any]) -> Report:
    """The report that a case describes."""
    report = loaded(case.get("answers", "") or "单位: {名称: 云河县水利局}")
    if "form" in case:
        report = Report(form_by_id(case["form"]), report.year, facts=report.facts)
    if case.get("published"):
        everything = {cell: report.cell(cell) for cell in report.form.cells}
        report = replace(report, published=True, cells=everything, file="report.html")
    for cell, typed in case.get("cells", {}).items():
        spec = report.form.cells[cell].leaf
        read = Cell() if typed is None else read_cell(str(typed), spec.kind, spec.units)
        report = report.with_cell(cell, read)
    return replace(
        report,
        year=case.get("year", report.year),
        title=case.get("title", report.title),
        texts={**report.texts, **case.get("texts", {})},
        remarks=tuple(Remark(**remark) for remark in case.get("remarks", ())),
        rows_outside_the_form=case.get("outside", {}),
        previous=loaded(case["last_year"]) if "last_year" in case else report.previous,
    )


def settings_of(case: Mapping[str, Any], folder: Path) -> Settings:
    """The settings that a case brings, else the built-in ones."""
    if "settings" not in case:
        return default_settings()
    (folder / "reportbot.yaml").write_text(case["settings"], encoding="utf-8")
    return read_settings(folder / "reportbot.yaml")


@pytest.mark.parametrize(("code", "kind", "case"), CASES)
def test_case(code: str, kind: str, case: Mapping[str, Any], tmp_path: Path) -> None:
    today = date.fromisoformat(str(case.get("today", TODAY)))
    twins = tuple(case["twins"].items()) if "twins" in case else None
    findings = examine(Subject(report_of(case), today, settings_of(case, tmp_path), twins=twins))
    mine = [finding for finding in findings if finding.code == code]
    fired = [finding for finding in mine if finding.status != "not_assessed"]
    if kind == "fires":
        _expect(case, code, fired)
    else:
        assert fired == []
        assert case.get("why", "") in "".join(finding.message for finding in mine)
        assert "why" not in case or mine


def _expect(case: Mapping[str, Any], code: str, fired: list[Finding]) -> None:
    assert len(fired) == case.get("count", 1)
    for finding in fired:
        assert finding.severity == case.get("severity", all_rules()[code].severity)
        assert not finding.message.endswith("。")
        assert finding.places
    for words in case.get("says", ()):
        assert any(words in finding.message for finding in fired)
    expected = tuple(case.get("suspects", ()))
    assert fired[0].cells[: len(expected)] == expected


def test_every_rule_has_a_firing_and_a_silent_case() -> None:
    assert set(FILES) == set(all_rules())
    for code, kinds in FILES.items():
        assert set(kinds) == {"fires", "silent"}, code
        assert all(kinds.values()), code


@pytest.mark.parametrize("code", all_rules())
def test_every_rule_has_its_page(code: str) -> None:
    rule = all_rules()[code]
    assert rule.title == rule.title.strip("。 ")
    assert "\n依据：" in rule.doc
    assert "\n怎么办：" in rule.doc


def test_what_cannot_be_confirmed_is_what_the_contract_lists() -> None:
    fixed = {code for code, rule in all_rules().items() if not rule.confirmable}
    assert fixed == {
        *("STR-003", "STR-006", "CEL-002", "CEL-003", "CEL-004"),
        *("T3-001", "T3-002", "T3-003", "T4-001", "MET-001"),
    }


CELL = st.one_of(
    st.just(Cell()),
    st.integers(-3, 10**12).map(Cell),
    st.decimals(0, 10**9, places=6).map(Cell),
    st.sampled_from(["/", "12(2019)", "无", "２", "约3件"]).map(read_cell),
)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
@given(data=st.data())
def test_no_report_makes_a_rule_fail(form: Form, data: st.DataObject) -> None:
    """Whatever stands in the cells, this year's and last year's, is a finding and never an exception."""

    def some(year: int) -> Report:
        names = data.draw(st.lists(st.sampled_from(sorted(form.cells)), max_size=60, unique=True))
        cells = {cell: data.draw(CELL) for cell in names}
        rest = {cell: Cell(data.draw(st.integers(0, 3))) for cell in form.cells}
        whole = data.draw(st.booleans())
        return Report(form, year, {**rest, **cells} if whole else cells, published=data.draw(st.booleans()))

    year = data.draw(st.integers(2019, 2026))
    report = replace(some(year), previous=data.draw(st.sampled_from([None, some(year - 1)])))
    outside = {
        f"（六）其他处理 / {name}": 3
        for name in data.draw(st.lists(st.sampled_from(["总计", "其他", "第1个数"])))
    }
    for finding in check(
        replace(report, rows_outside_the_form=outside), TODAY, selected(("STR", "CEL", "T2", "T3", "T4"))
    ):
        assert finding.places
        assert set(finding.cells) <= set(form.cells)
