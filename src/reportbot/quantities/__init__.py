"""Quantities in Chinese text: read from sentences alone, without any form."""

from reportbot.quantities.reading import Quantity, Reading, read

__all__ = ["Quantity", "Reading", "read"]
