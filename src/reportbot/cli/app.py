"""Run the commands: one clear message and the right exit status, whatever happens."""

import gc
import io
import os
import signal
import sys
from typing import Annotated, Any

from reportbot import __version__
from reportbot.cli.chinese import localise, speak_chinese, usage_problem
from reportbot.errors import ReportbotError

speak_chinese()

import typer  # noqa: E402 (after its words are in place)

from reportbot.cli import (  # noqa: E402
    checking,
    comparing,
    drafting,
    explaining,
    importing,
    interviewing,
    ledgers,
    preparing,
    showing,
    templating,
)

OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""Loading makes many objects and no garbage: Python's 700 would cost a command a tenth of its time."""

UNUSABLE = 2
INTERRUPTED = 130

app = typer.Typer(
    help="政府信息公开工作年度报告助手：填答案、核对表格、起草正文、导出 Markdown 和 Word。全程离线。",
    epilog="不写命令就是 reportbot interview。先试一试：reportbot interview --demo",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    rich_markup_mode="rich",
)


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    """Handle what stands before the command."""
    if version:
        typer.echo(f"reportbot {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        interviewing.interview()


app.command("interview")(interviewing.interview)
app.command("demo")(drafting.demo)
app.command("new")(preparing.new)
app.command("draft")(drafting.draft)
app.command("check")(checking.check)
app.command("show")(showing.show)
app.command("import")(importing.import_)
app.command("ledger")(ledgers.ledger)
app.command("explain")(explaining.explain)
app.command("why")(comparing.why)
app.command("diff")(comparing.diff)
app.command("rules")(explaining.rules)
app.command("schema")(preparing.schema)
app.add_typer(templating.templates, name="templates")


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # half a file is taken away first
    _use_utf8()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; returns 0, 1 or 2 as the contract says (130 when interrupted)."""
    command: Any = typer.main.get_command(app)
    localise(command)
    try:
        status = int(command.main(arguments, prog_name="reportbot", standalone_mode=False) or 0)
    except ReportbotError as error:
        return _fail(str(error))
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except SystemExit as leave:  # how the libraries below leave when nobody reads on
        if not isinstance(leave.__context__, BrokenPipeError):
            raise
        return _stop_printing()
    except BrokenPipeError:
        return _stop_printing()
    except OSError as error:
        return _fail(_system_problem(error))
    except typer.BadParameter.__base__ as error:  # type: ignore[misc]
        return _fail(_usage(error))
    if status == INTERRUPTED:
        _say("已中断，没有写完的文件没有留下。")
    return status


def _system_problem(error: OSError) -> str:
    """Return what to say where the system refuses: a file that cannot be reached, or stdout."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        return f"{error.filename}：打不开或者写不了（{reason}）\n  请检查路径和权限"
    _stop_printing()
    return f"结果打印不出去（{reason}）\n  请用 -o 写到文件，或检查磁盘和管道"


def _stop_printing() -> int:
    """Let nothing more reach stdout, so that leaving does not fail on what is left in the buffer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _usage(error: Any) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "reportbot"
    return f"命令写法不对：{usage_problem(error.format_message())}\n  用 {path} --help 查看写法"


def _fail(message: str) -> int:
    _say(message)
    return UNUSABLE


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


def _use_utf8() -> None:
    """Write UTF-8 everywhere: a pipe or an old Chinese console would refuse characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
