"""Put a report together as a document: title, headings, paragraphs and tables in order.

Every export draws the same document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportbot.form import Part
from reportbot.grid import Grid, layout
from reportbot.narrative import Narrative, Paragraph, Section, narrate
from reportbot.numbers import format_number
from reportbot.report import Report

DRAFT_MARK = "草稿"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the form, level 2 a section within."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: vector markup for pages, a picture for Word, its content in words for all."""

    caption: str
    svg: str
    png: bytes
    alt: str


Block = Heading | Paragraph | Grid | Figure


@dataclass(frozen=True)
class Document:
    """A report ready to be written in any format.

    ``title`` is broken by sense into lines. ``open_findings`` are told in a draft, which
    is then marked as one; an empty tuple means a report that can be sent.
    """

    report: Report
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: tuple[str, ...] = ()
    open_findings: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]


def compose(
    report: Report,
    open_findings: Sequence[str] = (),
    figures: Sequence[Figure] = (),
    narrative: Narrative | None = None,
) -> Document:
    """Put together the document of a report; figures follow the table of applications."""
    sections = (narrative or narrate(report)).sections
    return Document(
        report=report,
        title=title_of(report),
        blocks=tuple(_blocks(report, sections, figures)),
        signature=tuple(_signature(report)),
        open_findings=tuple(open_findings),
    )


def title_of(report: Report) -> tuple[str, ...]:
    """Return the title in lines: the organ, then year and kind of report."""
    agency = report.agency or "【待补充：单位名称】"
    return (agency, f"{report.year}年{report.form.title}")


def cell_text(report: Report, cell_id: str) -> str:
    """Return what is printed in a cell: its number, its raw text, or nothing."""
    cell, spec = report.cell(cell_id), report.form.cells[cell_id]
    if cell.value is None:
        return cell.raw or ""
    unit = spec.leaf.units[0] if spec.leaf.print_unit else ""
    return format_number(cell.value, spec.kind) + unit


def _blocks(report: Report, sections: Sequence[Section], figures: Sequence[Figure]) -> Iterator[Block]:
    yield from _narrative("front", sections)
    for part in report.form.parts:
        yield Heading(part.heading, 1)
        yield from _narrative(part.id, sections)
        if _is_table(report, part):
            yield layout(report.form, part.id)
        if part.id == "applications":
            yield from figures


def _is_table(report: Report, part: Part) -> bool:
    return any(table.id == part.id for table in report.form.tables)


def _narrative(part: str, sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        if section.part == part:
            if section.heading:
                yield Heading(section.heading, 2)
            yield from section.printed


def _signature(report: Report) -> Iterator[str]:
    date = report.facts.get("front.issue_date")
    name = report.facts.get("front.signature") or (report.agency if date else None)
    if name:
        yield str(name)
    if date:
        year, month, day = (int(part) for part in str(date).split("-"))
        yield f"{year}年{month}月{day}日"
