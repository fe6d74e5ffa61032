"""Open the answers file that a ledger is counted into, or begin a new one."""

from dataclasses import dataclass, replace
from pathlib import Path

from reportbot.answers import load_answers
from reportbot.answers.skeleton import skeleton
from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes, write_atomically
from reportbot.form import form_for_year
from reportbot.report import Report

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Answers:
    """The text of an answers file with what it says; ``mark`` is the byte order mark it began with."""

    text: str
    report: Report
    year: int
    mark: bytes = b""

    def write(self, path: Path, text: str) -> None:
        """Put a new text in place of the file; raises OutputError."""
        write_atomically(path, self.mark + text.encode())


def open_answers(path: Path | None, year: int | None) -> Answers:
    """Return the answers file of a path, a new one where there is none; raises InputError.

    Without a path nothing will be written: the year alone says how to count.
    """
    if path is None or not path.exists():
        if year is None:
            remedy = "例：reportbot ledger 台账.xlsx -o answers.yaml --year 2025"
            raise InputError("不知道报告年度", remedy=f"请用 --year 写明；{remedy}")
        if not 2008 <= year <= 2099:
            raise InputError(f"“{year}”不像报告年度", remedy="请写四位数的年份，例如 --year 2025")
        text = skeleton(year) if path else ""
        report = load_answers(text) if path else Report(form_for_year(year), year)
        return Answers(text, report, year)
    data = read_bytes(path)
    text, _ = decode(data, Place(str(path)))
    report = replace(load_answers(text, str(path)), file=str(path))
    if report.year is None or (year is not None and report.year != year):
        raise InputError(
            f"答案文件是 {report.year} 年度的，命令里写的是 --year {year}",
            place=Place(str(path)),
            remedy="请去掉 --year，或换一份答案文件",
        )
    return Answers(text, report, report.year, _BOM if data.startswith(_BOM) else b"")
