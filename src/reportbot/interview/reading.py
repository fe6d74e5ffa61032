"""Read an answer to a question about facts: one value, a record, or several questions at once."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from reportbot.interview.choosing import choose, names_in, read_date
from reportbot.interview.fitting import fit
from reportbot.interview.quantity import quantities_in
from reportbot.interview.targets import Target, by_label
from reportbot.interview.understanding import Understood, understand_numbers
from reportbot.interview.wording import said
from reportbot.questions import Question

NUMBERS = {"count", "amount", "percent", "change"}
_NEGATIVE = re.compile(
    r"^(?:没有?|未|否|不|无|还没)|(?:没有?|未|不)(?:做|办|开|设|纳入|修订|更新|清理|印发|审|发生|调整|公开|统一)"
)
_ACT = re.compile(r"^(?:更新|修订|调整|新订|印发|公布|开设|新设|设)了?(?=\S)")
_NAMED = re.compile(r"^(?:(?:微信)?公众号|账号|名称|名字)?(?:名叫|叫做|叫|名为|是|为)?")
_NOT = r"(?:也|都|均)?(?:没有|没|无|不是|不)"
_ALL_OF_THEM = re.compile(r"(?:都|均|全部|全|已经|已)+(?P<what>[^，,、；;。\d]+)$")


def read_fact(line: str, question: Question, targets: Sequence[Target], year: int) -> Understood:
    """Read the answer to one question; ``year`` is the one in which the report comes out."""
    answer = question.answer
    if answer.type == "map":
        return _read_map(line, question, targets)
    if answer.type == "record":
        return _read_record(line, targets)
    if answer.type in NUMBERS:
        return understand_numbers(line, targets)
    found = Understood()
    value, unread = read_value(line, targets[0], year)
    found.unread += unread
    if value is not None:
        found.values[targets[0].id] = value
    return found


def read_value(text: str, target: Target, year: int) -> tuple[Any, list[str]]:
    """Return a text as a value of the target's type, and the words not understood."""
    text = text.strip()
    if target.type == "yes":
        meaning = yes_or_no(text, without=_asks_for_nothing(target))
        return (None, [text]) if meaning is None else (meaning, [])
    if target.type == "choice" or target.options:
        chosen, unread = choose(text, {option.id: (option.name, *option.also) for option in target.options})
        if target.type == "choice":
            return (chosen[0] if chosen else None), unread
        return (tuple(chosen) if chosen else None), unread
    if target.type == "list":
        return names_in(text), []
    if target.type == "date":
        date = read_date(text, year)
        return (date, []) if date else (None, [text])
    if target.type in NUMBERS:
        quantities = quantities_in(text, target.units)
        value = (
            fit(target, quantities[0].value, quantities[0].unit, text[: quantities[0].start])
            if quantities
            else None
        )
        return (value, []) if value is not None else (None, [text])
    return text, []


def yes_or_no(text: str, *, without: bool = False) -> bool | None:
    """Return whether an answer affirms, None when it does neither; ``without`` is what 没有 answers."""
    meaning = said(text)
    if meaning in {"yes", "no"}:
        return meaning == "yes"
    if meaning == "none" or re.match(r"没有?(?:别的|其他)?了$", text):
        return without
    if re.match(r"^(?:不是|没有|未|否|没|无|不|并非)", text) or (without and re.match(r"还?有|另有", text)):
        return False
    if re.match(r"^(?:是|有|对|已|都|均|全部|做|办|开|设|经过|纳入|会|能)", text):
        return True
    return None


def _asks_for_nothing(target: Target) -> bool:
    """Tell whether 没有 affirms: 没有别的要报告了，对吗？"""
    return target.label.startswith("没有")


def nothing(question: Question, targets: Sequence[Target]) -> dict[str, Any]:
    """Return what 没有 means as an answer: 0, no, an empty list."""
    if question.answer.type == "map":
        return {question.id: {}}
    if all(target.type == "yes" for target in targets):
        return {target.id: _asks_for_nothing(target) for target in targets}
    wanted = [target for target in targets if target.type == "yes"][:1]
    wanted = wanted or [target for target in targets if target.type in NUMBERS]
    wanted = wanted or [target for target in targets if target.type == "list"] or list(targets[:1])
    zeros: dict[str, Any] = {"yes": False, "list": (), "count": 0, "amount": 0, "percent": 0}
    return {
        target.id: zeros.get(target.type, "") for target in wanted if target.type not in {"date", "choice"}
    }


