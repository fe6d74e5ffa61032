"""TXT: what the narrative parts must hold."""

from collections.abc import Iterator

from reportbot.checks.registry import Fired, Outcome, Subject, rule

NARRATIVE = ("overview", "problems", "other")
"""The three parts of free text: 一, 五 and 六."""


def _text(subject: Subject, part: str) -> str:
    paragraphs = [
        paragraph.text
        for section in subject.narrative
        if section.part == part
        for paragraph in section.paragraphs
        if not paragraph.missing
    ]
    return "\n".join(paragraphs).strip()


@rule("TXT-001", "error")
def empty_part(subject: Subject) -> Iterator[Outcome]:
    """第一、五、六部分是空的

    六个部分缺一不可。第六部分没有内容的，也要写明没有其他需要报告的事项。

    依据：条例第五十条；格式的六个部分。
    怎么办：补充这一部分的事实；没有其他事项的，在“其他事项”里写“没有其他事项: 是”。
    """
    for part in NARRATIVE:
        if not _text(subject, part) and part != "problems":
            heading = subject.report.form.part(part).heading
            remedy = "没有的请写“没有其他事项: 是”" if part == "other" else "请填写工作情况"
            yield Fired(f"“{heading}”是空的。{remedy}", items=(part,))


@rule("TXT-004", "error")
def no_problem(subject: Subject) -> Iterator[Outcome]:
    """第五部分没有写问题

    存在的主要问题及改进情况是法定内容，写“无”或者不写都会被退回。

    依据：条例第五十条第四项。
    怎么办：写两三个本单位今年的具体问题，每个都写改进措施。
    """
    if not _text(subject, "problems"):
        heading = subject.report.form.part("problems").heading
        yield Fired(f"“{heading}”没有内容。请至少写一个具体问题和改进措施", items=("problems",))


@rule("TXT-022", "warning")
def placeholder(subject: Subject) -> Iterator[Outcome]:
    """还有待补充的地方

    起草时缺少必要的事实，正文里留了“【待补充：…】”，不能就这样公开。

    依据：实践做法。
    怎么办：在答案文件里补上所说的事实，或者自己写这一段。
    """
    for section in subject.narrative:
        for paragraph in section.paragraphs:
            if paragraph.missing and section.part != "problems":
                yield Fired(
                    f"{paragraph.text}。请补上，或者自己写这一段",
                    items=(f"texts.{paragraph.id}", section.id, "facts"),
                )
