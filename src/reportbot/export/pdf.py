"""Write a report as PDF: the Word file, converted by LibreOffice where it is installed."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reportbot.errors import InputError

SECONDS = 120


def convert_word(data: bytes) -> bytes:
    """Return the PDF of a Word file; raises InputError when there is no LibreOffice."""
    program = _program()
    if program is None:
        raise _failed("写 PDF 需要 LibreOffice，这台电脑上没有找到")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = work / "report.docx"
        source.write_bytes(data)
        profile = (work / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        try:
            done = subprocess.run(  # noqa: S603 (our own file, a fixed command)
                [*command, "--outdir", str(work), str(source)],
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(f"LibreOffice 没有转换成功（{error}）") from None
        result = source.with_suffix(".pdf")
        if done.returncode or not result.exists():
            raise _failed(
                f"LibreOffice 没有转换成功（{done.stderr.decode(errors='replace').strip()[-200:]}）"
            )
        return result.read_bytes()


def _failed(problem: str) -> InputError:
    return InputError(
        problem, remedy="请先写成 .docx，用 Word 或 WPS 另存为 PDF；或者安装 LibreOffice 后再试"
    )


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found or sys.platform != "win32":
        return found
    candidates = [
        Path(f"C:/Program Files{suffix}/LibreOffice/program/soffice.exe") for suffix in ("", " (x86)")
    ]
    return next((str(path) for path in candidates if path.exists()), None)
