"""TXT-012: years that do not belong in this year's report."""

import re
from collections.abc import Iterator

from reportbot.checks.paragraphs import fired_at, paragraphs, title_of
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.checks.statements import contradicted
from reportbot.claims import Passage, sums
from reportbot.narrative import Paragraph

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!代|版)")
_QUOTED = re.compile(r"《[^《》\n]{0,200}》|“[^“”\n]{0,200}”|[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]")
_BEGINS = re.compile(
    r"(?:^|[。；！？\n])\s*(?:[（(][一二三四五六七八九十][)）][^。：，]{0,20}[。：]?\s*|[一二三四五六七八九十]是|\d{1,2}[.、．])?\s*$"
)
_CLAUSE_BEGINS = re.compile(r"[，,：:]\s*$")
_COMPARES = re.compile(r"(?:较|比|与|同|相比|对比|对照|针对|自|从|始于|(?<!截)至|到)\s*$")
_OTHER_YEAR = re.compile(
    r"\s*度?\s*(?:以来|起|底前|相比|同期|末|工作中|存在的?|政府信息公开工作年度报告|年报|年度报告|度?报告|度?[^，。；]{0,8}(?:预算|决算|问题|不足|整改|结转|计划|规划))"
)
_PLAN = re.compile(r"将(?!\d)|拟|计划|力争|争取|要[进着继认]|继续|着力|重点")
_PLANNED = re.compile(r"\s*度?的?(?:改进|整改|工作)?(?:措施|打算|安排|思路)")
_FUTURE = re.compile(r"(?:下一步|今后|接下来|下一阶段)[，,：:]?\s*$")
_TO_DATE = re.compile(r"截[至止]\s*$")
REACH = 12


@rule("TXT-012", "warning")
def wrong_year(subject: Subject) -> Iterator[Outcome]:
    """年份不对：留着上年的年份，或者计划写成了报告年度

    标题的年份必须是报告年度，不是的属于错误。正文里以别的年份开头的句子（“20XX年，我局……”）、
    “截至”别的年份、把下一步的计划写在报告年度的，多半是抄来没有改，作警告。
    引用的文件、与往年的比较、上年的预算决算、对上年问题的整改、下一年的计划不算。

    依据：条例第四十九条、第五十条；实践做法。
    怎么办：改成报告年度；计划写下一年。
    """
    year = subject.report.year
    if year is None:
        return
    yield from _title(subject, year)
    for part in ("front", "overview", "problems", "other"):
        for paragraph in paragraphs(subject, part):
            quoted = [match.span() for match in _QUOTED.finditer(paragraph.text)]
            for match in _YEAR.finditer(paragraph.text):
                if not any(start <= match.start() < end for start, end in quoted):
                    yield from _told_year(subject, part, paragraph, match, year)


def _title(subject: Subject, year: int) -> Iterator[Fired]:
    for told in re.findall(r"(?<!\d)((?:19|20)\d\d)\s*年?", title_of(subject))[:1]:
        if int(told) != year:
            yield Fired(
                f"标题写的是 {told} 年，报告年度是 {year} 年。请改正标题，或者核对年度",
                severity="error",
                expected=str(year),
                actual=told,
                items=("title", "year"),
            )


def _told_year(
    subject: Subject, part: str, paragraph: Paragraph, match: re.Match[str], year: int
) -> Iterator[Fired]:
    text, told = paragraph.text, int(match[1])
    before, behind = (
        text[max(0, match.start() - REACH * 2) : match.start()],
        text[match.end() : match.end() + REACH * 2],
    )
    plan = part == "problems" and (
        _FUTURE.search(before) or re.match(rf"\s*度?[，,]?[^，。；]{{0,{REACH}}}?将", behind)
    )
    if told == year:
        if plan:
            message = f"下一步的计划写在了报告年度 {year} 年。请改成 {year + 1} 年"
            yield fired_at(subject, paragraph, match.span(), message, expected=str(year + 1), actual=match[1])
        return
    this = _tells_of_this_report(part, before, behind)
    if plan or (told > year and not this and (_PLAN.search(behind) or _PLANNED.match(behind))):
        return
    if not this and (_OTHER_YEAR.match(behind) or _COMPARES.search(before)):
        return
    if told == year - 1 and _was_so(subject, paragraph, match.end()):
        return
    begins = _begins(subject, part, text, match.start())
    if (
        begins
        or this
        or _TO_DATE.search(before)
        or (part == "front" and told == year - 1 and _OWN.search(behind))
    ):
        yield fired_at(
            subject,
            paragraph,
            match.span(),
            f"写的是 {told} 年，报告年度是 {year} 年。请改正；说的确实是那一年的，请在句子里写明",
            expected=str(year),
            actual=match[1],
        )


_OWN = re.compile("政府信息公开")
_THIS_REPORT = re.compile(r"(?:公布|发布|公开|编制|撰写|形成)[了本]?\s*$")
_THIS_WORK = re.compile(r"\s*度?的?政府信息公开工作(?:[，,。；以]|的重点)")
_SPEAKER = re.compile(r"(?:^|[。；！？\n])\s*([一-龥、]{2,24})\s*$")
_ANYBODY = re.compile(r"公民、法人(?:和|或者?|及)其他组织|[我本全][一-龥]{1,2}")


def _begins(subject: Subject, part: str, text: str, place: int) -> bool:
    """Tell whether a sentence begins with the year, or with who reports and the year."""
    before = text[max(0, place - REACH * 3) : place]
    if _BEGINS.search(text, max(0, place - REACH * 3), place):
        return True
    if part == "other" and _CLAUSE_BEGINS.search(before):
        return True
    speaker = _SPEAKER.search(before)
    if speaker is None:
        return False
    facts = (subject.report.agency, subject.report.facts.get("agency.short_name"))
    names = [str(name).replace("人民政府", "政府") for name in facts if name]
    told = speaker[1].replace("人民政府", "政府")
    return bool(_ANYBODY.fullmatch(told)) or any(name.endswith(told) or told.endswith(name) for name in names)


def _tells_of_this_report(part: str, before: str, behind: str) -> bool:
    """Tell whether a year is that of the report at hand: 现公布 … 年度报告, … 年的政府信息公开工作，."""
    front = part == "front" and _THIS_REPORT.search(before) and _OWN.match(behind.lstrip("度的 "))
    return bool(front or (part == "overview" and _THIS_WORK.match(behind)))


def _was_so(subject: Subject, paragraph: Paragraph, place: int) -> bool:
    """Tell whether a sentence about last year repeats what last year's report says."""
    previous = subject.report.previous
    if previous is None:
        return False
    return any(
        claim.year == -1
        and place <= claim.start < _sentence_end(passage, place)
        and (readings := sums(previous, claim.target))
        and not contradicted(passage, claim, readings)
        for passage in subject.passages
        if passage.paragraph is paragraph
        for claim in passage.claims
    )


def _sentence_end(passage: Passage, place: int) -> int:
    return next((end for start, end in passage.reading.sentences if start <= place < end), place)
