"""The checker: rules, findings and how they are told."""

from reportbot.checks.registry import (
    Finding,
    Rule,
    all_rules,
    check,
    has_open_errors,
    selected,
)

__all__ = ["Finding", "Rule", "all_rules", "check", "has_open_errors", "selected"]
