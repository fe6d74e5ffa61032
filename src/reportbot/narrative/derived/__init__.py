"""Derived figures and phrases that sentence rules may use."""

from reportbot.narrative.derived import applications, disclosure, disputes, organ, publication
from reportbot.narrative.derived.registry import DERIVED

__all__ = ["DERIVED", "applications", "disclosure", "disputes", "organ", "publication"]
