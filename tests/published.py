"""Real published reports from the transcribed cells of the corpus, without their words."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from reportbot.form import FormCell, form_by_id
from reportbot.numbers import Cell, read_cell
from reportbot.report import Remark, Report

NAMES = (
    "hangzhou-style-2025",
    "hongze-2023",
    "huaian-2024",
    "lusong-hrss-2020",
    "shanghai-office-2019",
    "shanghai-office-2025",
    "suqian-2023",
    "suqian-2024",
)


def published(corpus: Path, name: str) -> Report:
    """One report with its cells as printed; a row outside the form is remarked on as its reader would."""
    data = yaml.safe_load((corpus / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    form = form_by_id(data["form"])
    outside = data["rows_outside_the_form"]
    rows = dict.fromkeys(row.rpartition(" / ")[0] for row in outside)
    return Report(
        form=form,
        year=data["year"],
        cells={cell: _cell(form.cells[cell], data) for cell in form.cells},
        facts={"agency.name": data["agency"].partition("（")[0]},
        published=True,
        rows_outside_the_form=outside,
        remarks=tuple(Remark("foreign_item", row) for row in rows),
        file=f"{name}.html",
    )


def _cell(spec: FormCell, data: dict[str, Any]) -> Cell:
    if raw := data["unreadable"].get(spec.id):
        return Cell(raw=raw)
    value = data["cells"][spec.id]
    if value is None:
        return Cell()
    if spec.leaf.print_unit:
        return read_cell(f"{value}{spec.leaf.units[0]}", spec.kind, spec.leaf.units)
    return Cell(Decimal(str(value)) if spec.kind == "amount" else int(value))
