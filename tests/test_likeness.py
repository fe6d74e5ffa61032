"""One measure for copies: of last year, and of other units."""

import random
import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportbot.likeness import alike, grams, likeness

from .printed import published

PARAGRAPH = (
    "区里在三个镇的便民大厅新开了查阅点，逢集日由窗口人员当面教老人在自助机上查惠民补贴，"
    "全年接待三百多人次，查询最多的是耕地补贴和医保缴费，群众反映看得见也问得着。"
)


def test_numbers_marks_names_and_fixed_phrases_do_not_count() -> None:
    one = grams("2023年，云河县规划局公开规划12条，查阅点3处（含镇上2处）。", ["云河县规划局"])
    other = grams("2024年，青山县住建局公开规划 九十九条；查阅点８处，含镇上七处！", ["青山县住建局"])
    assert likeness(one, other) == 1
    assert grams("《中华人民共和国政府信息公开条例》，主动公开、依申请公开2024。") == frozenset()


def test_the_measure_is_the_share_of_common_grams() -> None:
    assert likeness(frozenset("abc"), frozenset("bcd")) == 0.5
    assert likeness(frozenset(), frozenset()) == 0
    assert likeness(frozenset("a"), frozenset("b")) == 0


@given(
    st.text(alphabet="甲乙丙丁戊己庚辛1，。", max_size=80),
    st.text(alphabet="甲乙丙丁戊己庚辛1，。", max_size=80),
)
def test_the_measure_is_symmetric_and_1_only_for_the_same_words(one: str, other: str) -> None:
    first, second = grams(one), grams(other)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert not first or likeness(first, first) == 1


def changed(text: str, share: float) -> str:
    """A text of which a share of the characters was replaced, evenly spread."""
    signs = list(text)
    for place in range(0, len(signs), max(1, round(1 / share))):
        signs[place] = "某"
    return "".join(signs)


@pytest.mark.parametrize(("share", "least", "most"), [(0.02, 0.8, 1.0), (0.05, 0.6, 0.85), (0.2, 0.1, 0.5)])
def test_how_much_rewriting_moves_the_measure(share: float, least: float, most: float) -> None:
    assert least <= likeness(grams(PARAGRAPH), grams(changed(PARAGRAPH, share))) <= most


@pytest.mark.parametrize(
    ("one", "other"), [("suqian-2023", "suqian-2024"), ("shanghai-office-2019", "shanghai-office-2025")]
)
def test_honest_reports_of_one_organ_stay_far_below_the_limits(corpus: Path, one: str, other: str) -> None:
    before, now = published(corpus, one), published(corpus, other)
    names = [str(before.agency)]
    for part in ("overview", "problems"):
        assert likeness(grams(before.texts[part], names), grams(now.texts[part], names)) < 0.35
    paragraphs = [
        [grams(line, names) for line in report.texts["overview"].splitlines() if len(line) >= 60]
        for report in (before, now)
    ]
    assert max(likeness(old, new) for old in paragraphs[0] for new in paragraphs[1]) < 0.35


SIGNS = [chr(number) for number in range(0x6000, 0x6800)]


def random_texts(seed: int, count: int, length: int) -> list[str]:
    """Texts of random characters, some of them copies with small changes."""
    chance = random.Random(seed)  # noqa: S311
    found: list[str] = []
    for _ in range(count):
        if found and chance.random() < 0.3:
            copy = list(chance.choice(found))
            for place in chance.sample(range(len(copy)), chance.randint(0, len(copy) // 25)):
                copy[place] = chance.choice(SIGNS)
            found.append("".join(copy))
        else:
            found.append("".join(chance.choices(SIGNS, k=chance.randint(1, length))))
    return found


@pytest.mark.parametrize("threshold", [0.8, 0.9])
@pytest.mark.parametrize("seed", range(5))
def test_pairs_are_the_same_as_comparing_all_with_all(seed: int, threshold: float) -> None:
    texts = random_texts(seed, 60, 300)
    every = [
        (one, other, value)
        for one, other in combinations(range(len(texts)), 2)
        if (value := likeness(grams(texts[one]), grams(texts[other]))) >= threshold
    ]
    assert every
    assert alike(texts, threshold) == every


def test_two_hundred_reports_are_compared_in_no_time() -> None:
    chance = random.Random(1)  # noqa: S311
    texts = ["".join(chance.choices(SIGNS, k=1500)) for _ in range(200)]
    start = time.process_time()
    assert alike([*texts, texts[0]], 0.9) == [(0, 200, 1.0)]
    assert time.process_time() - start < 2
