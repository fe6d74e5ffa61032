"""Examples of answers as people type them, made from those that show how the answers file is written."""

import re
from collections.abc import Mapping

from reportbot.questions import Question

_FIELD = re.compile(r"([^{},:\s]+):\s*(\[[^\]]*\]|[^,}]+)")
YES, NO = "是", "否"


def typed_example(question: Question) -> str:
    """Return an example of an answer: 发现6，整改6 for {发现: 6, 整改: 6}."""
    example = question.example.strip()
    if example.startswith("["):
        return _listed(example)
    if not example.startswith("{"):
        return example
    fields = dict(_FIELD.findall(example))
    if set(fields.values()) <= {YES, NO}:
        return "、".join(name for name, value in fields.items() if value == YES) or "没有"
    return "，".join(_typed(fields))


def _typed(fields: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for name, value in fields.items():
        if value in {YES, NO}:
            found += [] if found else ["有" if value == YES else "没有"]
        else:
            found.append(f"{name}{'' if value[:1].isdigit() else '：'}{_listed(value)}")
    return found


def _listed(value: str) -> str:
    return re.sub(r"\"?,\s*\"?", "、", value.strip('[]"'))
