"""Find and read the data files that travel with the program.

In a checkout ``prompts/``, ``templates/`` and ``examples/`` stand at the top; in a wheel
they lie inside the package. ``forms/`` is always inside the package.
"""

import functools
from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def resource(*parts: str) -> Path:
    """Return the path of a data file or folder, for example ``resource("forms")``."""
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _CHECKOUT.joinpath(*parts)


@functools.cache
def load_yaml(path: Path) -> Any:
    """Load one of our own YAML files; callers must not change what they get."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (safe loader)
