"""Our own data files: read, kept parsed, and read anew when they change."""

import os
from pathlib import Path

import pytest

from reportbot import resources
from reportbot.resources import load_yaml


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    load_yaml.cache_clear()
    path = tmp_path / "a.yaml"
    path.write_text("甲: [1, 是, 2.5, null]\n", encoding="utf-8")
    return path


def test_parsing_happens_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {"甲": [1, "是", 2.5, None]}
    assert load_yaml(data) == expected
    load_yaml.cache_clear()
    monkeypatch.setattr(resources, "_parsed", None)
    assert load_yaml(data) == expected


def test_a_changed_file_is_read_anew(data: Path) -> None:
    load_yaml(data)
    load_yaml.cache_clear()
    data.write_text("乙: 2\n", encoding="utf-8")
    os.utime(data, ns=(1, 1))
    assert load_yaml(data) == {"乙": 2}


@pytest.mark.parametrize("damaged", [b"", b"nonsense", b"\xe9\x00"])
def test_a_damaged_copy_is_made_anew(data: Path, damaged: bytes) -> None:
    load_yaml(data)
    [kept] = (data.parent / "__pycache__").iterdir()
    kept.write_bytes(damaged)
    load_yaml.cache_clear()
    assert load_yaml(data) == {"甲": [1, "是", 2.5, None]}


def test_a_folder_that_cannot_be_written_is_no_hindrance(data: Path) -> None:
    (data.parent / "__pycache__").write_text("a file, not a folder", encoding="utf-8")
    assert load_yaml(data) == {"甲": [1, "是", 2.5, None]}


def test_an_offices_own_folder_is_left_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_CHECKOUT", data.parent / "elsewhere")
    load_yaml(data)
    assert [path.name for path in data.parent.iterdir()] == ["a.yaml"]
