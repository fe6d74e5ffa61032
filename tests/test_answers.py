"""answers.yaml: what people may write, and what they are told when it cannot be read."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportbot.answers import AnswersError, load_answers, read_answers
from reportbot.checks import Finding
from reportbot.errors import InputError
from reportbot.importing import read_report
from reportbot.report import Problem, Report

Findings = Callable[[str], list[Finding]]


def test_official_labels_and_ids_mean_the_same() -> None:
    chinese = load_answers(
        """
        年度: 2024
        统计数据:
          二、主动公开政府信息情况:
            第二十条第（一）项:
              行政规范性文件: {本年制发件数: 2, 本年废止件数: 1, 现行有效件数: 9}
            行政事业性收费: 1.5万元
          三、收到和处理政府信息公开申请情况:
            一、本年新收政府信息公开申请数量: {自然人: 3, 法人或其他组织: {其他: 1}, 总计: 4}
            三、本年度办理结果:
              （三）不予公开:
                1.属于国家秘密: {自然人: 1}
              （六）其他处理:
                3.其他: {其他: 1}
          四、政府信息公开行政复议、行政诉讼情况:
            行政诉讼:
              未经复议直接起诉: {结果维持: 1}
        """
    )
    english = load_answers(
        """
        year: 2024
        statistics:
          disclosure:
            normative_documents: {issued: 2, repealed: 1, in_force: 9}
            fees: {amount_wan: 1.5}
          applications:
            new_received: {natural_person: 3, other_org: 1, total: 4}
            denied_state_secret: {natural_person: 1}
            other_misc: {other_org: 1}
          disputes:
            direct_suit: {upheld: 1}
        """
    )
    assert {cell: chinese.value(cell) for cell in chinese.form.cells} == {
        cell: english.value(cell) for cell in english.form.cells
    }
    assert english.value("disclosure.fees.amount_wan") == Decimal("1.5")


def test_rest_inside_a_row_and_a_table(report: Report) -> None:
    """
    统计数据:
      表二: {行政许可: 3, 其余: 0}
      表三:
        本年新收: {自然人: 2, 其余: 0}
        予以公开: 0
        其余: 0
      表四: 无
    """
    assert report.value("disclosure.penalties.decisions") == 0
    assert report.value("applications.new_received.total") == 2
    assert report.value("applications.granted.total") == 0
    assert report.value("disputes.review.total") == 0
    assert "applications.new_received.total" not in report.cells


def test_a_blank_stays_blank_and_so_does_its_total(report: Report) -> None:
    """
    统计数据:
      表三:
        本年新收: {自然人: 2, 商业企业: }
    """
    assert report.value("applications.new_received.business") is None
    assert report.value("applications.new_received.total") is None


def test_yaml_has_no_surprises(report: Report) -> None:
    """
    单位: {名称: no, 邮编: 012345, 电话: 0555-1234567}
    统计数据:
      表二: {行政许可: 012, 行政处罚: 1_000, 行政强制: no}
    工作情况:
      主动公开: {公开指南更新: {更新日期: 2024-03-01}}
    """
    assert report.facts["agency.name"] == "no"
    assert report.facts["agency.postcode"] == "012345"
    assert report.facts["proactive.guide_updated.date"] == "2024-03-01"
    assert report.value("disclosure.licences.decisions") == 12
    assert report.cell("disclosure.penalties.decisions").raw == "1_000"
    assert report.cell("disclosure.compulsion.decisions").raw == "no"


def test_facts_of_every_type(report: Report) -> None:
    """
    单位:
      类型: 局
      职权: [行政许可, 行政处罚]
    工作情况:
      文首: {落款日期: 2025年1月20日}
      主动公开:
        网站公开数: 1,204条
        微信公众号: 46
        分类公开数: {工作动态: 107, 政策文件: }
        重点领域: 就业创业、养老保险
        会议公开: 没有
      监督保障:
        社会评议: {是否开展: 有, 满意率: 98.5%}
    """
    facts = report.facts
    assert facts["agency.kind"] == "department"
    assert [facts[f"agency.powers.{power}"] for power in ("licences", "penalties", "fees")] == [
        True,
        True,
        False,
    ]
    assert facts["front.issue_date"] == "2025-01-20"
    assert facts["proactive.items_website"] == 1204
    assert facts["proactive.items_wechat.items"] == 46
    assert facts["proactive.items_by_kind"] == {"工作动态": 107, "政策文件": None}
    assert facts["proactive.key_fields"] == ("就业创业", "养老保险")
    assert facts["proactive.meetings_published"] == 0
    assert facts["supervision.social_evaluation.satisfied"] == Decimal("98.5")


def test_problems_may_be_short_or_full(report: Report) -> None:
    """
    问题与改进:
    - 栏目更新慢
    - {种类: 栏目空白或长期不更新, 问题: 人员少, 改进措施: [增加一人], 上年问题进展: 部分解决}
    """
    assert report.problems == (
        Problem("栏目更新慢"),
        Problem("人员少", kind="columns_stale", measures=("增加一人",), state="partly"),
    )


def problems_of(text: str) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        load_answers(text, "a.yaml")
    return [str(problem).replace("\n  ", " | ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度: 2024\n单位信息: 1\n", "a.yaml 第 2 行 第 1 列：不认识“单位信息”这一项 | 是不是“单位”？"),
        ("年度: 2024\n单位: {名子: 甲}\n", "a.yaml 第 2 行 第 6 列：不认识“名子”这一项 | 是不是“名称”？"),
        ("单位: {名称: 甲}\n", "a.yaml 第 1 行 第 1 列：缺少年度 | 请写明报告年度，例如“年度: 2025”"),
        (
            "年度: 二〇二四\n",
            "a.yaml 第 1 行 第 5 列：“二〇二四”不是年度 | 请写四位数的报告年度，例如“年度: 2025”",
        ),
        (
            "年度: 2024\nyear: 2024\n",
            "a.yaml 第 2 行 第 1 列：“year”与第 1 行的“年度”是同一项 | 同一项只能写一次，请删去或合并其中一处",
        ),
        (
            "年度: 2024\n统计数据: {表三: {予以公开: 5}}\n",
            "a.yaml 第 2 行 第 19 列：“予以公开”只写了一个数“5” | 请分栏填写，可写：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
        ),
        (
            "年度: 2020\n统计数据: {表二: {规章: {现行有效件数: 5}}}\n",
            "a.yaml 第 2 行 第 18 列：“规章”里没有“现行有效件数”这一栏 | 这是 2021 年格式的项目；本年度用 2019 年格式，请核对年度",
        ),
        (
            "年度: 2024\n统计数据: {表三: {予以公幵: {自然人: 1}}}\n",
            "a.yaml 第 2 行 第 13 列：表三里没有“予以公幵”这一行 | 是不是“予以公开”？",
        ),
        (
            "年度: 2024\n统计数据: {表二: {其余: 1}}\n",
            "a.yaml 第 2 行 第 17 列：“其余”只能是 0 | 其余各格都没有发生时写“其余: 0”，否则逐格填写",
        ),
        (
            "年度: 2024\n统计数据: {表二: {行政许可: [1]}}\n",
            "a.yaml 第 2 行 第 19 列：“行政许可”下面应当是一组“名称: 内容” | 请换行并缩进两个空格后再写，每项一行",
        ),
        (
            "年度: 2024\n工作情况: {主动公开: {网站公开数: 很多}}\n",
            "a.yaml 第 2 行 第 22 列：“很多”不是整数 | “网站公开数”应当填一个整数（单位：条），例如 12；不知道就留空",
        ),
        (
            "年度: 2024\n待核实: [proactive.items_totals]\n",
            "a.yaml 第 2 行 第 7 列：待核实里的“proactive.items_totals”不是单元格或问题的编号 | 是不是“proactive.items_total”？",
        ),
        (
            "年度: 2024\n待核实: [x.y.z]\n",
            "a.yaml 第 2 行 第 7 列：待核实里的“x.y.z”不是单元格或问题的编号 | 用 reportbot explain 名称 查看编号",
        ),
        (
            "年度: 2024\n单位: {类型: 公司}\n",
            "a.yaml 第 2 行 第 10 列：“类型”没有“公司”这个选项 | 这里可以写：政府、政府办公室、部门",
        ),
        (
            "年度: 2024\n单位: {复议机关: 也许}\n",
            "a.yaml 第 2 行 第 12 列：“也许”不是“是”或“否” | “复议机关”请填 是 或 否",
        ),
        ("年度: 2024\n单位: {职权: [行政许可, 收税]}\n", "a.yaml 第 2 行 第 17 列：“职权”里没有“收税”"),
        (
            "年度: 2024\n其他事项: {信息处理费: 一些}\n",
            "a.yaml 第 2 行 第 15 列：“一些”不是数 | “信息处理费”应当填数字",
        ),
        (
            "年度: 2024\n工作情况: {监督保障: {社会评议: {满意率: 120}}}\n",
            "a.yaml 第 2 行 第 27 列：“120”不是百分比",
        ),
        ("年度: 2024\n工作情况: {文首: {落款日期: 一月}}\n", "a.yaml 第 2 行 第 19 列：“一月”不是日期"),
        (
            "年度: 2024\n工作情况: {主动公开: {分类公开数: [甲]}}\n",
            "a.yaml 第 2 行 第 22 列：“分类公开数”下面应当是一组",
        ),
        (
            "年度: 2024\n工作情况: {主动公开情形: 1}\n",
            "a.yaml 第 2 行 第 8 列：工作情况里没有“主动公开情形”这一节 | 是不是“主动公开”",
        ),
        ("年度: 2024\n单位: {名称: [甲]}\n", "a.yaml 第 2 行 第 10 列：这里应当是一段文字，却是一组内容"),
        (
            "年度: 2024\n问题与改进: 无\n",
            "a.yaml 第 2 行 第 8 列：“问题与改进”应当是一个列表 | 每一条以“- ”开头",
        ),
        ("年度: 2024\n问题与改进: [{改进措施: 甲}]\n", "a.yaml 第 2 行 第 9 列：这一条没有写“问题”"),
        ("年度: 2024\n说明理由: [{规则: T2-002}]\n", "a.yaml 第 2 行 第 8 列：说明理由时缺少规则编号或理由"),
        (
            "年度: 2024\n说明理由: [{规则: T2-002, 理由: 甲, 乙: 1}]\n",
            "a.yaml 第 2 行 第 28 列：不认识“乙”这一项",
        ),
        (
            "年度: 2024\n统计数据: {表二: {行政许可: {note: 甲}}}\n",
            "a.yaml 第 2 行 第 19 列：这一格有备注，却没有数",
        ),
        (
            "年度: 2024\n统计数据: {表二: {行政许可: {value: 1, 注: 甲}}}\n",
            "a.yaml 第 2 行 第 30 列：不认识“注”",
        ),
        ("年度: 2024\n统计数据: {表二: 无}\n", "a.yaml 第 2 行 第 12 列：“表二”下面应当逐行填写"),
        ("年度: 2024\n修改的段落: {平台: 甲}\n", "a.yaml 第 2 行 第 9 列：没有“平台”这一段"),
    ],
)
def test_a_mistake_is_told_with_place_and_remedy(text: str, expected: str) -> None:
    [problem] = problems_of(text)
    assert problem.startswith(expected)


def test_all_mistakes_are_told_at_once_in_order() -> None:
    problems = problems_of("年度: 2024\n单位: {甲: 1}\n统计数据: {表五: 1}\n其他事项: {乙: 2}\n")
    assert [problem.split("：")[0] for problem in problems] == [
        "a.yaml 第 2 行 第 6 列",
        "a.yaml 第 3 行 第 8 列",
        "a.yaml 第 4 行 第 8 列",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度: 2024\n单位:\n\t名称: 甲\n", "行首用了制表符"),
        ("年度: 2024\n单位：{名称: 甲}\n", "全角冒号"),
        ("年度: 2024\n年度: 2023\n", "“年度”重复出现，前一次在第 1 行"),
        ("单位: &a {名称: 甲}\n年度: 2024\n", "引用（& 或 *）"),
        ("单位: {名称: *a}\n年度: 2024\n", "引用（& 或 *）"),
        ("年度: !!int 2024\n", "YAML 标签"),
        ("a: " + "[" * 10000, "嵌套超过 32 层"),
        ("- " * 10000 + "1", "嵌套超过 32 层"),
        ("年度: 2024\n---\n年度: 2023\n", "不止一份内容"),
        ("单位: {名称: 甲\n年度: 2024\n", "括号"),
        ('单位: "甲\n', "引号没有关上"),
        ("", "文件是空的"),
        ("# 只有说明\n", "文件是空的"),
        ("随便写的一段话", "这不是答案文件"),
        ("? {a: 1}\n: 2\n", "应当是一个项目名称"),
    ],
)
def test_broken_yaml_gets_one_clear_message(text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        load_answers(text, "a.yaml")
    assert expected in str(caught.value)
    assert "a.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "GBK"), ("utf-16", "UTF-16")],
)
def test_encodings_are_read_with_a_note(tmp_path: Path, encoding: str, note: str | None) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("年度: 2024\n单位: {名称: 云河县水利局}\n".encode(encoding))
    report = read_answers(path)
    assert report.agency == "云河县水利局"
    assert (note or "") in "".join(report.notes)
    assert bool(report.notes) == bool(note)


def test_last_year_inline_or_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "2023.yaml").write_text("年度: 2023\n统计数据: {表三: 无}\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("年度: 2024\n上年度: 2023.yaml\n", encoding="utf-8")
    from_file = read_report(tmp_path / "a.yaml").previous
    inline = load_answers("年度: 2024\n上年度: {年度: 2023, 统计数据: {表三: 无}}\n").previous
    assert from_file is not None
    assert inline is not None
    assert from_file.cells == inline.cells
    assert (from_file.year, inline.year) == (2023, 2023)


def test_a_missing_last_year_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("年度: 2024\n上年度: 没有.yaml\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_report(tmp_path / "a.yaml")
    assert f"{tmp_path / 'a.yaml'}：读不了“上年度”写的文件" in str(caught.value)
    assert f"{tmp_path / '没有.yaml'}：找不到这个文件" in str(caught.value)


def test_every_line_of_a_text_has_its_place() -> None:
    text = "年度: 2024\n修改的段落:\n  总体情况: |\n    第一句。\n\n    第二句。\n  problems: 没有。\n"
    places = load_answers(text).places
    found = {item: (place.line, place.column) for item, place in places.items() if item.startswith("texts.")}
    assert found == {
        "texts.overview": (3, 9),
        "texts.overview.1": (4, 5),
        "texts.overview.3": (6, 5),
        "texts.problems": (7, 13),
        "texts.problems.1": (7, 13),
    }
