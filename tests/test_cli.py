"""The command line as a user runs it: what it says, writes and returns."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from reportbot.cli.app import app, run
from reportbot.cli.chinese import localise

from .conftest import EXAMPLES

LUSONG = EXAMPLES / "lusong-hrss-2020" / "answers.yaml"
GOOD = "年度: 2024\n单位: {名称: 云河县水利局}\n统计数据: {表二: {其余: 0}, 表三: 无, 表四: 无}\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from reportbot.cli import main; main()", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_demo_leaves_a_report_in_both_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--out-dir", str(tmp_path / "out" / "demo")]) == 0
    written = {path.name for path in (tmp_path / "out" / "demo").iterdir()}
    assert written == {"lusong-hrss-2020.md", "lusong-hrss-2020.docx"}
    assert capsys.readouterr().out == ""


def test_new_check_draft_show_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "2024.yaml"
    assert run(["new", str(new), "--agency", "云河县水利局", "--year", "2024"]) == 0
    assert run(["check", str(new)]) == 1
    assert "CEL-001 表三还没有填（175 格）" in capsys.readouterr().out
    assert run(["draft", str(new), "-o", str(tmp_path / "a.md")]) == 1
    assert not (tmp_path / "a.md").exists()
    assert run(["show", str(new)]) == 0
    assert "云河县水利局" in capsys.readouterr().out


def test_new_never_overwrites(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(answers)]) == 2
    assert "文件已经存在，没有改动" in capsys.readouterr().err
    assert answers.read_text(encoding="utf-8") == GOOD


def test_new_from_last_year_keeps_the_profile_and_carries_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = tmp_path / "2023.yaml"
    last.write_text(
        "年度: 2023\n单位: {名称: 云河县水利局, 类型: 部门, 电话: 0555-1}\n"
        "统计数据: {表三: {结转下年度: {自然人: 2, 其余: 0}, 其余: 0}}\n"
        "问题与改进: [{问题: 栏目更新慢, 改进措施: [每两周巡查]}, {问题: 旧的, 上年问题进展: 已解决}]\n"
        "工作情况: {主动公开: {网站公开数: 100}}\n",
        encoding="utf-8",
    )
    new = tmp_path / "2024.yaml"
    assert run(["new", str(new), "--previous", str(last)]) == 0
    text = new.read_text(encoding="utf-8")
    assert "上年度: 2023.yaml\n" in text
    assert "年度: 2024\n" in text
    assert "  电话: 0555-1\n" in text
    assert "# 上年：100\n" in text
    assert "    网站公开数:\n" in text
    assert "上年结转政府信息公开申请数量: {自然人: 2, 商业企业: 0," in text
    assert "  上年表述: 栏目更新慢；每两周巡查\n" in text
    assert "旧的" not in text
    capsys.readouterr()
    assert run(["show", str(new), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["cells"]["applications.carried_in.total"] == 2
    assert shown["cells"]["applications.new_received.total"] is None


def test_show_json_has_every_cell(capsys: pytest.CaptureFixture[str]) -> None:
    path = EXAMPLES / "lusong-hrss-2020-as-published" / "answers.yaml"
    assert run(["show", str(path), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["agency"], shown["year"], shown["form"]) == (
        "株洲市芦淞区人力资源和社会保障局",
        2020,
        "2019",
    )
    assert len(shown["cells"]) == 198
    assert shown["cells"]["disclosure.procurement.amount_yuan"] == "1361000"
    assert shown["cells"]["applications.granted.total"] == 0
    assert shown["cells"]["disclosure.licences.decisions"] is None
    assert shown["unreadable"]["disclosure.licences.decisions"] == "12(2019-2020)"
    assert shown["narrative"]["overview"].startswith("（一）主动公开")


def test_the_lusong_example_holds_every_transcribed_cell(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = yaml.safe_load((corpus / "lusong-hrss-2020.expected.yaml").read_text(encoding="utf-8"))
    assert (
        run(["show", str(EXAMPLES / "lusong-hrss-2020-as-published" / "answers.yaml"), "--format", "json"])
        == 0
    )
    shown = json.loads(capsys.readouterr().out)
    assert shown["cells"] == expected["cells"]
    assert shown["unreadable"] == expected["unreadable"]


def test_check_json_is_the_list_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(EXAMPLES / "planted-errors-2024" / "answers.yaml")
    assert run(["check", path, "--format", "json", "--select", "T4"]) == 1
    [finding] = json.loads(capsys.readouterr().out)
    assert list(finding) == [
        "code",
        "severity",
        "status",
        "message",
        "cells",
        "expected",
        "actual",
        "locations",
    ]
    assert (finding["code"], finding["expected"], finding["actual"]) == ("T4-001", "3", "4")
    assert finding["cells"][0] == "disputes.review.total"
    assert finding["locations"][0] == {"file": path, "line": 31, "column": 52}


def test_rules_are_selected_and_ignored_by_prefix(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(EXAMPLES / "planted-errors-2024" / "answers.yaml")
    run(["check", path, "--format", "json", "--select", "T3,CEL-002", "--ignore", "t3-001"])
    codes = {finding["code"] for finding in json.loads(capsys.readouterr().out)}
    assert codes == {"T3-002", "T3-003", "CEL-002"}
    assert run(["check", path, "--select", "XYZ"]) == 2


def test_a_finding_confirmed_with_a_reason_no_longer_counts(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write_text(
        GOOD + "说明理由: [{规则: TXT-001, 理由: 样例}, {规则: TXT-004, 理由: 样例}]\n", encoding="utf-8"
    )
    assert run(["check", str(answers), "--select", "TXT-001,TXT-004"]) == 0
    assert "已说明：样例" in capsys.readouterr().out
    answers.write_text(
        GOOD.replace("表二: {其余", "表二: {行政许可: x, 其余") + "说明理由: [{规则: CEL-002, 理由: 样例}]\n",
        encoding="utf-8",
    )
    assert run(["check", str(answers), "--select", "CEL-002"]) == 1


def test_verbose_says_what_could_not_be_assessed(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers.write_text(GOOD.replace("表三: 无", "表三: {予以公开: {自然人: 1}}"), encoding="utf-8")
    run(["check", str(answers), "--select", "T3-003"])
    assert "没有核对" not in capsys.readouterr().out
    run(["check", str(answers), "--select", "T3-003", "--verbose"])
    said = capsys.readouterr().out
    assert "没有核对 1 条规则" in said
    assert "  T3-003 表三" in said


def test_one_unusable_file_does_not_stop_the_others(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.yaml"
    assert run(["check", str(missing), str(answers), "--select", "T3"]) == 2
    said = capsys.readouterr()
    assert "找不到这个文件" in said.err
    assert "没有发现问题" in said.out


def test_draft_with_errors_writes_nothing_unless_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(EXAMPLES / "planted-errors-2024" / "answers.yaml")
    target = tmp_path / "a.md"
    target.write_text("原来的", encoding="utf-8")
    assert run(["draft", path, "-o", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == "原来的"
    assert run(["draft", path, "-o", str(target), "--allow-errors"]) == 1
    assert "> **草稿**" in target.read_text(encoding="utf-8")


def test_several_drafts_go_to_a_folder(tmp_path: Path) -> None:
    paths = [str(EXAMPLES / name / "answers.yaml") for name in ("lusong-hrss-2020", "huaian-2024")]
    folder = tmp_path / "没有建过" / "报告"
    assert run(["draft", *paths, "--out-dir", str(folder), "--to", "docx,md"]) == 0
    names = {path.name for path in folder.iterdir()}
    assert names == {"lusong-hrss-2020.md", "lusong-hrss-2020.docx", "huaian-2024.md", "huaian-2024.docx"}
    assert run(["draft", *paths]) == 2
    assert run(["draft", paths[0], paths[0], "--out-dir", str(tmp_path)]) == 2


def test_trace_names_rule_cells_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", str(LUSONG), "-o", "-", "--trace"]) == 0
    said = capsys.readouterr().out
    assert "proactive.volume." in said
    assert "proactive.items_website" in said
    assert "applications.new_received.total=0" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["draft"], "缺少参数"),
        (
            ["draft", "a.yaml", "--allow-error"],
            "没有 --allow-error 这个选项，您要写的可能是 --allow-errors\n",
        ),
        (["drafts"], "没有“drafts”这个命令，您要写的可能是 draft\n"),
        (["check", "a.yaml", "--format", "pdf"], "可选：text、json、sarif、github、markdown、docx"),
        (["draft", "a.yaml", "-o"], "选项 -o 后面要写内容"),
        (["demo", "多余"], "多写了“多余”"),
        (["draft", "a.yaml", "-o", "a.xyz"], "不认识“.xyz”这种格式"),
        (["draft", "a.yaml", "-o", "没有/a.md"], "文件夹“没有”不存在"),
        (["explain", "T9-999"], "没有“T9-999”这条规则、单元格或问题"),
        (["new", "a.yaml", "--year", "今年"], "--year 后面应当是整数\n"),
    ],
)
def test_a_wrong_call_gets_one_clear_message(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.out == ""


HELP = [
    [],
    *[
        [name]
        for name in (
            *("interview", "demo", "new", "draft", "check", "show", "import", "ledger"),
            *("explain", "why", "diff", "rules", "schema", "templates"),
        )
    ],
]


@pytest.mark.parametrize("command", HELP, ids=lambda command: " ".join(command) or "reportbot")
def test_help_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    said = capsys.readouterr().out
    assert "用法：" in said
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Show this",
        "Install completion",
        "default:",
        "required",
    ):
        assert english not in said


@pytest.mark.parametrize("command", HELP, ids=lambda command: " ".join(command) or "reportbot")
def test_help_is_whole_on_a_narrow_terminal(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.main import get_command  # noqa: PLC0415 (our words must be in place before the library is loaded)

    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 60)
    node = get_command(app)
    localise(node)
    for name in command:
        node = node.commands[name]  # type: ignore[attr-defined]
    run([*command, "--help"])
    said = re.sub(r"[\s│]", "", capsys.readouterr().out)
    for parameter in node.params:
        assert re.sub(r"\s", "", getattr(parameter, "help", None) or "") in said


def test_the_shell_completes_commands() -> None:
    words = {"COMP_WORDS": "reportbot d", "COMP_CWORD": "1", "_REPORTBOT_COMPLETE": "complete_bash"}
    assert process(**words).stdout.decode().split() == ["demo", "draft", "diff"]


def test_every_rule_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len(codes) == len(set(codes)) > 10
    for code in codes:
        assert run(["explain", code]) == 0
        page = capsys.readouterr().out
        assert "依据：" in page
        assert "怎么办：" in page


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("部分公开", "条例第三十七条"),
        ("applications.partial.total", "applications.partial.total"),
        ("disputes.review", "表四 行政复议"),
        ("现行有效件数", "这一栏填什么"),
        ("表三/（七）/总计", "applications.result_total.total"),
        (
            "表三 （六）其他处理—1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 / 自然人",
            "逾期不补正",
        ),
        ("other_all", "2019 年格式"),
        ("网站公开数", "在政府网站"),
        ("proactive.items_website", "网站公开数"),
    ],
)
def test_cells_and_facts_can_be_explained(
    name: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", name]) == 0
    assert expected in capsys.readouterr().out


def test_output_survives_an_old_chinese_console(answers: Path) -> None:
    done = process("show", str(answers), PYTHONIOENCODING="cp936", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "云河县水利局" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipefail")
@pytest.mark.parametrize("command", ["schema", "rules", "check --help", f"show {LUSONG}"])
def test_a_closed_pipe_is_not_an_error(command: str) -> None:
    program = f"{sys.executable} -c 'from reportbot.cli import main; main()' {command}"
    script = f"set -o pipefail; {program} | head -c 10"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["rules", "show"])
def test_a_full_disk_behind_stdout_gets_one_message(command: str) -> None:
    program = [sys.executable, "-c", "from reportbot.cli import main; main()", command]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*program, *([str(LUSONG)] if command == "show" else [])],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("结果打印不出去")
    assert "Traceback" not in done.stderr


IMPORTS = "import sys; from reportbot.cli.app import run; status = run(sys.argv[1:]); print(sorted(sys.modules)); sys.exit(status)"


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout.splitlines()[-1].replace("'", '"'))
    return {module.split(".")[0] for module in modules}


def test_commands_import_only_what_they_need() -> None:
    assert not {"textual", "docx", "jinja2", "lxml", "yaml"} & imported("--help")
    assert not {"textual", "docx", "lxml"} & imported("check", str(LUSONG))
    assert "textual" not in imported("draft", str(LUSONG), "-o", "-")
