"""The language of sentence rules: what it can say, what it refuses, and that nothing hangs it."""

import re
import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.narrative.expressions import NoValueError, RuleError, read_condition, read_text


class Given:
    """A scope of fixed values."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def look(self, path: str) -> Any:
        if path not in self.values:
            raise NoValueError(path)
        return self.values[path]


NAMES = Given(
    {"a": 3, "b": 0, "c.d": Decimal("1.50"), "e": ("甲", "乙"), "f": {"甲": 2, "乙": 0, "丙": None}}
)


def say(text: str) -> str:
    return read_text(text).say(NAMES)


def holds(condition: str) -> bool | None:
    return read_condition(condition).holds(NAMES)


def test_names_numbers_and_filters_are_printed() -> None:
    assert say("{{ a }}件，{{ c['d'] }}元，{{ e|join }}，{{ f|parts('条') }}") == "3件，1.5元，甲、乙，甲2条"


@pytest.mark.parametrize(
    "text",
    ["{{ a }}件，{{ missing }}条", "{{ f|uncounted|last }}{{ f|top(0)|first }}", "{{ a|share_of(b) }}"],
)
def test_what_has_no_value_makes_a_text_unsayable(text: str) -> None:
    with pytest.raises(NoValueError):
        say(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲{% if a > 2 %}，乙{% endif %}", "甲，乙"),
        ("甲{% if b > 0 %}，乙{% endif %}", "甲"),
        ("甲{% if missing > 0 %}，乙{% endif %}", "甲"),
        ("{% if b %}甲{% elif a %}乙{% else %}丙{% endif %}", "乙"),
        ("{% if b %}甲{% else %}丙{% endif %}", "丙"),
    ],
)
def test_conditions_within_a_text(text: str, said: str) -> None:
    assert say(text) == said


def test_an_unknown_condition_with_an_else_claims_neither() -> None:
    with pytest.raises(NoValueError):
        say("{% if missing > 0 %}有{% else %}没有{% endif %}")


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ("a == 3 and b == 0", True),
        ("a > 3 or b > 0", False),
        ("not a", False),
        ("missing > 0", None),
        ("not missing", None),
        ("missing > 0 or a == 3", True),
        ("a == 3 or missing > 0", True),
        ("missing > 0 and a == 0", False),
        ("missing > 0 and a == 3", None),
        ("missing is given", False),
        ("missing is not given and a is given", True),
        ("1 < a <= 3", True),
        ("'甲' in e and '丁' not in e", True),
        ("a / 8 > 0.3 and a / 8 < 0.4", True),
        ("a / b > 1", None),
        ("a - 5 == -2 and a * 2 + 1 == 7", True),
        ("e|length == 2", True),
        ("f['丙'] > 0", None),
    ],
)
def test_conditions_are_true_false_or_unknown(condition: str, result: bool | None) -> None:
    assert holds(condition) is result


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for x in e %}{{ x }}{% endfor %}", "循环（for）"),
        ("{% macro m() %}{% endmacro %}", "宏（macro）"),
        ("{% call m() %}{% endcall %}", "call 块"),
        ("{% set x = 1 %}", "赋值（set）"),
        ("{% set x %}1{% endset %}", "赋值（set）"),
        ("{% import 'x' as y %}", "引入（import）"),
        ("{% from 'x' import y %}", "引入（import）"),
        ("{% include 'x' %}", "包含（include）"),
        ("{% extends 'x' %}", "继承（extends）"),
        ("{% block x %}{% endblock %}", "block 块"),
        ("{% filter upper %}x{% endfilter %}", "filter 块"),
        ("{% with x = 1 %}{% endwith %}", "with 块"),
        ("{% do a %}", "没有“do”这种写法"),
        ("{% break %}", "没有“break”这种写法"),
        ("{{ a() }}", "调用"),
        ("{{ range(10) }}", "调用"),
        ("{{ e.index('甲') }}", "调用"),
        ("{{ a|attr('real') }}", "没有“|attr”这个筛选"),
        ("{{ e|map(attribute='x')|list }}", "没有“|list”这个筛选"),
        ("{{ a is divisibleby 3 }}", "is divisibleby"),
        ("{{ a ** 9 }}", "乘方"),
        ("{{ 'x' ~ 'y' }}", "拼接"),
        ("{{ {'x': 1} }}", "字典"),
        ("{{ e[0] }}", "名称只能写成"),
        ("{{ e[0:1] }}", "名称只能写成"),
        ("{{ ''.__class__ }}", "名称只能写成"),
        ("{{ 1 if a else 2 }}", "“甲 if 乙 else 丙”"),
        ("{{ a", "没有写完整"),
        ("{% if a %}", "没有写完整"),
        ("{{ e|join(joint='x') }}", "名称=内容"),
    ],
)
def test_everything_else_is_refused_by_the_syntax_tree(text: str, told: str) -> None:
    with pytest.raises(RuleError, match=re.escape(told)):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ '甲' * 9 }}",
        "{{ '甲' + '乙' }}",
        "{{ e }}",
        "{{ f }}",
        "{{ a|parts }}",
        "{% if e > 3 %}x{% endif %}",
    ],
)
def test_what_cannot_be_computed_is_a_defect_of_the_rule(text: str) -> None:
    with pytest.raises(RuleError):
        say(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "9" * 1900 + " }}",
        "{{ " + "99999999 * " * 180 + "9 }}",
        "{{ " + "(" * 900 + "a" + ")" * 900 + " }}",
        "{{ " + "not " * 450 + "a }}",
        "{% if a %}" * 110 + "{% endif %}" * 80,
        "{{ e" + "|join" * 380 + " }}",
        "{{ a }}" * 500,
        "{{ '" + "甲" * 1500 + "' * 1000000000 }}",
    ],
)
def test_no_text_hangs_it(text: str) -> None:
    start = time.perf_counter()
    try:
        assert isinstance(say(text), str)
    except RuleError as refused:
        assert str(refused)  # noqa: PT017 (either outcome is right, as long as it is quick)
    assert time.perf_counter() - start < 2


@given(st.text(alphabet="{}%|().'\"abef[]+-*/<>=!,0 ifelnotrdg甲", max_size=60))
def test_no_text_does_anything_but_say_or_refuse(text: str) -> None:
    try:
        assert isinstance(say(text), str)
    except (RuleError, NoValueError) as refused:
        assert isinstance(refused, (RuleError, NoValueError))  # noqa: PT017
