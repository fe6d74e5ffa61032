"""Derived from the profile: how the organ and what belongs to it are called."""

import re
from typing import Any

from reportbot.narrative.derived.registry import Source, derived
from reportbot.narrative.wording import bare_clause
from reportbot.questions import find_answer

GOVERNING = ("government", "government_office")


@derived
def year(names: Source) -> Any:
    """报告年度。"""
    return names.report.year


@derived
def next_year(names: Source) -> Any:
    """报告年度的下一年。"""
    return names.report.year + 1 if names.report.year else None


@derived
def year_before(names: Source) -> Any:
    """报告年度的上一年。"""
    return names.report.year - 1 if names.report.year else None


@derived
def notice_title(names: Source) -> Any:
    """规定本年度格式的通知的名称。"""
    return names.report.form.notice.title


@derived
def notice_number(names: Source) -> Any:
    """规定本年度格式的通知的文号。"""
    return names.report.form.notice.number


@derived
def full_name(names: Source) -> Any:
    """单位全称。"""
    return names.fact("agency.name")


@derived
def organ(names: Source) -> Any:
    """正文里称呼本单位的名称：简称，没有简称时用全称。"""
    return names.fact("agency.short_name") or names.fact("agency.name")


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
def we(names: Source) -> Any:
    """自称：填写了就用填写的，否则由类型和名称推出（我局、我镇、全县），推不出用“我单位”。"""
    if given := names.fact("agency.self_reference"):
        return given
    kind = names.fact("agency.kind")
    name = str(names.fact("agency.name") or "").removesuffix("人民政府")
    if kind == "government":
        return _area(names, name) or organ(names)
    if kind in {"vertical", "government_office"}:
        return organ(names)
    if kind == "authorised" and re.search(r"管(理)?委(员)?会$", name):
        return "管委会"
    for ending in sorted(SELF_REFERENCES, key=len, reverse=True):
        if name.endswith(ending):
            return SELF_REFERENCES[ending]
    return "我单位"


def _area(names: Source, name: str) -> Any:
    if names.fact("front.scope") == "own":
        return None
    return names.fact("agency.region") or (f"全{name[-1]}" if name[-1:] in "省市县区州盟旗" else None)


@derived
def area(names: Source) -> Any:
    """辖区的称呼：填写了就用填写的（全市、全镇），没有填写的由名称推出，推不出就没有。"""
    name = re.sub(r"(人民政府|街道办事处|办公室)*$", "", str(names.fact("agency.name") or ""))
    return names.fact("agency.region") or (
        f"全{name[-1]}" if name[-1:] in tuple("省市县区州盟旗镇乡") else None
    )


@derived
def below(names: Source) -> Any:
    """下级单位的称呼：政府和政府办公室写“所属部门和下级政府”，其他写“所属单位”。"""
    return "所属部门和下级政府" if names.fact("agency.kind") in GOVERNING else "所属单位"


@derived
def assessment_of(names: Source) -> Any:
    """谁考核谁：政府和政府办公室写“对所属部门和下级政府的”，其他写“上级对我局的”（自称）。"""
    return f"对{below(names)}的" if names.fact("agency.kind") in GOVERNING else f"上级对{we(names)}的"


@derived
def meeting(names: Source) -> Any:
    """决策会议的称呼：政府和政府办公室写“政府常务会议”，其他写“办公会议”。"""
    return "政府常务会议" if names.fact("agency.kind") in GOVERNING else "办公会议"


@derived
def site(names: Source) -> Any:
    """公开信息的网站：依托平台的网站名称，没有填写时用公布网站的名称，再没有就写“政府网站”。"""
    name = names.fact("platform.main_platform.name") or names.fact("agency.website.name")
    return bare_clause(str(name)) if name else "政府网站"


_SCOPES = {
    "own": "仅含本机关",
    "with_units": "含本机关和下属单位",
    "area": "含本行政区域内各级各部门",
    "system": "含本系统各单位",
}


@derived
def scope_words(names: Source) -> Any:
    """数据范围的说法。"""
    scope = names.fact("front.scope")
    return _SCOPES[str(scope)] if scope else None


_CONTACT = {
    "agency.address": "地址",
    "agency.postcode": "邮编",
    "agency.phone": "电话",
    "agency.fax": "传真",
    "agency.email": "电子邮箱",
}


@derived
def contact_details(names: Source) -> Any:
    """联系方式：地址、邮编、电话、传真、电子邮箱中填写了的各项。"""
    details = [(word, names.fact(fact)) for fact, word in _CONTACT.items()]
    return "，".join(f"{word}：{bare_clause(str(value))}" for word, value in details if value) or None


@derived
def confirmed(names: Source) -> Any:
    """说明过理由的问题：规则编号和理由，只用于条件。"""
    return {confirmation.code: confirmation.reason for confirmation in names.report.confirmations}


def chosen(names: Source, fact: str) -> str | None:
    """Return the name of the option that was chosen."""
    value = names.fact(fact)
    options = {option.id: option.name for option in find_answer(fact).options} if value is not None else {}
    return options.get(str(value))
