"""What the full name of an organ tells of its kind and level, and only what it makes certain.

A 某某市 may be a prefecture or of county level: its name alone does not say.
"""

import re

MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
"""Cities that are provinces."""

_KINDS = (
    (r"(?:镇|乡|苏木)人民政府|镇政府|乡政府", "township"),
    (r"人民政府", "government"),
    (r"政府办公厅|政府办公室|政府办", "government_office"),
    (r"街道办事处|街道办|街道", "sub_district"),
    (r"税务局|海关|气象局|烟草专卖局|海事局", "vertical"),
    (r"管理委员会|管委会", "authorised"),
    (r"局|厅|委员会|委|司|办公室|办", "department"),
)
"""Kinds by the end of a name; the first that fits counts."""

_ZONE = r"(?:开发|园|景|社|地|自治|保税|高新|示范|管理|林|矿)区"
"""What ends in 区 and is no district."""

_TOWNSHIP = re.compile(r"[镇乡]人民政府$|苏木人民政府$|街道(?:办事处|办)?$")
_COUNTY = re.compile(r"[一-龥]{2}(?:[县旗]|(?:新区|区)(?![域划]))|市.+市")
_PREFECTURE = re.compile(r"自治州|盟|地区")


def kind_of(name: str | None) -> str | None:
    """Return the kind of organ that a full name makes certain, None otherwise."""
    return next((kind for ending, kind in _KINDS if re.search(rf"(?:{ending})$", name or "")), None)


def level_of(name: str | None) -> str | None:
    """Return the level that a full name makes certain, None otherwise."""
    place = name or ""
    if _TOWNSHIP.search(place):
        return "township"
    below = re.sub(r"^.{2,8}?自治区", "", place)
    if _COUNTY.search(re.sub(_ZONE, "", below)):
        return "county"
    if _PREFECTURE.search(place):
        return "city"
    if place.startswith(MUNICIPALITIES):
        return "province"
    inside = re.match(r".{2,8}?(?:省|自治区)", place)
    return "province" if inside and "市" not in place[inside.end() :] else None
