"""What stops a command: one exception tree, every message in Chinese.

    ReportbotError
    └── InputError        the input or the call cannot be used (exit status 2)
        ├── ForeignFileError  a readable file that holds nothing of a report
        └── OutputError       the result cannot be written (exit status 2)

Wrong user data inside a readable file is never an exception: it is a finding.
"""

from typing import NamedTuple


class ReportbotError(Exception):
    """Base of everything reportbot raises on purpose."""


class Place(NamedTuple):
    """A position in a file; line and column count from 1, None where unknown."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(f"第 {self.line} 行")
        if self.column is not None:
            parts.append(f"第 {self.column} 列")
        return " ".join(part for part in parts if part)


class InputError(ReportbotError):
    """An input that cannot be used: where, what is there, what is expected, what to do."""

    def __init__(self, problem: str, *, place: Place | None = None, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place or Place()
        self.remedy = remedy

    def __str__(self) -> str:
        where = str(self.place)
        text = f"{where}：{self.problem}" if where else self.problem
        return f"{text}\n  {self.remedy}" if self.remedy else text

    def in_file(self, file: str) -> "InputError":
        """Return the same error with the file named, unless it names one already."""
        if self.place.file is None:
            self.place = Place(file, self.place.line, self.place.column)
        return self


class ForeignFileError(InputError):
    """A readable file that holds nothing of a report, such as a README in a folder of reports."""


class OutputError(InputError):
    """A result that cannot be written; what stood there before is untouched."""
