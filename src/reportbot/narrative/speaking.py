"""Say sentence rules: choose plans and variants for the unit and year, join statements into sentences.

Nothing is left to chance: the same unit and year always speak the same way, other units
and other years another way.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportbot.errors import InputError
from reportbot.narrative.bank import ParagraphRule, Plan, SentenceRule
from reportbot.narrative.expressions import NoValueError, RuleError, read_condition, read_text
from reportbot.narrative.names import Names
from reportbot.narrative.sentences import Sentence, Statement
from reportbot.narrative.wording import tidy
from reportbot.overlay import place_of
from reportbot.report import Report

LONG = 90
"""Characters beyond which a sentence takes no further statement of its own."""

_Variant = TypeVar("_Variant")


def opening(text: str) -> str:
    """Return what makes two sentences begin alike: two characters, of 从…看 and 按…分 the first."""
    return text[:1] if text[:1] in {"从", "按"} else text[:2]


class Speaker:
    """Speaks for one report; remembers how the last sentence began, to begin the next one differently."""

    def __init__(self, report: Report, allows: Callable[[SentenceRule], bool]) -> None:
        self._report = report
        self._allows = allows
        self._opening = ""

    def choose(self, variants: Sequence[_Variant], rule: str, shift: int = 0) -> list[_Variant]:
        """Return the variants, the one of this unit and year first.

        Consecutive years never begin with the same one.
        """
        seed = zlib.crc32(f"{self._report.agency}|{rule}".encode()) + (self._report.year or 0) + shift
        first = seed % max(len(variants), 1)
        return [*variants[first:], *variants[:first]]

    def paragraph(self, rule: ParagraphRule, names: Names, shift: int = 0) -> list[Sentence]:
        """Return the sentences of a paragraph; ``shift`` varies those written for each item of a list."""
        plan: Plan = self.choose(rule.plans, rule.id, shift)[0]
        sentences = []
        for group in plan:
            sentence = _Sentence(rule.mark)
            for one in group:
                if not one.fits(self._report) or not self._allows(one):
                    continue
                said = self._state(one, rule.openers, names, sentence, shift)
                if said and not sentence.takes(said):
                    sentences.append(self._finish(sentence))
                    sentence = _Sentence(rule.mark)
                    said = self._state(one, rule.openers, names, sentence, shift)
                if said:
                    sentence.add(said)
            if sentence.statements:
                sentences.append(self._finish(sentence))
        return sentences

    def _finish(self, sentence: "_Sentence") -> Sentence:
        done = sentence.finish()
        self._opening = opening(done.text)
        return done

    def _state(
        self, rule: SentenceRule, openers: Sequence[str], names: Names, sentence: "_Sentence", shift: int
    ) -> "_Said | None":
        """Return what a rule says at this point of a sentence, in the variant of the unit and year.

        At the beginning the next variant is taken when this one would begin like the last sentence.
        """
        attached = bool(rule.tail) and sentence.ends_with(rule.after)
        names.used = set()
        if not _holds(rule, names):
            return None
        conditions, begins = names.used, not sentence.statements
        first: _Said | None = None
        for opener in self._openers(rule, openers, shift) if begins else ("",):
            for variant in self.choose(rule.tail if attached else rule.say, rule.id, shift):
                names.used = set(conditions)
                text = _words(rule, (opener, variant), names)
                if not text:
                    continue
                text = text if attached else text.lstrip("，、；")
                said = _Said(Statement(text, rule.id, rule.rank, frozenset(names.used)), attached)
                if not begins or opening(text) != self._opening:
                    return said
                first = first or said
        return first

    def _openers(self, rule: SentenceRule, openers: Sequence[str], shift: int) -> Sequence[str]:
        return self.choose(openers, f"{rule.id}.opener", shift) if rule.act and openers else ("",)


@dataclass(frozen=True, slots=True)
class _Said:
    statement: Statement
    attached: bool


class _Sentence:
    """Statements on their way into one sentence."""

    def __init__(self, mark: str) -> None:
        self.statements: list[Statement] = []
        self._mark = mark
        self._units: list[str] = []

    def takes(self, said: _Said) -> bool:
        """Tell whether a statement still fits in: tails always do, others while it is short and not a list."""
        if said.attached or not self._units:
            return True
        whole = sum(len(unit) for unit in self._units) + len(said.statement.text)
        return whole <= LONG and not any(mark in self._units[-1] for mark in "：。")

    def ends_with(self, rules: tuple[str, ...]) -> bool:
        """Tell whether the last statement is that of one of some rules."""
        return bool(self.statements) and self.statements[-1].rule in rules

    def add(self, said: _Said) -> None:
        """Take a statement in."""
        if said.attached:
            self._units[-1] += said.statement.text
        else:
            self._units.append(said.statement.text)
        self.statements.append(said.statement)

    def finish(self) -> Sentence:
        """Return the sentence; its statements are set apart by ； where one has a comma of its own."""
        joint = "；" if any(mark in unit for unit in self._units for mark in "，；：") else "，"
        return Sentence(tidy(joint.join(self._units) + self._mark), tuple(self.statements))


def _holds(rule: SentenceRule, names: Names) -> bool:
    """Tell whether what a rule needs is there and its condition true."""
    if not all(names.find(name) for name in rule.needs):
        return False
    return rule.when is None or bool(_checked(rule, lambda: read_condition(rule.when or "").holds(names)))


def _words(rule: SentenceRule, pieces: Sequence[str], names: Names) -> str:
    try:
        return tidy(_checked(rule, lambda: "".join(read_text(piece).say(names) for piece in pieces if piece)))
    except NoValueError:
        return ""


def _checked(rule: SentenceRule, evaluate: Callable[[], _Variant]) -> _Variant:
    try:
        return evaluate()
    except RuleError as error:
        section, _, entry = rule.id.partition(".")
        raise InputError(
            f"句子规则 {rule.id} 写错了：{error}",
            place=place_of("narrative", f"{section}.yaml", entry),
            remedy="请改正这条规则，再用 reportbot templates check 检查",
        ) from None
