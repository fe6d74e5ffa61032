"""A ledger of 20,000 applications: readers side by side, then the whole command, time and memory.

Run: .venv/bin/python benchmarks/ledger.py [ROWS]        (openpyxl is measured where it is installed)
"""

import importlib.util
import os
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

HEADER = [
    "序号",
    "登记编号",
    "收到日期",
    "申请方式",
    "申请人",
    "申请人类型",
    "联系电话",
    "申请内容",
    "是否补正",
    "是否延期",
    "答复日期",
    "办理结果",
    "不予公开理由",
    "行政复议",
    "行政诉讼",
    "备注",
]
RESULTS = [
    "予以公开",
    "部分公开",
    "不予公开",
    "信息不存在",
    "非本机关掌握",
    "作为信访件处理",
    "重复申请",
    "撤回",
]

READERS = {
    "python-calamine": (
        "import python_calamine as c; b = c.load_workbook(PATH)\n"
        "rows = b.get_sheet_by_index(0).to_python(skip_empty_area=False)"
    ),
    "openpyxl, read only (sees no hidden rows)": (
        "import openpyxl; b = openpyxl.load_workbook(PATH, read_only=True, data_only=True)\n"
        "rows = list(b.worksheets[0].iter_rows(values_only=True))"
    ),
    "openpyxl": (
        "import openpyxl; b = openpyxl.load_workbook(PATH, data_only=True)\n"
        "rows = [[cell.value for cell in row] for row in b.worksheets[0].iter_rows()]"
    ),
    "reportbot: a look at the markup, then calamine": (
        "from pathlib import Path; from reportbot.ledger.reading import read_workbook\n"
        "rows = read_workbook(Path(PATH)).sheets[0].rows"
    ),
}


def write_ledger(path: Path, count: int) -> None:
    """Write a made-up ledger of one year."""
    chance = random.Random(1)  # noqa: S311
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.write_row(0, 0, HEADER)
    for row in range(1, count + 1):
        received = datetime(2024, 1, 1) + timedelta(days=chance.randrange(366))
        result = chance.choice(RESULTS)
        cells = [
            row,
            f"YSQ2024{row:05}",
            received,
            "网络",
            f"某{row}",
            chance.choice(["自然人"] * 9 + ["商业企业"]),
        ]
        cells += ["13900000000", f"关于某某地块征收补偿的信息第{row}号", "否", "否"]
        cells += [received + timedelta(days=chance.randrange(3, 35)), result]
        cells += ["国家秘密" if result == "不予公开" else ""]
        for column, value in enumerate(cells):
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
    book.close()


def run(*command: str) -> tuple[float, int]:
    """Run Python in a process of its own; returns seconds and peak memory in kB."""
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    child = os.posix_spawn(sys.executable, [sys.executable, *command], os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"failed: {command[-1]}")
    return time.perf_counter() - start, usage.ru_maxrss


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        write_ledger(path, count)
        print(f"{count} rows, {len(HEADER)} columns, {path.stat().st_size / 1e6:.1f} MB")
        empty, _ = run("-c", "pass")
        for name, program in READERS.items():
            if "openpyxl" in name and importlib.util.find_spec("openpyxl") is None:
                continue
            runs = [run("-c", f"PATH = {str(path)!r}\n{program}") for _ in range(3)]
            seconds = min(seconds for seconds, _ in runs) - empty
            print(f"  {name:<50} {seconds:5.2f} s   {runs[0][1] / 1024:4.0f} MB")
        answers = str(Path(folder) / "answers.yaml")
        command = ["ledger", str(path), "-o", answers, "--year", "2024", "--terms"]
        main_ = f"from reportbot.cli import main; main({command!r})"
        runs = [run("-c", main_) for _ in range(3)]
        seconds = min(seconds for seconds, _ in runs)
        print(
            f"  {'reportbot ledger, the whole command':<50} {seconds:5.2f} s   {runs[0][1] / 1024:4.0f} MB   (at most 5 s, 500 MB)"
        )


if __name__ == "__main__":
    main()
