"""TXT-016, TXT-020, TXT-022: words that say nothing, wrong words, words left to fill in."""

import re
from collections.abc import Iterator, Mapping

from reportbot.checks.findings import Severity
from reportbot.checks.paragraphs import fired_at, paragraphs, text_of
from reportbot.checks.problem_part import named_problems
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.checks.word_lists import any_of, with_own, word_lists
from reportbot.narrative.phrases import empty_problems
from reportbot.narrative.phrases import stock_phrases as stock_list
from reportbot.overlay import cached

NARRATIVE = ("overview", "problems", "other")


@rule("TXT-016", "hint")
def stock_phrases(subject: Subject) -> Iterator[Outcome]:
    """套话太多，或者第五部分的问题是空话

    第一、五部分每千字超过二十处套话（进一步、切实、不断……）的提示一次；真实报告的中位数是十七处。
    第五部分的问题只有“有待提高”“不够及时”一类的话，没有数字、日期、名称或者原因的，是空话；
    表四有结果纠正、第五部分却全是空话的，作警告。

    依据：实践做法（报告要真实、具体，不得敷衍塞责）。
    怎么办：换成事实：现在是多少、哪一件、什么时候、谁来做。
    """
    yield from _dense(subject)
    yield from _empty_problems(subject)


def _dense(subject: Subject) -> Iterator[Fired]:
    text = text_of(subject, "overview") + text_of(subject, "problems")
    length = len(re.sub(r"\s", "", text))
    words = with_own(subject, "stock_phrases", counted())
    hits, limit = sum(1 for _ in any_of(words).finditer(text)), subject.settings.limit("stock_density")
    if length >= MIN_LENGTH and hits * 1000 > limit * length:
        yield Fired(
            f"第一、五部分 {length} 字里有 {hits} 处套话，每千字 {hits * 1000 / length:.0f} 处。请多写事实和数字",
            expected=str(limit),
            actual=f"{hits * 1000 / length:.1f}",
            items=("texts.overview", "overview"),
        )


def counted() -> str:
    """Return the stock phrases that are counted: those that name nothing."""
    return " ".join(words for phrase in stock_list() if not phrase.fact for words in phrase.spellings)


MIN_LENGTH = 200
"""Characters below which a share of phrases says little."""


@cached
def _empty() -> Mapping[str, str]:
    """Return the empty phrases of part 五, each with the question that makes it concrete."""
    return {words: phrase.ask for phrase in empty_problems() for words in phrase.spellings}


_LOST = re.compile("纠正|纠错|败诉|撤销")
_PADDING = re.compile("进一步|仍然|还|仍|较为|比较|存在|一定的?|相对|尚")
_ANCHOR = re.compile(r"\d|[《“]|因为|由于|主要是|原因|[一二两三四五六七八九十]+[件条份次个天]")


def _empty_problems(subject: Subject) -> Iterator[Fired]:
    """Yield one finding for the problems that are told without any fact."""
    problems = list(named_problems(subject))
    asked = [(paragraph, span, _ask(paragraph.text[slice(*span)])) for paragraph, span in problems]
    empty = [(paragraph, span, ask) for paragraph, span, ask in asked if ask]
    if not empty:
        return
    told = _LOST.search(text_of(subject, "problems"))
    corrected = _corrected(subject) if len(empty) == len(problems) and not told else []
    number = sum(int(subject.report.value(cell) or 0) for cell in corrected)
    known = f"表四有 {number} 件结果纠正，第五部分却没有写到。" if number else ""
    which = "都" if len(empty) == len(problems) else f"有 {len(empty)} 条"
    paragraph, span, ask = empty[0]
    message = f"{known}第五部分的问题{which}没有写具体。{ask.rstrip('。')}"
    severity: Severity | None = "warning" if number else None
    yield fired_at(subject, paragraph, span, message, cells=tuple(corrected), severity=severity)


def _ask(problem: str) -> str:
    """Return what to ask about a problem that says nothing, else nothing."""
    plain = _PADDING.sub("", problem)
    ask = next((ask for phrase, ask in _empty().items() if phrase in plain), "")
    return "" if _ANCHOR.search(problem) else ask


def _corrected(subject: Subject) -> list[str]:
    return [
        cell
        for cell in subject.report.form.cells
        if cell.startswith("disputes.") and cell.endswith(".corrected") and subject.report.value(cell)
    ]


_TO_DATE = re.compile(
    r"截止(?=(?:到|至)?\s*(?:(?:19|20)\d\d\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|(?:到|至)?\s*(?:19|20)\d\d\s*年)"
)


@rule("TXT-020", "hint")
def wrong_words(subject: Subject) -> Iterator[Outcome]:
    """用词不当

    “截止12月31日”应为“截至12月31日”（截止后面不接时间），“登陆网站”应为“登录网站”等常见的错用。

    依据：现代汉语规范用法。
    怎么办：按提示改正。
    """
    wrong: dict[str, str] = {**word_lists()["wrong_words"], **subject.settings.word_list("wording")}
    for paragraph in paragraphs(subject, "front", *NARRATIVE):
        for found in any_of(" ".join(wrong)).finditer(paragraph.text):
            right = wrong[found[0]]
            message = f"应为“{right}”。请改正" if right else "这个词不用。请改写"
            yield fired_at(subject, paragraph, found.span(), message, expected=right)
        for found in _TO_DATE.finditer(paragraph.text):
            yield fired_at(
                subject, paragraph, found.span(), "后面是时间，应为“截至”。请改正", expected="截至"
            )


_PLACEHOLDER = re.compile(
    r"(?=[Xx×＊*_＿待T某【（(])(?:"  # to pass over all else at once
    r"(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[×＊*]{2,}|_{3,}|＿{2,}|(?<!暂)待(?:补充|填写|填报|核实|确定|定)(?=[）)】，。：:]|$)|TODO|某某|"
    r"【[^】]{0,20}(?:待|补|填|此处)[^】]{0,40}】|【\s*】|（\s*）|\(\s*\))"
)


@rule("TXT-022", "warning")
def placeholder(subject: Subject) -> Iterator[Outcome]:
    """还有待补充的地方

    起草时缺少必要的事实，正文里留了“【待补充：…】”，或者模板里的“××”“XX”没有填，不能就这样公开。

    依据：实践做法。
    怎么办：在答案文件里补上所说的事实，或者自己写这一段。
    """
    for section in subject.narrative:
        for paragraph in section.paragraphs:
            if paragraph.missing and section.part != "problems":
                items = ("agency",) if section.part == "front" else (section.id, "facts")
                yield Fired(f"{paragraph.text}。请补上，或者自己写这一段", items=items)
    for paragraph in paragraphs(subject, "front", *NARRATIVE):
        for found in _PLACEHOLDER.finditer(paragraph.text):
            yield fired_at(subject, paragraph, found.span(), "这里没有填完。请补上")
