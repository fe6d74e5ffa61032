"""What the name of an organ tells of its kind and level."""

import pytest

from reportbot.organ_names import is_organ, kind_of, level_of


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("上海市人民政府办公厅", "government_office", "province"),
        ("淮安市人民政府", "government", "city"),
        ("淮安市洪泽区人民政府", "government", "county"),
        ("株洲市芦淞区人力资源和社会保障局", "department", "county"),
        ("云河县教育局", "department", "county"),
        ("临江市教育局", "department", "city"),
        ("云河县青石镇人民政府", "township", "township"),
        ("云河县城东街道办事处", "sub_district", "township"),
        ("江苏省水利厅", "department", "province"),
        ("广西壮族自治区水利厅", "department", "province"),
        ("内蒙古自治区兴安盟行政公署", "government", "city"),
        ("延边朝鲜族自治州人民政府", "government", "city"),
        ("长阳土家族自治县人民政府", "government", "county"),
        ("国家税务总局云河县税务局", "vertical", "county"),
        ("云河经济开发区管理委员会", "authorised", None),
        ("国家发展和改革委员会", "department", "national"),
    ],
)
def test_kind_and_level(name: str, kind: str, level: str | None) -> None:
    found, at = kind_of(name), level_of(name)
    assert found
    assert found[0] == kind
    assert (at[0] if at else None) == level


def test_a_city_may_be_a_county_level_one() -> None:
    assert level_of("昆山市教育局") == ("city", False)
    assert kind_of("测试市") == ("government", False)


def test_sentences_are_no_organs() -> None:
    assert is_organ("云河县水利局")
    assert not is_organ("一是加强管理，二是报教育局")
    assert not is_organ("做了工作")
    assert kind_of("某某") is None
