"""Read the JSON file of a report that ``draft -o X.json`` or ``show --format json`` wrote."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from reportbot.errors import InputError, Place
from reportbot.form import Form, all_forms, form_by_id
from reportbot.numbers import Cell
from reportbot.report import Report

KEYS = ("agency", "year", "form", "cells", "unreadable", "rows_outside_the_form", "narrative")


def read_json(data: bytes, file: str | None = None) -> Report:
    """Return the report that a JSON file of ours holds; raises InputError for any other."""
    place = Place(file)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError("这不是 JSON 文件，或者已经损坏", place=place, remedy="请重新导出") from None
    if not isinstance(found, dict) or not set(KEYS) <= set(found):
        raise _other(place)
    try:
        form = form_by_id(str(found["form"]))
    except KeyError:
        known = "、".join(form.id for form in all_forms())
        raise InputError(f"没有“{found['form']}”这种格式", place=place, remedy=f"可以是：{known}") from None
    cells, unreadable, narrative = (
        _mapping(found[key], place) for key in ("cells", "unreadable", "narrative")
    )
    unknown = [cell for cell in (*cells, *unreadable) if cell not in form.cells]
    if unknown:
        raise InputError(f"{form.id} 年格式没有“{unknown[0]}”这一格", place=place, remedy="请重新导出")
    year, agency = found["year"], found["agency"]
    return Report(
        form=form,
        year=year if isinstance(year, int) else None,
        cells={cell: _cell(form, cell, cells.get(cell), unreadable.get(cell), place) for cell in form.cells},
        facts={"agency.name": str(agency)} if agency else {},
        texts={str(part): str(words) for part, words in narrative.items() if words},
        published=True,
        rows_outside_the_form=_mapping(found["rows_outside_the_form"], place),
        file=file,
    )


def _other(place: Place) -> InputError:
    return InputError(
        "这个 JSON 文件不是 reportbot 写出的报告数据",
        place=place,
        remedy="可以读 reportbot draft -o 报告.json 写出的文件",
    )


def _mapping(value: Any, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _other(place)
    return value


def _cell(form: Form, cell_id: str, value: Any, raw: Any, place: Place) -> Cell:
    if raw is not None:
        return Cell(raw=str(raw))
    if value is None:
        return Cell()
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        label = form.label(cell_id)
        raise InputError(f"{label}：“{value}”不是数字", place=place, remedy="请重新导出")
    return Cell(number if form.cells[cell_id].kind == "amount" else int(number))
