"""Derived figures and phrases: each with its definition in one place and a trace.

A function returns None when something it needs has no value; a sentence that uses the
name is then left out. Its docstring, in Chinese, is the definition shown to users.
"""

import functools
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from reportbot.form import Form
from reportbot.labels import bare, normalise
from reportbot.narrative.wording import bare_clause, join, parts
from reportbot.numbers import Number
from reportbot.questions import find_answer

if TYPE_CHECKING:
    from reportbot.narrative.names import Names

Derive = Callable[["Names"], Any]
DERIVED: dict[str, Derive] = {}
"""Derived figures by name; each function's docstring is its definition."""


def derived(function: Derive) -> Derive:
    """Register a derived figure under the function's name."""
    DERIVED[function.__name__] = function
    return function


def _sum(names: "Names", cells: list[str]) -> Number | None:
    values = [names.cell(cell) for cell in cells]
    filled = [value for value in values if value is not None]
    return sum(filled) if filled and len(filled) == len(values) else None


def _totals(names: "Names", prefix: str) -> list[str]:
    form = names.report.form
    return [
        cell for cell in form.cells if cell.startswith(f"applications.{prefix}") and cell.endswith(".total")
    ]


def _disputes(names: "Names", outcome: str) -> Number | None:
    blocks = ("review", "direct_suit", "suit_after_review")
    return _sum(names, [f"disputes.{block}.{outcome}" for block in blocks])


@derived
def received(names: "Names") -> Any:
    """本年新收申请：表三第一项总计。"""
    return names.cell("applications.new_received.total")


@derived
def carried_in(names: "Names") -> Any:
    """上年结转申请：表三第二项总计。"""
    return names.cell("applications.carried_in.total")


@derived
def handled(names: "Names") -> Any:
    """本年应办申请：表三第一项加第二项。"""
    return _sum(names, ["applications.new_received.total", "applications.carried_in.total"])


@derived
def completed(names: "Names") -> Any:
    """本年办结申请：表三（七）总计。"""
    return names.cell("applications.result_total.total")


@derived
def carried_out(names: "Names") -> Any:
    """结转下年度申请：表三第四项总计。"""
    return names.cell("applications.carried_out.total")


@derived
def denied(names: "Names") -> Any:
    """不予公开：表三（三）各格总计之和。"""
    return _sum(names, _totals(names, "denied_"))


@derived
def duplicated(names: "Names") -> Any:
    """重复类申请：重复申请、大量反复申请、要求确认或重新出具三格之和。"""
    rows = ("refused_duplicate", "refused_excessive", "refused_reconfirm")
    return _sum(names, [f"applications.{row}.total" for row in rows])


@derived
def organisations(names: "Names") -> Any:
    """法人或其他组织提出的新收申请：五类组织之和。"""
    columns = ("business", "research", "public_welfare", "legal_service", "other_org")
    return _sum(names, [f"applications.new_received.{column}" for column in columns])


@derived
def reviews(names: "Names") -> Any:
    """行政复议：表四行政复议总计。"""
    return names.cell("disputes.review.total")


@derived
def suits(names: "Names") -> Any:
    """行政诉讼：未经复议直接起诉与复议后起诉的总计之和。"""
    return _sum(names, ["disputes.direct_suit.total", "disputes.suit_after_review.total"])


@derived
def corrected(names: "Names") -> Any:
    """被纠正的案件：表四三组结果纠正之和。"""
    return _disputes(names, "corrected")


@derived
def pending(names: "Names") -> Any:
    """尚未审结的案件：表四三组之和。"""
    return _disputes(names, "pending")


@derived
def closed(names: "Names") -> Any:
    """审结的案件：表四三组结果维持、结果纠正、其他结果之和。"""
    sums = [_disputes(names, outcome) for outcome in ("upheld", "corrected", "other")]
    return None if None in sums else sum(value for value in sums if value is not None)


@derived
def first_disputes(names: "Names") -> Any:
    """首次争议：行政复议与未经复议直接起诉之和（复议后起诉是同一争议）。"""
    return _sum(names, ["disputes.review.total", "disputes.direct_suit.total"])


