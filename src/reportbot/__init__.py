"""Reportbot drafts the yearly report on government information disclosure."""

__version__ = "0.1.0"
