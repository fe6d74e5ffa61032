"""Write docs/rules.md and docs/settings.md from the rules and from what may be set. Run ``make docs``."""

from pathlib import Path

from reportbot.checks.pages import catalogue, settings_page

if __name__ == "__main__":
    for name, page in (("rules.md", catalogue()), ("settings.md", settings_page())):
        Path(__file__).with_name(name).write_text(page, encoding="utf-8", newline="\n")