@derived
def results(names: "Names") -> Any:
    """办理结果：表三（一）至（六）各组总计，只列不为零的组。"""
    found = {}
    for label, cells in result_groups(names.report.form):
        value = _sum(names, list(cells))
        if value is None:
            return None
        if value:
            found[label] = value
    return found


@functools.cache
def result_groups(form: Form) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the six groups of outcomes: printed name and the total cells in each."""
    groups: dict[str, list[str]] = {}
    for cell in form.cells_of("applications"):
        if len(cell.row) > 1 and cell.leaf.id == "total" and not cell.row[-1].total:
            groups.setdefault(normalise(bare(cell.row[1].label)), []).append(cell.id)
    return tuple((label, tuple(cells)) for label, cells in groups.items())


@derived
def year(names: "Names") -> Any:
    """报告年度。"""
    return names.report.year


@derived
def notice_title(names: "Names") -> Any:
    """规定本年度格式的通知的名称。"""
    return names.report.form.notice.title


@derived
def notice_number(names: "Names") -> Any:
    """规定本年度格式的通知的文号。"""
    return names.report.form.notice.number


@derived
def organ(names: "Names") -> Any:
    """正文里称呼本单位的名称：简称，没有简称时用全称。"""
    return names.known("agency.short_name") or names.known("agency.name")


SELF_REFERENCES = {
    "街道办事处": "我街道",
    "街道": "我街道",
    "局": "我局",
    "委员会": "我委",
    "委": "我委",
    "厅": "我厅",
    "办公室": "我办",
    "办": "我办",
    "镇": "我镇",
    "乡": "我乡",
    "中心": "我中心",
    "馆": "我馆",
    "队": "我队",
    "关": "我关",
    "站": "我站",
    "院": "我院",
    "分局": "我局",
}
"""How an organ calls itself, by the end of its name; the longest end counts."""


@derived
def we(names: "Names") -> Any:
    """自称：填写了就用填写的，否则由类型和名称推出（我局、我镇、全县），推不出用“我单位”。"""
    if given := names.known("agency.self_reference"):
        return given
    kind = names.known("agency.kind")
    name = str(names.known("agency.name") or "").removesuffix("人民政府")
    if kind == "government":
        return names.known("agency.region") or (
            f"全{name[-1]}" if name[-1:] in "省市县区州盟旗" else organ(names)
        )
    if kind in {"vertical", "government_office"}:
        return organ(names)
    if kind == "authorised" and re.search(r"管(理)?委(员)?会$", name):
        return "管委会"
    for ending in sorted(SELF_REFERENCES, key=len, reverse=True):
        if name.endswith(ending):
            return SELF_REFERENCES[ending]
    return "我单位"


@derived
def site(names: "Names") -> Any:
    """公开信息的网站：依托平台的网站名称，没有填写时用公布网站的名称，再没有就写“政府网站”。"""
    name = names.known("platform.main_platform.name") or names.known("agency.website.name")
    return bare_clause(str(name)) if name else "政府网站"


_SCOPES = {
    "own": "仅含本机关",
    "with_units": "含下属单位",
    "area": "含本行政区域内各级各部门",
    "system": "含本系统各单位",
}


@derived
def scope_words(names: "Names") -> Any:
    """数据范围的说法。"""
    scope = names.known("front.scope")
    return _SCOPES[str(scope)] if scope else None


_CONTACT = {
    "agency.address": "地址",
    "agency.postcode": "邮编",
    "agency.phone": "电话",
    "agency.fax": "传真",
    "agency.email": "电子邮箱",
}


@derived
def contact_details(names: "Names") -> Any:
    """联系方式：地址、邮编、电话、传真、电子邮箱中填写了的各项。"""
    details = [(word, names.known(fact)) for fact, word in _CONTACT.items()]
    return "，".join(f"{word}：{bare_clause(str(value))}" for word, value in details if value)


@derived
def kind_shares(names: "Names") -> Any:
    """分类占比：各类之和等于公开总数（或网站公开数）且不少于 50 条时，写前两类的整数百分比。"""
    counts = names.known("proactive.items_by_kind")
    total = names.known("proactive.items_total")
    total = names.known("proactive.items_website") if total is None else total
    if not isinstance(counts, Mapping) or not isinstance(total, int) or total < MIN_ITEMS_FOR_SHARES:
        return ""
    filled = {name: count for name, count in counts.items() if count}
    if None in counts.values() or sum(filled.values()) != total or len(filled) < 2:
        return ""
    if len(filled) == 2:
        share = _whole_percent(next(iter(filled.values())), total)
        return f"分别约占{share}%和{100 - share}%"
    top = sorted(filled.items(), key=lambda item: -item[1])[:2]
    return "其中" + "、".join(f"{name}约占{_whole_percent(count, total)}%" for name, count in top)


MIN_ITEMS_FOR_SHARES = 50


def _whole_percent(part: int, whole: int) -> int:
    return int((Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP))


@derived
def no_disputes(names: "Names") -> Any:
    """表四各格都是 0。"""
    cells = [cell.id for cell in names.report.form.cells_of("disputes")]
    values = [names.cell(cell) for cell in cells]
    if any(values):
        return False
    return None if None in values else True


def _outcomes(names: "Names", blocks: tuple[str, ...]) -> str | None:
    words = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
    found: dict[str, Number] = {}
    for outcome, word in words.items():
        value = _sum(names, [f"disputes.{block}.{outcome}" for block in blocks])
        if value is None:
            return None
        if value:
            found[word] = value
    total = sum(found.values())
    if len(found) == 1:
        return f"{'均为' if total > 1 else '为'}{next(iter(found))}"
    return f"其中{parts(found)}"


@derived
def review_outcomes(names: "Names") -> Any:
    """行政复议各种结果的件数，只列不为零的。"""
    return _outcomes(names, ("review",))


@derived
def suit_outcomes(names: "Names") -> Any:
    """行政诉讼（两组合计）各种结果的件数，只列不为零的。"""
    return _outcomes(names, ("direct_suit", "suit_after_review"))


def _choice_name(names: "Names", fact: str) -> str | None:
    value = names.known(fact)
    options = {option.id: option.name for option in find_answer(fact).options}
    return options.get(str(value)) if value is not None else None


@derived
def review_method(names: "Names") -> Any:
    """信息发布的审核方式。"""
    return _choice_name(names, "management.review_steps.method")


@derived
def staff_words(names: "Names") -> Any:
    """工作人员：专职、兼职人数，只写不为零的。"""
    counts = {
        "专职": names.known("management.staff.full_time"),
        "兼职": names.known("management.staff.part_time"),
    }
    return join(f"{word}工作人员{count}人" for word, count in counts.items() if count) or None


@derived
def normative_words(names: "Names") -> Any:
    """行政规范性文件制发、废止、现行有效件数（表二），没有制发、废止的用文字说明。"""
    cells = [f"disclosure.normative_documents.{column}" for column in ("issued", "repealed", "in_force")]
    issued, repealed, in_force = (names.cell(cell) for cell in cells)
    if issued is None or repealed is None or in_force is None:
        return None
    if not issued and not repealed:
        return f"全年未制发行政规范性文件，现行有效{in_force}件"
    made = f"制发行政规范性文件{issued}件" if issued else "未制发行政规范性文件"
    return f"全年{made}，{f'废止{repealed}件，' if repealed else ''}现行有效{in_force}件"


@derived
def platform_words(names: "Names") -> Any:
    """依托平台的说法：网站名称和栏目名称，没有名称时用平台类型。"""
    name = names.known("platform.main_platform.name")
    column = names.known("platform.main_platform.column")
    if not name:
        return _choice_name(names, "platform.main_platform.kind")
    return f"{bare_clause(str(name))}{f'“{bare_clause(str(column))}”栏目' if column else ''}"
