"""The answers file: read it, write a new one, change one without disturbing it."""

from reportbot.answers.reading import AnswersError, load_answers, read_answers

__all__ = ["AnswersError", "load_answers", "read_answers"]
