"""The guided interview: what is asked next, what an answer means, and where it is kept.

There is no terminal in here. A front end (``plain``, or the screen in ``reportbot.tui``) passes
lines to a ``conversation.Interview`` and shows the messages that come back.
"""
