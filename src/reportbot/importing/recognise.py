"""Make a report of the blocks that a reader found, whatever the format they came from."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportbot.errors import InputError, Place
from reportbot.form import Form, all_forms, form_for_year
from reportbot.importing.blocks import MAX_CELLS, Block, Entry, Line, Picture, Table, too_many_cells
from reportbot.importing.front import (
    Title,
    contact,
    find_title,
    full_name,
    most_named_year,
    read_title,
    signature,
    year_of_period,
)
from reportbot.importing.page_tables import opened
from reportbot.importing.parts import (
    Outline,
    after_last_table,
    is_furniture,
    is_subsection,
    lines_in,
    outline,
)
from reportbot.importing.problems import split_problems
from reportbot.importing.tables import Reading, read_tables
from reportbot.importing.telling import AROUND
from reportbot.importing.vocabulary import compact, is_piece, is_value, name, words_of
from reportbot.numbers import Cell
from reportbot.organ_names import kind_of, level_of
from reportbot.questions import find_answer
from reportbot.report import Remark, RemarkKind, Report

NARRATIVE = ("front", "overview", "problems", "other")
LONGEST_NOTE = 80
NOTE_FROM = 12
"""A corner text of at least so many characters is a printed note, not a name of the column."""

_DRAFT = re.compile(r"\(?草稿:还有\d+处没有改正")
_DRAFT_LIST = re.compile(r"草稿:还没有改正的问题")


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader hands over: blocks, the name a page gives itself, and notes for the user.

    ``framed`` tells that the format puts a page with navigation around the report.
    """

    blocks: tuple[Block, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    framed: bool = False


def recognise(source: Source, file: str | None = None, forms: Sequence[Form] | None = None) -> Report:
    """Return the report that stands in a source; raises InputError when there is none.

    Every cell of the form is stated: blank where nothing is printed or nothing certain.
    """
    forms = tuple(forms or all_forms())
    blocks, drafts = _without_draft_marks(opened(source.blocks, forms))
    tables = [block for block in blocks if isinstance(block, Table)]
    if sum(len(row) for table in tables for row in table.rows) > MAX_CELLS:
        raise too_many_cells()
    parts = outline(blocks, forms[-1])
    title = _title(parts, source)
    front = "".join(line.text for line in lines_in(parts.before))
    year, year_remarks = _year(title, front, blocks)
    form, form_remarks = _form(tables, year, forms)
    if form.parts != forms[-1].parts:
        parts = outline(blocks, form)
    reading = read_tables(tables, form, forms)
    if not parts.headings and not reading.cells:
        raise InputError(
            "没有认出年度报告的内容：既没有六个部分的标题，也没有三张表",
            place=Place(file),
            remedy="请确认文件是政府信息公开工作年度报告；表格是图片的，要先转成文字",
        )
    told = _Telling(form, source.framed)
    told.left_over([entry for row in reading.unknown for entry in row], AROUND if source.framed else "")
    told.remarks += [*source.remarks, *drafts, *year_remarks, *form_remarks, *parts.remarks, *reading.remarks]
    told.read(parts, title)
    agency = full_name(title.agency, front) if title and title.agency else None
    told.profile(agency, title)
    _remark_missing(reading, parts, form, told)
    _remark_notes(blocks, form, reading, told)
    return Report(
        form=form,
        year=year,
        cells={cell: reading.cells.get(cell, _BLANK) for cell in form.cells},
        facts=told.facts,
        problems=split_problems(told.texts.get("problems", "")),
        texts=told.texts,
        published=True,
        title=title.text if title else None,
        remarks=tuple(told.remarks),
        rows_outside_the_form=reading.outside,
        file=file,
        notes=source.notes,
        places={**told.places, **{cell: found.place for cell, found in reading.cells.items()}},
    )


_BLANK = Cell()


def _without_draft_marks(blocks: Iterable[Block]) -> tuple[list[Block], list[Remark]]:
    """Leave out what our own drafts say about themselves: the mark and the list of findings."""
    kept: list[Block] = []
    remarks: list[Remark] = []
    for block in blocks:
        text = compact(block.text) if isinstance(block, Line) and "草稿" in block.text else ""
        if _DRAFT_LIST.match(text):
            break
        if _DRAFT.match(text):
            place = block.place if isinstance(block, Line) else Place()
            remarks.append(Remark("draft", text.strip("()"), place=place))
        else:
            kept.append(block)
    return kept, remarks


def _title(parts: Outline, source: Source) -> Title | None:
    found = find_title(list(lines_in(parts.before)))
    return found or read_title(re.split(r"[_|－-]", source.name)[0])


def _year(title: Title | None, front: str, blocks: Sequence[Block]) -> tuple[int | None, list[Remark]]:
    if title:
        return title.year, []
    if year := year_of_period(front):
        return year, [Remark("guess", f"年度：{year}", "标题里没有年度，按统计期限认定")]
    year = most_named_year("".join(line.text for line in lines_in(blocks)))
    if year is None:
        return None, []
    return year, [Remark("guess", f"年度：{year}", "没有标题和统计期限，按正文里出现最多的年份认定")]


def _form(tables: Sequence[Table], year: int | None, forms: tuple[Form, ...]) -> tuple[Form, list[Remark]]:
    """Choose the form by the labels that only it has; by the year where tables do not tell."""
    printed = "".join(
        name(entry.text)
        for table in tables
        for row in table.rows
        for entry in row
        if not is_value(entry.text)
    )
    hits = {form: sum(label in printed for label in _only_in(form, forms)) for form in forms}
    best = max(hits.values())
    leading = [form for form in forms if hits[form] == best]
    if best and len(leading) == 1:
        return leading[0], []
    form = form_for_year(year) if year else forms[-1]
    form = form if form in forms else forms[-1]
    why = "表格里没有可以区分格式的项目，按年度认定" if year else "没有年度，表格里也没有可以区分格式的项目"
    return form, [Remark("guess", f"格式：{form.id} 年格式", why)]


@functools.cache
def _only_in(form: Form, forms: tuple[Form, ...]) -> frozenset[str]:
    others = frozenset[str]().union(
        *(
            words_of(other, table.id).distinctive
            for other in forms
            if other is not form
            for table in other.tables
        )
    )
    own = frozenset[str]().union(*(words_of(form, table.id).distinctive for table in form.tables))
    return frozenset(label for label in own - others if len(label) > 2 and not label.isascii())


@dataclass(slots=True)
class _Telling:
    """Collects texts, facts, places and remarks of one report."""

    form: Form
    framed: bool
    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, parts: Outline, title: Title | None) -> None:
        """Share the lines out among the parts."""
        before = list(lines_in(parts.before))
        start = title.lines.stop if title else 0
        self._text("front", self._front(before[start:], title is not None))
        self.left_over(before[: title.lines.start if title else 0], AROUND if self.framed else "")
        last = [part.id for part in self.form.parts if part.id in parts.headings][-1:]
        for part in self.form.parts:
            if part.id not in parts.headings:
                continue
            self.places[part.id] = parts.headings[part.id].place
            lines = list(lines_in(parts.blocks[part.id]))
            if part.id in last:
                lines = self._end(lines)
            if part.id in NARRATIVE:
                self._text(part.id, lines)
            else:
                self._around_table(part.id, parts)

    def _front(self, lines: list[Line], titled: bool) -> list[Line]:
        """Keep what is text in front of part one; a page's furniture becomes a remark."""
        if not self.framed:
            return lines
        kept = [line for line in lines if not is_furniture(line) and (titled or _is_sentence(line))]
        self.left_over([line for line in lines if line not in kept], AROUND)
        return kept

    def _end(self, lines: list[Line]) -> list[Line]:
        """Take off what follows the report: signature and date, and the page below it."""
        if self.framed:
            end = next((at for at, line in enumerate(lines) if at and is_furniture(line)), len(lines))
            while end > 1 and not _is_sentence(lines[end - 1]) and not _may_sign(lines[end - 1]):
                end -= 1
            self.left_over(lines[end:], AROUND)
            lines = lines[:end]
        self.facts |= signature(lines, None)
        return lines

    def _text(self, part: str, lines: Sequence[Line]) -> None:
        kept = [line for line in lines if line.text.strip()]
        if not kept:
            return
        self.texts[part] = "\n".join(line.text for line in kept)
        self.places.setdefault(part, kept[0].place)
        for number, line in enumerate(kept, 1):
            item = f"{part}.{number}" if len(kept) > 1 else part
            self.places[item] = self.places[f"texts.{item}"] = line.place

    def _around_table(self, part: str, parts: Outline) -> None:
        """Note the text in a part that is a table, or give it to a narrative part without heading."""
        blocks = parts.blocks[part]
        end = after_last_table(blocks)
        missing = self._missing_after(part, parts)
        behind = [line for line in lines_in(blocks[end:]) if not self._is_label(line)]
        if missing and end and any(_is_sentence(line) for line in behind):
            self._text(missing, behind)
            why = f"“{self.form.part(missing).heading}”没有标题，表后的文字归入这一部分"
            self.remarks.append(Remark("guess", behind[0].text[:40], why, behind[0].place))
            behind = []
        inside = [line for line in lines_in(blocks[:end]) if not self._is_label(line)]
        for line in [*inside, *behind]:
            kind: RemarkKind = "subsection" if is_subsection(line) else "text"
            self.remarks.append(Remark(kind, line.text, self.form.part(part).heading, line.place))

    def _is_label(self, line: Line) -> bool:
        return all(is_value(piece) or is_piece(piece, (self.form,)) for piece in line.text.split())

    def _missing_after(self, part: str, parts: Outline) -> str:
        ids = [entry.id for entry in self.form.parts]
        following = ids[ids.index(part) + 1 : ids.index(part) + 2]
        return next((one for one in following if one in NARRATIVE and one not in parts.headings), "")

    def left_over(self, lines: Sequence[Line | Entry], official: str) -> None:
        """Note text that belongs to no part."""
        if lines:
            said = "\n".join(line.text for line in lines)
            self.remarks.append(Remark("text", said, official, lines[0].place))

    def profile(self, agency: str | None, title: Title | None) -> None:
        """Note the organ and what its name and the front matter say of it."""
        self.facts |= contact(self.texts.get("front", "").split("\n"))
        if not agency:
            return
        self.facts["agency.name"] = agency
        if title and title.agency != agency:
            why = f"标题写的是“{title.agency}”，文首写了全称"
            self.remarks.append(Remark("guess", f"单位：{agency}", why))
        for fact, found in (("agency.kind", kind_of(agency)), ("agency.level", level_of(agency))):
            if found:
                answer = find_answer(fact)
                said = next(option.name for option in answer.options if option.id == found[0])
                self.facts[fact] = found[0]
                why = "由名称可以确定" if found[1] else "由名称推断，把握不大"
                self.remarks.append(Remark("guess", f"{answer.name}：{said}", why))


