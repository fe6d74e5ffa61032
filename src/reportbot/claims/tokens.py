"""Cut a paragraph into what it says: numbers, known words, marks and what is unknown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportbot.claims.vocabulary import Sense, Vocabulary
from reportbot.quantities import Reading

_TITLE = re.compile(r"《[^《》\n]{1,200}》")
_LISTED = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|、)|[（(].{1,3}[)）]|\d{1,2}[.、．]")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?$")
_EVERY = re.compile("均|全部|都|皆")
_WHOLE_YEAR = re.compile(r"1\s*月\s*1\s*日|12\s*月\s*31\s*日")


class Token(NamedTuple):
    """A piece of a paragraph.

    ``kind`` is quantity, mark, word, year, date or unknown; ``number`` is the index of a
    quantity or the year told; ``parts`` are the parts that a word may play, ``tables`` those of
    which it may name a line or column.
    """

    kind: str
    text: str
    start: int
    senses: tuple[Sense, ...] = ()
    number: int = -1
    parts: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()

    def sense(self, kind: str, table: str = "") -> Sense | None:
        """Return the meaning of a kind (and table) that the word has."""
        for sense in self.senses:
            if sense.kind == kind and (not table or sense.table == table):
                return sense
        return None


_BLANK = " \t\r\n\u3000\xa0“”"
"""What says nothing around unknown words."""

PLAIN = (Sense("plain"),)
_DATE = frozenset(["narrow"])
_PLAIN_PARTS = frozenset(["plain"])


def tokens(reading: Reading, words: Vocabulary, organ: str) -> list[Token]:
    """Return the pieces of a paragraph in order; parts of the organ's own name are known.

    A sentence that counts nothing that the tables count is only its full stop.
    """
    found: list[Token] = []
    spans = _spans(reading)
    telling = {quantity.sentence for quantity in reading.quantities}
    place = 0
    for number, (start, end) in enumerate(reading.sentences):
        inside = []
        while place < len(spans) and spans[place][0] < end:
            inside.append(spans[place])
            place += 1
        counts = number in telling or _EVERY.search(reading.text, start, end)
        if counts and _tells(reading.text, start, end, words):
            found += _sentence(reading, start, end, inside, words, organ)
        found.append(Token("mark", "。", end))
    return found


def _tells(text: str, start: int, end: int, words: Vocabulary) -> bool:
    return any(match[0] in words.telling for match in words.pattern.finditer(text, start, end))


def _sentence(
    reading: Reading, start: int, end: int, spans: list[tuple[int, int, int]], words: Vocabulary, organ: str
) -> Iterator[Token]:
    position = start
    for begin, stop, number in spans:
        yield from _words(reading.text, position, begin, words, organ)
        position = stop
        if number < 0:
            yield _not_counted(reading.text[begin:stop], begin)
            continue
        yield Token("quantity", reading.text[begin:stop], begin, number=number)
        if reading.quantities[number].none:
            yield from (token for token in _words(reading.text, begin, stop, words, "") if token.senses)
    yield from _words(reading.text, position, end, words, organ)


def words_of(text: str, words: Vocabulary, organ: str) -> list[Token]:
    """Return the known and unknown words of a phrase without numbers."""
    return [token for token in _words(text, 0, len(text), words, organ) if token.kind != "mark"]


def _spans(reading: Reading) -> list[tuple[int, int, int]]:
    """Return the places of quantities, of titles and of numbers that count nothing."""
    spans = [(*span, -1) for span in reading.skipped]
    spans += [(*match.span(), -1) for match in _TITLE.finditer(reading.text)]
    spans += [(quantity.start, quantity.end, n) for n, quantity in enumerate(reading.quantities)]
    apart: list[tuple[int, int, int]] = []
    for span in sorted(spans):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def _not_counted(text: str, start: int) -> Token:
    if _LISTED.fullmatch(text):
        return Token("mark", "；", start)
    if year := _YEAR.fullmatch(text):
        return Token("year", text, start, number=int(year[1]))
    if text.startswith("《"):
        return Token("word", text, start, PLAIN, parts=_PLAIN_PARTS)
    if ("月" in text or "日" in text) and not _WHOLE_YEAR.search(text):
        return Token("date", text, start, parts=_DATE)
    return (
        Token("unknown", text, start)
        if "月" not in text
        else Token("word", text, start, PLAIN, parts=_PLAIN_PARTS)
    )


def _words(text: str, start: int, end: int, words: Vocabulary, organ: str) -> Iterator[Token]:
    """Yield marks, known words and the unknown text between them."""
    position = start
    for match in words.pattern.finditer(text, start, end):
        place, word = match.start(), match[0]
        if between := text[position:place].strip(_BLANK):
            yield _unknown(between, position, organ)
        position = match.end()
        if word in words.senses:
            senses, parts = words.senses[word], words.parts[word]
            yield Token("word", word, place, senses, -1, parts, words.tables[word])
        else:
            # names in quotation marks that follow each other are listed: “予以公开”“部分公开”
            yield Token("mark", "、" if len(word) > 1 else word, place)
    if behind := text[position:end].strip(_BLANK):
        yield _unknown(behind, position, organ)


def _unknown(text: str, start: int, organ: str) -> Token:
    if text in organ:
        return Token("word", text, start, PLAIN, parts=_PLAIN_PARTS)
    return Token("unknown", text, start)
