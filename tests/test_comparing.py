"""``why`` and ``diff``: where a number comes from, and what differs, in official words."""

from dataclasses import replace
from pathlib import Path

import pytest

from reportbot.answers import load_answers
from reportbot.cell_names import find_cell, short_name
from reportbot.cli.app import run
from reportbot.comparing import differences
from reportbot.errors import InputError
from reportbot.form import all_forms, form_for_year
from reportbot.report import Report
from reportbot.tracing import trace

from .conftest import EXAMPLES

HUAIAN = str(EXAMPLES / "huaian-2024" / "answers.yaml")


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("表三/（七）/总计", "applications.result_total.total"),
        ("表三 （四）1 总计", "applications.unavailable_not_held.total"),
        ("表三/(四)/1./总计", "applications.unavailable_not_held.total"),
        ("（四）1", "applications.unavailable_not_held.total"),
        ("三/一/自然人", "applications.new_received.natural_person"),
        (
            "三、本年度办理结果/（三）不予公开/1.属于国家秘密/自然人",
            "applications.denied_state_secret.natural_person",
        ),
        ("予以公开", "applications.granted.total"),
        ("部分公开/商业企业", "applications.partial.business"),
        ("（六）3.其他/其他", "applications.other_misc.other_org"),
        ("本年新收", "applications.new_received.total"),
        ("行政许可", "disclosure.licences.decisions"),
        ("表二/规章/现行有效件数", "disclosure.government_rules.in_force"),
        ("表四/行政复议/结果维持", "disputes.review.upheld"),
        ("行政诉讼/未经复议直接起诉/总计", "disputes.direct_suit.total"),
        ("disputes.review.total", "disputes.review.total"),
    ],
)
def test_official_words_find_a_cell(words: str, cell: str) -> None:
    assert find_cell(form_for_year(2024), words) == cell


def test_a_label_with_a_slash_is_one_label() -> None:
    assert find_cell(form_for_year(2020), "行政许可/本年增/减") == "disclosure.licences.items_change"


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_short_name_finds_its_cell(form) -> None:  # type: ignore[no-untyped-def]
    for cell in form.cells:
        assert find_cell(form, short_name(form, cell)) == cell


def test_words_that_mean_nothing_or_too_much_are_refused() -> None:
    with pytest.raises(InputError, match="没有“表五/总计”这一格"):
        find_cell(form_for_year(2024), "表五/总计")
    with pytest.raises(InputError, match="可以指好几格：表三 （三）不予公开"):
        find_cell(load_answers("年度: 2024").form, "1/自然人")


def test_why_tells_origin_source_last_year_note_and_sums(report: Report) -> None:
    """
    统计数据:
      表三:
        本年新收: {自然人: 12, 其余: 0}
        上年结转: {自然人: {value: 3, note: 含原城乡规划局 1 件}, 其余: 0}
        予以公开: {自然人: 11, 其余: 0}
        结转下年度: {自然人: 3, 其余: 0}
        其余: 0
    上年度: {年度: 2023, 统计数据: {表三: {上年结转: {自然人: 1, 其余: 0}, 结转下年度: {自然人: 2, 其余: 0}}}}
    来源: {applications.carried_in: 2023 年报告}
    待核实: [applications.carried_in.natural_person]
    """
    assert list(trace(report, "applications.carried_in.natural_person")) == [
        "表三 二、上年结转政府信息公开申请数量 / 自然人（applications.carried_in.natural_person）",
        "数：3",
        "来历：填写的，answers.yaml 第 5 行 第 25 列",
        "来源：2023 年报告",
        "备注：含原城乡规划局 1 件",
        "状态：待核实",
        "上年（2023 年度）：1",
        "应当等于上年的“表三 四、结转下年度继续办理 / 自然人”：2",
        "核对 T3-001：一、本年新收政府信息公开申请数量 12 ＋ 二、上年结转政府信息公开申请数量 3 ＝ "
        "（七）总计 11 ＋ 四、结转下年度继续办理 3（不平，相差 1）",
        "核对 T3-003：总计 3 ＝ 自然人 3 ＋ 其余 5 格 0（平）",
    ]


def test_why_of_a_derived_total_shows_its_operands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", HUAIAN, "表三/（七）/总计"]) == 0
    out = capsys.readouterr().out
    assert "数：3050\n来历：没有填，由下面各格相加算出\n" in out
    assert "核对 T3-002：（七）总计 3050 ＝ （一）予以公开 1362 ＋ （二）部分公开 454 ＋ （三）1 2 ＋ " in out


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("行政许可", ["数：“12(2019)”（不是数字）", "来历：填写的，answers.yaml 第 2 行 第 19 列"]),
        ("行政处罚", ["数：3（写的是“3件”）", "来历：填写的，answers.yaml 第 2 行 第 35 列"]),
        ("行政强制", ["数：空白", "来历：没有填"]),
        ("予以公开", ["数：空白", "来历：没有填，相加的各格也没有填全"]),
    ],
)
def test_why_keeps_apart_what_was_typed_and_what_was_not(cell: str, lines: list[str]) -> None:
    report = load_answers("年度: 2024\n统计数据: {表二: {行政许可: 12(2019), 行政处罚: 3件}}", "answers.yaml")
    assert list(trace(report, find_cell(report.form, cell)))[1:3] == lines


