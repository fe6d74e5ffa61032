"""NAR-016, NAR-017: one quantity told twice."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.claims import Passage, sums
from reportbot.narrative import Sentence, draft
from reportbot.numbers import Number, format_number
from reportbot.quantities import Quantity, read
from reportbot.questions import fact_name, question_name
from reportbot.report import Report

_CLAUSE = re.compile(r"[，,。；;：:、（(）)！？!?\n]")
_LEAD = re.compile(
    r"(?:(?:19|20)\d\d\s*年度?|截至[^，]*?日|全年|本年度?|今年|年内|目前|其中|另外|[我全本][一-龥]|共|一共|累计|已|还|也|又|在|通过)+"
)
_TAIL = re.compile(r"(?:共计|合计|总计|共|达到?|为|了|近|约|总数|数量)+$")
MIN_PHRASE = 6
"""A shorter phrase before a number is too common to name one quantity."""


@rule("NAR-016", "warning")
def told_twice(subject: Subject) -> Iterator[Outcome]:
    """同一个数在两处写得不一样

    同一件事在第一、五、六部分前后写了两个数，或者自己改写的段落里的数，与“工作情况”里填的不同。
    表格里有的数，由与表格核对的规则指出。

    依据：实践做法。
    怎么办：核对是哪一处没有改；说的是两件事的，把各自的范围写明。
    """
    yield from _between_sentences(subject)
    yield from _against_answers(subject)


def _between_sentences(subject: Subject) -> Iterator[Fired]:
    first: dict[tuple[str, str], tuple[Passage, Quantity]] = {}
    for passage in subject.passages:
        listed = {part for listing in passage.listings for part in listing.parts}
        changed = {change.amount for change in passage.changes}
        for number, quantity in enumerate(passage.quantities):
            if number in listed or number in changed or not _comparable(quantity):
                continue
            key = _key(subject.report, passage, number)
            if key is None:
                continue
            before = first.setdefault((key, quantity.unit), (passage, quantity))
            same_sentence = before[0] is passage and before[1].sentence == quantity.sentence
            if before[1].value != quantity.value and not same_sentence:
                yield fired_at(
                    subject,
                    passage.paragraph,
                    (quantity.start, quantity.number_end),
                    f"这里写的是 {quantity.printed}，前面“{_words(*before)}”写的是 {before[1].printed}。请核对哪一个对",
                    expected=before[1].printed,
                    actual=quantity.printed,
                )


def _words(passage: Passage, quantity: Quantity) -> str:
    return _before(passage.text, quantity.start) + passage.text[quantity.start : quantity.end]


def _comparable(quantity: Quantity) -> bool:
    return (
        bool(quantity.unit)
        and quantity.approximation == "exact"
        and not (quantity.share or quantity.none or quantity.quoted or quantity.depth)
    )


def _key(report: Report, passage: Passage, number: int) -> str | None:
    """Return what names a quantity: its cells where the table is blank, else the words before it."""
    quantity = passage.quantities[number]
    claim = passage.claim_of(number)
    if claim is not None:
        readings = sums(report, claim.target)
        known = (
            claim.strength != "firm" or claim.year or any(reading.exact is not None for reading in readings)
        )
        return None if known else f"{claim.target.table} {claim.target.lines} {claim.target.columns}"
    phrase = _TAIL.sub("", _LEAD.sub("", _before(passage.text, quantity.start), count=1))
    return phrase if len(phrase) >= MIN_PHRASE and not re.search(r"\d", phrase) else None


def _before(text: str, place: int) -> str:
    """Return the words of a clause in front of a place."""
    clause = text[max(0, place - 40) : place]
    return _CLAUSE.split(clause)[-1].strip()


def _against_answers(subject: Subject) -> Iterator[Fired]:
    """Compare the paragraphs that the user wrote with what would be drafted from the answers."""
    report = subject.report
    edited = [passage for passage in subject.passages if passage.paragraph.edited]
    if report.published or not edited:
        return
    ours = [
        (section.part, told)
        for section in draft(replace(report, texts={}))
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for told in _told_facts(report, sentence)
    ]
    like = Counter((_question(told.fact), told.counter) for _, told in ours)
    for passage in edited:
        for part, told in ours:
            if part == passage.part:
                only = like[_question(told.fact), told.counter] == 1
                names = (told.words, question_name(told.fact)) if only else (told.words,)
                yield from _differing(subject, passage, told, names)


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact as one of our sentences tells it: the words before the number, what it counts in, the number."""

    fact: str
    words: str
    counter: str
    value: Number


