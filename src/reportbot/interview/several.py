"""Read answers to several questions given in one line: by name, by shape, then by what is left."""

import re
from collections.abc import Sequence

from reportbot.interview.choosing import read_date
from reportbot.interview.reading import read_value
from reportbot.interview.targets import Target
from reportbot.interview.understanding import Understood
from reportbot.interview.wording import agenda_data, said
from reportbot.labels import normalise

_AS_BEFORE = re.compile(r"(?:都|也)?(?:没变|没有变|不变|未变|没改|照旧|一样)(?:化|动)?")


def read_several(line: str, targets: Sequence[Target], year: int) -> Understood:
    """Read answers to several questions given in one line: by name, by shape, then by what is left."""
    found = Understood(inferred=True)
    left: list[str] = []
    for piece in _pieces(line, targets):
        named = _named(piece, targets)
        if named:
            target, text = named
            if _AS_BEFORE.fullmatch(text) or said(text) == "same":
                text = str(target.last or "")
            value, unread = read_value(text, target, year) if text else (None, [piece])
            found.unread += unread
            if value is not None:
                found.values[target.id] = value
        else:
            left.append(piece)
    for piece in left:
        _by_shape(piece, targets, found, year)
    return found


def _pieces(line: str, targets: Sequence[Target]) -> list[str]:
    """Return what stands between marks and blanks; a name and what stands behind it are one piece."""
    found: list[str] = []
    names = {normalise(name) for target in targets for name in (target.label, *target.names)}
    for piece in re.split(r"[，,；;。\n]|(?<![年月：:])\s+", line):
        if found and normalise(found[-1]) in names:
            found[-1] += piece.strip()
        elif piece.strip():
            found.append(piece.strip())
    return found


def _named(piece: str, targets: Sequence[Target]) -> tuple[Target, str] | None:
    names = [(name, target) for target in targets for name in (target.label, *target.names)]
    for name, target in sorted(names, key=lambda item: -len(item[0])):
        if len(name) > 1 and normalise(piece).startswith(normalise(name)) and piece.startswith(name[:1]):
            text = re.sub(
                r"^(?:改成|改为|应该是|应当是|是|为|：|:|写|填)+", "", piece[len(name) :].strip()
            ).strip()
            if text:
                return target, text
    return None


def _by_shape(piece: str, targets: Sequence[Target], found: Understood, year: int) -> None:
    """Give an unnamed piece to the target whose shape, option or type it has."""
    by_id = {target.id: target for target in targets}
    for fact, shape in agenda_data()["shapes"].items():
        if fact not in by_id or fact in found.values or not piece:
            continue
        match = re.search(shape, piece) if "." not in shape[:1] else re.fullmatch(shape, piece)
        if match:
            found.values[fact] = match[0].strip()
            piece = (piece[: match.start()] + piece[match.end() :]).strip(" ：:()（）")
    if not piece or re.fullmatch(r"(?:电话|邮编|地址|网址|网站)", piece):
        return
    open_ = [target for target in targets if target.id not in found.values]
    if said(piece) == "same" or _AS_BEFORE.fullmatch(piece):
        same = {target.id: target.last for target in open_ if target.last is not None}
        found.values |= same
        found.unread += [] if same else [piece]
        return
    if re.match(r"(?:没有|没|无|不)", piece):
        return
    for target in open_:
        if target.options and (value := read_value(piece, target, year)[0]):
            found.values[target.id] = value
            return
        if target.type == "date" and (date := read_date(piece, year)):
            found.values[target.id] = date
            return
    shaped = set(agenda_data()["shapes"])
    words = [target for target in open_ if target.type == "text" and target.id not in shaped]
    if words:
        found.values[words[0].id] = piece
    else:
        found.unread.append(piece)
