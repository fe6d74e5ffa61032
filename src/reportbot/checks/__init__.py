"""The checker: rules, findings and how they are told."""

from reportbot.checks.findings import Finding, has_open_errors
from reportbot.checks.registry import Rule, all_rules, check, selected
from reportbot.checks.telling import rule_page

__all__ = ["Finding", "Rule", "all_rules", "check", "has_open_errors", "rule_page", "selected"]
