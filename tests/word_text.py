"""A Word file as text that can be read and compared: paragraphs, styles, tables with spans."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph


def word_text(data: bytes) -> str:
    """Return the body of a .docx file as text, one line per paragraph or table row."""
    return "\n".join(_lines(docx.Document(io.BytesIO(data)))) + "\n"


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield f"[{block.style.name}] {block.text}" if block.style else block.text
        elif isinstance(block, Table):
            yield "[table]"
            for row in block._tbl.tr_lst:
                yield "  | ".join(_cell(cell) for cell in row.tc_lst)


def _cell(cell: Any) -> str:
    text = "".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t"))
    merge = cell.tcPr.find(f"{{{cell.nsmap['w']}}}vMerge") if cell.tcPr is not None else None
    down = "" if merge is None else "^" if merge.get(f"{{{cell.nsmap['w']}}}val") != "restart" else "v"
    span = f"<{cell.grid_span}" if cell.grid_span > 1 else ""
    return f"{text}{span}{down}"
