"""Read one typed answer out of a YAML node; what does not fit is collected, not raised."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from reportbot.errors import InputError, Place
from reportbot.labels import normalise
from reportbot.numbers import read_cell
from reportbot.questions import Answer
from reportbot.report import FactValue
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar
from reportbot.yamltree import Sequence as SequenceNode

YES = {"是", "有", "对", "已", "yes", "true"}
NO = {"否", "没有", "无", "不是", "未", "no", "false"}
NONE = {"无", "没有", "none", "None"}

Complaints = list[InputError]
Facts = Iterator[tuple[str, FactValue, Place]]


def complain(errors: Complaints, node: Node, problem: str, remedy: str = "") -> None:
    """Note a problem at a node; reading goes on."""
    errors.append(InputError(problem, place=node.place, remedy=remedy))


def suggest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean", or what else to do when nothing is near: else, what is allowed."""
    names = [name for name in dict.fromkeys(known) if name]
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return f"是不是“{near[0]}”？"
    return otherwise or f"这里可以写：{'、'.join(names[:12])}{' 等' if len(names) > 12 else ''}"


def expect_mapping(node: Node, what: str, errors: Complaints) -> MappingNode | None:
    """Return the node as a mapping; an empty one is None without complaint."""
    if isinstance(node, MappingNode):
        return node
    if not (isinstance(node, Scalar) and node.value is None):
        complain(errors, node, f"“{what}”下面应当是一组“名称: 内容”", _colon_hint(node))
    return None


def _colon_hint(node: Node) -> str:
    if isinstance(node, Scalar) and "：" in node.text:
        return "这里用了全角冒号“：”，请改成半角冒号加一个空格“: ”"
    return "请换行并缩进两个空格后再写，每项一行"


def read_answer(node: Node, answer: Answer, prefix: str, errors: Complaints) -> Facts:
    """Yield the facts under one answer: one, or one per field of a record."""
    fact = f"{prefix}.{answer.id}"
    if answer.type != "record":
        value = _READERS[answer.type](node, answer, errors)
        if value is not None:
            yield fact, value, node.place
    elif isinstance(node, MappingNode):
        yield from read_fields(node, answer.parts, fact, errors)
    elif isinstance(node, SequenceNode) and all(field.type == "yes" for field in answer.fields):
        yield from _ticked(node, answer, fact, errors)
    else:
        yield from read_answer(node, answer.fields[0], fact, errors)


def _ticked(node: SequenceNode, answer: Answer, fact: str, errors: Complaints) -> Facts:
    """Yield yes for the fields that a list names and no for the others."""
    names = {normalise(name): field.id for field in answer.fields for name in field.names}
    ticked: dict[str, Place] = {}
    for item in node.items:
        text = text_of(item, errors) or ""
        if normalise(text) in names:
            ticked[names[normalise(text)]] = item.place
        elif text:
            known = [field.name for field in answer.fields]
            complain(errors, item, f"“{answer.name}”里没有“{text}”", suggest(text, known))
    for field in answer.fields:
        yield f"{fact}.{field.id}", field.id in ticked, ticked.get(field.id, node.place)


def read_fields(node: MappingNode, answers: Mapping[str, Answer], prefix: str, errors: Complaints) -> Facts:
    """Yield the facts under a mapping whose keys are answers."""
    seen: dict[str, Scalar] = {}
    for key, child in node:
        answer = answers.get(normalise(key.text))
        if answer is None:
            known = [name for answer in answers.values() for name in (answer.name, answer.id)]
            complain(errors, key, f"不认识“{key.text}”这一项", suggest(key.text, known))
            continue
        if not repeated(seen, answer.id, key, errors):
            yield from read_answer(child, answer, prefix, errors)


def repeated(seen: dict[str, Scalar], item: str, key: Scalar, errors: Complaints) -> bool:
    """Complain when an item already stands under another of its names."""
    if item in seen:
        first = seen[item]
        complain(
            errors,
            key,
            f"“{key.text}”与第 {first.place.line} 行的“{first.text}”是同一项",
            "同一项只能写一次，请删去或合并其中一处",
        )
        return True
    seen[item] = key
    return False


def text_of(node: Node, errors: Complaints, what: str = "一段文字") -> str | None:
    """Return a scalar's text, None when blank; complain about anything else."""
    if isinstance(node, Scalar):
        return node.value
    complain(errors, node, f"这里应当是{what}，却是一组内容", "请写在同一行；文字里有冒号时请加引号")
    return None


