"""MET: title, statistics period and what else stands before part 一, and the dates of publication."""

import re
from collections.abc import Iterator
from datetime import date

from reportbot.checks.disclosure import kind_and_level
from reportbot.checks.paragraphs import fired_at, paragraphs, text_of, title_of
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.form import all_forms
from reportbot.narrative import Paragraph

_DAY = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_PERIOD = re.compile(
    rf"{_DAY}\s*(?:起|开始)?\s*(?:至|到|—+|－|-|~|～|–)\s*(?:{_DAY}|(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日)"
)
_STATISTICS = re.compile(r"统计|数据|期限|期间|时限|时间")
BEFORE = 40
"""Characters before a period in which the words stand that make it the statistics period."""


@rule("MET-001", "error", confirmable=False)
def period(subject: Subject) -> Iterator[Outcome]:
    """统计期间不是完整的报告年度

    年度报告的统计期间是报告年度的 1 月 1 日至 12 月 31 日。写成别的日期，多半是从上年报告抄来没有改。

    依据：条例第四十九条、第五十条；格式说明。
    怎么办：改成完整的报告年度。没有写统计期间的不算错。
    """
    year = subject.report.year
    for part in ("front", "overview"):
        for paragraph in paragraphs(subject, part) if year else ():
            for match in _PERIOD.finditer(paragraph.text):
                before = paragraph.text[max(0, match.start() - BEFORE) : match.start()]
                start = tuple(int(text) for text in match.groups()[:3])
                end = match.groups()[3:6] if match[4] else (match[1], match[7], match[8])
                whole = (start, tuple(int(text) for text in end)) == ((year, 1, 1), (year, 12, 31))
                if not whole and (part == "front" or _STATISTICS.search(before)):
                    right = f"{year}年1月1日至{year}年12月31日"
                    yield fired_at(
                        subject, paragraph, match.span(), f"统计期间应当是 {right}。请改正", expected=right
                    )


@rule("MET-002", "warning")
def title(subject: Subject) -> Iterator[Outcome]:
    """标题不完整

    标题由单位名称、年度和“政府信息公开工作年度报告”组成，检查和检索都看标题。

    依据：实践做法。
    怎么办：答案文件在“单位”里填写全称；已经公开的报告改标题。
    """
    report = subject.report
    printed = re.sub(r"\s", "", title_of(subject))
    lacking = [name for name, pattern in _TITLE.items() if not re.search(pattern, printed)]
    if not report.published:
        if not report.agency:
            yield Fired(
                "标题里没有单位名称。请在“单位”里填写“名称”（单位全称）", items=("agency.name", "agency")
            )
    elif not printed and not text_of(subject, "front"):
        yield NotAssessed("文件从正文开始，没有标题和开头，无法核对标题")
    elif not printed:
        yield Fired("没有标题。标题应当有单位名称、年度和“政府信息公开工作年度报告”", items=("title",))
    elif lacking:
        yield Fired(f"标题“{printed}”里没有{'、'.join(lacking)}。请补上", actual=printed, items=("title",))


_TITLE = {
    "年度": r"(?:19|20)\d\d年?|[二〇一九零]{4}年",
    "“政府信息公开工作年度报告”": r"政府信息公开(?:工作)?年度?(?:工作)?报告|信息公开工作.{0,6}年度报告",
    "单位名称": r"[一-龥]{2,}(?:政府|局|委|厅|办公室|办公厅|街道|镇|乡|中心|院|会|处|署|关|市|县|区|省|州|旗)",
}
"""What a title has to name."""

_CONTACTS = {"电话": r"电话|\d{3,4}-\d{7,8}", "地址": r"地址|[路街道]\d+号", "邮编": "邮编|邮政编码"}
_CONTACT_FACTS = {"电话": "agency.phone", "地址": "agency.address", "邮编": "agency.postcode"}


