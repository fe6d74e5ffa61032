"""Our data files, with those of an office laid over them.

An office keeps a folder with the same files as ours (``narrative/`` and ``prompts/``),
holding only what differs: an entry with a known ``id`` changes ours, a new one is added,
``off: true`` takes one away. Whatever is loaded through here and kept is forgotten when
the folder changes.
"""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes
from reportbot.resources import load_yaml, resource
from reportbot.shapes import lacking, read_shaped, shape_of
from reportbot.yamltree import parse

MAX_BYTES = 1_000_000
FOLDERS = {"narrative": ("templates", "narrative"), "prompts": ("prompts",)}
"""The folders of an office and where ours lie."""

_Function = TypeVar("_Function", bound=Callable[..., Any])
_kept: list[Callable[[], None]] = []
_office: list[Path] = []


def cached(function: _Function) -> _Function:
    """Keep results like functools.cache, until another folder is laid over ours."""
    kept = functools.cache(function)
    _kept.append(kept.cache_clear)
    return cast("_Function", kept)


def use_folder(folder: Path | None) -> None:
    """Lay an office's folder over our data files from now on; None goes back to ours alone.

    Raises InputError when it is no folder or holds a file that we do not have.
    """
    _office.clear()
    for forget in _kept:
        forget()
    if folder is not None:
        _check_names(folder)
        _office.append(folder)


def office_folder() -> Path | None:
    """Return the folder that lies over ours, for other processes to do the same."""
    return _office[0] if _office else None


def load(folder: str, name: str) -> Any:
    """Load a data file of ``narrative`` or ``prompts``; callers must not change what they get."""
    return _loaded(folder, name)[0]


def place_of(folder: str, name: str, entry: str) -> Place | None:
    """Return where an office's file has an entry, by the ids that lead to it; None when it is ours."""
    return _loaded(folder, name)[1].get(entry)


def files() -> list[tuple[str, str]]:
    """Return folder and name of every data file that an office may lay over."""
    return [
        (folder, path.name)
        for folder, parts in FOLDERS.items()
        for path in sorted(resource(*parts).glob("*.yaml"))
        if shape_of(folder, path.name)
    ]


@cached
def _loaded(folder: str, name: str) -> tuple[Any, Mapping[str, Place]]:
    ours = load_yaml(resource(*FOLDERS[folder], name))
    path = _office[0] / folder / name if _office else None
    if path is None or not path.exists():
        return ours, {}
    shape = shape_of(folder, name)
    theirs, places = _read(path, shape)
    merged = _laid_over(ours, theirs)
    for entry, key in lacking(merged, shape):
        place = places.get(entry, Place(str(path)))
        raise InputError(f"新加的“{entry}”没有写“{key}”", place=place, remedy=f"请补上“{key}: …”")
    return merged, places


def _read(path: Path, shape: Any) -> tuple[Any, Mapping[str, Place]]:
    """Read an office's file; raises InputError with everything that is wrong with it."""
    errors: list[InputError] = []
    places: dict[str, Place] = {}
    text, _ = decode(read_bytes(path, limit=MAX_BYTES), Place(str(path)))
    try:
        found = read_shaped(parse(text), shape, errors, places)
    except InputError as error:
        raise error.in_file(str(path)) from None
    if errors:
        told = "\n".join(str(error.in_file(str(path))) for error in errors)
        raise InputError(told)
    return found, {entry: Place(str(path), place.line, place.column) for entry, place in places.items()}


def _laid_over(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {key: _laid_over(ours.get(key), value) for key, value in theirs.items()}
    if isinstance(theirs, list) and theirs and all(isinstance(entry, dict) for entry in theirs):
        return _merged(ours or [], theirs)
    return theirs


def _merged(ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Merge two lists of entries by id (phrases by their words); entries without any replace the list."""
    key = next((name for name in ("id", "phrase") if all(name in entry for entry in theirs)), None)
    if key is None:
        return theirs
    found = {entry[key]: entry for entry in ours}
    for entry in theirs:
        found[entry[key]] = _laid_over(found.get(entry[key], {}), entry)
    return [entry for entry in found.values() if not entry.get("off")]


def _check_names(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError(
            "这不是一个文件夹",
            place=Place(str(folder)),
            remedy="可以用 reportbot templates eject 文件夹 生成一份，再在里面改",
        )
    known = {f"{parent}/{name}" for parent, name in files()}
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            raise InputError(
                "没有这个名字的模板文件，不知道用在哪里",
                place=Place(str(path)),
                remedy=f"请放在 narrative 或 prompts 文件夹里，文件名用这些：{'、'.join(sorted(known))}",
            )
