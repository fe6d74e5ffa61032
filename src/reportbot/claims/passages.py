"""The paragraphs of a report, read: their quantities, what these count and how they relate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportbot.claims.claim import Claim, Setting
from reportbot.claims.tying import tie
from reportbot.claims.vocabulary import Vocabulary, vocabulary
from reportbot.narrative import Paragraph, Section
from reportbot.organ_names import kind_of
from reportbot.quantities import Quantity, Reading, read
from reportbot.quantities.changes import Change, changes
from reportbot.quantities.lists import Listing, lists
from reportbot.quantities.mismatches import Mismatch, mismatch
from reportbot.quantities.patterns import patterns
from reportbot.quantities.shares import Share, shares
from reportbot.report import Report

_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]、|\d{1,2}[.、．])(.{2,24}?)(?:[。：:\n]|$)"
)

_SAYS_ALL = re.compile("持平|均|全|都|皆")
"""Words that compare or tell of all cases without a number."""

MAX_FINDINGS = 20
"""More mismatches in one paragraph are told no better than these."""

MAX_CHARACTERS = 100_000
"""Ten times the longest real narrative; what follows is not read for numbers."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One paragraph of a part, read once for all rules."""

    part: str
    paragraph: Paragraph
    setting: Setting
    limit: int = MAX_CHARACTERS

    @property
    def text(self) -> str:
        """The paragraph as printed, as far as it is read."""
        return self.paragraph.text[: self.limit]

    @cached_property
    def reading(self) -> Reading:
        """The paragraph's quantities and sentences."""
        return read(self.text)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The paragraph's quantities in the order printed."""
        return self.reading.quantities

    @cached_property
    def listings(self) -> list[Listing]:
        """Totals with their parts."""
        return lists(self.reading) if self.quantities else []

    @cached_property
    def mismatches(self) -> list[Mismatch]:
        """Totals that their parts do not add up to."""
        found = (mismatch(listing, self.reading) for listing in self.listings)
        return [wrong for wrong in found if wrong][:MAX_FINDINGS]

    @cached_property
    def shares(self) -> list[Share]:
        """Percentages of something told."""
        return shares(self.reading, self.listings) if self.quantities else []

    @cached_property
    def changes(self) -> list[Change]:
        """Rises and falls."""
        return changes(self.reading)

    @cached_property
    def claims(self) -> list[Claim]:
        """Statements about the tables."""
        changed = [change.amount for change in self.changes if change.amount is not None]
        return tie(self.reading, self.setting, changed)

    def claim_of(self, quantity: int) -> Claim | None:
        """Return the claim that a quantity makes."""
        return next((claim for claim in self.claims if claim.quantity == quantity), None)


def read_passages(report: Report, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Return the paragraphs of the narrative parts; what stands before part 一 is left out."""
    return tuple(_passages(report, sections))


def _passages(report: Report, sections: Sequence[Section]) -> Iterator[Passage]:
    words = vocabulary(report.form)
    settings: dict[str, Setting] = {}
    left = MAX_CHARACTERS
    for section in sections:
        if section.part == "front":
            continue
        noun = _noun(section.heading, words)
        for paragraph in section.paragraphs:
            if paragraph.missing:
                continue
            heading = _HEADING.match(paragraph.text)
            noun = _noun(heading[1], words) if heading else noun
            if noun not in settings:
                settings[noun] = _setting(report, noun)
            if patterns().begin.search(paragraph.text) or _SAYS_ALL.search(paragraph.text):
                yield Passage(section.part, paragraph, settings[noun], left)
            left -= len(paragraph.text)
            if left <= 0:
                return


def _noun(heading: str, words: Vocabulary) -> str:
    """Return the table whose noun a heading names: 依申请公开情况."""
    for match in words.pattern.finditer(heading):
        for sense in words.senses.get(match[0], ()):
            if sense.kind == "noun":
                return sense.table
    return ""


AREAS = {"area", "with_units", "system"}
"""Scopes in which an organ's own number is less than the number told."""


def _setting(report: Report, noun: str) -> Setting:
    names = (report.facts.get(fact) for fact in ("agency.name", "agency.short_name", "agency.self_reference"))
    organ = " ".join(str(name) for name in names if name)
    scope = report.facts.get("front.scope")
    guess = kind_of(report.agency or "")
    kind = report.kind or (guess[0] if guess else None)
    area = scope in AREAS if scope else kind == "government"
    governs = kind in {"government", "government_office", "township"}
    return Setting(report.form, report.year, organ, area, governs, noun)
