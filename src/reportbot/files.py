"""Read and write files: encodings on the way in, all or nothing on the way out."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from reportbot.errors import InputError, OutputError, Place

MAX_BYTES = 64_000_000


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return a file's content; raises InputError in Chinese when it cannot be had."""
    place = Place(str(path))
    try:
        if path.is_dir():
            raise InputError("这是一个文件夹，不是文件", place=place, remedy="请写出文件夹里具体的文件名")
        size = path.stat().st_size
        if size > limit:
            raise InputError(
                f"文件有 {size / 1e6:.0f} MB，超过上限 {limit / 1e6:.0f} MB",
                place=place,
                remedy="请确认没有选错文件",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(*_reading_problem(error), place=place) from None


def _reading_problem(error: OSError) -> tuple[str]:
    if isinstance(error, FileNotFoundError):
        return ("找不到这个文件，请检查路径和文件名",)
    if isinstance(error, PermissionError):
        return ("没有读取这个文件的权限，请检查文件属性，或复制一份到自己的文件夹",)
    return (f"读不了这个文件（{error.strerror or error}）",)


def decode(data: bytes, place: Place) -> tuple[str, str | None]:
    """Return the text of a file and, where it is not UTF-8, a note for the user.

    UTF-8 with or without a byte order mark, UTF-16 with one, and GB18030 are read;
    anything else is an InputError.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "文件是 UTF-16 编码，已照常读取；建议另存为 UTF-8"
        except UnicodeDecodeError:
            raise _not_text(place) from None
    if b"\0" in data:
        raise _not_text(place)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _not_text(place) from None
    if any(ord(character) < 32 and character not in "\t\r\n\f" for character in text):
        raise _not_text(place)
    return text, "文件是 GBK 编码，已照常读取；建议另存为 UTF-8"


def _not_text(place: Place) -> InputError:
    return InputError(
        "这不是文本文件，或者已经损坏",
        place=place,
        remedy="请选择文本文件（UTF-8 编码），不要把 Word、图片等文件改后缀使用",
    )


def state_folder(path: Path) -> Path:
    """Return the folder beside an answers file for what may be lost: memory, history, locks."""
    return path.with_name(f".{path.name}.reportbot")


def path_from(folder: Path, path: Path) -> str:
    """Return how a file is named from a folder, so that both can be moved together.

    On another drive there is no such way, and the whole path is the name.
    """
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def write_atomically(path: Path, data: bytes) -> None:
    """Put a file in place whole or not at all, keeping the mode of the one it replaces.

    Links are followed; what is marked read-only and what is no plain file is refused.
    Raises OutputError in Chinese; the earlier file is then untouched.
    """
    place = Place(str(path))
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    if path.is_dir():
        raise OutputError("这是一个文件夹，不能写成文件", place=place, remedy="请换一个文件名")
    if path.exists() and not path.is_file():
        raise OutputError("这不是普通文件，没有写入", place=place, remedy="请换一个文件名")
    if path.exists() and not _mode(path) & 0o222:
        raise OutputError(
            "文件是只读的，没有写入", place=place, remedy="请在文件属性里去掉“只读”，或换一个文件名"
        )
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        raise OutputError(*_writing_problem(error, path), place=place) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        current = os.umask(0)
        os.umask(current)
        return 0o666 & ~current


def _writing_problem(error: OSError, path: Path) -> tuple[str]:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ("磁盘已满，没有写入，原有内容没有改动；请清理磁盘后再试",)
    if isinstance(error, FileNotFoundError):
        return (f"文件夹“{path.parent}”不存在，没有写入；请先建好文件夹",)
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        return ("写不进去：文件可能正被 Word 或 WPS 打开，请先关闭该文件再试；原有内容没有改动",)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ("没有写入的权限，没有改动任何内容；请换一个文件夹",)
    return (f"写不了这个文件（{error.strerror or error}），原有内容没有改动",)
