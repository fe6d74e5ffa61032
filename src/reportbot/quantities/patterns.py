"""The regular expressions of the reader, built from ``prompts/quantities.yaml``."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportbot.quantities.numerals import DIGITS, MAX_LENGTH, SCALES
from reportbot.resources import load_yaml, resource

_YEAR = r"(?:19|20)\d\d"
NUMERAL = rf"[{''.join(DIGITS)}{''.join(SCALES)}]{{1,{MAX_LENGTH}}}"
"""A run of numerals in words: 十二, 一百零三, 二〇二四."""

_SCALE = r"(?:[百千]?[万亿]|[百千])"
_GROUPED = r"\d{1,3}(?:(?:[,，]\d{3})+(?=\s*[元万条件个次人])|(?:,\d{3})+(?!\d))"
_DIGITS = rf"(?:{_GROUPED}|\d{{1,{MAX_LENGTH}}}(?!\d))(?:[.．]\d{{1,12}}(?!\d))?"
_TO = r"[-—–~～至]"

_NOT_COUNTED = "|".join(
    [
        rf"\d{{{MAX_LENGTH + 1},}}",
        r"https?://[^\s，。；）)]{1,300}",
        r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}",
        r"[A-Za-z][A-Za-z0-9.:/+#?=&_-]{0,300}",
        rf"[〔［\[【(（]\s*{_YEAR}\s*[〕］\]】)）](?:\s*第?\s*\d+\s*号)?",
        rf"第(?!三方)\s*(?:\d+|{NUMERAL})",
        r"[(（]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]",
        r"(?<![^。；;：:\n\s])(?:\d{1,2}\s*[.、．](?!\d)|[一二三四五六七八九十]{1,3}、)",
        r"[一二三四五六七八九十]{1,2}是",
        # times and dates
        rf"{_YEAR}\s*{_TO}\s*{_YEAR}\s*年?",
        rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}",
        rf"{_YEAR}\s*年度?(?:\s*\d{{1,2}}\s*月份?(?:\s*\d{{1,2}}\s*[日号])?)?(?:[上下]半年)?",
        rf"{_YEAR}\s*版",
        r"[一二][零〇一二三四五六七八九]{3}年度?",
        rf"\d{{1,2}}\s*{_TO}\s*\d{{1,2}}\s*月份?",
        r"\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])?",
        r"[一二三四五六七八九十]{1,2}月份?(?:[一二三四五六七八九十]{1,3}[日号])?",
        r"\d{1,2}\s*[日号](?!常)",
        r"\d{1,2}\s*[:：]\s*\d{2}(?!\d)",
        # numbers that name something
        r"\d+\s*号",
        r"0\d{2,3}\s*[-—–]\s*\d{7,8}",
        r"\d{1,20}(?:-\d{1,20}){2,8}",
        r"12[123]\d\d(?=[”\"'’」、／/]|\s*(?:热线|民声|政务|市民|平台|便民|服务|投诉|举报|工单|等))",
        r"\d{1,20}\s*[+＋×*·/／]\s*[A-Za-z\d一-龥]{1,20}",
        r"\d{1,20}[A-Za-z]+",
        rf"(?!百分之)(?:{NUMERAL}|\d{{1,20}})分之(?:{NUMERAL}|\d{{1,20}})",
    ]
)
"""What holds digits or numerals and counts nothing; tried before a number is read."""


@dataclass(frozen=True)
class Patterns:
    """The compiled expressions and word lists of the reader."""

    begin: re.Pattern[str]
    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    shares: frozenset[str]
    bound: frozenset[str]


@functools.cache
def patterns() -> Patterns:
    """Return the reader's expressions."""
    words = load_yaml(resource("prompts", "quantities.yaml"))
    units = "|".join(map(_unit, _longest_first(f"{words['units']} {words['shares']}")))
    idioms = "|".join(_escaped(words["idioms"]))
    none = "|".join(_escaped(words["none"]))
    none_not = "|".join(_escaped(words["none_not"]))
    number = (
        rf"(?P<skipped>{_NOT_COUNTED})|(?P<idiom>{idioms}|{none_not})"
        rf"|(?P<none>(?<!信息)(?:{none}))"
        rf"|(?P<hundredth>百分之)(?P<share>{_DIGITS}|{NUMERAL})"
        rf"|(?:(?P<low>{_DIGITS})\s*[%％件条个]?\s*{_TO}\s*)?(?P<digits>{_DIGITS}(?:{_SCALE}(?:{_DIGITS}{_SCALE}?)?)?)"
        rf"\s*(?P<over>[余多几])?(?P<scale>{_SCALE}?)(?P<over2>[余多])?\s*(?P<unit>(?:[万亿](?=元))?(?:{units}))?"
        rf"|(?P<words>{NUMERAL})(?P<over3>[余多几])?\s*(?P<unit2>{units})"
    )
    firsts = {word[0] for key in ("idioms", "none", "none_not") for word in words[key].split()}
    return Patterns(
        begin=re.compile(rf"[\dA-Za-z第（(〔［\[【{''.join({*DIGITS, *SCALES, *firsts})}]"),
        number=re.compile(number),
        before=re.compile(rf"(?:{_kinds(words, '')})\s*$"),
        after=re.compile(rf"\s*(?:{_kinds(words, '_after')})"),
        shares=frozenset(words["shares"].split()),
        bound=frozenset(words["bound"]),
    )


def _longest_first(words: str) -> list[str]:
    return sorted(words.split(), key=lambda word: -len(word.partition("!")[0]))


def _escaped(words: str) -> Iterable[str]:
    return map(re.escape, _longest_first(words))


def _unit(word: str) -> str:
    unit, _, follower = word.partition("!")
    return f"{unit}(?![{follower}])" if follower else unit


def _kinds(words: Mapping[str, str], place: str) -> str:
    """Return a named alternative for each kind of approximation; 不超过 comes before 超过."""
    kinds = ("less", "more", "about")
    return "|".join(f"(?P<{kind}>{'|'.join(_escaped(words[kind + place]))})" for kind in kinds)
