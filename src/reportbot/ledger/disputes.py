"""Judge the reviews and lawsuits that a ledger notes beside an application: table four."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportbot.ledger.days import Day, read_day
from reportbot.ledger.entries import Entry
from reportbot.ledger.judging import day_of, unknown
from reportbot.ledger.mapping import DISPUTES, LedgerMapping, RowDecision
from reportbot.ledger.survey import Source
from reportbot.ledger.tally import LEDGER, Tally, Unclear
from reportbot.ledger.vocabulary import dispute_results, ledger_words, plain, single

REVIEW, DIRECT, AFTERWARDS = "review", "direct_suit", "suit_after_review"
PENDING = "pending"
DECIDED = {"upheld", "corrected"}
"""Results of a review that decided something: a suit behind one is a suit after review."""

_NAMES = {"review": "复议", "suit": "诉讼"}
_NONE = re.compile(
    r"(?:未|没有|无|不涉及|否|暂无|未曾)(?:被)?(?:申请|提起|发生|涉及|引发|提出)?(?:行政)?(?:复议|诉讼|起诉|应诉|案件|情况)*"
)
_SEGMENTS = re.compile(r"[，,；;。\n、]+")

Cases = Mapping[str, Sequence[str]]
"""Texts about a review or a suit, by kind; a kind without a case is missing."""


def judge_disputes(
    tally: Tally, entry: Entry, source: Source, mapping: LedgerMapping, _: RowDecision | None
) -> None:
    """Count the review and the suit of an application; raises Unclear where a case needs a decision."""
    told = {role for role in ("review", "suit", "disputes") if role in source.layout.columns}
    if told & {"review", "disputes"}:
        tally.tables.add(REVIEW)
    if told & {"suit", "disputes"}:
        tally.tables |= {DIRECT, AFTERWARDS}
    received = read_day(entry.days.get("received", [""])[0], source.year)
    if not told or received is None or received.date.year > tally.year:
        return  # a day that cannot be read is asked about with the application
    cases = _cases(entry)
    for kind in _NAMES:
        if kind not in cases and not entry.days.get(f"{kind}_filed"):
            continue
        result = _Case(tally, entry, source, mapping, kind, cases.get(kind, ())).result(received)
        if result is not None:
            block = REVIEW if kind == "review" else _block(entry, cases, mapping, tally)
            tally.put(f"disputes.{block}.{result}", entry)


def _cases(entry: Entry) -> Cases:
    """Sort what an entry says about disputes by kind; what says "none" is left out."""
    cases: dict[str, list[str]] = {}
    for kind in _NAMES:
        for text in entry.texts.get(kind, ()):
            if not _NONE.fullmatch(plain(text)):
                cases.setdefault(kind, []).append(text)
    for text in entry.texts.get("disputes", ()):
        for segment in filter(plain, _SEGMENTS.split(text)):
            if not _NONE.fullmatch(plain(segment)):
                cases.setdefault(_kind(segment, entry), []).append(segment)
    return cases


def _kind(text: str, entry: Entry) -> str:
    kinds = [
        kind["role"]
        for kind in ledger_words()["disputes"]["kinds"]
        if any(word in text for word in kind["words"])
    ]
    if len(kinds) != 1 and not _any(text, "afterwards", "directly"):
        raise Unclear(f"“{entry.safe(text)}”看不出是复议还是诉讼；请在台账里分开写明", LEDGER)
    return str(kinds[0]) if len(kinds) == 1 else "suit"


def _any(text: str, *lists: str) -> bool:
    return any(word in plain(text) for name in lists for word in ledger_words()["disputes"][name])


@dataclass(frozen=True, slots=True)
class _Case:
    """One review or suit of one application."""

    tally: Tally
    entry: Entry
    source: Source
    mapping: LedgerMapping
    kind: str
    texts: Sequence[str]

    def result(self, received: Day) -> str | None:
        """Return the result to be counted in the year, None where the case belongs to another year."""
        year = self.tally.year
        filed, closed = self._day("filed", "申请日期"), self._day("closed", "结案日期")
        if filed and filed.date.year > year:
            return None
        if closed and closed.date.year != year:
            if closed.date.year > year and filed is None:
                raise Unclear(
                    f"{_NAMES[self.kind]}在 {year} 年以后结案，没有写哪年提起，看不出年底是不是“尚未审结”",
                    LEDGER,
                )
            return PENDING if closed.date.year > year else None
        if not self.texts:
            return PENDING
        result = known_result(self.entry, self.texts, self.mapping, self.tally)
        if result is None:
            vocabulary = dispute_results(self.tally.form)
            told = vocabulary.combine(map(vocabulary.read, self.texts))
            raise unknown(DISPUTES, self.entry.safe("；".join(self.texts)), vocabulary, told)
        if closed is None and result != PENDING:
            if received.date.year < year:
                raise Unclear(
                    f"{_NAMES[self.kind]}的结果没有写日期，申请是 {received.date.year} 年的，看不出是不是 {year} 年结案；"
                    "请补上结案日期",
                    LEDGER,
                )
            self.tally.note(f"{_NAMES[self.kind]}没有写结案日期，按当年结案计", self.entry)
        return result

    def _day(self, which: str, name: str) -> Day | None:
        return day_of(self.entry, f"{self.kind}_{which}", f"{_NAMES[self.kind]}{name}", self.source.year)


def known_result(entry: Entry, texts: Sequence[str], mapping: LedgerMapping, tally: Tally) -> str | None:
    """Return the one result that some texts tell, None where they do not."""
    vocabulary = dispute_results(tally.form)
    decided = mapping.decided(DISPUTES, entry.safe("；".join(texts)))
    return single(decided or vocabulary.combine(map(vocabulary.read, texts)))


def _block(entry: Entry, cases: Cases, mapping: LedgerMapping, tally: Tally) -> str:
    """Return whether a suit came directly or after a review."""
    texts = "；".join(cases.get("suit", ()))
    if _any(texts, "directly"):
        return DIRECT
    if _any(texts, "afterwards"):
        return AFTERWARDS
    if "review" not in cases:
        return DIRECT
    if known_result(entry, cases["review"], mapping, tally) in DECIDED:
        return AFTERWARDS
    raise Unclear("复议没有作出维持或纠正的决定，又有诉讼：请在诉讼一格写明“直接起诉”或“复议后起诉”", LEDGER)
