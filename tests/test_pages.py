"""The catalogue of rules and the page of settings in docs/."""

import pytest

from reportbot.checks import all_rules
from reportbot.checks.pages import catalogue, settings_page
from reportbot.settings import known_settings

from .conftest import ROOT


@pytest.mark.parametrize(("name", "page"), [("rules.md", catalogue), ("settings.md", settings_page)])
def test_the_pages_are_up_to_date(name, page) -> None:  # type: ignore[no-untyped-def]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page(), "run make docs"


def test_every_limit_is_on_the_page_of_settings() -> None:
    for entry in known_settings()["thresholds"]:
        assert f"| {entry['name']} | `{entry['id']}` | {entry['value']} {entry['unit']} |" in settings_page()


def test_every_rule_is_in_it_with_what_its_page_says() -> None:
    page = catalogue()
    for code, rule in all_rules().items():
        assert f"### {code} {rule.title}\n" in page
    assert "### T4-002 " in page
    assert "提示 · 2019、2021 年格式 · 2024 年度起 · 可以说明理由" in page
    assert "错误 · 2019、2021 年格式 · 不能说明理由" in page
