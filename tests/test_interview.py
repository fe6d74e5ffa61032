"""The interview as a whole: scripted answers, from an empty file to a Word report."""

import re
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.importing import read_report
from reportbot.interview.conversation import Interview
from reportbot.interview.suggesting import short_name
from tests.conftest import EXAMPLES
from tests.talking import SCRIPTS, at, at_the_applications, begun, opened, say, script, text_of
from tests.word_text import word_text


def told(path: Path, name: str) -> tuple[Interview, int]:
    """Give a script's answers until the report is exported; the interview and the number of answers."""
    interview = opened(path)
    for count, line in enumerate(script(name), 1):
        reply = interview.answer(line)
        if any(message.text.startswith("写好了：") for message in reply.messages):
            return interview, count
    raise AssertionError(f"nothing exported; still asked: {interview.question.text}")


def test_a_bureau_without_applications_needs_at_most_35_answers(tmp_path: Path) -> None:
    interview, count = told(tmp_path / "answers.yaml", "bureau")
    assert count <= 35
    assert list(tmp_path.glob("*.docx"))
    report = read_answers(tmp_path / "answers.yaml")
    assert all(report.value(cell) is not None for cell in report.form.cells)
    assert not interview.open_questions()


def test_the_lusong_report_needs_at_most_50_answers_and_equals_the_example(tmp_path: Path) -> None:
    _, count = told(tmp_path / "answers.yaml", "lusong")
    assert count <= 50
    example = EXAMPLES / "lusong-hrss-2020"
    ours, theirs = read_report(tmp_path / "answers.yaml"), read_report(example / "answers.yaml")
    assert {cell: ours.value(cell) for cell in ours.form.cells} == {
        cell: theirs.value(cell) for cell in theirs.form.cells
    }
    word = next(tmp_path.glob("*.docx")).read_bytes()
    assert word_text(word) == (example / "report.docx.txt").read_text(encoding="utf-8")
    assert next(tmp_path.glob("*.md")).read_text(encoding="utf-8") == (example / "report.md").read_text(
        encoding="utf-8"
    )


