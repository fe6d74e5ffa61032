"""The interview's screen: a chat with the report growing beside it."""

from datetime import date
from pathlib import Path

from reportbot.interview import Interview
from reportbot.tui.app import InterviewApp
from reportbot.tui.talk import Leave


def run_screen(path: Path, today: date) -> Leave:
    """Open the screen over an answers file and stay until the user leaves."""
    app = InterviewApp(Interview(path, today))
    try:
        return app.run() or Leave()
    finally:
        app.interview.close()


__all__ = ["InterviewApp", "Leave", "run_screen"]
