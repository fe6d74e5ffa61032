"""Make the command line speak Chinese: the words of the library behind it.

Typer passes its headings through gettext; what it does not is replaced on the finished
command tree and on the messages of its usage errors.
"""

import gettext
import re
from typing import Any

_WORDS = {
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Error": "错误",
    "[required]": "[必填]",
    "[default: {}]": "[默认：{}]",
    "[env var: {}]": "[环境变量：{}]",
    "No such command {name!r}.": "没有“{name}”这个命令",
    "Missing command.": "没有写命令",
}

_GUESS = re.compile(r"(.*?)\W*(?:Did you mean|Possible options?:) (.+?)\W*", re.DOTALL)

_COMPLETION = {
    "install_completion": "为当前的命令行安装自动补全",
    "show_completion": "打印自动补全的脚本，供查看或自行安装",
}

_ERRORS = [
    (r"Missing argument '(.+?)'\.?.*", r"缺少参数 \1"),
    (r"Missing option '(.+?)'\.?.*", r"缺少选项 \1"),
    (r"No such option: (\S+?)\.?", r"没有 \1 这个选项"),
    (r"Option '(.+?)' requires .*", r"选项 \1 后面要写内容"),
    (r"Option '(.+?)' does not take a value\.?", r"选项 \1 后面不能跟内容"),
    (r"Got unexpected extra argument\S* \((.+)\)", r"多写了“\1”"),
    (r"Invalid value for '(.+?)': .*?'([^']*)' is not one of (.+?)\.?", r"\1 不能是“\2”，可选：\3"),
    (r"Invalid value for '(.+?)': .* (?:integer|int)\..*", r"\1 后面应当是整数"),
    (r"Invalid value for '(.+?)': (.+)", r"\1 的内容不对：\2"),
]


def speak_chinese() -> None:
    """Put our words where the library looks its own up; call before importing Typer."""
    gettext.gettext = lambda message: _WORDS.get(message, message)


def usage_problem(message: str) -> str:
    """Return a usage error's message in Chinese."""
    guess = _GUESS.fullmatch(message)
    if guess:
        names = "、".join(re.findall(r"[\w-]+", guess[2]))
        return f"{usage_problem(guess[1])}，您要写的可能是 {names}"
    for english, chinese in _ERRORS:
        match = re.fullmatch(english, message, re.DOTALL)
        if match:
            return match.expand(chinese).replace("', '", "、").replace("'", "")
    return message


def localise(command: Any) -> None:
    """Replace the English help of a finished command and of all commands below it."""
    add_help = command.get_help_option
    add_pieces = command.collect_usage_pieces
    print_help = command.format_help

    def help_option(context: Any) -> Any:
        option = add_help(context)
        if option is not None:
            option.help = "显示帮助"
            option.metavar = ""
        return option

    def usage(context: Any, formatter: Any) -> None:
        words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
        pieces = [words.get(piece, piece.strip("{}")) for piece in add_pieces(context)]
        formatter.write_usage(context.command_path, " ".join(pieces), prefix="用法：")

    def whole_help(context: Any, formatter: Any) -> None:
        _fold_long_words()
        print_help(context, formatter)

    command.get_help_option = help_option
    command.format_usage = usage
    command.format_help = whole_help
    for parameter in command.params:
        if hasattr(parameter.type, "readable"):
            parameter.type.readable = False  # whoever reads the file says it better
        if parameter.name in _COMPLETION:
            parameter.help = _COMPLETION[parameter.name]
        if getattr(parameter, "is_flag", False) or parameter.name in _COMPLETION:
            parameter.metavar = ""
    for below in getattr(command, "commands", {}).values():
        localise(below)


def _fold_long_words() -> None:
    """Let help break inside a word: Chinese has no blanks, and the library would cut what is too long for its column."""
    from typer import rich_utils

    class Folding(type(rich_utils.highlighter)):  # type: ignore[misc]
        def __call__(self, text: Any) -> Any:
            text = super().__call__(text)
            text.overflow = "fold"
            return text

    rich_utils.highlighter = Folding()
