"""NAR: numbers in the narrative against the tables."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reportbot.checks.arithmetic import fit, rounded
from reportbot.checks.paragraphs import fired_at
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.checks.statements import claims, compare, contradicted, differs, every, exceptions, told
from reportbot.claims import Passage, Target, sums
from reportbot.quantities import Quantity


@rule("NAR-001", "warning")
def received(subject: Subject) -> Iterator[Outcome]:
    """正文里收到的申请数与表三不同

    “收到”“受理”“收办”有两种算法：本年新收一项，或者本年新收加上年结转。与两种都不同的才提出来；
    写明“新收”的，只与本年新收比较。

    依据：格式表三第一、二项；条例第五十条第二项。
    怎么办：核对登记台账，改表格或者改正文。只说某一时段、某一渠道或某一单位的数，请在句子里写明。
    """
    return _intake(subject, happened=True)


@rule("NAR-007", "warning")
def received_or_not(subject: Subject) -> Iterator[Outcome]:
    """正文说没有收到申请，表三却有；或者正文说收到了，表三是 0

    全年没有申请的，表三各格都是 0，正文也要写没有收到；两处只改了一处，多半是从上年报告抄来的。

    依据：格式表三第一、二项。
    怎么办：核对登记台账，改表格或者改正文。
    """
    return _intake(subject, happened=False)


def _intake(subject: Subject, *, happened: bool) -> Iterator[Outcome]:
    """Yield what is wrong about the intake: two numbers that differ, or one side that is none."""
    for passage, claim in claims(subject, "NAR-001"):
        if claim.strength != "firm" or claim.year or claim.quantity is None:
            continue
        readings = sums(subject.report, claim.target)
        if contradicted(passage, claim, readings):
            none_in_table = all(reading.exact == 0 for reading in readings)
            if happened == bool(passage.quantities[claim.quantity].value and not none_in_table):
                yield differs(subject, passage, claim, readings)


@rule("NAR-002", "warning")
def carried_in(subject: Subject) -> Iterator[Outcome]:
    """正文里上年结转的申请数与表三不同

    “上年结转”“上年转入”只有一种算法，就是表三第二项的总计；只说其中一类申请人的，与那一栏比较。

    依据：格式表三第二项。
    怎么办：上年结转等于上年报告的结转下年度，按上年报告核对，改表格或者改正文。
    """
    return compare(subject, "NAR-002")


@rule("NAR-003", "warning")
def answered(subject: Subject) -> Iterator[Outcome]:
    """正文里办结、答复的申请数与表三（七）总计不同

    办结、答复的件数是全部办理结果之和，包括不予处理和其他处理。

    依据：格式表三（七）总计。
    怎么办：核对表三（七），改表格或者改正文。只说书面答复等其中一类的，请在句子里写明。
    """
    return compare(subject, "NAR-003")


@rule("NAR-004", "warning")
def carried_out(subject: Subject) -> Iterator[Outcome]:
    """正文里结转下年度的申请数与表三不同

    正文说全部办结、办结率 100%，表三却有结转下年度的，以及办结率与表三算出来的不同的，也在这里提出。
    办结率是（七）总计除以本年新收加上年结转。写“按时办结率”的不算。

    依据：格式表三第四项。
    怎么办：核对表三第四项，改表格或者改正文。
    """
    yield from compare(subject, "NAR-004")
    for passage, claim in every(subject, "NAR-003"):
        if not _IN_TIME.search(passage.text, claim.start, claim.end):
            yield from exceptions(subject, passage, claim)
    for passage in subject.passages:
        for quantity in passage.quantities:
            if quantity.share and _is_rate_of_all(passage, quantity):
                yield from _rate_of_all(subject, passage, quantity)


_IN_TIME = re.compile("按|期|及时|依法|予以|规定")
_ALL_DONE = re.compile(r"(?P<noun>申请)?(?:的)?(?<![时期限])(?:办结|答复|办理)率(?:为|达到|达|均为)?\s*$")
"""办结率 100%; 按时办结率 says nothing of what is not due."""
_ALL = Target("applications", "NAR-004", (("new_received", "carried_in"),), (("total",),))
_DONE = Target("applications", "NAR-004", (("result_total",),), (("total",),))
_OPEN = Target("applications", "NAR-004", (("carried_out",),), (("total",),))


def _is_rate_of_all(passage: Passage, rate: Quantity) -> bool:
    """Tell whether a percentage is the rate of all applications, without numbers beside it to work it out of."""
    told = _ALL_DONE.search(passage.text, max(0, rate.start - 12), rate.start)
    if told is None or not (told["noun"] or passage.setting.noun == "applications"):
        return False
    return all(passage.quantities[share.share] is not rate for share in passage.shares)


def _rate_of_all(subject: Subject, passage: Passage, rate: Quantity) -> Iterator[Fired]:
    """Compare the share of applications that are said to be done with table 三."""
    every, done, still = (sums(subject.report, target)[0] for target in (_ALL, _DONE, _OPEN))
    if rate.value == 100 and still.least:
        wrong = f"正文说全部办结，{told(subject.report, still)}。请改正文，或者核对表格"
    elif rate.value != 100 and every.exact and done.exact is not None:
        exact = Decimal(done.exact) * 100 / Decimal(every.exact)
        if fit(exact, rate) != "wrong":
            return
        wrong = (
            f"{told(subject.report, every)}，{told(subject.report, done)}，"
            f"办结率是 {rounded(exact, rate.grain)}%。请改正文，或者核对表格"
        )
    else:
        return
    yield fired_at(
        subject,
        passage.paragraph,
        (rate.start, rate.end),
        wrong,
        cells=(*still.cells, *done.cells, *every.cells),
    )


@rule("NAR-005", "warning")
def results(subject: Subject) -> Iterator[Outcome]:
    """正文里办理结果的件数与表三不同

    予以公开、部分公开、不予公开、无法提供、不予处理、其他处理各是表三里几格的合计；
    “予以公开及部分公开”是两项相加。常见的错误是只抄了自然人一栏，或者只抄了其中一小项。

    依据：格式表三（一）至（六）。
    怎么办：按表三的总计栏核对，改表格或者改正文。
    """
    yield from compare(subject, "NAR-005")
    for passage, claim in every(subject, "NAR-005"):
        yield from exceptions(subject, passage, claim)


@rule("NAR-006", "warning")
def applicants(subject: Subject) -> Iterator[Outcome]:
    """正文里自然人、法人或其他组织的申请数与表三不同

    与收到申请数用同一种算法：本年新收，或者本年新收加上年结转。法人或其他组织是五类组织之和。

    依据：格式表三“申请人情况”。
    怎么办：按表三各栏核对，改表格或者改正文。
    """
    yield from compare(subject, "NAR-006")
    for passage, claim in every(subject, "NAR-006"):
        yield from exceptions(subject, passage, claim)


@rule("NAR-008", "warning")
def disputes(subject: Subject) -> Iterator[Outcome]:
    """正文里行政复议、行政诉讼的件数与表四不同

    行政诉讼是未经复议直接起诉与复议后起诉两组之和；维持、纠正、其他、未审结也按这样相加。

    依据：格式表四；条例第五十条第三项。
    怎么办：核对表四，改表格或者改正文。正文数的是另一回事（如备案的案件、新收的案件），请写明，或者说明理由。
    """
    return compare(subject, "NAR-008", kinds=("count",))


@rule("NAR-009", "warning")
def no_disputes(subject: Subject) -> Iterator[Outcome]:
    """正文说没有复议诉讼、没有被纠正或者均获维持，表四却不是这样

    “未发生”“零败诉”“均获维持”都是可以核对的话：表四有件数、有结果纠正，或者还有尚未审结的，这些话就不成立。

    依据：格式表四；条例第五十条第三项。
    怎么办：改成实际的件数和结果；尚未审结的不能说维持。
    """
    yield from compare(subject, "NAR-008", kinds=("none",))
    for passage, claim in every(subject, "NAR-008"):
        yield from exceptions(subject, passage, claim)


@rule("NAR-010", "warning")
def made_and_decided(subject: Subject) -> Iterator[Outcome]:
    """正文里规章、规范性文件、处理决定、收费的数与表二不同

    制发、废止、现行有效的件数要与表二相同。只写“公开”多少件的，可能与制发口径不同，只作提示；
    正文说公开了政策文件、表二规范性文件却都是 0 的，也作提示。

    依据：格式表二；条例第二十条、第五十条第一项。
    怎么办：核对表二，改表格或者改正文；口径不同的，在句子里写明。
    """
    yield from compare(subject, "NAR-010")
    for passage, claim in claims(subject, "NAR-010"):
        if claim.strength == "vague" and claim.year == 0 and claim.kind == "count":
            readings = sums(subject.report, claim.target)
            if contradicted(passage, claim, readings):
                yield differs(subject, passage, claim, readings, severity="hint")
    yield from _policy_documents(subject)


_POLICY = re.compile(r"政策(?:性|类)?文件(?:信息)?(?:共|共计|计|类)?\s*$")


def _policy_documents(subject: Subject) -> Iterator[Fired]:
    """Yield policy documents that were published while the table knows of none."""
    report = subject.report
    cells = tuple(cell for cell in report.form.cells if cell.startswith("disclosure.normative_documents."))
    if not cells or any(report.value(cell) != 0 for cell in cells):
        return
    for passage in subject.passages:
        for quantity in passage.quantities:
            before = passage.text[max(0, quantity.start - 12) : quantity.start]
            if quantity.value and quantity.unit in {"件", "条", "份"} and _POLICY.search(before):
                yield fired_at(
                    subject,
                    passage.paragraph,
                    (quantity.start, quantity.number_end),
                    "正文公开了政策文件，表二的规范性文件各格都是 0。这些文件里有规范性文件的，请补填表二",
                    cells=cells,
                    severity="hint",
                )
