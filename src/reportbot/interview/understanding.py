"""Understand what a person typed: numbers with what they count, names, choices, dates.

Nothing is guessed silently: whatever was inferred is marked, and what was not understood
comes back word for word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reportbot.interview.fitting import fit
from reportbot.interview.quantity import Quantity, quantities_in
from reportbot.interview.targets import Target, by_label

_DELIMITERS = "，,、；;。\n\t "
_FILLER = re.compile(
    r"(?:今年|本年|全年|一共|总共|共计|共有|其中|分别|大约|大概|差不多|收到|来自|作出|作了|公开了|发布了|(?<!印)发了|发布"
    r"|办理了|办了|还?有(?!效)|共|约|的是|的|是|为|各|了|和|与|及|以及|：|:|“|”|=|＝|\d+[.、．)](?!\d))+"
)
_NONE = r"(?:都|均|全|也)?(?:没有|没|无|未发生|未|不)(?:收到|发生|过|有)?"
_REST = re.compile(
    r"^(?:(?:其余|剩下|别的|余下)(?:各格|各项|各栏|的)?(?:都|均|全)?|(?:其他|其它)(?:各格|各项|各栏|的)?(?:都|均|全))"
    r"(?:是|为|填)?(?:0|０|零|没有|无)$"
)
_LAST = re.compile(r"(?:比|较|跟|和|与|同)?(?:去年|上年|上一年|上年度)")
_MORE = re.compile(r"(?:多|增加|增长|增|高)(?:了|出)?$")
_LESS = re.compile(r"(?:少|减少|下降|减|低)(?:了)?$")
_SAME = re.compile(
    r"(?:同|跟|和|与)?(?:去年|上年)(?:一样|相同|持平|一致|的一样)|(?:同|与)(?:去年|上年)$|^持平$"
)
_TOTAL = re.compile(
    r"(?:一共|总共|共计|共|合计|总计|总数)(?:是|为|有|收到|新收|受理)?(?:了|的)?(?:政府信息公开)?(?:申请)?(?:是|为|有)?\s*$"
)
_ALL = re.compile(
    r"(?:(?:全部|全都|全|都|均)(?:是|为|来自|属于|由)?|(?<=[，,])(?=[^，,、；;。]+$))(?P<label>[^，,、；;。\d]+?)(?=[，,]|$)"
)
_WHOLE = re.compile(r"\s*(?:的?(?:政府信息公开)?申请\s*[，,；;：:（(]|[，,；;]?\s*[（(]?\s*其中)")
"""Behind a number that is divided: 12件，其中自然人10件."""

_OFFICE = re.compile(r"^(?:我们|我局|本局|本单位|我单位|今年|本年|全年)+")
_AFFAIR = re.compile(r"(?:自己)?(?:提出|提交)?的?(?:申请|事项|职权|业务|情况|案件|决定)的?$")


@dataclass
class Understood:
    """What a line means for the targets it was read for.

    ``inferred`` holds when something was read into it that it does not say plainly;
    ``rest`` when the line says that everything else is 0.
    """

    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, int | None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    inferred: bool = False
    rest: bool = False
    everything: str | None = None
    """The one target to which all of a number told before belongs."""

    def __bool__(self) -> bool:
        return bool(self.values or self.extra or self.rest or self.everything)


def understand_numbers(line: str, targets: Sequence[Target], *, open_labels: bool = False) -> Understood:
    """Read numbers for targets that are counts, amounts, changes or percentages.

    With ``open_labels`` a label that no target has becomes a category of its own.
    """
    found = Understood()
    text = _without_rest(line.strip(), found)
    quantities = quantities_in(text, {unit for target in targets for unit in target.units})
    if len(quantities) < 2 and _all_of_one(text, quantities, targets, found):
        return found
    if not quantities:
        _without_numbers(text, targets, found)
        return found
    if len(targets) == 1 and _the_only_one(text, quantities, targets[0], found):
        return found
    pieces = list(_pieces(text, quantities))
    listed = re.split(r"[,，、\s]+", text)
    plain = sum(not target.total for target in targets)
    if len(quantities) == 1 and len(listed) == plain > 1 and all(part.isdigit() for part in listed):
        quantities = [quantity for part in listed for quantity in quantities_in(part)]
        pieces = [_Piece(quantity, "", "") for quantity in quantities]
    if all(not piece.label and not piece.whole and not _TOTAL.search(piece.before) for piece in pieces):
        _by_position(pieces, targets, found)
    else:
        for piece in pieces:
            _by_label(piece, targets, found, open_labels)
    _told_zero(text, quantities, targets, found)
    return found


def _all_of_one(
    text: str, quantities: Sequence[Quantity], targets: Sequence[Target], found: Understood
) -> bool:
    """Read 12件，都是自然人 or 1件，维持: the whole of one number belongs to one target."""
    labels = (_AFFAIR.sub("", clean(match["label"])) for match in _ALL.finditer(text))
    target = next((target for label in labels if (target := by_label(label, targets))), None)
    if target is None or target.total:
        return False
    found.everything = target.id
    for quantity in quantities:
        found.values[target.id] = int(quantity.value)
    found.rest = found.inferred = True
    return True


def _without_rest(text: str, found: Understood) -> str:
    """Take 其余都是 0 out of a line and note it."""
    kept = []
    for clause in re.split(r"(?<=[，,；;。\n])", text):
        if _REST.search(clause.strip(_DELIMITERS)):
            found.rest = found.inferred = True
        else:
            kept.append(clause)
    return "".join(kept).strip(_DELIMITERS)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One quantity with the words that say what it counts and how it is meant."""

    quantity: Quantity
    label: str
    before: str
    whole: bool = False