def _read_map(line: str, question: Question, targets: Sequence[Target]) -> Understood:
    """Read counts by category; a category of the user's own is kept as named."""
    known = [Target(name, name, (name,), "count", targets[0].units) for name in question.answer.categories]
    last = targets[0].last if isinstance(targets[0].last, dict) else {}
    known += [
        Target(name, name, (), "count", targets[0].units)
        for name in last
        if name not in {t.id for t in known}
    ]
    found = understand_numbers(line, known, open_labels=True)
    counts = {**found.values, **found.extra}
    return Understood({question.id: counts} if counts else {}, unread=found.unread, inferred=True)


def _read_record(line: str, targets: Sequence[Target]) -> Understood:
    if all(target.type == "yes" for target in targets):
        return _ticked(line, targets)
    found = Understood()
    rest = line.strip()
    for target in targets:
        if target.type == "choice":
            rest = _take_choice(rest, target, found)
    flags = [target for target in targets if target.type == "yes"]
    negative = bool(_NEGATIVE.search(rest)) or said(rest) in {"no", "none"}
    numbers = [target for target in targets if target.type in NUMBERS]
    if numbers and quantities_in(rest, _units(numbers)):
        rest = _take_numbers(_all_of_them(rest, numbers, found), numbers, found)
    for flag in flags[:1]:
        found.values[flag.id] = not negative
    rest = re.sub(r"^(?:是的?|有的?|对|已|已经)(?=$|[，,、；;。])", "", rest).strip("，,、；;。 ")
    if rest and not (negative and not found.values.keys() - {flag.id for flag in flags[:1]}):
        _take_words(rest, [target for target in targets if target.type in {"text", "list"}], found)
    found.inferred = found.inferred or len(found.values) > 1
    return found


def _all_of_them(text: str, targets: Sequence[Target], found: Understood) -> str:
    """Read 2个，都改了: the last count is the same as the only number told."""
    match = _ALL_OF_THEM.search(text)
    other = by_label(re.sub(r"[了完好过毕]+$", "", match["what"]), targets[1:]) if match else None
    told = quantities_in(text, _units(targets))
    value = fit(other, told[0].value, told[0].unit) if other and len(told) == 1 else None
    if match is None or other is None or value is None:
        return text
    found.values[other.id] = value
    return text[: match.start()].strip("，,、；;。 ")


def _units(targets: Iterable[Target]) -> set[str]:
    return {unit for target in targets for unit in target.units}


def _ticked(line: str, targets: Sequence[Target]) -> Understood:
    """Read which of several yes-or-no fields hold: those named do, but for those named as lacking; the others do not."""
    found = Understood(inferred=True)
    names = {target.id: (target.label, *target.names) for target in targets}
    if re.fullmatch(r"(?:都|全|全都|全部)(?:有|是)?", line.strip()):
        held = set(names)
    elif said(line) in {"none", "no"}:
        held = set()
    else:
        held, named = set(), False
        for clause in re.split(r"[，,；;。]", line.strip()):
            if re.fullmatch(rf"(?:其他|其它|其余|别的|剩下)的?{_NOT}有?", clause) or not clause:
                continue
            others = re.fullmatch(
                r"除了?(?P<but>.+?)(?:以外|之外|外)?[，,]?(?:其他|其余|别的)?(?:都|全|全都|均)(?:有|是)",
                clause,
            )
            lacking = re.fullmatch(rf"{_NOT}有?(?P<first>.+)|(?P<last>.+?){_NOT}有?", clause)
            words = others["but"] if others else lacking["first"] or lacking["last"] if lacking else clause
            chosen, unread = choose(_HELD.sub("", words), names)
            found.unread += unread
            held |= set(names) - set(chosen) if others else set() if lacking else set(chosen)
            named = named or bool(chosen and not lacking)
        if not named:
            found.unread = []
            return found
    found.values = {target.id: target.id in held for target in targets}
    return found


