"""What the interview says to a front end."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["say", "ask", "note", "warning"]
View = Literal["preview", "table", "check", "progress", "sources", "review", "help", "edit", "quit"]


@dataclass(frozen=True, slots=True)
class Message:
    """One utterance: text, a small table, numbered options, and what Enter alone would take."""

    text: str
    tone: Tone = "say"
    rows: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back for a line: messages in order, and a view that the user asked to see.

    ``subject`` names what the view is about: a table, or a text to begin editing with.
    """

    messages: tuple[Message, ...] = ()
    view: View | None = None
    subject: str = ""
