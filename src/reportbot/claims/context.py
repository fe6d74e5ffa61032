"""What the clauses before have named, and what a clause that leaves it out means by that."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportbot.claims.claim import Setting, Strength, Target
from reportbot.claims.labels import Label, nouns
from reportbot.claims.tokens import Token
from reportbot.claims.vocabulary import AXES, Axis, Ids, Vocabulary


@dataclass(slots=True)
class Context:
    """What a paragraph has named so far.

    ``axes`` are the lines and columns named last in each table, with whether the words
    were vague; ``named`` are all lines of the sentence, ``since`` how many of them stand before
    its last semicolon, ``groups`` those of several lines, in whatever words; ``narrow`` when it tells of less
    than the whole year or the whole organ.
    """

    setting: Setting
    words: Vocabulary
    nouns: set[str]
    table: str = ""
    axes: dict[tuple[str, Axis], tuple[tuple[Ids, ...], bool]] = field(default_factory=dict)
    named: list[tuple[str, Ids]] = field(default_factory=list)
    groups: list[tuple[str, Ids]] = field(default_factory=list)
    since: int = 0
    narrow: bool = False
    year: int = 0

    def copy(self) -> "Context":
        """Return what is known now, to come back to after a bracket."""
        return replace(
            self,
            nouns=set(self.nouns),
            axes=dict(self.axes),
            named=list(self.named),
            groups=list(self.groups),
        )

    def next_sentence(self) -> "Context":
        """Return what a new sentence takes over: the kind of case, not the year or the noun."""
        return Context(self.setting, self.words, {self.setting.noun}, axes=self.axes)

    def last_line(self, table: str) -> tuple[Ids, ...]:
        """Return the line of a table that was named last."""
        return self.axes.get((table, "line"), ((), False))[0][:1]

    def all_lines(self, table: str) -> Ids:
        """Return the lines of a table named since the last semicolon, else in the whole sentence."""
        for named in (self.named[self.since :], self.named):
            if lines := tuple(line for of, ids in named if of == table for line in ids):
                return lines
        return ()

    def group_of(self, table: str, lines: Ids) -> Ids:
        """Return the group named last that some lines belong to."""
        groups = [ids for of, ids in self.groups if of == table and set(ids) > set(lines)]
        return groups[-1] if groups else ()

    def note(self, words: Sequence[Token]) -> None:
        """Take note of the noun, the year, the groups and the limits that some words name."""
        for token in words:
            if "line" in token.parts:
                self.groups += [
                    (sense.table, ids)
                    for sense in token.senses
                    if sense.kind == "line"
                    for ids in sense.readings[:1]
                    if len(ids) > 1
                ]
            if "noun" in token.parts or "elsewhere" in token.parts:
                self.nouns = nouns([token])
        self.narrow |= self.narrowed(words)
        self.year = self.year_of(words)

    def year_of(self, words: Sequence[Token]) -> int:
        """Return which year words speak of, counted from the reporting year."""
        told = [token.number for token in words if token.kind == "year"]
        return told[-1] - self.setting.year if told and self.setting.year else self.year

    def narrowed(self, words: Sequence[Token]) -> bool:
        """Tell whether words speak of less than the year and the organ (or its whole area)."""
        played = frozenset().union(*[token.parts for token in words])
        if "whole" in played:
            own = False
        elif self.setting.area:
            own = "own" in played or "government" in played
        else:
            own = "government" in played and not self.setting.governs
        return own or "narrow" in played

    def remember(self, found: Label, words: Sequence[Token] = ()) -> None:
        """Keep the lines and columns that a label names; words it cannot make out end what was known."""
        if found.cut:
            if any(token.sense("line", found.table) for token in words):
                self.axes.pop((found.table, "line"), None)
            return
        for axis in AXES:
            if readings := found.readings(axis):
                self.axes[found.table, axis] = (readings, found.vague)
                self.table = found.table
                if axis == "line" and found.table in self.words.nouns and not found.vague:
                    self.nouns = {found.table}
        for ids in found.readings("line")[:1]:
            if (found.table, ids) not in self.named:
                self.named.append((found.table, ids))

    def has_noun(self, found: Label, words: Sequence[Token]) -> bool:
        """Tell whether a label stands beside its table's noun if it needs that, and not beside another only."""
        known = self.nouns | nouns(words)
        if found.needs_noun:
            return found.table in known and "elsewhere" not in known
        return known != {"elsewhere"}

    def complete(self, found: Label) -> Target | None:
        """Fill in what a label leaves out: from the clauses before, or by the table's default."""
        table, default = found.table, self.words.defaults[found.table]
        axes = {axis: found.readings(axis) for axis in AXES}
        vague = found.vague
        for axis in AXES:
            if axes[axis]:
                continue
            said, said_vaguely = self.axes.get((table, axis), ((), False))
            if axis == "line" or axis not in default:
                axes[axis], vague = said, vague or said_vaguely
            axes[axis] = tuple(dict.fromkeys([*axes[axis], *default.get(axis, ())]))
            if axis == "column" and not axes[axis] and (only := self.words.only_column(table, axes["line"])):
                axes[axis], vague = only, True
        if not all(axes.values()):
            return None
        strength: Strength = "narrow" if found.narrow or found.cut else "vague" if vague else "firm"
        return Target(table, found.code, axes["line"], axes["column"], strength)

    def whole(self, table: str, cut: bool) -> Target | None:
        """Return all cases of a table, where its noun alone is named."""
        default = self.words.defaults[table]
        if "line" not in default:
            return None
        code = self.words.codes[table, default["line"]]
        return Target(table, code, default["line"], default["column"], "narrow" if cut else "firm")
