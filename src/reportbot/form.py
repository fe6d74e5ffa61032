"""The official form of a year as data: tables, headings, cells and sums.

A form version is one file in ``forms/``. Everything that knows a row, a column, a sum or
a merged cell derives it from here.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportbot.labels import bare, normalise
from reportbot.numbers import Kind
from reportbot.resources import load_yaml, resource


class FormError(ValueError):
    """A form file that contradicts itself; a defect of the project, not of a user."""


@dataclass(frozen=True)
class Heading:
    """One heading of a row or a column.

    Nesting is the merged cell on paper. A heading without ``id`` groups on paper only.
    ``total`` is the rule code under which the heading is checked as sum of its siblings.
    ``span`` is the number of grid columns the heading covers where nesting does not say.
    """

    label: str = ""
    id: str | None = None
    also: tuple[str, ...] = ()
    total: str | None = None
    kind: Kind = "count"
    units: tuple[str, ...] = ("件",)
    print_unit: bool = False
    span: int = 1
    children: tuple["Heading", ...] = ()

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Label and known variants, normalised for comparison."""
        return tuple(normalise(name) for name in (self.label, *self.also))

    def leaves(self, above: tuple["Heading", ...] = ()) -> Iterator[tuple["Heading", ...]]:
        """Yield the path of headings from this one to each leaf."""
        path = (*above, self)
        if not self.children:
            yield path
        for child in self.children:
            yield from child.leaves(path)


Path_ = tuple[Heading, ...]


@dataclass(frozen=True)
class FormCell:
    """One numeric cell of the form with everything printed around it."""

    id: str
    table: str
    block: int
    row: Path_
    column: Path_

    @functools.cached_property
    def leaf(self) -> Heading:
        """The heading that says what kind of number belongs here: the column's."""
        return self.column[-1]

    @property
    def kind(self) -> Kind:
        """Count, amount or change."""
        return self.leaf.kind


@dataclass(frozen=True, slots=True)
class Relation:
    """Sum of ``left`` equals sum of ``right``; with ``total`` the one left cell derives."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    total: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """All operands."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows under one set of column headings.

    ``carry_over`` names, for a row that repeats last year's report, last year's row.
    """

    caption: str
    corner: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    carry_over: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form; ``name`` is what people call it (表二).

    A table that ``may_be_none`` can be answered with "none happened": every cell is 0.
    """

    id: str
    name: str
    also: tuple[str, ...]
    label_columns: int
    may_be_none: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbered parts; ``also`` are headings seen instead of the official one."""

    id: str
    heading: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that ordered the form."""

    number: str
    title: str


@dataclass(frozen=True, eq=False)
class Form:
    """One version of the official form."""

    id: str
    first_year: int
    notice: Notice
    title: str
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    cells: Mapping[str, FormCell] = field(repr=False)
    relations: tuple[Relation, ...] = field(repr=False)

    def table(self, table_id: str) -> Table:
        """Return a table by id."""
        return next(table for table in self.tables if table.id == table_id)

    def part(self, part_id: str) -> Part:
        """Return a part by id."""
        return next(part for part in self.parts if part.id == part_id)

    def cells_of(self, table_id: str) -> list[FormCell]:
        """Return the cells of a table in the order printed."""
        return [cell for cell in self.cells.values() if cell.table == table_id]

    def row_label(self, cell_id: str) -> str:
        """Return the printed name of a cell's row (of its block in a table without rows)."""
        cell = self.cells[cell_id]
        path = [heading.label for heading in cell.row if heading.label]
        if not path:
            return cell.column[-2].label
        numbered_group = len(path) > 1 and path[0].startswith(tuple("一二三四五六七八九十"))
        return "—".join(bare(label) for label in (path[1:] if numbered_group else path))

    def label(self, cell_id: str) -> str:
        """Return how a message names a cell: table, row / column as printed."""
        cell = self.cells[cell_id]
        table = self.table(cell.table).name
        return f"{table} {self.row_label(cell_id)} / {bare(cell.leaf.label)}"

    def carried_from(self, cell_id: str) -> str:
        """Return the cell of last year's report that a cell must equal, or nothing."""
        cell = self.cells[cell_id]
        row = self.table(cell.table).blocks[cell.block].carry_over.get(str(cell.row[-1].id))
        return _cell_id(cell.table, (Heading(id=row),), cell.column) if row else ""

    @functools.cached_property
    def derived_totals(self) -> Mapping[str, tuple[Relation, ...]]:
        """Sums by the total they derive; a corner total has one along each axis."""
        found: dict[str, tuple[Relation, ...]] = {}
        for relation in self.relations:
            if relation.total:
                found[relation.left[0]] = (*found.get(relation.left[0], ()), relation)
        return found

    @functools.cached_property
    def relations_by_code(self) -> Mapping[str, tuple[Relation, ...]]:
        """All relations by the code of the rule that checks them."""
        found: dict[str, tuple[Relation, ...]] = {}
        for relation in self.relations:
            found[relation.code] = (*found.get(relation.code, ()), relation)
        return found


