"""Read the statistics of an answers file: official labels or ids become cell ids."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportbot.answers.values import (
    NONE,
    Complaints,
    complain,
    expect_mapping,
    repeated,
    suggest,
    text_of,
)
from reportbot.errors import Place
from reportbot.form import Form, FormCell, Table, all_forms
from reportbot.labels import bare, normalise, unnumbered
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, read_cell
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar

REST = {"rest", "其余"}
_VALUE = {"value": "value", "数值": "value", "note": "note", "备注": "note"}


def read_statistics(node: Node, form: Form, places: dict[str, Place], errors: Complaints) -> dict[str, Cell]:
    """Return the stated cells below a ``statistics`` node; note where tables, lines and cells stand."""
    mapping = expect_mapping(node, "统计数据", errors)
    cells: dict[str, Cell] = {}
    seen: dict[str, Scalar] = {}
    names = {normalise(name): table for table in form.tables for name in _table_names(form, table)}
    for key, child in mapping or ():
        table = names.get(normalise(key.text))
        if table is None:
            known = [name for table in form.tables for name in (table.also[0], table.id)]
            complain(errors, key, f"统计数据里没有“{key.text}”这张表", suggest(key.text, known))
        elif not repeated(seen, table.id, key, errors):
            places[table.id] = key.place
            cells |= _Reader(form, table.id, places, errors).table(child)
    places |= {cell_id: cell.place for cell_id, cell in cells.items()}
    return cells


def _table_names(form: Form, table: Table) -> tuple[str, ...]:
    return (table.id, table.name, *table.also, form.part(table.id).heading)


@dataclass(slots=True)
class _Reader:
    """Reads one table; ``cells`` fills up as lines are read."""

    form: Form
    table_id: str
    places: dict[str, Place]
    errors: Complaints

    def table(self, node: Node) -> dict[str, Cell]:
        lines = lines_of(self.form, self.table_id)
        everything = [cell for line in lines for cell in line.cells]
        if isinstance(node, Scalar) and node.value is not None:
            if node.text in NONE and self.form.table(self.table_id).may_be_none:
                return _zeros(everything, node)
            complain(
                self.errors,
                node,
                f"“{self.form.table(self.table_id).name}”下面应当逐行填写",
                "各格都是 0 时可以写“其余: 0”，否则逐行写出",
            )
            return {}
        mapping = expect_mapping(node, self.form.table(self.table_id).name, self.errors)
        return self._lines(mapping, lines, {}) if mapping else {}

    def _lines(self, mapping: MappingNode, lines: Iterable[Line], seen: dict[str, Scalar]) -> dict[str, Cell]:
        lines = list(lines)
        cells: dict[str, Cell] = {}
        rest: Node | None = None
        for key, node in mapping:
            name = normalise(key.text)
            if key.text in REST:
                rest = self._zero(node)
                continue
            matching = [line for line in lines if key.text == line.id or name in line.names]
            group = [line for line in lines if name in line.groups]
            if len(matching) == 1:
                if not repeated(seen, matching[0].id, key, self.errors):
                    self.places[f"{self.table_id}.{matching[0].id}"] = key.place
                    cells |= self._cells_of(matching[0], node, key)
            elif group:
                if inner := expect_mapping(node, key.text, self.errors):
                    cells |= self._lines(inner, group, seen)
            else:
                self._unknown(key, lines)
        if rest is not None:
            missing = [cell for line in lines for cell in line.cells if cell.id not in cells]
            cells |= _zeros(missing, rest)
        return cells

    def _cells_of(self, line: Line, node: Node, key: Scalar) -> dict[str, Cell]:
        if len(line.cells) == 1 and (isinstance(node, Scalar) or _is_record(node)):
            return self._cell(line.cells[0], node)
        if isinstance(node, Scalar):
            if node.value is None:
                return {}
            if node.text in NONE or read_cell(node.text).value == 0:
                return _zeros(line.cells, node)
            columns = "、".join(bare(cell.leaf.label) for cell in line.cells)
            complain(
                self.errors, node, f"“{key.text}”只写了一个数“{node.text}”", f"请分栏填写，可写：{columns}"
            )
            return {}
        mapping = expect_mapping(node, key.text, self.errors)
        return self._columns(mapping, line, {}) if mapping else {}

    def _columns(self, mapping: MappingNode, line: Line, seen: dict[str, Scalar]) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        rest: Node | None = None
        for key, node in mapping:
            name = normalise(key.text)
            if key.text in REST:
                rest = self._zero(node)
                continue
            cell = line.columns.get(key.text) or line.columns.get(name)
            if cell is not None:
                if not repeated(seen, cell.id, key, self.errors):
                    cells |= self._cell(cell, node)
            elif name in line.column_groups and isinstance(node, MappingNode):
                cells |= self._columns(node, line, seen)
            else:
                known = [unnumbered(cell.leaf.label) for cell in line.cells]
                complain(
                    self.errors,
                    key,
                    f"“{bare(line.heading.label)}”里没有“{key.text}”这一栏",
                    self._other_form(key.text) or suggest(key.text, known),
                )
        if rest is not None:
            cells |= _zeros([cell for cell in line.cells if cell.id not in cells], rest)
        return cells

    def _cell(self, cell: FormCell, node: Node) -> dict[str, Cell]:
        note: str | None = None
        if isinstance(node, MappingNode):
            parts: dict[str, Node] = {}
            for key, child in node:
                if key.text in _VALUE:
                    parts[_VALUE[key.text]] = child
                else:
                    complain(self.errors, key, f"不认识“{key.text}”", suggest(key.text, ["value", "note"]))
            note = text_of(parts["note"], self.errors) if "note" in parts else None
            if "value" not in parts:
                complain(self.errors, node, "这一格有备注，却没有数", "请写成 {value: 2, note: 备注}")
                return {}
            node = parts["value"]
        text = text_of(node, self.errors, "一个数")
        read = read_cell(text, cell.kind, cell.leaf.units)
        if read.blank and note is None:
            return {}
        return {cell.id: Cell(read.value, read.raw, note, node.place)}

    def _zero(self, node: Node) -> Node | None:
        if isinstance(node, Scalar) and node.value is None:
            return None
        if isinstance(node, Scalar) and read_cell(node.text).value == 0:
            return node
        complain(self.errors, node, "“其余”只能是 0", "其余各格都没有发生时写“其余: 0”，否则逐格填写")
        return None

    def _unknown(self, key: Scalar, lines: list[Line]) -> None:
        known = [unnumbered(line.heading.label) for line in lines]
        name = self.form.table(self.table_id).name
        complain(
            self.errors,
            key,
            f"{name}里没有“{key.text}”这一行",
            self._other_form(key.text) or suggest(key.text, [*known, *(line.id for line in lines)]),
        )

    def _other_form(self, text: str) -> str:
        """Say so when a name belongs to the form of other years."""
        for form in all_forms():
            if form.id == self.form.id or self.table_id not in {table.id for table in form.tables}:
                continue
            for cell in form.cells_of(self.table_id):
                for heading in (*cell.row, *cell.column):
                    if text == heading.id or (heading.label and normalise(text) in heading.names):
                        return f"这是 {form.id} 年格式的项目；本年度用 {self.form.id} 年格式，请核对年度"
        return ""


def _is_record(node: Node) -> bool:
    return isinstance(node, MappingNode) and bool(set(node.entries) & set(_VALUE))


def _zeros(cells: Iterable[FormCell], node: Node) -> dict[str, Cell]:
    return {cell.id: Cell(0, place=node.place) for cell in cells if not cell.leaf.total and not _total(cell)}


def _total(cell: FormCell) -> bool:
    return any(heading.total for heading in (*cell.row, *cell.column))
