"""The interview's screen: a chat with the report growing beside it."""

from datetime import date
from pathlib import Path

from reportbot.tui.app import InterviewApp, Leave


def run_screen(path: Path, today: date, *, practice: bool = False) -> Leave:
    """Open the screen over an answers file and stay until the user leaves."""
    return InterviewApp(path, today, practice=practice).run() or Leave()


__all__ = ["InterviewApp", "Leave", "run_screen"]
