"""Findings told: to people, to programs, and as a list that goes back to a unit."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from jsonschema import Draft7Validator, FormatChecker

from reportbot.checks.findings import Examined, Finding
from reportbot.checks.telling import listed, most_useful
from reportbot.cli.app import run
from reportbot.errors import Place
from reportbot.export.findings import Telling, github

from .conftest import ROOT
from .sarif_schema import SARIF

PLANTED = "examples/planted-errors-2024/answers.yaml"
ALL = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("examples/*/answers.yaml"))]
Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """A function that runs ``check`` at the top of the checkout: exit status and output."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: str) -> tuple[int, str]:
        status = run(["check", *arguments])
        return status, capsys.readouterr().out

    return call


def hint(code: str, number: int = 0) -> Finding:
    return Finding(code, "hint", f"{code} 第 {number} 处", places=(Place("a.yaml"),))


def test_text_is_grouped_by_severity_with_counts(check: Check) -> None:
    status, out = check(PLANTED)
    lines = out.splitlines()
    assert status == 1
    assert lines[0] == f"{PLANTED}（云河县规划局2024年）"
    groups = [line for line in lines if not line.startswith(" ")]
    assert groups[1:] == [
        "错误 11 处",
        "警告 2 处",
        "提示 3 处",
        "共有错误 11 处、警告 2 处、提示 3 处。用 reportbot explain 规则编号 查看说明。",
    ]
    assert "  第 17 行 第 11 列　CEL-003 表二 行政处罚 / 本年处理决定数量：填了负数 -3" in out
    assert "\x1b" not in out


def test_verbose_adds_what_passed_and_what_could_not_be_assessed(check: Check) -> None:
    _, out = check(PLANTED, "--verbose")
    assert "没有发现问题的规则" in out
    assert "没有上年的报告，无法对照" in out
    [passed] = [line for line in out.splitlines() if line.startswith("  STR-001")]
    assert "T3-001" not in passed
    assert "T2-013" not in passed  # a rule of another form neither passes nor fails


def test_three_hints_are_told_numbers_first_and_of_each_rule_one() -> None:
    hints = [hint("TXT-020"), hint("CEL-007", 1), hint("CEL-007", 2), hint("T2-012"), hint("T4-002")]
    assert [finding.code for finding in most_useful(hints)] == ["TXT-020", "T2-012", "T4-002"]
    lines = list(listed(Examined("a.yaml", tuple(hints))))
    assert lines[1] == "提示 5 处，先列最有用的 3 处，其余加 --verbose 列出"
    assert len(lines) == 5
    assert len(list(listed(Examined("a.yaml", tuple(hints)), verbose=True))) == 7


