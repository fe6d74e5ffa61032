"""reportbot.yaml: limits, word lists, dates and rules of an office's own."""

from decimal import Decimal
from pathlib import Path

import pytest

from reportbot.checks import all_rules
from reportbot.errors import InputError
from reportbot.settings import default_settings, find_settings, known_settings, read_settings


@pytest.fixture
def settings_file(tmp_path: Path, text: str) -> Path:
    """The docstring of the test as a settings file."""
    path = tmp_path / "reportbot.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_set_replaces_and_what_is_not_stays(settings_file: Path) -> None:
    """
    阈值:
      结转占比: 60%
      fee_ceiling_county: 5000万元
    词表:
      错别用语: {登陆网站: 登录网站}
      空话套话: [高度重视, 切实加强]
    期限: {报送期限: 1月20日, publish: 1-28}
    不查: [t3-009, TXT-016]
    """
    settings = read_settings(settings_file)
    assert settings.limit("backlog_share") == 60
    assert settings.limit("fee_ceiling_county") == 5000
    assert settings.limit("fee_jump") == default_settings().limit("fee_jump")
    assert settings.word_list("wording") == {"登陆网站": "登录网站"}
    assert settings.word_list("stock_phrases") == {"高度重视": "", "切实加强": ""}
    assert settings.word_list("generic_subjects") == {}
    assert settings.deadlines == {"submit": (1, 20), "publish": (1, 28)}
    assert settings.ignore == ("T3-009", "TXT-016")


def test_a_word_list_may_be_a_text_file_beside_it(settings_file: Path) -> None:
    """
    词表: {错别用语: 错别字.txt}
    """
    words = "# 一行一个\n登陆网站 → 登录网站\n\n既使=即使\n按装\n"
    (settings_file.parent / "错别字.txt").write_text(words, encoding="gb18030")
    settings = read_settings(settings_file)
    assert settings.word_list("wording") == {"登陆网站": "登录网站", "既使": "即使", "按装": ""}


def test_an_empty_file_sets_nothing(settings_file: Path) -> None:
    """
    # 还没有设置
    """
    assert read_settings(settings_file) == default_settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("阀值: {结转占比: 60}", "“设置”里没有“阀值”这一项\n  是不是“阈值”？"),
        ("阈值: {结转比: 60}", "“阈值”里没有“结转比”这一项\n  是不是“结转占比”？"),
        ("阈值: {结转占比: 一半}", "“一半”不是数"),
        ("阈值: {结转占比: 60, backlog_share: 50}", "是同一项"),
        ("阈值: [60]", "应当是一组“名称: 内容”"),
        ("期限: {报送期限: 下月}", "“下月”不是日期"),
        ("期限: {报送期限: 13月1日}", "不是日期"),
        ("词表: {错别用语: 没有.txt}", "找不到这个文件"),
        ("- 阈值", "应当是一组“名称: 内容”"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "reportbot.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert said in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_settings_are_looked_for_beside_the_file_and_above_it_up_to_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, here, given = (tmp_path / name for name in ("beside", "here", "given"))
    for folder, share in ((beside, 61), (here, 62), (given, 63)):
        folder.mkdir()
        (folder / "reportbot.yaml").write_text(f"阈值: {{结转占比: {share}}}", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere" / "answers.yaml"
    monkeypatch.chdir(here)
    assert find_settings(beside / "answers.yaml").limit("backlog_share") == 61
    assert find_settings(elsewhere).limit("backlog_share") == 62
    assert find_settings(beside / "answers.yaml", given).limit("backlog_share") == 63
    assert find_settings(elsewhere, given / "reportbot.yaml").limit("backlog_share") == 63
    below = here / "各单位" / "水利局" / "answers.yaml"
    assert find_settings(below).limit("backlog_share") == 62
    assert find_settings(below.relative_to(here)).limit("backlog_share") == 62
    below.parent.mkdir(parents=True)
    (below.parent.parent / "reportbot.yaml").write_text("阈值: {结转占比: 64}", encoding="utf-8")
    assert find_settings(below).limit("backlog_share") == 64
    monkeypatch.chdir(tmp_path)
    assert find_settings(elsewhere) is default_settings()


def test_whatever_may_be_set_says_which_rule_uses_it_and_why() -> None:
    for kind, entries in known_settings().items():
        names = [name for entry in entries for name in (entry["id"], entry["name"])]
        assert len(names) == len(set(names))
        for entry in entries:
            assert entry["what"]
            if kind == "thresholds":
                assert entry["rule"] in all_rules()
                assert default_settings().limit(entry["id"]) == Decimal(str(entry["value"]))
