"""Make a report of the blocks that a reader found, whatever the format they came from."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from reportbot.errors import ForeignFileError, Place
from reportbot.form import Form, all_forms, form_for_year
from reportbot.importing.blocks import MAX_CELLS, Block, Line, Picture, Source, Table, too_many_cells
from reportbot.importing.front import (
    Title,
    find_title,
    full_name,
    most_named_year,
    read_title,
    year_of_period,
)
from reportbot.importing.page_tables import of_another_year, opened
from reportbot.importing.parts import Outline, lines_in, outline
from reportbot.importing.problems import split_problems
from reportbot.importing.sharing import Shares
from reportbot.importing.tables import Reading, read_tables
from reportbot.importing.telling import AROUND
from reportbot.importing.vocabulary import compact, name, words_of
from reportbot.numbers import Cell
from reportbot.report import Remark, Report

LONGEST_NOTE = 80
NOTE_FROM = 12
"""A corner text of at least so many characters is a printed note, not a name of the column."""

_DRAFT = re.compile(r"\(?草稿:还有\d+处没有改正")
_DRAFT_LIST = re.compile(r"草稿:还没有改正的问题")


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
    named = title.year if title else year_of_period(front)
    others = list(of_another_year(blocks, named, forms)) if named else []
    tables = [table for table in tables if all(table is not other for _, other in others)]
    form, form_remarks = _form(tables, year, forms)
    if form.parts != forms[-1].parts:
        parts = outline(blocks, form)
    reading = read_tables(tables, form, forms)
    _expect_report(parts, reading, file)
    told = Shares(form, source.framed)
    told.left_over([entry for row in reading.unknown for entry in row], AROUND if source.framed else "")
    for caption, table in others:
        told.left_over([entry for row in table.rows for entry in row if entry.text], f"{caption}，没有读入")
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


def _expect_report(parts: Outline, reading: Reading, file: str | None) -> None:
    if not parts.headings and not reading.cells:
        raise ForeignFileError(
            "没有认出年度报告的内容：既没有六个部分的标题，也没有三张表",
            place=Place(file),
            remedy="请确认文件是政府信息公开工作年度报告；表格是图片的，要先转成文字",
        )


def _without_draft_marks(blocks: Iterable[Block]) -> tuple[list[Block], list[Remark]]:
    """Leave out what our own drafts say about themselves: the mark and the list of findings."""
    kept: list[Block] = []
    remarks: list[Remark] = []
    for block in blocks:
        if not isinstance(block, Line) or "草稿" not in block.text:
            kept.append(block)
            continue
        text = compact(block.text)
        if _DRAFT_LIST.match(text):
            break
        if _DRAFT.match(text):
            remarks.append(Remark("draft", text.strip("()"), place=block.place))
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
    printed = "".join(name(text) for table in tables for text in table.texts)
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


def _remark_missing(reading: Reading, parts: Outline, form: Form, told: Shares) -> None:
    for table in reading.missing:
        heading = form.part(table).heading
        blocks = parts.blocks.get(table, [])
        picture = next((block for block in blocks if isinstance(block, Picture)), None)
        if picture:
            told.remarks.append(Remark("table_image", official=heading, place=picture.place))
        else:
            told.remarks.append(Remark("table_missing", official=heading))


def _remark_notes(blocks: Sequence[Block], form: Form, reading: Reading, told: Shares) -> None:
    """Note where the relation that the form prints in the corner of a table is not there."""
    printed = "".join(map(compact, _texts(blocks)))
    for table in form.tables:
        for block in table.blocks:
            if table.id in reading.missing or len(block.corner) < NOTE_FROM:
                continue
            pieces = [compact(piece) for piece in re.split(r"[（），：]", block.corner) if piece]
            if not all(piece in printed for piece in pieces):
                told.remarks.append(Remark("note_missing", official=block.corner))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield short lines and the texts of cells, of which a copy may break a note over several."""
    for block in blocks:
        if isinstance(block, Line) and len(block.text) < LONGEST_NOTE:
            yield block.text
        elif isinstance(block, Table):
            yield from block.texts
