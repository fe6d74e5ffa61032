"""What is recognised in published reports, case by case. The docstring of a test is the file."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.errors import InputError, Place
from reportbot.form import all_forms
from reportbot.importing import read_report
from reportbot.importing.aspects import by_aspect
from reportbot.importing.blocks import Line
from reportbot.importing.encodings import decode_page
from reportbot.importing.front import contact, full_name, read_title
from reportbot.importing.html import read_html
from reportbot.importing.parts import is_furniture
from reportbot.importing.problems import split_problems
from reportbot.importing.recognise import recognise
from reportbot.importing.text import read_text
from reportbot.report import Report

from .conftest import EXAMPLES
from .layouts import html_rows, page

Kinds = list[tuple[str, str]]

APPLICATIONS_HEAD = """\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况
自然人 | 法人或其他组织 | 总计
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
"""


@pytest.fixture
def found(text: str) -> Report:
    """The report that the docstring is a text copy of."""
    if not text.startswith("<"):
        return recognise(read_text(text.encode()), "a.txt")
    return recognise(read_html(text.encode()), "a.html")


def kinds(report: Report, *wanted: str) -> Kinds:
    return [(remark.kind, remark.text) for remark in report.remarks if remark.kind in wanted]


def row(report: Report, line: str) -> list[object]:
    cells = [cell for cell in report.form.cells if cell.startswith(f"{line}.")]
    return [
        report.cell(cell).value if not report.cell(cell).unreadable else report.cell(cell).raw
        for cell in cells
    ]


def test_permuted_columns_are_refused(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数
    规章 | 11 | 1 | 0
    """
    assert row(found, "disclosure.government_rules") == [None, None, None]
    assert kinds(found, "row_unplaced") == [("row_unplaced", "规章：11、1、0")]


