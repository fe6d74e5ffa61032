"""The guided interview: what is asked next, what an answer means, and where it is kept.

There is no terminal in here. A front end (``plain``, or the screen in ``reportbot.tui``) passes
lines to an ``Interview`` and shows the messages that come back.
"""

from reportbot.interview.conversation import Interview
from reportbot.interview.messages import Message, Reply

__all__ = ["Interview", "Message", "Reply"]
