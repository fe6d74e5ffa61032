"""Read an old Word file (.doc) through LibreOffice where it is installed."""

from reportbot.errors import InputError, Place
from reportbot.export.pdf import convert
from reportbot.importing.blocks import Source
from reportbot.importing.word import COMPOUND, read_word

_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What the old container holds when a .docx is locked with a password."""


def read_doc(data: bytes, file: str | None = None) -> Source:
    """Read a .doc; raises InputError in Chinese with the way around it."""
    place = Place(file)
    if not data.startswith(COMPOUND):
        return read_word(data, file)
    if _LOCKED in data:
        raise InputError(
            "Word 文件加了密码", place=place, remedy="请用 Word 或 WPS 打开，去掉密码后另存一份再用"
        )
    try:
        return read_word(convert(data, "doc", "docx"), file)
    except InputError as error:
        raise InputError(
            f"旧格式的 Word 文件（.doc）没有读成：{error.problem}",
            place=place,
            remedy="请用 Word 或 WPS 打开，另存为 .docx 再用；或者安装 LibreOffice",
        ) from None