def test_headings_of_the_other_form_are_refused(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
    规章 | 1 | 0 | 11
    信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
    行政许可 | 2 | 10 | 12
    其他对外管理服务事项 | 5 | 0 | 5
    信息内容 | 本年收费金额（单位：万元）
    行政事业性收费 | 3.5
    """
    assert found.form.id == "2021"
    assert row(found, "disclosure.government_rules") == [1, 0, 11]
    assert row(found, "disclosure.licences") == [None]
    assert str(found.value("disclosure.fees.amount_wan")) == "3.5"
    assert kinds(found, "row_unplaced") == [("row_unplaced", "行政许可：2、10、12")]
    assert kinds(found, "foreign_item") == [
        ("foreign_item", "上一年项目数量"),
        ("foreign_item", "本年增/减"),
        ("foreign_item", "其他对外管理服务事项：5、0、5"),
    ]
    assert found.rows_outside_the_form == {
        "其他对外管理服务事项 / 第1个数": 5,
        "其他对外管理服务事项 / 第2个数": 0,
        "其他对外管理服务事项 / 第3个数": 5,
    }


def test_another_unit_of_money_is_refused(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
    规章 | 1 | 0 | 11
    信息内容 | 本年收费金额（单位：元）
    行政事业性收费 | 35000
    """
    assert found.value("disclosure.fees.amount_wan") is None
    assert kinds(found, "row_unplaced") == [("row_unplaced", "行政事业性收费：35000")]


def test_without_headings_no_number_is_placed(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    规章 | 1 | 0 | 11
    行政规范性文件 | 1 | 0 | 11
    行政许可 | 7
    """
    assert not any(found.value(cell) is not None for cell in found.form.cells)


def test_short_rows_are_refused_and_told(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    信息内容 本年制发件数 本年废止件数 现行有效件数
    规章 1 11
    行政规范性文件 4 0 9
    """
    assert row(found, "disclosure.government_rules") == [None, None, None]
    assert row(found, "disclosure.normative_documents") == [4, 0, 9]
    assert found.place("disclosure.normative_documents.issued").line == 5
    assert kinds(found, "row_unplaced") == [("row_unplaced", "规章：1、11")]


def test_texts_in_number_cells_keep_their_words(found: Report) -> None:
    """
    <h1>某某局2020年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>
    <table><tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>
    <tr><td>行政许可</td><td>增98</td><td>增98</td><td>1<br>2</td></tr>
    <tr><td>其他对外管理服务事项</td><td>５</td><td>−3</td><td>0/0</td></tr></table>
    """
    assert row(found, "disclosure.licences") == ["增98", 98, "1 / 2"]
    assert row(found, "disclosure.other_services") == [5, -3, "0/0"]


def test_labels_that_name_their_group(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    三、收到和处理政府信息公开申请情况
    项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
    （三）不予公开／1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1
    三、本年度办理结果（六）其他处理3.其他 | 2 | 0 | 0 | 0 | 0 | 0 | 2
    """
    assert row(found, "applications.denied_state_secret") == [1, 0, 0, 0, 0, 0, 1]
    assert row(found, "applications.other_misc") == [2, 0, 0, 0, 0, 0, 2]


def test_a_row_printed_twice_with_other_numbers_is_not_read() -> None:
    text = (
        "某某局2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        f"{APPLICATIONS_HEAD}（一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n（一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2\n"
    )
    report = recognise(read_text(text.encode()))
    assert row(report, "applications.granted") == [None] * 7
    assert [text for _, text in kinds(report, "row_unplaced")] == [
        "（一）予以公开：1、0、0、0、0、0、1",
        "（一）予以公开：2、0、0、0、0、0、2",
    ]


@pytest.mark.parametrize("hidden", ['hidden=""', 'style="Display : NONE"'])
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    lines = [
        f"<p {hidden}>一、总体情况</p><p>一、<b>总体</b><span {hidden}>别的</span>情况</p>",
        f"<p>做了<script>var a = 1</script>工<font>作</font>。<a {hidden}>更多</a></p><p>二、主动公开政府信息情况</p>",
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>",
        f"<tr {hidden}><td>规章</td><td>7</td><td>7</td><td>7</td></tr>",
        f"<tr><td><span>规</span><b>章</b></td><td {hidden}>9</td><td>1</td><td>2</td><td>3</td></tr></table>",
    ]
    report = recognise(read_html("".join(lines).encode()))
    assert report.texts["overview"] == "做了工作。"
    assert row(report, "disclosure.government_rules") == [1, 2, 3]


def test_many_rows_without_labels_are_not_taken_by_their_order() -> None:
    numbers = "".join(f"{number} 0 0 0 0 0 {number}\n" for number in range(25))
    text = f"某某局2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{APPLICATIONS_HEAD}{numbers}"
    report = recognise(read_text(text.encode()))
    assert not any(report.value(cell) is not None for cell in report.form.cells)
    assert len(kinds(report, "row_outside")) == 25


def test_headings_are_recognised_in_their_variants(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    目录
    一、总体情况
    二、主动公开政府信息情况
    六、其他需要报告的事项
    一、总体情况。2024年做了工作。
    三、收到和处理政府信息公开申请情况
    二、主动公开政府信息情况
    五、存在问题和改进措施
    一是问题。
    六、其他需要报告的事项
    无。
    七、附件
    """
    assert found.texts == {"overview": "2024年做了工作。", "problems": "一是问题。", "other": "无。"}
    assert kinds(found, "heading_variant") == [("heading_variant", "五、存在问题和改进措施")]
    assert kinds(found, "part_outside") == [("part_outside", "七、附件")]
    assert kinds(found, "heading_order") == [("heading_order", "二、主动公开政府信息情况")]
    assert [one.official for one in found.remarks if one.kind == "heading_missing"] == [
        "四、政府信息公开行政复议、行政诉讼情况"
    ]


def test_tables_published_as_pictures_are_told(found: Report) -> None:
    """
    <h1>某某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>做了工作。</p>
    <p>二、主动公开政府信息情况</p><p><img src="1.png"></p><p>三、收到和处理政府信息公开申请情况</p>
    <p>六、其他需要报告的事项</p><p>无。</p><p>某某局</p><p>2025年1月20日</p><p>【打印】</p>
    """
    assert [(one.kind, one.official) for one in found.remarks if one.kind.startswith("table")] == [
        ("table_image", "二、主动公开政府信息情况"),
        ("table_missing", "三、收到和处理政府信息公开申请情况"),
        ("table_missing", "四、政府信息公开行政复议、行政诉讼情况"),
    ]
    assert found.texts["other"] == "无。"
    assert (found.facts["front.signature"], found.facts["front.issue_date"]) == ("某某局", "2025-01-20")


def test_a_report_laid_out_as_one_column_table_is_opened(found: Report) -> None:
    """
    <table><tr><td>某某局2024年政府信息公开工作年度报告</td></tr><tr><td>一、总体情况</td></tr>
    <tr><td>做了工作。</td></tr><tr><td>六、其他需要报告的事项</td></tr><tr><td>无。</td></tr></table>
    """
    assert (found.agency, found.year) == ("某某局", 2024)
    assert found.texts == {"overview": "做了工作。", "other": "无。"}


def test_a_heading_inside_a_table_begins_its_part(found: Report) -> None:
    """
    <p>某某局2024年政府信息公开工作年度报告</p><table><tr><td colspan=4>二、主动公开政府信息情况</td></tr>
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件</td></tr>
    <tr><td>规章</td><td>1</td><td>0</td><td>&nbsp;</td></tr><tr><td colspan=4>备注：含修订</td></tr></table>
    """
    assert row(found, "disclosure.government_rules") == [1, 0, None]
    assert sorted(kinds(found, "label_variant", "text")) == [
        ("label_variant", "现行有效件"),
        ("text", "备注：含修订"),
    ]
    assert "二、主动公开政府信息情况" not in [
        one.official for one in found.remarks if one.kind == "heading_missing"
    ]


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("淮安市人民政府2024年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("某某局 2023 年度政府信息公开年度报告", "某某局", 2023),
        ("某某局政府信息公开工作年度报告（2022年）", "某某局", 2022),
        ("某某局政府信息公开2023年度工作报告", "某某局", 2023),
        ("某某局二〇二一年政府信息公开工作年报", "某某局", 2021),
        ("关于印发2021年政府信息公开工作要点的通知", None, None),
        ("首页 > 2021年政府信息公开工作年度报告", None, None),
    ],
)
def test_titles(text: str, agency: str | None, year: int | None) -> None:
    title = read_title(text)
    assert (title.agency if title else None, title.year if title else None) == (agency, year)


def test_a_title_over_three_lines(found: Report) -> None:
    """
    云河县
    教育局
    2024年政府信息公开
    工作年度报告
    一、总体情况
    做了工作。
    """
    assert (found.agency, found.year) == ("云河县教育局", 2024)
    assert found.title == "云河县教育局2024年政府信息公开工作年度报告"


def test_the_organ_is_named_in_full(found: Report) -> None:
    """
    洪泽区人民政府
    2023年政府信息公开工作年度报告
    本报告由淮安市洪泽区人民政府办公室根据条例编制。
    一、总体情况
    做了工作。
    """
    assert found.agency == "淮安市洪泽区人民政府"
    assert found.title == "洪泽区人民政府2023年政府信息公开工作年度报告"


def test_a_short_name_is_written_out() -> None:
    front = "请与芦淞区人力资源和社会保障局办公室联系(地址:甲)"
    assert full_name("株洲市芦淞区人社局", front) == "株洲市芦淞区人力资源和社会保障局"
    assert full_name("株洲市芦淞区教育局", front) == "株洲市芦淞区教育局"
    assert full_name("云河县水利局", "请与云河县政务公开办公室联系") == "云河县水利局"


def test_contact_details() -> None:
    assert contact(
        ["请与某某局办公室联系（地址：人民路1号（3楼），邮编：243000；电话：0555-1，电子邮箱：a@b.cn）。"]
    ) == {
        "agency.contact_office": "某某局办公室",
        "agency.address": "人民路1号（3楼）",
        "agency.postcode": "243000",
        "agency.phone": "0555-1",
        "agency.email": "a@b.cn",
    }


def test_the_year_is_told_from_the_period_or_guessed(found: Report) -> None:
    """
    本报告统计期限为2023年1月1日至12月31日。
    一、总体情况
    2022年做了工作。
    """
    assert found.year == 2023
    assert ("guess", "年度：2023") in kinds(found, "guess")


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "nonsense", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_declared_charset(declared: str, encoding: str) -> None:
    report = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    text = page(report, html_rows).replace("charset=gb2312", f"charset={declared}")
    back = recognise(read_html(text.encode(encoding)))
    assert back.agency == "淮安市人民政府"
    assert back.value("applications.granted.total") == 1362


def test_damaged_characters_are_counted() -> None:
    data = ("政府信息公开" * 400).encode()
    text, remarks = decode_page(data[:900] + b"\xff" + data[900:], Place())
    assert text.count("�") == 1
    assert [remark.text for remark in remarks] == ["有 1 处文字损坏，显示为“�”"]


def test_part_one_by_aspect() -> None:
    text = "开头。\n（一）主动公开情况。公开了。\n（二）依申请公开方面\n收到0件。\n无其他。\n（三）公开平台建设\n有网站。"
    assert by_aspect(text) == {
        "overview.lead": "开头。",
        "proactive": "公开了。",
        "on_request": "收到0件。\n无其他。",
        "platform": "有网站。",
    }
    assert by_aspect("（一）主动公开\n甲。\n（二）党的建设\n乙。") is None
    assert by_aspect("只有一段。") is None


def test_problems_and_measures() -> None:
    text = "存在不足：一是更新不及时；二是解读少。下一步，一是每月核对；二是多做图解。"
    assert [(one.problem, one.measures) for one in split_problems(text) or ()] == [
        ("更新不及时", ("每月核对",)),
        ("解读少", ("多做图解",)),
    ]
    assert [
        (one.problem, one.measures) for one in split_problems("问题：一是甲；二是乙。今后，加强工作。") or ()
    ] == [
        ("甲", ()),
        ("乙", ()),
    ]
    assert split_problems("针对问题，下一步抓好以下工作：一是甲；二是乙。") is None
    assert split_problems("一是甲；三是乙。") is None
    assert split_problems("无。") is None


def test_every_label_of_the_forms_has_simplified_characters_only() -> None:
    from reportbot.importing.vocabulary import compact, known_text  # noqa: PLC0415

    assert compact(known_text(all_forms())) == compact(compact(known_text(all_forms())))
    assert compact("規範性文件") == "规范性文件"


Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(inspect.cleandoc(text), encoding="utf-8")
        return path

    return to


def test_a_published_report_as_last_year(write: Write) -> None:
    write(
        "去年.txt",
        "某某局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        + APPLICATIONS_HEAD
        + "四、结转下年度继续办理 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
    )
    report = read_report(write("今年.yaml", "年度: 2024\n上年度: 去年.txt"))
    assert report.previous
    assert report.previous.value("applications.carried_out.total") == 3
    assert report.previous.value("applications.carried_in.total") is None


def test_other_files_are_refused_with_what_can_be_read(write: Write) -> None:
    with pytest.raises(InputError, match=re.escape(".pptx")) as error:
        read_report(write("a.pptx", "x"))
    assert ".html" in str(error.value)
    with pytest.raises(InputError, match="没有认出年度报告的内容"):
        read_report(write("a.txt", "今天天气很好。"))


def test_html_named_as_word_is_read_as_what_it_is(write: Write) -> None:
    text = "<html><body><p>某某局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>做了工作。</p></body></html>"
    report = read_report(write("a.doc", text))
    assert report.agency == "某某局"
    assert report.notes == ("文件名以 .doc 结尾，内容却是 .html，已按 .html 读取",)


def test_control_characters_in_a_field_do_no_harm(found: Report) -> None:
    """
    <p>某某局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>做了工作。</p>
    <table><tr><td>规章</td><td><input type="text" value="1&#1;2"></td></tr></table>
    """
    assert found.agency == "某某局"


def test_another_table_with_the_same_labels_does_not_hide_the_official_one(found: Report) -> None:
    """
    <p>某某局2024年政府信息公开工作年度报告</p><p>一、总体情况</p>
    <table><tr><td>类别</td><td>条数</td></tr><tr><td>规范性文件</td><td>33</td></tr><tr><td>行政许可</td><td>44</td></tr></table>
    <p>二、主动公开政府信息情况</p>
    <table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
    <tr><td>规章</td><td>1</td><td>0</td><td>2</td></tr><tr><td>行政规范性文件</td><td>3</td><td>0</td><td>9</td></tr>
    <tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr><tr><td>行政许可</td><td colspan=3>5</td></tr></table>
    <table><tr><td>电话</td><td>12345</td></tr><tr><td>邮编</td><td>243000</td></tr></table>
    """
    assert row(found, "disclosure.normative_documents") == [3, 0, 9]
    assert row(found, "disclosure.licences") == [5]
    assert kinds(found, "row_unplaced") == [
        ("row_unplaced", "行政规范性文件：33"),
        ("row_unplaced", "行政许可：44"),
    ]
    assert found.rows_outside_the_form == {}
    assert ("text", "电话\n12345\n邮编\n243000") in kinds(found, "text")


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2020-01-31",
        "来源：某某网 浏览次数：3",
        "【打印】【关闭】",
        "[大 中 小]",
        "上一篇：无",
        "相关信息",
        "附件1：统计表",
        "首页 > 公开",
    ],
)
def test_furniture_of_pages(text: str) -> None:
    assert is_furniture(Line(text))