@rule("MET-003", "hint")
def contact(subject: Subject) -> Iterator[Outcome]:
    """联系方式不全

    开头通常写明对报告有疑问时联系的科室、地址、邮编和电话。一项都没有写的（没有这一段）不提示。

    依据：实践做法。
    怎么办：在“单位”里补上缺少的几项。
    """
    text = re.sub(r"\s", "", text_of(subject, "front"))
    missing = [name for name, pattern in _CONTACTS.items() if not re.search(pattern, text)]
    if text and 0 < len(missing) < len(_CONTACTS):
        facts = tuple(_CONTACT_FACTS[name] for name in missing)
        yield Fired(
            f"联系方式缺少{'、'.join(missing)}。请补上", items=("texts.front", "front", *facts, "agency")
        )


_PHONE = re.compile(r"(?:电话|传真)(?:号码)?\s*[：:]?\s*([\d（(][\d\s\-—－–（()）]{5,18}\d)")
_POSTCODE = re.compile(r"(?:邮编|邮政编码)\s*[：:]?\s*(\d+)")
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；、（）()《》“”]*")
_GOOD_PHONE = re.compile(
    r"(?:\d{3,4}[-—－–]?)?\d{7,8}(?:[-—－–]\d{1,6})?|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|1\d{4}"
)
_GOOD_URL = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:/\S*)?")


@rule("MET-004", "hint")
def contact_form(subject: Subject) -> Iterator[Outcome]:
    """电话、邮编或网址的写法不对

    邮编是六位数字；电话是区号加七八位号码；网址里没有空格和汉字。

    依据：实践做法。
    怎么办：核对后改正。
    """
    for paragraph in paragraphs(subject, "front"):
        for match in _PHONE.finditer(paragraph.text):
            if not _GOOD_PHONE.fullmatch(re.sub(r"[\s（()）]", "", match[1])):
                yield fired_at(subject, paragraph, match.span(1), "电话号码的位数不对。请核对")
        for match in _POSTCODE.finditer(paragraph.text):
            if len(match[1]) != POSTCODE:
                yield fired_at(subject, paragraph, match.span(1), f"邮编应当是 {POSTCODE} 位数字。请核对")
        for match in _URL.finditer(paragraph.text):
            if not _GOOD_URL.fullmatch(match[0].rstrip("/.,;")):
                yield fired_at(subject, paragraph, match.span(), "网址的写法不对。请核对")


POSTCODE = 6
_ANNUAL_NOTICE = re.compile(r"《[^《》]*?((?:19|20)\d\d)\s*年[^《》]*?年度报告[^《》]*?》")
_OLD_LAW = re.compile(r"第\s*492\s*号")


@rule("MET-005", "warning")
def basis(subject: Subject) -> Iterator[Outcome]:
    """引用的依据与年度不符

    2019、2020 年度依据国办公开办函〔2019〕60号，2021 年度起依据国办公开办函〔2021〕30号；修订后的条例是
    国务院令第711号，第492号是旧条例。布置年报的通知也要引今年的。

    依据：国办公开办函〔2019〕60号、国办公开办函〔2021〕30号。
    怎么办：改成本年度的文件名称和文号。
    """
    report = subject.report
    others = {
        re.sub(r"\s", "", form.notice.number): form for form in all_forms() if form.id != report.form.id
    }
    for paragraph in paragraphs(subject, "front"):
        yield from _other_notices(subject, paragraph, list(others))
        for match in _OLD_LAW.finditer(paragraph.text):
            message = "这是修订前条例的令号，现行条例是国务院令第711号。请改正"
            yield fired_at(subject, paragraph, match.span(), message, expected="第711号")
        for match in _ANNUAL_NOTICE.finditer(paragraph.text):
            if report.year and int(match[1]) != report.year and "格式" not in match[0]:
                message = f"这是布置 {match[1]} 年度报告的文件，本报告是 {report.year} 年度。请核对"
                yield fired_at(subject, paragraph, match.span(1), message, expected=str(report.year))


def _other_notices(subject: Subject, paragraph: Paragraph, numbers: list[str]) -> Iterator[Fired]:
    right = subject.report.form.notice.number
    for number in numbers:
        body = (
            re.escape(number.partition("函")[2])
            .replace("〔", r"\s*[〔\[【（(]\s*")
            .replace("〕", r"\s*[〕\]】）)]\s*")
        )
        for match in re.finditer(rf"公开办函{body.replace('号', '')}\s*号", paragraph.text):
            message = f"这是另一种格式的文号，本年度的格式是 {right}。请改正"
            yield fired_at(subject, paragraph, match.span(), message, expected=right)


