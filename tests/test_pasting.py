"""Blocks pasted from spreadsheets, web pages and text files: recognised by labels or by shape."""

import pytest

from reportbot.form import form_for_year
from reportbot.interview.pasting import is_block, read_block

FORM = form_for_year(2024)
OLD = form_for_year(2020)


def values(text: str, table: str, form: object = FORM, start: str | None = None) -> dict[str, object]:
    found = read_block(text, form, table, start)  # type: ignore[arg-type]
    return {cell.removeprefix(f"{table}."): value.value for cell, value in found.cells.items()}


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("自然人9件，商业企业3件", False),
        ("第一行文字\n第二行文字", False),
        ("规章\t0\t0\t0", True),
        ("规章 | 0 | 0 | 0", True),
        ("规章 0\n行政许可 3", True),
    ],
)
def test_what_is_a_block(text: str, block: bool) -> None:
    assert is_block(text) is block


@pytest.mark.parametrize(
    "text",
    [
        "规章\t1\t0\t5\n行政规范性文件\t2\t1\t9\n行政许可\t42",
        "规章 | 1 | 0 | 5 |\n规范性文件 | 2 | 1 | 9 |\n行政许可 | 42 | |",
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 | 0 | 5 |\n| 行政规范性文件 | 2 | 1 | 9 |\n| 行政许可 | 42 |",
        "规章   1   0   5\n行政规范性文件   2   1   9\n行政许可   42",
    ],
)
def test_rows_by_their_labels(text: str) -> None:
    assert values(text, "disclosure") == {
        "government_rules.issued": 1,
        "government_rules.repealed": 0,
        "government_rules.in_force": 5,
        "normative_documents.issued": 2,
        "normative_documents.repealed": 1,
        "normative_documents.in_force": 9,
        "licences.decisions": 42,
    }


def test_columns_in_another_order() -> None:
    text = "\t总计\t自然人\t商业企业\n本年新收\t12\t9\t3"
    assert values(text, "applications") == {
        "new_received.total": 12,
        "new_received.natural_person": 9,
        "new_received.business": 3,
    }


def test_grouped_labels_and_a_short_row_without_its_total() -> None:
    text = "（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n（六）其他处理\t3.其他\t2\t0\t0\t0\t0\t0\n坏的行\t1\t2"
    found = read_block(text, FORM, "applications")
    assert found.cells["applications.denied_state_secret.natural_person"].value == 1
    assert found.cells["applications.other_misc.natural_person"].value == 2
    assert "applications.other_misc.total" not in found.cells
    assert found.unread == ["坏的行 1 2"]


def test_numbers_alone_fill_from_the_cursor() -> None:
    assert values("1\t2\n3\t4", "applications", start="applications.granted.business") == {
        "granted.business": 1,
        "granted.research": 2,
        "partial.business": 3,
        "partial.research": 4,
    }
    assert values("5", "disputes") == {"review.upheld": 5}
    beyond = read_block("1\t2\t3", FORM, "disputes", "disputes.suit_after_review.pending")
    assert beyond.unread == ["1 2 3"]


def test_dashes_stay_blank_and_words_are_told() -> None:
    found = read_block("规章\t/\t—\t5\n行政许可\t四十二", FORM, "disclosure")
    assert list(found.cells) == ["disclosure.government_rules.in_force"]
    assert values("行政许可\t2\t+10\t12", "disclosure", OLD)["licences.items_change"] == 10


def test_a_row_with_too_many_numbers_is_not_guessed() -> None:
    assert read_block("规章\t1\t2\t3\t4\t5", FORM, "disclosure").unread == ["规章 1 2 3 4 5"]
