"""What a narrative claims about the tables: quantities tied to cells, sums and last year."""

from reportbot.claims.claim import Claim, Target
from reportbot.claims.passages import Passage, read_passages
from reportbot.claims.sums import Sum, name_of, sums, wholes
from reportbot.claims.tying import named

__all__ = ["Claim", "Passage", "Sum", "Target", "name_of", "named", "read_passages", "sums", "wholes"]
