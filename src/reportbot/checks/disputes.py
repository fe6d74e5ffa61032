"""T4: reconsideration and litigation (表四)."""

from collections.abc import Iterable

from reportbot.checks.registry import Outcome, Subject, rule
from reportbot.checks.sums import check_relations


@rule("T4-001", "error", confirmable=False)
def block_total(subject: Subject) -> Iterable[Outcome]:
    """表四总计不等于四种结果之和

    行政复议、未经复议直接起诉、复议后起诉三组，每组的总计应当等于结果维持、结果纠正、
    其他结果、尚未审结之和。

    依据：格式表四“总计”的含义。
    怎么办：核对这一组的总计和四种结果。
    """
    return check_relations(subject, "T4-001")