_EVENTS = re.compile("场次|[场期]")


def _counter(unit: str) -> str:
    """Return a unit as it compares: meetings are counted by 次, 场 or 期."""
    return _EVENTS.sub("次", unit)


def _question(fact: str) -> str:
    return ".".join(fact.split(".")[:2])


def _told_facts(report: Report, sentence: Sentence) -> Iterator[_Told]:
    """Yield the facts that one of our sentences tells."""
    for quantity in read(sentence.text).quantities:
        words = _before(sentence.text, quantity.start)[-4:]
        for fact in sentence.used:
            if len(words) > 1 and quantity.unit and _holds(report, fact, quantity.value):
                yield _Told(fact, words, _counter(quantity.unit), quantity.value)
                break


def _holds(report: Report, fact: str, value: Number) -> bool:
    answer = report.facts.get(fact)
    if isinstance(answer, bool) or answer is None:
        return False
    return answer == value if isinstance(answer, (int, Decimal)) else False


def _differing(subject: Subject, passage: Passage, told: _Told, names: tuple[str, ...]) -> Iterator[Fired]:
    """Yield the numbers of a paragraph that are told of a fact by one of its names, and are not the fact's."""
    for number, quantity in enumerate(passage.quantities):
        before = _before(passage.text, quantity.start)
        meant = _counter(quantity.unit) == told.counter and any(name in before for name in names)
        if meant and passage.claim_of(number) is None and not quantity.fits(told.value):
            right = quantity.written(told.value)
            yield fired_at(
                subject,
                passage.paragraph,
                (quantity.start, quantity.number_end),
                f"正文写的是 {quantity.printed}，“{fact_name(told.fact)}”填的是 {format_number(told.value)}。"
                f"填的没有错的话，请把 {quantity.printed} 改成 {right}",
                expected=format_number(told.value),
                actual=quantity.printed,
            )


@rule("NAR-017", "hint")
def words_and_digits(subject: Subject) -> Iterator[Outcome]:
    """同一句话里，中文数字和阿拉伯数字写的同一个数不一样

    例如“召开三次会议……4次会议”“三次（4次）”，多半是改了一处、漏了一处。

    依据：实践做法。
    怎么办：核对后统一。
    """
    for passage in subject.passages:
        quantities = passage.quantities
        for one, other in pairwise(quantities):
            if one.words == other.words or one.sentence != other.sentence or one.value == other.value:
                continue
            if one.unit == other.unit and one.unit and _same_thing(passage.text, one, other):
                yield fired_at(
                    subject,
                    passage.paragraph,
                    (other.start, other.end),
                    f"前面写的是“{passage.text[one.start : one.end]}”，这里写的是“{passage.text[other.start : other.end]}”。"
                    "说的是同一件事的，请统一",
                    expected=one.printed,
                    actual=other.printed,
                )


def _same_thing(text: str, one: Quantity, other: Quantity) -> bool:
    """Tell whether a number repeats the one before it: in a bracket, or with the same noun behind."""
    between = text[one.end : other.start].strip()
    noun = text[one.end : one.end + 2]
    alone = text[other.end : other.end + 1] in {"）", ")", ""}
    return (between in {"（", "("} and alone) or (
        bool(re.fullmatch("[一-龥]{2}", noun)) and text.startswith(noun, other.end) and len(between) > 1
    )
