"""The draft in its wording: none, one, few, many, all of one kind, more, less, unchanged, first time."""

from collections.abc import Callable

import pytest

from reportbot.answers import load_answers
from reportbot.narrative import Paragraph, Section, Sentence, draft, narrate
from reportbot.report import Report

Said = Callable[[Report], set[str]]


def rules(report: Report) -> set[str]:
    """Return the short ids of the rules that are said."""
    return {
        rule.partition(".")[2]
        for section in draft(report, "full")
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for rule in sentence.rules
    }


def text(report: Report, part: str = "overview") -> str:
    return "".join(
        paragraph.text
        for section in draft(report)
        if section.part == part
        for paragraph in section.paragraphs
    )


def with_applications(applications: str, last: str = "") -> Report:
    previous = f"上年度: {{年度: 2023, 统计数据: {{表三: {{{last}}}}}}}\n" if last else ""
    return load_answers(
        f"年度: 2024\n{previous}单位: {{名称: 云河县水利局, 类型: 部门}}\n"
        f"统计数据: {{表三: {{{applications}}}, 表四: 无}}\n"
    )


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        ("其余: 0", {"intake.none", "intake.none_disputes"}),
        (
            "本年新收: {自然人: 1, 其余: 0}, 予以公开: {自然人: 1, 其余: 0}, 其余: 0",
            {"intake.one", "intake.person", "results.single"},
        ),
        (
            "本年新收: {商业企业: 1, 其余: 0}, 重复申请: {商业企业: 1, 其余: 0}, 其余: 0",
            {"intake.one", "intake.organ", "results.single"},
        ),
        (
            "本年新收: {自然人: 3, 其余: 0}, 予以公开: {自然人: 3, 其余: 0}, 其余: 0",
            {"intake.received", "intake.persons", "results.one_kind"},
        ),
        (
            "本年新收: {商业企业: 2, 其余: 0}, 部分公开: {商业企业: 2, 其余: 0}, 其余: 0",
            {"intake.organs", "results.one_kind"},
        ),
        (
            "上年结转: {自然人: 2, 其余: 0}, 予以公开: {自然人: 2, 其余: 0}, 其余: 0",
            {"intake.only_carried_in", "results.none_left"},
        ),
        (
            "本年新收: {自然人: 2, 其余: 0}, 结转下年度: {自然人: 2, 其余: 0}, 其余: 0",
            {"results.all_open", "results.carried_out"},
        ),
        (
            "本年新收: {自然人: 20, 商业企业: 5, 其余: 0}, 予以公开: {自然人: 12, 其余: 0}, "
            "部分公开: {自然人: 3, 商业企业: 5, 其余: 0}, 属于国家秘密: {自然人: 5, 其余: 0}, 其余: 0",
            {
                "intake.applicants",
                "results.several",
                "results.disclosed",
                "results.denied_why",
                "disputes.no_cases",
            },
        ),
    ],
)
def test_applications_none_one_few_many_and_all_of_one_kind(applications: str, expected: set[str]) -> None:
    assert expected <= rules(with_applications(applications))


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (12, 0, "first"),
        (12, 12, "unchanged"),
        (14, 12, "more"),
        (40, 12, "much_more"),
        (10, 12, "fewer"),
        (3, 30, "much_fewer"),
    ],
)
def test_applications_compared_with_last_year(now: int, last: int, expected: str) -> None:
    report = with_applications(
        f"本年新收: {{自然人: {now}, 其余: 0}}, 予以公开: {{自然人: {now}, 其余: 0}}, 其余: 0",
        f"本年新收: {{自然人: {last}, 其余: 0}}, 其余: 0",
    )
    said = {rule for rule in rules(report) if rule.startswith("intake.")}
    compared = {"first", "unchanged", "more", "much_more", "fewer", "much_fewer"}
    assert said & {f"intake.{one}" for one in compared} == {f"intake.{expected}"}


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [(120, 100, "more"), (80, 100, "fewer"), (100, 100, "unchanged"), (8, 3, "more")],
)
def test_publication_compared_with_last_year(now: int, last: int, expected: str) -> None:
    report = load_answers(
        f"年度: 2024\n上年度: {{年度: 2023, 工作情况: {{主动公开: {{主动公开总数: {last}}}}}}}\n"
        f"单位: {{名称: 云河县水利局, 类型: 部门}}\n工作情况: {{主动公开: {{主动公开总数: {now}}}}}\n"
    )
    assert f"volume.{expected}" in rules(report)
    assert "%" not in text(report) or last >= 50


