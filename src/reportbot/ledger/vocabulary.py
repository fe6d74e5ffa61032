"""What offices write, matched to the rows and columns of the form.

A text means one row, or several that need a decision, or nothing known. Nothing is guessed:
two hits that exclude each other are several, a hit behind a negation is none.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportbot.form import Form, FormCell, Path_
from reportbot.labels import bare
from reportbot.resources import load_yaml, resource

OPEN, DONE, DOUBT, UNKNOWN = "open", "done", "doubt", "unknown"
"""Not yet decided; a reply was given and no more is said; known to need a decision; not known."""

MAX_LENGTH = 40
"""Characters of a text whose words are looked at; in a longer one they may stand for anything."""

Meanings = frozenset[str]
NOTHING: Meanings = frozenset()

_NUMBERING = re.compile(
    r"\((?:[一二三四五六七八九十]+|\d{1,2})\)|^[一二三四五六七八九十]+、|(?<!\d)\d{1,2}[.、](?!\d)"
)
_MARKS = re.compile(r"[\W_]+")
_NEGATION = re.compile(r"(?:不|未|非|无|没有|并非)(?:再|予|予以|是|属|属于|涉及|存在|含|涉)?$")


@functools.lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text without numbering, marks and blanks, in half-width capitals."""
    return _MARKS.sub("", _NUMBERING.sub("", unicodedata.normalize("NFKC", text))).upper()


@functools.cache
def ledger_words() -> Mapping[str, Any]:
    """Return the data: header words, phrases, names."""
    words: Mapping[str, Any] = load_yaml(resource("prompts", "ledger.yaml"))
    return words


