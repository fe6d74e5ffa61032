"""Write the report of an interview to files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbot.errors import InputError
from reportbot.files import write_atomically
from reportbot.interview.findings import open_findings
from reportbot.interview.messages import Message
from reportbot.interview.session import Session
from reportbot.interview.wording import words


def export(session: Session, targets: Iterable[str], *, as_draft: bool) -> Iterator[Message]:
    """Write each target and tell where it is, or why it could not be written."""
    from reportbot.document import compose
    from reportbot.export import check_target, render

    report = session.report
    found = open_findings(session) if as_draft else []
    standing = [finding.message for finding in found]
    document = compose(report, standing)
    for target in targets:
        try:
            check_target(target)
            write_atomically(Path(target), render(document, target))
            yield Message(words("exported", path=target))
        except InputError as error:
            yield Message(str(error), "warning")
