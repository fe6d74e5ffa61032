"""Many files in one call: folders, order, processes, and one bad file among good ones."""

import os
from datetime import date
from pathlib import Path

import pytest

from reportbot.batch import Request, compare_units, cores, examine_files, find_files
from reportbot.checks.findings import Examined
from reportbot.cli.app import run
from reportbot.errors import InputError
from reportbot.importing import read_report
from reportbot.report import Report

GOOD = "年度: 2024\n单位: {{名称: {}}}\n统计数据: {{表二: {{行政处罚: -{}}}}}\n"
REQUEST = Request(date(2026, 1, 10), select=("CEL-003",))


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A folder of units: seven good files, a broken one, and what is no report."""
    for number in range(1, 8):
        folder = tmp_path / "各单位" / f"单位{number}"
        folder.mkdir(parents=True)
        (folder / "answers.yaml").write_text(GOOD.format(f"第{number}局", number), encoding="utf-8")
    (tmp_path / "各单位" / "单位4" / "answers.yaml").write_text("单位: [", encoding="utf-8")
    hidden = tmp_path / "各单位" / ".answers.reportbot"
    hidden.mkdir()
    (hidden / "undo.yaml").write_text("x: 1", encoding="utf-8")
    (tmp_path / "各单位" / "reportbot.yaml").write_text("不查: [T3]", encoding="utf-8")
    (tmp_path / "各单位" / "~$报告.docx").write_text("x", encoding="utf-8")
    (tmp_path / "各单位" / "名单.xlsx").write_text("x", encoding="utf-8")
    return tmp_path / "各单位"


def told(results: list[Examined]) -> list[str]:
    return [result.findings[0].actual if result.findings else result.problem for result in results]


def test_a_folder_is_opened_in_order_and_only_reports_are_taken(units: Path) -> None:
    found = find_files([units])
    assert [path.parent.name for path in found] == [f"单位{number}" for number in range(1, 8)]
    assert find_files([found[2], units]) == [found[2], *found[:2], *found[3:]]


def test_an_empty_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有可以核对的文件"):
        find_files([tmp_path])


@pytest.mark.parametrize("processes", [1, 2])
def test_one_bad_file_does_not_stop_the_rest_and_order_stays(units: Path, processes: int) -> None:
    results = told(list(examine_files(find_files([units]), REQUEST, processes)))
    assert [text for text in results if text.startswith("-")] == ["-1", "-2", "-3", "-5", "-6", "-7"]
    assert str(units / "单位4" / "answers.yaml") in results[3]


def test_whose_report_and_what_passed_is_known(units: Path) -> None:
    first = next(
        examine_files(find_files([units]), Request(date(2026, 1, 10), select=("CEL-003", "CEL-004")))
    )
    assert (first.agency, first.year, first.passed) == ("第1局", 2024, ("CEL-004",))


def test_settings_are_found_for_each_file(units: Path) -> None:
    (units / "单位1" / "reportbot.yaml").write_text("不查: [CEL-003]", encoding="utf-8")
    results = list(examine_files(find_files([units / "单位1", units / "单位2"]), REQUEST))
    assert told(results) == ["", "-2"]


def test_the_command_goes_on_and_returns_2(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(units), "--select", "CEL-003"]) == 2
    said = capsys.readouterr()
    assert "核对了 6 份，0 份没有发现问题。共有错误 6 处。" in said.out
    assert said.err.count("answers.yaml") == 1


def test_a_readme_in_a_folder_is_no_report_and_no_error(
    units: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (units / "单位4" / "answers.yaml").unlink()
    readme = units / "README.md"
    readme.write_text("# 说明\n\n各单位的报告。\n", encoding="utf-8")
    assert run(["check", str(units), "--select", "CEL-003"]) == 1
    assert f"不是年度报告，没有核对：{readme}\n" in capsys.readouterr().err
    assert run(["check", str(readme), str(units), "--select", "CEL-003"]) == 2
    assert "没有认出年度报告的内容" in capsys.readouterr().err
    (units / "单位1" / "报告.html").write_text("<p>通知</p>", encoding="utf-8")
    assert run(["check", str(units), "--select", "CEL-003"]) == 2


def test_a_folder_with_nothing_but_a_readme_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# 说明\n\n各单位的报告。\n", encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 2


def test_a_rule_that_is_not_there_is_said_so(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(units / "单位1"), "--select", "CEL-003,T9", "--ignore", "MET"])
    assert capsys.readouterr().err == ("没有编号以“T9”开头的规则。用 reportbot rules 查看全部规则编号\n")


def test_a_slow_run_shows_a_bar_on_a_terminal_only(
    units: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportbot.cli.terminal.PATIENCE", -1.0)
    run(["check", str(units), "--select", "CEL-003"])
    assert "核对 " not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    run(["check", str(units), "--select", "CEL-003"])
    assert "7/7" in capsys.readouterr().err


def test_available_cores_are_counted() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_a_defect_of_ours_does_not_cost_the_others_their_check(
    units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, with_previous: bool) -> Report:
        if path.parent.name == "单位2":
            raise ValueError("zip()")
        return read_report(path, with_previous)

    monkeypatch.setattr("reportbot.batch.read_report", read)
    results = told(list(examine_files(find_files([units]), REQUEST)))
    assert "核对这份文件时程序出了错（ValueError：zip()）" in results[1]
    assert results[2] == "-3"


PLACES = "区里在三个镇的便民大厅新开了查阅点，逢集日由窗口人员当面教老人在自助机上查惠民补贴，群众反映看得见也问得着。"
COLUMNS = (
    "局里把去年的九个栏目并成四个，请办事群众试用了一周，按他们的意见改了名称和次序，又把旧的内容移到历史栏。"
)
TOLD = "年度: {}\n单位: {{名称: {}}}\n修改的段落:\n  总体情况: {}\n  problems: 栏目更新慢。\n"


@pytest.fixture
def alike(tmp_path: Path) -> list[Path]:
    """Reports of five units: the second and the third say the same, the fifth is last year's second."""
    organs = [(2024, "甲局", COLUMNS), (2024, "乙局", PLACES), (2024, "丙局", PLACES.replace("三", "五"))]
    organs += [(2024, "丁局", "没有。"), (2023, "乙局", PLACES)]
    paths = [tmp_path / f"{number}.yaml" for number in range(len(organs))]
    for path, organ in zip(paths, organs, strict=True):
        path.write_text(TOLD.format(*organ), encoding="utf-8")
    return [*paths, tmp_path / "没有.yaml"]


