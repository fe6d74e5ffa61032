"""Derived from the facts about what was published: bases, channels, kinds and rates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportbot.narrative.derived.organ import chosen, site
from reportbot.narrative.derived.registry import Source, derived
from reportbot.narrative.wording import bare_clause, quoted
from reportbot.numbers import Number

MIN_ITEMS_FOR_SHARES = 50
"""Below this many items shares of kinds say less than the numbers."""

MIN_ITEMS_FOR_AVERAGE = 60
"""Below this many items a year an average per month says nothing."""

MIN_DOCUMENTS_FOR_RATE = 10


@derived
def published(names: Source) -> Any:
    """主动公开的条数：公开总数，没有填写时用网站公开数。"""
    stated = names.fact("proactive.items_total")
    return names.fact("proactive.items_website") if stated is None else stated


@derived
def published_before(names: Source) -> Any:
    """上年主动公开的条数：与本年同一口径（同是公开总数，或同是网站公开数），数据范围变了的不算。"""
    if names.find("last.front.scope") != names.fact("front.scope"):
        return None
    fact = "items_website" if names.fact("proactive.items_total") is None else "items_total"
    return names.find(f"last.proactive.{fact}")


_CHANNELS = {
    "items_wechat": "微信公众号",
    "items_weibo": "微博",
    "items_short_video": "短视频账号",
    "items_other_new_media": "",
}


@derived
def channels(names: Source) -> Any:
    """各渠道的发布数：网站、微信、微博、短视频、其他新媒体，只列填了数且不为零的。"""
    website = names.fact("proactive.items_website")
    found: dict[str, Any] = {str(site(names)): website} if website else {}
    return found | _new_media(names)


@derived
def new_media(names: Source) -> Any:
    """新媒体各账号的发布数：微信、微博、短视频、其他新媒体，只列填了数且不为零的。"""
    return _new_media(names)


@derived
def channel_count(names: Source) -> Any:
    """发布渠道数：网站、微信、微博、短视频、其他新媒体、线下中填了数且不为零的有几个。"""
    offline = names.fact("proactive.items_offline.items")
    return (len(channels(names)) + bool(offline)) or None


def _new_media(names: Source) -> dict[str, Any]:
    found = {}
    for fact, word in _CHANNELS.items():
        count = names.fact(f"proactive.{fact}.items")
        if count:
            found[_account(word, names.fact(f"proactive.{fact}.name"))] = count
    return found


def _account(word: str, name: Any) -> str:
    text = bare_clause(str(name)) if name else ""
    if not text:
        return word or "其他新媒体"
    return text if text.startswith(word) and word else f"{word}{quoted(text)}"


@derived
def kinds(names: Source) -> Any:
    """分类公开数：按栏目或类别，只列填了数且不为零的。"""
    counts = names.fact("proactive.items_by_kind")
    return {name: count for name, count in counts.items() if count} if isinstance(counts, Mapping) else None


@derived
def kinds_complete(names: Source) -> Any:
    """分类公开数是否列全：各类都填了数，相加正好等于主动公开的条数。"""
    counts, whole = names.fact("proactive.items_by_kind"), published(names)
    if not isinstance(counts, Mapping) or not isinstance(whole, int):
        return None
    return None not in counts.values() and sum(count for count in counts.values() if count) == whole


@derived
def kind_shares(names: Source) -> Any:
    """分类占比：列全且公开不少于 50 条时，最多的两类各占多少（整数百分比）。"""
    counts, whole = kinds(names), published(names)
    if not counts or len(counts) < 2 or not kinds_complete(names) or whole < MIN_ITEMS_FOR_SHARES:
        return None
    top = sorted(counts.items(), key=lambda item: -item[1])[:2]
    shares = {name: int(Decimal(count) * 100 / whole + Decimal("0.5")) for name, count in top}
    return shares if len(counts) > 2 or sum(shares.values()) == 100 else None


@derived
def items_per_month(names: Source) -> Any:
    """平均每月公开条数：主动公开条数除以 12，取整数；不足 60 条、当年机构有变动的不算。"""
    whole = published(names)
    if not isinstance(whole, int) or whole < MIN_ITEMS_FOR_AVERAGE or names.fact("other.organisation_note"):
        return None
    return int(Decimal(whole) / 12 + Decimal("0.5"))


@derived
def by_attribute(names: Source) -> Any:
    """制发文件按公开属性：三种都填了、相加正好等于制发总数时，只列不为零的。"""
    words = {"proactive": "主动公开", "on_request": "依申请公开", "not_public": "不公开"}
    counts = {word: names.fact(f"proactive.documents_by_attribute.{part}") for part, word in words.items()}
    made = names.fact("proactive.documents_by_attribute.made")
    numbers = [count for count in counts.values() if isinstance(count, int)]
    if len(numbers) < len(counts) or sum(numbers) != made:
        return None
    return {word: count for word, count in counts.items() if count}


@derived
def proactive_rate(names: Source) -> Any:
    """公文主动公开率：主动公开的文件占制发文件的百分比，一位小数；制发不足 10 件的不算。"""
    made = names.fact("proactive.documents_by_attribute.made")
    public = names.fact("proactive.documents_by_attribute.proactive")
    return _rate(public, made, MIN_DOCUMENTS_FOR_RATE)


@derived
def interpreted_share(names: Source) -> Any:
    """解读率：已解读文件占应解读文件的百分比，一位小数；应解读不足 10 件的不算。"""
    needed, done = (
        names.fact("proactive.interpretation_rate.needed"),
        names.fact("proactive.interpretation_rate.done"),
    )
    return _rate(done, needed, MIN_DOCUMENTS_FOR_RATE)


@derived
def pass_rate(names: Source) -> Any:
    """合格率：检查合格的网站和新媒体占检查数的百分比，一位小数；检查不足 20 个的不算。"""
    return _rate(names.fact("platform.monitoring.passed"), names.fact("platform.monitoring.checked"), 20)


@derived
def reply_rate(names: Source) -> Any:
    """留言答复率：答复件数占收到件数的百分比，一位小数；收到不足 20 件的不算。"""
    answered = names.fact("proactive.messages_answered.answered")
    return _rate(answered, names.fact("proactive.messages_answered.received"), 20)


def _rate(part: Any, whole: Any, least: int) -> Number | None:
    if not isinstance(part, int) or not isinstance(whole, int) or whole < least or part > whole:
        return None
    rate = (Decimal(part) * 1000 / whole + Decimal("0.5")) // 1 / 10
    return rate if 0 < rate < 100 or part == whole else None


@derived
def review_method(names: Source) -> Any:
    """信息发布的审核方式。"""
    return chosen(names, "management.review_steps.method")


@derived
def staff_parts(names: Source) -> Any:
    """工作人员：专职、兼职人数，只列不为零的。"""
    words = {"full_time": "专职", "part_time": "兼职"}
    counts = {word: names.fact(f"management.staff.{part}") for part, word in words.items()}
    return {word: count for word, count in counts.items() if count} or None


@derived
def platform_words(names: Source) -> Any:
    """依托平台的说法：网站名称和栏目名称，没有名称时用平台类型。"""
    name = names.fact("platform.main_platform.name")
    column = names.fact("platform.main_platform.column")
    kind = chosen(names, "platform.main_platform.kind")
    if not name:
        return kind
    return f"{bare_clause(str(name))}{f'{quoted(str(column))}栏目' if column else ''}"


_ERRORS = {"表述": "不当表述", "隐私": "未遮蔽的个人信息"}
"""What was put right, where the name of its kind does not say it."""


@derived
def corrected_errors(names: Source) -> Any:
    """改正的差错按类别的处数，只列不为零的；“表述”“隐私”写成不当表述、未遮蔽的个人信息。"""
    counts = names.fact("management.errors_corrected")
    if not isinstance(counts, Mapping):
        return None
    return {_ERRORS.get(kind, kind): count for kind, count in counts.items() if count}


@derived
def cleanup_parts(names: Source) -> Any:
    """规范性文件清理结果：继续有效、废止、失效、修改的件数，只列不为零的。"""
    words = {"kept": "继续有效", "repealed": "废止", "lapsed": "宣布失效", "amended": "修改"}
    counts = {word: names.fact(f"management.normative_cleanup.{part}") for part, word in words.items()}
    return {word: count for word, count in counts.items() if count}


@derived
def column_changes(names: Source) -> Any:
    """栏目调整：新设、优化、合并、关闭的个数，只列不为零的。"""
    words = {"opened": "新设", "improved": "优化", "merged": "合并", "closed": "关闭"}
    counts = {word: names.fact(f"platform.columns_changed.{part}") for part, word in words.items()}
    return {word: count for word, count in counts.items() if count}
