"""An office's own sentence rules, questions, problem kinds and word lists, laid over ours."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reportbot.answers import load_answers
from reportbot.batch import Request, examine_files
from reportbot.cli.app import run
from reportbot.errors import InputError
from reportbot.narrative import draft
from reportbot.narrative.bank import load_bank
from reportbot.narrative.bank_check import check_bank
from reportbot.narrative.phrases import stock_phrases
from reportbot.narrative.problem_kinds import library
from reportbot.overlay import files, use_folder
from reportbot.questions import SECTIONS, all_questions

Put = Callable[[str, str], Path]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Put]:
    """A function that writes a file of an office's folder and lays the folder over ours."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "office" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        use_folder(tmp_path / "office")
        return tmp_path / "office"

    yield put
    use_folder(None)


def text_of(answers: str) -> str:
    return "".join(
        paragraph.text for section in draft(load_answers(answers)) for paragraph in section.paragraphs
    )


FEE = "年度: 2024\n单位: {名称: 云河县水利局, 类型: 部门}\n其他事项: {信息处理费: 0}\n"


def test_our_bank_is_proven() -> None:
    found = check_bank()
    assert found.defects == ()
    assert found.rules > 250


def test_a_known_rule_is_changed_key_by_key(office: Put) -> None:
    office(
        "narrative/other.yaml",
        "section: other\nparagraphs:\n- id: fee\n  sentences:\n  - id: none\n    say: ['本年度未收费（{{ year }}年）']\n",
    )
    assert check_bank().defects == ()
    assert "本年度未收费（2024年）。" in text_of(FEE)


def test_a_new_rule_is_added_and_a_rule_is_taken_away(office: Put) -> None:
    office(
        "narrative/other.yaml",
        "section: other\nparagraphs:\n- id: fee\n  sentences:\n"
        "  - {id: none, off: true}\n  - {id: mine, when: fee_amount == 0, say: 没有发生收费}\n",
    )
    assert "没有发生收费。" in text_of(FEE)
    assert "未收取" not in text_of(FEE)


def test_a_question_is_added_with_its_sentence(office: Put) -> None:
    office(
        "prompts/platform.yaml",
        "questions:\n- {id: kiosks, name: 查询机, type: count, unit: 台, question: 有几台查询机？, must: [department]}\n",
    )
    office(
        "narrative/platform.yaml",
        "section: platform\nparagraphs:\n- id: offline\n  sentences:\n  - {id: kiosks, needs: kiosks, say: '设查询机{{ kiosks }}台'}\n",
    )
    assert "platform.kiosks" in all_questions()
    assert check_bank().defects == ()
    assert "设查询机3台。" in text_of(
        "年度: 2024\n单位: {名称: 云河县水利局, 类型: 部门}\n工作情况: {平台建设: {查询机: 3}}\n"
    )


def test_a_question_without_a_sentence_is_a_defect(office: Put) -> None:
    office(
        "prompts/platform.yaml", "questions:\n- {id: kiosks, name: 查询机, type: count, question: 有几台？}\n"
    )
    [defect] = check_bank().defects
    assert str(defect) == "platform.kiosks：没有一条句子规则用到这个事实"


