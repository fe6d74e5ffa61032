"""The sentence bank: the rules of ``templates/narrative/``, loaded into values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportbot.outline import load_sections
from reportbot.overlay import cached
from reportbot.report import Report

KEPT, MUST, USUAL, MINOR, DETAIL = 0, 1, 2, 3, 4
"""Ranks of a rule: always said; said; first to give way to brevity; only in a full draft."""


@dataclass(frozen=True, slots=True)
class SentenceRule:
    """One statement: when it is made and in which words.

    ``needs`` are names that must have a value other than nothing, ``when`` a further
    condition. ``say`` are variants that can stand alone, ``tail`` variants that follow
    the statement of one of the rules ``after`` in the same sentence. An ``act`` is a bare
    verb phrase that may begin with one of the section's openers. A rule whose names have
    no value is silent.
    """

    id: str
    say: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: str | None = None
    kinds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    rank: int = USUAL
    act: bool = False

    def fits(self, report: Report) -> bool:
        """Tell whether kind of organ and form are this rule's."""
        return _fits(self, report)


Plan = tuple[tuple[SentenceRule, ...], ...]
"""Rules in the order of their sentences; those in one group join into one sentence while it stays short."""


@dataclass(frozen=True, slots=True)
class ParagraphRule:
    """Statements that stand together, in one of several plans.

    ``needed`` is what to ask for when none is made, of all kinds of organs or those in
    ``needed_of``. With ``each`` the paragraph is
    written once for every item of that list. ``openers`` may begin a sentence that tells
    an act, ``mark`` closes its sentences.
    """

    id: str
    rules: tuple[SentenceRule, ...]
    plans: tuple[Plan, ...]
    needed: str = ""
    needed_of: tuple[str, ...] = ()
    each: str = ""
    kinds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    mark: str = "。"

    def fits(self, report: Report) -> bool:
        """Tell whether kind of organ and form are this paragraph's."""
        return _fits(self, report)

    def asks(self, report: Report) -> str:
        """Return what to ask an organ for that lets the paragraph go without a word."""
        return self.needed if not self.needed_of or report.kind in self.needed_of else ""


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One file of sentence rules: a section of the report under its heading.

    ``orders`` are orders of its paragraphs. ``needed`` is what to ask for when nothing at
    all is said; ``limits`` are characters of its part by kind of organ.
    """

    id: str
    part: str
    heading: str
    needed: str
    paragraphs: tuple[ParagraphRule, ...]
    orders: tuple[tuple[ParagraphRule, ...], ...]
    limits: Mapping[str, int]


@cached
def load_bank() -> tuple[SectionRule, ...]:
    """Load all sentence rules."""
    return tuple(_section(data) for data in load_sections())


def _fits(rule: SentenceRule | ParagraphRule, report: Report) -> bool:
    fits_kind = not rule.kinds or report.kind in rule.kinds
    return fits_kind and (not rule.forms or report.form.id in rule.forms)


def _section(data: Mapping[str, Any]) -> SectionRule:
    openers = data.get("openers", ())
    paragraphs = [_paragraph(data["section"], entry, openers) for entry in data["paragraphs"]]
    named = {paragraph.id.rpartition(".")[2]: paragraph for paragraph in paragraphs}
    orders = [order.split() for order in data.get("orders", ())]
    return SectionRule(
        id=data["section"],
        part=data["part"],
        heading=data.get("heading", ""),
        needed=data.get("needed", ""),
        paragraphs=tuple(paragraphs),
        orders=tuple(_arranged(order, named) for order in orders) or (tuple(paragraphs),),
        limits=data.get("limits", {}),
    )


def _paragraph(section: str, entry: Mapping[str, Any], openers: Iterable[str]) -> ParagraphRule:
    prefix = f"{section}.{entry['id']}"
    rules = [_rule(prefix, sentence) for sentence in entry["sentences"]]
    return ParagraphRule(
        id=prefix,
        rules=tuple(rules),
        plans=_plans(entry.get("plans", ()), rules),
        needed=entry.get("needed", ""),
        needed_of=_texts(entry.get("needed_of", ())),
        each=entry.get("each", ""),
        kinds=_texts(entry.get("kinds", ())),
        forms=_texts(entry.get("forms", ())),
        openers=tuple(openers),
        mark=entry.get("mark", "。"),
    )


def _rule(paragraph: str, entry: Mapping[str, Any]) -> SentenceRule:
    when = entry.get("when")
    return SentenceRule(
        id=f"{paragraph}.{entry['id']}",
        say=_texts(entry.get("say", ())),
        tail=_texts(entry.get("tail", ())),
        after=tuple(f"{paragraph}.{name}" for name in _texts(entry.get("after", ()))),
        needs=_texts(entry.get("needs", ())),
        when=None if when is None else str(when),
        kinds=_texts(entry.get("kinds", ())),
        forms=_texts(entry.get("forms", ())),
        rank=int(entry.get("rank", USUAL)),
        act=bool(entry.get("act", False)),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _plans(plans: Iterable[str], rules: list[SentenceRule]) -> tuple[Plan, ...]:
    named = {rule.id.rpartition(".")[2]: rule for rule in rules}
    found = []
    for plan in plans:
        groups = [group.split() for group in plan.split("|")]
        placed = {name for group in groups for name in group}
        groups += [[name] for name in named if name not in placed]
        found.append(tuple(tuple(named[name] for name in group if name in named) for group in groups))
    return tuple(found) or (tuple((rule,) for rule in rules),)


def _arranged(order: Iterable[str], named: Mapping[str, ParagraphRule]) -> tuple[ParagraphRule, ...]:
    """Return paragraphs in an order; what the order does not name follows at the end."""
    placed = [name for name in order if name in named]
    return tuple(named[name] for name in [*placed, *(name for name in named if name not in placed)])
