"""Draw the picture of the README: pages of the demo's Word file, side by side.

Run ``make picture``; needs LibreOffice, pdftoppm (poppler) and a Chinese font.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from reportbot.cli.app import run

PAGES = (1, 3)
DPI = 72
ANSWERS = Path(__file__).parent.parent / "examples" / "lusong-hrss-2020" / "answers.yaml"


def main() -> None:
    """Write docs/report.png."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "report.pdf"
        if run(["draft", str(ANSWERS), "-o", str(pdf)]):
            sys.exit(1)
        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", pdf, pdf.with_suffix("")], check=True)
        drawn = sorted(Path(folder).glob("report-*.png"))
        pages = [ImageOps.expand(Image.open(drawn[number - 1]), 1, 160) for number in PAGES]
    sheet = Image.new("L", (sum(page.width for page in pages) + 10, pages[0].height), 255)
    for number, page in enumerate(pages):
        sheet.paste(page, (number * (page.width + 10), 0))
    sheet.quantize(16).save(Path(__file__).with_name("report.png"), optimize=True)


if __name__ == "__main__":
    main()
