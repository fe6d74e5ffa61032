"""What expressions and conditions may consist of: one builder for each kind of node of a tree.

A builder turns a node into a function of the scope. A node without a builder is refused, so
nothing loops, calls, imports, reads an attribute of Python or knows the time: there is no
code for it. Conditions know three answers, because a name may have no value.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from reportbot.narrative.trees import RuleError, Tree
from reportbot.narrative.wording import FILTERS


class NoValueError(LookupError):
    """A name that a rule needs has no value in this report; the rule is silent."""


class Scope(Protocol):
    """What a rule can see."""

    def look(self, path: str) -> Any:
        """Return the value of a dotted name; raises NoValueError."""


Parts = Mapping[str, Any]
Evaluate = Callable[[Scope], Any]
Truth = Callable[[Scope], bool | None]


# Conditions: true, false or unknown


def truth_of(node: Tree, names: set[str]) -> Truth:
    """Build a condition; ``names`` receives what it asks for."""
    kind, parts = node
    if kind == "Not":
        inner = truth_of(parts["node"], names)
        return lambda scope: None if (truth := inner(scope)) is None else not truth
    if kind in {"And", "Or"}:
        return _either(truth_of(parts["left"], names), truth_of(parts["right"], names), kind == "Or")
    if kind == "Test":
        return _given(parts, names)
    value = value_of(node, names)

    def holds(scope: Scope) -> bool | None:
        try:
            return bool(value(scope))
        except NoValueError:
            return None

    return holds


def _either(left: Truth, right: Truth, decisive: bool) -> Truth:
    """Build "or" (decided by one true side) and "and" (decided by one false side)."""

    def holds(scope: Scope) -> bool | None:
        first = left(scope)
        if first is decisive:
            return decisive
        second = right(scope)
        if second is decisive:
            return decisive
        return None if first is None or second is None else second

    return holds


def _given(parts: Parts, names: set[str]) -> Truth:
    """Build "is given" (answered at all) and "is told" (answered, and not with nothing)."""
    name = parts["name"]
    if name not in {"given", "told"} or parts["args"] or parts["kwargs"]:
        raise RuleError(f"不能用“is {name}”，只能写 is given（回答过）或 is told（回答过并且不是没有）")
    value = value_of(parts["node"], names)
    told = name == "told"

    def holds(scope: Scope) -> bool:
        try:
            found = value(scope)
        except NoValueError:
            return False
        return bool(found) or not told

    return holds


# Values


def value_of(node: Tree, names: set[str]) -> Evaluate:
    """Build an expression; ``names`` receives what it asks for."""
    builder = _BUILDERS.get(node[0])
    if builder is None:
        raise refused(node)
    return builder(node, names)


def refused(node: Tree) -> RuleError:
    """Return the refusal of a node."""
    word = _CHINESE.get(node[0], node[0])
    return RuleError(f"不能用{word}：句子规则里只有名称、比较、加减乘除、筛选和 {{% if %}}")


_CHINESE = {
    "For": "循环（for）",
    "Macro": "宏（macro）",
    "CallBlock": "call 块",
    "FilterBlock": "filter 块",
    "Import": "引入（import）",
    "FromImport": "引入（import）",
    "Include": "包含（include）",
    "Extends": "继承（extends）",
    "Block": "block 块",
    "Assign": "赋值（set）",
    "AssignBlock": "赋值（set）",
    "With": "with 块",
    "Scope": "with 块",
    "Call": "调用（名称后面的括号）",
    "Pow": "乘方",
    "Mod": "取余（%）",
    "FloorDiv": "整除（//）",
    "Concat": "拼接（~）",
    "Slice": "切片",
    "Dict": "字典",
    "CondExpr": "“甲 if 乙 else 丙”",
}


def _name(node: Tree, names: set[str]) -> Evaluate:
    path = _path(node)
    names.add(path)
    return lambda scope: scope.look(path)


def _path(node: Tree) -> str:
    """Return a dotted name: ``a.b``, ``a['b']``."""
    kind, parts = node
    if kind == "Name":
        return str(parts["name"])
    if kind == "Getattr":
        return f"{_path(parts['node'])}.{parts['attr']}"
    if kind == "Getitem" and parts["arg"][0] == "Const" and isinstance(parts["arg"][1]["value"], str):
        return f"{_path(parts['node'])}.{parts['arg'][1]['value']}"
    raise RuleError("名称只能写成 甲.乙 或 甲['乙']")


def _const(node: Tree, _: set[str]) -> Evaluate:
    value = node[1]["value"]
    exact = Decimal(str(value)) if isinstance(value, float) else value
    return lambda _: exact


def _several(node: Tree, names: set[str]) -> Evaluate:
    items = [value_of(item, names) for item in node[1]["items"]]
    return lambda scope: tuple([item(scope) for item in items])


_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": lambda left, right: Decimal(left) / Decimal(right),
}


def _sum(node: Tree, names: set[str]) -> Evaluate:
    kind, parts = node
    sides = parts["left"], parts["right"]
    left, right = (value_of(side, names) for side in sides)
    compute = _OPERATORS[kind]
    if any(isinstance(side[1].get("value"), str) for side in sides):
        raise RuleError("加减乘除只能用在数上")

    def value(scope: Scope) -> Any:
        operands = left(scope), right(scope)
        if not all(_is_number(operand) for operand in operands):
            raise RuleError("加减乘除只能用在数上")
        if kind == "Div" and not operands[1]:
            raise NoValueError
        return compute(*operands)

    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _minus(node: Tree, names: set[str]) -> Evaluate:
    inner = value_of(node[1]["node"], names)
    return lambda scope: -inner(scope)


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda item, items: item in items,
    "notin": lambda item, items: item not in items,
}


def _comparison(node: Tree, names: set[str]) -> Evaluate:
    first = value_of(node[1]["expr"], names)
    steps = [(_COMPARISONS[step["op"]], value_of(step["expr"], names)) for _, step in node[1]["ops"]]

    def value(scope: Scope) -> bool:
        left = first(scope)
        for compare, operand in steps:
            right = operand(scope)
            try:
                if not compare(left, right):
                    return False
            except TypeError:
                raise RuleError("文字和数不能比大小") from None
            left = right
        return True

    return value


def _filter(node: Tree, names: set[str]) -> Evaluate:
    parts = node[1]
    name = parts["name"]
    apply = FILTERS.get(name)
    if apply is None or parts["node"] is None:
        raise RuleError(f"没有“|{name}”这个筛选，可以用：{'、'.join(sorted(FILTERS))}")
    if parts["kwargs"] or parts["dyn_args"] or parts["dyn_kwargs"]:
        raise RuleError(f"“|{name}”里不能写“名称=内容”")
    inner = value_of(parts["node"], names)
    arguments = [value_of(argument, names) for argument in parts["args"]]

    def value(scope: Scope) -> Any:
        operands = [inner(scope), *[argument(scope) for argument in arguments]]
        try:
            return apply(*operands)
        except (LookupError, StopIteration, ArithmeticError):  # the first of none, a share of nothing
            raise NoValueError from None
        except (TypeError, AttributeError, ValueError):
            raise RuleError(f"“|{name}”用在了不合适的内容上") from None

    return value


def _logical(node: Tree, names: set[str]) -> Evaluate:
    """Build and, or, not and tests where a value is wanted."""
    holds = truth_of(node, names)

    def value(scope: Scope) -> bool:
        truth = holds(scope)
        if truth is None:
            raise NoValueError
        return truth

    return value


_BUILDERS: Mapping[str, Callable[[Tree, set[str]], Evaluate]] = {
    "Name": _name,
    "Getattr": _name,
    "Getitem": _name,
    "Const": _const,
    "List": _several,
    "Tuple": _several,
    "Add": _sum,
    "Sub": _sum,
    "Mul": _sum,
    "Div": _sum,
    "Neg": _minus,
    "Compare": _comparison,
    "Filter": _filter,
    "And": _logical,
    "Or": _logical,
    "Not": _logical,
    "Test": _logical,
}
