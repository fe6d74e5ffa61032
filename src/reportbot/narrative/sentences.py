"""What a draft consists of: statements joined into sentences, sentences into paragraphs and sections."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Statement:
    """One rule's words, with the cells and facts behind them."""

    text: str
    rule: str
    rank: int
    used: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the statements in it; none when it is in the user's own words."""

    text: str
    statements: tuple[Statement, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that wrote it."""
        return tuple(statement.rule for statement in self.statements)

    @property
    def used(self) -> tuple[str, ...]:
        """The cells and facts behind it."""
        return tuple(sorted(frozenset().union(*(statement.used for statement in self.statements))))


@dataclass(frozen=True, slots=True)
class Stale:
    """A sentence of the user's whose number is no longer that of the data, and what it should be."""

    sentence: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; ``edited`` when the user wrote or changed them."""

    id: str
    sentences: tuple[Sentence, ...]
    edited: bool = False
    missing: bool = False
    stale: tuple[Stale, ...] = field(default=())

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        if len(self.sentences) == 1:
            return self.sentences[0].text
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under one heading, in a part of the report."""

    id: str
    part: str
    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def printed(self) -> tuple[Paragraph, ...]:
        """The paragraphs as they are set: short neighbours run together."""
        return _run_together(self.paragraphs)


SENTENCES_OF_A_PARAGRAPH = 3

LEAST_OF_A_PARAGRAPH = 35
"""Characters below which one sentence is no paragraph of its own: it may be the fourth of the one before."""


def _run_together(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        last = found[-1] if found else None
        if last and _joins(last) and _joins(paragraph):
            sentences = last.sentences + paragraph.sentences
            leftover = len(paragraph.sentences) == 1 and len(paragraph.text) < LEAST_OF_A_PARAGRAPH
            if len(sentences) <= SENTENCES_OF_A_PARAGRAPH + leftover:
                found[-1] = Paragraph(last.id, sentences)
                continue
        found.append(paragraph)
    return tuple(found)


def _joins(paragraph: Paragraph) -> bool:
    return not paragraph.edited and not paragraph.missing and paragraph.text.endswith("。")
