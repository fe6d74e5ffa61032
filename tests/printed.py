"""Real published reports from the transcribed cells of the corpus, with their words."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from reportbot.errors import Place
from reportbot.report import Report

from .published import published as published_tables

PARTS = ("overview", "disclosure", "applications", "disputes", "problems", "other")
HEADING = re.compile(r"^\s*([一二三四五六])、\s*(\S.*?)\s*$")
SUBHEADING = re.compile(r"\s*[（(][一二三四五六][)）]")
NOISE = re.compile(r"^\s*(?:[-—]\s*\d+\s*[-—]|正文|相关信息|发布日期：.*)?\s*$")
LAST_YEAR = {"suqian-2024": "suqian-2023"}


class _Text(HTMLParser):
    """The text of a page without its tables; a paragraph is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in {"table", "script", "style", "head"}
        if tag in {"p", "br", "div", "h1", "h2", "h3", "li"}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"table", "script", "style", "head"}
        if tag in {"p", "div", "h1", "h2", "h3", "table"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines[-1] += data.strip()


def published(corpus: Path, name: str) -> Report:
    """Return one report of the corpus with its words; last year's where that is there too."""
    report = published_tables(corpus, name)
    endings = (".txt", ".md", ".html")
    file = next(path for end in endings if (path := corpus / f"{name}{end}").exists())
    texts = _parts(_lines(file))
    title = texts.pop("title", "") or f"{report.agency}{report.year}年政府信息公开工作年度报告"
    return replace(
        report,
        title=title,
        texts=texts,
        file=file.name,
        places={"overview": Place(None, 1)},
        previous=published(corpus, LAST_YEAR[name]) if name in LAST_YEAR else None,
    )


def _lines(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        parser = _Text()
        parser.feed(text)
        return parser.lines
    return text.splitlines()


def _parts(lines: list[str]) -> dict[str, str]:
    """Return the narrative by part; lines that were broken in mid-sentence are joined."""
    texts: dict[str, list[str]] = {"front": []}
    part, previous = "front", ""
    for line in lines:
        heading = HEADING.match(line)
        if heading and len(heading[2]) < 40:
            part = PARTS["一二三四五六".index(heading[1])]
        elif part == "disputes" and SUBHEADING.match(line):
            part = "problems"
            texts.setdefault(part, []).append(line.strip())
        elif not NOISE.match(line) and part in {"front", "overview", "problems", "other"}:
            paragraphs = texts.setdefault(part, [])
            begins = (
                SUBHEADING.match(line) or re.match(r"\s{3,}", line) or previous.endswith(("报告", "：）"))
            )
            if paragraphs and not begins and not file_is_paragraphs(lines):
                paragraphs[-1] += line.strip()
            else:
                paragraphs.append(line.strip())
            previous = line.strip()
    title = "".join(line for line in texts["front"] if len(line) < 50)
    texts["front"] = [line for line in texts["front"] if len(line) >= 50]
    return {"title": title} | {part: "\n".join(found) for part, found in texts.items() if found}


def file_is_paragraphs(lines: list[str]) -> bool:
    """Tell whether the lines of a file are paragraphs and not broken by width."""
    return max(map(len, lines)) > 120
