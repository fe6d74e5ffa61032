"""The official forms as data, and a made-up form that must flow through everything."""

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import yaml

from reportbot import form as form_module
from reportbot.cli.app import run
from reportbot.form import Form, FormError, all_forms, form_for_year, load_form
from reportbot.grid import layout
from reportbot.resources import resource

from .word_text import word_text

FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
CASCADE = Path(__file__).with_name("made_up_form.yaml")


@pytest.mark.parametrize(
    ("year", "expected"), [(2018, "2019"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_the_form_follows_from_the_year(year: int, expected: str) -> None:
    assert form_for_year(year).id == expected


def test_cells_and_sums_are_as_many_as_the_contract_says() -> None:
    counted = {
        form.id: (
            len(form.cells),
            len(form.relations),
            {code: len(found) for code, found in form.relations_by_code.items()},
        )
        for form in all_forms()
    }
    assert counted == {
        "2019": (198, 40, {"T3-001": 7, "T3-002": 7, "T3-003": 23, "T4-001": 3}),
        "2021": (200, 42, {"T3-001": 7, "T3-002": 7, "T3-003": 25, "T4-001": 3}),
    }


@FORMS
def test_every_table_tiles_its_grid(form: Form) -> None:
    for table in form.tables:
        grid = layout(form, table.id)
        covered = [
            place
            for box in grid.boxes
            for place in product(
                range(box.row, box.row + box.rowspan), range(box.column, box.column + box.colspan)
            )
        ]
        assert sorted(covered) == list(product(range(grid.rows), range(grid.columns)))
        assert [box.cell for box in grid.boxes if box.cell] == [cell.id for cell in form.cells_of(table.id)]


def test_the_corner_note_and_the_long_labels_are_verbatim() -> None:
    texts = {box.text for box in layout(form_for_year(2024), "applications").boxes}
    assert "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" in texts
    assert "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" in texts
    assert "3.危及“三安全一稳定”" in texts
    assert "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" in texts


def test_spans_are_those_of_the_official_table() -> None:
    boxes = {box.text: box for box in layout(form_for_year(2024), "applications").boxes}
    spans = {
        text: (boxes[text].rowspan, boxes[text].colspan)
        for text in ("三、本年度办理结果", "（三）不予公开", "申请人情况")
    }
    assert spans == {"三、本年度办理结果": (22, 1), "（三）不予公开": (8, 1), "申请人情况": (1, 7)}
    assert (boxes["四、结转下年度继续办理"].rowspan, boxes["四、结转下年度继续办理"].colspan) == (1, 3)


def broken(tmp_path: Path, **changes: object) -> Path:
    data = yaml.safe_load(CASCADE.read_text(encoding="utf-8"))
    data["tables"][0] |= changes
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_a_form_with_a_wrong_count_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="has 10 cells, not 11"):
        load_form(broken(tmp_path, cells=11))


def test_a_form_with_a_repeated_id_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(CASCADE.read_text(encoding="utf-8"))["tables"][0]["blocks"]
    data[0]["rows"][0]["id"] = "kept"
    with pytest.raises(FormError, match="repeats a cell id"):
        load_form(broken(tmp_path, blocks=data))


def test_a_form_that_does_not_tile_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(CASCADE.read_text(encoding="utf-8"))["tables"][0]["blocks"]
    narrow = {
        "corner": "甲",
        "columns": [{"id": "extra", "label": "乙"}],
        "rows": [{"id": "more", "label": "丙"}],
    }
    form = load_form(broken(tmp_path, blocks=[*data, narrow], cells=11))
    with pytest.raises(FormError, match="uncovered"):
        layout(form, "services")


@pytest.fixture
def third_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The made-up form beside the official ones: one file, no code."""
    folder = tmp_path / "forms"
    shutil.copytree(resource("forms"), folder)
    shutil.copy(CASCADE, folder / "2090.yaml")
    monkeypatch.setattr(form_module, "resource", tmp_path.joinpath)
    monkeypatch.setenv("REPORTBOT_TODAY", "2091-01-05")
    all_forms.cache_clear()
    yield
    all_forms.cache_clear()


ANSWERS = """\
单位: {名称: 云河县档案馆}
年度: 2090
统计数据:
  公开服务:
    新办: {网上: 3, 窗口: 2, 图书馆: 1, 费用: 12.5元}
    延续: {保留: {网上: 0, 现场: {窗口: 4, 图书馆: 5, 小计: 8}, 费用: 0}}
  接待: 无
"""


@pytest.mark.usefixtures("third_form")
def test_a_made_up_form_flows_through_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    assert run(["check", str(answers), "--select", "T3,T4,CEL"]) == 1
    assert (
        "表二 （一）保留 / 小计：填的是 8，各项相加是 9（窗口 4、图书馆 5），相差 1"
        in capsys.readouterr().out
    )

    answers.write_text(ANSWERS.replace("小计: 8", "小计: 9"), encoding="utf-8")
    assert run(["check", str(answers), "--select", "T3,T4,CEL"]) == 0
    outputs = [tmp_path / "report.md", tmp_path / "report.docx"]
    assert run(["draft", str(answers), "--allow-errors", *(f"-o{output}" for output in outputs)]) == 1
    assert "| 二、延续 | （一）保留 | 0 | 4 | 5 | 9 | 0元 |" in outputs[0].read_text(encoding="utf-8")
    assert "服务<2v  | 网上v  | 现场<3  | 费用（单位：元）v" in word_text(outputs[1].read_bytes())

    capsys.readouterr()
    assert run(["show", str(answers), "--format", "json"]) == 0
    shown = yaml.safe_load(capsys.readouterr().out)
    assert (shown["form"], shown["cells"]["services.new.subtotal"], shown["cells"]["services.new.cost"]) == (
        "2090",
        3,
        "12.5",
    )
