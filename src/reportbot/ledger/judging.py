"""Judge one application: who applied, what came of it, and where it stood when the year ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportbot.ledger.days import Day, read_day
from reportbot.ledger.entries import Entry
from reportbot.ledger.mapping import OTHERS, OUTCOMES, ROWS, TYPES, YEAR, LedgerMapping, RowDecision
from reportbot.ledger.survey import Source
from reportbot.ledger.tally import LEDGER, Application, Tally, Unclear
from reportbot.ledger.vocabulary import (
    DONE,
    DOUBT,
    NOTHING,
    OPEN,
    UNKNOWN,
    Meanings,
    Vocabulary,
    applicants,
    outcomes,
    plain,
    single,
    status,
)

SETTLED_BY = 10
"""Month up to which an application must by law be decided in its year: 20 and 20 working days."""

LONGEST = 730
"""Days from receipt to reply beyond which one of them is more likely mistyped."""

WHAT = {OUTCOMES: "办理结果", TYPES: "申请人类型"}


def judge(
    tally: Tally, entry: Entry, source: Source, mapping: LedgerMapping, decision: RowDecision | None
) -> None:
    """Count an application; raises Unclear where it needs a decision."""
    if entry.unvalued:
        raise Unclear(
            f"“{'”“'.join(dict.fromkeys(entry.unvalued))}”是公式，文件里没有算出的值，或者出错；"
            "请用 Excel 或 WPS 打开、重新计算并保存后再试",
            LEDGER,
        )
    received = day_of(entry, "received", "收到日期", source.year)
    if received is None:
        raise Unclear("没有收到日期")
    tally.reaches_back |= received.date.year < tally.year
    if received.date.year > tally.year:
        tally.elsewhere[f"{received.date.year} 年收到"] += 1
        return
    _Judge(tally, entry, source, mapping, decision or RowDecision(None, 0, None)).judge(received)


def day_of(entry: Entry, role: str, name: str, year: int | None) -> Day | None:
    """Return the day that an entry tells, None where it tells none; raises Unclear."""
    values = entry.days.get(role, [])
    days = {read_day(value, year) for value in values}
    if len(days) > 1:
        raise Unclear(f"“{name}”有几个不同的日期")
    day = days.pop() if days else None
    if values and day is None:
        if read_day(values[0], 2000):
            raise Unclear(f"“{name}”没有写年份；请补写，或在对照文件里写“{YEAR}: 年份”")
        raise Unclear(f"“{name}”看不出是哪一天：{entry.safe(str(values[0])) or '（不显示）'}")
    return day


def unknown(section: str, text: str, vocabulary: Vocabulary, told: Meanings = NOTHING) -> Unclear:
    """Return the question about a phrase that is not known, or that may mean several things."""
    what = WHAT.get(section, section)
    if not text:
        kind = ROWS if section in WHAT else LEDGER
        return Unclear(f"“{what}”一格像是姓名或号码（不显示），请检查是不是填错了列", kind)
    choices = [label for known, label in vocabulary.labels.items() if known in told]
    reason = vocabulary.reasons.get(told, "")
    problem = "可能是几种" if choices or DOUBT in told else "认不出"
    return Unclear(f"{what}“{text}”{problem}{f'：{reason}' if reason else ''}", section, text, choices)


@dataclass(slots=True)
class _Judge:
    """Judges one entry."""

    tally: Tally
    entry: Entry
    source: Source
    mapping: LedgerMapping
    decision: RowDecision

    def judge(self, received: Day) -> None:
        """Count the entry into its row of receipt and its row of result, or of carrying over."""
        year, entry, tally = self.tally.year, self.entry, self.tally
        replied = self._replied(received)
        told = self._outcome() if replied is None or replied.date.year == year else NOTHING
        state = self._state(received, replied, told)
        if state is None:
            tally.elsewhere[f"{year} 年以前办结"] += 1
            return
        kind = self._or_ask(self._type)
        outcome = self._or_ask(lambda: self._certain(told)) if state == DONE else None
        if kind is None or (state == DONE and outcome is None):
            return
        row = "carried_in" if received.date.year < year else "new_received"
        tally.put(f"applications.{row}.{kind}", entry)
        tally.put(f"applications.{outcome or 'carried_out'}.{kind}", entry)
        self._note(received, replied, outcome)
        extended = _yes(entry.texts.get("extended", ())) if "extended" in self.source.layout.columns else None
        tally.applications.append(
            Application(entry, received, replied, kind, outcome, extended, self._corrected())
        )

    def _or_ask(self, judgement: Callable[[], str]) -> str | None:
        """Return a judgement; one that needs a decision is asked, and the rest is judged all the same."""
        try:
            return judgement()
        except Unclear as unclear:
            self.tally.ask(unclear.question, self.entry)
            return None

    def _note(self, received: Day, replied: Day | None, outcome: str | None) -> None:
        """Remark what was inferred and what looks odd."""
        note, year = self.tally.note, self.tally.year
        if outcome and not self.decision.outcome:
            self._note_phrase(outcome)
        due = received.date.year < year or received.date.month <= SETTLED_BY
        if outcome is None and replied is None and due:
            note(f"{SETTLED_BY} 月底以前收到，没有结果，按结转下年度计，请核对是不是漏填", self.entry)
        if outcome and replied is None and not self.decision.outcome:
            note(f"有结果没有答复日期，{SETTLED_BY} 月底以前收到，按当年办结计", self.entry)
        if received.year_taken or (replied and replied.year_taken):
            note(f"日期没有写年份，按 {self.source.year} 年的台账理解", self.entry)

    def _corrected(self) -> Day | None:
        """Return the day of the correction; one that cannot be read only keeps the term unjudged."""
        try:
            return day_of(self.entry, "corrected", "收到补正日期", self.source.year)
        except Unclear:
            return Day(date(self.tally.year, 1, 1), exact=False)

    def _replied(self, received: Day) -> Day | None:
        """Return the day of the reply; an impossible one does not matter where the user decided."""
        try:
            return self._told_reply(received)
        except Unclear:
            if self.decision.outcome:
                return None
            raise

    def _told_reply(self, received: Day) -> Day | None:
        replied = day_of(self.entry, "replied", "答复日期", self.source.year)
        if replied and (replied.date - received.date).days > LONGEST:
            raise Unclear(f"收到日期 {received.date} 与答复日期 {replied.date} 相差太远，像是写错了年份")
        if replied is None or replied.date >= received.date or not (replied.exact and received.exact):
            return replied
        if replied.year_taken:
            return replace(replied, date=replied.date.replace(year=replied.date.year + 1, day=1), exact=False)
        raise Unclear(f"答复日期 {replied.date} 早于收到日期 {received.date}")

    def _state(self, received: Day, replied: Day | None, told: Meanings) -> str | None:
        """Return whether the application was done or open when the year ended, None when done before it."""
        year = self.tally.year
        if replied is not None and replied.date.year != year:
            return OPEN if replied.date.year > year else None
        if OPEN in told and (replied is not None or len(told) > 1):
            raise Unclear("办理结果说还没有办完，却有答复日期或别的结果")
        if replied is not None:
            return DONE
        if not told or told == {OPEN}:
            return OPEN
        if self.decision.outcome:
            return DONE
        if received.date.month <= SETTLED_BY or received.date.year < year - 1:
            return DONE if received.date.year == year else None
        raise Unclear(f"有结果，没有答复日期，看不出是不是 {year} 年办结的；请补上答复日期")

    def _outcome(self) -> Meanings:
        """Return what the ledger and the user say about the result, nothing where nothing is said."""
        entry, vocabulary = self.entry, outcomes(self.tally.form)
        texts = entry.texts.get("outcome", [])
        if not texts:
            known = status(self.tally.form)
            return self.decision.outcome or known.combine(map(known.read, entry.texts.get("status", ())))
        told = self._read(texts, vocabulary, OUTCOMES)
        if single(told) is None:
            reason = vocabulary.combine(map(vocabulary.read, entry.texts.get("reason", ())))
            told = (told & reason) or told
        if self.mapping.phrases.get(OUTCOMES):
            told = self.mapping.decided(OUTCOMES, self._phrase()) or told
        decided = self.decision.outcome
        if decided and single(told) and decided not in (told, {OPEN}):
            raise Unclear(
                f"台账写明是“{vocabulary.labels[str(single(told))]}”，对照文件“{ROWS}”里定的却不是；请改其中一处",
                LEDGER,
            )
        return decided or told

    def _phrase(self) -> str:
        """Return the texts about the result as one phrase for the mapping, masked."""
        texts = self.entry.texts
        return self.entry.safe("；".join([*texts.get("outcome", ()), *texts.get("reason", ())]))

    def _note_phrase(self, outcome: str) -> None:
        """Note which words were taken for which row; words that we know need no mask."""
        texts, vocabulary = self.entry.texts.get("outcome", []), outcomes(self.tally.form)
        known = len(texts) == 1 and vocabulary.whole(texts[0]) == {outcome}
        phrase = texts[0] if known else self._phrase()
        self.tally.phrases[OUTCOMES, phrase, vocabulary.labels[outcome]] += 1

    def _kind(self) -> str:
        return self.entry.safe("；".join(self.entry.texts.get("type", ())))

    def _read(self, texts: Sequence[str], vocabulary: Vocabulary, section: str) -> Meanings:
        """Return what texts mean together, UNKNOWN where one of them is."""
        meanings = [
            vocabulary.read(text) or self.mapping.decided(section, self.entry.safe(text)) for text in texts
        ]
        return vocabulary.combine(meanings) if all(meanings) else frozenset([UNKNOWN])

    def _certain(self, told: Meanings) -> str:
        known = single(told)
        if known is not None:
            return known
        if told <= {DONE}:
            raise Unclear("看得出已经答复，看不出办理结果是哪一种")
        raise unknown(OUTCOMES, self._phrase(), outcomes(self.tally.form), told)

    def _type(self) -> str:
        entry, vocabulary, decided = self.entry, applicants(self.tally.form), self.decision.type
        texts, like = entry.texts.get("type", []), entry.named_like
        told = self._read(texts, vocabulary, TYPES)
        if like and like in told and len(told) > 1:
            told = frozenset([like])
            self.tally.note(f"申请人类型写得笼统，按名称计为“{vocabulary.labels[like]}”", entry)
        if self.mapping.phrases.get(TYPES):
            told = self.mapping.decided(TYPES, self._kind()) or told
        known = single(told)
        if decided and known not in {None, decided}:
            raise Unclear(
                f"台账写明申请人是“{vocabulary.labels[str(known)]}”，对照文件“{ROWS}”里定的却不是；请改其中一处",
                LEDGER,
            )
        if known and like and like != known:
            doubt = f"申请人类型写“{vocabulary.labels[known]}”，名称却像“{vocabulary.labels[like]}”，按写的计"
            self.tally.note(doubt, entry)
        if known or decided:
            return str(decided or known)
        if texts:
            raise unknown(TYPES, self._kind(), vocabulary, told)
        return self._inferred_type()

    def _inferred_type(self) -> str:
        """Return the kind of an applicant of which the ledger says nothing but perhaps the name."""
        entry, like = self.entry, self.entry.named_like
        if inferred := like or self.mapping.others:
            label = applicants(self.tally.form).labels[inferred]
            self.tally.note(f"没有写申请人类型，按{'名称' if like else '对照文件'}计为“{label}”", entry)
            return inferred
        if entry.applicant:
            hint = f"都是个人的话在对照文件里写“{OTHERS}: 自然人”，其中的单位在“{ROWS}”里逐行写明"
            raise Unclear(f"没有写申请人类型，从名称也不能断定；{hint}", OTHERS)
        raise Unclear("没有写申请人类型，也没有写申请人；请在台账里补上")


def _yes(texts: Sequence[str]) -> bool:
    return any(plain(text) not in _NO for text in texts)


_NO = {"否", "无", "未", "没有", "未延期", "未延长", "不延期", "没有延期", "NO", "N"}
