"""The list of problems (问题清单) as a Word file, to send back to a unit."""

from collections.abc import Iterable

from reportbot.checks.findings import Examined
from reportbot.export.findings import Telling
from reportbot.export.problem_list import COLUMNS, TITLE, heading, rows_of, standing
from reportbot.export.wordml import open_template, package, paragraph, simple_table, style_ids

WIDTHS = (12, 14, 26, 86, 18)
"""Millimetres of the columns."""


def problem_list(results: Iterable[Examined], telling: Telling) -> bytes:
    """Return the list, a table for each unit."""
    word = open_template()
    styles = style_ids(word)
    parts = [paragraph(TITLE, styles["Title"])]
    for examined in results:
        parts.append(paragraph(heading(examined), styles["Heading1"]))
        rows = [] if examined.problem else list(rows_of(standing(examined, telling)))
        if rows:
            parts.append(simple_table([COLUMNS, *rows], WIDTHS, styles["TableSmall"]))
            parts.append(paragraph("", styles["TableSmall"]))
        else:
            lines = (examined.problem or "没有发现问题。").splitlines()
            parts += [paragraph(line.strip(), styles["Normal"]) for line in lines]
    return package(word, "".join(parts), TITLE, "")
