"""Read what stands in front of part one and under the report: title, organ, period, contact, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportbot.importing.blocks import Line
from reportbot.importing.vocabulary import compact
from reportbot.organ_names import is_organ

LONGEST_TITLE = 70
LINES_OF_TITLE = 3

_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_YEAR = r"(?P<year>(?:19|20)\d{2}|[二][〇零○][〇零○一二三四五六七八九]{2})\s*年度?"
_CORE = r"(?:政府|政务)?信息公开(?:工作)?(?:情况)?的?(?:年度(?:工作)?(?:情况)?的?报告|年报|工作?报告)"
_TITLES = (
    re.compile(rf"(?P<agency>.*?)(?:关于)?{_YEAR}的?{_CORE}"),
    re.compile(rf"{_YEAR}(?:关于)?(?P<agency>.+?)的?{_CORE}"),
    re.compile(rf"(?P<agency>.+?){_CORE}\(?{_YEAR}\)?"),
    re.compile(rf"(?P<agency>.+?)(?:政府|政务)?信息公开(?:工作)?{_YEAR}(?:工作)?(?:年度)?(?:报告|年报)"),
)


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title; ``lines`` are the numbers of the lines it takes up."""

    text: str
    agency: str
    year: int
    lines: range


def read_title(text: str, lines: range = range(0)) -> Title | None:
    """Read a text as a report's title; None when it is not one."""
    printed = compact(text)
    if "公开" not in printed or len(printed) > LONGEST_TITLE or re.search(r"[>。;！]", printed):
        return None
    for pattern in _TITLES:
        if match := pattern.fullmatch(printed.rstrip("*")):
            agency = match["agency"].strip('《"“ ').removesuffix("关于")
            return Title(printed, agency, _year(match["year"]), lines)
    return None


def _year(text: str) -> int:
    return int("".join(_DIGITS.get(character, character) for character in text))


def find_title(lines: Sequence[Line]) -> Title | None:
    """Return the title nearest to the text that follows it, over one to three lines."""
    for first in reversed(range(len(lines))):
        for count in range(1, LINES_OF_TITLE + 1):
            span = range(first, min(first + count, len(lines)))
            title = read_title("".join(lines[at].text for at in span), span)
            if title and len(span) == count:
                return _with_line_above(title, lines)
    return None


def _with_line_above(title: Title, lines: Sequence[Line]) -> Title:
    """Add the line above, or two with the place alone, where the title lacks the organ."""
    above = title.lines.start - 1
    if title.agency or above < 0:
        return title
    name = compact(lines[above].text)
    if not is_organ(name):
        return title
    if above and _PLACE.fullmatch(place := compact(lines[above - 1].text)):
        name, above = place + name, above - 1
    return Title(name + title.text, name, title.year, range(above, title.lines.stop))


_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州旗盟]")
_PERIOD = re.compile(r"(?:统计|数据|期限|期间).{0,20}?(\d{4})年1月1日")


def year_of_period(text: str) -> int | None:
    """Return the year of the statistics period that a text states."""
    match = _PERIOD.search(compact(text))
    return int(match[1]) if match else None


def most_named_year(text: str) -> int | None:
    """Return the year that a text names most often."""
    years = [int(year) for year in re.findall(r"((?:19|20)\d{2})年", compact(text))]
    return max(set(years), key=lambda year: (years.count(year), year)) if years else None


_MENTION = re.compile(
    r"(?:由|与|请向|请与|请联系|联系)([^,，。;；:：()（）]{2,40}?)(?:办公室|办公厅)?(?:负责)?(?:根据|编制|联系|组织|按照|依据|[(（])"
)


def full_name(agency: str, text: str) -> str:
    """Return the fullest form in which a text names the organ that the title names shortly.

    The text may put the city in front of the name, or write an abbreviated name out: every
    character of the short name must occur in order, and both must end alike.
    """
    best = agency
    for match in _MENTION.finditer(compact(text)):
        name = match[1]
        if name.endswith(agency) and len(name) > len(best) and is_organ(name):
            best = name
        elif written := _written_out(agency, name):
            best = max(best, written, key=len)
    return best


def _written_out(short: str, name: str) -> str:
    """Return the short name with its abbreviated end replaced by the full one that a text uses."""
    if len(name) <= 3 or name[-1:] != short[-1:] or name == short:
        return ""
    for start in range(len(short) - 2):
        common = _common_start(short[start:], name)
        rest, full = short[start + common :], name[common:]
        if common >= 2 and 2 <= len(rest) < len(full) and _in_order(rest, full):
            return short[:start] + name
    return ""


def _common_start(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _in_order(part: str, whole: str) -> bool:
    characters = iter(whole)
    return all(character in characters for character in part)


_CONTACT = {
    "agency.address": r"(?:联系|办公|通讯|通信|邮寄)?地址",
    "agency.postcode": r"邮政?编码?",
    "agency.phone": r"(?:联系|办公|咨询)?电话(?:号码)?",
    "agency.fax": r"传真(?:号码)?",
    "agency.email": r"(?:电子)?(?:邮箱|邮件)(?:地址)?|(?i:e-?mail)",
}
_LABELS = re.compile(
    "|".join(f"(?P<{fact.partition('.')[2]}>{words})[：:]\\s*" for fact, words in _CONTACT.items())
)
_OFFICE = re.compile(
    r"(?:请|可)(?:直接)?(?:与|向|联系)([^，,。；;：:（(]{2,40}?)(?:进行)?(?:联系|咨询|反映|[（(])"
)
_WEBSITE = re.compile(
    r"(?:在|从|通过|登录|访问|登载于)([^，,。；;（()）]{2,40}?)[（(]((?:https?://|www\.)[^\s（()）]+|[\w.-]+\.(?:cn|com|net|org)[^\s（()）]*)[)）]"
)
_BASIS = re.compile(r"，按照(.+?)的安排，编制|，并按(.+?)的要求编制|的规定以及(.+?)的部署，")


def contact(lines: Sequence[str]) -> dict[str, str]:
    """Return the contact details, website and local basis that the front matter states."""
    found: dict[str, str] = {}
    for line in lines:
        marks = list(_LABELS.finditer(line))
        for mark, following in zip_longest(marks, marks[1:]):
            end = following.start() if following else len(line)
            value = line[mark.end() : end].strip().rstrip("，,；;、。 ")
            if not following:
                value = _closed(value)
            found.setdefault(f"agency.{mark.lastgroup}", value)
        if marks and (office := _OFFICE.search(line)):
            found.setdefault("agency.contact_office", office[1].strip())
        if website := _WEBSITE.search(line):
            found.setdefault("agency.website.name", website[1].strip())
            found.setdefault("agency.website.url", website[2])
        if basis := _BASIS.search(line):
            found.setdefault("front.local_basis", next(filter(None, basis.groups())))
    return {fact: value for fact, value in found.items() if value}


def _closed(value: str) -> str:
    """Cut a value at the bracket or sentence that closes the details."""
    depth = 0
    for at, character in enumerate(value):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
        if depth < 0 or character in "。；;":
            return value[:at].strip()
    return value


_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def signature(lines: list[Line]) -> dict[str, str]:
    """Take the name and date under a report off the end of its lines and return them."""
    found: dict[str, str] = {}
    if lines and (date := _DATE.fullmatch(compact(lines[-1].text))):
        lines.pop()
        found["front.issue_date"] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    name = compact(lines[-1].text) if lines else ""
    if is_organ(name):
        found["front.signature"] = lines.pop().text
    return found
