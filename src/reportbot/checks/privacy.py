"""TXT-018, TXT-019: what must not be published of persons."""

import re
from collections.abc import Iterator

from reportbot.checks.paragraphs import fired_at, paragraphs
from reportbot.checks.registry import Outcome, Subject, rule

PARTS = ("overview", "problems", "other")
_ID = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d-])1[3-9]\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_LONG = re.compile(r"\d{16}")
"""What every number of an identity or a bank card holds."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔邱秦侯邵孟"
    "钱汤尹黎贺赖龚"
)
_PERSON = re.compile(
    rf"(?:申请人|原告|上诉人|第三人|当事人|举报人|投诉人|信访人|村民|居民)([{_SURNAMES}][一-龥]{{1,2}}?)"
    r"(?=提出|向|不服|申请|要求|诉|等人|等\d|认为|因|于|就|起诉|提起|的申请|、)"
)


@rule("TXT-018", "error")
def personal_data(subject: Subject) -> Iterator[Outcome]:
    """正文里有身份证号、手机号或银行卡号

    年度报告向社会公开，不能有个人信息。身份证号和银行卡号按校验位认定；手机号在开头的联系方式以外出现的提出来。

    依据：条例第十五条、第三十二条；个人信息保护法。
    怎么办：删去，或者只写到不能认出个人的程度。
    """
    for paragraph in paragraphs(subject, "front", *PARTS):
        if not _LONG.search(paragraph.text):
            continue
        for found in _ID.finditer(paragraph.text):
            if _is_id(found[0]):
                yield fired_at(
                    subject, paragraph, found.span(), "这是身份证号，不能公开。请删去", actual="身份证号"
                )
        for found in _CARD.finditer(paragraph.text):
            if _is_card(found[0]) and not _is_id(found[0]):
                yield fired_at(
                    subject, paragraph, found.span(), "这像是银行卡号，不能公开。请删去", actual="银行卡号"
                )
    for paragraph in paragraphs(subject, *PARTS):
        for found in _MOBILE.finditer(paragraph.text):
            yield fired_at(subject, paragraph, found.span(), "这是手机号，不能公开。请删去", actual="手机号")


def _is_id(text: str) -> bool:
    """Tell whether 18 characters are an identity number, by its check character."""
    if len(text) != 18 or not text[:17].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == text[17].upper()


def _is_card(text: str) -> bool:
    """Tell whether digits are a bank card number, by the Luhn check."""
    digits = [int(digit) for digit in reversed(text)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return len(set(text)) > 2 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


@rule("TXT-019", "warning")
def personal_names(subject: Subject) -> Iterator[Outcome]:
    """正文里写了申请人或者案件当事人的姓名

    举例说明时不写真名，写“张某”或者不写。

    依据：条例第十五条；个人信息保护法。
    怎么办：把名字改成“某”，或者删去。
    """
    for paragraph in paragraphs(subject, *PARTS):
        for found in _PERSON.finditer(paragraph.text):
            if "某" not in found[1]:
                message = "像是申请人或当事人的姓名。请改成“某”，或者删去"
                yield fired_at(subject, paragraph, found.span(1), message, actual="姓名")
