"""The small YAML file that says how a ledger is to be read, and remembers it.

    工作表: [台账]                      # only these sheets
    列: {收到日期: 登记时间, 办理结果: H}   # header words or letters; 无: read no such column
    结果: {告知查询: 属于行政查询事项}       # phrases → rows of the form
    申请人类型: {个体户: 商业企业}          # phrases → columns of the form
    复议诉讼: {驳回: 结果维持}             # phrases → results of disputes
    其余申请人: 自然人                    # applicants whose kind nothing tells
    缺年份的日期: 2024
    隐藏的行: 不计
    行: {台账 12 2024-03-05: 予以公开}     # single rows: a result, an applicant, 不计

A phrase or row without a value waits for a decision. No name of an applicant stands here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from reportbot.answers.editing import put
from reportbot.errors import InputError
from reportbot.form import Form
from reportbot.ledger.columns import roles
from reportbot.ledger.vocabulary import (
    OPEN,
    Meanings,
    Vocabulary,
    applicants,
    dispute_results,
    outcomes,
    plain,
    single,
)
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, parse
from reportbot.yamltree import Sequence as SequenceNode

SHEETS, COLUMNS, ROWS = "工作表", "列", "行"
OUTCOMES, TYPES, DISPUTES = "结果", "申请人类型", "复议诉讼"
OTHERS, YEAR, HIDDEN = "其余申请人", "缺年份的日期", "隐藏的行"
KEYS = (SHEETS, COLUMNS, OUTCOMES, TYPES, DISPUTES, OTHERS, YEAR, HIDDEN, ROWS)

SKIPPED = "不计"
"""The decision that a row is no application of this ledger."""

_ROW = re.compile(r"(?:(?P<sheet>.+?)\s+)?第?\s*(?P<row>\d+)\s*行?(?:\s+(?P<day>\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True, slots=True)
class RowDecision:
    """What the user decided about one row; ``day`` guards against rows that have moved."""

    sheet: str | None
    row: int
    day: str | None
    outcome: Meanings = frozenset()
    type: str | None = None
    skipped: bool = False


@dataclass(frozen=True)
class LedgerMapping:
    """How a ledger is to be read, as far as the user has said."""

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, Mapping[str, Meanings]] = field(default_factory=dict)
    others: str | None = None
    year: int | None = None
    hidden_rows: bool = True
    rows: tuple[RowDecision, ...] = ()

    def decided(self, kind: str, text: str) -> Meanings:
        """Return what the user said a phrase means, nothing where nothing was said."""
        return self.phrases.get(kind, {}).get(plain(text), frozenset())


def load_mapping(text: str, form: Form, file: str | None = None) -> LedgerMapping:
    """Read a mapping; raises InputError with line and column."""
    try:
        root = parse(text)
        if root is None:
            return LedgerMapping()
        if not isinstance(root, MappingNode):
            _refuse(root, "对照文件开头应当是“列:”“结果:”这样的项目", _known())
        return _mapping(root, form)
    except InputError as error:
        raise (error.in_file(file) if file else error) from None


def _known() -> str:
    return f"可以写：{'、'.join(KEYS)}"


def _refuse(node: Node, problem: str, remedy: str) -> NoReturn:
    raise InputError(problem, place=node.place, remedy=remedy)


def _mapping(root: MappingNode, form: Form) -> LedgerMapping:
    for key, _ in root:
        if key.text not in KEYS:
            _refuse(key, f"对照文件里没有“{key.text}”这一项", _known())
    vocabularies = {OUTCOMES: outcomes(form), TYPES: applicants(form), DISPUTES: dispute_results(form)}
    others = _text(root.get(OTHERS))
    if others and applicants(form).certain(others) is None:
        _refuse(root.entries[OTHERS][1], f"“{others}”不是申请人的种类", _choices(applicants(form)))
    hidden = _text(root.get(HIDDEN))
    if hidden not in {None, "计入", SKIPPED}:
        _refuse(root.entries[HIDDEN][1], f"“{hidden}”看不懂", f"请写“计入”或“{SKIPPED}”")
    year = _text(root.get(YEAR))
    if year and not re.fullmatch(r"20\d\d", year):
        _refuse(root.entries[YEAR][1], f"“{year}”不是年份", "请写四位数，例如 2024")
    return LedgerMapping(
        sheets=_texts(root.get(SHEETS)),
        columns=dict(_columns(root.get(COLUMNS))),
        phrases={
            kind: found
            for kind, known in vocabularies.items()
            if (found := dict(_phrases(root.get(kind), known)))
        },
        others=applicants(form).certain(others) if others else None,
        year=int(year) if year else None,
        hidden_rows=hidden != SKIPPED,
        rows=tuple(_rows(root.get(ROWS), form)),
    )


def _text(node: Node | None) -> str | None:
    if node is None:
        return None
    if not isinstance(node, Scalar):
        _refuse(node, "这里应当是一个词，却是一组内容", "请写在同一行")
    text = node.value
    return text.strip() if text and text.strip() else None


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, SequenceNode):
        return tuple(text for item in node.items if (text := _text(item)))
    text = _text(node)
    return (text,) if text else ()


def _entries(node: Node | None) -> Iterable[tuple[Scalar, Node]]:
    if isinstance(node, Scalar) and node.value is None:
        return ()
    if node is not None and not isinstance(node, MappingNode):
        _refuse(node, "这里应当是一组“名称: 内容”", "请换行并缩进两个空格后再写，每项一行")
    return node if isinstance(node, MappingNode) else ()


def _columns(node: Node | None) -> Iterable[tuple[str, tuple[str, ...]]]:
    names = {role.name: role.id for role in reversed(list(roles().values()))}
    for key, child in _entries(node):
        if key.text not in names:
            _refuse(key, f"没有“{key.text}”这种列", f"可以写：{'、'.join(dict.fromkeys(names))}")
        if found := _texts(child):
            yield names[key.text], found


def _phrases(node: Node | None, vocabulary: Vocabulary) -> Iterable[tuple[str, Meanings]]:
    for key, child in _entries(node):
        text = _text(child)
        if text is None:
            continue
        meaning = vocabulary.read(text)
        if single(meaning) is None and meaning != {OPEN}:
            _refuse(child, f"“{text}”不是表上的一行或一栏", _choices(vocabulary, meaning))
        yield plain(key.text), meaning


def _choices(vocabulary: Vocabulary, meaning: Meanings = frozenset()) -> str:
    labels = [label for known, label in vocabulary.labels.items() if not meaning or known in meaning]
    return f"可以写：{'、'.join(labels or vocabulary.labels.values())}"


def _rows(node: Node | None, form: Form) -> Iterable[RowDecision]:
    for key, child in _entries(node):
        match = _ROW.fullmatch(key.text.strip())
        if match is None:
            _refuse(key, f"“{key.text}”不是一行", "请写成“工作表名 行号”，例如：台账 12")
        words = _texts(child)
        if not words:
            continue
        outcome: Meanings = frozenset()
        kind = None
        for word in words:
            if word == SKIPPED:
                continue
            told, named = outcomes(form).read(word), applicants(form).certain(word)
            if single(told) is not None or told == {OPEN}:
                outcome = told
            elif named is not None:
                kind = named
            else:
                _refuse(child, f"“{word}”不是表三的一行或一栏", _choices(outcomes(form), told))
        yield RowDecision(match["sheet"], int(match["row"]), match["day"], outcome, kind, SKIPPED in words)


def remember(
    text: str, form: Form, columns: Mapping[str, Iterable[str]], waiting: Iterable[tuple[str, str]]
) -> str:
    """Return the mapping with the columns that were recognised and what waits for a decision.

    What the file says already stays as it is.
    """
    text = text or _head(form)
    for role, labels in columns.items():
        names = list(labels)
        text = _put_new(text, COLUMNS, roles()[role].name, names[0] if len(names) == 1 else names)
    for kind, item in waiting:
        text = _put_new(text, kind, item or None, None)
    return text if text.endswith("\n") else f"{text}\n"


def _head(form: Form) -> str:
    lines = [
        "依申请公开台账的对照：哪一列是什么，台账里的写法对应表三的哪一行。",
        "冒号后面空着的是要你决定的，填好再运行一次。",
        f"单独一行可以写“{SKIPPED}”（不是本年的申请，或与别的行是同一件）或“结转下年度”。",
        f"申请人：{'、'.join(applicants(form).labels.values())}",
        *(f"结果：{label}" for label in outcomes(form).labels.values()),
    ]
    return "".join(f"# {line}\n" for line in lines)


def _put_new(text: str, section: str, item: str | None, value: object) -> str:
    root = parse(text)
    node = root.get(section) if isinstance(root, MappingNode) else None
    if item is None:
        return text if node is not None else put(text, [(section,)], None)
    if isinstance(node, MappingNode) and any(plain(key.text) == plain(item) for key, _ in node):
        return text
    return put(text, [(section,), (item,)], value)