def _is_sentence(line: Line) -> bool:
    text = line.text.strip()
    return text.endswith(("。", "！", "？", "；", "：", "，", ")", "）", ";", ".")) or text in {"无", "没有"}


def _may_sign(line: Line) -> bool:
    return bool(signature([line], None))


def _remark_missing(reading: Reading, parts: Outline, form: Form, told: _Telling) -> None:
    for table in reading.missing:
        heading = form.part(table).heading
        blocks = parts.blocks.get(table, [])
        picture = next((block for block in blocks if isinstance(block, Picture)), None)
        if picture:
            told.remarks.append(Remark("table_image", official=heading, place=picture.place))
        else:
            told.remarks.append(Remark("table_missing", official=heading))


def _remark_notes(blocks: Sequence[Block], form: Form, reading: Reading, told: _Telling) -> None:
    """Note where the relation that the form prints in the corner of a table is not there."""
    for table in form.tables:
        for block in table.blocks:
            if table.id in reading.missing or len(block.corner) < NOTE_FROM:
                continue
            pieces = [compact(piece) for piece in re.split(r"[（），：]", block.corner) if piece]
            printed = compact("".join(_texts(blocks)))
            if not all(piece in printed for piece in pieces):
                told.remarks.append(Remark("note_missing", official=block.corner))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield short lines and the texts of cells that may hold a piece of a note."""
    for block in blocks:
        if isinstance(block, Line) and len(block.text) < LONGEST_NOTE:
            yield block.text
        elif isinstance(block, Table):
            yield from (entry.text for row in block.rows for entry in row if len(entry.text) > 3)
