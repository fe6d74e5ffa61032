"""Say in Chinese what was read of a ledger, what was counted and what must be decided."""

from collections.abc import Iterator

from reportbot.labels import bare
from reportbot.ledger.columns import Column, roles
from reportbot.ledger.survey import Source, Survey
from reportbot.ledger.tally import Question, Tally, place
from reportbot.ledger.terms import EXTENSION, TERM, TermCheck
from reportbot.ledger.vocabulary import plain
from reportbot.ledger.writing import Difference, counted
from reportbot.report import Report

LISTED = 30
"""Questions that are told at once; the rest are counted."""


def told_columns(found: Survey) -> Iterator[str]:
    """Say for every sheet where its header stands and what its columns were taken for."""
    before: list[str] = []
    for source in found.sources:
        layout = source.layout
        single = layout.below - layout.top == 1
        header = f"第 {layout.top + 1} 行" if single else f"第 {layout.top + 1}-{layout.below} 行"
        name = f"“{source.sheet.name}”" if source.sheet.name else ""
        lines = list(_columns(source))
        same = "，各列同上" if lines == before else ""
        yield f"{found.workbook.file}{name}：表头在{header}，读到 {len(source.reading.entries)} 件{same}"
        yield from () if same else lines
        before = lines


def _columns(source: Source) -> Iterator[str]:
    for role, columns in source.layout.columns.items():
        yield f"  {roles()[role].name} ← {'、'.join(column.shown for column in columns)}"
    if unread := "、".join(_unread(source)):
        yield f"  没有用到的列：{unread}"


def _unread(source: Source) -> Iterator[str]:
    read = {column.index for columns in source.layout.columns.values() for column in columns}
    for index, label in enumerate(source.layout.labels):
        if label and index not in read:
            yield Column(index, "", label).shown


def told_phrases(tally: Tally) -> Iterator[str]:
    """Say which words of the ledger were taken for which row, where they are not the printed ones."""
    for (section, phrase, label), number in tally.phrases.most_common():
        if not plain(label).endswith(plain(phrase)):
            yield f"  {section}“{phrase or '（不显示）'}” → {label}：{number} 件"


def told_notes(tally: Tally) -> Iterator[str]:
    """Say what was inferred, what looks odd, and what belongs to other years."""
    for message, entries in tally.notes.items():
        yield f"{message}（{len(entries)} 件）：{_short(place(entries))}"
    if tally.elsewhere:
        parts = "，".join(f"{reason} {number} 件" for reason, number in sorted(tally.elsewhere.items()))
        yield f"不属于 {tally.year} 年度、没有计入：{parts}"


def told_count(tally: Tally) -> str:
    """Sum the year up in one line."""
    report = counted(tally)
    received, carried, done, left = (
        report.value(f"applications.{row}.total")
        for row in ("new_received", "carried_in", "result_total", "carried_out")
    )
    line = (
        f"{tally.year} 年度：新收 {received} 件，上年结转 {carried} 件；办结 {done} 件，结转下年度 {left} 件"
    )
    cases = {block: report.value(f"disputes.{block}.total") for block in sorted(tally.tables)}
    if cases:
        suits = [number for block, number in cases.items() if block != "review"]
        line += f"；行政复议 {cases['review']} 件" if "review" in cases else ""
        line += f"；行政诉讼 {sum(int(number or 0) for number in suits)} 件" if suits else ""
    return line


def told_questions(tally: Tally) -> Iterator[str]:
    """Say what must be decided, with the rows."""
    questions = list(tally.questions.values())
    for question in questions[:LISTED]:
        yield _told_question(question)
    if len(questions) > LISTED:
        yield f"……还有 {len(questions) - LISTED} 项"


def _told_question(question: Question) -> str:
    where = f"{_short(place(question.entries))}（{len(question.entries)} 件）"
    choices = f"\n  可以定为：{'；'.join(question.choices)}" if question.choices else ""
    return f"{where}：{question.message}{choices}"


def _short(where: str) -> str:
    return where if len(where) <= 120 else f"{where[:120]}…"


def told_differences(report: Report, found: list[Difference]) -> Iterator[str]:
    """Say which cells are filled otherwise than the ledger counts."""
    for difference in found:
        ours = difference.ours.raw if difference.ours.value is None else difference.ours.value
        line = report.place(difference.cell).line
        where = f"（第 {line} 行）" if line else ""
        yield f"{bare(report.form.label(difference.cell))}：答案文件里是 {ours}{where}，台账数出来是 {difference.theirs}"


def told_terms(check: TermCheck, year: int) -> Iterator[str]:
    """List the applications beyond their term, and what could not be judged."""
    yield f"超过答复期限的申请：{len(check.overruns)} 件（核对了 {check.judged} 件）"
    for overrun in sorted(check.overruns, key=lambda found: -found.days):
        application = overrun.application
        until = f"{application.replied.date} 答复" if application.replied else "没有答复日期"
        if (application.replied and application.replied.date.year > year) or not application.replied:
            until += f"，算到 {overrun.end}"
        extended = {True: "已延期", False: "没有延期", None: "台账没有“是否延期”列"}[application.extended]
        yield (
            f"{place([application.entry])}：{overrun.start} 起，{until}，"
            f"用了 {overrun.days} 个工作日，期限 {overrun.allowed} 个（{extended}）"
        )
    if check.overruns:
        yield f"期限是 {TERM} 个工作日，延长最多 {EXTENSION} 个；征求第三方和其他机关意见的时间不计，请逐件核对。"
    if check.inexact:
        yield f"日期不完整的 {check.inexact} 件没有核对。"
    if check.unknown_years:
        years = "、".join(map(str, check.unknown_years))
        yield f"还没有 {years} 年放假和调休安排的数据，涉及这些年份的没有核对；更新 chinesecalendar 后可以核对。"