@pytest.mark.parametrize(
    "text",
    [
        "大力推进政务公开",
        "公开时间及方式",
        "主办新闻发布会3场",
        "本年度无其他需要报告的事项",
        "小微企业政策解读",
    ],
)
def test_what_a_report_says_is_no_furniture(text: str) -> None:
    assert not is_furniture(Line(text))


def test_a_sentence_that_begins_with_a_number_is_no_value(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    2024年，本局共公开各类政府信息35条。
    信息内容
    本年制发件数
    本年废止件数
    现行有效件数
    规章
    1
    0
    11
    """
    assert row(found, "disclosure.government_rules") == [1, 0, 11]
    assert kinds(found, "row_outside") == []


def test_labels_that_are_explained_in_brackets(found: Report) -> None:
    """
    某某局2020年政府信息公开工作年度报告
    二、行政机关主动公开政府信息情况
    信息内容
    本年新制作数量（指本年度印发的、按照规定程序登记编号的各类文件的数量，不论公开与否）
    本年新公开数量
    对外公开总数量
    规章（有权制定规章的机关填写，没有权限的机关填写“0”，不要空着）
    1
    0
    11
    规范性文件（标题里写有“办法”“规定”“细则”的，以及其他普遍适用、反复适用的文件，都在这里统计）
    3
    2
    5
    另外还公开的其他各类文件（以机关名义印发的）
    7
    8
    9
    三、行政机关收到和处理政府信息公开申请情况
    没有收到申请。
    """
    assert row(found, "disclosure.government_rules") == [1, 0, 11]
    assert row(found, "disclosure.normative_documents") == [3, 2, 5]
    assert [value for label, value in found.rows_outside_the_form.items() if "其他各类" in label] == [7, 8, 9]
    assert [text for _, text in kinds(found, "heading_variant")] == [
        "二、行政机关主动公开政府信息情况",
        "三、行政机关收到和处理政府信息公开申请情况",
    ]


def test_headings_of_table_four_in_columns_of_single_words(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    四、政府信息公开行政复议、行政诉讼情况
    行政复议 行政诉讼
    未经复议直接起诉 复议后起诉
    结果 结果 其他 尚未 总
    维持 纠正 结果 审结 计 结果 结果 其他 尚未 总 结果 结果 其他 尚未 总
    维持 纠正 结果 审结 计 维持 纠正 结果 审结 计
    1 2 3 4 10 5 6 7 8 26 1 1 1 1 4
    """
    assert row(found, "disputes.review") == [1, 2, 3, 4, 10]
    assert row(found, "disputes.suit_after_review") == [1, 1, 1, 1, 4]


def test_tables_of_another_year_are_left_alone(found: Report) -> None:
    """
    某某局2024年政府信息公开工作年度报告
    二、主动公开政府信息情况
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
    规章 | 1 | 0 | 11
    三、收到和处理政府信息公开申请情况
    今年的表格见附件。
    四、政府信息公开行政复议、行政诉讼情况
    没有。
    六、其他需要报告的事项
    没有其他事项。
    附：2023年主动公开情况表
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
    规章 | 2 | 3 | 10
    """
    assert row(found, "disclosure.government_rules") == [1, 0, 11]
    assert ("text", "附：2023年主动公开情况表，没有读入") in {
        (one.kind, one.official) for one in found.remarks
    }


def test_a_title_inside_the_table_of_another_year(found: Report) -> None:
    """
    <html><body><h1>某某局2024年政府信息公开工作年度报告</h1>
    <p>二、主动公开政府信息情况</p>
    <table><tr><td colspan=4>2023年情况</td></tr>
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
    <tr><td>规章</td><td>2</td><td>3</td><td>10</td></tr></table></body></html>
    """
    assert row(found, "disclosure.government_rules") == [None, None, None]
    assert "二、主动公开政府信息情况" in {
        one.official for one in found.remarks if one.kind == "table_missing"
    }
