"""Prove the sentence bank: every text can be read, every name exists, every fact is used, nothing is padding."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportbot.errors import Place
from reportbot.form import all_forms
from reportbot.narrative.bank import ParagraphRule, SectionRule, SentenceRule, load_bank
from reportbot.narrative.expressions import (
    Condition,
    NoValueError,
    RuleError,
    Text,
    read_condition,
    read_text,
)
from reportbot.narrative.phrases import stock_phrases
from reportbot.narrative.problem_kinds import ProblemKind, library
from reportbot.narrative.problems import ENTRY, ENTRY_FIELDS, sample_entry
from reportbot.narrative.vocabulary import all_facts, ambiguous_names, facts_behind, is_known, samples
from reportbot.outline import load_sections
from reportbot.overlay import place_of
from reportbot.questions import KINDS, all_questions

NUMBERS_OF_THE_LAW = re.compile(r"国务院令第711号|(?:12月31日|1月1日|1件)|“三安全一稳定”")
"""Digits that a rule may print of itself: the regulations, the statistics period, exactly one."""

MAX_SHOWN = 120
"""Characters of a rule that a defect shows."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a rule, and where; the place is known in an office's own file."""

    rule: str
    problem: str
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.place}：{self.rule}：{self.problem}" if self.place else f"{self.rule}：{self.problem}"


@dataclass(frozen=True, slots=True)
class BankReport:
    """The result of a check: defects and what there is."""

    defects: tuple[Defect, ...]
    rules: int
    variants: int
    facts: int


def check_bank() -> BankReport:
    """Check all sentence rules and problem kinds as they stand, an office's laid over ours."""
    used: set[str] = set()
    defects = [defect for section in load_bank() for defect in _section(section, used)]
    defects += [defect for kind in library().values() for defect in _kind(kind, used)]
    defects += list(_unused(used))
    rules = [rule for section in load_bank() for paragraph in section.paragraphs for rule in paragraph.rules]
    figures = sum(len(kind.figures) for kind in library().values())
    variants = sum(len(rule.say) + len(rule.tail) for rule in rules)
    return BankReport(tuple(defects), len(rules) + figures, variants + figures, len(all_facts()))


def _section(section: SectionRule, used: set[str]) -> Iterator[Defect]:
    known = {paragraph.id.rpartition(".")[2] for paragraph in section.paragraphs}
    data = next(data for data in load_sections() if data["section"] == section.id)
    for order in data.get("orders", ()):
        for name in set(order.split()) - known:
            yield _defect(section.id, f"段落次序里的“{name}”不存在")
    for entry, paragraph in zip(data["paragraphs"], section.paragraphs, strict=True):
        yield from _paragraph(paragraph, entry.get("plans", ()), used)
    for opener in section.paragraphs[0].openers if section.paragraphs else ():
        yield from _text(section.id, opener, used, frozenset())


def _paragraph(paragraph: ParagraphRule, plans: list[str], used: set[str]) -> Iterator[Defect]:
    known = {rule.id.rpartition(".")[2] for rule in paragraph.rules}
    for plan in plans:
        names = plan.replace("|", " ").split()
        for name in sorted(set(names)):
            if name not in known:
                yield _defect(paragraph.id, f"编排“{plan}”里的“{name}”不存在")
            elif names.count(name) > 1:
                yield _defect(paragraph.id, f"编排“{plan}”里的“{name}”写了两次")
    yield from _applies(paragraph)
    given = ENTRY_FIELDS if paragraph.each else frozenset()
    for rule in paragraph.rules:
        yield from _rule(rule, known, used, given)


def _rule(rule: SentenceRule, known: set[str], used: set[str], given: frozenset[str]) -> Iterator[Defect]:
    yield from _applies(rule)
    if not rule.say and not rule.tail:
        yield _defect(rule.id, "没有写 say（怎么说）")
    if rule.tail and not rule.after:
        yield _defect(rule.id, "写了 tail（接在别的句子后面的说法），没有写 after（接在哪一句后面）")
    for name in rule.after:
        if name.rpartition(".")[2] not in known:
            yield _defect(rule.id, f"after 里的“{name.rpartition('.')[2]}”不存在")
    for name in rule.needs:
        yield from _names(rule.id, frozenset({name}), used, given)
    if rule.when is not None:
        yield from _condition(rule.id, rule.when, used, given)
    for text in rule.say:
        if text.startswith("其中"):
            yield _defect(rule.id, f"“{text}”可能独立成句，不能以“其中”开头")
    for text in (*rule.say, *rule.tail):
        yield from _text(rule.id, text, used, given)
    for variants in (rule.say, rule.tail):
        yield from _same_facts(rule, variants)


