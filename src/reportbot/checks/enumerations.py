"""TXT-006, TXT-021: lists that are counted wrong, marks that do not pair, words told twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reportbot.checks.paragraphs import fired_at, paragraphs
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.narrative import Paragraph
from reportbot.quantities.numerals import parse_words

_ITEM = re.compile(
    r"(?=[一二三四五六七八九十\s（(])"  # to pass over all else at once
    r"(?:(?<![一-龥])([一二三四五六七八九十])是|(?:^|(?<=[。；：:]))\s*[（(]([一二三四五六七八九十])[)）])"
)
_STATED = re.compile(
    r"(?:以下|下列|这|主要有)([一二两三四五六七八九十]|\d)\s*(?:个方面|方面|个问题|点|项|个)"
)
MAX_FINDINGS = 20
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))
_HALF_WIDTH = re.compile(r"\([^()]{0,40}[一-龥]")
_TWICE = re.compile(r"的的|了了|是是|在在|和和|与与|及及|对对|，，|。。|；；|、、|，。|。，")


@dataclass(frozen=True, slots=True)
class _Items:
    """A run of items 一是, 二是 … of one kind: their ordinals, and where they stand."""

    kind: str
    ordinals: list[int]
    places: list[tuple[Paragraph, tuple[int, int]]]


def _runs(subject: Subject, part: str) -> list[_Items]:
    """Return the lists of a part; a list begins anew with 一."""
    runs: list[_Items] = []
    open_runs: dict[str, _Items] = {}
    for paragraph in paragraphs(subject, part):
        for match in _ITEM.finditer(paragraph.text):
            kind, ordinal = ("是" if match[1] else "（）"), parse_words(match[1] or match[2]) or 0
            if kind not in open_runs or ordinal == 1:
                open_runs[kind] = _Items(kind, [], [])
                runs.append(open_runs[kind])
            open_runs[kind].ordinals.append(ordinal)
            open_runs[kind].places.append((paragraph, match.span()))
    return runs


@rule("TXT-006", "hint")
def problems_against_measures(subject: Subject) -> Iterator[Outcome]:
    """问题与改进措施的条数不一样

    问题写了几条，改进措施最好逐条对应。先说“以下三个方面”、后面只列了两条的，也在这里提出。

    依据：格式第五部分（主要问题及改进情况）；实践做法。
    怎么办：一条问题对一条改进，次序相同。
    """
    runs = [run for run in _runs(subject, "problems") if len(run.ordinals) > 1]
    if len(runs) == 2 and len(runs[0].ordinals) != len(runs[1].ordinals):
        problems, measures = (len(run.ordinals) for run in runs)
        paragraph, span = runs[1].places[0]
        message = f"前面列了 {problems} 条问题，这里列了 {measures} 条改进措施。请逐条对应"
        yield fired_at(subject, paragraph, span, message, expected=str(problems), actual=str(measures))
    for paragraph in paragraphs(subject, "problems"):
        for stated in islice(_STATED.finditer(paragraph.text), MAX_FINDINGS):
            yield from _miscounted(subject, paragraph, stated, runs)


def _miscounted(
    subject: Subject, paragraph: Paragraph, stated: re.Match[str], runs: list[_Items]
) -> Iterator[Fired]:
    number = int(stated[1]) if stated[1].isdecimal() else parse_words(stated[1])
    for run in runs:
        where, span = run.places[0]
        if where is paragraph and 0 <= span[0] - stated.end() <= 12 and len(run.ordinals) != number:
            message = f"说是 {number} 条，后面列了 {len(run.ordinals)} 条。请核对"
            yield fired_at(
                subject, paragraph, stated.span(1), message, expected=str(len(run.ordinals)), actual=stated[1]
            )


@rule("TXT-021", "hint")
def proof_reading(subject: Subject) -> Iterator[Outcome]:
    """次序缺项、标点不成对、全角半角括号混用、重复的字

    “一是”之后直接“三是”，《》“”（）只有一半，一份报告里（）和 () 混用，“的的”一类重复的字，都是没有校对的痕迹。

    依据：实践做法（公文的标点和数字用法）。
    怎么办：逐处改正。
    """
    for part in ("overview", "problems", "other"):
        for run in _runs(subject, part):
            yield from _gap(subject, run)
    for paragraph in paragraphs(subject, "overview", "problems", "other"):
        yield from _unpaired(subject, paragraph)
        for found in islice(_TWICE.finditer(paragraph.text), MAX_FINDINGS):
            yield fired_at(subject, paragraph, found.span(), "重复了。请删去一个")
    yield from _mixed(subject)


def _gap(subject: Subject, run: _Items) -> Iterator[Fired]:
    expected = 1
    for ordinal, (paragraph, span) in zip(run.ordinals, run.places, strict=True):
        if run.kind == "是" and ordinal != expected:
            yield fired_at(subject, paragraph, span, f"前面没有第 {expected} 条。请核对次序")
            return
        expected = ordinal + 1


def _unpaired(subject: Subject, paragraph: Paragraph) -> Iterator[Fired]:
    text = paragraph.text.replace("(", "（").replace(")", "）")
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            place = text.rfind(left if text.count(left) > text.count(right) else right)
            yield fired_at(subject, paragraph, (place, place + 1), f"“{left}{right}”不成对。请核对")


def _mixed(subject: Subject) -> Iterator[Fired]:
    half = full = None
    for paragraph in paragraphs(subject, "overview", "problems", "other"):
        half = half or (paragraph if _HALF_WIDTH.search(paragraph.text) else None)
        full = full or (paragraph if "（" in paragraph.text else None)
    if half and full:
        place = half.text.index("(")
        yield fired_at(subject, half, (place, place + 1), "全角括号（）和半角括号 () 混用。请统一用全角")
