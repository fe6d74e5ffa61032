"""T2: documents and decisions disclosed on the organ's own initiative (表二)."""

from collections.abc import Iterator

from reportbot.checks.operands import Row, judged, rows_of
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.lines import lines_of
from reportbot.numbers import Number
from reportbot.organ_names import kind_of, level_of
from reportbot.report import Report

TABLE = "disclosure"
RULES_ROW = "government_rules"
DOCUMENTS = ("issued", "repealed", "in_force")


def power(report: Report, name: str) -> bool | None:
    """Tell whether the profile grants a power; None when it does not say."""
    given = report.facts.get(f"agency.powers.{name}")
    return given if isinstance(given, bool) else None


def kind_and_level(report: Report) -> tuple[str | None, str | None]:
    """Return kind and level of the organ, from its profile or else where its name leaves no doubt."""
    name, level = report.agency or "", report.facts.get("agency.level")
    guesses = [found[0] if found and found[1] else None for found in (kind_of(name), level_of(name))]
    return report.kind or guesses[0], str(level) if level else guesses[1]


def _can_make_rules(report: Report) -> bool | None:
    kind, level = kind_and_level(report)
    if level in {"county", "township"} or kind in {"township", "sub_district", "authorised"}:
        return False
    if kind in {"government", "government_office"}:
        return True if level in {"province", "city"} else None
    return False if kind and level in {"province", "city"} else None


@rule("T2-001", "warning")
def rules_without_power(subject: Subject) -> Iterator[Outcome]:
    """没有规章制定权的单位填了规章

    规章只有国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府能制定。县级以下各机关、地方各级
    部门没有这项权力，规章这一行应当是 0；填了数的，多半是把规范性文件或者上级的规章填了进来。
    “职权”里写明没有规章制定权的，按错误处理。

    依据：立法法关于规章制定权的规定；条例第二十条第一项。
    怎么办：核对规章这一行。规范性文件填到下一行；转发、收集的上级规章不填。
    例外：有规章制定权的政府由办公厅（室）代为统计的，可以填，在“职权”里写“制定规章: 是”。
    """
    report = subject.report
    stated = power(report, "rules")
    can = _can_make_rules(report) if stated is None else stated
    if can is None:
        yield NotAssessed("看不出本单位有没有规章制定权，没有核对规章这一行。可以填写单位的类型、级别和职权")
    for line in lines_of(report.form, TABLE) if can is False else ():
        filled = [cell for cell in line.cells if line.id == RULES_ROW and judged(report, cell.id)]
        if filled:
            values = "、".join(f"{cell.leaf.label} {judged(report, cell.id)}" for cell in filled)
            why = "“职权”里写明没有规章制定权" if stated is False else "这一类、这一级的单位没有规章制定权"
            yield Fired(
                f"表二 {line.heading.label}：填了{values}，{why}，应当是 0。请核对是不是规范性文件或者上级的规章",
                tuple(cell.id for cell in filled),
                expected="0",
                actual=values,
                severity="error" if stated is False else None,
            )


def _forgotten(issued: Number, repealed: Number, in_force: Number) -> bool:
    return in_force == 0 and issued > repealed


@rule("T2-002", "warning", forms=("2021",))
def more_issued_than_accounted(subject: Subject) -> Iterator[Outcome]:
    """制发的件数比现行有效加废止的还多

    本年制发的文件，到年底要么有效，要么已经废止，所以制发件数不会超过现行有效件数加废止件数。

    依据：格式表二各栏的含义。
    怎么办：核对这一行的三个数，看现行有效件数是不是漏了本年新制发的。
    例外：已经制发、年底还没有施行的文件没有计入现行有效的，说明理由即可。
    """
    for row in rows_of(subject, TABLE, DOCUMENTS):
        if isinstance(row, NotAssessed):
            yield row
            continue
        issued, repealed, in_force = row.now
        if issued > in_force + repealed and not _forgotten(issued, repealed, in_force):
            yield Fired(
                f"{row.name}：本年制发 {issued} 件，现行有效 {in_force} 件加本年废止 {repealed} 件"
                f"只有 {in_force + repealed} 件。请核对这三格，看现行有效件数是不是漏了新制发的",
                _in_force_first(row),
                expected=f"不少于 {issued - repealed}",
                actual=str(in_force),
            )


@rule("T2-003", "warning", forms=("2021",))
def nothing_in_force(subject: Subject) -> Iterator[Outcome]:
    """本年制发了文件，现行有效件数却是 0

    本年制发的没有全部废止，年底就一定有现行有效的文件。填 0 多半是漏填，或者把“现行有效”当成了别的意思。

    依据：格式表二“现行有效件数”的含义：12 月 31 日有效的全部件数，不论哪一年制发。
    怎么办：补上现行有效件数，包括以前年度制发、仍然有效的。
    例外：本年制发的年底都还没有施行的，说明理由即可。
    """
    for row in rows_of(subject, TABLE, DOCUMENTS):
        if isinstance(row, NotAssessed):
            yield row
            continue
        issued, repealed, in_force = row.now
        if _forgotten(issued, repealed, in_force):
            yield Fired(
                f"{row.name}：本年制发 {issued} 件、废止 {repealed} 件，现行有效却是 0 件，"
                f"至少应当有 {issued - repealed} 件。请补上现行有效件数",
                _in_force_first(row),
                expected=f"不少于 {issued - repealed}",
                actual="0",
            )


