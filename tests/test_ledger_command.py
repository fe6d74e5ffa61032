"""The command ledger as a user runs it: what it writes, says and returns."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reportbot.answers import read_answers
from reportbot.cli.app import run
from reportbot.errors import InputError
from reportbot.files import state_folder
from reportbot.form import all_forms, form_for_year
from reportbot.ledger.mapping import load_mapping
from reportbot.ledger.vocabulary import applicants, outcomes
from reportbot.spreadsheets.reading import read_workbook

from .ledgers import HEADER, ROW, application, write_xlsx, xlsx

FORM = form_for_year(2024)
ANSWERS = "# 我的注释\n年度: 2024\n单位: {名称: 云河县水利局}\n统计数据:\n  表二: {其余: 0}\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    rows = [
        HEADER,
        ROW,
        application(number=2, type="商业企业", outcome="信息不存在"),
        application(number=3, replied="", outcome=""),
    ]
    return write_xlsx(tmp_path / "台账.xlsx", rows)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_the_counted_cells_stand_in_the_answers_with_their_rows(
    ledger: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "收到日期 ← B 列“收到日期”" in said.err
    assert "2024 年度：新收 3 件，上年结转 0 件；办结 2 件，结转下年度 1 件" in said.err
    text = answers.read_text(encoding="utf-8")
    assert text.startswith(ANSWERS)
    report = read_answers(answers)
    assert {
        cell.partition(".")[2]: report.value(cell)
        for cell in FORM.cells
        if report.value(cell) and "total" not in cell
    } == {
        "new_received.natural_person": 2,
        "new_received.business": 1,
        "granted.natural_person": 1,
        "unavailable_not_held.business": 1,
        "carried_out.natural_person": 1,
    }
    assert report.value("applications.partial.research") == 0
    assert report.value("disputes.review.upheld") is None
    assert report.sources == {
        "applications": "台账.xlsx：共 3 件，没有列出行号的格为 0",
        "applications.new_received.natural_person": "台账.xlsx：台账 第 2、4 行",
        "applications.new_received.business": "台账.xlsx：台账 第 3 行",
        "applications.granted.natural_person": "台账.xlsx：台账 第 2 行",
        "applications.unavailable_not_held.business": "台账.xlsx：台账 第 3 行",
        "applications.carried_out.natural_person": "台账.xlsx：台账 第 4 行",
    }
    assert run(["check", str(answers), "--select", "T3"]) == 0
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert answers.read_text(encoding="utf-8") == text


def test_a_new_answers_file_is_begun_with_the_year(ledger: Path, tmp_path: Path) -> None:
    new = tmp_path / "2024.yaml"
    assert run(["ledger", str(ledger), "-o", str(new)]) == 2
    assert not new.exists()
    assert run(["ledger", str(ledger), "-o", str(new), "--year", "2024"]) == 0
    assert read_answers(new).value("applications.new_received.total") == 3


def test_without_output_the_table_is_shown(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", str(ledger), "--year", "2024", "--terms"]) == 0
    shown = capsys.readouterr().out
    assert "一、本年新收政府信息公开申请数量" in shown
    assert "超过答复期限的申请：1 件（核对了 3 件）" in shown


def test_differences_are_shown_and_need_a_word(
    ledger: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = (
        ANSWERS + "  表三: {本年新收: {自然人: 5, 总计: 6}, 予以公开: {自然人: {value: 1, note: 已核对}}}\n"
    )
    answers.write_text(typed, encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 1
    said = capsys.readouterr().err
    assert (
        "不同　表三 一、本年新收政府信息公开申请数量 / 自然人：答案文件里是 5（第 6 行），台账数出来是 2"
        in said
    )
    assert "总计：答案文件里是 6（第 6 行），台账数出来是 3" in said
    assert answers.read_text(encoding="utf-8") == typed
    assert run(["ledger", str(ledger), "-o", str(answers), "--merge", "ours"]) == 0
    ours = read_answers(answers)
    assert (
        ours.value("applications.new_received.natural_person"),
        ours.value("applications.new_received.business"),
    ) == (5, 1)
    assert "applications.new_received.natural_person" not in ours.sources
    assert run(["ledger", str(ledger), "-o", str(answers), "--merge", "theirs"]) == 0
    theirs = read_answers(answers)
    assert theirs.value("applications.new_received.natural_person") == 2
    assert theirs.value("applications.new_received.total") == 3
    assert theirs.cells["applications.granted.natural_person"].note == "已核对"


def test_none_that_was_answered_is_a_difference(ledger: Path, answers: Path) -> None:
    answers.write_text(ANSWERS + "  表三: 无\n", encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 1
    assert run(["ledger", str(ledger), "-o", str(answers), "--merge", "theirs"]) == 0
    assert read_answers(answers).value("applications.new_received.total") == 3


def test_a_ledger_begun_anew_leaves_what_was_carried_over_to_be_verified(
    ledger: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = ("applications.carried_in.total",)
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert "数不出上年结转，只能按 0 计并记入“待核实”" in capsys.readouterr().err
    assert read_answers(answers).unverified == mark
    assert run(["check", str(answers), "--select", "CEL-009"]) == 0
    assert "CEL-009" in capsys.readouterr().out
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert read_answers(answers).unverified == mark
    back = write_xlsx(tmp_path / "全.xlsx", [HEADER, ROW, application(received="2023-12-20")])
    assert run(["ledger", str(back), "-o", str(answers), "--merge", "theirs"]) == 0
    assert read_answers(answers).unverified == ()


def test_what_was_carried_over_by_last_year_is_missed_in_a_new_ledger(
    ledger: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write_text(ANSWERS + "  表三: {上年结转: {自然人: 2, 其余: 0}}\n", encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 1
    said = capsys.readouterr().err
    assert "答案文件里是 2（第 6 行），台账数出来是 0" in said
    assert "请把那几行补进台账再数" in said
    assert run(["ledger", str(ledger), "-o", str(answers), "--merge", "ours"]) == 0
    assert read_answers(answers).unverified == ()


@pytest.mark.parametrize(("left", "sure"), [("0", True), ("{自然人: 1, 其余: 0}", False)])
def test_last_year_tells_that_nothing_was_carried_over(
    ledger: Path, answers: Path, left: str, sure: bool, tmp_path: Path
) -> None:
    last = f"年度: 2023\n统计数据: {{表三: {{结转下年度: {left}, 其余: 0}}}}\n"
    (tmp_path / "2023.yaml").write_text(last, encoding="utf-8")
    answers.write_text(f"{ANSWERS}上年度: 2023.yaml\n", encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert (read_answers(answers).unverified == ()) is sure


def test_a_lost_report_of_last_year_is_told(
    ledger: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write_text(f"{ANSWERS}上年度: 没有.yaml\n", encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert "上年度的报告没有用上：" in capsys.readouterr().err


def test_rows_of_an_earlier_count_are_replaced(answers: Path, tmp_path: Path) -> None:
    first = write_xlsx(tmp_path / "一.xlsx", [HEADER, ROW])
    second = write_xlsx(tmp_path / "二.xlsx", [HEADER, application(outcome="撤回")])
    assert run(["ledger", str(first), "-o", str(answers)]) == 0
    assert run(["ledger", str(second), "-o", str(answers), "--merge", "theirs"]) == 0
    report = read_answers(answers)
    assert report.value("applications.granted.natural_person") == 0
    assert {item for item in report.sources if "granted" in item} == set()
    assert report.sources["applications.other_misc.natural_person"] == "二.xlsx：台账 第 2 行"


def test_reviews_and_suits_fill_table_four(answers: Path, tmp_path: Path) -> None:
    ledger = write_xlsx(tmp_path / "台账.xlsx", [[*HEADER, "行政复议"], [*ROW, "维持"]])
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    report = read_answers(answers)
    assert [report.value(f"disputes.review.{name}") for name in ("upheld", "corrected", "total")] == [1, 0, 1]
    assert report.value("disputes.direct_suit.upheld") is None
    assert report.sources["disputes.review.upheld"] == "台账.xlsx：台账 第 2 行"


def test_what_is_undecided_writes_nothing_and_waits_in_the_mapping(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [HEADER, ROW, application(number=2, outcome="另案处置"), application(number=3, received="")]
    rows += [application(number=4, type=""), application(number=5, outcome="")]
    ledger = write_xlsx(tmp_path / "台账.xlsx", rows)
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 1
    said = capsys.readouterr().err
    assert "待定　台账 第 3 行（1 件）：办理结果“另案处置”认不出" in said
    assert "待定　台账 第 4 行（1 件）：没有收到日期" in said
    assert "待定　台账 第 5 行（1 件）：没有写申请人类型" in said
    assert "待定　台账 第 6 行（1 件）：看得出已经答复，看不出办理结果是哪一种" in said
    assert answers.read_text(encoding="utf-8") == ANSWERS
    remembered = state_folder(answers) / "ledger.yaml"
    text = remembered.read_text(encoding="utf-8")
    assert text.endswith("结果:\n  另案处置:\n行:\n  台账 4:\n  台账 6 2024-03-05:\n其余申请人:\n")
    decisions = (
        ("  另案处置:", "部分公开"),
        ("台账 4:", "不计"),
        ("03-05:", "撤回"),
        ("其余申请人:", "自然人"),
    )
    for waiting, decision in decisions:
        text = text.replace(waiting, f"{waiting} {decision}")
    remembered.write_text(text, encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert read_answers(answers).value("applications.partial.natural_person") == 1
    assert "按对照文件不计入（1 件）：台账 第 4 行" in capsys.readouterr().err


def test_a_mapping_of_the_user_is_filled_in_and_remembered(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["甲", "乙", "办理结果", "申请人类型"], ["2024-3-5", "2024-3-20", "不予公开", "自然人"]]
    ledger = write_xlsx(tmp_path / "台账.xlsx", rows)
    mapping = tmp_path / "对照.yaml"
    assert run(["ledger", str(ledger), "--year", "2024", "--mapping", str(mapping)]) == 2
    assert "缺少“收到日期”列（表头有：甲、乙、办理结果、申请人类型）" in capsys.readouterr().err
    mapping.write_text("# 我的\n列: {收到日期: 甲, 答复日期: B}\n", encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers), "--mapping", str(mapping)]) == 1
    assert "可以定为：（三）不予公开—1.属于国家秘密；" in capsys.readouterr().err
    text = mapping.read_text(encoding="utf-8")
    assert text.startswith("# 我的\n列: {收到日期: 甲, 答复日期: B,")
    assert text.endswith("结果:\n  不予公开:\n")
    mapping.write_text(text.replace("不予公开:", "不予公开: 属于国家秘密"), encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers), "--mapping", str(mapping)]) == 0
    mapping.unlink()
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    assert read_answers(answers).value("applications.denied_state_secret.natural_person") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 1\n", "对照文件开头应当是"),
        ("栏: {}\n", "没有“栏”这一项"),
        ("列: {收到: 甲}\n", "没有“收到”这种列"),
        ("列: 甲\n", "应当是一组"),
        ("结果: {甲: 乙}\n", "“乙”不是表上的一行或一栏"),
        ("结果: {甲: 不予公开}\n", "“不予公开”不是表上的一行或一栏"),
        ("结果: {甲: [乙]}\n", "应当是一个词"),
        ("申请人类型: {甲: 法人}\n", "“法人”不是表上的一行或一栏"),
        ("其余申请人: 单位\n", "“单位”不是申请人的种类"),
        ("隐藏的行: 也许\n", "请写“计入”或“不计”"),
        ("缺年份的日期: 去年\n", "“去年”不是年份"),
        ("行: {甲乙: 不计}\n", "“甲乙”不是一行"),
        ("行: {12: 不予公开}\n", "“不予公开”不是表三的一行或一栏"),
    ],
)
def test_mistakes_in_a_mapping_are_told_with_their_place(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        load_mapping(text, FORM, "对照.yaml")
    assert str(caught.value).startswith("对照.yaml 第 1 行")


def test_an_empty_mapping_and_waiting_entries_say_nothing() -> None:
    assert load_mapping("", FORM) == load_mapping("结果:\n  甲:\n行:\n  12:\n列: {收到日期: }\n", FORM)


def test_names_numbers_and_addresses_enter_no_file_and_no_message(
    answers: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    secrets = ["欧阳明月", "13912345678", "青石巷7号", "340522199001011234", "某月饼有限公司"]
    header = [*HEADER, "联系电话", "地址", "身份证号", "申请内容"]
    rows = [
        [
            *application(applicant=secrets[0], outcome=f"告知{secrets[0]}另案处置（{secrets[1]}）"),
            *secrets[1:4],
            secrets[0],
        ],
        [*application(number=2, applicant=secrets[4], type=""), *secrets[1:4], secrets[0]],
    ]
    ledger = write_xlsx(tmp_path / "台账.xlsx", [header, *rows])
    assert run(["ledger", str(ledger), "-o", str(answers), "--terms"]) == 1
    memory = state_folder(answers) / "ledger.yaml"
    text = memory.read_text(encoding="utf-8")
    [phrase] = re.findall(r"告知某另案处置.*(?=:)", text)
    memory.write_text(text.replace(f"{phrase}:", f"{phrase}: 属于行政查询事项"), encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers), "--terms"]) == 0
    said = capfd.readouterr()
    for place in (
        said.out,
        said.err,
        memory.read_text(encoding="utf-8"),
        answers.read_text(encoding="utf-8"),
    ):
        assert [secret for secret in secrets if secret in place] == []


def test_bad_calls_are_one_message(
    ledger: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: Sequence[tuple[list[Any], str]] = [
        ([], "没有写台账的文件名"),
        ([ledger], "不知道报告年度"),
        ([ledger, "--year", "24"], "“24”不像报告年度"),
        ([ledger, "-o", answers, "--year", "2023"], "答案文件是 2024 年度的"),
        ([tmp_path / "没有.xlsx", "--year", "2024"], "找不到这个文件"),
        (["--template", tmp_path / "a.csv"], "空台账只能写成 .xlsx"),
        ([answers, "--year", "2024"], "没有认出台账"),
    ]
    for arguments, message in calls:
        assert run(["ledger", *map(str, arguments)]) == 2
        assert message in capsys.readouterr().err


def test_a_ledger_without_the_year_writes_nothing(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "2022.yaml"
    assert run(["ledger", str(ledger), "-o", str(new), "--year", "2022"]) == 1
    assert "台账里没有 2022 年度的申请" in capsys.readouterr().err
    assert not new.exists()


def test_a_sheet_to_be_chosen_waits_in_the_mapping(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(xlsx({"台账": [HEADER, ROW], "另一张": [["甲"], ["2024-1-1"], ["2024-1-2"]]}))
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 1
    assert "待定　工作表“另一张”没有认出表头" in capsys.readouterr().err
    memory = state_folder(answers) / "ledger.yaml"
    text = memory.read_text(encoding="utf-8")
    assert text.endswith("工作表:\n")
    memory.write_text(text.replace("工作表:", "工作表: 台账"), encoding="utf-8")
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0


def test_answers_in_other_encodings_and_line_ends_are_kept(ledger: Path, answers: Path) -> None:
    answers.write_bytes(b"\xef\xbb\xbf" + ANSWERS.replace("\n", "\r\n").encode())
    assert run(["ledger", str(ledger), "-o", str(answers)]) == 0
    data = answers.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# ")
    assert data.count(b"\r\n") == data.count(b"\n")


def filled_template(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Type rows into a template, as a clerk would below its header."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    cells = ["".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows]
    typed = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, start=2))
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{typed}</sheetData>").encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_a_template_that_is_filled_counts_itself(form: Any, tmp_path: Path) -> None:
    year = form.first_year
    template = tmp_path / "空台账.xlsx"
    assert run(["ledger", "--template", str(template), "--year", str(year)]) == 0
    header = [str(cell) for cell in read_workbook(template).sheets[0].rows[0]]
    rows = []
    for row_id, label in outcomes(form).labels.items():
        for kind in applicants(form).labels.values():
            given = {
                "收到日期": f"{year}-03-05",
                "申请人": "某",
                "申请人类型": kind,
                "申请内容": row_id,
                "答复日期": f"{year}-03-20",
                "办理结果": label,
                "复议结果": "结果维持",
                "诉讼结果": "复议后起诉—尚未审结",
            }
            rows.append([given.get(name, "") for name in header])
    filled_template(template, rows)
    new = tmp_path / "a.yaml"
    assert run(["ledger", str(template), "-o", str(new), "--year", str(year)]) == 0
    report = read_answers(new)
    assert {
        report.value(f"applications.{row}.{kind}")
        for row in outcomes(form).labels
        for kind in applicants(form).labels
    } == {1}
    assert report.value("applications.result_total.total") == len(rows)
    assert (
        report.value("disputes.review.upheld")
        == report.value("disputes.suit_after_review.pending")
        == len(rows)
    )


def test_a_template_offers_the_official_words_and_is_reproducible(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (first, second):
        assert run(["ledger", "--template", str(path)]) == 0
    assert first.read_bytes() == second.read_bytes()
    ledger, codes = read_workbook(first).sheets
    words = [row[0] for row in codes.rows]
    assert [label for label in outcomes(all_forms()[-1]).labels.values() if label not in words] == []
    with zipfile.ZipFile(first) as package:
        markup = package.read("xl/worksheets/sheet1.xml").decode()
    assert markup.count('type="list"') == 5
    assert 'state="frozen"' in markup
    assert ledger.rows[0][0] == "序号"
