"""Write a new answers file whose comments teach a clerk to fill it in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportbot.answers.editing import put, scalar
from reportbot.answers.keys import FACT_SECTIONS, KEYS
from reportbot.answers.writing import in_words, put_problem
from reportbot.cell_help import column_help, row_help, table_help
from reportbot.form import Form, FormCell, Table, form_for_year
from reportbot.labels import bare, unnumbered
from reportbot.last_year import comparable
from reportbot.lines import Line, lines_of
from reportbot.numbers import Cell, format_number
from reportbot.organ_names import kind_of, level_of
from reportbot.questions import Answer, Question, load_section, problem_entry
from reportbot.report import FactValue, Report
from reportbot.wrapping import wrapped

WIDTH = 80
"""Columns of a comment line; a Chinese character takes two."""

RULE = "# " + "=" * 60


def skeleton(
    year: int,
    agency: str | None = None,
    previous: Report | None = None,
    previous_path: str | None = None,
    kind: str | None = None,
    given: Report | None = None,
) -> str:
    """Return the text of a new answers file.

    From last year's report the profile and the applications carried over are taken; its
    facts are shown beside the questions, its numbers never filled in. ``given`` are answers
    to write into the file, in whose form it is then made.
    """
    known = given or _known(form_for_year(year), year, agency, kind, previous)
    parts = [
        _opening(known.form, year),
        _section("agency", known, previous),
        f"{RULE}\n{KEYS['year']}: {year}\n",
        _previous(previous_path),
        _statistics(known),
        _facts(known, previous),
        _problems(known, previous),
        _section("other", known, previous),
        _closing(),
    ]
    return "\n".join(part for part in parts if part)


def _known(form: Form, year: int, agency: str | None, kind: str | None, previous: Report | None) -> Report:
    """Return what is known before the first answer: the profile and what was carried over."""
    facts = (
        {fact: value for fact, value in previous.facts.items() if fact.startswith("agency.")}
        if previous
        else {}
    )
    facts |= {"agency.name": agency} if agency else {}
    facts |= {"agency.kind": kind} if kind else {}
    facts = {**_from_name(str(facts.get("agency.name", ""))), **facts}
    report = Report(form, year, facts=facts)
    last = comparable(report, previous)
    carried = {cell: last.value(source) for cell in form.cells if (source := form.carried_from(cell))}
    cells = {
        cell: Cell(value)
        for cell, value in carried.items()
        if value is not None and cell not in form.derived_totals
    }
    return replace(report, cells=cells)


def _from_name(name: str) -> Mapping[str, FactValue]:
    """Return what the name of an organ makes certain about it."""
    guesses = {"agency.kind": kind_of(name), "agency.level": level_of(name)}
    return {fact: guess[0] for fact, guess in guesses.items() if guess and guess[1]}


def _opening(form: Form, year: int) -> str:
    lines = [
        f"{year} 年度政府信息公开工作年度报告：答案文件（{form.id} 年格式，{form.notice.number}）",
        "",
        "怎么填：冒号后面空一格写答案，写完保存。井号（#）开头的是说明，不用删。",
        "没有发生的写 0 或“无”；还不知道的先空着，空着不等于 0。拿不准的照填，再把编号写进文末的“待核实”。",
        "合计不用填，会自动算出；填了会核对。数字后面的备注写成 {value: 2, note: 备注}。",
        "填好以后：reportbot check 这个文件（核对）；reportbot draft 这个文件 -o 报告.docx（起草）。",
        "哪一项不明白：reportbot explain 名称，例如 reportbot explain 部分公开。",
    ]
    return "\n".join(line for text in lines for line in _comment(text, "")) + "\n"


def _section(section_id: str, known: Report, previous: Report | None) -> str:
    """Return a section of questions that stands at the top level."""
    section = load_section(section_id)
    lines = [RULE, *_comment(section.intro, ""), f"{KEYS[section_id]}:"]
    lines += _questions(section_id, known, previous, "  ")
    return "\n".join(lines) + "\n"


def _questions(section_id: str, known: Report, previous: Report | None, indent: str) -> list[str]:
    lines: list[str] = []
    rest: list[str] = []
    for question in load_section(section_id).questions:
        if not _fits_form(question, known.form):
            continue
        value = _last_value(question, known)
        if value is None and question.rank(known.kind) == "long" and section_id != "agency":
            rest.append(question.answer.name)
            continue
        lines += ["", *_asked(question, previous, indent)]
        lines.append(_filled(question.answer, value, indent))
    if rest:
        lines += [
            "",
            *_comment(
                f"有下面这些情况的也可以写（用 reportbot explain 名称 查看说明）：{'、'.join(rest)}", indent
            ),
        ]
    return lines[1:]


def _fits_form(question: Question, form: Form) -> bool:
    for condition in question.when:
        if condition.get("form_from", 0) > form.first_year or form.first_year > condition.get(
            "form_until", 9999
        ):
            return False
    return True


def _asked(question: Question, previous: Report | None, indent: str) -> Iterator[str]:
    answer = question.answer
    unit = f"（单位：{answer.unit}）" if answer.unit else ""
    yield from _comment(f"{question.question}{unit}", indent)
    if question.counts:
        yield from _comment(f"填什么：{question.counts}", indent)
    if question.excludes:
        yield from _comment(f"不填什么：{question.excludes}", indent)
    if answer.options and answer.type == "choice":
        yield from _comment(f"可选：{'、'.join(option.name for option in answer.options)}", indent)
    if question.holder:
        yield from _comment(f"问谁：{question.holder}", indent)
    if question.example:
        yield f"{indent}# 写法：{answer.name}: {question.example}"  # on one line, to be copied
    last = _last_value(question, previous) if previous else None
    if last is not None and question.section != "agency":
        yield from _comment(f"上年：{_on_one_line(last)}", indent)


def _last_value(question: Question, previous: Report) -> object:
    """Return last year's answer as it is written in a file, None when there is none."""
    if question.answer.type != "record":
        value = previous.facts.get(question.id)
        return None if value is None else in_words(question.answer, value)
    fields = {field.id: previous.facts.get(f"{question.id}.{field.id}") for field in question.answer.fields}
    return in_words(question.answer, fields) if any(value is not None for value in fields.values()) else None


