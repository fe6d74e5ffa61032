"""The small language of sentence rules: Jinja's syntax, of which only expressions and conditions run.

Jinja's parser turns a text into a tree; every kind of node that may occur has a builder
below, and what has none is refused. So nothing loops, calls, imports, reads an attribute of
Python or knows the time: there is no code for it. A name without a value makes a condition
unknown (neither true nor false) and a text that prints it unsayable.
"""

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from reportbot.narrative.wording import FILTERS, printed

MAX_TEXT = 2000
"""Characters of one text or condition; ours have less than 400."""


class NoValueError(LookupError):
    """A name that a rule needs has no value in this report; the rule is silent."""


class RuleError(ValueError):
    """A text or condition that is not allowed or cannot be computed: a defect of the rule, told in Chinese."""


class Scope(Protocol):
    """What a rule can see."""

    def look(self, path: str) -> Any:
        """Return the value of a dotted name; raises NoValueError."""


_Read = TypeVar("_Read")
Evaluate = Callable[[Scope], Any]
Truth = Callable[[Scope], bool | None]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with names in it; ``names`` are all it can ask for, ``literal`` what it always prints."""

    names: frozenset[str]
    literal: str
    say: Callable[[Scope], str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: true, false, or None when a name it hangs on has no value."""

    names: frozenset[str]
    holds: Truth


@functools.lru_cache(maxsize=4096)
def read_text(source: str) -> Text:
    """Read a text; raises RuleError."""
    names: set[str] = set()

    def read() -> tuple[Callable[[Scope], str], str]:
        tree = _ENVIRONMENT.parse(source)
        return _body(tree.body, names), "".join(node.data for node in tree.find_all(nodes.TemplateData))

    say, literal = _carefully(source, read)
    return Text(frozenset(names), literal, say)


@functools.lru_cache(maxsize=4096)
def read_condition(source: str) -> Condition:
    """Read a condition; raises RuleError."""
    names: set[str] = set()
    holds = _carefully(source, lambda: _truth(_expression(source), names))
    return Condition(frozenset(names), holds)


_ENVIRONMENT = Environment(autoescape=False)  # noqa: S701 (parses only; the text is no markup)


def _expression(source: str) -> nodes.Expr:
    parser = Parser(_ENVIRONMENT, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", 1)
    return tree


def _carefully(source: str, read: Callable[[], _Read]) -> _Read:
    if len(source) > MAX_TEXT:
        raise RuleError(f"有 {len(source)} 个字，一句最多 {MAX_TEXT} 个字")
    try:
        return read()
    except RuleError:
        raise
    except TemplateSyntaxError as error:
        raise RuleError(f"写法不对：{_told(error)}") from None
    except (RecursionError, ValueError):
        raise RuleError("写法不对：嵌套太深，或者数太大") from None


def _told(error: TemplateSyntaxError) -> str:
    tag = str(error.message or "").split("'")
    if "unknown tag" in str(error.message) and len(tag) > 1:
        return f"没有“{tag[1]}”这种写法，只有 if、elif、else、endif"
    return f"括号、引号或者 {{% if %}} 没有写完整（{error.message}）"


# Texts


def _body(body: Sequence[nodes.Node], names: set[str]) -> Callable[[Scope], str]:
    pieces = [piece for node in body for piece in _pieces(node, names)]
    if len(pieces) == 1:
        return pieces[0]
    return lambda scope: "".join([piece(scope) for piece in pieces])


def _pieces(node: nodes.Node, names: set[str]) -> list[Callable[[Scope], str]]:
    if isinstance(node, nodes.Output):
        return [_piece(part, names) for part in node.nodes]
    if isinstance(node, nodes.If):
        return [_choice(node, names)]
    raise _refused(node)


def _piece(node: nodes.Node, names: set[str]) -> Callable[[Scope], str]:
    if isinstance(node, nodes.TemplateData):
        data = node.data
        return lambda _: data
    value = _value(node, names)
    return lambda scope: _print(value(scope))


def _print(value: Any) -> str:
    text = printed(value)
    if not isinstance(text, str):
        raise RuleError("几项内容不能直接印出来，请用 |join 或 |parts 连成文字")
    return text


def _choice(node: nodes.If, names: set[str]) -> Callable[[Scope], str]:
    """Build a condition within a text.

    Without an else the piece is left out when the condition is unknown; with one the
    whole text is, because either side would claim something.
    """
    branches = [(_truth(node.test, names), _body(node.body, names))]
    branches += [(_truth(branch.test, names), _body(branch.body, names)) for branch in node.elif_]
    otherwise = _body(node.else_, names) if node.else_ else None

    def choose(scope: Scope) -> str:
        for holds, say in branches:
            truth = holds(scope)
            if truth:
                return say(scope)
            if truth is None and (otherwise or len(branches) > 1):
                raise NoValueError
        return otherwise(scope) if otherwise else ""

    return choose


# Conditions: true, false or unknown


def _truth(node: nodes.Node, names: set[str]) -> Truth:
    if isinstance(node, nodes.Not):
        inner = _truth(node.node, names)
        return lambda scope: None if (truth := inner(scope)) is None else not truth
    if isinstance(node, (nodes.And, nodes.Or)):
        return _either(_truth(node.left, names), _truth(node.right, names), isinstance(node, nodes.Or))
    if isinstance(node, nodes.Test):
        return _given(node, names)
    value = _value(node, names)

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
    value = _value(node.node, names)
    told = node.name == "told"

    def holds(scope: Scope) -> bool:
        try:
            found = value(scope)
        except NoValueError:
            return False
        return bool(found) or not told

    return holds


# Values


def _value(node: nodes.Node, names: set[str]) -> Evaluate:
    builder = _BUILDERS.get(type(node))
    if builder is None:
        raise _refused(node)
    return builder(node, names)


def _refused(node: nodes.Node) -> RuleError:
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
    items = [_value(item, names) for item in node.items]
    return lambda scope: tuple([item(scope) for item in items])


_OPERATORS: Mapping[type[nodes.Node], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: lambda left, right: Decimal(left) / Decimal(right),
}


def _sum(node: Any, names: set[str]) -> Evaluate:
    left, right = _value(node.left, names), _value(node.right, names)
    compute = _OPERATORS[type(node)]

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
    inner = _value(node.node, names)
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
    first = _value(node.expr, names)
    steps = [(_COMPARISONS[step.op], _value(step.expr, names)) for step in node.ops]

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
    inner = _value(node.node, names)
    arguments = [_value(argument, names) for argument in node.args]

    def value(scope: Scope) -> Any:
        operands = [inner(scope), *[argument(scope) for argument in arguments]]
        try:
            return apply(*operands)
        except (TypeError, AttributeError, ValueError):
            raise RuleError(f"“|{node.name}”用在了不合适的内容上") from None

    return value


def _logical(node: nodes.Node, names: set[str]) -> Evaluate:
    """Build and, or, not and tests where a value is wanted."""
    holds = _truth(node, names)

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