def test_publication_of_another_scope_is_not_compared(report: Report) -> None:
    """
    上年度: {年度: 2023, 工作情况: {文首: {数据范围: 本机关}, 主动公开: {主动公开总数: 100}}}
    单位: {名称: 云河县人民政府, 类型: 政府}
    工作情况: {文首: {数据范围: 全区域}, 主动公开: {主动公开总数: 900}}
    """
    assert not {"volume.more", "volume.fewer", "volume.unchanged"} & rules(report)


def test_a_change_is_told_in_units_on_a_small_base() -> None:
    report = with_applications(
        "本年新收: {自然人: 6, 其余: 0}, 予以公开: {自然人: 6, 其余: 0}, 其余: 0",
        "本年新收: {自然人: 4, 其余: 0}, 其余: 0",
    )
    assert "%" not in text(report)


def test_shares_of_few_applications_are_not_told() -> None:
    report = with_applications(
        "本年新收: {自然人: 12, 商业企业: 3, 其余: 0}, 予以公开: {自然人: 12, 其余: 0}, 重复申请: {商业企业: 3, 其余: 0}, 其余: 0"
    )
    assert "12件、" in text(report)
    assert "%" not in text(report)


def test_without_a_table_nothing_is_claimed(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    """
    assert "申请" in text(report)
    assert not {rule for rule in rules(report) if rule.startswith(("intake.", "results.", "disputes."))}


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        (
            "主动公开: {发文公开属性: {制发总数: 20, 主动公开: 12, 依申请公开: 5, 不予公开: 3}}",
            "documents.made",
        ),
        ("主动公开: {发文公开属性: {制发总数: 20, 主动公开: 12}}", "documents.made_some"),
        ("平台建设: {栏目调整: {栏目名称: [招生专栏]}}", "online.columns_named"),
        ("平台建设: {新媒体账号: 没有}", "media.no_accounts"),
        ("主动公开: {重大行政决策: 0}", "documents.decisions_none"),
        ("主动公开: {线下公开: 有}", "volume.offline_some"),
        ("监督保障: {问题整改: {发现: 0}}", "oversight.none_found"),
        ("依申请公开: {投诉举报: 0}", "handling.no_complaints"),
        ("主动公开: {分类公开数: {工作动态: , 政策文件: }}", "volume.kind_names"),
        ("主动公开: {微信公众号: {发布数: 12, 账号名称: 云河水利}}", "volume.new_media_only"),
    ],
)
def test_answers_that_are_none_or_partial_have_their_own_wording(answers: str, rule: str) -> None:
    report = load_answers(f"年度: 2024\n单位: {{名称: 云河县水利局, 类型: 部门}}\n工作情况: {{{answers}}}\n")
    assert rule in rules(report)


def test_one_way_of_applying(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 予以公开: {自然人: 5, 其余: 0}, 其余: 0}}
    工作情况: {依申请公开: {申请方式: {网上: 5}}}
    """
    assert "intake.one_way" in rules(report)


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("政府", "云河县人民政府", "全县"),
        ("政府办公室", "云河县人民政府办公室", "县政府办公室"),
        ("部门", "云河县水利局", "我局"),
        ("乡镇", "云河县青石镇人民政府", "我镇"),
        ("街道", "云河县城关街道办事处", "我街道"),
        ("垂直管理机关", "国家税务总局云河县税务局", "县税务局"),
        ("授权组织", "云河经济开发区管委会", "管委会"),
    ],
)
def test_each_kind_of_organ_calls_itself_properly(kind: str, name: str, words: str) -> None:
    short = words if words in name or kind in {"政府办公室", "垂直管理机关"} else ""
    said = ""
    for year in range(2021, 2027):
        report = load_answers(
            f"年度: {year}\n单位: {{名称: {name}, 类型: {kind}, 简称: {short or name}}}\n"
            "统计数据: {表三: {本年新收: {自然人: 5, 其余: 0}, 予以公开: {自然人: 5, 其余: 0}, 其余: 0}}\n"
            "工作情况: {主动公开: {主动公开总数: 86}}\n"
        )
        said += text(report)
    assert words in said
    others = {"全县", "我局", "我镇", "我街道", "管委会"} - {words}
    assert not any(other in said for other in others)


