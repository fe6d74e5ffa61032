"""Never lose an answer: atomic writes, undo, two windows, editors meanwhile, full disks, kills."""

import errno
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from reportbot.answers import load_answers, read_answers
from reportbot.errors import InputError
from reportbot.interview.conversation import Interview
from reportbot.interview.history import KEPT, History, change_between, redo, undo
from reportbot.interview.keeping import name_of, told
from reportbot.interview.store import Store
from tests.talking import TODAY, at, begun, opened, say, script, text_of

KILLS = int(os.environ.get("REPORTBOT_KILLS", "10"))


def test_every_accepted_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    interview = opened(path)
    for line in script("lusong")[:20]:
        interview.answer(line)
        assert path.read_text(encoding="utf-8") == interview.session.text


def test_comments_and_mode_of_the_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("# 我的备注\n年度: 2025 # 今年\n单位:\n  名称: 云河县教育局\n", encoding="utf-8")
    path.chmod(0o640)
    at(opened(path), "agency.phone")
    interview = opened(path)
    say(at(interview, "agency.short_name"), "县教育局")
    assert "# 我的备注" in path.read_text(encoding="utf-8")
    assert "年度: 2025 # 今年" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o640


def test_undo_and_redo_across_restarts(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    before = interview.session.text
    say(at(interview, "proactive.items_website"), "119")
    after = interview.session.text
    interview.close()
    again = opened(tmp_path / "a.yaml")
    assert "撤销了：网站公开数" in text_of(say(again, "/撤销"))
    assert again.session.text == before
    assert again.step
    assert again.step.id == "proactive.items_website"
    again.close()
    third = opened(tmp_path / "a.yaml")
    assert "重做了" in text_of(say(third, "/redo"))
    assert third.session.text == after
    assert "没有能撤销的了" in text_of(say(third, "/重做"))


def test_going_back_keeps_later_answers(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "proactive.items_website"), "119")
    say(at(interview, "proactive.items_wechat"), "46")
    say(interview, "/上一题", "/上一题")
    assert interview.step
    assert interview.step.id == "proactive.items_website"
    say(interview, "120")
    assert interview.session.report.facts["proactive.items_wechat.items"] == 46
    assert interview.session.report.facts["proactive.items_website"] == 120


def test_history_is_bounded_and_survives_changes_elsewhere() -> None:
    old = "a\nb\nc\nd\ne\n"
    change = change_between(old, "a\nb\nX\nd\ne\n", "c", "c")
    assert undo("new\na\nb\nX\nd\ne\n", change) == "new\na\nb\nc\nd\ne\n"
    assert redo(old, change) == "a\nb\nX\nd\ne\n"
    assert undo("a\nb\nY\nd\ne\n", change) is None
    history = History()
    for number in range(KEPT + 5):
        history = history.with_answer(change_between("", f"{number}\n", str(number), ""))
    assert len(history.done) == KEPT


def test_undo_refuses_where_the_lines_have_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    interview = begun(path)
    say(at(interview, "proactive.items_website"), "119")
    path.write_text(path.read_text(encoding="utf-8").replace("119", "118"), encoding="utf-8")
    assert "不能直接撤销" in text_of(say(interview, "/撤销"))
    assert interview.session.report.facts["proactive.items_website"] == 118


def test_the_second_window_is_told_and_may_only_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    first = begun(path)
    second = Interview(path, TODAY)
    assert "另一个窗口" in text_of(second.begin())
    assert second.store.read_only
    before = path.read_bytes()
    assert "只能看" in text_of(say(at(second, "proactive.items_website"), "5"))
    assert "只能看" in text_of(say(at(second, "proactive.items_website"), "不清楚"))
    assert "只能看" in text_of(say(second, "/撤销"))
    assert path.read_bytes() == before
    second.close()
    first.close()
    third = opened(path)
    assert not third.store.read_only


def test_the_lock_is_the_systems_own_so_a_dead_window_holds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.yaml")
    store.open()
    assert isinstance(store._lock, FileLock)
    store.close()
    again = Store(tmp_path / "a.yaml")
    again.open()
    assert not again.read_only
    again.close()


def test_a_change_in_an_editor_is_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    interview = begun(path)
    at(interview, "proactive.items_website")
    path.write_text(path.read_text(encoding="utf-8") + "# 旁注\n上年度: 去年.yaml\n", encoding="utf-8")
    said = text_of(say(interview, "119"))
    assert "在别处改过" in said
    text = path.read_text(encoding="utf-8")
    assert "# 旁注" in text
    assert "去年.yaml" in text
    assert read_answers(path).facts["proactive.items_website"] == 119


