"""The questions put to the clerk, as data: what is asked, of whom, and the type of answer.

One file in ``prompts/`` is one section of answers.yaml. The same questions drive the
answers file, its skeleton and schema, the interview and the draft.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from reportbot.labels import normalise
from reportbot.overlay import cached, load

Type = Literal["count", "amount", "percent", "text", "list", "yes", "choice", "date", "map", "record"]
"""Type of an answer. ``map`` counts by category, ``record`` is several named fields."""

ASPECTS = ("proactive", "on_request", "management", "platform", "supervision")
"""The five aspects of part 一, in the order of the format notice."""

SECTIONS = ("agency", "front", "overview", *ASPECTS, "other")
"""Every section of questions, in the order of a report."""

KINDS = (
    "government",
    "government_office",
    "department",
    "township",
    "sub_district",
    "vertical",
    "authorised",
)
"""Kinds of reporting organ."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from."""

    id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What an answer consists of: its names, type, unit and, where it has any, parts."""

    id: str
    name: str
    type: Type = "text"
    also: tuple[str, ...] = ()
    unit: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    categories: tuple[str, ...] = ()
    fields: tuple["Answer", ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every key under which the answer may stand in a file."""
        return (self.id, self.name, *self.also)

    @functools.cached_property
    def parts(self) -> Mapping[str, "Answer"]:
        """The fields of a record by every name they have."""
        return by_name(self.fields)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its answer, its wording and who is asked it.

    ``unprinted`` says why no sentence of the draft tells the answer. ``wholes`` are ids of
    facts or cells: the first of each holds at least the sum of the others.
    """

    section: str
    answer: Answer
    question: str
    why: str = ""
    counts: str = ""
    excludes: str = ""
    basis: str = ""
    example: str = ""
    holder: str = ""
    default: str = ""
    unprinted: str = ""
    wholes: tuple[tuple[str, ...], ...] = ()
    must: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    when: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)

    @property
    def id(self) -> str:
        """Section and name of the fact, as ``proactive.items_total``."""
        return f"{self.section}.{self.answer.id}"

    def rank(self, kind: str | None) -> Literal["must", "usual", "long"]:
        """Tell how urgently an organ of some kind is asked."""
        if kind is None:
            common = len(self.usual) > len(KINDS) / 2
            return "must" if self.must else "usual" if common else "long"
        return "must" if kind in self.must else "usual" if kind in self.usual else "long"


@dataclass(frozen=True)
class Section:
    """One file of questions; ``name`` is the Chinese key of the section."""

    id: str
    name: str
    also: tuple[str, ...]
    intro: str
    questions: tuple[Question, ...]

    @functools.cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers to the questions by every name they have."""
        return by_name(question.answer for question in self.questions)


def by_name(answers: Iterable[Answer]) -> Mapping[str, Answer]:
    """Return answers by every normalised name that they have."""
    return {normalise(name): answer for answer in answers for name in answer.names}


@cached
def load_section(section_id: str) -> Section:
    """Load one section of questions."""
    data = load("prompts", f"{section_id}.yaml")
    return Section(
        id=section_id,
        name=data["name"],
        also=tuple(data.get("also", ())),
        intro=data.get("intro", ""),
        questions=tuple(_question(section_id, entry) for entry in data["questions"]),
    )


@cached
def all_questions() -> Mapping[str, Question]:
    """Return every question by its id, in the order of a report."""
    return {question.id: question for name in SECTIONS for question in load_section(name).questions}


@cached
def problem_entry(with_kinds: bool = True) -> tuple[Answer, ...]:
    """Return the fields of one entry of ``problems``.

    Without ``with_kinds`` the large library stays unread and the kind has no options.
    """
    data = load("prompts", "problems.yaml")
    options = {"state": data["states"], "kind": problem_kinds() if with_kinds else ()}
    return tuple(load_answer({**entry, "options": options.get(entry["id"], ())}) for entry in data["entry"])


@cached
def problem_kinds() -> tuple[Mapping[str, Any], ...]:
    """Return the library of problem kinds."""
    return tuple(load("prompts", "problem_kinds.yaml")["kinds"])


def find_answer(fact: str) -> Answer:
    """Return the answer under an id such as ``staff.full_time``; raises KeyError."""
    section, name, *below = fact.split(".")
    answer = all_questions()[f"{section}.{name}"].answer
    for part in below:
        answer = {entry.id: entry for entry in answer.fields}[part]
    return answer


def question_name(fact: str) -> str:
    """Return what the question is called that a fact answers."""
    return find_answer(".".join(fact.split(".")[:2])).name


def fact_name(fact: str) -> str:
    """Return where a fact is asked for, as users see it: 监督保障 举办培训 场次."""
    section, first, *below = fact.split(".")
    names = [find_answer(".".join([section, first, *below[:depth]])).name for depth in range(len(below) + 1)]
    return " ".join([load_section(section).name, *names])


def load_answer(entry: Mapping[str, Any]) -> Answer:
    """Build one answer from its entry in a prompts file."""
    return Answer(
        id=entry["id"],
        name=entry["name"],
        type=entry.get("type", "text"),
        also=tuple(entry.get("also", ())),
        unit=entry.get("unit", ""),
        help=entry.get("help", ""),
        options=_options(entry.get("options", ())),
        categories=tuple(entry.get("categories", ())),
        fields=tuple(load_answer(part) for part in entry.get("fields", ())),
    )


def _options(entries: Any) -> tuple[Option, ...]:
    """Build options; a name stands for the file in ``prompts/`` that lists them."""
    if isinstance(entries, str):
        entries = load("prompts", f"{entries}.yaml")[entries]
    return tuple(Option(entry["id"], entry["name"], tuple(entry.get("also", ()))) for entry in entries)


_WORDING = ("why", "counts", "excludes", "basis", "example", "holder", "default", "unprinted")


def _question(section: str, entry: Mapping[str, Any]) -> Question:
    return Question(
        section=section,
        answer=load_answer(entry),
        question=entry["question"],
        must=_kinds(entry.get("must", ())),
        usual=_kinds(entry.get("usual", ())),
        when=tuple(entry.get("when", ())),
        wholes=tuple(_whole(f"{section}.{entry['id']}", names) for names in entry.get("wholes", ())),
        **{name: str(entry.get(name, "")) for name in _WORDING},
    )


def _whole(question: str, names: str) -> tuple[str, ...]:
    """Return a whole and its parts by their full ids; fields of the question's record go by their names."""
    return tuple(name if "." in name else f"{question}.{name}" for name in names.split())


def _kinds(names: Any) -> tuple[str, ...]:
    return KINDS if names == "all" else tuple(names)