@rule("T2-004", "warning", forms=("2021",))
def more_repealed_than_existed(subject: Subject) -> Iterator[Outcome]:
    """废止的件数比原有的还多

    本年废止的，只能是上年底有效的和本年制发的，不会比两者之和还多。

    依据：格式表二各栏的含义；与上年报告对照。
    怎么办：核对本年废止件数和上年的现行有效件数。
    例外：上年报告填错了，或者机构合并带进来的文件，说明理由即可。
    """
    for row in rows_of(subject, TABLE, DOCUMENTS, last=("in_force",)):
        if isinstance(row, NotAssessed):
            yield row
            continue
        issued, repealed, _ = row.now
        most = row.last[0] + issued
        if repealed > most:
            yield Fired(
                f"{row.name}：本年废止 {repealed} 件，上年现行有效 {row.last[0]} 件加本年制发 {issued} 件"
                f"只有 {most} 件。请核对本年废止件数",
                (row.cells[1], row.cells[0], row.cells[2]),
                expected=f"不超过 {most}",
                actual=str(repealed),
            )


@rule("T2-005", "warning", forms=("2021",))
def in_force_does_not_follow(subject: Subject) -> Iterator[Outcome]:
    """现行有效件数与上年接不上

    上年现行有效件数，加本年制发，减本年废止，应当等于本年现行有效件数。格式上没有印这个关系，
    但真实报告里多数年份都成立，检查时常被问到。

    依据：格式表二各栏的含义；与上年报告对照。
    怎么办：核对三格和上年的数；确实不等的，把原因写进理由。
    例外：文件到期自动失效没有计入废止、职能划转、清理时重新认定、上年报告有误，说明理由即可。
    """
    for row in rows_of(subject, TABLE, DOCUMENTS, last=("in_force",)):
        if isinstance(row, NotAssessed):
            yield row
            continue
        issued, repealed, in_force = row.now
        expected = row.last[0] + issued - repealed
        if 0 <= expected != in_force:
            yield Fired(
                f"{row.name}：上年现行有效 {row.last[0]} 件，加本年制发 {issued} 件，减本年废止 {repealed} 件，"
                f"应当是 {expected} 件，填的是 {in_force} 件，相差 {abs(expected - in_force)} 件。"
                "请核对；有原因的说明理由，例如到期失效、职能划转",
                _in_force_first(row),
                expected=str(expected),
                actual=str(in_force),
            )


@rule("T2-006", "hint", forms=("2021",))
def in_force_copied(subject: Subject) -> Iterator[Outcome]:
    """现行有效件数与上年一模一样，制发和废止却不相等

    本年制发和废止的件数不同，现行有效件数就应当变。与上年一样，多半是从上年的报告抄来没有改。

    依据：实践中的常见错误；与上年报告对照。
    怎么办：重新统计现行有效件数。
    """
    for row in rows_of(subject, TABLE, DOCUMENTS, last=("in_force",)):
        if isinstance(row, NotAssessed):
            yield row
            continue
        issued, repealed, in_force = row.now
        if in_force == row.last[0] and issued != repealed:
            yield Fired(
                f"{row.name}：现行有效件数与上年一样是 {in_force} 件，本年却制发 {issued} 件、废止 {repealed} 件。"
                "请看是不是从上年抄来没有改",
                _in_force_first(row),
                expected=str(in_force + issued - repealed),
                actual=str(in_force),
            )


def _in_force_first(row: Row) -> tuple[str, ...]:
    return (row.cells[2], row.cells[0], row.cells[1])


@rule("T2-011", "hint")
def decisions_against_profile(subject: Subject) -> Iterator[Outcome]:
    """处理决定数量与单位有没有这项职权不一致

    “职权”里写着有行政许可、处罚、强制的权力，全年一件决定也没有；或者写着没有，却填了件数。

    依据：条例第二十条第五项、第六项；本单位“职权”的填写。
    怎么办：向法规科核对件数和权责清单；全年确实没有办过的，不用改。
    """
    for row in rows_of(subject, TABLE, ("decisions",)):
        if isinstance(row, NotAssessed):
            yield row
            continue
        has = power(subject.report, row.id)
        if has is None:
            yield NotAssessed("“单位”里没有写有没有这项职权，没有对照", row.cells)
        elif has != (row.now[0] > 0):
            said = "有这项职权，全年却是 0 件" if has else f"没有这项职权，却填了 {row.now[0]} 件"
            yield Fired(f"{row.name}：“职权”里写着{said}。请核对", row.cells, actual=str(row.now[0]))


@rule("T2-012", "hint")
def decisions_jump(subject: Subject) -> Iterator[Outcome]:
    """处理决定数量比上年变化太大

    许可、处罚、强制的件数一年之间变化几倍，常常是统计口径变了（例如没有把简易程序算进去），
    或者多写少写了一位数字。

    依据：实践做法；与上年报告对照。倍数和件数可以在 reportbot.yaml 里改。
    怎么办：核对件数；口径变了的，最好在正文里说明。
    """
    limit = subject.settings.limit
    for row in rows_of(subject, TABLE, ("decisions",), last=("decisions",)):
        if isinstance(row, NotAssessed):
            yield row
            continue
        less, more = sorted((row.now[0], row.last[0]))
        if more - less > limit("decisions_jump_least") and more > less * limit("decisions_jump"):
            yield Fired(
                f"{row.name}：本年处理决定 {row.now[0]} 件，上年 {row.last[0]} 件，变化太大。请核对件数和统计口径",
                row.cells,
                actual=str(row.now[0]),
            )
