"""Tell tables from text in lines that have no markup."""

from collections.abc import Iterator, Sequence

from reportbot.importing.blocks import Block, Line


def text_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the lines that are not blank."""
    yield from (line for line in lines if line.text.strip())
