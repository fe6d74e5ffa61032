"""Derived figures and phrases that sentence rules may use."""

from reportbot.narrative.derived import applications, disclosure, disputes, organ, publication
from reportbot.narrative.derived.organ import SELF_REFERENCES
from reportbot.narrative.derived.registry import DERIVED

__all__ = ["DERIVED", "SELF_REFERENCES", "applications", "disclosure", "disputes", "organ", "publication"]
