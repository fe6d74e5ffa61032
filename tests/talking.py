"""Talk to an interview in tests: scripted answers, and what came back."""

from datetime import date
from pathlib import Path

from reportbot.interview import Interview, Message, Reply

SCRIPTS = Path(__file__).parent / "interviews"
TODAY = date(2026, 1, 10)


def script(name: str) -> list[str]:
    """The answers of a scripted interview, one a line; an empty line is Enter alone."""
    return (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def opened(path: Path) -> Interview:
    interview = Interview(path, TODAY)
    interview.begin()
    return interview


def begun(path: Path, text: str = "年度: 2025\n单位:\n  名称: 云河县教育局\n  类型: 部门\n") -> Interview:
    """An interview over a file that already says something."""
    path.write_text(text, encoding="utf-8")
    return opened(path)


def say(interview: Interview, *lines: str) -> Reply:
    """Give answers one after the other; the last reply."""
    reply = Reply()
    for line in lines:
        reply = interview.answer(line)
    return reply


def at(interview: Interview, step: str) -> Interview:
    """Go to a step."""
    interview.go_to(step)
    return interview


def text_of(reply: Reply) -> str:
    """All that a reply says, its rows and options too."""
    return "\n".join(shown(message) for message in reply.messages)


def shown(message: Message) -> str:
    rows = [f"{label}：{value}" for label, value in message.rows]
    return "\n".join([message.text, *rows, *message.options])
