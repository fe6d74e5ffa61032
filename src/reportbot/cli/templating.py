"""The commands ``templates list``, ``check`` and ``eject``: the sentence rules and an office's own."""

from pathlib import Path
from typing import Annotated

import typer

from reportbot.cli.common import Templates, tell
from reportbot.errors import InputError, Place

templates = typer.Typer(
    help="句子规则、问题和词表：列出、检查，或者复制一份出来改成本单位的。",
    no_args_is_help=True,
)


@templates.command("list")
def list_rules(
    word: Annotated[
        str, typer.Argument(help="只列编号或说法里有这个词的", metavar="词", show_default=False)
    ] = "",
    folder: Templates = None,
) -> None:
    """列出句子规则：编号、什么时候说、怎么说。

    例：reportbot templates list 保密
    """
    from reportbot.narrative.bank import load_bank
    from reportbot.overlay import use_folder

    use_folder(folder)
    for section in load_bank():
        for paragraph in section.paragraphs:
            for rule in paragraph.rules:
                if word in rule.id or any(word in text for text in (*rule.say, *rule.tail)):
                    typer.echo(rule.id)
                    conditions = [*rule.needs, *([rule.when] if rule.when else [])]
                    if conditions:
                        typer.echo(f"  条件：{'；'.join(conditions)}")
                    for text in (*rule.say, *rule.tail):
                        typer.echo(f"  {text}")


@templates.command("check")
def check_rules(folder: Templates = None) -> None:
    """检查句子规则：写法、名称、套话，以及每个事实是否都有句子用到。

    例：reportbot templates check --templates 本单位模板
    """
    from reportbot.narrative.bank_check import check_bank
    from reportbot.overlay import use_folder

    use_folder(folder)
    found = check_bank()
    for defect in found.defects:
        typer.echo(str(defect))
    if found.defects:
        typer.echo(f"共有 {len(found.defects)} 处要改。")
        raise typer.Exit(1)
    typer.echo(
        f"没有发现问题：{found.rules} 条规则、{found.variants} 种说法，"
        f"{found.facts} 个事实都有规则用到，或者注明了不印的原因。"
    )


@templates.command("eject")
def eject(
    folder: Annotated[Path, typer.Argument(help="复制到这个文件夹", metavar="文件夹")],
    names: Annotated[
        list[str] | None,
        typer.Argument(help="只复制这些文件，例：narrative/other.yaml；不写就全部复制", metavar="文件…"),
    ] = None,
) -> None:
    """复制自带的句子规则、问题和词表，供本单位改用。

    只留下要改的条目即可：同一编号的改掉自带的，新编号的加上去，写 off: true 的不用。
    改好以后：reportbot templates check --templates 文件夹；起草时加 --templates 文件夹。

    例：reportbot templates eject 本单位模板 narrative/other.yaml
    """
    from reportbot.files import write_atomically
    from reportbot.overlay import FOLDERS, files
    from reportbot.resources import resource

    known = {f"{parent}/{name}": resource(*FOLDERS[parent], name) for parent, name in files()}
    for name in names or ():
        if name not in known:
            raise InputError(f"没有“{name}”这个模板文件", remedy=f"可以写：{'、'.join(sorted(known))}")
    wanted = names or sorted(known)
    for name in wanted:
        if (folder / name).exists():
            raise InputError(
                "文件已经存在，没有改动", place=Place(str(folder / name)), remedy="请换一个文件夹，或先移走它"
            )
    try:
        for name in wanted:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"建不了这个文件夹（{error.strerror}）", place=Place(str(folder))) from None
    for name in wanted:
        write_atomically(folder / name, known[name].read_bytes())
    tell(
        f"已复制 {len(wanted)} 个文件到 {folder}。改好以后用 reportbot templates check --templates {folder} 检查。"
    )
