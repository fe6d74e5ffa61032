"""Find out in which encoding a page or text was saved, whatever it says of itself."""

import re

from reportbot.errors import InputError, Place
from reportbot.report import Remark

MOST_BROKEN = 0.002
"""Up to this share of characters may be damaged before a file counts as no text."""

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)


_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff]|&(?:#(?:8203|8204|8205|8288|65279|x200[bcd]|x2060|xfeff)|zwnj|zwj|shy);",
    re.IGNORECASE,
)


def visible(text: str) -> str:
    """Return a text without characters of no width, which editors leave in cells and between digits."""
    return _INVISIBLE.sub("", text)


def decode_page(data: bytes, place: Place) -> tuple[str, tuple[Remark, ...]]:
    """Return a page's text and what is to be told of its encoding; raises InputError.

    What reads as UTF-8 but for a few damaged characters is UTF-8, whatever is declared; the
    rest is Big5 where declared, else GB18030.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data.decode("utf-16", "replace"), "UTF-16", place)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        pass
    else:
        return _checked(text, "", place)
    text = data.decode(errors="replace")
    if (broken := text.count("�")) <= max(3, len(text) * MOST_BROKEN):
        return _checked(text, "UTF-8", place, broken)
    declared = _DECLARED.search(data[:4096])
    names = {"GBK": "gb18030"}
    if declared and declared[1].lower().startswith(b"big5"):
        names["Big5"] = "big5hkscs"
    tries = [(data.decode(codec, "replace"), shown) for shown, codec in names.items()]
    text, shown = min(tries, key=lambda found: found[0].count("�"))
    return _checked(text, shown, place, text.count("�"))


def _checked(text: str, encoding: str, place: Place, broken: int = 0) -> tuple[str, tuple[Remark, ...]]:
    control = sum(text.count(character) for character in "\0\1\2\3\4\5\6\7\x08\x0e\x0f")
    if control or broken > max(3, len(text) * MOST_BROKEN):
        raise InputError(
            "这不是文本文件，或者已经损坏",
            place=place,
            remedy="请重新保存文件，不要把 Word、图片等文件改后缀使用",
        )
    remarks = []
    if encoding and encoding != "UTF-8":
        remarks.append(Remark("encoding", f"文件是 {encoding} 编码", "UTF-8"))
    if broken:
        remarks.append(Remark("encoding", f"有 {broken} 处文字损坏，显示为“�”", "UTF-8"))
    return visible(text), tuple(remarks)