def test_a_terminal_gets_colours_unless_it_wants_none(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b[31m" in check(PLANTED)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in check(PLANTED)[1]


def test_statistics_count_by_rule(check: Check) -> None:
    status, out = check(*ALL, "--statistics")
    assert status == 1
    first = out.splitlines()[0]
    assert "8 处" in first
    assert "2 份" in first
    assert "CEL-002 格子里不是数字" in first


@pytest.mark.parametrize("verbose", [[], ["--verbose"]])
def test_sarif_follows_its_schema(check: Check, verbose: list[str]) -> None:
    status, out = check(*ALL, "没有.yaml", "--format", "sarif", *verbose)
    log = json.loads(out)
    Draft7Validator(SARIF, format_checker=FormatChecker()).validate(log)
    assert status == 2
    [run_] = log["runs"]
    assert run_["invocations"][0]["executionSuccessful"] is False
    for result in run_["results"]:
        assert run_["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert {result["kind"] for result in run_["results"]} == ({"fail", "open"} if verbose else {"fail"})


def test_sarif_marks_what_was_explained(check: Check, tmp_path: Path) -> None:
    answers = tmp_path / "答案 一.yaml"
    answers.write_text("年度: 2024\n说明理由: [{规则: TXT-004, 理由: 样例}]\n", encoding="utf-8")
    _, out = check(str(answers), "--format", "sarif", "--select", "TXT-004")
    [result] = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "样例"}]
    [location] = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == answers.as_uri()


def test_github_gets_a_command_for_each_open_finding(check: Check) -> None:
    _, out = check(PLANTED, "--format", "github", "--select", "T4,CEL-009,CEL-007")
    lines = out.splitlines()
    assert lines[0].startswith(f"::notice file={PLANTED},line=15,col=23,title=CEL-007::")
    assert [line.split()[0] for line in lines] == ["::notice", "::notice", "::error", "::warning"]


def test_github_escapes_what_it_would_take_for_syntax() -> None:
    finding = Finding("T3-006", "warning", "占 60%\n请核对", places=(Place("甲,乙:丙.yaml", 3),))
    [line] = github([Examined("x", (finding,))], Telling())
    assert line == "::warning file=甲%2C乙%3A丙.yaml,line=3,title=T3-006::占 60%25%0A请核对\n"


def test_the_list_of_problems_in_markdown(check: Check) -> None:
    _, out = check(PLANTED, "examples/huaian-2024/answers.yaml", "--format", "markdown", "--ignore", "TXT")
    assert out.startswith("# 问题清单\n\n## 云河县规划局2024年度报告\n")
    assert "| 1 | 错误 | 第 14 行 第 40 列 | " in out
    assert "| 13 | 警告 |" in out
    assert "提示" not in out
    assert out.rstrip().endswith("## 淮安市人民政府2024年度报告\n\n没有发现问题。")


def test_the_list_of_problems_in_word(check: Check, tmp_path: Path) -> None:
    target = tmp_path / "问题清单.docx"
    status, out = check(PLANTED, "没有.yaml", "-o", str(target))
    assert (status, out) == (2, "")
    document = docx.Document(io.BytesIO(target.read_bytes()))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[:2] == ["问题清单", "云河县规划局2024年度报告"]
    assert any("找不到这个文件或文件夹" in text for text in texts)
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "级别", "位置", "问题和改法", "规则"]
    assert len(table.rows) == 14
    first = target.read_bytes()
    check(PLANTED, "没有.yaml", "-o", str(target))
    assert target.read_bytes() == first


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".json", "[\n  {"), (".sarif", '{\n  "version"'), (".md", "# 问题清单"), (".txt", "examples/")],
)
def test_the_suffix_of_the_output_chooses_the_format(
    check: Check, tmp_path: Path, suffix: str, start: str
) -> None:
    target = tmp_path / f"结果{suffix}"
    assert check(PLANTED, "-o", str(target)) == (1, "")
    assert target.read_text(encoding="utf-8").startswith(start)


def test_no_findings_are_an_empty_list(check: Check) -> None:
    assert check("examples/huaian-2024/answers.yaml", "--select", "T3-001", "--format", "json") == (0, "[]\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx"], "Word 文件要写明写到哪里"),
        (["-o", "没有/清单.md"], "文件夹“没有”不存在"),
        (["examples/huaian-2024/answers.yaml", "--previous", "a.yaml"], "--previous 只能配一份报告"),
        (["--config", "没有.yaml"], "找不到这个文件"),
    ],
)
def test_a_wrong_call_is_refused(
    check: Check, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["check", PLANTED, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_last_years_report_is_given_on_the_command_line(check: Check, tmp_path: Path) -> None:
    last, now = tmp_path / "2023.yaml", tmp_path / "2024.yaml"
    last.write_text("年度: 2023\n统计数据: {表三: {结转下年度: {自然人: 5, 其余: 0}}}", encoding="utf-8")
    now.write_text("年度: 2024\n统计数据: {表三: {上年结转: {自然人: 2, 其余: 0}}}", encoding="utf-8")
    status, out = check(str(now), "--previous", str(last), "--select", "T3-004")
    assert status == 0
    assert "自然人 2（上年报告 5）" in out
    assert check(str(now), "--previous", "没有.yaml")[0] == 2


def test_settings_are_given_on_the_command_line(check: Check, tmp_path: Path) -> None:
    settings = tmp_path / "本市.yaml"
    settings.write_text("不查: [CEL, T3, MET]", encoding="utf-8")
    _, out = check(PLANTED, "--config", str(settings), "--format", "json")
    codes = {finding["code"] for finding in json.loads(out)}
    assert codes == {"T4-001"}