def test_kinds_of_problems_and_phrases_are_added(office: Put) -> None:
    office(
        "prompts/problem_kinds.yaml",
        "kinds:\n- id: river\n  name: 河湖信息公开少\n  aspect: proactive\n  organs: [department]\n  rank: 2\n"
        "  suggest: [{level: sure, when: items_total < 50, reason: '只有{{ items_total }}条'}]\n"
        "  question: 少了哪些？\n  causes: []\n  measures: []\n",
    )
    office(
        "prompts/empty_phrases.yaml", "stock_phrases:\n- {phrase: 乘势而上}\n- {phrase: 抓手, off: true}\n"
    )
    assert library()["river"].name == "河湖信息公开少"
    words = [phrase.phrase for phrase in stock_phrases()]
    assert "乘势而上" in words
    assert "抓手" not in words
    use_folder(None)
    assert "river" not in library()
    assert "抓手" in [phrase.phrase for phrase in stock_phrases()]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{id: mine, say: '{% for x in topics %}x{% endfor %}'}", "循环"),
        ("{id: mine, say: '{{ items_totol }}条'}", "没有“items_totol”这个名称"),
        ("{id: mine, say: '{{ rules_issued|join }}'}", "在几节里都有"),
        ("{id: mine, say: '甲{{ topics }}'}", "几项内容不能直接印出来"),
        ("{id: mine, say: '{{ received * organ }}件'}", "加减乘除只能用在数上"),
        ("{id: mine, say: '{{ organ.__class__ }}件'}", "没有“organ.__class__”这个名称"),
        ("{id: mine, needs: items_total, say: '公开12条'}", "写死了数字“12”"),
        ("{id: mine, needs: items_total, say: '切实公开{{ items_total }}条'}", "套话“切实”"),
        ("{id: mine, needs: items_total, say: '公开{{ items_total }}条。'}", "标点不对"),
        ("{id: mine, needs: items_total}", "没有写 say"),
        ("{id: mine, tail: ，共甲}", "没有写 after"),
        ("{id: mine, after: [nobody], tail: ，共甲}", "“nobody”不存在"),
        ("{id: mine, kinds: [bureau], say: 甲}", "“bureau”不是单位类型"),
        ("{id: mine, forms: ['2020'], say: 甲}", "“2020”不是格式版本"),
        ("{id: mine, when: items_total >, say: 甲}", "写法不对"),
        ("{id: mine, say: '{{ received // 2 }}件'}", "不能用整除（//）"),
        (f"{{id: mine, say: '{{{{ {'1 + ' * 400}1 }}}}件'}}", "…”写法不对：嵌套太深"),
        (f"{{id: mine, say: '{{{{ {'1 + ' * 80}1 }}}}件'}}", "…”写法不对：嵌套太深"),
        (
            "{id: mine, needs: items_total, say: ['{{ items_total }}条', '有{{ items_website }}条']}",
            "别的说法说到了",
        ),
    ],
)
def test_defects_are_told_with_file_and_line(office: Put, rule: str, told: str) -> None:
    office(
        "narrative/proactive.yaml",
        f"section: proactive\nparagraphs:\n- id: volume\n  sentences:\n  - {rule}\n",
    )
    defects = [str(defect) for defect in check_bank().defects]
    assert any(told in defect for defect in defects), defects
    assert any("proactive.yaml 第 5 行" in defect for defect in defects)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("narrative/proactive.yaml", "section: proactive\nparagraph: []\n", "不认识“paragraph”这一项"),
        ("narrative/proactive.yaml", "paragraphs: 甲\n", "应当是一个列表"),
        ("narrative/proactive.yaml", "paragraphs: [{sentences: []}]\n", "没有写“id”"),
        ("narrative/proactive.yaml", "paragraphs: [{id: volume, sentences: [甲]}]\n", "应当是一组"),
        ("narrative/proactive.yaml", "paragraphs: [{id: mine}]\n", "没有写“sentences”"),
        (
            "narrative/proactive.yaml",
            "paragraphs: [{id: volume, sentences: [{id: a, rank: 高}]}]\n",
            "不是整数",
        ),
        (
            "narrative/proactive.yaml",
            "paragraphs: [{id: volume, sentences: [{id: a, act: 也许}]}]\n",
            "不是 true 或 false",
        ),
        (
            "narrative/proactive.yaml",
            "paragraphs: [{id: volume, sentences: [{id: a}, {id: a}]}]\n",
            "写了两次",
        ),
        ("narrative/proactive.yaml", "paragraphs: &x []\n", "YAML 的引用"),
        ("narrative/proactive.yaml", "section: {a: b}\n", "应当是一段文字"),
        ("prompts/platform.yaml", "questions: [{id: kiosks, name: 查询机}]\n", "没有写“question”"),
        ("prompts/problem_kinds.yaml", "kinds: [{id: river}]\n", "没有写“name”"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(office: Put, name: str, text: str, told: str) -> None:
    office(name, text)
    with pytest.raises(InputError, match=told):
        [load_bank(), all_questions(), library()]


def test_a_file_of_another_name_is_refused(office: Put) -> None:
    with pytest.raises(InputError, match="没有这个名字的模板文件"):
        office("narrative/mine.yaml", "paragraphs: []\n")


def test_every_ejected_file_can_be_laid_over_ours(tmp_path: Path) -> None:
    assert run(["templates", "eject", str(tmp_path / "mine")]) == 0
    assert len(list((tmp_path / "mine").rglob("*.yaml"))) == len(files())
    try:
        use_folder(tmp_path / "mine")
        assert check_bank().defects == ()
        assert check_bank().rules == _ours()
    finally:
        use_folder(None)


def _ours() -> int:
    use_folder(None)
    return check_bank().rules


def test_eject_never_overwrites_and_knows_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "mine")
    assert run(["templates", "eject", folder, "narrative/other.yaml"]) == 0
    assert run(["templates", "eject", folder, "narrative/other.yaml"]) == 2
    assert "文件已经存在" in capsys.readouterr().err
    assert run(["templates", "eject", folder, "other.yaml"]) == 2
    assert "narrative/other.yaml" in capsys.readouterr().err


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "check"]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert run(["templates", "list", "保密审查"]) == 0
    listed = capsys.readouterr().out
    assert "management.review.secrecy\n  条件：secrecy_review.done\n" in listed
    assert "volume.total" not in listed
    rules = tmp_path / "mine" / "narrative" / "other.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(
        "section: other\nparagraphs:\n- id: fee\n  sentences:\n  - {id: none, say: '{{ x }}'}\n",
        encoding="utf-8",
    )
    try:
        assert run(["templates", "check", "--templates", str(tmp_path / "mine")]) == 1
        assert "没有“x”这个名称" in capsys.readouterr().out
        answers = tmp_path / "answers.yaml"
        answers.write_text(FEE, encoding="utf-8")
        assert run(["draft", str(answers), "--templates", str(tmp_path / "mine")]) == 2
        assert "模板里有 1 处不对" in capsys.readouterr().err
        assert run(["check", str(answers), "--templates", str(tmp_path / "nowhere")]) == 2
        assert "这不是一个文件夹" in capsys.readouterr().err
    finally:
        use_folder(None)


def test_what_is_set_elsewhere_is_no_template() -> None:
    names = {name for folder, name in files() if folder == "prompts"}
    assert {f"{section}.yaml" for section in SECTIONS} < names
    assert "settings.yaml" not in names


def test_every_process_uses_the_office_s_templates(office: Put, tmp_path: Path) -> None:
    office("narrative/management.yaml", "section: management\nneeded: 谁把关\n")
    answers = tmp_path / "answers.yaml"
    answers.write_text(FEE, encoding="utf-8")
    (found,) = examine_files([answers], Request(date(2025, 1, 10), ("TXT-022",)), processes=2)
    assert any("【待补充：谁把关】" in finding.message for finding in found.findings)