@rule("MET-006", "warning")
def publication_date(subject: Subject) -> Iterator[Outcome]:
    """公开日期晚于法定期限，或者期限已过还没有公开日期

    县级以上人民政府部门在每年 1 月 31 日前公布上一年度的报告，县级以上地方人民政府在 3 月 31 日前公布；
    乡镇、街道按当地通知，一般不晚于部门。没有填公开日期的，看今天是不是已经过了期限。

    依据：条例第四十九条；当地更早的期限可以写进本地设置（公布期限）。
    怎么办：提前公开；已经晚了的，尽快公开并说明原因。
    """
    report = subject.report
    if report.year is None:
        yield NotAssessed("没有认出报告年度，无法核对是否超期")
        return
    month, last = (3, 31) if kind_and_level(report)[0] == "government" else (1, 31)
    limit = date(
        report.year + 1, *min((month, last), subject.settings.deadlines.get("publish", (month, last)))
    )
    planned = report.facts.get("front.publication_date") or report.facts.get("front.issue_date")
    day = date.fromisoformat(str(planned)) if planned else subject.today
    overdue = not planned and not report.published and day.year == limit.year and day > limit
    if planned and day > limit:
        message = f"公开日期是 {day.isoformat()}，最迟应当在 {limit.isoformat()} 公开。请提前"
    elif overdue:
        message = (
            f"最迟应当在 {limit.isoformat()} 公开，今天是 {day.isoformat()}。请尽快公开；已经公开的填上日期"
        )
    else:
        if not planned:
            yield NotAssessed("没有填公开日期，无法核对是否超期")
        return
    items = ("front.publication_date", "front.issue_date")
    yield Fired(message, expected=limit.isoformat(), actual=day.isoformat(), items=items)


@rule("MET-007", "hint")
def submission_date(subject: Subject) -> Iterator[Outcome]:
    """报送日期晚于当地期限

    各地布置年报的通知规定了报送主管部门的日期。报送日期不写在报告里，落款日期已经晚于期限的，报送一定也晚了。

    依据：条例第四十九条；当地通知。期限写在本地设置里（报送期限）。
    怎么办：尽快报送，与主管部门说明。
    """
    report = subject.report
    limit, signed = subject.settings.deadlines.get("submit"), report.facts.get("front.issue_date")
    if limit is None or not signed or report.year is None:
        yield NotAssessed("没有设置当地的报送期限，或者没有填落款日期，无法核对")
        return
    latest = date(report.year + 1, *limit)
    if date.fromisoformat(str(signed)) > latest:
        yield Fired(
            f"落款日期是 {signed}，当地的报送期限是 {latest.isoformat()}。请尽快报送",
            expected=latest.isoformat(),
            actual=str(signed),
            items=("front.issue_date",),
        )


@rule("MET-008", "hint")
def reorganisation(subject: Subject) -> Iterator[Outcome]:
    """单位改名、合并，没有说明数据怎么算

    名称与上年报告不同的单位，要说明改名、合并的情况，以及并进来、划出去的数据算在哪里，
    否则上年结转和今年的数接不上。

    依据：实践做法（机构改革年度的数据口径）。
    怎么办：在“其他事项”的“机构变动”里写明。
    """
    report, last = subject.report, subject.report.previous
    if last is None or not report.agency or not last.agency:
        yield NotAssessed("没有上年报告或者单位名称，无法核对单位是否改名")
        return
    told = report.facts.get("other.organisation_note") or re.search(
        "更名|改名|合并|划转|整合|组建|新设|挂牌|机构改革",
        text_of(subject, "overview") + text_of(subject, "other"),
    )
    if report.agency != last.agency and not told:
        yield Fired(
            f"上年报告的单位是“{last.agency}”，今年是“{report.agency}”。改名或者合并的，请说明数据怎么算",
            expected=last.agency,
            actual=report.agency,
            items=("other.organisation_note", "agency.name", "agency"),
        )
