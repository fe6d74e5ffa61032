"""Write a document in the format that a file's suffix asks for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportbot.document import Document
from reportbot.errors import InputError, Place


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of form: how tables stand in Markdown, page or fragment, whose Word styles."""

    tables: str = "pipe"
    fragment: bool = False
    word_template: Path | None = None


def _markdown(document: Document, options: Options) -> bytes:
    from reportbot.export.markdown import render_markdown

    return render_markdown(document, options.tables).encode()


def _word(document: Document, options: Options) -> bytes:
    from reportbot.export.word import render_word

    return render_word(document, options.word_template)


def _html(document: Document, options: Options) -> bytes:
    from reportbot.export.html import render_html

    return render_html(document, fragment=options.fragment).encode()


def _pdf(document: Document, options: Options) -> bytes:
    from reportbot.export.pdf import convert_word

    return convert_word(_word(document, options))


def _json(document: Document, _: Options) -> bytes:
    from reportbot.export.data import as_data

    return (json.dumps(as_data(document.report), ensure_ascii=False, indent=2) + "\n").encode()


def _csv(document: Document, _: Options) -> bytes:
    from reportbot.export.data import render_csv

    return render_csv(document.report).encode("utf-8-sig")


FORMATS: Mapping[str, Callable[[Document, Options], bytes]] = {
    ".md": _markdown,
    ".docx": _word,
    ".html": _html,
    ".pdf": _pdf,
    ".json": _json,
    ".csv": _csv,
}
"""Writers by suffix."""


def check_target(target: str) -> None:
    """Refuse a target that cannot be written before any work is done; raises InputError."""
    if target == "-":
        return
    path = Path(target)
    if path.is_dir():
        raise InputError("这是一个文件夹", place=Place(target), remedy="请写出文件名，例如 报告.docx")
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


def render(document: Document, target: str, options: Options = Options()) -> bytes:
    """Return the document in the format of a target's suffix (``-`` is Markdown)."""
    suffix = ".md" if target == "-" else Path(target).suffix.lower()
    return FORMATS[suffix](document, options)
