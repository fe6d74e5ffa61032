"""Published reports beside our draft from the same facts, to be read.

Run: .venv/bin/python benchmarks/side_by_side.py [CORPUS] [NAME …]   (CORPUS is ../shared/corpus unless told)
"""

import html
import re
import sys
from pathlib import Path

import yaml

from reportbot.form import Form, form_by_id
from reportbot.importing import read_report
from reportbot.narrative import narrate
from reportbot.numbers import Cell
from reportbot.questions import all_questions, find_answer
from reportbot.report import Report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PARTS = {"overview": "一、总体情况", "problems": "五、", "other": "六、其他需要报告的事项"}
SUFFIXES = ("txt", "md", "html")


def main() -> None:
    """Print every report of the corpus, or those named."""
    arguments = sys.argv[1:]
    corpus = Path(arguments.pop(0)) if arguments and Path(arguments[0]).is_dir() else CORPUS
    names = arguments or sorted(
        path.name.removesuffix(".expected.yaml") for path in corpus.glob("*.expected.yaml")
    )
    for name in names:
        print(f"{'=' * 30} {name} {'=' * 30}")
        report = report_of(name, corpus)
        print("\n---- 事实\n" + "\n".join(facts_of(report)))
        published = published_text(name, corpus)
        narrative = narrate(report)
        for part, heading in PARTS.items():
            print(f"\n---- {heading}　公开的正文\n{part_of(published, part)}")
            print(f"\n---- {heading}　我们的草稿")
            for section in narrative.sections:
                if section.part == part:
                    print(
                        "\n".join(
                            [
                                *([section.heading] if section.heading else []),
                                *(p.text for p in section.printed),
                            ]
                        )
                    )
        print()


def report_of(name: str, corpus: Path) -> Report:
    """Return the answers of the example with that name, or the cells alone where there is none."""
    answers = ROOT / "examples" / name / "answers.yaml"
    if answers.exists():
        return read_report(answers)
    expected = yaml.safe_load((corpus / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    form = form_by_id(expected["form"])
    facts = {"agency.name": expected["agency"], "agency.kind": "government"}
    return Report(form, expected["year"], dict(_cells(expected["cells"], form)), facts)


def _cells(values: dict[str, object], form: Form) -> list[tuple[str, Cell]]:
    return [
        (cell, Cell(int(value)))
        for cell, value in values.items()
        if isinstance(value, int) and cell in form.cells
    ]


def facts_of(report: Report) -> list[str]:
    """Return the facts in words."""
    return [
        f"{all_questions()['.'.join(fact.split('.')[:2])].answer.name}/{find_answer(fact).name}: {value}"
        for fact, value in report.facts.items()
        if not fact.startswith("agency.")
    ]


def published_text(name: str, corpus: Path) -> str:
    """Return the text of the published report."""
    path = next(path for suffix in SUFFIXES if (path := corpus / f"{name}.{suffix}").exists())
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style).*?</\1>", "", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>|<br ?/?>|</tr>|</div>", "\n", text)))
    return re.sub(r"[ \t　]+", "", text).replace("\r", "")


def part_of(text: str, part: str) -> str:
    """Return one narrative part of a published text, its lines joined into paragraphs."""
    starts = {
        "overview": r"一、总体情况",
        "problems": r"五、[^\n]*(?:问题|改进)",
        "other": r"六、其他需要报告",
    }
    ends = {"overview": r"\n二、", "problems": r"\n六、", "other": r"\Z"}
    match = re.search(rf"(?s){starts[part]}[^\n]*\n(.*?){ends[part]}", text)
    lines = [line for line in (match[1] if match else "（没有认出这一部分）").split("\n") if line]
    return re.sub(r"(?<=[^。：；])\n(?!（[一二三四五六]）|[一二三四]是)", "", "\n".join(lines))


if __name__ == "__main__":
    main()
