"""TXT-013, TXT-024: how the organ is called."""

import functools
import re
from collections.abc import Iterator

from reportbot.checks.paragraphs import fired_at, paragraphs, title_of
from reportbot.checks.registry import Fired, Outcome, Subject, rule
from reportbot.labels import normalise
from reportbot.narrative import Paragraph
from reportbot.narrative.derived.organ import SELF_REFERENCES

_ORGAN = r"[一-龥]{2,24}?(?:人民政府(?:办公[厅室])?|政府办公[厅室]|管理委员会|管委会|街道办事处|委员会|[局厅委院馆办处会])"
_SELF_NAMED = re.compile(rf"(?:(?:本报告|本年报)由|请(?:与|联系|致电|向)\s*|现(?:公布|将|发布))({_ORGAN})")
_FIRST_NAMED = re.compile(
    rf"^\s*(?:20\d\d\s*年(?:度)?[，,]?\s*)?({_ORGAN})(?=20\d\d\s*年|对照|始终|坚持|以|认真|深入|严格|围绕|按照|全面|高度|根据|在|积极|扎实|贯彻|持续)"
)
_GENERIC = re.compile(
    "人民政府|政府|办公室|办公厅|委员会|管理|街道|办事处|党政|信息|公开|政务|科|处|股|局|厅|委|办|院|馆|会|省|市|县|区|镇|乡|和|本|我|该"
)


@rule("TXT-013", "warning")
def other_name(subject: Subject) -> Iterator[Outcome]:
    """写着别的单位的名称

    标题、开头的联系单位、第一部分第一句里的单位应当是本单位；与本单位的名称没有一个地方相同的，
    多半是借用别人的报告没有改。自称与单位不符（局的报告写“我镇”，镇的报告写“我局”“我乡”）也在这里提出。

    依据：实践做法。
    怎么办：改成本单位的名称；由上级或下属单位代为联系的，可以说明理由。
    """
    name = subject.report.agency
    if not name:
        return
    title = title_of(subject)
    if title and not _fits(title, name):
        yield Fired(
            f"标题是“{title}”，单位是“{name}”。请改正标题，或者核对单位名称",
            severity="error",
            expected=name,
            actual=title,
            items=("title", "agency.name", "agency"),
        )
    for other in subject.settings.word_list("other_agencies"):
        if title and other in title and other not in name:
            yield Fired(
                f"标题“{title}”里是别的单位“{other}”。请改正",
                severity="error",
                expected=name,
                actual=other,
                items=("title", "agency.name", "agency"),
            )
    known = " ".join(
        str(subject.report.facts.get(f"agency.{fact}") or "") for fact in ("short_name", "contact_office")
    )
    for part, patterns in (("front", (_SELF_NAMED,)), ("overview", (_SELF_NAMED, _FIRST_NAMED))):
        for paragraph in paragraphs(subject, part):
            for found in (match for pattern in patterns for match in pattern.finditer(paragraph.text)):
                if not _fits(found[1], name) and not (known.strip() and found[1] in known):
                    message = f"本单位是“{name}”。请改成本单位的名称"
                    yield fired_at(subject, paragraph, found.span(1), message, expected=name)
    yield from _wrong_self(subject, name)


_YEAR = re.compile(r"\d+\s*年度?")
_REGION = re.compile(r"[一-龥]{2,7}?(?:自治区|自治州|[省市县区旗盟镇乡]|街道)")


def _fits(text: str, name: str) -> bool:
    """Tell whether a name may stand for the organ: same region, or something of its own in common.

    A region above the organ's is no other organ's; the regions of a longer chain must agree.
    """
    told, own = (_REGION.findall(_YEAR.sub("", each)) for each in (text, name))
    if not told or not own:
        return _shares(text, name)
    if told[-1] not in own:
        return False
    above = own[: own.index(told[-1]) + 1]
    return all(one == other for one, other in zip(reversed(told), reversed(above), strict=False))


def _shares(text: str, name: str) -> bool:
    """Tell whether two names have anything of their own in common, or one has nothing of its own."""
    own, other = (_GENERIC.sub(" ", re.sub(r"\d+|年度?|工作|报告", " ", name)) for name in (text, name))
    pieces = [piece for piece in own.split() if len(piece) > 1]
    grams = {piece[place : place + 2] for piece in pieces for place in range(len(piece) - 1)}
    return not grams or any(gram in normalise(other.replace(" ", "|")) for gram in grams)


@functools.cache
def _selves() -> re.Pattern[str]:
    """Return the self references that tell what kind of organ speaks."""
    words = sorted(set(SELF_REFERENCES.values()), key=len, reverse=True)
    return re.compile("|".join(words) + "|我街(?!道)")


def _wrong_self(subject: Subject, name: str) -> Iterator[Fired]:
    plain = name.removesuffix("人民政府").removesuffix("办事处")
    fitting = {we for end, we in SELF_REFERENCES.items() if plain.endswith(end) or name.endswith(end)}
    if (
        not fitting
        or "政府办公" in name
        or (name.endswith("人民政府") and not re.search("[镇乡]人民政府$", name))
    ):
        return
    fitting |= {"我街"} if "我街道" in fitting else set()
    told: set[str] = set()
    for paragraph in paragraphs(subject, "overview", "problems", "other"):
        for found in _selves().finditer(paragraph.text):
            if found[0] not in fitting and found[0] not in told:
                told.add(found[0])
                message = f"本单位是“{name}”，自称应当是“{min(fitting, key=len)}”。请改正"
                yield fired_at(subject, paragraph, found.span(), message, expected=min(fitting, key=len))


_NEUTRAL = re.compile(
    r"(我|本)(局|委|厅|办|中心|院|馆|站|关|镇|乡|街道|街|单位|机关|部门|处|管委会)(?!不掌握)"
)


@rule("TXT-024", "hint")
def mixed_self(subject: Subject) -> Iterator[Outcome]:
    """自称不统一

    一份报告里一会儿“我局”一会儿“我单位”“本局”，读起来不像一个单位写的。“本机关”在各处都可以用，不算。

    依据：实践做法。
    怎么办：统一用一种自称。
    """
    first: dict[str, tuple[Paragraph, tuple[int, int]]] = {}
    counts: dict[str, int] = {}
    for paragraph in paragraphs(subject, "overview", "problems", "other"):
        for found in _NEUTRAL.finditer(paragraph.text):
            if found[0] != "本机关":
                counts[found[0]] = counts.get(found[0], 0) + 1
                first.setdefault(found[0], (paragraph, found.span()))
    if len(counts) > 1:
        usual = max(counts, key=lambda word: counts[word])
        rare = next(word for word in counts if word != usual)
        paragraph, span = first[rare]
        words = "、".join(f"“{word}”{number} 处" for word, number in counts.items())
        yield fired_at(subject, paragraph, span, f"自称有{words}。请统一用“{usual}”", expected=usual)
