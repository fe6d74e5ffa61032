"""The command ``import``: the report it gives, the answers file it writes, and how it merges."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.cli.app import run
from reportbot.document import compose
from reportbot.export.html import render_html
from reportbot.importing.merging import differences

from .conftest import EXAMPLES

Said = Callable[[], str]


@pytest.fixture
def published(tmp_path: Path) -> str:
    """A published report: the page of 淮安 with a note in one cell and a blank one."""
    page = render_html(compose(read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")))
    path = tmp_path / "年报.html"
    path.write_text(page.replace(">447228<", ">约447228<").replace(">88283<", "><"), encoding="utf-8")
    return str(path)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().err


def test_the_import_report(published: str, said: Said) -> None:
    assert run(["import", published]) == 0
    lines = said().splitlines()
    assert lines[:3] == [
        "淮安市人民政府，2024 年度，2021 年格式",
        "读入 198 格，空着 1 格，不是数字 1 格",
        "不是数字的格（原文照录）：",
    ]
    assert re.fullmatch(r"  表二 行政许可 / 本年处理决定数量：“约447228”，第 \d+ 行", lines[3])
    assert run(["import", published, "--strict"]) == 1


def test_a_new_answers_file_holds_what_was_read(published: str, tmp_path: Path, said: Said) -> None:
    target = tmp_path / "a.yaml"
    assert run(["import", published, "-o", str(target)]) == 0
    assert f"已写出 {target}" in said()
    back, report = read_answers(target), read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    same = [cell for cell in report.form.cells if back.value(cell) == report.value(cell)]
    assert len(same) == 198
    assert back.cell("disclosure.licences.decisions").raw == "约447228"
    assert back.cell("disclosure.compulsion.decisions").blank
    assert back.facts["agency.phone"] == report.facts["agency.phone"]
    assert set(back.texts) >= {"front", "proactive", "on_request", "problems", "other"}
    assert back.unverified == ("agency.level",)
    assert back.sources["applications"] == "导入自 年报.html"
    assert "# 一、本年新收政府信息公开申请数量" in target.read_text(encoding="utf-8")


def test_an_existing_file_is_previewed_and_left_alone(published: str, tmp_path: Path, said: Said) -> None:
    target = tmp_path / "a.yaml"
    text = "年度: 2024 # 我的注释\n统计数据:\n  主动公开:\n    行政处罚: 5\n"
    target.write_text(text, encoding="utf-8")
    assert run(["import", published, "-o", str(target)]) == 2
    told = said()
    assert "表二 行政处罚 / 本年处理决定数量：“5” → “3985758”" in told
    assert "名称：空着 → “淮安市人民政府”" in told
    assert "--merge ours" in told
    assert target.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("way", "typed", "kept"),
    [("ours", "", 5), ("theirs", "", 3985758), ("ask", "y\n", 3985758), ("ask", "\n", 5)],
)
def test_merging(
    way: str,
    typed: str,
    kept: int,
    published: str,
    tmp_path: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    target = tmp_path / "a.yaml"
    target.write_text("年度: 2024 # 我的注释\n统计数据:\n  主动公开:\n    行政处罚: 5\n", encoding="utf-8")
    assert run(["import", published, "-o", str(target), "--merge", way]) == 0
    merged = read_answers(target)
    assert merged.value("disclosure.penalties.decisions") == kept
    assert merged.value("applications.granted.total") == 1362
    assert merged.agency == "淮安市人民政府"
    assert "# 我的注释" in target.read_text(encoding="utf-8")
    said()
    if way == "theirs":
        assert run(["import", published, "-o", str(target), "--merge", "theirs"]) == 0
        assert f"{target} 里都有了，没有改动" in said()


def test_texts_do_not_silently_replace_what_is_drafted_from_facts(published: str, tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_text(
        "年度: 2024\n工作情况:\n  主动公开:\n    主动公开总数: 12\n问题与改进:\n- 更新慢\n", encoding="utf-8"
    )
    assert run(["import", published, "-o", str(target), "--merge", "ours"]) == 0
    merged = read_answers(target)
    assert "proactive" not in merged.texts
    assert "problems" not in merged.texts
    assert [problem.problem for problem in merged.problems or ()] == ["更新慢"]
    assert "other" in merged.texts


def test_all_problems_are_taken_together(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "某某局2024年政府信息公开工作年度报告\n五、存在的主要问题及改进情况\n一是甲；二是乙。\n",
        encoding="utf-8",
    )
    target = tmp_path / "a.yaml"
    target.write_text("年度: 2024\n问题与改进:\n- 子\n- 丑\n- 寅\n", encoding="utf-8")
    assert run(["import", str(report), "-o", str(target), "--merge", "theirs"]) == 0
    assert [problem.problem for problem in read_answers(target).problems or ()] == ["甲", "乙"]


def test_another_year_is_not_merged(published: str, tmp_path: Path, said: Said) -> None:
    target = tmp_path / "a.yaml"
    target.write_text("年度: 2025\n", encoding="utf-8")
    assert run(["import", published, "-o", str(target), "--merge", "theirs"]) == 2
    assert "导入的是 2024 年度的报告，这份答案是 2025 年度的，不能合并" in said()


def test_an_answers_file_needs_no_import(said: Said) -> None:
    assert run(["import", str(EXAMPLES / "huaian-2024" / "answers.yaml")]) == 2
    assert "这本来就是答案文件" in said()


def test_without_a_year_no_answers_file_is_written(tmp_path: Path, said: Said) -> None:
    path, target = tmp_path / "a.txt", tmp_path / "b.yaml"
    path.write_text("一、总体情况\n做了工作。\n六、其他需要报告的事项\n无。\n", encoding="utf-8")
    assert run(["import", str(path), "-o", str(target)]) == 2
    assert "没有认出报告年度" in said()
    assert not target.exists()


def test_a_report_in_the_form_of_other_years(tmp_path: Path, said: Said) -> None:
    path, target = tmp_path / "a.txt", tmp_path / "b.yaml"
    path.write_text(
        "某某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n"
        "行政许可 | 2 | 1 | 12\n其他对外管理服务事项 | 0 | 0 | 0\n",
        encoding="utf-8",
    )
    assert run(["import", str(path), "-o", str(target)]) == 0
    assert "有 5 格是另一年格式的，意思不同，没有写入" in said()
    assert read_answers(target).value("disclosure.licences.decisions") == 12


def test_what_equals_is_no_difference() -> None:
    report = read_answers(EXAMPLES / "huaian-2024" / "answers.yaml")
    assert differences(report, report) == []
