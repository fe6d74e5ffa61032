"""The checker: rules, findings and how they are told."""

from reportbot.checks.findings import Finding, has_open_errors
from reportbot.checks.pages import rule_page
from reportbot.checks.registry import Rule, all_rules, check, selected

__all__ = ["Finding", "Rule", "all_rules", "check", "has_open_errors", "rule_page", "selected"]
