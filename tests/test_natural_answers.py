"""What clerks write of their own accord, at the question where they write it, and what is then in the file."""

from pathlib import Path
from typing import Any

import pytest

from reportbot.form import form_for_year
from reportbot.interview.conversation import Interview
from reportbot.interview.examples import typed_example
from reportbot.interview.reading import read_fact
from reportbot.interview.targets import fact_targets
from reportbot.interview.wording import meant
from reportbot.questions import Question, all_questions
from reportbot.report import Report
from tests.talking import PROFILE, at, at_the_applications, begun, say, text_of

LAST = """\
年度: 2024
统计数据:
  表三: {本年新收: {自然人: 8, 其余: 0}, 予以公开: {自然人: 6, 其余: 0}, 结转下年度: {自然人: 2, 其余: 0}, 其余: 0}
"""
OPEN = PROFILE.replace("  表二: {其余: 0}", "  表二: {}").replace(
    "  职权: {制定规章: 否, 行政许可: 是, 行政处罚: 是, 行政强制: 否, 行政事业性收费: 否}\n", ""
)


def asked(tmp_path: Path, step: str, *, last_year: bool = False) -> Interview:
    (tmp_path / "2024.yaml").write_text(LAST, encoding="utf-8")
    return at(begun(tmp_path / "a.yaml", OPEN + ("上年度: 2024.yaml\n" if last_year else "")), step)


def kept(interview: Interview, section: str) -> dict[str, Any]:
    """What is in the file under a question or a row of a table, by the last part of its id."""
    report = interview.session.report
    facts = {fact: value for fact, value in report.facts.items() if fact.startswith(section)}
    cells = {
        cell: report.value(cell)
        for cell in report.form.cells
        if cell.startswith(f"{section}.") and cell in report.cells
    }
    return {item.rpartition(".")[2]: value for item, value in {**facts, **cells}.items() if value is not None}


DOCUMENTS, INTAKE, DISPUTES = (
    "disclosure.normative_documents",
    "applications.new_received",
    "disputes.review",
)
POWERS = "agency.powers"


def powers(*held: str) -> dict[str, bool]:
    return {power: power in held for power in ("rules", "licences", "penalties", "compulsion", "fees")}


@pytest.mark.parametrize(
    ("step", "line", "section", "meaning"),
    [
        (DOCUMENTS, "制定2件，没有废止，现行有效10件", DOCUMENTS, {"issued": 2, "repealed": 0, "in_force": 10}),
        (DOCUMENTS, "印发了两件，废止一件，现在有效的还有九件", DOCUMENTS, {"issued": 2, "repealed": 1, "in_force": 9}),
        (DOCUMENTS, "今年没有发文", DOCUMENTS, {"issued": 0}),
        ("disclosure.licences", "我局没有许可事项", "disclosure.licences", {"decisions": 0}),
        ("disclosure.licences", "不涉及", "disclosure.licences", {"decisions": 0}),
        ("disclosure.licences", "42件（其中新办30）", "disclosure.licences", {"decisions": 42}),
        ("disclosure.licences", "大概三百件", "disclosure.licences", {"decisions": 300}),
        ("disclosure.fees", "不收费", "disclosure.fees", {"amount_wan": 0}),
        (POWERS, "只有许可和处罚", POWERS, powers("licences", "penalties")),
        (POWERS, "有许可和处罚，没有强制和收费，规章也没有", POWERS, powers("licences", "penalties")),
        (POWERS, "许可有，处罚有，其他没有", POWERS, powers("licences", "penalties")),
        (POWERS, "除了收费都有", POWERS, powers("rules", "licences", "penalties", "compulsion")),
        (POWERS, "全有", POWERS, powers("rules", "licences", "penalties", "compulsion", "fees")),
        (POWERS, "没有规章，有许可处罚", POWERS, powers("licences", "penalties")),
        (POWERS, "对", POWERS, {}),
        (POWERS, "没有强制", POWERS, {}),
        ("proactive.items_wechat", "没有公众号", "proactive.items_wechat", {"items": 0}),
        ("proactive.items_wechat", "46条，叫“云河水利”", "proactive.items_wechat", {"items": 46, "name": "云河水利"}),
        ("proactive.items_wechat", "公众号云河水利，发了46条", "proactive.items_wechat", {"items": 46, "name": "云河水利"}),
        ("management.secrecy_review", "都审了", "management.secrecy_review", {"done": True}),
        ("management.secrecy_review", "做，119件", "management.secrecy_review", {"done": True, "items": 119}),
        ("platform.main_platform", "县政府网站", "platform.main_platform", {"kind": "portal", "name": "县政府网站"}),
        ("platform.main_platform", "没有自己的网站，用县政府的", "platform.main_platform", {}),
        ("supervision.training_attended", "参加了县里的两次培训，12人次", "supervision.training", {"training_attended": 2}),
        ("supervision.training_attended", "没参加", "supervision.training", {"training_attended": 0}),
        ("supervision.problems_rectified", "2个都改了", "supervision.problems_rectified", {"found": 2, "fixed": 2}),
        ("supervision.problems_rectified", "发现问题2个，已整改", "supervision.problems_rectified", {"found": 2, "fixed": 2}),
        ("other.fee_amount", "没有收取", "other.fee_amount", {"fee_amount": 0}),
        ("other.none", "没有了", "other.none", {"none": True}),
        ("other.none", "没有", "other.none", {"none": True}),
        ("other.none", "还有一件事", "other.none", {"none": False}),
        ("front.dates", "没有布置通知，1月22日", "front.", {"issue_date": "2026-01-22"}),
        ("disputes?", "复议1件，维持", DISPUTES, {"upheld": 1, "corrected": 0, "other": 0, "pending": 0}),
    ],
)  # fmt: skip
def test_what_is_written_is_what_is_kept(
    tmp_path: Path, step: str, line: str, section: str, meaning: dict[str, Any]
) -> None:
    interview = asked(tmp_path, step)
    say(interview, line)
    if interview.session.proposal:
        say(interview, "")
    assert kept(interview, section) == meaning


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("个人10件，公司2件", {"natural_person": 10, "business": 2}),
        ("个人申请10件，企业申请2件", {"natural_person": 10, "business": 2}),
        ("今年收到12件申请，自然人10件，企业2件", {"natural_person": 10, "business": 2}),
        ("共收到申请5件，其中自然人3件，企业2件", {"natural_person": 3, "business": 2}),
        ("有12件，全是个人申请", {"natural_person": 12}),
        ("12件，自然人", {"natural_person": 12}),
        ("１２件（其中自然人１０，其他２）", {"natural_person": 10, "other_org": 2}),
    ],
)
def test_applicants_by_the_names_people_use(tmp_path: Path, line: str, counts: dict[str, int]) -> None:
    interview = asked(tmp_path, "applications?")
    say(interview, line, "")
    told = {name: value for name, value in kept(interview, INTAKE).items() if value}
    assert told == counts


