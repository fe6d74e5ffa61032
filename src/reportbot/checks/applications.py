"""T3: applications received and handled (表三)."""

from collections.abc import Iterable

from reportbot.checks.registry import Outcome, Subject, rule
from reportbot.checks.sums import check_relations


@rule("T3-001", "error", confirmable=False)
def cross_footing(subject: Subject) -> Iterable[Outcome]:
    """表三勾稽关系不平：第一项＋第二项 ≠ 第三项＋第四项

    本年新收加上年结转，应当等于（七）总计加结转下年度，自然人、五类组织和总计每一栏都要相等。
    这是印在表上的关系，也是检查时最先看的。

    依据：格式表三左上角说明。
    怎么办：先看差几件，再查是新收、结转漏记，还是某件办理结果没有登记或登记了两次。
    """
    return check_relations(subject, "T3-001")


@rule("T3-002", "error", confirmable=False)
def result_total(subject: Subject) -> Iterable[Outcome]:
    """表三（七）总计不等于各项办理结果之和

    每一栏的（七）总计应当等于（一）予以公开到（六）其他处理各格之和。一件申请只填一种结果，
    部分公开的只填（二）。

    依据：格式表三“（七）总计”的含义。
    怎么办：核对这一栏的总计和各项结果。
    """
    return check_relations(subject, "T3-002")


@rule("T3-003", "error", confirmable=False)
def row_total(subject: Subject) -> Iterable[Outcome]:
    """表三总计栏不等于各类申请人之和

    每一行的总计应当等于自然人加五类法人或其他组织。

    依据：格式表三“总计”栏的含义。
    怎么办：核对这一行的总计和六类申请人的数。
    """
    return check_relations(subject, "T3-003")
