"""T4: reconsideration and litigation (表四)."""

import re
from collections.abc import Iterable, Iterator

from reportbot.checks.operands import last_numbers, numbers, rows_of
from reportbot.checks.registry import Fired, NotAssessed, Outcome, Subject, rule
from reportbot.checks.sums import check_relations

TABLE = "disputes"
REVIEWS = "disputes.review.total"
DIRECT, AFTER_REVIEW = "disputes.direct_suit.total", "disputes.suit_after_review.total"
RECEIVED = "applications.new_received.total"


@rule("T4-001", "error", confirmable=False)
def block_total(subject: Subject) -> Iterable[Outcome]:
    """表四总计不等于四种结果之和

    行政复议、未经复议直接起诉、复议后起诉三组，每组的总计应当等于结果维持、结果纠正、
    其他结果、尚未审结之和。

    依据：格式表四“总计”的含义。
    怎么办：核对这一组的总计和四种结果。
    """
    return check_relations(subject, "T4-001")


@rule("T4-002", "hint", since=2024)
def direct_suits(subject: Subject) -> Iterator[Outcome]:
    """有未经复议直接起诉的案件，请核对是不是不予公开引起的

    2024 年 1 月 1 日起，对不予公开不服的要先申请复议。无法提供、不予处理等仍然可以直接起诉，所以有数不是错，
    只需看看里面有没有因不予公开（条例第十四条至第十六条）起诉的。

    依据：行政复议法第二十三条第一款第四项；法释〔2025〕8号。
    怎么办：逐件核对起诉的是哪一种答复；没有不予公开的，不用改。
    """
    values = numbers(subject.report, DIRECT)
    if isinstance(values, NotAssessed):
        yield values
    elif values[0] > 0:
        yield Fired(
            f"{subject.report.form.label(DIRECT)}：{values[0]} 件。2024 年起不予公开要先复议再起诉，"
            "请核对这些案件起诉的不是不予公开；不是的不用改",
            (DIRECT,),
            actual=str(values[0]),
        )


@rule("T4-003", "hint")
def suits_after_no_review(subject: Subject) -> Iterator[Outcome]:
    """有复议后起诉，今年和上年却都没有复议

    复议后起诉，前面一定有过复议。两年都没有，可能是填错了组，或者复议漏填。

    依据：格式表四各组的含义；与上年报告对照。
    怎么办：核对这些案件有没有经过复议。
    """
    values = numbers(subject.report, AFTER_REVIEW, REVIEWS)
    if isinstance(values, NotAssessed):
        yield values
    elif values[0] > 0 and values[1] == 0:
        last = last_numbers(subject, REVIEWS)
        if isinstance(last, NotAssessed):
            yield last
        elif last[0] == 0:
            yield Fired(
                f"{subject.report.form.label(AFTER_REVIEW)}：{values[0]} 件，今年和上年的行政复议却都是 0 件。"
                "请核对是不是填错了组",
                (AFTER_REVIEW, REVIEWS),
                actual=str(values[0]),
            )


COUNTED_IN = re.compile(r"(?<![不未])(?<!没有)(?:含|包括|计入)[^。；]{0,12}共同被告")


@rule("T4-004", "warning")
def codefendant_cases(subject: Subject) -> Iterator[Outcome]:
    """复议机关把作共同被告的案件也计入了

    复议机关作共同被告的诉讼，只由作出原答复的机关统计，复议机关不计。

    依据：国办公开办函〔2016〕201号。
    怎么办：从表四里减去只因复议机关身份作共同被告的案件。
    """
    report = subject.report
    if report.facts.get("agency.reconsideration") is None:
        yield NotAssessed("“单位”里没有写是不是复议机关，没有核对共同被告的案件")
        return
    if report.facts["agency.reconsideration"] is not True:
        return
    suits = [cell for cell in (DIRECT, AFTER_REVIEW) if report.value(cell)]
    for item, said in _said(subject, COUNTED_IN):
        if suits:
            yield Fired(
                f"写着“{said}”。复议机关作共同被告的案件只由作出原答复的机关统计，请从表四里减去",
                tuple(suits),
                actual=said,
                items=(item, *suits),
            )


