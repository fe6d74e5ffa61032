"""TXT: what the narrative parts must hold."""

import re
from collections.abc import Iterator, Mapping

from reportbot.checks.disclosure import kind_and_level
from reportbot.checks.paragraphs import fired_at, paragraphs, text_of
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.checks.word_lists import any_of, with_own, word_lists

NARRATIVE = ("overview", "problems", "other")
"""The three parts of free text: 一, 五 and 六."""


def _told_of(text: str, words: Mapping[str, str]) -> list[str]:
    """Return the names of those word lists of which a text has none."""
    return [name for name, list_of in words.items() if not any_of(list_of).search(text)]


@rule("TXT-001", "error")
def empty_part(subject: Subject) -> Iterator[Outcome]:
    """第一、五、六部分是空的

    六个部分缺一不可。第六部分没有内容的，也要写明没有其他需要报告的事项。

    依据：条例第五十条；格式的六个部分。
    怎么办：补充这一部分的事实；没有其他事项的，在“其他事项”里写“没有其他事项: 是”。
    """
    for part in NARRATIVE:
        if not text_of(subject, part) and part != "problems":
            heading = subject.report.form.part(part).heading
            remedy = "没有的请写“没有其他事项: 是”" if part == "other" else "请填写工作情况"
            yield Fired(f"“{heading}”是空的。{remedy}", items=(part,))


@rule("TXT-002", "warning")
def aspects(subject: Subject) -> Iterator[Outcome]:
    """第一部分少了五个方面中的某一个

    总体情况要写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。
    有小标题的看小标题，没有小标题的看有没有写到；五个方面的先后次序不作要求。

    依据：格式说明（内容不能遗漏，也不宜泛化）；条例第五十条。
    怎么办：补写缺少的方面，每个方面一两句，有一个数字、日期或者名称就够了。
    """
    text = text_of(subject, "overview")
    headings = " ".join(section.heading for section in subject.narrative if section.part == "overview")
    missing = _told_of(f"{headings} {text}", word_lists()["aspects"])
    if text and missing:
        yield Fired(f"第一部分没有写{'、'.join(missing)}。请补写", items=("texts.overview", "overview"))


@rule("TXT-003", "warning")
def duties(subject: Subject) -> Iterator[Outcome]:
    """政府的报告没有写全工作考核、社会评议和责任追究情况

    各级人民政府（包括乡镇人民政府，不包括街道办事处和政府部门）的报告要写工作考核、社会评议和责任追究结果情况。
    没有开展、没有发生的，也要如实写一句。

    依据：条例第五十条第四项。
    怎么办：在监督保障里补写，三件事各一句。
    """
    government = kind_and_level(subject.report)[0] in {"government", "township"}
    text = text_of(subject, "overview") + text_of(subject, "problems")
    asked = "".join(p.text for section in subject.narrative for p in section.paragraphs if p.missing)
    missing = _told_of(text + asked, word_lists()["duties"]) if government and text else []
    if missing:
        yield Fired(
            f"政府的报告要写工作考核、社会评议、责任追究情况，正文没有写{'、'.join(missing)}。没有的也请写明没有",
            items=("texts.overview", "overview", "supervision"),
        )


@rule("TXT-004", "error")
def no_problem(subject: Subject) -> Iterator[Outcome]:
    """第五部分没有写问题

    存在的主要问题及改进情况是法定内容，写“无”或者不写都会被退回。

    依据：条例第五十条第四项。
    怎么办：写两三个本单位今年的具体问题，每个都写改进措施。
    """
    text = text_of(subject, "problems")
    heading = subject.report.form.part("problems").heading
    if not text:
        yield Fired(f"“{heading}”没有内容。请至少写一个具体问题和改进措施", items=("problems",))
    elif re.fullmatch(
        r"[\s。.，,]*(?:本?年?度?)?(?:无|没有|暂无|不存在)(?:问题|存在的?问题|此类问题)?[\s。.]*", text
    ):
        yield Fired(
            f"“{heading}”写的是“{text.strip('。')}”。请至少写一个具体问题和改进措施",
            items=("texts.problems", "problems"),
        )


@rule("TXT-005", "warning")
def problems_and_measures(subject: Subject) -> Iterator[Outcome]:
    """第五部分只有问题没有改进，或者只有改进没有问题

    这一部分的标题是“存在的主要问题及改进情况”，两样都要有。

    依据：条例第五十条第四项；格式第五部分。
    怎么办：补写缺少的一半；改进要写今年做了什么、下一步做什么。
    """
    text = text_of(subject, "problems")
    if len(text) < 10:
        return
    lists = word_lists()
    if not any_of(lists["measure_words"]).search(text):
        yield Fired("第五部分写了问题，没有写怎样改进。请补写改进情况", items=("texts.problems", "problems"))
    elif not any_of(lists["problem_words"]).search(text):
        yield Fired("第五部分写了改进，没有写存在什么问题。请补写问题", items=("texts.problems", "problems"))