@pytest.mark.parametrize(("choice", "kept"), [("", 119), ("2", 7)])
def test_the_same_answer_changed_in_both_places_is_asked_about(
    tmp_path: Path, choice: str, kept: int
) -> None:
    path = tmp_path / "a.yaml"
    interview = begun(path)
    say(at(interview, "proactive.items_website"), "100")
    at(interview, "proactive.items_website")
    text = path.read_text(encoding="utf-8")
    read = interview.keeper.refresh

    def changed_at_the_last_moment() -> bool:
        found = read()
        path.write_text(text.replace("100", "7"), encoding="utf-8")
        interview.keeper.refresh = read  # type: ignore[method-assign]
        return found

    interview.keeper.refresh = changed_at_the_last_moment  # type: ignore[method-assign]
    said = text_of(say(interview, "119"))
    assert "在别处改成了“7”" in said
    assert "“119”" in said
    say(interview, choice)
    assert read_answers(path).facts["proactive.items_website"] == kept


def test_a_file_that_an_editor_broke_waits_until_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    interview = begun(path)
    at(interview, "proactive.items_website")
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "不认识的键: 1\n", encoding="utf-8")
    assert "读不懂" in text_of(say(interview, "119"))
    assert "119" not in path.read_text(encoding="utf-8")
    path.write_text(good + "# 改好了\n", encoding="utf-8")
    interview.look_again()
    assert read_answers(path).facts["proactive.items_website"] == 119
    assert "# 改好了" in path.read_text(encoding="utf-8")


class FullDisk:
    """Makes replacing files fail while ``full``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        real = os.fsync

        def fsync(handle: int) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)


def test_a_full_disk_is_told_at_once_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    interview = begun(path)
    disk = FullDisk(monkeypatch)
    before = path.read_bytes()
    disk.full = True
    assert "磁盘已满" in text_of(say(at(interview, "proactive.items_website"), "119"))
    say(at(interview, "proactive.items_wechat"), "46")
    assert path.read_bytes() == before
    assert interview.session.report.facts["proactive.items_website"] == 119
    disk.full = False
    notes = "".join(message.text for message in interview.look_again())
    assert "都存好了" in notes
    facts = read_answers(path).facts
    assert (facts["proactive.items_website"], facts["proactive.items_wechat.items"]) == (119, 46)


def test_what_cannot_be_written_at_the_end_is_put_into_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = begun(tmp_path / "a.yaml")
    disk = FullDisk(monkeypatch)
    disk.full = True
    say(at(interview, "proactive.items_website"), "119")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    rescued = interview.keeper.rescue()
    assert rescued
    assert read_answers(rescued).facts["proactive.items_website"] == 119
    disk.full = False
    assert interview.keeper.rescue() is None


class Killed(BaseException):
    """The process dies here: nothing after it runs."""


def dying_at(number: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kill the process at the n-th step that touches the disk."""
    count = 0

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                raise Killed
            return real(*given, **named)

        return call

    monkeypatch.setattr(tempfile, "mkstemp", wrap(tempfile.mkstemp))
    monkeypatch.setattr(os, "fsync", wrap(os.fsync))
    monkeypatch.setattr(Path, "replace", wrap(Path.replace))
    monkeypatch.setattr(Path, "chmod", wrap(Path.chmod))
    yield


def test_dying_at_any_step_of_any_write_loses_nothing_accepted(tmp_path: Path, states: list[str]) -> None:
    number, died = 0, True
    while died:
        number, died, accepted = number + 1, False, 0
        path = tmp_path / str(number) / "a.yaml"
        path.parent.mkdir()
        interview = opened(path)
        with pytest.MonkeyPatch.context() as patch:
            next(dying_at(number, patch))
            try:
                for line in script("lusong")[:6]:
                    interview.answer(line)
                    accepted += 1
            except Killed:
                died = True
        interview.store.close()
        on_disk = path.read_text(encoding="utf-8") if path.exists() else ""
        assert on_disk in states[accepted : accepted + 2]
    assert number > 20


