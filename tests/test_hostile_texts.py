"""Whatever stands in the narrative, the text rules neither fail nor take long nor point elsewhere."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.checks import check, selected
from reportbot.form import all_forms, form_by_id
from reportbot.numbers import Cell
from reportbot.report import Report

RULES = selected(("NAR", "TXT", "MET"))
PARTS = ("front", "overview", "problems", "other")
VOCABULARY = (
    "收到 受理 新收 申请 上年结转 予以公开 部分公开 不予公开 其他处理 行政复议 行政诉讼 其中 分别 共 合计 均 未 没有 无 占 比 同比 较上年 增长 下降 持平 "
    "自然人 法人 件 条 次 元 万元 万 亿 % 一 二 十二 两百零三 〇 约 余 以上 近 第 〔2021〕30号 2023年 2024年 12月31日 截止 截至 一是 二是 （一） （ ） 《 》 “ ” "
    "， 。 ； 、 ： 1 0 12 1,361,000 １２ 3.5 1.05% -3 1/3 110105194912310021 13812345678 电话： 邮编： http:// 我局 云河县水利局 水利局 信息处理费 规章 规范性文件 "
    "问题 不足 下一步 将 进一步 有待提高 的的 \n \t \x00 \u200b 𠮷 x"
)
WORDS = VOCABULARY.split(" ")

TEXT = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
    st.text(max_size=120),
    st.text(alphabet="0123456789，。、件占%（）其中分别", max_size=80),
)


def report_with(texts: dict[str, str], form: str, *, published: bool, cells: dict[str, Cell]) -> Report:
    facts = {"agency.name": "云河县水利局"}
    return Report(
        form_by_id(form),
        2024 if form == "2021" else 2020,
        cells,
        facts,
        texts=texts,
        published=published,
        title=texts.get("front") if published else None,
        file="a.html",
    )


@given(data=st.data())
def test_no_text_makes_a_rule_fail(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([form.id for form in all_forms()]))
    names = sorted(form_by_id(form).cells)
    cells = {
        name: Cell(data.draw(st.integers(0, 300))) for name in data.draw(st.lists(st.sampled_from(names)))
    }
    texts = {part: data.draw(TEXT) for part in data.draw(st.sets(st.sampled_from(PARTS)))}
    last = {part: data.draw(st.sampled_from([texts.get(part, ""), ""])) for part in PARTS}
    published = data.draw(st.booleans())
    report = report_with(texts, form, published=published, cells=cells)
    previous = replace(report, texts=last, year=(report.year or 0) - 1)
    for finding in check(replace(report, previous=previous), date(2025, 1, 10), RULES):
        assert finding.places
        assert finding.message
        assert set(finding.cells) <= set(names)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "（",
        "收到申请3件，其中",
        "其中自然人1件、企业2件，",
        "分别占1%、2%、",
        "同比增长3%，",
        "一是问题不足；",
        "2023年，",
        "《",
        "我局",
        "1" * 30 + "，",
        "《中华人民共和国政府信息公开条例》",
        "水利局",
        "占1",
        "进一步",
    ],
)
def test_a_huge_text_takes_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    report = report_with(dict.fromkeys(PARTS, text[:250_000]), "2021", published=True, cells={})
    start = time.process_time()
    check(report, date(2025, 1, 10), RULES)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(("now", "before"), [(10**45, 3), (3, 10**45), (10**45, 10**45 + 3)])
@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件，同比增长20.333333333333%。",
        "予以公开1件，占3.333333333333%；其中自然人1件，占33.33%。",
        "公开信息由上年的3条增加到999999999999999999999999条，增长2.555555555555倍。",
        f"收到申请一{'亿' * 20}件，同比增长1倍。",
    ],
)
def test_figures_of_any_length_are_compared(text: str, now: int, before: int) -> None:
    names = form_by_id("2021").cells
    report = report_with({"overview": text}, "2021", published=True, cells=dict.fromkeys(names, Cell(now)))
    previous = replace(report, cells=dict.fromkeys(names, Cell(before)), year=2023)
    found = check(replace(report, previous=previous), date(2025, 1, 10), selected(["NAR"]))
    assert [finding for finding in found if finding.status == "open"]
