"""Whole processes against the --help of an empty two-command typer app.

Run: .venv/bin/python benchmarks/commands.py
"""

import sys
import tempfile
from pathlib import Path

from measure import compare, process, reportbot, tell

EMPTY = """\
import typer
app = typer.Typer()
@app.command()
def one() -> None: "One."
@app.command()
def two() -> None: "Two."
app()
"""
LUSONG = str(Path(__file__).parent.parent / "examples" / "lusong-hrss-2020" / "answers.yaml")


def main() -> None:
    """Print the three ratios."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        base = process([sys.executable, str(empty), "--help"])
        outputs = [part for suffix in ("md", "docx") for part in ("-o", str(Path(folder) / f"a.{suffix}"))]
        tell("reportbot --help", *compare(reportbot("--help"), base), "at most 1.25")
        tell("reportbot check of one file", *compare(reportbot("check", LUSONG), base), "at most 2")
        tell(
            "reportbot draft to Markdown and Word",
            *compare(reportbot("draft", LUSONG, *outputs), base),
            "at most 2.5",
        )


if __name__ == "__main__":
    main()
