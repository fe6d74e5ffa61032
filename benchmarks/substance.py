"""Substance of the drafts in examples/: sentences that carry something, stock phrases, concrete problems.

Run: .venv/bin/python benchmarks/substance.py   (exit status 1 when a bound is missed)
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from reportbot.answers import read_answers
from reportbot.narrative import Narrative, narrate
from reportbot.narrative.anchors import anchors
from reportbot.narrative.phrases import stock_share
from reportbot.narrative.redrafting import split
from reportbot.questions import all_questions
from reportbot.report import Problem, Report

EXAMPLES = Path(__file__).parent.parent / "examples"
LEAST_SHARE, MOST_PHRASES = 0.7, 3.0


@dataclass(frozen=True)
class Substance:
    """What was measured of one draft."""

    name: str
    characters: int
    sentences: int
    carrying: int
    stock: float
    problems: int
    concrete: int
    with_measure: int

    @property
    def share(self) -> float:
        """Share of the sentences of part one with a number or a named fact."""
        return self.carrying / self.sentences

    @property
    def sound(self) -> bool:
        """Tell whether all bounds are kept."""
        kept = self.concrete == self.with_measure == self.problems
        return self.share >= LEAST_SHARE and self.stock <= MOST_PHRASES and kept


def text_of(narrative: Narrative, part: str) -> str:
    """Return the text of a part without placeholders."""
    return "".join(
        paragraph.text
        for section in narrative.sections
        if section.part == part
        for paragraph in section.paragraphs
        if not paragraph.missing
    )


def carries(sentence: str, report: Report) -> bool:
    """Tell whether a sentence holds a number, or the name of something that only this organ has."""
    plain = re.sub(rf"{report.year}年(?:度)?", "", sentence)
    return bool(anchors(plain, report)) or any(name in plain for name in named_facts(report))


def named_facts(report: Report) -> set[str]:
    """Return the names and words that the facts hold: roles, documents, channels, procedures."""
    options = {
        option.id: option.name
        for question in all_questions().values()
        for answer in (question.answer, *question.answer.fields)
        for option in answer.options
    }
    found: set[str] = set()
    for fact, value in report.facts.items():
        if not fact.startswith("agency."):
            texts = value if isinstance(value, tuple | dict) else [value]
            found |= {options.get(text, text).strip("。；") for text in texts if isinstance(text, str)}
    return {name for name in found if len(name) > 1}


def told_problems(narrative: Narrative) -> list[str]:
    """Return what is said of each problem before its measures: fact, figures, cause."""
    telling = {"problem", "detail", "figure", "cause", "old_solved", "old_void", "old_partly", "old_remains"}
    return [
        "".join(
            statement.text
            for sentence in paragraph.sentences
            for statement in sentence.statements
            if statement.rule.rpartition(".")[2] in telling
        )
        for section in narrative.sections
        if section.part == "problems"
        for paragraph in section.paragraphs
    ]


def settled(problem: Problem) -> bool:
    """Tell whether a problem has its measure, or needs none because it is solved or void."""
    return bool(problem.measures) or problem.state in {"solved", "void"}


def measure(path: Path) -> Substance:
    """Measure one example."""
    report = read_answers(path)
    narrative = narrate(report)
    overview, rest = text_of(narrative, "overview"), text_of(narrative, "problems")
    sentences = split(overview)
    problems = report.problems or ()
    return Substance(
        path.parent.name,
        len(overview),
        len(sentences),
        sum(carries(sentence, report) for sentence in sentences),
        stock_share(overview + rest),
        len(problems),
        sum(bool(anchors(text, report)) for text in told_problems(narrative)),
        sum(settled(problem) for problem in problems),
    )


def main() -> None:
    """Print one line per example and say whether the bounds are kept."""
    found = [measure(path) for path in sorted(EXAMPLES.glob("*/answers.yaml"))]
    for one in found:
        print(
            f"{one.name:<34} part one {one.characters:5} characters, {one.carrying:3} of {one.sentences:3} sentences "
            f"carry something ({one.share:4.0%}), {one.stock:4.1f} stock phrases per 1,000, problems {one.problems}, "
            f"concrete {one.concrete}, with measure {one.with_measure}{'' if one.sound else '   <-- misses a bound'}"
        )
    total = sum(one.carrying for one in found) / sum(one.sentences for one in found)
    print(
        f"all: {total:.0%} of the sentences of part one carry something (at least {LEAST_SHARE:.0%} in each)"
    )
    sys.exit(not all(one.sound for one in found))


if __name__ == "__main__":
    main()
