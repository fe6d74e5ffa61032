"""What the command ``draft`` tells besides writing the report."""

from pathlib import Path

import pytest
import yaml

from reportbot.cli.app import run

from .conftest import EXAMPLES


@pytest.fixture
def changed(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A copy of a good example without its problems, with other entries put in."""

    def make(**entries: object) -> list[str]:
        given = yaml.safe_load((EXAMPLES / "yunhe-county-2025" / "answers.yaml").read_text(encoding="utf-8"))
        path = tmp_path / "answers.yaml"
        path.write_text(yaml.safe_dump(given | entries, allow_unicode=True), encoding="utf-8")
        return ["draft", str(path), "-o", str(tmp_path / "a.md")]

    return make


def test_without_problems_some_are_suggested(changed, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert run(changed(问题与改进=[])) == 1
    told = capsys.readouterr().err
    assert "还没有写问题与改进。从数据看，可以考虑：\n" in told
    assert "  检查发现的问题没有改完：检查发现问题88个，改了85个\n" in told
    assert "（请先核实）\n" in told


def test_a_solved_problem_that_data_deny_is_told(changed, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    solved = {"种类": "答复被复议或诉讼纠正", "问题": "2023年有1件答复被复议纠正", "上年问题进展": "已解决"}
    run(changed(问题与改进=[solved]))
    told = capsys.readouterr().err
    assert "问题“2023年有1件答复被复议纠正”写的是已解决，今年的数据看不出来，请核对\n" in told
    assert "可以考虑" not in told


def test_own_words_that_no_longer_fit_are_told(changed, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    intake = "全年新收申请99件，我们高度重视。"
    edits = {
        "on_request.intake": {"正文": intake, "原稿": "全年新收申请99件。"},
        "problems.problem.9": "没有第九个问题。",
    }
    assert run(changed(修改的段落=edits)) in {0, 1}
    told = capsys.readouterr().err
    assert (
        f"您改过的段落 on_request.intake：“{intake}”与现在的数不符。所依据的数或事实变了，请改写或删去"
        in told
    )
    assert "您写的段落 problems.problem.9 没有用上" in told
