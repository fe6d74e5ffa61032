"""What expressions and conditions may consist of: one builder for each kind of node of Jinja's tree.

A builder turns a node into a function of the scope. A node without a builder is refused, so
nothing loops, calls, imports, reads an attribute of Python or knows the time: there is no
code for it. Conditions know three answers, because a name may have no value.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from jinja2 import nodes

from reportbot.narrative.wording import FILTERS


class NoValueError(LookupError):
    """A name that a rule needs has no value in this report; the rule is silent."""


class RuleError(ValueError):
    """A text or condition that is not allowed or cannot be computed: a defect of the rule, told in Chinese."""


class Scope(Protocol):
    """What a rule can see."""

    def look(self, path: str) -> Any:
        """Return the value of a dotted name; raises NoValueError."""


Evaluate = Callable[[Scope], Any]
Truth = Callable[[Scope], bool | None]


# Conditions: true, false or unknown


def truth_of(node: nodes.Node, names: set[str]) -> Truth:
    """Build a condition; ``names`` receives what it asks for."""
    if isinstance(node, nodes.Not):
        inner = truth_of(node.node, names)
        return lambda scope: None if (truth := inner(scope)) is None else not truth
    if isinstance(node, (nodes.And, nodes.Or)):
        return _either(truth_of(node.left, names), truth_of(node.right, names), isinstance(node, nodes.Or))
    if isinstance(node, nodes.Test):
        return _given(node, names)
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


def _given(node: nodes.Test, names: set[str]) -> Truth:
    """Build "is given" (answered at all) and "is told" (answered, and not with nothing)."""
    if node.name not in {"given", "told"} or node.args or node.kwargs:
        raise RuleError(f"不能用“is {node.name}”，只能写 is given（回答过）或 is told（回答过并且不是没有）")
    value = value_of(node.node, names)
    told = node.name == "told"

    def holds(scope: Scope) -> bool:
        try:
            found = value(scope)
        except NoValueError:
            return False
        return bool(found) or not told

    return holds


# Values


def value_of(node: nodes.Node, names: set[str]) -> Evaluate:
    """Build an expression; ``names`` receives what it asks for."""
    builder = _BUILDERS.get(type(node))
    if builder is None:
        raise refused(node)
    return builder(node, names)


def refused(node: nodes.Node) -> RuleError:
    """Return the refusal of a node."""
    word = _CHINESE.get(type(node).__name__, type(node).__name__)
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
    "Concat": "拼接（~）",
    "Slice": "切片",
    "Dict": "字典",
    "CondExpr": "“甲 if 乙 else 丙”",
}


def _name(node: Any, names: set[str]) -> Evaluate:
    path = _path(node)
    names.add(path)
    return lambda scope: scope.look(path)


def _path(node: nodes.Node) -> str:
    """Return a dotted name: ``a.b``, ``a['b']``."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if (
        isinstance(node, nodes.Getitem)
        and isinstance(node.arg, nodes.Const)
        and isinstance(node.arg.value, str)
    ):
        return f"{_path(node.node)}.{node.arg.value}"
    raise RuleError("名称只能写成 甲.乙 或 甲['乙']")


def _const(node: nodes.Const, _: set[str]) -> Evaluate:
    value = Decimal(str(node.value)) if isinstance(node.value, float) else node.value
    return lambda _: value


def _several(node: Any, names: set[str]) -> Evaluate:
    items = [value_of(item, names) for item in node.items]
    return lambda scope: tuple([item(scope) for item in items])


_OPERATORS: Mapping[type[nodes.Node], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: lambda left, right: Decimal(left) / Decimal(right),
}


def _sum(node: Any, names: set[str]) -> Evaluate:
    left, right = value_of(node.left, names), value_of(node.right, names)
    compute = _OPERATORS[type(node)]
    if any(isinstance(getattr(side, "value", None), str) for side in (node.left, node.right)):
        raise RuleError("加减乘除只能用在数上")

    def value(scope: Scope) -> Any:
        operands = left(scope), right(scope)
        if not all(_is_number(operand) for operand in operands):
            raise RuleError("加减乘除只能用在数上")
        if isinstance(node, nodes.Div) and not operands[1]:
            raise NoValueError
        return compute(*operands)

    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _minus(node: nodes.Neg, names: set[str]) -> Evaluate:
    inner = value_of(node.node, names)
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


def _comparison(node: nodes.Compare, names: set[str]) -> Evaluate:
    first = value_of(node.expr, names)
    steps = [(_COMPARISONS[step.op], value_of(step.expr, names)) for step in node.ops]

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


def _filter(node: nodes.Filter, names: set[str]) -> Evaluate:
    apply = FILTERS.get(node.name)
    if apply is None or node.node is None:
        raise RuleError(f"没有“|{node.name}”这个筛选，可以用：{'、'.join(sorted(FILTERS))}")
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise RuleError(f"“|{node.name}”里不能写“名称=内容”")
    inner = value_of(node.node, names)
    arguments = [value_of(argument, names) for argument in node.args]

    def value(scope: Scope) -> Any:
        operands = [inner(scope), *[argument(scope) for argument in arguments]]
        try:
            return apply(*operands)
        except (LookupError, StopIteration, ArithmeticError):  # the first of none, a share of nothing
            raise NoValueError from None
        except (TypeError, AttributeError, ValueError):
            raise RuleError(f"“|{node.name}”用在了不合适的内容上") from None

    return value


def _logical(node: nodes.Node, names: set[str]) -> Evaluate:
    """Build and, or, not and tests where a value is wanted."""
    holds = truth_of(node, names)

    def value(scope: Scope) -> bool:
        truth = holds(scope)
        if truth is None:
            raise NoValueError
        return truth

    return value


_BUILDERS: Mapping[type[nodes.Node], Callable[[Any, set[str]], Evaluate]] = {
    nodes.Name: _name,
    nodes.Getattr: _name,
    nodes.Getitem: _name,
    nodes.Const: _const,
    nodes.List: _several,
    nodes.Tuple: _several,
    nodes.Add: _sum,
    nodes.Sub: _sum,
    nodes.Mul: _sum,
    nodes.Div: _sum,
    nodes.Neg: _minus,
    nodes.Compare: _comparison,
    nodes.Filter: _filter,
    nodes.And: _logical,
    nodes.Or: _logical,
    nodes.Not: _logical,
    nodes.Test: _logical,
}