def _on_one_line(value: object) -> str:
    return put("", [("x",)], value).removeprefix("x:").strip().replace("\n", " ")


def _filled(answer: Answer, value: object, indent: str) -> str:
    text = put("", [(answer.name,)], value).rstrip("\n")
    return "\n".join(f"{indent}{line}" for line in text.splitlines())


def _previous(path: str | None) -> str:
    lines = [
        RULE,
        *_comment("上年度的答案文件或报告（.yaml .docx .md 等）。写了就能核对上年结转、比较增减。", ""),
        f"{KEYS['previous']}:{f' {scalar(path)}' if path else ''}",
    ]
    return "\n".join(lines) + "\n"


def _statistics(known: Report) -> str:
    lines = [
        RULE,
        *_comment("三张表。每一格填今年 1 月 1 日至 12 月 31 日的数。", ""),
        f"{KEYS['statistics']}:",
    ]
    for table in known.form.tables:
        lines += ["", *_table(known.form, table, known)]
    return "\n".join(lines) + "\n"


def _table(form: Form, table: Table, known: Report) -> Iterator[str]:
    help_ = table_help(table.id)
    yield from _comment(f"{table.name}　{form.part(table.id).heading}", "  ")
    if help_.get("intro"):
        yield from _comment(help_["intro"], "  ")
    if help_.get("holder"):
        yield from _comment(f"问谁：{help_['holder']}", "  ")
    if table.may_be_none:
        yield from _comment(f"全年一件也没有的，删去下面各行，只写一行“{table.also[0]}: 无”。", "  ")
    yield from _columns(form, table)
    yield f"  {table.also[0]}:"
    group = ""
    for line in lines_of(form, table.id):
        above = _group(line)
        if above and above != group:
            yield from _comment(f"—— {above} ——", "    ")
        group = above
        yield from _line(line, known)
    yield from _comment("其余各格都是 0 的，去掉下一行开头的井号：", "    ")
    yield "    # 其余: 0"


def _columns(form: Form, table: Table) -> Iterator[str]:
    """Explain the columns once, where several rows share them."""
    lines = lines_of(form, table.id)
    if len({tuple(cell.leaf.id for cell in line.cells) for line in lines}) > 1:
        return
    for cell in lines[0].cells:
        if page := column_help(cell):
            if cell.leaf.total:
                continue
            yield from _comment(f"{bare(cell.leaf.label)}：{page.get('what', '')}", "  ")


def _group(line: Line) -> str:
    row = line.cells[0].row
    return row[-2].label if len(row) > 2 else ""


