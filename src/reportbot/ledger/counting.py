"""Count a ledger into the cells of the form for one year."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from reportbot.errors import InputError
from reportbot.form import Form
from reportbot.ledger.days import read_day
from reportbot.ledger.disputes import judge_disputes
from reportbot.ledger.judging import judge
from reportbot.ledger.mapping import ROWS, SHEETS, SKIPPED, LedgerMapping, RowDecision
from reportbot.ledger.survey import Survey
from reportbot.ledger.tally import Application, Question, Tally, Unclear, place
from reportbot.ledger.vocabulary import plain


def count(found: Survey, form: Form, year: int, mapping: LedgerMapping) -> Tally:
    """Count every application of a ledger for a reporting year.

    An application has one kind of applicant and one state at the end of the year, so every
    sum of the form holds by construction. What is not certain becomes a question.
    """
    tally = Tally(form, year)
    decisions = _decisions(found, mapping)
    for source in found.sources:
        for entry in source.reading.entries:
            decision = decisions.get((entry.sheet, entry.rows[0]))
            if decision and decision.skipped:
                tally.note("按对照文件不计入", entry)
                continue
            for step in (judge, judge_disputes):
                try:
                    step(tally, entry, source, mapping, decision)
                except Unclear as unclear:
                    tally.ask(unclear.question, entry)
    _ask_about_twins(tally, decisions)
    return tally


def _decisions(found: Survey, mapping: LedgerMapping) -> dict[tuple[str, int], RowDecision]:
    """Return the decisions about single rows by sheet and row; raises InputError for one about no row."""
    entries = {
        (entry.sheet, row): entry
        for source in found.sources
        for entry in source.reading.entries
        for row in entry.rows
    }
    sheets = [source.sheet.name for source in found.sources]
    decided = {}
    for decision in mapping.rows:
        sheet = sheets[0] if decision.sheet is None and len(sheets) == 1 else decision.sheet
        entry = entries.get((sheet or "", decision.row))
        where = f"{decision.sheet or ''} 第 {decision.row} 行".strip()
        if entry is None:
            problem = f"对照文件“{ROWS}”里的“{where}”在台账里不是一件申请"
            raise InputError(
                problem, remedy=f"台账改动过的话，请重新核对“{ROWS}”下面各条；有几张工作表时要写表名"
            )
        day = read_day(entry.days.get("received", [""])[0], mapping.year)
        if decision.day and day and day.date.isoformat() != decision.day:
            problem = f"对照文件“{ROWS}”里的“{where}”记着 {decision.day} 收到，台账这一行却是 {day.date.isoformat()}"
            raise InputError(problem, remedy="台账改动过，行号变了；请重新核对“行”下面各条")
        decided[entry.sheet, entry.rows[0]] = decision
    return decided


def _ask_about_twins(tally: Tally, decisions: dict[tuple[str, int], RowDecision]) -> None:
    """Ask about applications that stand twice: under one number, or alike in two sheets."""
    counted = [
        application
        for application in tally.applications
        if (application.entry.sheet, application.entry.rows[0]) not in decisions
    ]
    for first, *others in _alike(counted, _number):
        message = (
            f"登记编号与 {place([first.entry])}相同，像是同一件登记了两次；"
            f"重复的写“{SKIPPED}”，确是两件的写上办理结果"
        )
        for twin in others:
            tally.ask(Question(ROWS, message), twin.entry)
    for first, *others in _alike(counted, _who_and_when):
        for twin in others:
            if twin.entry.sheet != first.entry.sheet:
                tally.ask(Question(SHEETS, _doubled(first.entry.sheet)), twin.entry)
            elif twin.entry.contents == first.entry.contents:
                tally.note("与前面的行内容完全相同，各计一件，请核对", twin.entry)


def _doubled(sheet: str) -> str:
    return (
        f"收到日期、申请人、答复和结果与工作表“{sheet}”里的相同，像是同一件登记了两次；"
        f"一张是汇总表的，在“{SHEETS}”里写明读哪几张表；确是两件的，在“{ROWS}”里写上办理结果"
    )


def _number(application: Application) -> Hashable:
    """Return the registration number, None for none and for a mere serial number."""
    number = plain(application.entry.number)
    return number if len(number) > 3 and any(character.isdigit() for character in number) else None


def _who_and_when(application: Application) -> Hashable:
    entry = application.entry
    return application.received, application.replied, application.outcome, entry.applicant or entry.contents


def _alike(
    applications: Iterable[Application], key: Callable[[Application], Hashable]
) -> Iterator[list[Application]]:
    groups: dict[Hashable, list[Application]] = {}
    for application in applications:
        found = key(application)
        if found is not None:
            groups.setdefault(found, []).append(application)
    return (group for group in groups.values() if len(group) > 1)