class Vocabulary:
    """The phrases for one set of rows or columns; ``labels`` are what the form prints for each id."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.reasons: dict[Meanings, str] = {}
        self._whole: dict[str, Meanings] = {}
        self._words: dict[str, Meanings] = {}
        self._absorbing: set[str] = set()
        self._known: dict[str, Meanings] = {}

    def read(self, text: str) -> Meanings:
        """Return what a text may mean: one id for certain, several to choose from, or none."""
        words = plain(text)
        if words not in self._known:
            self._known[words] = self._whole.get(words) or self._look_inside(words)
        return self._known[words]

    def whole(self, text: str) -> Meanings:
        """Return what a text means that is a known phrase from end to end."""
        return self._whole.get(plain(text), NOTHING)

    def certain(self, text: str) -> str | None:
        """Return the one id that a text means, None when it is not certain."""
        return single(self.read(text))

    def combine(self, meanings: Iterable[Meanings]) -> Meanings:
        """Return what several texts mean together: what all of them allow, else all of it."""
        found = [meaning for meaning in dict.fromkeys(meanings) if meaning]
        told = [meaning for meaning in found if meaning != {DONE}] or found
        absorbing = [meaning for meaning in told if meaning <= self._absorbing]
        if absorbing and not any(OPEN in meaning for meaning in told):
            return absorbing[0]
        if not told:
            return NOTHING
        return frozenset.intersection(*told) or frozenset.union(*told)

    def learn(self, phrases: Iterable[str], meaning: Iterable[str], *, within: bool = False) -> None:
        """Learn phrases; ``within`` a longer text too."""
        for phrase in map(plain, phrases):
            self._whole[phrase] = frozenset(meaning)
            if within:
                self._words[phrase] = frozenset(meaning)

    def learn_data(self, data: Mapping[str, Any]) -> None:
        """Learn the phrases of the data for what the form has; doubtful ones last."""
        stand_ins = {term["id"]: term.get("otherwise") for term in data["terms"]}
        for term in data["terms"]:
            ids = [*self._known_here([term["id"]], stand_ins)]
            if not ids:
                continue
            self.learn(term.get("whole", ()), ids)
            self.learn(term.get("words", ()), ids, within=True)
            self._absorbing |= {*ids} if term.get("absorbs") else set()
        for doubt in data.get("doubtful", ()):
            meaning = frozenset([*self._known_here(doubt["may_be"], stand_ins), DOUBT])
            self.reasons[meaning] = doubt["why"]
            self.learn(doubt.get("whole", ()), meaning)
            self.learn(doubt.get("words", ()), meaning, within=True)

    def _known_here(self, ids: Iterable[str], stand_ins: Mapping[str, str | None]) -> Iterator[str]:
        for known in ids:
            found = known if known in self.labels else stand_ins.get(known)
            if found in self.labels:
                yield str(found)

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def _look_inside(self, words: str) -> Meanings:
        if len(words) > MAX_LENGTH:
            return NOTHING
        hits = []
        for hit in self._pattern.finditer(words):
            if _NEGATION.search(words[: hit.start()]):
                return NOTHING
            hits.append(self._words[hit[0]])
        return self.combine(hits)


def single(meaning: Meanings) -> str | None:
    """Return the one row or column that a meaning is, None for several, none or no result."""
    return next(iter(meaning)) if len(meaning) == 1 and not meaning & {OPEN, DONE, DOUBT, UNKNOWN} else None


@functools.cache
def outcomes(form: Form) -> Vocabulary:
    """Return the phrases for the rows of results."""
    cells = [form.cells[cell] for cell in form.derived_totals[RESULT_TOTAL][0].right]
    vocabulary = Vocabulary({str(cell.row[-1].id): form.row_label(cell.id) for cell in cells})
    data = ledger_words()["outcomes"]
    _learn_form(vocabulary, [cell.row[1:] for cell in cells], data["groups"])
    vocabulary.learn(data["open"], [OPEN])
    vocabulary.learn(data["done"], [DONE])
    vocabulary.learn_data(data)
    return vocabulary


@functools.cache
def status(form: Form) -> Vocabulary:
    """Return the phrases of a column that tells only whether an application is done."""
    vocabulary = Vocabulary(outcomes(form).labels)
    for meaning in (OPEN, DONE):
        phrases = [*ledger_words()["outcomes"][meaning], *ledger_words()["status"][meaning]]
        vocabulary.learn(phrases, [meaning], within=False)
    return vocabulary


@functools.cache
def applicants(form: Form) -> Vocabulary:
    """Return the phrases for the columns of applicants."""
    paths = [cell.column for cell in _first_row(form) if not cell.leaf.total]
    vocabulary = Vocabulary({str(path[-1].id): path[-1].label for path in paths})
    data = ledger_words()["applicants"]
    _learn_form(vocabulary, [path[1:] for path in paths], data["groups"])
    vocabulary.learn_data(data)
    return vocabulary


@functools.cache
def dispute_results(form: Form) -> Vocabulary:
    """Return the phrases for the results of reviews and suits."""
    leaves = [cell.leaf for cell in form.cells_of("disputes") if not cell.leaf.total]
    vocabulary = Vocabulary({str(leaf.id): leaf.label for leaf in leaves})
    _learn_form(vocabulary, [(leaf,) for leaf in leaves], {})
    vocabulary.learn_data(ledger_words()["disputes"])
    return vocabulary


RESULT_TOTAL = "applications.result_total.natural_person"


def _first_row(form: Form) -> list[FormCell]:
    cells = form.cells_of("applications")
    return [cell for cell in cells if cell.row == cells[0].row]


def _learn_form(vocabulary: Vocabulary, paths: Iterable[Path_], also: Mapping[str, Iterable[str]]) -> None:
    """Learn ids, printed labels, labels below their group, and groups that leave the row open."""
    groups: dict[str, list[str]] = {}
    for *above, leaf in paths:
        known = [str(leaf.id)]
        label = bare(leaf.label)
        vocabulary.learn([str(leaf.id), *leaf.also], known)
        vocabulary.learn([label], known, within=len(plain(label)) > SHORT)
        for group in above:
            vocabulary.learn([bare(group.label) + label], known)
            groups.setdefault(bare(group.label), []).append(known[0])
    for label, known in groups.items():
        vocabulary.learn([label], known, within=True)
    for label, phrases in also.items():
        meaning = next((ids for group, ids in groups.items() if plain(group) == plain(label)), None)
        meaning = meaning or [*vocabulary.read(label), DOUBT]
        vocabulary.learn(phrases, meaning)
        vocabulary.learn([phrase for phrase in phrases if len(plain(phrase)) > SHORT], meaning, within=True)


SHORT = 2
"""Characters of a phrase that is too short to be looked for inside a longer text."""
