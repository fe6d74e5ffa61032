"""Read answers.yaml into a report; every mistake is told with line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reportbot.answers.entries import read_confirmations, read_pairs, read_problems, read_unverified
from reportbot.answers.keys import FACT_SECTIONS, KEYS, TEXT_KEYS
from reportbot.answers.statistics import read_statistics
from reportbot.answers.values import (
    Complaints,
    complain,
    expect_mapping,
    read_fields,
    repeated,
    suggest,
    text_of,
)
from reportbot.errors import InputError, Place
from reportbot.files import decode, read_bytes
from reportbot.form import form_for_year
from reportbot.labels import normalise
from reportbot.numbers import read_cell
from reportbot.outline import paragraph_names
from reportbot.questions import all_questions, load_section
from reportbot.report import FactValue, Report
from reportbot.yamltree import Mapping as MappingNode
from reportbot.yamltree import Node, Scalar, parse

MAX_BYTES = 4_000_000
SHOWN = 8
"""So many mistakes are told at once; a file with more is likely not an answers file."""


class AnswersError(InputError):
    """Everything that is wrong with an answers file, each with its place."""

    def __init__(self, problems: Complaints) -> None:
        super().__init__(problems[0].problem, place=problems[0].place, remedy=problems[0].remedy)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            shown.append(f"……还有 {len(self.problems) - SHOWN} 处，请先改正以上各处")
        return "\n".join(shown)

    def in_file(self, file: str) -> "AnswersError":
        """Name the file in every problem."""
        for problem in self.problems:
            problem.in_file(file)
        self.place = self.problems[0].place
        return self


def read_answers(path: Path) -> Report:
    """Read an answers file; raises InputError (AnswersError with all its mistakes).

    A ``previous`` that names a file is kept as ``previous_path``; it is not opened here.
    """
    text, note = decode(read_bytes(path, limit=MAX_BYTES), Place(str(path)))
    report = load_answers(text, str(path))
    return replace(report, notes=(note,)) if note else report


def load_answers(text: str, file: str | None = None) -> Report:
    """Build the report that a text in answers.yaml format describes."""
    errors: Complaints = []
    try:
        root = parse(text)
        if root is None:
            raise InputError("文件是空的", remedy="可以用 reportbot new 生成一份带说明的答案文件")
        if not isinstance(root, MappingNode):
            raise InputError(
                "这不是答案文件：开头应当是“单位:”“年度:”这样的项目",
                place=root.place,
                remedy="可以用 reportbot new 生成一份带说明的答案文件",
            )
        report = _report(root, errors, text)
        if errors or report is None:
            errors.sort(key=lambda error: (error.place.line or 0, error.place.column or 0))
            raise AnswersError(errors)
    except InputError as error:
        raise (error.in_file(file) if file else error) from None
    return replace(report, file=file)


def _report(root: MappingNode, errors: Complaints, source: str) -> Report | None:
    """Read one report from its place in a source; None only together with an error."""
    nodes = _top_level(root, errors)
    year = _year(nodes.get("year"), root, errors)
    if year is None:
        return None
    form = form_for_year(year)
    facts: dict[str, FactValue] = {}
    places: dict[str, Place] = {key: node.place for key, node in nodes.items()}
    for section, node in _sections(nodes, errors):
        answers = load_section(section).answers
        places[section] = node.place
        mapping = expect_mapping(node, load_section(section).name, errors)
        for fact, value, place in read_fields(mapping, answers, section, errors) if mapping else ():
            facts[fact], places[fact] = value, place
    cells = read_statistics(nodes["statistics"], form, places, errors) if "statistics" in nodes else {}
    previous, previous_path = _previous(nodes.get("previous"), errors, source)
    drafted: dict[str, str] = {}
    texts = dict(_texts(nodes.get("texts"), places, drafted, errors, source))
    return Report(
        form=form,
        year=year,
        cells=cells,
        facts=facts,
        problems=read_problems(nodes.get("problems"), errors),
        texts=texts,
        drafted=drafted,
        confirmations=tuple(read_confirmations(nodes.get("confirmations"), errors)),
        unverified=read_unverified(nodes.get("unverified"), {*form.cells, *all_questions()}, places, errors),
        sources=dict(read_pairs(nodes.get("sources"), "来源", errors)),
        previous=previous,
        previous_path=previous_path,
        places=places,
    )


def _top_level(root: MappingNode, errors: Complaints) -> dict[str, Node]:
    known_keys = {name: key for key, alias in KEYS.items() for name in (key, alias)}
    nodes: dict[str, Node] = {}
    seen: dict[str, Scalar] = {}
    for key, node in root:
        known = known_keys.get(key.text)
        if known is None:
            complain(errors, key, f"不认识“{key.text}”这一项", _hint(key.text))
        elif not repeated(seen, known, key, errors):
            nodes[known] = node
    return nodes


def _hint(word: str) -> str:
    if "：" in word:
        return "这里用了全角冒号“：”，请改成半角冒号加一个空格“: ”"
    return suggest(word, [*KEYS.values(), *KEYS])


def _year(node: Node | None, root: MappingNode, errors: Complaints) -> int | None:
    text = text_of(node, errors, "年份") if node is not None else None
    if text is None:
        complain(errors, node or root, "缺少年度", "请写明报告年度，例如“年度: 2025”")
        return None
    value = read_cell(text, "count", ("年", "年度")).value
    if value is None or not 1000 <= value <= 9999:
        complain(errors, node or root, f"“{text}”不是年度", "请写四位数的报告年度，例如“年度: 2025”")
        return None
    return int(value)


def _sections(nodes: Mapping[str, Node], errors: Complaints) -> Iterator[tuple[str, Node]]:
    for section in ("agency", "other"):
        if section in nodes:
            yield section, nodes[section]
    mapping = expect_mapping(nodes["facts"], KEYS["facts"], errors) if "facts" in nodes else None
    sections = [load_section(section) for section in FACT_SECTIONS]
    names = {
        normalise(name): section.id
        for section in sections
        for name in (section.id, section.name, *section.also)
    }
    seen: dict[str, Scalar] = {}
    for key, node in mapping or ():
        found = names.get(normalise(key.text))
        if found is None:
            known = [name for section in sections for name in (section.name, section.id)]
            complain(errors, key, f"工作情况里没有“{key.text}”这一节", suggest(key.text, known))
        elif not repeated(seen, found, key, errors):
            yield found, node


def _previous(node: Node | None, errors: Complaints, source: str) -> tuple[Report | None, str | None]:
    if node is None:
        return None, None
    if isinstance(node, MappingNode):
        return _report(node, errors, source), None
    return None, text_of(node, errors, "上年报告的文件名，或一组内容")


"""An edited paragraph may be kept with what had been drafted, so that it can follow the facts."""


def _texts(
    node: Node | None,
    places: dict[str, Place],
    drafted: dict[str, str],
    errors: Complaints,
    source: str,
) -> Iterator[tuple[str, str]]:
    mapping = expect_mapping(node, KEYS["texts"], errors) if node is not None else None
    seen: dict[str, Scalar] = {}
    for key, child in mapping or ():
        base, _, number = key.text.rpartition(".")
        name = base if number.isdigit() else key.text
        known = paragraph_names()
        found = known.get(name) or known.get(normalise(name))
        if found is None:
            complain(errors, key, f"没有“{key.text}”这一段", suggest(key.text, known))
            continue
        found = f"{found}.{number}" if number.isdigit() else found
        written, text, original = _edited(child, errors)
        if text is not None and not repeated(seen, found, key, errors):
            places[f"texts.{found}"] = child.place
            for line, place in _line_places(text, written, source):
                places[f"texts.{found}.{line}"] = place
            if original:
                drafted[found] = original.strip()
            yield found, text.strip()


def _edited(node: Node, errors: Complaints) -> tuple[Node, str | None, str | None]:
    """Return where a paragraph stands, its text and, where it is kept, the draft it was made from."""
    if not isinstance(node, MappingNode):
        return node, text_of(node, errors), None
    nodes: dict[str, Node] = {}
    seen: dict[str, Scalar] = {}
    for key, child in node:
        name = TEXT_KEYS.get(key.text)
        if name is None:
            complain(errors, key, f"不认识“{key.text}”这一项", suggest(key.text, TEXT_KEYS))
        elif not repeated(seen, name, key, errors):
            nodes[name] = child
    parts = {name: text_of(child, errors) for name, child in nodes.items()}
    if not parts.get("text"):
        complain(errors, node, "这一段没有写“正文”", "请写成 {正文: …, 原稿: …}，或者直接写一段文字")
    return nodes.get("text", node), parts.get("text"), parts.get("drafted")


def _line_places(text: str, node: Node, source: str) -> Iterator[tuple[int, Place]]:
    """Yield where each line of a text stands, as far as it stands there in one piece."""
    position, row = node.start, source.count("\n", 0, node.start) + 1
    for number, line in enumerate(map(str.strip, text.strip().splitlines()), 1):
        found = source.find(line, position, node.end) if line else -1
        if found >= 0:
            row += source.count("\n", position, found)
            position = found + len(line)
            yield number, Place(None, row, found - source.rfind("\n", 0, found))
