"""The page in a real browser: nothing sticks out on a phone or a desk, and in print it has Word's pages."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reportbot.answers import read_answers
from reportbot.document import compose
from reportbot.export.html import render_html

from .conftest import EXAMPLES

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "msedge"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="没有 Chromium，网页没有在浏览器里看过")

MEASURE = """<script>document.title = [document.documentElement.scrollWidth - document.documentElement.clientWidth,
[...document.querySelectorAll(".scroll")].filter(box => box.scrollWidth > box.clientWidth).length,
[...document.querySelectorAll("h1 span")].filter(line => line.getClientRects()[0].height > 60).length]</script>"""


def browse(page: Path, *options: str) -> str:
    """Open a page without a screen and return what the browser prints."""
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent / 'profile'}")
    command = [str(BROWSER), *quiet, *options, page.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return run.stdout


@pytest.fixture
def page(tmp_path: Path) -> Path:
    found = tmp_path / "report.html"
    report = read_answers(EXAMPLES / "yunhe-education-2025" / "answers.yaml")
    found.write_text(render_html(compose(report)), encoding="utf-8")
    return found


@pytest.mark.parametrize(("width", "tables_to_scroll"), [(390, 2), (1280, 0)])
def test_only_wide_tables_scroll(page: Path, width: int, tables_to_scroll: int) -> None:
    text = page.read_text(encoding="utf-8").replace("</body>", f"{MEASURE}</body>")
    page.write_text(text, encoding="utf-8")
    shown = browse(page, f"--window-size={width},900", "--dump-dom")
    assert f"<title>0,{tables_to_scroll},0</title>" in shown


def test_in_print_pages_are_numbered_and_of_the_official_size(page: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    target = page.with_suffix(".pdf")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    with pdfplumber.open(target) as printed:
        for number, sheet in enumerate(printed.pages, 1):
            assert (round(sheet.width), round(sheet.height)) == (595, 842)
            assert f"— {number} —" in (sheet.extract_text() or "")
            assert all(word["x0"] > 79 and word["x1"] < 523 for word in sheet.extract_words())
