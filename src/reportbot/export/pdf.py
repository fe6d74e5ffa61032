"""Convert files by LibreOffice where it is installed: our Word file to PDF, an old .doc to .docx."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reportbot.errors import InputError

SECONDS = 120


_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings for somebody else's file: no macro runs, nothing linked is fetched."""


def convert_word(data: bytes) -> bytes:
    """Return the PDF of a Word file; raises InputError when there is no LibreOffice."""
    try:
        return convert(data, "docx", "pdf")
    except InputError as error:
        raise _failed(error.problem) from None


def convert(data: bytes, before: str, after: str) -> bytes:
    """Return a file converted by LibreOffice; raises InputError when that cannot be done."""
    program = _program()
    if program is None:
        raise InputError(f"转换成 {after} 需要 LibreOffice，这台电脑上没有找到")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = work / f"report.{before}"
        source.write_bytes(data)
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        profile = (work / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", after]
        try:
            done = subprocess.run(  # noqa: S603 (a file in our own folder, a fixed command)
                [*command, "--outdir", str(work), str(source)],
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError(f"LibreOffice 没有转换成功（{error}）") from None
        result = source.with_suffix(f".{after}")
        if done.returncode or not result.exists():
            said = done.stderr.decode(errors="replace").strip()[-200:]
            raise InputError(f"LibreOffice 没有转换成功（{said}）")
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