def _said(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield where the narrative or a note in the table says something, and the words."""
    report = subject.report
    for cell, stated in report.cells.items():
        if stated.note and (found := pattern.search(stated.note)):
            yield cell, found[0]
    for section in subject.narrative:
        for paragraph in section.paragraphs:
            if found := pattern.search(paragraph.text):
                yield f"texts.{paragraph.id}", found[0]


@rule("T4-005", "warning")
def pending_cases_vanished(subject: Subject) -> Iterator[Outcome]:
    """案件总数比上年没有审结的还少

    上年底没有审结的案件，今年不是审结了，就是还没有审结，都应当在今年的表里，所以今年的总计不会比它少。

    依据：表四按“审结的加未审结的”统计的做法；与上年报告对照。
    怎么办：核对上年没有审结的案件今年填到了哪里。
    例外：当地按收案年度统计的，说明理由即可。
    """
    for row in rows_of(subject, TABLE, ("total",), last=("pending",)):
        if isinstance(row, NotAssessed):
            yield row
        elif row.now[0] < row.last[0]:
            yield Fired(
                f"{row.name}：今年共 {row.now[0]} 件，上年底尚未审结的就有 {row.last[0]} 件。"
                "请核对上年没有审结的案件今年填到了哪里",
                row.cells,
                expected=f"不少于 {row.last[0]}",
                actual=str(row.now[0]),
            )


CORRECTED = re.compile(r"纠正|纠错|败诉|撤销|确认违法|责令|变更")


@rule("T4-006", "hint")
def corrections_unexplained(subject: Subject) -> Iterator[Outcome]:
    """有被纠正的案件，正文却没有提到

    复议、诉讼中被纠正的案件最能说明工作中的问题，检查时会看正文有没有分析原因、提出改进。

    依据：条例第五十条第三项、第四项；实践做法。
    怎么办：在第五部分写被纠正的件数、原因和改进措施。
    """
    report = subject.report
    corrected = [cell.id for cell in report.form.cells_of(TABLE) if cell.leaf.id == "corrected"]
    counted = [cell for cell in corrected if report.value(cell)]
    if not counted:
        missing = numbers(report, *corrected)
        if isinstance(missing, NotAssessed):
            yield missing
        return
    text = "".join(
        paragraph.text
        for section in subject.narrative
        if section.part in {"overview", "problems"}
        for paragraph in section.paragraphs
    )
    if not text:
        yield NotAssessed("没有正文，没有核对被纠正的案件是不是写到了", tuple(counted))
    elif not CORRECTED.search(text):
        total = sum(report.value(cell) or 0 for cell in counted)
        yield Fired(
            f"表四有 {total} 件结果纠正，第一、五部分都没有提到。请写明原因和改进措施",
            tuple(counted),
            actual=str(total),
            items=(*counted, "problems"),
        )


@rule("T4-007", "warning")
def more_disputes_than_applications(subject: Subject) -> Iterator[Outcome]:
    """复议或诉讼比两年的申请还多

    表四只统计因政府信息公开引起的案件。比今年和上年的申请加起来还多，多半是把全部行政复议、行政诉讼案件都填了进来。

    依据：条例第五十条第三项。起算件数可以在 reportbot.yaml 里改。
    怎么办：只留因政府信息公开引起的案件。
    例外：汇总整个地区的报告口径不同的，说明理由即可。
    """
    values = numbers(subject.report, REVIEWS, DIRECT, AFTER_REVIEW, RECEIVED)
    if isinstance(values, NotAssessed):
        yield values
        return
    reviews, suits, received = values[0], values[1] + values[2], values[3]
    for name, count, cells in (
        ("行政复议", reviews, (REVIEWS,)),
        ("行政诉讼", suits, (DIRECT, AFTER_REVIEW)),
    ):
        if count <= max(received, subject.settings.limit("disputes_least")):
            continue
        last = last_numbers(subject, RECEIVED)
        if isinstance(last, NotAssessed):
            yield last
        elif count > received + last[0]:
            yield Fired(
                f"表四 {name}共 {count} 件，今年和上年新收的申请一共只有 {received + last[0]} 件。"
                "请核对是不是把别的行政案件也填了进来",
                (*cells, RECEIVED),
                expected=f"不超过 {received + last[0]}",
                actual=str(count),
            )
