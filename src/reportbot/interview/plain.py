"""The interview line by line: for screen readers, plain terminals and scripts. No escape codes."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import TextIO

from reportbot.interview import views
from reportbot.interview.conversation import Interview
from reportbot.interview.messages import Message, Reply
from reportbot.interview.sources import sources

END = "."
"""A line that ends a long text."""

_MARKS = {"say": "", "ask": "", "note": "· ", "warning": "！"}


def run(interview: Interview, source: TextIO, sink: TextIO) -> None:
    """Ask on one stream and read answers from the other until its end or a 退出."""
    reply = interview.begin()
    print("　".join(part for part in interview.title if part), file=sink)
    _tell(reply, interview, sink)
    while reply.view != "quit":
        line = source.readline()
        if not line:
            for message in interview.farewell():
                _print(message, sink)
            break
        line = line.rstrip("\r\n")
        if reply.view == "edit":
            line = _long_text(line, source)
        reply = interview.answer(line)
        _tell(reply, interview, sink)
    interview.close()


def _long_text(first: str, source: TextIO) -> str:
    lines = [first]
    while first != END:
        line = source.readline()
        if not line or line.rstrip("\r\n") == END:
            break
        lines.append(line.rstrip("\r\n"))
    return "\n".join(lines)


def _tell(reply: Reply, interview: Interview, sink: TextIO) -> None:
    for message in reply.messages:
        _print(message, sink)
    if reply.view in _VIEWS:
        for line in _VIEWS[reply.view](interview, reply.subject):
            print(line, file=sink)
        _print(interview.question, sink)
    elif reply.view == "edit":
        print(f"一行一行写，写完单独打一个 {END}", file=sink)
        if reply.subject:
            print(reply.subject, file=sink)
    elif reply.view == "help":
        _print(interview.question, sink)
    sink.flush()


def _print(message: Message, sink: TextIO) -> None:
    if message.tone == "ask":
        print(file=sink)
    print(f"{_MARKS[message.tone]}{message.text}", file=sink)
    for label, value in message.rows:
        print(f"    {label}{'：' if label else ''}{value}", file=sink)
    for number, option in enumerate(message.options, 1):
        print(f"    {number}. {option}", file=sink)
    if message.suggestion:
        print(f"    （回车＝{message.suggestion}）", file=sink)


def _entries(entries: Iterator[views.Entry]) -> Iterator[str]:
    for entry in entries:
        yield (
            entry.text
            if entry.heading
            else f"  {f'[{entry.mark}] ' if entry.mark.strip() else ''}{entry.text}"
        )


def _tables(interview: Interview, table_id: str) -> Iterator[str]:
    from rich.console import Console

    from reportbot.export.terminal import draw_tables

    text = StringIO()
    console = Console(file=text, width=100, color_system=None, highlight=False)
    for drawing in draw_tables(interview.session.report, table_id):
        console.print(drawing)
    yield from text.getvalue().splitlines()
    if table_id == "applications":
        yield from _entries(views.charts(interview.session.report))


_VIEWS: dict[str, Callable[[Interview, str], Iterator[str]]] = {
    "preview": lambda interview, _: _entries(views.preview(interview.session)),
    "check": lambda interview, _: _entries(views.findings(interview.session)),
    "progress": lambda interview, _: _entries(views.progress(interview.session, interview.steps)),
    "sources": lambda interview, _: _entries(sources(interview.session, interview.steps)),
    "review": lambda interview, _: _entries(views.review(interview.session, interview.steps)),
    "table": _tables,
}