def compared(paths: list[Path], *select: str) -> list[Examined]:
    request = Request(date(2026, 1, 10), select=select, several=len(paths) > 1)
    return list(compare_units(examine_files(paths, request), request))


def test_units_that_say_the_same_are_told_of_each_other(alike: list[Path]) -> None:
    results = compared(alike, "TXT-011", "TXT-001")
    said = [
        [finding.message for finding in result.findings if finding.code == "TXT-011"] for result in results
    ]
    assert [len(messages) for messages in said] == [0, 1, 1, 0, 1, 0]
    assert said[1][0].startswith(f"第一、五部分与“{alike[2]}”的相似度是 100%")
    assert "另有 1 份也相似" in said[2][0]
    assert "另有" not in said[4][0]
    assert [("TXT-011" in result.passed) for result in results] == [True, False, False, True, False, False]
    assert {finding.places[0].line for result in results[1:3] for finding in result.findings[-1:]} == {4}


def test_a_reason_for_saying_the_same_holds(alike: list[Path]) -> None:
    shared = alike[1].read_text(encoding="utf-8") + "说明理由: [{规则: TXT-011, 理由: 两局合署办公}]\n"
    alike[1].write_text(shared, encoding="utf-8")
    [_, explained, open_still, *_] = compared(alike, "TXT-011")
    assert [finding.status for finding in explained.findings] == ["confirmed"]
    assert [finding.status for finding in open_still.findings] == ["open"]


def test_one_file_and_other_rules_are_not_compared(alike: list[Path]) -> None:
    assert compared(alike[1:2], "TXT-011")[0].findings[0].status == "not_assessed"
    assert not any(result.words for result in compared(alike[:5], "T3"))


def test_a_unit_may_leave_the_rule_out(alike: list[Path]) -> None:
    (alike[0].parent / "reportbot.yaml").write_text("不查: [TXT-011]", encoding="utf-8")
    assert not any(result.findings or result.passed for result in compared(alike, "TXT-011"))