def test_why_says_when_last_years_form_has_no_such_cell() -> None:
    report = load_answers("年度: 2021\n上年度: {年度: 2020}\n统计数据: {表二: {规章: {现行有效件数: 3}}}")
    [line] = [line for line in trace(report, "disclosure.government_rules.in_force") if "上年" in line]
    assert line.startswith("上年（2020 年度）：没有可比的数，2019 年格式的“对外公开总数量”包含已经失效的文件")


def test_a_wrong_cell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", HUAIAN, "表九/总计"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "没有“表九/总计”这一格" in said.err


OLD = """
年度: 2023
单位: {名称: 云河县水利局, 类型: 部门}
统计数据:
  表二: {行政许可: 12(2019)}
  表三: {本机关不掌握相关政府信息: {自然人: 3, 其余: 0}, 予以公开: {自然人: 1, 其余: 0}}
工作情况: {主动公开: {网站公开数: 240}, 监督保障: {督查检查: {次数: 2}}}
问题与改进: [{问题: 栏目更新慢, 改进措施: [每两周巡查]}]
修改的段落: {总体情况: "第一段。\\n第二段。"}
"""
NEW = """
年度: 2024
单位: {名称: 云河县水务局, 类型: 政府办}
统计数据:
  表二: {行政许可: 12}
  表三: {本机关不掌握相关政府信息: {自然人: 5, 其余: 0}, 予以公开: {自然人: 1}}
工作情况: {主动公开: {网站公开数: 260}, 监督保障: {工作考核: 是}}
问题与改进: [{问题: 栏目更新慢, 改进措施: [每周巡查]}]
修改的段落: {总体情况: "第一段。\\n改了的第二段。"}
"""


def test_differences_are_told_in_official_words() -> None:
    assert list(differences(load_answers(OLD), load_answers(NEW))) == [
        "单位 云河县水利局 → 云河县水务局",
        "年度 2023 → 2024",
        "表二 行政许可 本年处理决定数量 “12(2019)” → 12",
        "表三 （一）予以公开 商业企业 0 → 空白",
        "表三 （一）予以公开 科研机构 0 → 空白",
        "表三 （一）予以公开 社会公益组织 0 → 空白",
        "表三 （一）予以公开 法律服务机构 0 → 空白",
        "表三 （一）予以公开 其他 0 → 空白",
        "表三 （一）予以公开 总计 1 → 空白",
        "表三 （四）1 自然人 3 → 5（本机关不掌握相关政府信息）",
        "表三 （四）1 总计 3 → 5（本机关不掌握相关政府信息）",
        "单位 类型 部门 → 政府办公室",
        "主动公开 网站公开数 240 → 260",
        "监督保障 督查检查 次数 2 → 没有回答",
        "监督保障 工作考核 是否纳入 没有回答 → 是",
        "问题与改进：",
        "  - 栏目更新慢；改进措施：每两周巡查",
        "  + 栏目更新慢；改进措施：每周巡查",
        "修改的段落 overview：",
        "  - 第二段。",
        "  + 改了的第二段。",
    ]


def test_other_forms_and_published_texts_are_compared_as_far_as_they_go() -> None:
    old = load_answers("年度: 2020\n单位: {名称: 云河县水利局}")
    new = replace(load_answers("年度: 2021\n单位: {名称: 云河县水利局}"), published=True)
    new = new.with_text("problems", "栏目更新慢。")
    told = list(differences(old, new))
    assert told[:2] == ["年度 2020 → 2021", "格式 2019 → 2021"]
    assert "两份报告的格式不同（2019 年、2021 年），含义不同的格子没有比较" in told
    assert told[-3:] == [
        "五、存在的主要问题及改进情况：",
        "  - 【待补充：存在的主要问题和改进情况】",
        "  + 栏目更新慢。",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "分类公开数: {政策文件: 12}",
            "分类公开数: {政策文件: 12, 其他: null}",
            "主动公开 分类公开数 政策文件 12 → 政策文件 12、其他 没有数",
        ),
        ("重点领域: 教育、医疗", "重点领域: 无", "主动公开 重点领域 教育、医疗 → 无"),
        ("网站公开数: 无", "网站公开数:", "主动公开 网站公开数 0 → 没有回答"),
    ],
)
def test_facts_of_every_type_are_printed(old: str, new: str, line: str) -> None:
    texts = [f"年度: 2024\n工作情况:\n  主动公开:\n    {fact}\n" for fact in (old, new)]
    assert list(differences(*map(load_answers, texts))) == [line]


def test_diff_of_the_same_file_and_of_a_missing_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", HUAIAN, HUAIAN]) == 0
    assert capsys.readouterr().out == "没有不同。\n"
    assert run(["diff", HUAIAN, str(tmp_path / "没有.yaml")]) == 2
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    assert run(["diff", str(old), str(new)]) == 0
    assert "表三 （四）1 总计 3 → 5" in capsys.readouterr().out
