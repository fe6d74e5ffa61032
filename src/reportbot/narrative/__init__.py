"""The narrative parts of a report, drafted by rules."""

from reportbot.narrative.drafting import Paragraph, Section, Sentence, draft

__all__ = ["Paragraph", "Section", "Sentence", "draft"]
