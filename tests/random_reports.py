"""Random valid reports: sums hold, parts stay below their wholes, everything else is any answer a clerk may give."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reportbot.form import Form, form_for_year
from reportbot.numbers import Cell
from reportbot.questions import Answer, all_questions
from reportbot.report import Problem, Report

NAMES = {
    "government": ("云河县人民政府", "县政府"),
    "government_office": ("云河县人民政府办公室", "县政府办公室"),
    "department": ("云河县教育局", "县教育局"),
    "township": ("云河县青石镇人民政府", "青石镇"),
    "sub_district": ("云河县城关街道办事处", "城关街道"),
    "vertical": ("国家税务总局云河县税务局", "县税务局"),
    "authorised": ("云河经济开发区管理委员会", "开发区管委会"),
}
WORDS = ("学校招生", "征地补偿", "项目审批", "老旧小区改造、电梯加装", "就业补贴", "食品抽检", "道路施工")
TEXTS = ("每月5日前报送", "办公室", "分管副职。", "《公开办法》（3月修订）", "6月起可以查询进度；", "2分")


@dataclass(frozen=True)
class Case:
    """What a random report is made from; a report itself is too long to print."""

    seed: int
    share: float
    kind: str
    year: int

    @property
    def report(self) -> Report:
        """The report."""
        return random_report(self.seed, self.share, self.kind, self.year)


PROFILE = {
    "agency.name",
    "agency.short_name",
    "agency.kind",
    "agency.self_reference",
    "agency.region",
    "agency.level",
}


def random_report(seed: int, share: float, kind: str, year: int, with_last: bool = True) -> Report:
    """Return a report in which about that share of the facts is given."""
    chance = random.Random(seed)  # noqa: S311 (test data)
    name, short = NAMES[kind]
    form = form_for_year(year)
    facts: dict[str, Any] = {}
    for question in all_questions().values():
        if question.id not in PROFILE and chance.random() < share:
            facts |= _answers(f"{question.section}.{question.answer.id}", question.answer, chance)
    facts |= {
        "agency.name": name,
        "agency.short_name": short,
        "agency.kind": kind,
        "agency.contact_office": "办公室",
    }
    problems = tuple(_problem(chance) for _ in range(chance.randint(0, 3)))
    last = random_report(seed + 1, share, kind, year - 1, False) if with_last and year > 2019 else None
    report = Report(form, year, _cells(form, chance), _possible(facts, chance), problems, previous=last)
    if last:
        report = replace(report, problems=tuple(_follow(problem, chance) for problem in problems))
    return report


def _answers(fact: str, answer: Answer, chance: random.Random) -> dict[str, Any]:
    if answer.type == "record":
        found: dict[str, Any] = {}
        for part in answer.fields:
            if chance.random() < 0.8:
                found |= _answers(f"{fact}.{part.id}", part, chance)
        return found
    return {fact: _answer(answer, chance)}


def _answer(answer: Answer, chance: random.Random) -> Any:
    names = answer.categories or WORDS
    samples: dict[str, Any] = {
        "count": chance.choice([0, 1, 2, 3, 7, 12, 26, 60, 119, 240, 18650]),
        "amount": Decimal(chance.choice([0, 100, 380, 3940])),
        "percent": Decimal(chance.choice(["0", "87.5", "96", "100"])),
        "yes": chance.random() < 0.7,
        "list": tuple(chance.sample(WORDS, chance.randint(0, 4))),
        "date": "2025-01-20",
        "map": {
            name: chance.choice([None, 0, 1, 5, 30, 107]) for name in chance.sample(names, min(4, len(names)))
        },
    }
    if answer.options:
        chosen = [option.id for option in chance.sample(answer.options, 2)]
        return tuple(chosen) if answer.type == "list" else chosen[0]
    return samples.get(answer.type, chance.choice(["", *TEXTS]))


def _possible(facts: dict[str, Any], chance: random.Random) -> Mapping[str, Any]:
    """Make what must fit fit: a part is not more than its whole."""
    for part, whole in PARTS.items():
        if facts.get(part) is not None and facts.get(whole) is not None:
            facts[part] = min(facts[part], facts[whole])
    kinds = facts.get("proactive.items_by_kind")
    if kinds and None not in kinds.values() and chance.random() < 0.5:
        facts["proactive.items_total"] = sum(kinds.values())
    return facts


PARTS = {
    "proactive.proposals.published": "proactive.proposals.handled",
    "proactive.messages_answered.answered": "proactive.messages_answered.received",
    "proactive.interpretation_rate.done": "proactive.interpretation_rate.needed",
    "proactive.consultation_opinions.published": "proactive.consultations",
    "platform.monitoring.passed": "platform.monitoring.checked",
    "platform.notice_boards.villages": "platform.notice_boards.total",
    "supervision.problems_rectified.fixed": "supervision.problems_rectified.found",
    "proactive.units_zero": "proactive.units",
    "other.fee_cases": "other.fee_amount",
}


def _cells(form: Form, chance: random.Random) -> Mapping[str, Cell]:
    """Return the stated cells: leaves at random, new applications so that the printed relation holds."""
    size = chance.choice([0, 0.03, 0.1, 0.4])
    leaves = [cell for cell in form.cells.values() if cell.id not in form.derived_totals]
    values: dict[str, Any] = {}
    for cell in leaves:
        some = chance.random() < (0.4 if cell.table == "disclosure" else size)
        values[cell.id] = chance.choice([1, 1, 2, 5, 14, 60] if size > 0.1 else [1, 1, 2]) if some else 0
    for column in {cell.leaf.id for cell in leaves if cell.table == "applications"}:
        rows = [cell.id for cell in leaves if cell.table == "applications" and cell.leaf.id == column]
        out = f"applications.carried_out.{column}"
        done = sum(
            values[cell]
            for cell in rows
            if not cell.startswith(("applications.new_", "applications.carried_"))
        )
        handled = done + values[out]
        values[f"applications.carried_in.{column}"] = min(
            values[f"applications.carried_in.{column}"], handled
        )
        values[f"applications.new_received.{column}"] = handled - values[f"applications.carried_in.{column}"]
    if "disclosure.fees.amount_wan" in values:
        values["disclosure.fees.amount_wan"] = Decimal("1204.5")
    return {cell: Cell(value) for cell, value in values.items()}


KINDS_OF_PROBLEMS = ("late_publication", "corrected_cases", "typos", "key_fields", "staff", None)


def _problem(chance: random.Random) -> Problem:
    return Problem(
        problem=chance.choice(["规划公示有3份超过20个工作日才公开", "栏目更新慢。", "答复文书不规范"]),
        kind=chance.choice(KINDS_OF_PROBLEMS),
        detail=chance.choice(["", "最晚的一份3月2日印发、5月20日上网"]),
        cause=chance.choice(["", "起草时没有定公开属性"]),
        effect=chance.choice(["", "有11人打电话来问"]),
        done=chance.choice([(), ("9月起发文时填写公开期限",)]),
        measures=chance.choice([(), ("2月底前核对一遍", "每季度抽查10份")]),
    )


def _follow(problem: Problem, chance: random.Random) -> Problem:
    state = chance.choice([None, None, "solved", "partly", "remains", "void"])
    if state is None:
        return problem
    return replace(
        problem,
        state=state,
        last_year=chance.choice(["", "栏目更新慢"]),
        evidence=chance.choice(["", "由7份降到1份"]),
    )