def test_assessment_is_told_from_the_right_side(report: Report) -> None:
    """
    单位: {名称: 云河县人民政府, 类型: 政府}
    工作情况: {监督保障: {工作考核: 是, 社会评议: 否, 责任追究: 否}}
    """
    assert "对所属部门和下级政府的" in text(report)
    department = load_answers(
        "年度: 2024\n单位: {名称: 云河县水利局, 类型: 部门}\n工作情况: {监督保障: {工作考核: {是否纳入: 是, 分值: 2分}}}\n"
    )
    assert "上级对我局的" in text(department)
    assert "2分" in text(department)


def test_last_years_problems_come_first_and_are_settled(report: Report) -> None:
    """
    问题与改进:
    - {问题: 3份文件超期公开, 改进措施: [每月核对一次]}
    - {问题: 栏目更新慢, 上年表述: 栏目更新慢，答应每两周巡查, 上年问题进展: 已解决, 佐证: 全年巡查26次，没有再被点名}
    """
    [first, second] = (
        draft(report)[-2].paragraphs if draft(report)[-1].part == "other" else draft(report)[-1].paragraphs
    )
    assert first.text.startswith("（一）上年")
    assert "全年巡查26次" in first.text
    assert second.id == "problems.problem.1"
    assert "每月核对一次" in second.text


def test_a_kind_of_problem_brings_its_figure_unless_the_clerk_told_it(report: Report) -> None:
    """
    工作情况: {主动公开: {超期公开数: 3}}
    问题与改进:
    - {种类: 信息公开超期, 问题: 有的信息公开得晚, 改进措施: [每月核对一次]}
    - {种类: 信息公开超期, 问题: 3条信息公开得晚, 改进措施: [每月核对一次]}
    """
    first, second = [
        paragraph
        for section in draft(report)
        if section.part == "problems"
        for paragraph in section.paragraphs
    ]
    assert "3条" in first.text
    assert "proactive.late_publications" in {item for sentence in first.sentences for item in sentence.used}
    assert second.text.count("3条") == 1


def test_brief_and_full_differ_in_what_they_say(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    工作情况:
      主动公开: {主动公开总数: 120, 权责清单: {事项数: 86}, 移交档案图书馆: 6}
    """
    said = {length: len(text_of(report, length)) for length in ("brief", "standard", "full")}
    assert said["brief"] < said["standard"] < said["full"]


def text_of(report: Report, length: str) -> str:
    narrative = narrate(report, length)  # type: ignore[arg-type]
    return "".join(paragraph.text for paragraph in narrative.paragraphs)


def test_without_applications_no_handling_of_one_is_told(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    统计数据: {表三: {其余: 0}, 表四: 无}
    工作情况: {依申请公开: {延期件数: 2, 补正通知数: 3, 征求第三方数: 1}}
    """
    assert not rules(report) & {"handling.correction_notices", "handling.third_party", "results.extensions"}


def test_corrected_errors_are_named_as_what_they_are(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    工作情况: {政府信息管理: {差错整改: {错别字: 4, 表述: 3, 隐私: 2}}}
    """
    assert "错别字4处、不当表述3处、未遮蔽的个人信息2处" in text(report)


@pytest.mark.parametrize(("last", "paragraphs"), [("修订公开目录。", 1), ("修订公开目录。" * 6, 2)])
def test_one_short_sentence_is_no_paragraph_of_its_own(last: str, paragraphs: int) -> None:
    before = Paragraph("a", tuple(Sentence(f"公开信息{number}条。") for number in (5, 6, 7)))
    section = Section("proactive", "overview", "", (before, Paragraph("b", (Sentence(last),))))
    assert len(section.printed) == paragraphs


def test_a_share_that_rounds_to_nothing_is_not_told(report: Report) -> None:
    """
    单位: {名称: 云河县水利局, 类型: 部门}
    工作情况: {主动公开: {留言答复: {收到: 18650, 答复: 3}}}
    """
    assert "3件" in text(report)
    assert "%" not in text(report)
