"""What the name of an organ makes certain, and what it leaves open."""

import pytest

from reportbot.organ import kind_of, level_of


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("株洲市芦淞区人力资源和社会保障局", "department", "county"),
        ("云河县规划局", "department", "county"),
        ("上海市人民政府办公厅", "government_office", "province"),
        ("上海市浦东新区人民政府", "government", "county"),
        ("淮安市洪泽区人民政府", "government", "county"),
        ("淮安市人民政府", "government", None),
        ("慈溪市水利局", "department", None),
        ("延边朝鲜族自治州人民政府", "government", "city"),
        ("兴安盟审计局", "department", "city"),
        ("江苏省水利厅", "department", "province"),
        ("广西壮族自治区人民政府", "government", "province"),
        ("广西壮族自治区南宁市青秀区教育局", "department", "county"),
        ("青石镇人民政府", "township", "township"),
        ("大明湖街道办事处", "sub_district", "township"),
        ("国家税务总局云河县税务局", "vertical", "county"),
        ("苏州工业园区管理委员会", "authorised", None),
        ("测试市", None, None),
        (None, None, None),
    ],
)
def test_kind_and_level(name: str | None, kind: str | None, level: str | None) -> None:
    assert (kind_of(name), level_of(name)) == (kind, level)