def test_a_fault_at_each_write_is_told_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        path = tmp_path / f"{number}.yaml"
        interview = opened(path)
        real, count = os.fsync, 0

        def failing(handle: int, number: int = number, real: Callable[[int], None] = real) -> None:
            nonlocal count
            count += 1
            if count == number:
                raise OSError(errno.EIO, "Input/output error")
            real(handle)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", failing)
            for line in script("lusong")[:6]:
                interview.answer(line)
        interview.close()
        assert path.read_text(encoding="utf-8") == interview.session.text
        assert read_answers(path).agency == "株洲市芦淞区人力资源和社会保障局"


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of the file after each answer of an undisturbed interview."""
    interview = opened(tmp_path_factory.mktemp("undisturbed") / "a.yaml")
    found = [""]
    for line in script("lusong")[:-1]:
        interview.answer(line)
        found.append(interview.session.text)
    interview.close()
    return found


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_process_loses_at_most_the_line_being_typed(
    tmp_path: Path, states: list[str], seed: int
) -> None:
    path = tmp_path / "a.yaml"
    chance = random.Random(seed)  # noqa: S311 (which moment, no secret)
    last = chance.randrange(1, len(states) - 1)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "reportbot", "interview", "--plain", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        bufsize=1,
        env=environment,
    ) as process:
        assert process.stdin
        for line in script("lusong")[:last]:
            _until_asked(process)
            process.stdin.write(f"{line}\n")
        _until_asked(process)
        process.stdin.write(f"{script('lusong')[last]}\n")
        for _ in range(chance.randrange(200_000)):
            pass
        process.kill()
    on_disk = path.read_text(encoding="utf-8") if path.exists() else ""
    assert on_disk in (states[last], states[last + 1])
    if on_disk:
        load_answers(on_disk)
    resumed = opened(path)
    assert not resumed.store.read_only
    resumed.close()


def _until_asked(process: subprocess.Popen[str]) -> None:
    """Read until the next question, which stands behind an empty line."""
    assert process.stdout
    for line in process.stdout:
        if line == "\n":
            return


def test_the_line_being_typed_is_restored(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    interview.store.keep_typing("proactive.items_website", "11")
    interview.close()
    assert opened(tmp_path / "a.yaml").store.load_typing() == ("proactive.items_website", "11")


def test_the_folder_beside_the_file_may_be_deleted_or_damaged(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "proactive.items_website"), "119")
    interview.close()
    folder = tmp_path / ".a.yaml.reportbot"
    for file in folder.glob("*.json"):
        file.write_text("[1, {", encoding="utf-8")
    assert opened(tmp_path / "a.yaml").session.report.facts["proactive.items_website"] == 119
    for file in folder.glob("*.json"):
        file.write_text("[]", encoding="utf-8")
    assert opened(tmp_path / "a.yaml").session.report.facts["proactive.items_website"] == 119


def test_a_file_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("年度: 2025\n年度: 2024\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行"):
        opened(path)
    assert path.read_text(encoding="utf-8") == "年度: 2025\n年度: 2024\n"


def test_undoing_the_very_first_answer_leaves_an_empty_file(tmp_path: Path) -> None:
    interview = opened(tmp_path / "a.yaml")
    say(interview, "2024", "/撤销")
    assert (tmp_path / "a.yaml").read_bytes() == b""
    assert interview.step
    assert interview.step.id == "year"
    say(interview, "2020")
    assert read_answers(tmp_path / "a.yaml").year == 2020


def test_differences_and_clashes_are_named_in_words(tmp_path: Path) -> None:
    report = load_answers(
        "年度: 2025\n统计数据: {表三: 无}\n修改的段落: {management: 自己的话}\n问题与改进: [甲]\n"
    )
    assert told(report, "texts.management") == "自己的话"
    assert "甲" in told(report, "problems.0")
    assert told(report, "applications").startswith("[0")
    names = {
        name_of(report, item) for item in ("applications", "problems.0", "texts.x", "previous", "agency.name")
    }
    assert names == {"表三", "问题", "正文", "上年度", "名称"}
    interview = begun(tmp_path / "a.yaml")
    path = tmp_path / "a.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "工作情况: {主动公开: {网站公开数: 1, 征求意见: 2, 政策解读: 3, 回应热点: 4}}\n",
        encoding="utf-8",
    )
    notes = interview.look_again()
    assert "等 4 处" in notes[0].text
    path.write_text("# 只多了一句注释\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "注释或次序" in interview.look_again()[0].text


def test_an_answers_file_that_vanished_is_written_again(tmp_path: Path) -> None:
    interview = begun(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").unlink()
    say(at(interview, "proactive.items_website"), "119")
    assert read_answers(tmp_path / "a.yaml").facts["proactive.items_website"] == 119


def test_a_folder_without_room_for_the_lock_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".a.yaml.reportbot").write_text("不是文件夹", encoding="utf-8")
    interview = begun(tmp_path / "a.yaml")
    say(at(interview, "proactive.items_website"), "119")
    assert not interview.store.read_only
    assert read_answers(tmp_path / "a.yaml").facts["proactive.items_website"] == 119
