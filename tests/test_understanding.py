"""What people type, and what it means for the cells and facts that are asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.form import form_for_year
from reportbot.interview.choosing import choose, names_in, read_date
from reportbot.interview.quantity import quantities_in
from reportbot.interview.reading import read_fact, yes_or_no
from reportbot.interview.several import read_several
from reportbot.interview.targets import Target, by_label, cell_targets, fact_targets, shown
from reportbot.interview.understanding import understand_numbers
from reportbot.questions import all_questions
from reportbot.report import Report

LAST = Report(
    form_for_year(2023), 2023, facts={"proactive.items_website": 100, "agency.short_name": "县教育局"}
)
NOW = Report(form_for_year(2024), 2024, previous=LAST)
OLD = Report(form_for_year(2020), 2020)


def row(report: Report, prefix: str) -> tuple[Target, ...]:
    return cell_targets(report, [cell for cell in report.form.cells if cell.startswith(f"{prefix}.")])


def numbers(line: str, prefix: str, report: Report = NOW) -> dict[str, object]:
    found = understand_numbers(line, row(report, prefix))
    return {item.rpartition(".")[2]: value for item, value in found.values.items()}


INTAKE = "applications.new_received"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("自然人12件，商业企业3件", {"natural_person": 12, "business": 3}),
        ("自然人 9 商业企业 3 其他 1", {"natural_person": 9, "business": 3, "other_org": 1}),
        ("9件自然人，3件商业企业", {"natural_person": 9, "business": 3}),
        ("自然人九件、法律服务机构两件", {"natural_person": 9, "legal_service": 2}),
        ("自然人十二件，科研机构一百零三件", {"natural_person": 12, "research": 103}),
        ("１２件都是自然人的", {"natural_person": 12}),
        ("商业企业、科研机构各2件", {"business": 2, "research": 2}),
        ("没有商业企业，自然人3件", {"business": 0, "natural_person": 3}),
        (
            "8，1，0，0，0，2",
            {
                "natural_person": 8,
                "business": 1,
                "research": 0,
                "public_welfare": 0,
                "legal_service": 0,
                "other_org": 2,
            },
        ),
        (
            "8,1,0,0,0,2",
            {
                "natural_person": 8,
                "business": 1,
                "research": 0,
                "public_welfare": 0,
                "legal_service": 0,
                "other_org": 2,
            },
        ),
        ("12件", {"total": 12}),
        ("一共12件，其中自然人9件、商业企业3件", {"total": 12, "natural_person": 9, "business": 3}),
    ],
)
def test_applicants(line: str, meant: dict[str, int]) -> None:
    assert numbers(line, INTAKE) == meant


def test_all_of_one_kind() -> None:
    found = understand_numbers("12件，都是自然人", row(NOW, INTAKE))
    assert found.values == {f"{INTAKE}.natural_person": 12}
    assert found.rest
    assert understand_numbers("都是自然人", row(NOW, INTAKE)).everything == f"{INTAKE}.natural_person"


@pytest.mark.parametrize("line", ["自然人9件，其余都是0", "自然人9件，其他都没有", "自然人9，剩下的都是零"])
def test_the_rest_is_zero(line: str) -> None:
    found = understand_numbers(line, row(NOW, INTAKE))
    assert found.rest
    assert found.values == {f"{INTAKE}.natural_person": 9}


@pytest.mark.parametrize(
    ("line", "prefix", "report", "meant"),
    [
        ("136.1万元", "disclosure.fees", NOW, {"amount_wan": Decimal("136.1")}),
        ("1,361,000元", "disclosure.fees", NOW, {"amount_wan": Decimal("136.1")}),
        ("1.23", "disclosure.fees", NOW, {"amount_wan": Decimal("1.23")}),
        ("1个项目，1,361,000元", "disclosure.procurement", OLD, {"projects": 1, "amount_yuan": 1361000}),
        ("1，136.1万元", "disclosure.procurement", OLD, {"projects": 1, "amount_yuan": 1361000}),
        ("项目1个，金额136.1万", "disclosure.procurement", OLD, {"projects": 1, "amount_yuan": 1361000}),
        (
            "2，+10，12",
            "disclosure.licences",
            OLD,
            {"previous_items": 2, "items_change": 10, "decisions": 12},
        ),
        (
            "去年2项，减少1项，决定40件",
            "disclosure.licences",
            OLD,
            {"previous_items": 2, "items_change": -1, "decisions": 40},
        ),
        ("2 -1 40", "disclosure.licences", OLD, {"previous_items": 2, "items_change": -1, "decisions": 40}),
        ("没有制发，现行有效6件", "disclosure.normative_documents", NOW, {"issued": 0, "in_force": 6}),
        (
            "制发2，废止1，有效20",
            "disclosure.normative_documents",
            NOW,
            {"issued": 2, "repealed": 1, "in_force": 20},
        ),
    ],
)
def test_amounts_changes_and_rows(line: str, prefix: str, report: Report, meant: dict[str, object]) -> None:
    assert numbers(line, prefix, report) == meant


def test_outcomes_by_name() -> None:
    cells = [cell for cell in NOW.form.cells if cell.startswith("applications.") and cell.endswith(".total")]
    found = understand_numbers(
        "予以公开八件、部分公开2件，本机关不掌握3件；不予公开1件", cell_targets(NOW, cells)
    )
    assert {item.split(".")[1]: value for item, value in found.values.items()} == {
        "granted": 8,
        "partial": 2,
        "unavailable_not_held": 3,
    }
    assert found.unread == ["不予公开1件"]


def test_compared_with_last_year() -> None:
    target = Target("x", "网站公开数", ("网站",), "count", ("条",), last=100)
    assert understand_numbers("比去年多3条", [target]).values == {"x": 103}
    assert understand_numbers("比上年减少十条", [target]).values == {"x": 90}
    assert understand_numbers("同去年", [target]).values == {"x": 100}
    assert understand_numbers("和去年一样", [target]).inferred
    unknown = Target("x", "网站公开数", (), "count", ("条",))
    assert understand_numbers("比去年多3条", [unknown]).unread
    assert understand_numbers("同去年", [unknown]).unread == ["同去年"]


def test_a_plain_number_is_certain_and_anything_more_is_not() -> None:
    target = Target("x", "网站公开数", (), "count", ("条",))
    assert not understand_numbers("119条", [target]).inferred
    assert understand_numbers("大约119条", [target]).unsure == {"x"}
    assert understand_numbers("119条左右", [target]).inferred
    assert not understand_numbers("一点八", [target]).values
    assert not understand_numbers("1.5", [target]).values
    assert understand_numbers("大概有三百条", [target]).unsure == {"x"}
    assert understand_numbers("不到300条", [target]).values == {"x": 300}
    amount = Target("x", "金额", (), "amount", ("万元",))
    assert understand_numbers("136.1万", [amount]).values == {"x": Decimal("136.1")}
    assert not understand_numbers("136.1万元", [amount]).inferred


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2024年12月31日有3件", [3]),
        ("1.属于国家秘密 2件", [2]),
        ("三类内部事务两件", [2]),
        ("第三方权益五件", [5]),
        ("１，２３４件", [1, 234]),
        ("1,234件", [1234]),
        ("1.2万条", [12000]),
        ("二十", [20]),
        ("一百零三件", [103]),
        ("两千零二十件", [2020]),
        ("二〇二四件", [2024]),
        ("没有", []),
        ("自然人零件", [0]),
        ("自然人九、企业三", [9, 3]),
        ("2 -1 40", [2, -1, 40]),
        ("自然人9，100件", [9, 100]),
        ("两三件", []),
        ("第一，一点八", []),
        ("12（其中自然人10）", [12, 10]),
        ("三万五", [35000]),
    ],
)
def test_quantities(text: str, values: list[int]) -> None:
    assert [quantity.value for quantity in quantities_in(text)] == values


@given(st.integers(0, 10**9), st.sampled_from(["件", "条", ""]))
def test_any_number_is_read_back(number: int, unit: str) -> None:
    target = Target("x", "数", (), "count", (unit,) if unit else ())
    assert understand_numbers(f"{number}{unit}", [target]).values == {"x": number}
    assert understand_numbers(f"{number:,}{unit}", [target]).values == {"x": number}


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reader(line: str) -> None:
    found = understand_numbers(line, row(NOW, INTAKE))
    assert all(value >= 0 for value in found.values.values())


def fact(line: str, question: str) -> dict[str, object]:
    asked = all_questions()[question]
    found = read_fact(line, asked, fact_targets(asked, NOW), 2025)
    return {
        item.removeprefix(f"{question}.") if item != question else "": value
        for item, value in found.values.items()
    }


@pytest.mark.parametrize(
    ("question", "line", "meant"),
    [
        ("proactive.items_wechat", "46篇，公众号叫云河教育", {"items": 46, "name": "云河教育"}),
        ("proactive.items_wechat", "46", {"items": 46}),
        ("proactive.items_by_kind", "工作动态107条、政策文件12条", {"": {"工作动态": 107, "政策文件": 12}}),
        ("proactive.items_by_kind", "走访慰问5条", {"": {"走访慰问": 5}}),
        ("proactive.key_fields", "就业创业、养老保险等方面", {"": ("就业创业", "养老保险")}),
        (
            "management.review_steps",
            "三审三校，经办人、科长",
            {"method": "three_level", "roles": "经办人、科长"},
        ),
        ("management.secrecy_review", "是，审查了119件", {"done": True, "items": 119}),
        ("management.secrecy_review", "没有做", {"done": False}),
        ("management.staff", "专职1人，兼职2人", {"full_time": 1, "part_time": 2}),
        ("supervision.assessed", "纳入了，2分", {"done": True, "points": "2分"}),
        ("supervision.problems_rectified", "发现2个，改了2个", {"found": 2, "fixed": 2}),
        ("supervision.training_held", "2场，60人次", {"sessions": 2, "persons": 60}),
        ("supervision.supervision_channels", "监督电话、意见箱", {"channels": ("监督电话", "意见箱")}),
        ("proactive.catalogue_updated", "更新了信息公开目录", {"done": True, "names": ("信息公开目录",)}),
        ("on_request.procedure", "分步办理", {"": "steps"}),
        ("on_request.procedure", "4", {"": "ledger"}),
        ("on_request.corrected_causes", "检索、答非所问", {"": ("search", "off_target")}),
        ("on_request.on_time", "都按期答复了", {"": True}),
        ("front.issue_date", "1月22日", {"": "2025-01-22"}),
        (
            "agency.powers",
            "许可、处罚",
            {"rules": False, "licences": True, "penalties": True, "compulsion": False, "fees": False},
        ),
        (
            "agency.powers",
            "2 3",
            {"rules": False, "licences": True, "penalties": True, "compulsion": False, "fees": False},
        ),
        ("agency.kind", "部门", {"": "department"}),
        ("other.fee_amount", "380元", {"": Decimal(380)}),
        (
            "platform.main_platform",
            "政府网站专栏，云河县政府网站，信息公开栏目",
            {"kind": "portal", "name": "云河县政府网站", "column": "信息公开栏目"},
        ),
    ],
)
def test_facts(question: str, line: str, meant: dict[str, object]) -> None:
    assert fact(line, question) == meant


def test_contact_by_shape() -> None:
    ids = ["agency.contact_office", "agency.address", "agency.postcode", "agency.phone", "agency.website"]
    targets = [target for name in ids for target in fact_targets(all_questions()[name], NOW)]
    found = read_several(
        "办公室，人民路18号，243000，0555-1234567，云河县政府网站 www.yunhe.gov.cn", targets, 2025
    )
    assert found.values == {
        "agency.contact_office": "办公室",
        "agency.address": "人民路18号",
        "agency.postcode": "243000",
        "agency.phone": "0555-1234567",
        "agency.website.url": "www.yunhe.gov.cn",
        "agency.website.name": "云河县政府网站",
    }
    named = read_several("电话改成0555-7654321；地址：和平街2号", targets, 2025)
    assert named.values == {"agency.phone": "0555-7654321", "agency.address": "和平街2号"}


def test_choosing_by_number_name_and_part_of_a_name() -> None:
    options = {"a": ("检索不充分",), "b": ("答非所问",), "c": ("没有书面答复",)}
    assert choose("1、3", options) == (["a", "c"], [])
    assert choose("检索，答非所问", options) == (["a", "b"], [])
    assert choose("不知道的", options) == ([], ["不知道的"])
    assert choose("9", options) == ([], ["9"])


def test_labels_that_could_mean_several_mean_none() -> None:
    targets = [Target("a", "结果维持"), Target("b", "其他结果")]
    assert by_label("结果", targets) is None
    assert by_label("维持", targets) == targets[0]
    assert by_label("", targets) is None


@pytest.mark.parametrize(
    ("text", "meant"), [("是", True), ("有的", True), ("没有", False), ("未开展", False), ("看情况", None)]
)
def test_yes_or_no(text: str, meant: bool | None) -> None:
    assert yes_or_no(text) is meant


def test_dates_and_names() -> None:
    assert read_date("2026年1月22日", 2025) == "2026-01-22"
    assert read_date("13月1日", 2025) is None
    assert names_in("甲，乙") == ("甲", "乙")
    assert names_in("甲、乙，丙；丁") == ("甲", "乙，丙", "丁")


def test_values_are_shown_in_words() -> None:
    assert shown(True, Target("x", "是否")) == "是"
    assert shown((), Target("x", "名称", type="list")) == "无"
    assert shown(10, Target("x", "增减", type="change", units=("项",))) == "+10项"
    assert shown(None, Target("x", "数")) == "（空）"
    assert shown("", Target("x", "名称", type="text")) == "无"
