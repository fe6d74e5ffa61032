"""CEL: reasons that the user gave for findings."""

from collections.abc import Iterator

from reportbot.checks.confirming import changes, is_meant
from reportbot.checks.findings import Finding
from reportbot.checks.registry import Fired, Outcome, Subject, all_rules, rule
from reportbot.report import Confirmation


@rule("CEL-010", "hint", last=True)
def unused_explanation(subject: Subject) -> Iterator[Outcome]:
    """“说明理由”没有对应的问题，或者当时的数已经变了

    每条理由只对当时看到的数有效。数改了，问题会重新提出来，这里作警告，提醒重新确认；
    问题已经改正、规则不能说明理由、编号写错的，这条理由就没有用了，只作提示。

    依据：实践做法。
    怎么办：数变了的，重新核对，仍然没有问题的改写“当时的数”和理由；没有用的，从“说明理由”里删去。
    """
    for confirmation in subject.report.confirmations:
        problem = _problem(subject, confirmation)
        if problem:
            message, severity = problem
            yield Fired(
                f"对 {confirmation.code} 的说明：{message}",
                confirmation.cells,
                actual=confirmation.reason,
                severity="warning" if severity else None,
                places=(confirmation.place,),
            )


def _problem(subject: Subject, confirmation: Confirmation) -> tuple[str, bool] | None:
    """Return what is wrong with a confirmation, and whether it is more than useless."""
    rules, code = all_rules(), confirmation.code
    if code not in rules:
        return "没有这条规则，请核对编号，或者删去这条说明", False
    if code not in subject.ran and rules[code].applies(subject.report):
        return None
    if not rules[code].confirmable:
        return "这条规则不能用说明理由放行，请改正问题，删去这条说明", False
    meant = [finding for finding in subject.found if is_meant(finding, confirmation)]
    if any(finding.status == "confirmed" for finding in meant):
        return None
    standing = [finding for finding in meant if finding.status == "open"]
    for finding in standing:
        told = "、".join(
            f"“{_name(subject, item)}”当时是 {then}，现在是 {now}"
            for item, then, now in changes(confirmation, finding, subject.report)
        )
        if told:
            return f"{told}。请重新核对；仍然没有问题的，改写当时的数和理由", True
    if any(
        finding.status == "not_assessed" and _may_be_meant(finding, confirmation) for finding in subject.found
    ):
        return None
    return "没有对应的问题，可能已经改正。请删去这条说明", False


def _may_be_meant(finding: Finding, confirmation: Confirmation) -> bool:
    """Tell whether a rule that could not be assessed may have given rise to a confirmation."""
    return is_meant(finding, confirmation) or (finding.code == confirmation.code and not finding.cells)


def _name(subject: Subject, item: str) -> str:
    form = subject.report.form
    return form.label(item) if item in form.cells else item
