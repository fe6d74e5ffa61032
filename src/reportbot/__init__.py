"""Reportbot drafts the yearly report on government information disclosure.

For programs: ``read_report`` reads an answers file or a published report, ``check`` returns its
findings, ``compose`` drafts the document, ``render`` writes it in the format of a suffix. What a
user's file has wrong raises ``InputError``. Each is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportbot.checks import check
    from reportbot.document import compose
    from reportbot.errors import InputError
    from reportbot.export import render
    from reportbot.importing import read_report

__version__ = "0.1.0"
__all__ = ["InputError", "check", "compose", "read_report", "render"]

_HOMES = {
    "InputError": "reportbot.errors",
    "check": "reportbot.checks",
    "compose": "reportbot.document",
    "read_report": "reportbot.importing",
    "render": "reportbot.export",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reportbot' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