@pytest.mark.parametrize("line", ["12（其中自然人10）", "12件，其中自然人10件", "收到12件", "12件"])
def test_a_whole_that_is_not_divided_is_not_asked_for_again(tmp_path: Path, line: str) -> None:
    interview = asked(tmp_path, "applications?")
    assert "这 12 件里，自然人" in text_of(say(interview, line))
    say(interview, "都是个人", "")
    assert kept(interview, INTAKE)["natural_person"] == 12


def test_parts_that_miss_the_whole_are_asked_again_and_the_whole_can_be_corrected(tmp_path: Path) -> None:
    interview = asked(tmp_path, "applications?")
    assert "少 2" in text_of(say(interview, "12（其中自然人10）"))
    say(interview, "一共10件，都是自然人", "")
    assert kept(interview, INTAKE)["natural_person"] == 10


def test_nothing_new_but_carried_over(tmp_path: Path) -> None:
    interview = asked(tmp_path, "applications?", last_year=True)
    assert "就答“没有，去年结转2件”" in text_of(say(interview, "没收到"))
    assert "这 2 件里" in text_of(say(interview, "没有，去年结转2件"))
    assert set(kept(interview, INTAKE).values()) == {0}
    say(interview, "都是自然人", "")
    assert kept(interview, "applications.carried_in")["natural_person"] == 2


def test_new_and_carried_over_in_one_line(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    assert "本年新收12件、上年结转2件" in text_of(say(interview, "收到12件，去年结转2件"))
    assert "这 12 件里" in interview.question.text
    say(interview, "都是自然人", "")
    assert "这 2 件里" in interview.question.text


@pytest.mark.parametrize("line", ["没有人", "无复议无诉讼", "没有复议，也没有诉讼", "一件都没有"])
def test_no_dispute_in_other_words(tmp_path: Path, line: str) -> None:
    interview = asked(tmp_path, "disputes?")
    assert "表四各格都填 0" in text_of(say(interview, line))


@pytest.mark.parametrize("line", ["许可科还没报", "等法规科报数", "正在统计", "不清楚，要问办公室"])
def test_not_yet_known_in_other_words(tmp_path: Path, line: str) -> None:
    interview = asked(tmp_path, "disclosure.licences")
    assert "待核实" in text_of(say(interview, line))
    assert "disclosure.licences.decisions" in interview.session.report.unverified


@pytest.mark.parametrize("line", ["未公开", "无障碍", "没改完", "没有强制", "有3份文件还没统计", ""])
def test_what_only_sounds_like_nothing_is_left_alone(line: str) -> None:
    assert meant(line) is None


@pytest.mark.parametrize("line", ["没有问题", "暂无问题", "不知道写什么"])
def test_no_problem_is_no_problem_to_write(tmp_path: Path, line: str) -> None:
    interview = asked(tmp_path, "problems")
    assert "请至少写一个具体问题" in text_of(say(interview, line))
    assert not interview.session.report.problems


def test_contact_without_marks_and_as_last_year(tmp_path: Path) -> None:
    interview = asked(tmp_path, "agency.contact")
    say(interview, "联系科室：县水利局办公室 电话 0555-7654321 云河县人民政府网站www.yunhe.gov.cn", "")
    facts = interview.session.report.facts
    assert facts["agency.contact_office"] == "县水利局办公室"
    assert facts["agency.phone"] == "0555-7654321"
    assert facts["agency.website.name"] == "云河县人民政府网站"
    assert facts["agency.website.url"] == "www.yunhe.gov.cn"
    say(at(interview, "agency.contact"), "电话没变，同去年")
    assert not interview.session.proposal


@pytest.mark.parametrize("question", all_questions().values(), ids=lambda question: question.id)
def test_every_example_is_understood(question: Question) -> None:
    found = read_fact(
        typed_example(question), question, fact_targets(question, Report(form_for_year(2025), 2025)), 2026
    )
    assert found.values
    assert not found.unread


def test_the_examples_of_lines_are_understood(tmp_path: Path) -> None:
    interview = asked(tmp_path, "applications?")
    say(interview, "有")
    for step in interview.steps:
        if step.kind == "line":
            at(interview, step.id)
            assert "没看懂" not in text_of(say(interview, step.example))
            assert interview.session.proposal or kept(interview, step.id)
