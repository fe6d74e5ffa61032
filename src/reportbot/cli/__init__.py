"""The command line: thin, Chinese, and quick to start."""

from reportbot.cli.app import main

__all__ = ["main"]