def _line(line: Line, known: Report) -> Iterator[str]:
    page = row_help(line.cells[0])
    what = page.get("what", "")
    basis = f"（{page['basis']}）" if page.get("basis") else ""
    yield from _comment(f"{bare(line.heading.label)}：{what}{basis}", "    ")
    if page.get("excludes"):
        yield from _comment(f"不填什么：{page['excludes']}", "    ")
    stated = [cell for cell in line.cells if not known.cells.get(cell.id, Cell()).blank]
    if line.heading.total and not stated:
        yield from _comment("会自动算出，不用填。", "    ")
        return
    name = unnumbered(line.heading.label)
    cells = [cell for cell in line.cells if cell in stated or not cell.leaf.total]
    values = [_value(known.cells.get(cell.id, Cell()), cell) for cell in cells]
    if len(line.cells) == 1:
        yield f"    {name}: {values[0]}".rstrip()
        return
    inside = ", ".join(f"{bare(cell.leaf.label)}: {value}" for cell, value in zip(cells, values, strict=True))
    yield f"    {name}: {{{inside}}}"


def _value(cell: Cell, spec: FormCell) -> str:
    if cell.value is not None:
        return format_number(cell.value, spec.kind)
    return scalar(cell.raw, flow=True) if cell.raw else ""


def _facts(known: Report, previous: Report | None) -> str:
    lines = [
        RULE,
        *_comment("正文要用的事实。没有的、不想写的留空，报告里就不出现。", ""),
        f"{KEYS['facts']}:",
    ]
    for section_id in FACT_SECTIONS:
        section = load_section(section_id)
        lines += ["", *_comment(section.intro, "  "), f"  {section.name}:"]
        lines += _questions(section_id, known, previous, "    ")
    return "\n".join(lines) + "\n"


def _problems(known: Report, previous: Report | None) -> str:
    lines = [RULE, *_comment("第五部分：存在的主要问题及改进情况。写两三个，每个都要有改进措施。", "")]
    for field in problem_entry(with_kinds=False):
        lines += _comment(f"{field.name}：{field.help}", "")
    lines += [
        "# 例：",
        "# - 问题: 全年有3份文件超过20个工作日才公开",
        "#   改进措施: [2月底前由办公室把收发文登记与网站逐条核对一遍]",
    ]
    old = [problem for problem in (previous.problems or ()) if problem.state != "solved"] if previous else []
    if old:
        lines += _comment(
            "下面是上年写的问题：填“上年问题进展”（已解决、部分解决、仍存在、不再适用）和佐证；不写的删去。",
            "",
        )
    lines.append(f"{KEYS['problems']}:")
    text = "\n".join(lines) + "\n"
    for number, problem in enumerate(known.problems or ()):
        text = put_problem(text, number, problem)
    for number, problem in enumerate(old):
        said = "；".join([problem.problem, *problem.measures])
        entry = {"问题": problem.problem, "上年表述": said, "上年问题进展": None, "佐证": None}
        for name, value in entry.items():
            text = put(text, [(KEYS["problems"],), number, (name,)], value)
    return text


def _comment(text: str, indent: str) -> list[str]:
    """Return a text as comment lines; full-width text is broken by its width."""
    if not text:
        return [f"{indent}#"]
    return [f"{indent}# {line}" for line in wrapped(text, WIDTH - len(indent) - 2)]


_CLOSING = {
    "texts": (
        "自己写或改过的段落：代替起草的段落，重新起草时原样保留。段落编号用 reportbot draft 这个文件 --trace 查看。"
        "把当时起草的话也写在“原稿”里，以后数字变了，没有改过的句子会跟着变，改过的会提醒。",
        (
            "  management.review: 这一段改成自己的话。",
            "  on_request.intake: {正文: 改过以后的话。, 原稿: 当时起草的话。}",
        ),
    ),
    "confirmations": (
        "核对时指出、但确有原因的，写明理由。表三、表四不平这类错误不能这样放行。",
        ("- 规则: TXT-017", "  理由: 今年合并了两个单位，内容较多"),
    ),
    "unverified": (
        "暂时填的、还要核实的项目，写编号（用 reportbot explain 名称 查看编号）。核实以后从这里删去。",
        ("- proactive.items_website",),
    ),
}
"""What stands at the end of the file: what it is for, and an example."""


def _closing() -> str:
    parts = []
    for name, (purpose, example) in _CLOSING.items():
        lines = [RULE, *_comment(purpose, ""), "# 例：", *(f"# {line}" for line in example)]
        parts.append("\n".join([*lines, f"{KEYS[name]}:"]) + "\n")
    return "\n".join(parts)
