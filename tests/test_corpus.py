"""Real published reports: every transcribed cell, form, year and organ."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportbot.importing import read_report
from reportbot.report import Report

AS_PUBLISHED = [
    "shanghai-office-2019.html",
    "hangzhou-style-2025.html",
    "huaian-2024.pdf",
    "hongze-2023.pdf",
    "lusong-hrss-2020.txt",
]
COPIES = [
    "huaian-2024.txt",
    "hongze-2023.txt",
    "suqian-2023.txt",
    "suqian-2024.txt",
    "shanghai-office-2025.md",
]
"""Dumps and re-typeset text: nothing wrong, nine cells of ten read."""


def read(corpus: Path, file: str) -> tuple[Report, dict[str, Any]]:
    if file.endswith(".pdf"):
        pytest.importorskip("pdfplumber")
    expected = yaml.safe_load((corpus / f"{Path(file).stem}.expected.yaml").read_text(encoding="utf-8"))
    return read_report(corpus / file), expected


def same(found: Any, expected: Any) -> bool:
    return found is not None and Decimal(str(found)) == Decimal(str(expected))


@pytest.mark.parametrize("file", AS_PUBLISHED)
def test_published_files_are_read_whole(corpus: Path, file: str) -> None:
    report, expected = read(corpus, file)
    assert (report.form.id, report.year) == (expected["form"], expected["year"])
    assert report.agency == expected["agency"].partition("（")[0]
    for cell_id, value in expected["cells"].items():
        cell = report.cell(cell_id)
        if cell_id in expected["unreadable"]:
            assert cell.unreadable, cell_id
            assert cell.raw == expected["unreadable"][cell_id]
        elif value is None:
            assert cell.blank, cell_id
        else:
            assert same(cell.value, value), (cell_id, cell, value)
    assert report.rows_outside_the_form == expected["rows_outside_the_form"]


@pytest.mark.parametrize("file", COPIES)
def test_of_copies_nothing_is_read_wrong(corpus: Path, file: str) -> None:
    report, expected = read(corpus, file)
    assert (report.form.id, report.year) == (expected["form"], expected["year"])
    assert report.agency in {expected["agency"], None}
    filled = {cell: value for cell, value in expected["cells"].items() if value is not None}
    read_cells = {cell for cell in report.form.cells if report.value(cell) is not None}
    assert [cell for cell in read_cells if not same(report.value(cell), filled.get(cell, "NaN"))] == []
    assert len(read_cells) >= 0.9 * len(filled)


@pytest.mark.parametrize("file", [*AS_PUBLISHED, *COPIES])
def test_the_narrative_is_there(corpus: Path, file: str) -> None:
    report, _ = read(corpus, file)
    assert {"overview", "problems", "other"} <= set(report.texts)
    assert all(report.place(part).file for part in report.texts)


def test_what_is_odd_is_noticed(corpus: Path) -> None:
    kinds = {remark.kind for remark in read(corpus, "lusong-hrss-2020.txt")[0].remarks}
    assert {"label_missing", "subsection", "text", "guess"} <= kinds
    report, _ = read(corpus, "hongze-2023.txt")
    assert ("foreign_item", "（六）其他处理：0、0、0、0、0、0、0") in {
        (one.kind, one.text) for one in report.remarks
    }
    report, _ = read(corpus, "shanghai-office-2025.md")
    assert ("heading_missing", "五、存在的主要问题及改进情况") in {
        (one.kind, one.official) for one in report.remarks
    }
    assert ("row_unplaced", "规章：22、235") in {(one.kind, one.text) for one in report.remarks}