def test_a_bureau_with_applications_and_last_years_file(tmp_path: Path) -> None:
    (tmp_path / "2024年.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    interview, _ = told(tmp_path / "2025.yaml", "applications")
    report = interview.session.report
    assert report.previous_path == "2024年.yaml"
    assert report.value("applications.new_received.total") == 12
    assert report.value("applications.carried_in.natural_person") == 2
    assert report.value("applications.refused_petition.natural_person") == 1
    assert report.value("applications.result_total.total") == 14
    assert report.value("applications.carried_out.total") == 0
    assert report.value("disputes.review.corrected") == 1
    problems = report.problems or ()
    assert [problem.state for problem in problems] == ["partly", None]
    assert problems[1].kind == "corrected_cases"


# what is asked


def asked(interview: Interview) -> str:
    return interview.question.text


def steps(interview: Interview, *states: str) -> list[str]:
    return [step.id for step in interview.steps if step.state in states]


def test_an_empty_file_begins_with_the_year_and_gets_a_skeleton(tmp_path: Path) -> None:
    interview = opened(tmp_path / "a.yaml")
    assert interview.question.suggestion == "2025"
    assert not (tmp_path / "a.yaml").exists()
    assert "年度要先定下来" in text_of(say(interview, "跳过"))
    assert "没看懂" in text_of(say(interview, "不好说"))
    say(interview, "2020年")
    assert read_answers(tmp_path / "a.yaml").form.id == "2019"
    assert "# " in (tmp_path / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("line", "year"), [("", 2025), ("去年", 2025), ("今年", 2026), ("2024", 2024)])
def test_years(tmp_path: Path, line: str, year: int) -> None:
    interview = opened(tmp_path / "a.yaml")
    say(interview, line)
    assert interview.session.report.year == year


def test_another_year_with_the_same_form_keeps_everything(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n统计数据:\n  表三: 无\n")
    say(at(interview, "year"), "2024")
    assert interview.session.report.year == 2024
    assert interview.session.report.value("applications.granted.total") == 0


def test_another_form_keeps_what_both_share_and_the_rest_as_comments(tmp_path: Path) -> None:
    interview = begun(
        tmp_path / "a.yaml",
        "年度: 2025\n统计数据:\n  表二:\n    行政许可: 42\n    行政事业性收费: 1.5\n  表三: 无\n",
    )
    say(at(interview, "year"), "2020")
    report = interview.session.report
    assert report.form.id == "2019"
    assert report.value("disclosure.licences.decisions") == 42
    assert report.value("applications.granted.total") == 0
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert re.search(r"#   表二 行政事业性收费.*1\.5", text)
    assert "disclosure.licences" in steps(interview, "open")


def test_the_name_tells_kind_level_and_short_forms(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n")
    say(at(interview, "agency.name"), "云河县青石镇人民政府")
    at(interview, "agency.nature")
    assert interview.question.rows == (
        ("类型", "乡镇"),
        ("级别", "乡级"),
        ("简称", "青石镇"),
        ("自称", "我镇"),
    )
    said = text_of(say(interview, "简称：青石镇政府"))
    assert "简称：青石镇政府" in said
    say(interview, "自称改成本镇", "")
    facts = interview.session.report.facts
    assert facts["agency.short_name"] == "青石镇政府"
    assert facts["agency.self_reference"] == "本镇"
    assert facts["agency.kind"] == "township"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("株洲市芦淞区人力资源和社会保障局", "芦淞区人社局"),
        ("云河县教育局", "云河县教育局"),
        ("某某市卫生健康委员会", "某某市卫健委"),
        ("云河县人民政府办公室", "云河县政府办"),
        ("云河县城关街道办事处", "城关街道"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_missing_powers_leave_their_rows_at_zero(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "没有这项职权，填 0" in text_of(say(at(interview, "agency.powers"), "许可"))
    say(interview, "")
    assert interview.session.report.value("disclosure.fees.amount_wan") == 0
    assert "disclosure.government_rules" not in steps(interview, "open")
    assert "disclosure.licences" in steps(interview, "open")


def test_no_power_at_all(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "agency.powers"), "都没有", "对")
    assert interview.session.report.facts["agency.powers.licences"] is False


# tables


def test_one_answer_fills_a_table_without_cases(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "都填 0" in text_of(say(at(interview, "applications?"), "没有"))
    assert interview.session.report.value("applications.result_total.total") == 0
    say(at(interview, "disputes?"), "无")
    assert interview.session.report.value("disputes.review.total") == 0


def test_none_clashes_with_what_last_year_carried_over(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n上年度: 2024.yaml\n")
    at(interview, "applications?")
    assert interview.question.rows == (("去年结转到今年", "2件"),)
    assert "结转了 2 件" in text_of(say(interview, "没有"))
    assert interview.session.report.value("applications.granted.total") is None
    say(interview, "确实没有")
    assert interview.session.report.value("applications.granted.total") == 0


def test_two_kinds_of_applicants_are_asked_outcome_by_outcome(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    say(at(interview, "applications?"), "有", "12件")
    assert "这 12 件里" in text_of(say(interview, "12件"))
    assert "少 1" in text_of(say(interview, "自然人9件，商业企业2件"))
    say(interview, "自然人9件，商业企业3件", "")
    assert interview.step
    assert interview.step.id == "applications.carried_in"
    say(interview, "没有")
    assert "记住了" in text_of(say(interview, "予以公开8件，部分公开2件"))
    assert "8件里，自然人、商业企业各几件" in asked(interview)
    say(interview, "自然人6，商业企业2", "", "都是自然人", "")
    assert interview.session.report.value("applications.granted.business") == 2
    assert interview.session.report.value("applications.partial.natural_person") == 2
    assert interview.question.rows == (("自然人", "1件"), ("商业企业", "1件"))
    say(interview, "")
    assert interview.session.report.value("applications.carried_out.total") == 2
    assert "其余都是 0 吗" in asked(interview)
    assert interview.session.report.value("applications.refused_petition.total") is None
    say(interview, "对")
    assert interview.session.report.value("applications.refused_petition.total") == 0
    assert "on_request.carried_within_term" in steps(interview, "open")


def test_outcomes_are_chosen_first_and_counted_then(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    say(at(interview, "applications?"), "有", "自然人5件", "", "没有")
    assert "没看懂" in text_of(say(interview, "不记得了啊"))
    say(interview, "1、14")
    assert "“（一）予以公开”有几件" in asked(interview)
    say(interview, "4")
    assert "信访举报投诉" in asked(interview)
    say(interview, "两件")
    assert "先改哪一处" in asked(interview)
    assert "（现在是 4）" in text_of(interview.reply())
    say(interview, "2")
    assert "予以公开" in asked(interview)
    say(interview, "3", "")
    assert interview.session.report.value("applications.carried_out.total") == 0


def test_a_sum_that_no_longer_holds_is_asked_again(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    say(at(interview, "applications?"), "有", "自然人5件", "", "没有", "予以公开5件", "", "", "")
    assert "applications.carried_out" in steps(interview, "answered")
    say(at(interview, "applications.granted"), "4")
    assert interview.step
    assert interview.step.id == "applications.carried_out"
    assert interview.question.rows == (("自然人", "1件"),)
    say(interview, "自然人1件", "对")
    assert interview.session.report.value("applications.carried_out.natural_person") == 1


def test_the_rest_can_be_refused_and_rows_named(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n统计数据:\n  表二:\n    行政许可: 3\n")
    for _ in range(5):
        say(interview, "跳过") if interview.step and interview.step.stage != "disclosure" else None
    for step in ("government_rules", "normative_documents", "penalties", "compulsion", "fees"):
        say(at(interview, f"disclosure.{step}"), "跳过")
    assert interview.step
    at(interview, "disclosure.rest")
    say(interview, "行政处罚")
    assert interview.step.id == "disclosure.rest" or "行政处罚" in asked(interview)
    say(interview, "8")
    say(at(interview, "disclosure.rest"), "不对")
    assert "规章" in asked(interview)
    say(interview, "没有")
    say(at(interview, "disclosure.rest"), "")
    assert interview.session.report.value("disclosure.penalties.decisions") == 8
    assert interview.session.report.value("disclosure.fees.amount_wan") == 0


def test_not_known_yet_is_marked_and_stays_blank_when_the_rest_is_zero(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "待核实" in text_of(say(at(interview, "disclosure.licences"), "不清楚"))
    for step in ("government_rules", "normative_documents", "penalties", "compulsion"):
        say(at(interview, f"disclosure.{step}"), "没有")
    say(at(interview, "disclosure.fees"), "大约1.5万元", "")
    report = interview.session.report
    assert set(report.unverified) == {"disclosure.licences.decisions", "disclosure.fees.amount_wan"}
    assert report.value("disclosure.licences.decisions") is None
    assert "disclosure.rest" not in steps(interview, "open")
    say(at(interview, "disclosure.licences"), "42")
    assert interview.session.report.unverified == ("disclosure.fees.amount_wan",)


def test_a_block_from_a_spreadsheet_fills_a_table(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    block = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n本年新收\t9\t3\t0\t0\t0\t0\t12\n上年结转\t0\t0\t0\t0\t0\t0\t0\n予以公开\t9\t3\t0\t0\t0\t0\t13\n莫名其妙\t1\t2"
    said = text_of(say(at(interview, "applications?"), block))
    assert "本年新收：自然人 9、商业企业 3" in said
    assert "莫名其妙" in said
    assert "各格相加是 12" in said
    assert interview.session.report.value("applications.new_received.total") is None
    say(interview, "")
    assert interview.session.report.value("applications.new_received.total") == 12


def test_disputes_lead_to_causes_and_their_measures(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    said = text_of(say(interview, "没有", "复议2件，维持1件、纠正1件"))
    assert "合计：2" in said
    say(interview, "", "没有", "没有")
    assert interview.session.report.value("disputes.review.corrected") == 1
    assert "on_request.corrected_causes" in steps(interview, "open", "later")
    assert "查了哪些库" in text_of(say(at(interview, "on_request.corrected_causes"), "检索"))
    at(interview, "problems")
    assert "结果纠正" in text_of(interview.reply())
    say(interview, "1")
    say(at(interview, "problems.0.measures"), "1；2月底前逐件复盘2件")
    problem = (interview.session.report.problems or ())[0]
    assert problem.measures[0] == "检索记录表"


def test_a_table_can_be_left_for_later(tmp_path: Path) -> None:
    interview = at_the_applications(tmp_path / "a.yaml")
    say(interview, "跳过")
    assert "applications?" in steps(interview, "passed")
    assert interview.step
    assert interview.step.id == "disputes?"
    say(interview, "/跳到 表三")
    assert interview.step.id == "applications?"
    say(interview, "有")
    assert "本年新收" in asked(interview)


# facts and part five


def test_a_plain_number_is_taken_at_once_and_more_is_shown_first(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "proactive.items_website"), "119")
    assert interview.session.report.facts["proactive.items_website"] == 119
    assert interview.session.proposal is None
    say(at(interview, "proactive.items_by_kind"), "动态107，政策12")
    assert interview.session.proposal
    assert "proactive.items_by_kind" not in interview.session.report.facts
    assert "请再说一遍" in text_of(say(interview, "不对"))
    say(interview, "工作动态107，政策文件12", "政策文件13")
    say(interview, "好")
    assert interview.session.report.facts["proactive.items_by_kind"] == {"工作动态": 107, "政策文件": 13}


def test_what_was_not_understood_is_said(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "没看懂" in text_of(say(at(interview, "proactive.items_website"), "好多"))
    assert "请答一下" in text_of(say(interview, ""))
    assert "没有填：不予公开3件" in text_of(
        say(at(interview, "disclosure.normative_documents"), "制发2，不予公开3件")
    )


def test_last_years_numbers_are_compared_never_filled(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(
        "年度: 2024\n工作情况:\n  主动公开: {网站公开数: 100}\n统计数据:\n  表三: {本年新收: {自然人: 8, 其余: 0}, 其余: 0}\n",
        encoding="utf-8",
    )
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n上年度: 2024.yaml\n单位: {类型: 部门}\n")
    at(interview, "proactive.items_website")
    assert interview.question.rows == (("上年网站公开数", "100条"),)
    assert "比上年多 50 条（+50%）" in text_of(say(interview, "150"))
    say(at(interview, "proactive.items_website"), "同去年", "")
    assert interview.session.report.facts["proactive.items_website"] == 100
    assert "多 4 件（+50%）" in text_of(say(at(interview, "applications?"), "自然人12件", ""))
    assert "on_request.change_reason" in steps(interview, "open", "later")


def test_problems_need_substance_and_measures(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "不能空着" in text_of(say(at(interview, "problems"), ""))
    say(interview, "公开不够及时")
    assert "哪几份？晚几天？" in text_of(at(interview, "problems.0.detail").reply())
    say(interview, "3份文件晚了30天")
    say(at(interview, "problems.0.measures"), "加强学习培训；已：10月起每月核对一次")
    problem = (interview.session.report.problems or ())[0]
    assert problem.done == ("10月起每月核对一次",)
    assert problem.measures == ("加强学习培训",)
    assert problem.detail == "3份文件晚了30天"


def test_measures_with_open_blanks_are_not_taken(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n问题与改进:\n- {种类: 逾期答复, 问题: 逾期答复}\n")
    at(interview, "problems.0.measures")
    assert interview.question.options
    assert "还没有填" in text_of(say(interview, "1"))
    say(interview, "收件当日登记、算出到期日，第15个工作日提醒")
    assert (interview.session.report.problems or ())[0].measures


def test_last_years_problems(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n上年度: 2024.yaml\n")
    at(interview, "old_problem.0")
    assert "没看懂" in text_of(say(interview, "还行"))
    say(interview, "已解决，全年巡查26次")
    problem = (interview.session.report.problems or ())[0]
    assert (problem.state, problem.evidence) == ("solved", "全年巡查26次")
    assert "problems.0.measures" not in steps(interview, "open")


def test_no_more_matters_and_then_some(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2020\n")
    say(at(interview, "other.none"), "不是，还有")
    assert interview.session.report.facts["other.none"] is False
    assert "other.free" in steps(interview, "open")


# review, findings, draft, export

READY = EXAMPLES / "lusong-hrss-2020" / "answers.yaml"


def test_findings_can_be_corrected_or_explained(tmp_path: Path) -> None:
    text = READY.read_text(encoding="utf-8").replace(
        "处理决定数量: {value: 12, note: 2019-2020年}", "处理决定数量: 十二"
    )
    interview = begun(tmp_path / "a.yaml", text + "待核实: [disclosure.penalties.decisions]\n")
    at(interview, "findings")
    options = interview.question.options
    assert any("不是数字" in option for option in options)
    number = next(at_ for at_, option in enumerate(options, 1) if "待核实" in option)
    assert "没看懂" in text_of(say(interview, "改 99"))
    say(interview, f"说明 {number} 已与执法平台核对")
    assert "已与执法平台核对" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    at(interview, "findings")
    number = next(at_ for at_, option in enumerate(interview.question.options, 1) if "不是数字" in option)
    assert "不能用“说明理由”" in text_of(say(interview, f"说明 {number} 就这样"))
    say(interview, f"改 {number}")
    assert "行政许可" in asked(interview)
    say(interview, "2，+10，12", "")
    assert interview.session.report.value("disclosure.licences.decisions") == 12


def test_the_draft_is_read_section_by_section_and_edited(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", READY.read_text(encoding="utf-8"))
    at(interview, "draft")
    first = interview.question.text
    say(interview, "可以")
    assert interview.question.text != first
    assert "没看懂" in text_of(say(interview, "改"))
    say(interview, "改 1 全年主动公开政府信息119条。")
    assert "全年主动公开政府信息119条。" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    say(interview, "全部")
    assert "draft" not in steps(interview, "open")


def test_figures_in_the_clerks_own_words_that_are_outdated_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text((EXAMPLES / "lusong-hrss-2020" / "answers.yaml").read_text(encoding="utf-8"), "utf-8")
    interview = opened(path)
    say(interview, "/跳到 正文", "可以")
    drafted = interview.reply().messages[-1].rows[0][1]
    say(interview, f"改 1 {drafted.replace('119条', '119条信息', 1)}")
    assert "原稿" in path.read_text(encoding="utf-8")
    changed = path.read_text(encoding="utf-8").replace("网站公开数: 119", "网站公开数: 129")
    path.write_text(changed.replace("工作动态: 107", "工作动态: 117"), encoding="utf-8")
    interview.look_again()
    say(interview, "/跳到 正文")
    rows = dict(interview.reply().messages[-1].rows)
    assert "119条信息" in rows["第1段"]
    assert "129" in rows["数字变了，应是"]


def test_export_refuses_errors_unless_it_may_be_a_draft(tmp_path: Path) -> None:
    interview = begun(
        tmp_path / "a.yaml",
        READY.read_text(encoding="utf-8").replace("收到和处理政府信息公开申请情况: 无", ""),
    )
    at(interview, "export")
    assert "没有改" in text_of(say(interview, ""))
    assert not list(tmp_path.glob("*.docx"))
    assert "没看懂" in text_of(say(interview, "草稿 ppt"))
    said = text_of(say(interview, "草稿 md、样子.docx"))
    assert said.count("写好了：") == 2
    assert "草稿" in next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    assert (tmp_path / "样子.docx").exists()
    assert "不存在" in text_of(say(at(interview, "export"), "草稿 没有的文件夹/x.docx"))


def test_nothing_has_to_be_exported(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", READY.read_text(encoding="utf-8"))
    say(at(interview, "export"), "不导出")
    assert not list(tmp_path.glob("*.docx"))


# commands


def test_commands_in_chinese_english_and_by_first_letter(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert say(interview, "/预览").view == "preview"
    assert say(interview, "/p").view == "preview"
    assert say(interview, "／核对").view == "check"
    assert say(interview, "/check").view == "check"
    assert say(interview, "/进度").view == "progress"
    assert say(interview, "/清单").view == "review"
    assert say(interview, "/表格 表四") == say(interview, "/t 复议诉讼")
    assert say(interview, "/表格表三").subject == "applications"
    assert say(interview, "/长文").view == "edit"
    assert say(interview, "?").view == "help"
    assert say(interview, "帮助").view == "help"
    assert "没有“/不存在”这个命令" in text_of(say(interview, "/不存在"))
    assert say(interview, "/q").view == "quit"


def test_going_to_a_question_by_its_name_and_back(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(interview, "/跳到 微信公众号")
    assert "微信公众号" in asked(interview)
    say(interview, "/跳到 表四")
    assert "复议" in asked(interview)
    say(interview, "/g 监督保障")
    assert interview.step
    assert interview.step.stage == "supervision"
    assert "没有找到" in text_of(say(interview, "/跳到 火星"))


def test_back_from_a_proposal_and_at_the_first_question(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "第一题" in text_of(say(interview, "/b"))
    say(at(interview, "proactive.items_by_kind"), "动态1")
    say(interview, "/上一题")
    assert interview.session.proposal is None


def test_skipping_a_proposal(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "proactive.items_by_kind"), "动态1", "跳过")
    assert "proactive.items_by_kind" in steps(interview, "passed")


def test_help_tells_why_what_counts_basis_and_an_example(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    said = text_of(say(at(interview, "proactive.key_fields"), "?"))
    for word in ("为什么问", "填什么", "不填什么", "问谁", "不回答"):
        assert word in said
    say(at(interview, "disputes?"), "有")
    assert "国办公开办函〔2016〕201号" in text_of(say(at(interview, "disputes.suit_after_review"), "?"))
    assert "0555-1234567" in text_of(say(at(interview, "agency.contact"), "？"))
    assert "TEXTUAL_DISABLE_KITTY_KEY" in said


def test_the_decision_tree_names_the_row_and_its_article(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "给了没有" in text_of(say(interview, "/填哪格"))
    assert "1 到 4" in text_of(say(interview, "9"))
    said = text_of(say(interview, "3", "1", "1", "1", "3"))
    assert "填“（三）不予公开—3.危及“三安全一稳定””" in said
    assert "条例第十四条" in said
    say(interview, "/w")
    assert "给了没有" not in text_of(say(interview, "算了"))


def test_the_tree_knows_the_older_form(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2020\n")
    assert "（六）其他处理" in text_of(say(interview, "/填哪格", "3", "2"))


def test_more_questions_by_name_and_by_section(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert "没看懂" in text_of(say(at(interview, "more"), "天气"))
    say(at(interview, "more"), "分管领导、平台建设")
    assert {"supervision.leader_in_charge", "platform.columns_changed"} <= set(steps(interview, "open"))


def test_when_everything_is_answered_it_says_so(tmp_path: Path) -> None:
    interview, _ = told(tmp_path / "a.yaml", "lusong")
    assert interview.step is None
    assert "都办完了" in text_of(say(interview, "还有吗"))
    assert "都办完了" in text_of(say(interview, "/跳过"))


def test_last_years_file_is_offered_read_or_refused(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    assert interview.question.suggestion == "没有"
    assert "找不到" in text_of(say(interview, "没有这个文件.yaml"))
    (tmp_path / "去年.yaml").write_text("年度: 2022\n", encoding="utf-8")
    said = text_of(say(interview, "“去年.yaml”"))
    assert "不是上一年的" in said
    say(interview, "不对")
    (tmp_path / "2024年报.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert interview.question.suggestion == "2024年报.yaml"
    say(interview, "是", "")
    assert interview.session.report.previous_path == "2024年报.yaml"
    assert interview.session.report.previous


def test_a_last_year_that_has_gone_is_told_once(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n上年度: 没了.yaml\n")
    assert interview.session.report.previous is None
    assert "去年的年报读不了" not in text_of(interview.reply())


def test_profile_from_last_year_is_offered_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n上年度: 2024.yaml\n单位: {名称: 云河县教育局}\n")
    say(at(interview, "agency.contact"), "电话0555-7654321", "")
    facts = interview.session.report.facts
    assert facts["agency.phone"] == "0555-7654321"
    assert facts["agency.address"] == "人民路18号"


def test_the_front_matter_in_one_line(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "front.dates"), "《某某通知》，落款日期1月22日，公开日期2026年1月26日", "")
    facts = interview.session.report.facts
    assert facts["front.issue_date"] == "2026-01-22"
    assert facts["front.publication_date"] == "2026-01-26"
    assert facts["front.local_basis"] == "《某某通知》"
    say(at(interview, "front.dates"), "没有")
    assert "front.dates" in steps(interview, "answered", "passed")
    assert "没看懂" in text_of(say(at(interview, "agency.nature"), "没有"))


def test_an_answer_that_does_not_fit_the_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = begun(tmp_path / "a.yaml")
    before = (tmp_path / "a.yaml").read_bytes()
    monkeypatch.setattr("reportbot.interview.keeping.apply", lambda text, _: f"{text}不认识: 1\n")
    assert "没有记下" in text_of(say(at(interview, "proactive.items_website"), "119"))
    step = next(step for step in interview.steps if step.id == "proactive.items_website")
    assert "没有记下" in interview.keep((), step)[0].text
    assert (tmp_path / "a.yaml").read_bytes() == before
    assert "proactive.items_website" not in interview.session.report.facts


def test_government_questions(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml", "年度: 2025\n")
    say(at(interview, "agency.name"), "云河县人民政府")
    at(interview, "agency.nature")
    assert ("辖区称呼", "全县") in interview.question.rows
    say(interview, "")
    assert interview.session.report.facts["agency.region"] == "全县"
    assert {"front.scope", "agency.reconsideration", "supervision.social_evaluation"} <= set(
        steps(interview, "open")
    )
    say(at(interview, "agency.reconsideration"), "看情况")
    assert "agency.reconsideration" in steps(interview, "open")
    say(at(interview, "supervision.social_evaluation"), "开展了，网上问卷，收回312份，满意率96.5%", "")
    facts = interview.session.report.facts
    assert facts["supervision.social_evaluation.copies"] == 312
    assert str(facts["supervision.social_evaluation.satisfied"]) == "96.5"
