"""The labels of all forms as an importer meets them, and what is a label or a value at all."""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from reportbot.form import Form, Heading
from reportbot.labels import essence, normalise
from reportbot.lines import Line, lines_of

JOINT = "／"
"""Joins the labels of merged headings in tables that cannot merge cells."""

_TRADITIONAL = str.maketrans(
    "規範許處罰強業費數發廢現決項對總開購額結轉辦請無機關屬國際務點單錄與內類過爭議訴訟維糾審復複複"
    "產權錢萬報導況動統計標準應當義為從電個員資訊論證監據實際觀記錄書寫續繼",
    "规范许处罚强业费数发废现决项对总开购额结转办请无机关属国际务点单录与内类过争议诉讼维纠审复复复"
    "产权钱万报导况动统计标准应当义为从电个员资讯论证监据实际观记录书写续继",
)
"""Traditional characters in which labels and headings are met; narrative stays as printed."""

_VALUE = re.compile(r"(?:本年|比上年|净)?(?:增加|新增|减少|[增减+\-±＋－−])?\s*[\d０-９]")
_NUMBERED_LABEL = re.compile(r"[\d０-９]{1,2}\s*[.、．]\s*[^\d\s.]")
_UNNUMBERED = re.compile(r"^(?:\d{1,2}[.、])(?=\D{2})")
_MARKS = frozenset(["/", "／", "—", "——", "-", "--", "－", "–", "\\", "无", "没有", "*", "…"])
_NOTE = re.compile(r"[（(].*?[）)]")
_HANZI = re.compile(r"[一-龥]")
_LONGEST_VALUE = 40
MOST_WORDS = 10
"""A number with more characters beside it, notes in brackets apart, is a sentence, no content of a cell."""


LONGEST_LABEL = 120


def name(text: str) -> str:
    """Return a printed label in the form in which labels are compared; nothing for a longer text."""
    return _name(text) if len(text) <= LONGEST_LABEL else ""


@functools.lru_cache(maxsize=4096)
def _name(text: str) -> str:
    return essence(_compact(text))


class _Folding(dict[int, str]):
    """The half-width, simplified character for every one that was met; nothing for a blank."""

    def __missing__(self, code: int) -> str:
        simple = unicodedata.normalize("NFKC", chr(code).translate(_TRADITIONAL))
        self[code] = "".join(simple.split())
        return self[code]


_FOLDED = _Folding()


def compact(text: str) -> str:
    """Return a text without blanks, in half width and simplified characters."""
    return _compact(text) if len(text) <= LONGEST_LABEL else _compact.__wrapped__(text)


@functools.lru_cache(maxsize=4096)
def _compact(text: str) -> str:
    return text.translate(_FOLDED)


def is_blank(text: str) -> bool:
    """Tell whether nothing is printed."""
    return not text or text.isspace()


def is_value(text: str) -> bool:
    """Tell whether a printed text is a number, annotated or not, or a mark used for none."""
    return len(text) <= _LONGEST_VALUE and _is_value(text)


@functools.lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    stripped = text.strip()
    if _VALUE.match(stripped):
        words = len(_HANZI.findall(_NOTE.sub("", stripped)))
        return words <= MOST_WORDS and not _NUMBERED_LABEL.match(stripped)
    return stripped in _MARKS


@dataclass(frozen=True)
class TableWords:
    """The labels of one table of one form.

    ``rows`` finds a named line, ``columns`` are the names of headings over numbers,
    ``around`` those of captions, corners and groups; all normalised.
    """

    form: Form
    table: str
    rows: Mapping[str, tuple[Line, ...]]
    lines: tuple[Line, ...]
    columns: frozenset[str]
    around: frozenset[str]

    @functools.cached_property
    def distinctive(self) -> frozenset[str]:
        """Every name of the table."""
        return frozenset(self.rows) | self.columns | self.around


def _labels(headings: tuple[Heading, ...]) -> set[str]:
    found: set[str] = set()
    for heading in headings:
        if heading.children:
            found |= {normalise(heading.label)} | _labels(heading.children)
    return found - {""}


@functools.cache
def words_of(form: Form, table_id: str) -> TableWords:
    """Return the labels of one table."""
    table = form.table(table_id)
    lines = lines_of(form, table_id) if table.label_columns else ()
    rows: dict[str, tuple[Line, ...]] = {}
    for line in lines:
        for known in line.names:
            rows[known] = (*rows.get(known, ()), line)
    columns = {known for cell in form.cells_of(table_id) for known in cell.leaf.names}
    around: set[str] = set()
    for block in table.blocks:
        around |= {normalise(block.caption), normalise(block.corner)}
        around |= _labels(block.columns) | (_labels(block.rows) if table.label_columns else set())
    return TableWords(form, table_id, rows, lines, frozenset(columns), frozenset(around - {""}))


@functools.cache
def official_columns(form: Form, table_id: str) -> Mapping[str, str]:
    """Return what the form prints over a column, by every name the column has."""
    return {known: cell.leaf.label for cell in form.cells_of(table_id) for known in cell.leaf.names}


@functools.cache
def vocabulary(form: Form) -> tuple[TableWords, ...]:
    """Return the labels of every table of a form."""
    return tuple(words_of(form, table.id) for table in form.tables)


@functools.cache
def foreign_names(form: Form, table_id: str, forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the labels that the same table has in other forms only."""
    others = [
        words_of(other, table_id).distinctive
        for other in forms
        if other is not form and any(table.id == table_id for table in other.tables)
    ]
    return frozenset[str]().union(*others) - words_of(form, table_id).distinctive


@functools.cache
def known_text(forms: tuple[Form, ...]) -> str:
    """Return all labels of some forms, compact, one a line: what a piece of a label is found in."""
    labels: dict[str, None] = {}

    def collect(headings: tuple[Heading, ...]) -> None:
        for heading in headings:
            for label in (heading.label, *heading.also):
                labels[compact(label)] = None
            collect(heading.children)

    for form in forms:
        for table in form.tables:
            for block in table.blocks:
                labels |= {compact(block.caption): None, compact(block.corner): None}
                collect(block.columns)
                collect(block.rows)
    return "\n".join(labels)


def is_piece(text: str, forms: tuple[Form, ...]) -> bool:
    """Tell whether a text is a label of some form or a piece of one."""
    return len(text) <= LONGEST_LABEL and _is_piece(text, forms)


@functools.lru_cache(maxsize=4096)
def _is_piece(text: str, forms: tuple[Form, ...]) -> bool:
    piece, known = compact(text), known_text(forms)
    return bool(piece) and (piece in known or _UNNUMBERED.sub("", piece) in known)


@functools.cache
def _all_names(forms: tuple[Form, ...]) -> frozenset[str]:
    tables = [table for form in forms for table in vocabulary(form)]
    return frozenset(known for table in tables for known in table.distinctive if not known.isascii())


def is_label(text: str, forms: tuple[Form, ...]) -> bool:
    """Tell whether a text is a whole label of some form."""
    return not is_value(text) and name(text) in _all_names(forms)


@functools.lru_cache(maxsize=4096)
def pieces_of(text: str, forms: tuple[Form, ...]) -> tuple[str, ...]:
    """Part a text that is made of labels run together; nothing where it is not."""
    rest, known = compact(text), known_text(forms)
    found: list[str] = []
    while rest:
        if rest[:2] not in known:
            return ()
        length = next((size for size in range(len(rest), 1, -1) if rest[:size] in known), 0)
        if not length:
            return ()
        found.append(rest[:length])
        rest = rest[length:]
    return tuple(found)
