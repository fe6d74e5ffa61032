"""MET: title, statistics period and what else stands before part 一."""

import re
from collections.abc import Iterator

from reportbot.checks.registry import Fired, Outcome, Subject, rule

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_PERIOD = re.compile(rf"{_DAY}\s*(?:起)?\s*(?:至|到|—|－|-|~|～)\s*(?:{_DAY}|(\d{{1,2}})月(\d{{1,2}})日)")


@rule("MET-001", "error", confirmable=False)
def period(subject: Subject) -> Iterator[Outcome]:
    """统计期间不是完整的报告年度

    年度报告的统计期间是报告年度的 1 月 1 日至 12 月 31 日。写成别的日期，多半是从上年报告抄来没有改。

    依据：条例第四十九条、第五十条；格式说明。
    怎么办：改成完整的报告年度。没有写统计期间的不算错。
    """
    year = subject.report.year
    for section in subject.narrative:
        for paragraph in section.paragraphs if section.part == "front" else ():
            for match in _PERIOD.finditer(paragraph.text):
                start = tuple(int(part) for part in match.groups()[:3])
                end = match.groups()[3:6] if match[4] else (match[1], match[7], match[8])
                if (start, tuple(int(part) for part in end)) != ((year, 1, 1), (year, 12, 31)):
                    yield Fired(
                        f"统计期间写的是“{match[0]}”，应当是 {year}年1月1日至{year}年12月31日。请改正",
                        expected=f"{year}年1月1日至{year}年12月31日",
                        actual=match[0],
                        items=(f"texts.{paragraph.id}", "texts.front"),
                    )


@rule("MET-002", "warning")
def title(subject: Subject) -> Iterator[Outcome]:
    """标题不完整

    标题由单位名称、年度和“政府信息公开工作年度报告”组成，检查和检索都看标题。

    依据：实践做法。
    怎么办：在“单位”里填写全称。
    """
    if not subject.report.agency:
        yield Fired("标题里没有单位名称。请在“单位”里填写“名称”（单位全称）", items=("agency.name", "agency"))
