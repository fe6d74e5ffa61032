"""Explain a question or a cell, and walk the decision tree "which row is this application"."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportbot.cell_help import column_help, explain_question, row_help, table_help
from reportbot.interview.messages import Message
from reportbot.interview.session import Session, Step
from reportbot.interview.targets import line_name, line_of
from reportbot.interview.wording import commands
from reportbot.labels import bare
from reportbot.questions import all_questions
from reportbot.report import Report
from reportbot.resources import load_yaml, resource

_PARTS = {"what": "填什么", "excludes": "不填什么", "basis": "依据", "example": "例子", "holder": "问谁"}
KEYBOARD = (
    "有些终端的Kitty键盘协议会吞掉中文输入法上屏的字，所以默认不用。要强制打开，"
    "先退出，设环境变量TEXTUAL_DISABLE_KITTY_KEY=0再进来；设成1就是不用。"
)
COLOURS = (
    "浅色、深色：按Ctrl+P，选“深浅颜色”；要一打开就是浅色，设环境变量TEXTUAL_THEME=textual-light。"
    "设NO_COLOR=1就只有黑白灰。"
)


def help_for(step: Step | None, session: Session) -> Message:
    """Return the help page of a step: why it is asked, what counts, what does not, on what basis."""
    lines: list[str] = []
    if step is not None:
        lines += _step_lines(step, session)
    names = "　".join(f"/{command.names[0]}" for command in commands())
    lines += ["", f"命令：{names}（也可以打英文或首字母，如/u就是撤销）", KEYBOARD, COLOURS]
    return Message("\n".join(lines).strip(), "note")


def _step_lines(step: Step, session: Session) -> Iterator[str]:
    yield step.question
    if step.why:
        yield f"为什么问：{step.why}"
    if step.kind == "facts" and len(step.facts) == 1:
        page = explain_question(all_questions()[step.facts[0]]).splitlines()
        yield from (line for line in page[2:] if not line.startswith(("为什么问", "写法")))
    elif step.kind == "facts":
        for fact in step.facts:
            question = all_questions()[fact]
            yield f"{question.answer.name}：{question.counts or question.question}"
    elif step.cells:
        yield from cell_lines(step.cells[0], session.report, whole_row=True)
    if step.example:
        yield f"可以这样答：{step.example}"
    if step.kind in {"which", "line"} and step.id.startswith("applications"):
        yield "拿不准一件申请填哪一格，打“/填哪格”。"


def cell_lines(cell_id: str, report: Report, *, whole_row: bool = False) -> Iterator[str]:
    """Yield what belongs into a cell: of its row, and of its column."""
    cell = report.form.cells[cell_id]
    line = line_of(report.form, cell_id)
    pages = [(line_name(line), row_help(cell))]
    if whole_row:
        table = table_help(cell.table)
        if not row_help(cell) and table:
            yield table.get("intro", "")
        pages += [
            (bare(other.leaf.label), column_help(other)) for other in line.cells if not other.leaf.total
        ]
        pages = pages if len(line.cells) < 4 else pages[:1]
    else:
        pages.append((bare(cell.leaf.label), column_help(cell)))
    for name, page in pages:
        for key, word in _PARTS.items():
            if page.get(key):
                yield f"{name}·{word}：{page[key]}"


def tree_node(node: str) -> Message:
    """Return a question of the decision tree with its answers."""
    entry = _nodes()[node]
    options = tuple(answer["say"] for answer in entry["answers"])
    return Message(f"{entry['ask']}\n{entry['help']}", "ask", options=options)


def tree_start() -> str:
    """Return the node at which the decision tree begins."""
    return str(load_yaml(resource("prompts", "cells.yaml"))["tree"]["start"])


def _nodes() -> Mapping[str, Any]:
    nodes: Mapping[str, Any] = load_yaml(resource("prompts", "cells.yaml"))["tree"]["nodes"]
    return nodes


def tree_answer(node: str, number: int, report: Report) -> tuple[str | None, Message | None]:
    """Return the next node, or the row that the answer leads to with the article behind it."""
    answers = _nodes()[node]["answers"]
    if not 1 <= number <= len(answers):
        return node, Message(f"请打 1 到 {len(answers)} 的编号。", "warning")
    answer = answers[number - 1]
    if "next" in answer:
        return str(answer["next"]), None
    row = answer["cell"]
    cell = f"applications.{row}.total"
    if cell not in report.form.cells:
        cell = f"applications.{answer.get('cell_2019', row)}.total"
    name = report.form.row_label(cell)
    return None, Message(f"这件申请填“{name}”。依据：{answer['basis']}。", "note")