def texts_of(node: Node, errors: Complaints) -> tuple[str, ...]:
    """Return a list of texts; a single text is a list of one."""
    if isinstance(node, SequenceNode):
        found = [text_of(item, errors) for item in node.items]
        return tuple(text.strip() for text in found if text and text.strip())
    text = text_of(node, errors, "一段文字或一个列表")
    return (text.strip(),) if text and text.strip() else ()


def _text(node: Node, _: Answer, errors: Complaints) -> str | None:
    text = text_of(node, errors)
    if text is None:
        return None
    return "" if text in NONE else text.strip()


def _count(node: Node, answer: Answer, errors: Complaints) -> int | None:
    text = text_of(node, errors, "一个整数")
    if text is None:
        return None
    if text.strip() in NONE:
        return 0
    value = read_cell(text, "count", (answer.unit,) if answer.unit else ()).value
    if value is None or value < 0:
        unit = f"（单位：{answer.unit}）" if answer.unit else ""
        complain(
            errors, node, f"“{text}”不是整数", f"“{answer.name}”应当填一个整数{unit}，例如 12；不知道就留空"
        )
        return None
    return int(value)


def _amount(node: Node, answer: Answer, errors: Complaints) -> Decimal | None:
    text = text_of(node, errors, "一个数")
    if text is None:
        return None
    if text.strip() in NONE:
        return Decimal(0)
    value = read_cell(text, "amount", (answer.unit,) if answer.unit else ()).value
    if value is None or value < 0:
        complain(
            errors, node, f"“{text}”不是数", f"“{answer.name}”应当填数字（单位：{answer.unit}），例如 380"
        )
        return None
    return Decimal(value)


def _percent(node: Node, answer: Answer, errors: Complaints) -> Decimal | None:
    text = text_of(node, errors, "一个百分比")
    if text is None:
        return None
    value = read_cell(text, "amount", ("%", "％")).value
    if value is None or not 0 <= value <= 100:
        complain(errors, node, f"“{text}”不是百分比", f"“{answer.name}”应当填 0 到 100 之间的数，例如 98.5%")
        return None
    return Decimal(value)


def _list(node: Node, answer: Answer, errors: Complaints) -> tuple[str, ...] | None:
    if answer.options and isinstance(node, SequenceNode):
        return tuple(found for item in node.items if (found := _choice(item, answer, errors)))
    if isinstance(node, SequenceNode):
        return texts_of(node, errors)
    text = text_of(node, errors, "几个名称")
    if text is None:
        return None
    if text in NONE:
        return ()
    if answer.options:
        return tuple(found for found in (_choice(node, answer, errors),) if found)
    return tuple(part.strip() for part in re.split(r"[、；;\n]", text) if part.strip())


def _yes(node: Node, answer: Answer, errors: Complaints) -> bool | None:
    text = text_of(node, errors, "“是”或“否”")
    if text is None:
        return None
    if text.strip().lower() in YES | NO:
        return text.strip().lower() in YES
    complain(errors, node, f"“{text}”不是“是”或“否”", f"“{answer.name}”请填 是 或 否，不知道就留空")
    return None


def _choice(node: Node, answer: Answer, errors: Complaints) -> str | None:
    text = text_of(node, errors, "一个选项")
    if text is None:
        return None
    for option in answer.options:
        if normalise(text) in {normalise(name) for name in (option.id, option.name, *option.also)}:
            return option.id
    complain(
        errors,
        node,
        f"“{answer.name}”没有“{text}”这个选项",
        suggest(text, [option.name for option in answer.options]),
    )
    return None


_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


def _date(node: Node, answer: Answer, errors: Complaints) -> str | None:
    text = text_of(node, errors, "一个日期")
    if text is None:
        return None
    match = _DATE.fullmatch(text.strip())
    if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    complain(errors, node, f"“{text}”不是日期", f"“{answer.name}”请写成 2021-01-20 或 2021年1月20日")
    return None


def _map(node: Node, answer: Answer, errors: Complaints) -> Mapping[str, int | None] | None:
    if isinstance(node, Scalar):
        if node.value is None:
            return None
        if node.text in NONE:
            return {}
    mapping = expect_mapping(node, answer.name, errors)
    if mapping is None:
        return None
    item = Answer(answer.id, answer.name, "count", unit=answer.unit)
    return {key.text.strip(): _count(child, item, errors) for key, child in mapping}


_READERS: Mapping[str, Callable[[Node, Answer, Complaints], FactValue | None]] = {
    "count": _count,
    "amount": _amount,
    "percent": _percent,
    "text": _text,
    "list": _list,
    "yes": _yes,
    "choice": _choice,
    "date": _date,
    "map": _map,
}
