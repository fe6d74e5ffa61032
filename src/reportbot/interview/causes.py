"""What corrected decisions teach: for each cause a question, measures, and where it may hide as well."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportbot.interview.messages import Message
from reportbot.interview.targets import line_name, line_of
from reportbot.interview.wording import agenda_data
from reportbot.report import Report
from reportbot.resources import load_yaml, resource


def causes_of(report: Report) -> tuple[Mapping[str, Any], ...]:
    """Return the causes that the clerk named, as the library has them."""
    named = report.facts.get(agenda_data()["causes"]["fact"])
    library = load_yaml(resource("prompts", "corrected_causes.yaml"))["corrected_causes"]
    return tuple(cause for cause in library if isinstance(named, tuple) and cause["id"] in named)


def lessons(report: Report) -> Iterator[Message]:
    """Yield, for each cause, what to look at and which of this year's results may have the same fault."""
    for cause in causes_of(report):
        cells = [f"{cell}.total" for cell in cause["cells"] if f"{cell}.total" in report.form.cells]
        held = [(cell, value) for cell in cells if (value := report.value(cell))]
        names = "、".join(f"“{line_name(line_of(report.form, cell))}”{value}件" for cell, value in held[:3])
        look = f"今年{names}{'等' if len(held) > 3 else ''}，有没有同样的毛病，也看一看。" if names else ""
        yield Message(f"{cause['name']}：{cause['question']}{look}", "note")


def measures_for(report: Report, kind: str | None) -> tuple[str, ...]:
    """Return the measures that fit the causes, where a problem is about corrected decisions."""
    if kind != agenda_data()["causes"]["problem"]:
        return ()
    return tuple(dict.fromkeys(measure for cause in causes_of(report) for measure in cause["measures"]))
