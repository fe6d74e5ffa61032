"""The pages of rules: what ``explain`` prints, and the catalogue in ``docs/rules.md``."""

import re
from collections.abc import Iterator

from reportbot.checks.registry import Rule, all_rules
from reportbot.checks.telling import SEVERITIES
from reportbot.form import all_forms
from reportbot.settings import KEYS, known_settings

FAMILY_NAMES = {
    "STR": "结构和版本",
    "CEL": "单元格和说明",
    "T2": "表二 主动公开",
    "T3": "表三 收到和处理申请",
    "T4": "表四 复议和诉讼",
    "NAR": "正文与表格对照",
    "TXT": "正文内容",
    "MET": "文首、时间和公布",
    "AGG": "汇总",
}

_INTRODUCTION = """\
# 核对规则

`reportbot check` 按这些规则核对答案文件和已经写成的报告。`reportbot explain 编号` 显示同样的说明。

- **错误**要改正，有错误时 `draft` 不写出报告；**警告**很可能有错，**提示**请看一眼。
- 缺少所需数据的规则“没有核对”，不算通过；加 `--verbose` 列出原因。
- 核对过、确实没有问题的，在答案文件的“说明理由”里写明规则、单元格、当时的数和理由。数变了，问题会重新提出来。
- `--select T3,CEL-002` 只查一部分，`--ignore` 或 `reportbot.yaml` 的“不查”略去一部分。

本页由 `make docs` 从规则的说明生成，不要直接修改。
"""


def rule_page(code: str) -> str:
    """Return the page of a rule as ``explain`` prints it."""
    found = all_rules()[code]
    page = f"{code}  {SEVERITIES[found.severity]}\n{found.doc}"
    return page if found.confirmable else f"{page}\n\n这一条不能用“说明理由”放行。"


def catalogue() -> str:
    """Return all rules as one Markdown page."""
    return "\n".join([_INTRODUCTION, *_families()])


def _families() -> Iterator[str]:
    family = ""
    for code, rule in all_rules().items():
        prefix = code.split("-", maxsplit=1)[0]
        if prefix != family:
            family = prefix
            yield f"## {prefix} {FAMILY_NAMES[prefix]}\n"
        yield f"### {code} {rule.title}\n\n{_conditions(rule)}\n"
        yield from (f"{paragraph}\n" for paragraph in _paragraphs(rule.doc))


def _conditions(rule: Rule) -> str:
    """Return in one line how severe a rule is, where it applies and whether a reason settles it."""
    forms = rule.forms or tuple(form.id for form in all_forms())
    words = [SEVERITIES[rule.severity], f"{'、'.join(forms)} 年格式"]
    if rule.since:
        words.append(f"{rule.since} 年度起")
    words.append("可以说明理由" if rule.confirmable else "不能说明理由")
    return " · ".join(words)


def _paragraphs(doc: str) -> Iterator[str]:
    """Yield the paragraphs below the title, with lines joined that were broken for the source only."""
    for block in doc.split("\n\n")[1:]:
        yield from re.sub(r"\n(?!依据：|怎么办：|例外：)", "", block).replace("\n", "\n\n").split("\n\n")


_SETTINGS = """\
# 本地设置：reportbot.yaml

各地的期限、用词和合理范围不一样，可以写在 `reportbot.yaml` 里。`check` 和 `draft` 从答案文件所在的文件夹
逐级向上找，到当前文件夹为止，用最近的一份；`check --config 文件或文件夹` 指定另一份。没有写的用下面的默认值。
例子见 [examples/local-settings-2025](../examples/local-settings-2025/reportbot.yaml)。

    阈值: {结转占比: 30, 县级部门收费上限: 500}
    词表: {错别用语: 错别字.txt}
    期限: {报送期限: 1月20日}
    不查: [T2-012]

键可以写中文名，也可以写编号。写错的键会指出位置和正确的写法。“不查”写规则编号的开头。

词表可以是列表（`[高度重视, 切实加强]`）、对照（`{登陆网站: 登录网站}`），或者旁边一个 .txt 文件的名字，
一行一个词，要改成什么写在“→”后面，以 # 开头的行不算。

本页由 `make docs` 从 prompts/settings.yaml 生成，不要直接修改。
"""


def settings_page() -> str:
    """Return what an office may set for itself as a Markdown page."""
    known = known_settings()
    lines = [
        _SETTINGS,
        "## 阈值\n",
        "| 名称 | 编号 | 默认 | 规则 | 含义 |",
        "| --- | --- | --: | --- | --- |",
    ]
    for entry in known["thresholds"]:
        value = f"{entry['value']} {entry['unit']}"
        lines.append(f"| {entry['name']} | `{entry['id']}` | {value} | {entry['rule']} | {entry['what']} |")
    for kind in ("words", "deadlines"):
        used = [entry for entry in known[kind] if entry["rule"] in all_rules()]
        if used:
            lines += [f"\n## {KEYS[kind]}\n", "| 名称 | 编号 | 规则 | 含义 |", "| --- | --- | --- | --- |"]
            lines += [
                f"| {entry['name']} | `{entry['id']}` | {entry['rule']} | {entry['what']} |" for entry in used
            ]
    return "\n".join(lines) + "\n"
