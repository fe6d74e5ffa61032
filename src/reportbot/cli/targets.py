"""Where commands write: names that fit, folders that exist, never over a file that is being read."""

import os
from collections.abc import Iterable
from pathlib import Path

from reportbot.errors import InputError, Place

STDOUT = Path("-")


def check_answers_name(path: Path, remedy: str = "") -> None:
    """Refuse a name under which no command would read an answers file again."""
    from reportbot.importing import ANSWERS

    if path.suffix.lower() not in ANSWERS:
        raise InputError(
            "答案文件的名字要以 .yaml 结尾",
            place=Place(str(path)),
            remedy=remedy or f"例：{path.stem.strip('-') or 'answers'}.yaml",
        )


def check_new(path: Path) -> None:
    """Refuse to replace a file that somebody may have filled."""
    if path.exists():
        raise InputError(
            "文件已经存在，没有改动", place=Place(str(path)), remedy="请换一个文件名，或先移走原来的文件"
        )


def check_folder(path: Path) -> None:
    """Refuse a file in a folder that does not exist."""
    if not path.parent.is_dir():
        raise InputError(
            f"文件夹“{path.parent}”不存在", place=Place(str(path)), remedy="请先建好文件夹，或换一个位置"
        )


def make_folder(path: Path) -> None:
    """Make a folder and those above it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"建不了这个文件夹（{error.strerror or error}）", place=Place(str(path)), remedy="请换一个位置"
        ) from None


def keep_apart(targets: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Refuse to write over a file that the same command reads, or to write two results to one file."""
    taken = {os.path.realpath(path): "这是要读的文件，不能写到它上面" for path in inputs if path}
    for target in targets:
        if target is None or target == STDOUT:
            continue
        real = os.path.realpath(target)
        if real in taken:
            raise InputError(f"{taken[real]}，没有写入", place=Place(str(target)), remedy="请换一个文件名")
        taken[real] = "同一个文件写了两次"
