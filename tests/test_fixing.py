"""``check --fix``: what is certain is corrected, shown first; everything else keeps its bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.cli.app import run
from reportbot.fixing import corrected

TABLE = """\
年度: 2024
统计数据:
  表三:
    本年新收: {自然人: 40, 商业企业: 12, 其余: 0} # 收文登记
    予以公开: {自然人: 40, 商业企业: 12, 其余: 0, 总计: %s} # 台账
    其余: 0
"""


@pytest.mark.parametrize("typed", ["25", "5", "{value: 25, note: 台账}"])
def test_a_total_typed_wrong_is_corrected(typed: str) -> None:
    right = typed.replace("25", "52") if "25" in typed else "52"
    assert corrected(TABLE % typed) == TABLE % right


def test_a_total_is_left_where_a_part_may_be_wrong_as_well() -> None:
    text = "年度: 2024\n统计数据: {表四: {行政复议: {结果维持: 2, 结果纠正: 1, 其余: 0, 总计: 4}}}\n"
    assert corrected(text) == text


def test_a_total_of_0_over_several_parts_is_certainly_wrong() -> None:
    text = "年度: 2024\n统计数据: {表四: {行政复议: {结果维持: 10, 结果纠正: 1, 其余: 0, 总计: %s}}}\n"
    assert corrected(text % 0) == text % 11


def test_a_part_is_never_corrected() -> None:
    text = TABLE % 52 + "  表二: {行政许可: 1}\n"
    wrong = text.replace("予以公开: {自然人: 40", "予以公开: {自然人: 41")
    assert corrected(wrong) == wrong


def test_several_totals_are_corrected_one_after_the_other() -> None:
    text = (TABLE % 52).replace("其余: 0} # 收文登记", "其余: 0, 总计: %s} # 收文登记")
    blocks = "  表四: {行政复议: {结果维持: 10, 结果纠正: 1, 其余: 0, 总计: %s}}\n"
    assert corrected(text % 25 + blocks % 0) == text % 52 + blocks % 11


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("截止2024年12月31日，公开3条。", "截至2024年12月31日，公开3条。"),
        ("公开3条。截止到12月31日没有超期。", "公开3条。截至12月31日没有超期。"),
        ("截止至２０２４年底，共１２条。", "截至2024年底，共12条。"),
        ("截止目前没有。", "截至目前没有。"),
        ("申请截止12月31日。", "申请截止12月31日。"),
        ("截止日期为12月31日。", "截止日期为12月31日。"),
        ("征集已经截止。", "征集已经截止。"),
    ],
)
def test_words_of_ones_own(written: str, right: str) -> None:
    text = "年度: 2024\n修改的段落:\n  总体情况: |-\n    {0}\n  # 备注 截止12月31日 １２\n问题与改进: [{{问题: '{0}'}}]\n"
    assert corrected(text.format(written)) == text.format(right)


def test_names_and_paths_keep_their_full_width_digits() -> None:
    text = "年度: 2024\n单位: {名称: 第５中学}\n上年度: 去年１.yaml\n统计数据: {表二: {行政许可: %s}}\n"
    assert corrected(text % "１２") == text % "12"


@given(st.text(alphabet="截止至到，。１２年月日底 2024目前我", max_size=40))
def test_correcting_twice_changes_nothing_more(words: str) -> None:
    text = f"年度: 2024\n修改的段落:\n  总体情况: |-\n    x{words}\n"
    once = corrected(text)
    assert corrected(once) == once


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(TABLE % 25, encoding="utf-8")
    return path


def test_without_agreement_nothing_is_written(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(answers), "--fix", "--select", "T3"]) == 1
    said = capsys.readouterr().err
    assert "总计: 25}" in said
    assert "+    予以公开: {自然人: 40, 商业企业: 12, 其余: 0, 总计: 52} # 台账" in said
    assert "没有写入。看过没有问题的，加 --yes 写入" in said
    assert answers.read_text(encoding="utf-8") == TABLE % 25


def test_with_agreement_it_is_written_and_checked_again(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(answers), "--fix", "--yes", "--select", "T3-003"]) == 0
    assert answers.read_text(encoding="utf-8") == TABLE % 52
    assert "没有发现问题" in capsys.readouterr().out
    run(["check", str(answers), "--fix", "--yes", "--select", "T3-003"])
    assert "没有可以自动改正的地方" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "written"), [("y\n", 52), ("n\n", 25)])
def test_a_terminal_is_asked(
    answers: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: answer == "y\n")
    run(["check", str(answers), "--fix", "--select", "T3-003"])
    assert answers.read_text(encoding="utf-8") == TABLE % written


def test_encodings_are_kept_or_told(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers.write_bytes(b"\xef\xbb\xbf" + (TABLE % 25).encode())
    run(["check", str(answers), "--fix", "--yes"])
    assert answers.read_bytes() == b"\xef\xbb\xbf" + (TABLE % 52).encode()
    answers.write_bytes((TABLE % 25).encode("gb18030"))
    run(["check", str(answers), "--fix", "--yes"])
    assert answers.read_text(encoding="utf-8") == TABLE % 52
    assert "改存为 UTF-8 编码" in capsys.readouterr().err


def test_what_cannot_be_corrected_is_left_to_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, published = tmp_path / "坏.yaml", tmp_path / "报告.docx"
    broken.write_text("年度: [", encoding="utf-8")
    published.write_bytes(b"x")
    assert run(["check", str(broken), str(published), "--fix", "--yes"]) == 2
    said = capsys.readouterr().err
    assert "只能改正答案文件" in said
    assert broken.read_text(encoding="utf-8") == "年度: ["
