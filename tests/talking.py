"""Talk to an interview in tests: scripted answers, and what came back."""

from datetime import date
from pathlib import Path

from reportbot.interview.conversation import Interview
from reportbot.interview.messages import Message, Reply

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


PROFILE = """年度: 2025
单位:
  名称: 云河县教育局
  类型: 部门
  级别: 县级
  简称: 县教育局
  自称: 我局
  职权: {制定规章: 否, 行政许可: 是, 行政处罚: 是, 行政强制: 否, 行政事业性收费: 否}
  联系科室: 办公室
  地址: 人民路18号
  邮编: "243000"
  电话: 0555-1234567
  公布网站: {网站名称: 云河县人民政府网站, 网址: www.yunhe.gov.cn}
统计数据:
  表二: {其余: 0}
"""


def at_the_applications(path: Path) -> Interview:
    """An interview in which profile and table two are done: table three is asked next."""
    interview = begun(path, PROFILE)
    say(at(interview, "previous"), "没有")
    return interview


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