def _the_only_one(text: str, quantities: Sequence[Quantity], target: Target, found: Understood) -> bool:
    """Read the one number of a line, or the one in the target's unit; the others are told as unread."""
    own = [quantity for quantity in quantities if quantity.unit in target.units]
    if len(quantities) > len(own) == 1 and all(quantity.unit for quantity in quantities):
        found.unread += [quantity.text for quantity in quantities if quantity is not own[0]]
        found.inferred = True
    elif len(quantities) > 1 or _leftover(text, quantities[0], [target]):
        return False
    _assign(found, target, (own or quantities)[0], "")
    return True


def _leftover(text: str, quantity: Quantity, targets: Sequence[Target]) -> str:
    """Return what a line says besides one number, its unit and the target's own name."""
    rest = text[: quantity.start] + text[quantity.end :]
    rest = _FILLER.sub("", rest).strip(_DELIMITERS + "+＋-－−")
    if targets[0].type == "change":
        rest = re.sub(r"增加|减少|新增|增|减|净", "", rest)
    return "" if rest and by_label(rest, targets) else rest


def _pieces(text: str, quantities: Sequence[Quantity]) -> Iterator[_Piece]:
    behind = _labels_stand_behind(text, quantities)
    for number, quantity in enumerate(quantities):
        start = quantities[number - 1].end if number else 0
        end = quantities[number + 1].start if number + 1 < len(quantities) else len(text)
        before = text[start : quantity.start]
        words = text[quantity.end : end] if behind else before
        whole = bool(_WHOLE.match(text[quantity.end : end]))
        yield _Piece(quantity, _label(words, first=behind), before, whole)


def _labels_stand_behind(text: str, quantities: Sequence[Quantity]) -> bool:
    behind = text[quantities[0].end : quantities[0].end + 1]
    if _WHOLE.match(text, quantities[0].end):
        return False
    return not clean(text[: quantities[0].start]) and behind not in {"", *_DELIMITERS, "（", "("}


def _label(words: str, *, first: bool = False) -> str:
    parts = [cleaned for part in re.split(r"[，,；;。\n\t]", words) if (cleaned := clean(part))]
    return (parts[0] if first else parts[-1]) if parts else ""


def clean(words: str) -> str:
    """Return words without the fillers and marks around them."""
    text = re.sub(r"^[）)\s]*[（(](?=其中)", "", words.strip(_DELIMITERS))
    text = re.sub(rf"^(?:{_FILLER.pattern})", "", text)
    text = re.sub(rf"(?:{_FILLER.pattern})$", "", text)
    return text.strip(_DELIMITERS + "+＋-－−")


def _by_position(pieces: Sequence[_Piece], targets: Sequence[Target], found: Understood) -> None:
    plain = [target for target in targets if not target.total]
    totals = [target for target in targets if target.total]
    fitting = next((kind for kind in (plain, list(targets), totals) if len(kind) == len(pieces)), None)
    if fitting is None:
        found.unread += [piece.quantity.text for piece in pieces]
        return
    found.inferred = len(pieces) > 1
    for piece, target in zip(pieces, fitting, strict=True):
        _assign(found, target, piece.quantity, piece.before)


