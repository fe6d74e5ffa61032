"""The JSON Schema of answers.yaml, derived from the form and the questions.

Every key is offered in Chinese and accepted in English. The schema describes what an
editor can complete and mark; the reader says more, and has the last word.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from reportbot.answers.keys import FACT_SECTIONS, KEYS, TEXT_KEYS
from reportbot.cell_help import column_help, row_help, table_help
from reportbot.form import Form, FormCell, Heading, all_forms
from reportbot.labels import bare, unnumbered
from reportbot.lines import Line, lines_of
from reportbot.outline import paragraph_names
from reportbot.questions import Answer, Question, Section, load_section, problem_entry

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "null"]}
_VALUE: Schema = {"type": ["integer", "number", "string", "null"]}
_LIST: Schema = {"type": ["array", "null"]}


def answers_schema() -> Schema:
    """Return the schema, valid against JSON Schema draft 2020-12."""
    sections = [load_section(name) for name in ("agency", *FACT_SECTIONS, "other")]
    top = {
        "agency": _ref("agency"),
        "year": {
            "type": ["integer", "string"],
            "pattern": "[0-9０-９]{4}",
            "minimum": 1000,
            "maximum": 9999,
            "description": "报告年度，四位数",
        },
        "statistics": _ref("statistics"),
        "previous": {
            "description": "上年报告的文件名，或同样结构的一组内容",
            "anyOf": [_TEXT, {"$ref": "#"}],
        },
        "facts": _ref("facts"),
        "problems": _LIST | {"items": _ref("problem")},
        "other": _ref("other"),
        "texts": _open_object(dict.fromkeys(sorted(paragraph_names()), _ref("paragraph")), _ref("paragraph")),
        "confirmations": _LIST | {"items": _ref("confirmation")},
        "unverified": _LIST | {"items": {"type": "string"}},
        "sources": _open_object({}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告的答案文件",
        **_object(_named(((KEYS[key], key), schema) for key, schema in top.items())),
        "anyOf": [{"required": ["年度"]}, {"required": ["year"]}],
        "$defs": {
            "value": _VALUE,
            "noted": _object({"value": _VALUE, "数值": _VALUE, "note": _TEXT, "备注": _TEXT}),
            "cell": {"anyOf": [_ref("value"), _ref("noted")]},
            "paragraph": {"anyOf": [_TEXT, _object(dict.fromkeys(TEXT_KEYS, _TEXT))]},
            "texts": {"anyOf": [_TEXT, _LIST | {"items": _TEXT}]},
            "facts": _object(_named((_names(section), _ref(section.id)) for section in sections[1:-1])),
            "problem": {"anyOf": [{"type": "string"}, _fields(problem_entry())]},
            "confirmation": _confirmation(),
            **dict(_sections(sections)),
            **dict(_statistics()),
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Schema) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _open_object(properties: Schema, others: Schema = _TEXT) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": others}


def _named(entries: Iterable[tuple[Iterable[str], Schema]]) -> Schema:
    return {name: schema for names, schema in entries for name in names}


def _names(section: Section) -> tuple[str, ...]:
    return (section.name, section.id, *section.also)


def _sections(sections: Iterable[Section]) -> Iterator[tuple[str, Schema]]:
    for section in sections:
        questions = section.questions
        named = _named((question.answer.names, _ref(question.id)) for question in questions)
        yield section.id, {"description": section.intro} | _object(named)
        for question in questions:
            yield question.id, {"description": _wording(question)} | _answer(question.answer)


def _wording(question: Question) -> str:
    more = (("填什么", question.counts), ("不填什么", question.excludes), ("问谁", question.holder))
    return "\n".join([question.question, *(f"{title}：{text}" for title, text in more if text)])


def _answer(answer: Answer) -> Schema:
    match answer.type:
        case "yes":
            return {"enum": ["是", "否", "有", "没有", "无", "yes", "no", True, False, None]}
        case "choice":
            names = [name for option in answer.options for name in (option.name, option.id, *option.also)]
            return {"enum": [*names, None]}
        case "list":
            return _ref("texts")
        case "map":
            return {"type": ["object", "string", "null"], "additionalProperties": _VALUE}
        case "record":
            return {"anyOf": [_fields(answer.fields), _answer(answer.fields[0]), _ref("texts")]}
        case "text" | "date":
            return _TEXT
        case _:
            return _ref("value")


def _fields(fields: Iterable[Answer]) -> Schema:
    described = ((field, {"description": field.help} if field.help else {}) for field in fields)
    return _object(_named((field.names, words | _answer(field)) for field, words in described))


def _confirmation() -> Schema:
    keys: dict[tuple[str, ...], Schema] = {
        ("规则", "code"): {"type": "string"},
        ("理由", "reason"): {"type": "string"},
        ("单元格", "cells", "位置", "place"): _ref("texts"),
        ("当时的数", "values"): {"type": "object", "additionalProperties": _VALUE},
    }
    needed = [
        {"anyOf": [{"required": [name]} for name in names]} for names in keys if {"code", "reason"} & {*names}
    ]
    return _object(_named(keys.items())) | {"allOf": needed}


def _statistics() -> Iterator[tuple[str, Schema]]:
    """Yield the tables, lines and columns of all forms; the same id is defined once."""
    tables: dict[str, Schema] = {}
    lines: dict[str, dict[str, Schema]] = {}
    for form in all_forms():
        for table in form.tables:
            heading = form.part(table.id).heading
            names = (*table.also, table.id, table.name, unnumbered(heading), heading)
            tables |= dict.fromkeys(names, _ref(table.id))
            lines[table.id] = lines.get(table.id, _zeros()) | _lines(form, table.id)
    yield "statistics", _object(tables)
    for table_id, properties in lines.items():
        described = {"description": table_help(table_id).get("intro", "")} | _object(properties)
        yield table_id, described | {"type": ["object", "string", "null"]}
    for line in (line for form in all_forms() for table in form.tables for line in lines_of(form, table.id)):
        yield _line_id(line), _line(line)
        yield from ((cell.id, _column(cell)) for cell in line.cells)


def _zeros() -> dict[str, Schema]:
    return {name: {"const": 0} for name in ("其余", "rest")}


def _spellings(heading: Heading) -> tuple[str, ...]:
    return (unnumbered(heading.label), bare(heading.label), heading.label, *heading.also)


def _line_id(line: Line) -> str:
    return line.cells[0].id.rpartition(".")[0]


def _lines(form: Form, table_id: str) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    for line in lines_of(form, table_id):
        heading, first = line.heading, line.cells[0]
        found |= dict.fromkeys((*_spellings(heading), line.id), _ref(_line_id(line)))
        path = first.row[:-1] if heading is first.row[-1] else first.column[:-2]
        groups = [name for group in path if group.label for name in _spellings(group)]
        found |= {name: {"type": "object"} for name in groups}
    return found


def _line(line: Line) -> Schema:
    """Describe a row by its own form's columns; both forms' rows of one id are merged by the later."""
    columns = _zeros()
    for form in all_forms():
        for cell in form.cells.values():
            if cell.id.rpartition(".")[0] == _line_id(line):
                columns |= dict.fromkeys((*_spellings(cell.leaf), str(cell.leaf.id)), _ref(cell.id))
    return {
        "description": row_help(line.cells[0]).get("what", ""),
        "anyOf": [_object(columns), _ref("cell")],
    }


def _column(cell: FormCell) -> Schema:
    return {"description": column_help(cell).get("what", "")} | _ref("cell")
