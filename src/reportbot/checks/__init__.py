"""The checker: rules, findings and how they are told."""

from reportbot.checks.registry import (
    Finding,
    Rule,
    all_rules,
    check,
    has_open_errors,
    selected,
)
from reportbot.checks.telling import rule_page

__all__ = ["Finding", "Rule", "all_rules", "check", "has_open_errors", "rule_page", "selected"]
