"""The interview as a whole: scripted answers, from an empty file to a Word report."""

from pathlib import Path

from reportbot.answers import read_answers
from reportbot.importing import read_report
from reportbot.interview import Interview
from tests.conftest import EXAMPLES
from tests.talking import SCRIPTS, opened, script
from tests.word_text import word_text


def told(path: Path, name: str) -> tuple[Interview, int]:
    """Give a script's answers until the report is exported; the interview and the number of answers."""
    interview = opened(path)
    for count, line in enumerate(script(name), 1):
        reply = interview.answer(line)
        if any(message.text.startswith("写好了：") for message in reply.messages):
            return interview, count
    raise AssertionError(f"nothing exported; still asked: {interview.question.text}")


def test_a_bureau_without_applications_needs_at_most_35_answers(tmp_path: Path) -> None:
    interview, count = told(tmp_path / "answers.yaml", "bureau")
    assert count <= 35
    assert list(tmp_path.glob("*.docx"))
    report = read_answers(tmp_path / "answers.yaml")
    assert all(report.value(cell) is not None for cell in report.form.cells)
    assert not interview.open_questions()


def test_the_lusong_report_needs_at_most_50_answers_and_equals_the_example(tmp_path: Path) -> None:
    _, count = told(tmp_path / "answers.yaml", "lusong")
    assert count <= 50
    example = EXAMPLES / "lusong-hrss-2020"
    ours, theirs = read_report(tmp_path / "answers.yaml"), read_report(example / "answers.yaml")
    assert {cell: ours.value(cell) for cell in ours.form.cells} == {
        cell: theirs.value(cell) for cell in theirs.form.cells
    }
    word = next(tmp_path.glob("*.docx")).read_bytes()
    assert word_text(word) == (example / "report.docx.txt").read_text(encoding="utf-8")
    assert next(tmp_path.glob("*.md")).read_text(encoding="utf-8") == (example / "report.md").read_text(
        encoding="utf-8"
    )


def test_a_bureau_with_applications_and_last_years_file(tmp_path: Path) -> None:
    (tmp_path / "2024年.yaml").write_text(
        (SCRIPTS / "last_year.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    interview, _ = told(tmp_path / "2025.yaml", "applications")
    report = interview.session.report
    assert report.previous_path == "2024年.yaml"
    assert report.value("applications.new_received.total") == 12
    assert report.value("applications.carried_in.natural_person") == 2
    assert report.value("applications.refused_petition.natural_person") == 1
    assert report.value("applications.result_total.total") == 14
    assert report.value("applications.carried_out.total") == 0
    assert report.value("disputes.review.corrected") == 1
    problems = report.problems or ()
    assert [problem.state for problem in problems] == ["partly", None]
    assert problems[1].kind == "corrected_cases"