_HELD = re.compile(r"^(?:我们|我局|本局|本单位|我单位|就|只|仅|还|也|具?有|是)+|(?:都|也)?有$")


def _take_choice(text: str, target: Target, found: Understood) -> str:
    names = [(name, option.id) for option in target.options for name in (option.name, *option.also)]
    pieces = [piece.strip() for piece in re.split(r"[，,；;。]", text)]
    for name, option_id in sorted(names, key=lambda item: -len(item[0])):
        piece = next((piece for piece in pieces if name in piece and not _NEGATIVE.match(piece)), None)
        if piece is not None:
            found.values[target.id] = option_id
            # a name that contains the option's stays whole: 云河县政府网站
            kept = [other for other in pieces if other not in {piece if piece == name else "", ""}]
            return "，".join(other for other in kept if not _NEGATIVE.match(other))
    option_targets = [Target(option.id, option.name, option.also) for option in target.options]
    number = re.match(r"(\d)(?=$|[，,、；;\s])", text)
    if number and 1 <= int(number[1]) <= len(target.options):
        found.values[target.id] = target.options[int(number[1]) - 1].id
        return text[number.end() :].strip("，,、；;。 ")
    if not _NEGATIVE.match(pieces[0]) and (near := by_label(pieces[0], option_targets)):
        found.values[target.id] = near.id
        return text[len(pieces[0]) :].strip("，,、；;。 ")
    return text


def _take_numbers(text: str, targets: Sequence[Target], found: Understood) -> str:
    """Read numbers by label, by a unit that only one field has, or in order; return the other words."""
    quantities = quantities_in(text, _units(targets))
    taken: list[str] = []
    for quantity in quantities:
        before = re.split(r"[，,；;。]", text[: quantity.start])[-1]
        open_ = [target for target in targets if target.id not in found.values]
        with_unit = [target for target in open_ if quantity.unit and quantity.unit in target.units]
        target = by_label(re.sub(r"(?:了|有|共|约|为|是)$", "", before), open_) or (
            with_unit[0]
            if with_unit
            else None
            if quantity.unit and _known_unit(quantity.unit, targets)
            else open_[0]
            if open_
            else None
        )
        value = fit(target, quantity.value, quantity.unit) if target else None
        if target is None or value is None:
            found.unread.append(quantity.text)
            continue
        found.values[target.id] = value
        if quantity.approximate:
            found.unsure.add(target.id)
            found.inferred = True
        taken.append(
            before + text[quantity.start : quantity.end] if by_label(before, [target]) else quantity.text
        )
    for words in taken:
        text = text.replace(words, "", 1)
    return "，".join(
        part for part in (piece.strip(" 、") for piece in re.split(r"[，,；;。]", text)) if _says(part)
    )


def _known_unit(unit: str, targets: Sequence[Target]) -> bool:
    return any(unit in target.units for target in targets)


def _says(part: str) -> bool:
    """Tell whether what is left beside a number is more than a verb or a filler."""
    return bool(
        re.sub(
            r"纳入|开展|修订|更新|设立|调整|印发|发布|公开|举办|参加|答复|收到|办理|清理|发现|指出|改正|整改|检查|审查|自查|推送|每条|每件|做|审|发|全年|今年|一共|改|已|有|了|共|约|过|都|全部",
            "",
            part,
        )
    )


def _take_words(text: str, targets: Sequence[Target], found: Understood) -> None:
    pieces = [piece.strip() for piece in re.split(r"[，,；;。]", text) if _says(piece.strip())]
    if len(targets) == 1:
        pieces = ["，".join(pieces)] if pieces else []
    for piece in pieces:
        named = next((target for target in targets if piece.startswith(target.label)), None)
        target = named or next((target for target in targets if target.id not in found.values), None)
        words = _NAMED.sub("", piece.removeprefix(target.label) if named and target else piece).strip(
            '：: “”"'
        )
        if target is None or not words:
            found.unread.append(piece)
            continue
        found.values[target.id] = names_in(_ACT.sub("", words)) if target.type == "list" else words
