"""Share the lines of a report out among its parts, and note what is in none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportbot.errors import Place
from reportbot.form import Form
from reportbot.importing.blocks import Block, Entry, Line, Picture
from reportbot.importing.front import Title, contact, signature
from reportbot.importing.parts import (
    Outline,
    after_last_table,
    is_furniture,
    is_subsection,
    lines_in,
    part_of_heading,
)
from reportbot.importing.telling import AROUND, CONTENTS
from reportbot.importing.vocabulary import is_piece, is_value
from reportbot.organ_names import kind_of, level_of
from reportbot.questions import find_answer
from reportbot.report import Remark, RemarkKind

LONGEST_CAPTION = 40

NARRATIVE = ("front", "overview", "problems", "other")
"""What is text in a report; the other parts are tables."""


@dataclass(slots=True)
class Shares:
    """The texts, facts, places and remarks of one report, as its lines are shared out."""

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
        last = list(parts.headings)[-1:]
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
        """Keep what is text in front of part one; a table of contents and a page's furniture are left over."""
        contents = [line for line in lines if part_of_heading(line.text, (self.form,))]
        self.left_over(contents, CONTENTS)
        lines = [line for line in lines if line not in contents]
        if not self.framed:
            return lines
        kept = [line for line in lines if not is_furniture(line) and (titled or _is_sentence(line))]
        self.left_over([line for line in lines if line not in kept], AROUND)
        return kept

    def _end(self, lines: list[Line]) -> list[Line]:
        """Take off what follows the report: signature and date, and the page below it."""
        if self.framed:
            end = next((at for at, line in enumerate(lines) if at and is_furniture(line)), len(lines))
            self.left_over(lines[end:], AROUND)
            below = end
            while end > 1 and not _is_sentence(lines[end - 1]) and not _may_sign(lines[end - 1]):
                end -= 1
            self.left_over(lines[end:below], "")
            lines = lines[:end]
        self.facts |= signature(lines)
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
        blocks = _without_captions(parts.blocks[part])
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


def _without_captions(blocks: Sequence[Block]) -> list[Block]:
    """Leave out the short lines that stand right below pictures."""
    return [
        block
        for at, block in enumerate(blocks)
        if not (
            at
            and isinstance(block, Line)
            and isinstance(blocks[at - 1], Picture)
            and len(block.text) <= LONGEST_CAPTION
            and not _is_sentence(block)
        )
    ]


def _is_sentence(line: Line) -> bool:
    text = line.text.strip()
    return text.endswith(("。", "！", "？", "；", "：", "，", ")", "）", ";", ".")) or text in {"无", "没有"}


def _may_sign(line: Line) -> bool:
    return bool(signature([line]))
