"""``python -m reportbot`` is ``reportbot``."""

from reportbot.cli import main

main()