@rule("TXT-007", "warning", since=2021)
def fee_told(subject: Subject) -> Iterator[Outcome]:
    """第六部分没有写收取信息处理费的情况

    从 2021 年度起，各单位都要说明收取信息处理费的情况，没有收取的写没有收取。

    依据：国办函〔2020〕109号；2021 年格式以来的通行做法。
    怎么办：在“其他事项”的“信息处理费”里填金额，没有收就填 0。
    """
    text = text_of(subject, "other")
    if text and not any_of(word_lists()["fee_words"]).search(text):
        yield Fired(
            "第六部分没有写收取信息处理费的情况。请补写收取的金额；没有收取的写明没有收取",
            items=("texts.other", "other"),
        )


@rule("TXT-008", "hint", forms=("2019",))
def fee_too_early(subject: Subject) -> Iterator[Outcome]:
    """2019、2020 年度的报告提到了信息处理费

    信息处理费管理办法从 2021 年 1 月 1 日起施行，更早的年度没有这项收费，多半是从别的年度抄来的。

    依据：国办函〔2020〕109号。
    怎么办：删去这句话，或者核对报告年度。
    """
    for paragraph in paragraphs(subject, "other"):
        if found := re.search("信息处理费|信息公开处理费", paragraph.text):
            message = f"{subject.report.year} 年度还没有信息处理费。请删去，或者核对年度"
            yield fired_at(subject, paragraph, found.span(), message)


@rule("TXT-014", "warning")
def generic_subject(subject: Subject) -> Iterator[Outcome]:
    """写的不是本单位：“部分地区”“各级政府部门”一类的说法

    单个单位的报告写本单位的工作。“部分地区”“一些地方”“各级政府部门”套在哪里都行，多半是从别处抄来的，
    或者由机器写成。各级政府的报告可以写所属地区和部门，不查。

    依据：实践做法（内容雷同、敷衍塞责的要追究责任，条例第四十七条）。
    怎么办：改成本单位今年的事实。
    """
    if kind_and_level(subject.report)[0] in {None, "government", "government_office", "authorised"}:
        return
    words = with_own(subject, "generic_subjects", word_lists()["generic_subjects"])
    for paragraph in paragraphs(subject, "overview"):
        for found in any_of(words).finditer(paragraph.text):
            yield fired_at(subject, paragraph, found.span(), "单个单位的报告要写本单位。请改成本单位的事实")


@rule("TXT-015", "hint")
def no_number(subject: Subject) -> Iterator[Outcome]:
    """第一部分没有数字

    年度报告要用事实和数字说话。整个第一部分一个数字也没有，读者看不出做了什么。

    依据：实践做法；多地通知要求数据详实。
    怎么办：每个方面至少写一个数字、日期或者名称。
    """
    text = text_of(subject, "overview")
    year = subject.report.year or 0
    if text and not re.search(r"\d", re.sub(rf"{year}\s*年", "", text)):
        yield Fired(
            "第一部分一个数字也没有。请每个方面写一个数字、日期或者名称", items=("texts.overview", "overview")
        )


@rule("TXT-017", "hint")
def too_long(subject: Subject) -> Iterator[Outcome]:
    """部门、乡镇的第一部分太长

    有的地方要求总体情况简明扼要，原则上不超过 1000 字。

    依据：地方通知（2025 年 12 月）；实践做法。
    怎么办：删去与信息公开无关的内容和套话。
    """
    kind, limit = kind_and_level(subject.report)[0], int(subject.settings.limit("overview_length"))
    length = len(re.sub(r"\s", "", text_of(subject, "overview")))
    if kind in {"department", "township", "sub_district"} and length > limit:
        yield Fired(
            f"第一部分有 {length} 字，原则上不超过 {limit} 字。请精简",
            expected=str(limit),
            actual=str(length),
            items=("texts.overview", "overview"),
        )


@rule("TXT-023", "hint")
def off_topic(subject: Subject) -> Iterator[Outcome]:
    """第一部分写了与信息公开无关的工作

    整段没有提到公开、网站、申请、解读等内容的，多半是业务工作总结，不属于这份报告。

    依据：格式说明（不宜泛化）。
    怎么办：删去，或者写明公开了什么。
    """
    about = any_of(word_lists()["about_disclosure"])
    found = [
        p
        for p in paragraphs(subject, "overview")
        if len(p.text) >= MIN_PARAGRAPH and not about.search(p.text)
    ]
    if len(found) > 1:
        for paragraph in found:
            message = "这一段没有写到信息公开。请删去，或者写明公开了什么"
            yield fired_at(subject, paragraph, (0, min(12, len(paragraph.text))), message)


MIN_PARAGRAPH = 60
"""Shorter paragraphs are headings and transitions."""
