"""Drafting in one process: one full draft, first and later, and drafts to Word a second.

Run: .venv/bin/python benchmarks/drafts.py [COUNT]
"""

import statistics
import sys
import time
from pathlib import Path

from measure import seconds

from reportbot.answers import load_answers, read_answers
from reportbot.document import compose
from reportbot.export.word import render_word
from reportbot.narrative import narrate

EXAMPLES = Path(__file__).parent.parent / "examples"
FULLEST = EXAMPLES / "yunhe-education-2025" / "answers.yaml"


def bureau(text: str, number: int) -> str:
    """Return the answers under another agency's name, so that other variants are chosen."""
    return text.replace("云河县", f"云河县第{number}镇")


def main() -> None:
    """Print milliseconds of a draft and the rate to Word, of CPU time of this one process."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    report = read_answers(FULLEST)
    first = seconds(lambda: narrate(report, "full"))
    later = statistics.median(seconds(lambda: narrate(report, "full")) for _ in range(20))
    print(
        f"full draft: first {first * 1000:.1f} ms with the bank read, later {later * 1000:.1f} ms (at most 30)"
    )
    text = FULLEST.read_text(encoding="utf-8")
    texts = [bureau(text, number) for number in range(count)]
    start = time.process_time()
    for one in texts:
        render_word(compose(load_answers(one)))
    rate = count / (time.process_time() - start)
    print(f"{count} answers read, drafted and written to Word: {rate:.0f} a second per core (at least 15)")


if __name__ == "__main__":
    main()