def load_form(path: Path) -> Form:
    """Load a form file and verify it against itself; raises FormError."""
    data = load_yaml(path)
    tables = tuple(_table(entry) for entry in data["tables"])
    cells: dict[str, FormCell] = {}
    relations: list[Relation] = []
    for table, entry in zip(tables, data["tables"], strict=True):
        found = list(_cells(table))
        if len({cell.id for cell in found} | set(cells)) != len(found) + len(cells):
            raise FormError(f"{path.name}: {table.id} repeats a cell id")
        if len(found) != entry["cells"]:
            raise FormError(f"{path.name}: {table.id} has {len(found)} cells, not {entry['cells']}")
        cells |= {cell.id: cell for cell in found}
        relations += _relations(table, found, entry)
    return Form(
        id=str(data["form"]),
        first_year=data["first_year"],
        notice=Notice(**data["notice"]),
        title=data["title"],
        parts=tuple(
            Part(entry["id"], entry["heading"], tuple(entry.get("also", ()))) for entry in data["parts"]
        ),
        tables=tables,
        cells=cells,
        relations=tuple(relations),
    )


@functools.cache
def all_forms() -> tuple[Form, ...]:
    """Return every form version, oldest first."""
    forms = [load_form(path) for path in sorted(resource("forms").glob("*.yaml"))]
    return tuple(sorted(forms, key=lambda form: form.first_year))


def form_for_year(year: int) -> Form:
    """Return the form in force for a reporting year (the oldest one before that)."""
    fitting = [form for form in all_forms() if form.first_year <= year]
    return fitting[-1] if fitting else all_forms()[0]


def form_by_id(form_id: str) -> Form:
    """Return a form version by its id; raises KeyError."""
    return {form.id: form for form in all_forms()}[form_id]


def _heading(entry: Mapping[str, Any]) -> Heading:
    known = dict(entry)
    known["children"] = tuple(_heading(child) for child in entry.get("children", ()))
    for name in ("also", "units"):
        if name in known:
            known[name] = tuple(known[name])
    return Heading(**known)


def _headings(entries: Iterable[Mapping[str, Any]]) -> tuple[Heading, ...]:
    return tuple(_heading(entry) for entry in entries)


def _table(entry: Mapping[str, Any]) -> Table:
    blocks = tuple(
        Block(
            caption=block.get("caption", ""),
            corner=block.get("corner", ""),
            columns=_headings(block["columns"]),
            rows=_headings(block.get("rows", [{}])),
            carry_over=block.get("carry_over", {}),
        )
        for block in entry["blocks"]
    )
    return Table(
        id=entry["id"],
        name=entry["name"],
        also=tuple(entry["also"]),
        label_columns=entry["label_columns"],
        may_be_none=entry.get("may_be_none", False),
        blocks=blocks,
    )


def leaf_paths(headings: Iterable[Heading]) -> list[Path_]:
    """Return the paths to all leaves below some headings, in the order printed."""
    return [path for heading in headings for path in heading.leaves()]


def _cell_id(table: str, row: Path_, column: Path_) -> str:
    ids = [heading.id for heading in (*row, *column) if heading.id]
    return ".".join([table, *ids])


def _cells(table: Table) -> Iterator[FormCell]:
    for number, block in enumerate(table.blocks):
        for row in leaf_paths(block.rows):
            for column in leaf_paths(block.columns):
                yield FormCell(_cell_id(table.id, row, column), table.id, number, row, column)


def _relations(table: Table, cells: list[FormCell], entry: Mapping[str, Any]) -> Iterator[Relation]:
    for number, block in enumerate(table.blocks):
        rows, columns = leaf_paths(block.rows), leaf_paths(block.columns)
        here = [cell for cell in cells if cell.block == number]
        for relation in entry["blocks"][number].get("relations", ()):
            yield from _printed_relations(relation, here, columns)
        for total in (path for path in rows if path[-1].total):
            parts = _siblings(total, rows)
            for column in columns:
                yield _sum(table.id, total[-1].total, (total, column), [(row, column) for row in parts])
        for total in (path for path in columns if path[-1].total):
            parts = _siblings(total, columns)
            for row in rows:
                yield _sum(table.id, total[-1].total, (row, total), [(row, column) for column in parts])


def _siblings(total: Path_, paths: list[Path_]) -> list[Path_]:
    parent = total[:-1]
    return [path for path in paths if path[: len(parent)] == parent and path != total]


def _sum(
    table: str, code: str | None, total: tuple[Path_, Path_], parts: list[tuple[Path_, Path_]]
) -> Relation:
    ids = tuple(_cell_id(table, row, column) for row, column in parts)
    return Relation(str(code), (_cell_id(table, *total),), ids, total=True)


def _printed_relations(
    relation: Mapping[str, Any], cells: list[FormCell], columns: list[Path_]
) -> Iterator[Relation]:
    by_place = {(cell.row[-1].id, cell.column): cell.id for cell in cells}
    for column in columns:
        left = tuple(by_place[row, column] for row in relation["left"])
        right = tuple(by_place[row, column] for row in relation["right"])
        yield Relation(relation["code"], left, right, total=False)
