"""Ask for part five: what became of last year's problems, this year's, and what is done about each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportbot.interview import edits
from reportbot.interview.causes import measures_for
from reportbot.interview.choosing import choose
from reportbot.interview.messages import Message
from reportbot.interview.session import Result, Session, State, Step
from reportbot.interview.wording import said, words
from reportbot.questions import Option, problem_entry, problem_kinds
from reportbot.report import Problem, Report
from reportbot.resources import load_yaml, resource

if TYPE_CHECKING:
    from reportbot.narrative.suggesting import Suggestion

_BLANK = re.compile(r"〔[^〕]*〕")
_DONE = re.compile(r"^已(?:[:：]|经)?")
_NO_PROBLEM = re.compile(
    r"写完了|(?:(?:暂时|暂|目前|今年)?(?:没有?|无)(?:什么|发现|存在|别的|其他)*(?:大的?|明显的?|突出的?)?问题?了?)[。！]?"
    r"|(?:不知道|想不出来?|没什么|没有什么)(?:写什么|可写的?|怎么写|什么)?"
)


def states() -> tuple[Option, ...]:
    """Return the states in which last year's problem can be."""
    return next(field for field in problem_entry(False) if field.id == "state").options


def _empty_phrases(name: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(load_yaml(resource("prompts", "empty_phrases.yaml"))[name])


def old_problem_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield a step for each problem that last year's report left unsolved."""
    report = session.report
    told = {problem.last_year for problem in report.problems or () if problem.state}
    told |= {problem.problem for problem in report.problems or () if problem.state}
    for number, problem in enumerate(_old(report)):
        item = f"old_problem.{number}"
        state: State = "answered" if problem.problem in told else "open"
        if state == "open" and item in session.memory.passed:
            state = "passed"
        question = words("old_problem", problem=problem.problem)
        yield Step(
            item,
            stage,
            "old_problem",
            "去年的问题",
            question,
            state,
            number=number,
            why="去年答应的事办得怎样，检查的人会对着看。",
            example="部分解决，超期件由7份降到1份",
        )


def _old(report: Report) -> list[Problem]:
    problems = report.previous.problems if report.previous else None
    return [problem for problem in problems or () if problem.state not in {"solved", "void"}]


def ask_old_problem(step: Step, session: Session) -> Message:
    """Ask what became of an old problem."""
    old = _old(session.report)[step.number]
    rows = tuple(("去年答应的", measure) for measure in old.measures)
    return Message(step.question, "ask", rows, tuple(option.name for option in states()))


def read_old_problem(step: Step, session: Session, line: str) -> Result:
    """Read the state of an old problem and the evidence for it."""
    old = _old(session.report)[step.number]
    head, _, evidence = re.sub(r"[，,：:]", "，", line.strip(), count=1).partition("，")
    chosen, _ = choose(head, {option.id: (option.name, *option.also) for option in states()})
    if len(chosen) != 1:
        return Result(unread=(line,))
    said_last = "；".join([old.problem, *old.measures])
    problem = Problem(
        old.problem, kind=old.kind, state=chosen[0], last_year=said_last, evidence=evidence.strip()
    )
    index = len(session.report.problems or ())
    return Result((edits.set_problem(index, problem),), passed=(step.id,))


def problem_steps(_: Mapping[str, Any], stage: str, session: Session) -> Iterator[Step]:
    """Yield the steps of this year's problems: detail and measures of each, then a further one."""
    problems = session.report.problems or ()
    for number, problem in enumerate(problems):
        yield _problem_step(problem, number, stage, session)
        if problem.state not in {"solved", "void"}:
            yield _measures_step(problem, number, stage, session)
    state: State = "open"
    if "problems" in session.memory.passed:
        state = "answered" if problems else "passed"
    question = words("problems_more") if problems else words("problems")
    yield Step(
        "problems",
        stage,
        "problem",
        "存在的问题",
        question,
        state,
        number=len(problems),
        optional=bool(problems),
        why="存在的主要问题及改进情况是法定内容，写“无”会被退回。",
        example="全年有3份文件超过20个工作日才公开",
    )


def _kind(problem: Problem) -> Mapping[str, Any] | None:
    return next((kind for kind in problem_kinds() if kind["id"] == problem.kind), None)


def _ask_back(problem: Problem) -> str:
    """Return what makes a problem concrete, nothing when it already is."""
    kind = _kind(problem)
    if problem.detail or problem.state:
        return ""
    if kind and problem.problem == kind["name"]:
        return str(kind["question"])
    if re.search(r"\d", problem.problem):
        return ""
    for entry in _empty_phrases("empty_problems"):
        if any(phrase in problem.problem for phrase in (entry["phrase"], *entry.get("variants", ()))):
            return str(words("empty_phrase", phrase=entry["phrase"], ask=entry["ask"]))
    return ""


def _problem_step(problem: Problem, number: int, stage: str, session: Session) -> Step:
    item = f"problems.{number}.detail"
    ask = _ask_back(problem)
    state: State = "open" if ask else "answered"
    if item in session.memory.passed and ask:
        state = "passed"
    question = words("problem_detail", problem=problem.problem, ask=ask or "具体情况是什么？")
    return Step(
        item,
        stage,
        "problem_detail",
        f"问题{number + 1}",
        question,
        state,
        number=number,
        optional=True,
        why="有数字、名称或日期，问题才站得住。",
        example="3份都出自规划科，最晚的拖了79天",
    )


def _measures_step(problem: Problem, number: int, stage: str, session: Session) -> Step:
    item = f"problems.{number}.measures"
    state: State = "answered" if problem.measures else "open"
    if item in session.memory.passed and not problem.measures:
        state = "passed"
    question = words("problem_measures", problem=problem.problem)
    return Step(
        item,
        stage,
        "measures",
        f"问题{number + 1}的改进",
        question,
        state,
        number=number,
        why="每个问题都要有改进措施，写清谁在什么时候做什么。",
        example="2月底前由办公室把收发文登记与网站核对一遍；已：10月起每月核对一次",
    )


def _offered(report: Report) -> "tuple[Suggestion, ...]":
    from reportbot.narrative.suggesting import SHOWN, suggestions

    return suggestions(report)[:SHOWN]


def ask_problem(step: Step, session: Session) -> Message:
    """Ask for a problem and offer those that the data suggest, each with its reason."""
    offered = _offered(session.report)
    options = tuple(
        f"{item.kind.name}——{item.reason}{'' if item.level == 'sure' else '（请先看看是不是）'}"
        for item in offered
    )
    text = step.question
    if options:
        text = f"{text}{words('problems_suggested')}"
    return Message(text, "ask", options=options, suggestion="写完了" if step.number else "")


def read_problem(step: Step, session: Session, line: str) -> Result:
    """Read a problem: the number of an offered one, or the clerk's own words."""
    if not line.strip() or said(line) in {"none", "no"} or _NO_PROBLEM.fullmatch(line.strip()):
        if step.number:
            return Result(passed=(step.id,))
        return Result(say=(Message(words("problems_needed"), "warning"),))
    offered = _offered(session.report)
    if re.fullmatch(r"[\d\s，,、]+", line.strip()):
        chosen, unread = choose(line, {item.kind.id: (item.kind.name,) for item in offered})
        if not chosen:
            return Result(unread=tuple(unread) or (line,))
        kinds = {item.kind.id: item for item in offered}
        new = tuple(
            edits.set_problem(step.number + at, Problem(kinds[kind].kind.name, kind=kind))
            for at, kind in enumerate(chosen)
        )
        return Result(new, goto=_next(Problem(kinds[chosen[0]].kind.name, kind=chosen[0]), step.number))
    problem = Problem(line.strip().rstrip("。"))
    return Result((edits.set_problem(step.number, problem),), goto=_next(problem, step.number))


def _next(problem: Problem, number: int) -> str:
    """Return what is asked of a new problem first: what makes it concrete, else what is done about it."""
    return f"problems.{number}.{'detail' if _ask_back(problem) else 'measures'}"


def ask_detail(step: Step, _: Session) -> Message:
    """Ask for what makes a problem concrete."""
    return Message(step.question, "ask", suggestion="跳过")


def read_detail(step: Step, session: Session, line: str) -> Result:
    """Read the facts behind a problem."""
    following = f"problems.{step.number}.measures"
    if not line.strip():
        return Result(passed=(step.id,), goto=following)
    problem = (session.report.problems or ())[step.number]
    told = replace(problem, detail=line.strip().rstrip("。"))
    return Result((edits.set_problem(step.number, told),), passed=(step.id,), goto=following)


def ask_measures(step: Step, session: Session) -> Message:
    """Ask for measures and offer those of the library."""
    problem = (session.report.problems or ())[step.number]
    kind = _kind(problem)
    measures = (*measures_for(session.report, problem.kind), *(kind["measures"] if kind else ()))
    text = step.question + (words("measures_offered") if measures else "")
    return Message(text, "ask", options=measures)


def read_measures(step: Step, session: Session, line: str) -> Result:
    """Read measures; blanks left open and phrases that say nothing are asked back once."""
    problem = (session.report.problems or ())[step.number]
    kind = _kind(problem)
    offered = [*measures_for(session.report, problem.kind), *(kind["measures"] if kind else ())]
    items: list[str] = []
    for part in (part.strip() for part in re.split(r"[；;\n]", line)):
        picked = re.fullmatch(r"\d{1,2}(?:[\s、，,]+\d{1,2})*", part)
        numbers = [int(number) for number in re.findall(r"\d+", part)] if picked else []
        if picked and all(1 <= number <= len(offered) for number in numbers):
            items += [offered[number - 1] for number in numbers]
        elif part:
            items.append(part.rstrip("。"))
    if not items:
        return Result(unread=(line,)) if line.strip() else Result()
    open_ = next((item for item in items if _BLANK.search(item)), None)
    if open_:
        return Result(say=(Message(words("blank_measure", measure=open_), "warning"),))
    done = tuple(_DONE.sub("", item) for item in items if re.match(r"^已[:：]", item))
    planned = tuple(item for item in items if not re.match(r"^已[:：]", item))
    changed = replace(problem, measures=planned or problem.measures, done=(*problem.done, *done))
    return Result((edits.set_problem(step.number, changed),), passed=(step.id,), say=tuple(_remarks(planned)))


def _remarks(measures: tuple[str, ...]) -> Iterator[Message]:
    for measure in measures:
        for entry in _empty_phrases("empty_measures"):
            vague = any(phrase in measure for phrase in (entry["phrase"], *entry.get("variants", ())))
            if vague and not re.search(r"\d", measure):
                yield Message(
                    words("empty_phrase", phrase=entry["phrase"], ask=entry["ask"]) + "（想改就打 /撤销）",
                    "note",
                )
                return
