"""Files that cannot be read or written: one clear message, nothing lost, nothing half-written."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from reportbot.cli.app import run
from reportbot.errors import InputError, OutputError, Place
from reportbot.files import decode, read_bytes, write_atomically

from .conftest import EXAMPLES

LUSONG = str(EXAMPLES / "lusong-hrss-2020" / "answers.yaml")


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(path, limit=1000)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_missing_folder_and_too_large(tmp_path: Path) -> None:
    large = tmp_path / "大.yaml"
    large.write_bytes(b"x" * 1001)
    assert "找不到这个文件" in refused(tmp_path / "没有.yaml")
    assert "这是一个文件夹" in refused(tmp_path)
    assert "超过上限" in refused(large)


def test_no_permission_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("年度: 2024", encoding="utf-8")

    def denied(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert "没有读取这个文件的权限" in refused(path)


@pytest.mark.parametrize("command", ["check", "draft", "show", "import", "new n.yaml --previous"])
def test_a_command_says_in_chinese_that_a_file_may_not_be_read(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("年度: 2024", encoding="utf-8")

    def denied(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert run([*command.split(), str(path)]) == 2
    assert "没有读取这个文件的权限" in capsys.readouterr().err


def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def denied(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", denied)
    assert run(["new", str(tmp_path / "a.yaml")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'a.yaml'}：打不开或者写不了")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x14\0\x06\0",
        bytes(range(256)),
        b"\xff\xfe\x00",
        b"\x81\x05\x82",
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="这不是文本文件"):
        decode(data, Place("a.yaml"))


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert run(["check", str(path)]) == 2
    assert "文件有 50 MB，超过上限 4 MB" in capsys.readouterr().err


def test_ten_megabytes_of_nonsense_below_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("甲乙: [丙丁" * 200_000, encoding="utf-8")
    assert run(["check", str(path)]) == 2
    assert len(capsys.readouterr().err) < 1000


def test_a_new_file_replaces_the_old_one_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")
    path.chmod(0o640)
    write_atomically(path, "新".encode())
    assert path.read_text(encoding="utf-8") == "新"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


FAULTS = [
    ("fsync", errno.ENOSPC, "磁盘已满"),
    ("fsync", errno.EIO, "写不了这个文件"),
    ("fsync", errno.EROFS, "没有写入的权限"),
]


@pytest.mark.parametrize(("call", "number", "expected"), FAULTS)
def test_a_fault_while_writing_leaves_the_old_file(
    call: str, number: int, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")

    def fault(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fault)
    with pytest.raises(OutputError) as caught:
        write_atomically(path, b"x" * 100)
    assert expected in str(caught.value)
    assert path.read_text(encoding="utf-8") == "旧"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


def test_a_target_that_word_holds_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", locked)
    assert run(["draft", LUSONG, "-o", str(path)]) == 2
    assert "请先关闭该文件" in capsys.readouterr().err
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.docx"]


def test_an_interrupted_run_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    assert run(["draft", LUSONG, "-o", str(path)]) == 130
    assert "已中断" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "旧"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("name", ["没有的文件夹/a.md", "."])
def test_targets_that_cannot_be_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", LUSONG, "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err


def test_template_syntax_in_a_name_is_printed_literally(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    text = Path(LUSONG).read_text(encoding="utf-8")
    answers.write_text(
        text.replace("名称: 株洲市", 'name: "{{ 7*7 }}{% for %}株洲市').replace(
            "社会保障局\n  简称", '社会保障局"\n  简称'
        ),
        encoding="utf-8",
    )
    assert run(["draft", str(answers), "-o", str(tmp_path / "a.md")]) == 0
    assert "# {{ 7\\*7 }}{% for %}株洲市" in (tmp_path / "a.md").read_text(encoding="utf-8")
