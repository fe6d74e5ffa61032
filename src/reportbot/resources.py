"""Find and read the data files that travel with the program.

In a checkout ``prompts/``, ``templates/`` and ``examples/`` stand at the top; in a wheel
they lie inside the package. ``forms/`` is always inside the package.
"""

import contextlib
import functools
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a data file or folder, for example ``resource("forms")``."""
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _CHECKOUT.joinpath(*parts)


@functools.cache
def load_yaml(path: Path) -> Any:
    """Load one of our own YAML files; callers must not change what they get."""
    return kept("parsed", [path], lambda: _parsed(path))


def kept(what: str, files: Sequence[Path], make: Callable[[], Any]) -> Any:
    """Return what is made of some of our own files, kept beside the first of them.

    Making it would take longer than most commands do. It consists of what marshal knows
    (lists, tuples, mappings, texts, numbers), is kept the way Python keeps its bytecode, and is
    made anew when a file changes.
    """
    first = files[0]
    stamp = [(state.st_mtime_ns, state.st_size) for state in (path.stat() for path in files)]
    copy = first.parent / "__pycache__" / f"{first.name}.{what}.{sys.implementation.cache_tag}"
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        known, made = marshal.loads(copy.read_bytes())  # noqa: S302 (as trusted as the bytecode beside it)
        if known == stamp:
            return made
    made = make()
    if first.is_relative_to(_CHECKOUT):
        _keep(copy, marshal.dumps((stamp, made)))
    return made


def _parsed(path: Path) -> Any:
    import yaml  # noqa: PLC0415 (not needed once the result is kept)

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader)


def _keep(path: Path, data: bytes) -> None:
    """Write a file that may be missing or lost; another process may write it at the same time."""
    written = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        written.write_bytes(data)
        written.replace(path)