def _by_label(piece: _Piece, targets: Sequence[Target], found: Understood, open_labels: bool) -> None:
    labels = [piece.label]
    if "各" in piece.before:
        labels = [part for part in (clean(word) for word in re.split(r"[、，,和与及]", piece.before)) if part]
    for named in labels:
        label = named
        relative = _LAST.search(label)
        if relative and (bare := clean(label[: relative.start()])):
            label = bare
        target = (
            by_label(label, targets)
            or by_label(_AFFAIR.sub("", label), targets)
            or by_label(label.split()[-1] if label else "", targets)
            or _unnamed(label, piece, targets, found)
        )
        if target is None and piece.whole:
            target = next((one for one in targets if one.total or len(targets) == 1), None)
        if target is None and relative and len(targets) == 1:
            target = targets[0]
        if target is not None and target.id not in found.values:
            found.inferred = found.inferred or len(targets) > 1
            _assign(found, target, piece.quantity, piece.before)
        elif open_labels and label and not re.search(r"[（）()]", label):
            found.extra[label] = int(piece.quantity.value)
            found.inferred = True
        else:
            found.unread.append(f"{label}{piece.quantity.text}")


def _unnamed(label: str, piece: _Piece, targets: Sequence[Target], found: Understood) -> Target | None:
    """Return the target of a number without a name: the total, the one signed, the only one left."""
    if piece.whole or _TOTAL.search(piece.before):
        return next((target for target in targets if target.total), None)
    open_ = [target for target in targets if target.id not in found.values and not target.total]
    if re.fullmatch(r"(?:净|新)?(?:增加|增|减少|减)", label):
        changes = [target for target in open_ if target.type == "change"]
        return changes[0] if len(changes) == 1 else None
    return open_[0] if not label and len(open_) == 1 else None


def _assign(found: Understood, target: Target, quantity: Quantity, before: str) -> None:
    value: Decimal | int | None = quantity.value
    direction = clean(before)
    if _LAST.search(before) and (_MORE.search(direction) or _LESS.search(direction)):
        value = _relative(target, quantity.value, -1 if _LESS.search(direction) else 1)
        found.inferred = True
        if value is None:
            found.unread.append(f"{direction}{quantity.text}")
            return
    fitted = fit(target, value, quantity.unit, before)
    if fitted is None:
        found.unread.append(f"{clean(before)}{quantity.text}")
        return
    if quantity.unit and quantity.unit not in target.units and target.type == "amount":
        found.inferred = True
    if quantity.approximate:
        found.unsure.add(target.id)
        found.inferred = True
    found.values[target.id] = fitted


def _relative(target: Target, difference: Decimal, sign: int) -> Decimal | None:
    return None if target.last is None else Decimal(target.last) + sign * difference


def _without_numbers(text: str, targets: Sequence[Target], found: Understood) -> None:
    if _SAME.search(text):
        named = by_label(clean(_SAME.sub("", text)), targets)
        for target in [named] if named else targets:
            if target.last is not None:
                found.values[target.id] = target.last
        found.inferred = True
        if not found.values:
            found.unread.append(text)
        return
    _told_zero(text, (), targets, found)


def _told_zero(
    text: str, quantities: Sequence[Quantity], targets: Sequence[Target], found: Understood
) -> None:
    """Read clauses without a number: 没有强制, 收费没有, 其余都没有."""
    for clause in _clauses_without(text, quantities):
        clause = _OFFICE.sub("", clause)  # noqa: PLW2901
        told = re.fullmatch(rf"{_NONE}(?P<behind>.+)|(?P<before>.+?){_NONE}", clause)
        if told:
            words = clean(told["behind"] or told["before"])
            parts = (part for part in re.split(r"[、和与及]", words) if part)
            named = [by_label(part, targets) or by_label(_AFFAIR.sub("", part), targets) for part in parts]
            if named and all(named):
                found.values |= {target.id: 0 for target in named if target}
                found.inferred = True
                continue
        if (leftover := clean(clause)) and not by_label(leftover, targets) and not quantities:
            found.unread.append(leftover)


def _clauses_without(text: str, quantities: Sequence[Quantity]) -> Iterator[str]:
    start = 0
    for match in [*re.finditer(r"[，,；;。\n]", text), None]:
        end = match.start() if match else len(text)
        inside = any(
            quantity.start <= (match.start() if match else end) < quantity.end for quantity in quantities
        )
        if match and inside:
            continue
        clause = text[start:end].strip(_DELIMITERS)
        if clause and not any(start <= quantity.start < end for quantity in quantities):
            yield clause
        start = end + 1
