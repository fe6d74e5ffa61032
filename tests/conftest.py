"""Fixtures. The docstring of a test is its input: a piece of an answers file."""

import inspect
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from reportbot.answers import load_answers
from reportbot.checks import Finding, check
from reportbot.report import Report

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
CORPUS = ROOT.parent / "shared" / "corpus"
TODAY = date(2026, 1, 10)

os.environ["REPORTBOT_TODAY"] = TODAY.isoformat()

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-examples", action="store_true", help="write the expected files of examples/ anew"
    )


@pytest.fixture
def text(request: pytest.FixtureRequest) -> str:
    """The docstring of the test, as the text of a file."""
    return inspect.cleandoc(request.function.__doc__ or "") + "\n"


@pytest.fixture
def report(text: str) -> Report:
    """The report that the docstring describes; its year is 2024 unless it says otherwise."""
    if not any(line.startswith(("年度:", "year:")) for line in text.splitlines()):
        text = f"年度: 2024\n{text}"
    return load_answers(text, "answers.yaml")


@pytest.fixture
def findings(report: Report) -> Callable[[str], list[Finding]]:
    """A function that returns the findings of one rule, or of rules with one prefix."""

    def of(code: str) -> list[Finding]:
        return [finding for finding in check(report, TODAY) if finding.code.startswith(code)]

    return of


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real published reports; the test is skipped where it is absent."""
    if not CORPUS.is_dir():
        pytest.skip("没有真实报告语料（../shared/corpus）")
    return CORPUS