def _same_facts(rule: SentenceRule, variants: tuple[str, ...]) -> Iterator[Defect]:
    """Every variant must tell what the others tell: which one is said must not decide what is known."""
    known = {name for need in rule.needs for name in facts_behind(need)}
    try:
        known |= _facts(read_condition(rule.when).names) if rule.when is not None else set()
        told = [known | _facts(read_text(text).names) for text in variants]
    except RuleError:
        return
    everything = set().union(*told)
    for text, facts in zip(variants, told, strict=True):
        if left_out := sorted(fact for fact in everything - facts if not fact.startswith(_PROFILE)):
            yield _defect(rule.id, f"“{text}”没有说到{'、'.join(left_out)}，别的说法说到了")


_PROFILE = ("agency.", "platform.main_platform.")
"""How the organ and its site are called may differ between variants."""


def _facts(names: frozenset[str]) -> set[str]:
    return {fact for name in names for fact in facts_behind(name)}


def _applies(rule: SentenceRule | ParagraphRule) -> Iterator[Defect]:
    for kind in set(rule.kinds) - set(KINDS):
        yield _defect(rule.id, f"kinds 里的“{kind}”不是单位类型，可以写：{'、'.join(KINDS)}")
    forms = [form.id for form in all_forms()]
    for form in set(rule.forms) - set(forms):
        yield _defect(rule.id, f"forms 里的“{form}”不是格式版本，可以写：{'、'.join(forms)}")


def _kind(kind: ProblemKind, used: set[str]) -> Iterator[Defect]:
    rule = f"problem_kinds.{kind.id}"
    for ground in kind.grounds:
        yield from _condition(rule, ground.when, used, frozenset())
        yield from _read(rule, read_text, ground.reason, used, frozenset())
    for figure in kind.figures:
        yield from _text(rule, figure, used, frozenset())
    if kind.holds:
        yield from _condition(rule, kind.holds, used, frozenset())


def _condition(rule: str, source: str, used: set[str], given: frozenset[str]) -> Iterator[Defect]:
    yield from _read(rule, read_condition, source, used, given)


def _text(rule: str, source: str, used: set[str], given: frozenset[str]) -> Iterator[Defect]:
    yield from _read(rule, read_text, source, used, given)
    literal = re.sub(r"\{[{%].*?[%}]\}", "\x00", source)
    for phrase in stock_phrases():
        if phrase.avoid and phrase.found_in(literal):
            yield _defect(rule, f"{_shown(source)}里有套话“{phrase.phrase}”")
    if digits := re.search(r"\d+", NUMBERS_OF_THE_LAW.sub("", literal)):
        yield _defect(rule, f"{_shown(source)}里写死了数字“{digits[0]}”，数字只能来自表格和事实")
    if re.search(r"[，。；、]{2,}|的的|[。；，、：]$", literal):
        yield _defect(rule, f"{_shown(source)}的标点不对：不能连着两个标点，末尾不写标点")


def _shown(source: str) -> str:
    return f"“{source[:MAX_SHOWN]}{'…' if len(source) > MAX_SHOWN else ''}”"


def _read(
    rule: str, read: Callable[[str], Text | Condition], source: str, used: set[str], given: frozenset[str]
) -> Iterator[Defect]:
    try:
        found = read(source)
        _try(found, bool(given))
    except RuleError as error:
        yield _defect(rule, f"{_shown(source)}{error}")
        return
    yield from _names(rule, found.names, used, given)


def _try(found: Text | Condition, with_entry: bool) -> None:
    """Compute it with everything given; raises RuleError when that cannot be done."""
    for names in samples():
        scope = names.within({ENTRY: sample_entry()}) if with_entry else names
        try:
            found.say(scope) if isinstance(found, Text) else found.holds(scope)
        except NoValueError:
            continue


def _names(rule: str, names: frozenset[str], used: set[str], given: frozenset[str]) -> Iterator[Defect]:
    for name in sorted(names):
        if name.partition(".")[0] in ambiguous_names():
            yield _defect(rule, f"“{name}”在几节里都有，请写上是哪一节的，例如 management.{name}")
        elif not is_known(name, given):
            yield _defect(rule, f"没有“{name}”这个名称")
        else:
            used |= facts_behind(name)


def _unused(used: set[str]) -> Iterator[Defect]:
    for fact in sorted(all_facts() - used):
        question = all_questions()[".".join(fact.split(".")[:2])]
        if not question.unprinted:
            yield _defect(fact, "没有一条句子规则用到这个事实")


def _defect(rule: str, problem: str) -> Defect:
    section, _, entry = rule.partition(".")
    folder, name = ("prompts", section) if section == "problem_kinds" else ("narrative", section)
    return Defect(rule, problem, place_of(folder, f"{name}.yaml", entry) if _is_file(section) else None)


def _is_file(section: str) -> bool:
    return section == "problem_kinds" or section in {data["section"] for data in load_sections()}
