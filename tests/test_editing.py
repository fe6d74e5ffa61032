"""Editing an answers file in place: the change happens, and nothing else does."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportbot.answers.editing import drop, put, scalar
from reportbot.yamltree import Mapping, Node, Scalar, Sequence, parse

SHOWN = """\
# 开头的说明
单位:
  名称: 甲局   # 全称
  简称:        # 可以空着

# ===== 统计 =====
统计数据:
  申请: 无
工作情况:
  主动公开:
    # 多少条
    主动公开总数:

    分类公开数: {动态: 1}

  # ===== 依申请 =====
  依申请公开:
    办理流程: 台账登记
问题与改进:
- 问题: 一
  # 注释
  改进措施: [甲, 乙]
- 二
"""


def data(node: Node | None) -> Any:
    """The tree as plain data, every scalar as the text typed."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [data(item) for item in node.items]
    return {key.text: data(child) for key, child in node}


def as_text(value: Any) -> Any:
    """What a value reads back as."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return None if value is None else str(value)


def lines_but(text: str, *changed: str) -> list[str]:
    return [line for line in text.splitlines() if not any(word in line for word in changed)]


def test_a_blank_value_is_filled_where_it_stands_and_its_comment_stays() -> None:
    changed = put(SHOWN, [("单位",), ("简称",)], "甲")
    assert "  简称: 甲        # 可以空着\n" in changed
    assert lines_but(changed, "简称") == lines_but(SHOWN, "简称")


def test_a_comment_behind_a_value_does_not_get_into_a_longer_one() -> None:
    changed = put(SHOWN, [("单位",), ("简称",)], "第一行\n第二行")
    assert "  简称: |-        # 可以空着\n    第一行\n    第二行\n" in changed
    assert data(parse(changed))["单位"]["简称"] == "第一行\n第二行"
    listed = put(SHOWN, [("单位",), ("简称",)], ["甲" * 40, "乙" * 40])
    assert "  简称:        # 可以空着\n  - 甲" in listed


def test_a_new_key_stands_before_the_comment_of_the_next_section() -> None:
    changed = put(SHOWN, [("工作情况",), ("主动公开",), ("公众号",)], 46)
    before, after = changed.split("    公众号: 46\n")
    assert before.endswith("    分类公开数: {动态: 1}\n")
    assert after.startswith("\n  # ===== 依申请 =====\n")
    assert before + after == SHOWN


def test_a_key_is_found_under_any_of_its_names() -> None:
    changed = put(SHOWN, [("agency", "单位"), ("name", "名称")], "乙局")
    assert "  名称: 乙局   # 全称\n" in changed


def test_missing_levels_are_made() -> None:
    changed = put(SHOWN, [("工作情况",), ("政府信息管理",), ("工作人员",)], {"专职": 1, "兼职": 2})
    assert data(parse(changed))["工作情况"]["政府信息管理"] == {"工作人员": {"专职": "1", "兼职": "2"}}


def test_list_items_are_changed_appended_and_dropped() -> None:
    longer = put(SHOWN, [("问题与改进",), 2], {"问题": "三" * 50, "改进措施": ["做" * 40]})
    assert data(parse(longer))["问题与改进"][2] == {"问题": "三" * 50, "改进措施": ["做" * 40]}
    assert data(parse(put(longer, [("问题与改进",), 0, ("改进措施",), 2], "丙")))["问题与改进"][0][
        "改进措施"
    ] == [
        "甲",
        "乙",
        "丙",
    ]
    assert drop(longer, [("问题与改进",), 2]) == SHOWN


def test_windows_line_ends_are_kept() -> None:
    changed = put(SHOWN.replace("\n", "\r\n"), [("工作情况",), ("平台建设",)], {"依托平台": "网站" * 40})
    assert "\n" not in changed.replace("\r\n", "")


def test_an_empty_file_gets_its_first_entry() -> None:
    assert put("", [("单位",), ("名称",)], "甲局") == "单位:\n  名称: 甲局\n"
    assert put("# 说明", [("年度",)], 2024) == "# 说明\n年度: 2024\n"


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
keys = st.sampled_from(["甲", "乙", "丙", "丁", "a b", "x: y", "#z", "- q", "空"])
values = st.recursive(
    st.one_of(st.none(), st.integers(0, 10**6), words.filter(bool), st.just("一行\n又一行")),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(words.filter(bool))
def test_every_text_reads_back(word: str) -> None:
    for text in (f"k: {scalar(word)}\n", f"{{k: {scalar(word, flow=True)}}}\n"):
        tree = parse(text)
        assert isinstance(tree, Mapping)
        assert data(tree) == {"k": word}


@given(st.dictionaries(keys, values, min_size=1, max_size=4), st.data())
def test_a_written_value_reads_back_and_the_rest_is_untouched(
    tree: dict[str, Any], draw: st.DataObject
) -> None:
    text = ""
    for key, value in tree.items():
        text = put(text, [(key,)], value) + f"# 注释{key!r}\n"
    assert data(parse(text)) == as_text(tree)
    key, value = draw.draw(keys), draw.draw(values)
    changed = put(text, [(key,)], value)
    assert data(parse(changed)) == as_text({**tree, key: value})
    comments = [line for line in text.splitlines() if line.startswith("# 注释")]
    assert [line for line in changed.splitlines() if line.startswith("# 注释")] == comments


def test_a_value_in_a_list_on_one_line_is_made_blank(text: str) -> None:
    """表三: {其余: 0, 本年新收: {总计: 5}}"""
    assert (
        put(text, [("表三",), ("本年新收",), ("总计",)], None) == "表三: {其余: 0, 本年新收: {总计: null}}\n"
    )
