"""A claim: what a sentence says about the tables."""

from dataclasses import dataclass
from typing import Literal

from reportbot.claims.vocabulary import Ids
from reportbot.form import Form

Kind = Literal["count", "none", "all"]
Strength = Literal["firm", "vague", "narrow"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a quantity counts: lines and columns of a table, each in alternative readings."""

    table: str
    code: str
    lines: tuple[Ids, ...]
    columns: tuple[Ids, ...]
    strength: Strength = "firm"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about the tables.

    ``quantity`` is the index of the number, or of the words that say none. ``none`` is
    said of what did not happen, ``all`` of an outcome that every case had. ``strength``
    tells whether the words can only mean this (firm), may mean another thing of the kind
    (vague) or something narrower (narrow: proves nothing). ``year`` is 0 for the reporting
    year, -1 for the one before. What is said of ``all`` is said ``among`` the lines of a
    group that was named before, else among all.
    """

    kind: Kind
    target: Target
    start: int
    end: int
    quantity: int | None = None
    strength: Strength = "firm"
    year: int = 0
    among: Ids = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph takes for granted: form, organ, year, the heading above it.

    ``area`` when the report tells of a whole area, so that an organ's own number is less;
    ``governs`` when the organ is a government or its office.
    """

    form: Form
    year: int | None = None
    organ: str = ""
    area: bool = False
    governs: bool = False
    noun: str = ""
