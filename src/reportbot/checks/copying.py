"""TXT-009 to TXT-011: text that was copied, from last year or from another unit."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportbot.checks.paragraphs import fired_at, paragraphs, text_of
from reportbot.checks.problem_part import named_problems
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.likeness import Grams, alike, grams, likeness, own_words
from reportbot.narrative import Paragraph
from reportbot.report import Report
from reportbot.resources import load_yaml, resource
from reportbot.settings import Settings

PARTS = ("overview", "problems")
"""Parts that say something of their own; part 六 is one sentence in most reports."""


@functools.cache
def least() -> Mapping[str, Any]:
    """Return how long a text must be to be compared."""
    data: Mapping[str, Any] = load_yaml(resource("prompts", "likeness.yaml"))
    return data


def limit(subject: Subject, setting: str) -> float:
    """Return how alike two texts may be, from 0 to 1."""
    return float(subject.settings.limit(setting)) / 100


def names_of(report: Report) -> list[str]:
    """Return the names of an organ, which prove nothing when two texts share them."""
    facts = ("agency.name", "agency.short_name", "agency.region")
    return [str(report.facts[fact]) for fact in facts if report.facts.get(fact)]


@rule("TXT-009", "warning")
def like_last_year(subject: Subject) -> Iterator[Outcome]:
    """与上年报告几乎一样

    去掉数字、标点、单位名称和格式里固定的话以后，整个部分或者六十字以上的段落与上年报告几乎没有变化。
    只换年份和数字的报告属于内容雷同。

    依据：国办公开办函〔2021〕30号“明确责任”（内容雷同、敷衍塞责）；条例第四十七条。
    怎么办：按今年的工作重写这一段；确实没有变化的制度性内容可以说明理由。
    """
    last = subject.last
    if last is None:
        yield NotAssessed("没有上年报告，无法核对是否雷同")
        return
    for part in PARTS:
        before, now = _grams(last, part), _grams(subject, part)
        whole, whole_before = Grams().union(*now.values()), Grams().union(*before.values())
        value = likeness(whole, whole_before) if len(whole) >= least()["min_grams"] else 0
        if value >= limit(subject, "part_likeness"):
            heading = subject.report.form.part(part).heading
            yield Fired(
                f"“{heading}”与上年报告的相似度是 {value:.0%}。请按今年的工作重写",
                items=(f"texts.{part}", part),
                actual=f"{value:.0%}",
            )
            continue
        for paragraph in paragraphs(subject, part):
            yield from _copied(subject, paragraph, now[paragraph.text], before)


def _grams(subject: Subject, part: str) -> dict[str, Grams]:
    """Return what the paragraphs of a part say in their own words, by their text."""
    names = names_of(subject.report)
    return {paragraph.text: grams(paragraph.text, names) for paragraph in paragraphs(subject, part)}


def _copied(
    subject: Subject, paragraph: Paragraph, now: Grams, before: Mapping[str, Grams]
) -> Iterator[Fired]:
    most = limit(subject, "paragraph_likeness")
    if len(paragraph.text) < least()["min_paragraph"] or len(now) < least()["min_grams"]:
        return
    for text, sharing in before.items():
        smaller, larger = sorted((len(now), len(sharing)))
        if smaller >= most * larger and (value := likeness(now, sharing)) >= most:
            yield fired_at(
                subject,
                paragraph,
                (0, min(20, len(paragraph.text))),
                f"这一段与上年报告的“{text[:20]}…”的相似度是 {value:.0%}。请按今年的工作重写",
                actual=f"{value:.0%}",
            )
            return


@rule("TXT-010", "warning")
def same_problems(subject: Subject) -> Iterator[Outcome]:
    """问题与上年报告相同，又没有说上年的问题解决得怎样

    上年写过的问题可以继续存在，但要说明做了什么、为什么没有解决；只把去年的话再抄一遍，等于没有改进。

    依据：条例第五十条第四项（主要问题及改进情况）。
    怎么办：写明上年的问题解决到什么程度；还存在的，换一条改进措施。
    """
    last = subject.last
    if last is None:
        yield NotAssessed("没有上年报告，无法核对问题是否相同")
        return
    text = text_of(subject, "problems")
    if (
        not text
        or _FOLLOWED_UP.search(text)
        or any(problem.state for problem in subject.report.problems or ())
    ):
        return
    names, old_names = names_of(subject.report), names_of(last.report)
    old = [grams(paragraph.text[slice(*span)], old_names) for paragraph, span in named_problems(last)]
    for paragraph, span in named_problems(subject):
        now = grams(paragraph.text[slice(*span)], names)
        same = max((likeness(now, before) for before in old), default=0.0)
        if len(now) >= least()["min_problem"] and same >= limit(subject, "problem_likeness"):
            message = "上年报告写过同样的问题。请说明上年以来做了什么、为什么没有解决"
            yield fired_at(subject, paragraph, span, message)


_FOLLOWED_UP = re.compile(
    r"(?:上年|上一?年度|去年|20\d\d\s*年)(?:度)?[^。；]{0,20}(?:问题|不足)[^。；]{0,30}(?:改进|整改|解决|落实)|针对上年|整改情况"
)


@rule("TXT-011", "warning")
def like_another_unit(subject: Subject) -> Iterator[Outcome]:
    """与同一批里另一个单位的报告几乎一样

    一次核对多份报告时，第一、五部分合起来与另一个单位的报告有九成以上相同的提出来。

    依据：国办公开办函〔2021〕30号“明确责任”（内容雷同）；条例第四十七条。
    怎么办：按本单位的工作重写。
    """
    if subject.twins is None:
        yield NotAssessed("只核对了一份报告，没有别的单位可以比较")
        return
    most = limit(subject, "unit_likeness")
    twins = sorted((twin for twin in subject.twins if twin[1] >= most), key=lambda twin: -twin[1])
    if twins:
        file, value = twins[0]
        others = f"，另有 {len(twins) - 1} 份也相似" if len(twins) > 1 else ""
        yield Fired(
            f"第一、五部分与“{file}”的相似度是 {value:.0%}{others}。请按本单位的工作重写",
            items=("texts.overview", "overview"),
            actual=f"{value:.0%}",
        )


def text_to_compare(subject: Subject) -> str:
    """Return what a report says in its own words, where that is enough to be compared with other units'."""
    text = own_words("\n".join(text_of(subject, part) for part in PARTS), names_of(subject.report))
    return text if len(text) >= least()["min_grams"] else ""


def find_twins(texts: Sequence[str], settings: Settings) -> list[tuple[int, int, float]]:
    """Return the pairs of reports of one call that say nearly the same."""
    return alike(texts, float(settings.limit("unit_likeness")) / 100)
