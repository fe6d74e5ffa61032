"""The command ``interview``; ``reportbot`` alone runs it too."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from reportbot.cli.common import Templates, tell, today, use_templates
from reportbot.cli.targets import check_answers_name
from reportbot.errors import InputError, Place

ANSWERS = Path("answers.yaml")


def interview(
    answers: Annotated[
        Path,
        typer.Argument(help="答案文件，不写就是当前文件夹的 answers.yaml；没有就新建", metavar="答案文件"),
    ] = ANSWERS,
    plain: Annotated[
        bool, typer.Option("--plain", help="逐行问答，不用全屏，可以接管道；读屏软件、旧终端用这个")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="练习：用一个虚构的单位试着答，什么都不留下")] = False,
    templates: Templates = None,
) -> None:
    """一问一答，把年报写出来：填表、核对、起草、导出。随时可以停，下次接着来。

    例：reportbot interview answers.yaml

    例：reportbot interview --plain answers.yaml < 回答.txt
    """
    use_templates(templates)
    if demo:
        with tempfile.TemporaryDirectory(prefix="reportbot-") as folder:
            practice = Path(folder) / "练习.yaml"
            _practice(practice)
            _run(practice, plain=plain, practice=True)
        return
    _run(_checked(answers), plain=plain)


def _checked(path: Path) -> Path:
    check_answers_name(
        path, "去年的报告（Word 等）请在问到“去年的年报”时再给；或者用 reportbot import 读成答案文件"
    )
    if path.is_dir():
        raise InputError("这是一个文件夹", place=Place(str(path)), remedy="请写出文件名，例如 answers.yaml")
    if not path.resolve().parent.is_dir():
        raise InputError("文件夹不存在", place=Place(str(path)), remedy="请先建好文件夹，或换一个位置")
    return path


def _practice(path: Path) -> None:
    from reportbot.resources import resource

    last_year = resource("examples", "qingshi-town-2024", "answers.yaml")
    (path.parent / "青石镇2024年年报.yaml").write_bytes(last_year.read_bytes())
    path.write_text("年度: 2025\n单位:\n  名称: 云河县青石镇人民政府\n", encoding="utf-8")
    tell(f"练习用的文件在 {path.parent}，退出时删掉。")


def _run(path: Path, *, plain: bool, practice: bool = False) -> None:
    day = today()
    if plain:
        from reportbot.interview.conversation import Interview
        from reportbot.interview.plain import run

        run(Interview(path, day, practice=practice), sys.stdin, sys.stdout)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "这里不是可以交互的终端，打不开问答界面",
            remedy="请在终端窗口里打开；要用管道或脚本，请加 --plain；其他命令见 reportbot --help",
        )
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # the protocol swallows what input methods commit
    from reportbot.tui import run_screen

    leave = run_screen(path, day, practice=practice)
    for words in leave.words:
        tell(words)
    if leave.status:
        raise typer.Exit(leave.status)
