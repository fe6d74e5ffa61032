"""The narrative parts of a report, drafted by rules."""

from reportbot.narrative.drafting import Length, Narrative, draft, narrate
from reportbot.narrative.sentences import Paragraph, Section, Sentence

__all__ = ["Length", "Narrative", "Paragraph", "Section", "Sentence", "draft", "narrate"]
