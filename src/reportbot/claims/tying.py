"""Tie every quantity of a paragraph to what it counts; what cannot be tied is left alone.

A quantity is tied by the known words directly before it (受理申请 3119 件), else by those
behind it (12 件结转下年度). Unknown words make a narrower statement (通过网络受理 …):
they loosen the tie or cut it. What a clause leaves out is taken from the clauses before:
the noun, the kind of case, the line that 其中 divides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportbot.claims.claim import Claim, Kind, Setting, Target
from reportbot.claims.context import Context
from reportbot.claims.labels import (
    Label,
    as_sum,
    by_line,
    clause_of,
    following,
    has,
    label,
    nouns,
    one_each,
    tables,
)
from reportbot.claims.tokens import Token, tokens, words_of
from reportbot.claims.vocabulary import Ids, Vocabulary, vocabulary
from reportbot.quantities import Reading, read

AHEAD = 40
"""Pieces behind a number that are looked at."""


def tie(reading: Reading, setting: Setting, changed: Iterable[int] = ()) -> list[Claim]:
    """Return the claims of a paragraph; ``changed`` are quantities that tell a rise or fall."""
    walker = _Walker(reading, setting, frozenset(changed))
    walker.walk(tokens(reading, walker.words, setting.organ))
    return walker.claims


def named(text: str, setting: Setting) -> Target | None:
    """Return what some words name without a number: 申请数量; words that may name less are no name."""
    walker = _Walker(read(text), setting, frozenset())
    walker.left = words_of(text, walker.words, setting.organ)
    targets = walker._targets(())
    return targets[0] if targets and targets[0].strength != "narrow" else None


class _Walker:
    """Walks through a paragraph and remembers what was named."""

    def __init__(self, reading: Reading, setting: Setting, changed: frozenset[int]) -> None:
        self.reading = reading
        self.setting = setting
        self.changed = changed
        self.words: Vocabulary = vocabulary(setting.form)
        self.claims: list[Claim] = []
        self.context = Context(setting, self.words, {setting.noun})
        self.left: list[Token] = []
        self.listed: list[list[Token]] = []
        self.opened: list[tuple[Context, list[Token], bool]] = []
        self.queue: list[Target] = []
        self.begun = 0
        self.counted = self.denied = False

    def walk(self, pieces: Sequence[Token]) -> None:
        for place, token in enumerate(pieces):
            if token.kind == "mark":
                self._mark(token.text, pieces[place + 1] if place + 1 < len(pieces) else None)
            elif token.kind == "quantity":
                self._quantity(token, pieces[place + 1 : place + AHEAD])
            else:
                self.left.append(token)
        self._mark("。", None)

    def _mark(self, mark: str, following: Token | None) -> None:
        if mark in "（(":
            self.opened.append((self.context.copy(), self.left, self.counted))
            self.left, self.listed, self.counted = [], [], False
        elif mark in "）)":
            self._clause()
            if self.opened:
                self.context, self.left, self.counted = self.opened.pop()
        elif mark == "、":
            self.listed = [] if self.counted else [*self.listed, self.left]
            self.left, self.counted = [], False
        else:
            self._clause()
            self.left, self.listed, self.queue = [], [], self.queue if mark in "，," else []
            self.counted = self.denied = False
            self.context.since = len(self.context.named) if mark in "；;" else self.context.since
            if mark not in "，,；;：:":
                self._sentence(following)

    def _sentence(self, following: Token | None) -> None:
        """Begin a sentence; one that begins with 其中 goes on with what was named before."""
        self.opened, self.begun = [], len(self.claims)
        if following is None or not following.text.startswith("其中"):
            self.context = self.context.next_sentence()

    def _clause(self) -> None:
        """Take note of what a finished clause names without a number."""
        words = [token for clause in self.listed for token in clause] + self.left
        if not words:
            return
        self.context.note(words)
        if not self.counted and not self.denied:
            self._every(words)
        for table in sorted(tables(words)):
            self.context.remember(label(words, table), words)

    def _quantity(self, token: Token, right: Sequence[Token]) -> None:
        quantity = self.reading.quantities[token.number]
        if quantity.none:
            self._none(token, clause_of(right))
            self.denied = True
        elif not (quantity.share or quantity.quoted or self.denied or token.number in self.changed):
            grown = self._grown(token.number)
            year = 0 if grown else -1 if has(right[:1], "becomes") else None
            for target in grown or self._targets(following(right)):
                if quantity.unit in self.words.units[target.table]:
                    self._claim("count", target, token, year=year)
            self.context.year = self.context.year if year is None else 0
        self.context.note(self.left)
        self.left, self.listed, self.counted = [], [], True

    def _grown(self, number: int) -> list[Target]:
        """Return what the number before counts, where this one is what became of it: 由 12 件增加到 23 件."""
        last = self.claims[-1] if self.claims else None
        plain = not tables(self.left) and all(token.kind != "unknown" for token in self.left)
        becomes = plain and has(self.left, "becomes")
        return [last.target] if becomes and last and last.quantity == number - 1 else []

    def _claim(
        self,
        kind: Kind,
        target: Target,
        token: Token,
        until: Token | None = None,
        among: Ids = (),
        *,
        year: int | None = None,
    ) -> None:
        last = until or token
        if year is None:
            year = -1 if has(self.left, "last") else self.context.year_of(self.left)
        narrow = self.context.narrow or self.context.narrowed(self.left) or year not in {0, -1}
        number = token.number if token.kind == "quantity" else None
        strength = "narrow" if narrow else target.strength
        self.claims.append(
            Claim(kind, target, token.start, last.start + len(last.text), number, strength, year, among)
        )

    def _targets(self, right: Sequence[Token]) -> list[Target]:
        """Return what the number at hand counts: one thing, or each of several (均为)."""
        if self.queue and not tables(self.left):
            return [self.queue.pop(0)]
        found = self._label(self.left, right)
        if found is None:
            return []
        labels = self._joined(found)
        if has(self.left, "share_out"):
            targets = [target for one in one_each(labels) if (target := self.context.complete(one))]
            self.queue = targets[1:]
            return targets[:1]
        labels = one_each(labels) if has(self.left, "each") else [as_sum(labels)]
        self.context.remember(labels[0] if len(labels) == 1 else found)
        return [target for one in labels if (target := self.context.complete(one))]

    def _label(self, left: Sequence[Token], right: Sequence[Token]) -> Label | None:
        """Return the nearest label before the number, else the one behind it."""
        sides = [(left, False)] if tables(left) else [(right, True)]
        found = [label(words, table, behind) for words, behind in sides for table in sorted(tables(words))]
        fitting = [
            one for one in found if one.runs and not one.cut and self.context.has_noun(one, [*left, *right])
        ]

        def worse(one: Label) -> tuple[bool, int, bool, bool]:
            """Words that are no cell of their table beside the others are another table's: 复议新增 5 件."""
            complete = self.context.complete(one) is not None
            return not complete, one.reach, one.vague, one.table != self.context.table

        return min(fitting, key=worse, default=None)

    def _joined(self, found: Label) -> list[Label]:
        """Return the labels listed before this one (A、B和C 5 件) with it."""
        before = [label(clause, found.table) for clause in self.listed]
        alike = all(one.runs.keys() >= found.runs.keys() and one.clean and not one.cut for one in before)
        if not (before and alike and found.clean):
            return [found]
        shared = {axis: run for axis, run in before[0].runs.items() if axis not in found.runs}
        if shared:
            self.context.remember(before[0])
        return [
            replace(one, runs={**shared, **{axis: one.runs[axis] for axis in found.runs}})
            for one in [*before, found]
        ]

    def _none(self, token: Token, right: Sequence[Token]) -> None:
        """Tie words such as 未收到 to what follows them, else to what stands before."""
        for words in (right, [word for clause in [*self.listed, self.left] for word in clause]):
            targets = self._denied(words)
            for target in targets:
                self._claim("none", target, token)
            if targets or any(word.kind == "unknown" for word in right):
                return

    def _denied(self, words: Sequence[Token]) -> list[Target]:
        """Return every line (with the column behind it) that some words name."""
        found: list[Target | None] = []
        named = nouns(words)
        last = max((n for n, token in enumerate(words) if tables([token])), default=0)
        narrow = "elsewhere" in named or has(words, "narrow")
        narrow = narrow or any(token.kind == "unknown" for token in words[:last])
        for table in sorted(tables(words) | (named & self.words.defaults.keys())):
            for part in by_line(words, table):
                one = label(part, table, behind=True)
                if not one.needs_noun or table in named | self.context.nouns:
                    found.append(
                        self.context.complete(one) if one.runs else self.context.whole(table, one.cut)
                    )
        known = [target for target in found if target]
        return [replace(target, strength="narrow") for target in known] if narrow else known

    def _every(self, words: Sequence[Token]) -> None:
        """Take 均获维持, 均为自然人申请 as a statement about all cases named before."""
        place = next((n for n, token in enumerate(words) if "every" in token.parts), None)
        if place is None:
            return
        for table in sorted(tables(words[place:])):
            found = label(words[place + 1 :], table, behind=True)
            if not found.runs or found.cut or found.vague or not self.context.has_noun(found, words):
                continue
            target = self.context.complete(found)
            if target is None:
                continue
            here = label(words[:place], table).readings("line")[:1]
            if "line" in found.runs:
                told = self.context.all_lines(table)
                if told and set(told) < set(target.lines[0]):
                    continue  # 信访 5 件，重复申请 4 件，均不予处理: said of those only
                among = next((ids for ids in here if set(ids) > set(target.lines[0])), ())
                among = among or self.context.group_of(table, target.lines[0])
                self._claim("all", target, words[place], words[-1], among)
            else:
                here = here or (self.context.last_line(table) if self.opened else ())
                lines = here or self._without_outcome(table) or target.lines
                self._claim("all", replace(target, lines=lines), words[place], words[-1])

    def _without_outcome(self, table: str) -> tuple[Ids, ...]:
        """Return the lines of the sentence whose outcomes were not told yet, where a table has no usual line."""
        usual = self.words.defaults[table]
        if "line" in usual:
            return ()
        told = {
            line
            for claim in self.claims[self.begun :]
            if claim.target.table == table and claim.target.columns != usual["column"]
            for ids in claim.target.lines
            for line in ids
        }
        named = self.context.all_lines(table)
        lines = tuple(line for line in named if line not in told) or named
        return (lines,) if lines else ()
