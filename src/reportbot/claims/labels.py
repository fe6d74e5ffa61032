"""What a stretch of words names: lines and columns of one table, and how surely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from reportbot.claims.tokens import Token
from reportbot.claims.vocabulary import AXES, Axis, Ids, Sense

MAX_READINGS = 6
"""More readings of one phrase are no reading at all."""


@dataclass(slots=True)
class Label:
    """Lines and columns of a table that the words beside a number name.

    ``cut`` when other words stand between them and the number, ``narrow`` when words
    beyond them may restrict the statement, ``vague`` when they are said of other things
    too, ``clean`` when nothing stands beyond them; ``reach`` is how many pieces away the
    nearest of them is.
    """

    table: str
    runs: dict[Axis, list[Sense]] = field(default_factory=dict)
    cut: bool = False
    narrow: bool = False
    vague: bool = False
    clean: bool = True
    reach: int = 0

    @property
    def needs_noun(self) -> bool:
        """Tell whether the words count only beside the table's noun."""
        return any(sense.needs_noun for run in self.runs.values() for sense in run)

    @property
    def code(self) -> str:
        """The rule that judges a claim: of the line if one is named, else of the column."""
        return next((self.runs[axis][-1].code for axis in AXES if axis in self.runs), "")

    def readings(self, axis: Axis) -> tuple[Ids, ...]:
        """Return the alternative sums that the words along an axis stand for."""
        if axis not in self.runs:
            return ()
        choices = product(*(sense.readings for sense in self.runs[axis]))
        sums = (tuple(dict.fromkeys(item for ids in choice for item in ids)) for choice in choices)
        return tuple(dict.fromkeys(ids for ids in sums if ids))[:MAX_READINGS]


def has(tokens: Iterable[Token], kind: str) -> bool:
    """Tell whether a word that plays a part stands among some words."""
    return any(kind in token.parts for token in tokens)


def nouns(tokens: Iterable[Token]) -> set[str]:
    """Return the tables whose noun stands among some words, and elsewhere for another noun."""
    return {
        "elsewhere" if sense.kind == "elsewhere" else sense.table
        for token in tokens
        if "noun" in token.parts or "elsewhere" in token.parts
        for sense in token.senses
        if sense.kind in {"noun", "elsewhere"}
    }


def tables(tokens: Iterable[Token]) -> set[str]:
    """Return the tables whose lines or columns some words name."""
    return set().union(*[token.tables for token in tokens if token.tables])


def label(words: Sequence[Token], table: str, behind: bool = False) -> Label:
    """Return what the words before (or behind) a number name in a table, nearest first."""
    found = Label(table)
    joined = examples = False
    for reach, token in enumerate(words if behind else reversed(words)):
        sense = _on_axis(token, table)
        examples |= token.text.startswith("等")
        if "joins" in token.parts:
            joined = True
        elif sense and (sense.axis not in found.runs or joined):
            run = found.runs.setdefault(sense.axis, [])
            run.insert(len(run) if behind else 0, sense)
            found.vague |= sense.loose
            found.reach = found.reach or reach + 1
            joined = False
        elif sense and not examples and _part_of(sense, found.runs[sense.axis]):
            found.runs[sense.axis] = [sense]  # 因不掌握无法提供: the narrower one is meant
        elif not sense and token.senses and _is_verb(token):
            found.clean = False
        elif sense or token.kind == "unknown" or tables([token]) or "elsewhere" in token.parts:
            if not found.runs:
                found.cut = True
                break
            found.clean = False
            if sense or behind:
                break
            found.narrow = True
            found.cut |= "elsewhere" in token.parts and found.needs_noun
    return found


def _on_axis(token: Token, table: str) -> Sense | None:
    """Return the line or column of a table that a word names."""
    if "line" not in token.parts and "column" not in token.parts:
        return None
    return token.sense("line", table) or token.sense("column", table)


def _part_of(sense: Sense, run: Sequence[Sense]) -> bool:
    """Tell whether a line or column is one of those that the word nearer to the number names."""
    one, whole = sense.readings[0], run[0].readings[0]
    return len(run) == len(sense.readings) == len(run[0].readings) == 1 and set(one) < set(whole)


def _is_verb(token: Token) -> bool:
    """Tell whether a word is said of cases of every kind: 收到, 受理, 办理."""
    named = [sense for sense in token.senses if sense.kind in AXES]
    return bool(named) and all(sense.needs_noun for sense in named)


def clause_of(pieces: Sequence[Token]) -> list[Token]:
    """Return the words up to the next number or mark other than 、, which joins."""
    found: list[Token] = []
    for token in pieces:
        if token.kind == "quantity" or (token.kind == "mark" and token.text != "、"):
            break
        found.append(_JOIN if token.kind == "mark" else token)
    return found


def following(pieces: Sequence[Token]) -> list[Token]:
    """Return the words behind a number up to the next mark; what 、 lists there is joined.

    Words that lead to a number of their own are not part of it: 5 件予以公开、部分公开 3 件.
    """
    found: list[Token] = []
    part: list[Token] = []
    for token in pieces:
        if token.kind == "quantity":
            return found
        if token.kind == "mark" and token.text != "、":
            break
        part.append(_JOIN if token.kind == "mark" else token)
        if token.kind == "mark":
            found, part = found + part, []
    return found + part


_JOIN = Token("word", "、", 0, parts=frozenset(["joins"]))


def by_line(words: Sequence[Token], table: str) -> list[list[Token]]:
    """Divide words so that each part names one line: 行政复议纠错 | 行政诉讼败诉."""
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.sense("line", table) and any(other.sense("line", table) for other in parts[-1]):
            parts.append([])
        parts[-1].append(token)
    return parts


def one_each(labels: Sequence[Label]) -> list[Label]:
    """Return one label for each thing that is named: A、B和C are three."""
    found = []
    for one in labels:
        axis: Axis = "line" if len(one.runs.get("line", ())) > 1 or "column" not in one.runs else "column"
        found += [replace(one, runs={**one.runs, axis: [sense]}) for sense in one.runs[axis]]
    return found


def as_sum(labels: Sequence[Label]) -> Label:
    """Return one label for the sum of all that is named."""
    first = labels[0]
    if len(labels) == 1:
        return first
    runs = {axis: [sense for one in labels for sense in one.runs[axis]] for axis in first.runs}
    return replace(labels[-1], runs=runs, vague=any(one.vague for one in labels))
