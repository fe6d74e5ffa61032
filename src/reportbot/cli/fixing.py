"""The option ``--fix`` of ``check``: shown first, written when agreed to."""

import sys
from collections.abc import Callable
from pathlib import Path

import typer

from reportbot.cli.common import tell
from reportbot.cli.terminal import painter
from reportbot.errors import InputError, Place

BOM = b"\xef\xbb\xbf"


def fix(path: Path, agreed: bool) -> None:
    """Correct what is certain in one answers file; a file that cannot be corrected is left to the check."""
    from reportbot.files import decode, read_bytes, write_atomically
    from reportbot.fixing import as_diff, corrected
    from reportbot.importing import ANSWERS

    if path.suffix.lower() not in ANSWERS:
        tell(f"{path}：只能改正答案文件，这份没有改动")
        return
    try:
        data = read_bytes(path)
        text, note = decode(data, Place(str(path)))
        better = corrected(text)
    except InputError:
        return
    if better == text:
        tell(f"{path}：没有可以自动改正的地方")
        return
    _show(as_diff(text, better, str(path)), painter(coloured=True))
    if not agreed and not (sys.stdin.isatty() and typer.confirm("写入这些改动吗？", err=True)):
        tell(f"{path}：没有写入。看过没有问题的，加 --yes 写入")
        return
    write_atomically(path, (BOM if data.startswith(BOM) else b"") + better.encode())
    tell(f"{path}：已改正{'，改存为 UTF-8 编码' if note else ''}")


def _show(lines: list[str], paint: Callable[[str, str], str]) -> None:
    kinds = {"-": "error", "+": "added", "@": "faint"}
    for line in lines:
        kind = kinds.get(line[:1], "")
        tell(paint(line, kind) if kind and line[:3] not in {"---", "+++"} else line)
