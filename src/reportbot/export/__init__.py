"""Write a document in the format that a file's suffix asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from reportbot.document import Document
from reportbot.errors import InputError, Place


def _markdown(document: Document, tables: str) -> bytes:
    from reportbot.export.markdown import render_markdown

    return render_markdown(document, tables).encode()


def _word(document: Document, _: str) -> bytes:
    from reportbot.export.word import render_word

    return render_word(document)


FORMATS: Mapping[str, Callable[[Document, str], bytes]] = {".md": _markdown, ".docx": _word}
"""Writers by suffix."""


def check_target(target: str) -> None:
    """Refuse a target that cannot be written before any work is done; raises InputError."""
    if target == "-":
        return
    path = Path(target)
    if path.suffix.lower() not in FORMATS:
        raise InputError(
            f"不认识“{path.suffix or target}”这种格式",
            place=Place(target),
            remedy=f"可以写成：{'、'.join(FORMATS)}",
        )
    if not path.parent.is_dir():
        raise InputError(
            f"文件夹“{path.parent}”不存在", place=Place(target), remedy="请先建好文件夹，或换一个位置"
        )
    if path.is_dir():
        raise InputError("这是一个文件夹", place=Place(target), remedy="请写出文件名，例如 报告.docx")


def render(document: Document, target: str, tables: str = "pipe") -> bytes:
    """Return the document in the format of a target's suffix (``-`` is Markdown)."""
    suffix = ".md" if target == "-" else Path(target).suffix.lower()
    return FORMATS[suffix](document, tables)
