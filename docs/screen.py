"""Write the README's picture of the interview: the real screen, as it stands after a few answers.

Run: make picture
"""

import asyncio
import html
import re
import tempfile
from datetime import date
from pathlib import Path

from rich.cells import cell_len
from textual.widgets import TabbedContent

from reportbot.tui import InterviewApp
from reportbot.tui.composer import Composer
from reportbot.tui.talk import TalkScreen

TARGET = Path(__file__).parent / "interview.svg"
BEGUN = """\
年度: 2025
单位:
  名称: 云河县教育局
  类型: 部门
  级别: 县级
  简称: 县教育局
  自称: 我局
  职权: {制定规章: 否, 行政许可: 是, 行政处罚: 是, 行政强制: 否, 行政事业性收费: 否}
  联系科室: 办公室
  地址: 人民路18号
  邮编: "243000"
  电话: 0555-1234567
  公布网站: {网站名称: 云河县人民政府网站, 网址: www.yunhe.gov.cn}
上年度: 2024年.yaml
统计数据:
  表二: {行政规范性文件: {本年制发件数: 2, 本年废止件数: 0, 现行有效件数: 8}, 行政许可: 42, 行政处罚: 8, 其余: 0}
"""
LAST_YEAR = """\
年度: 2024
统计数据:
  表三: {本年新收: {自然人: 8, 其余: 0}, 予以公开: {自然人: 6, 其余: 0}, 结转下年度: {自然人: 2, 其余: 0}, 其余: 0}
"""
SAID = ("收到12件，都是自然人", "")


def mended(svg: str) -> str:
    """Return a picture that asks no other site for its letters and gives full-width ones their room."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)<', _widened, svg)


def _widened(match: re.Match[str]) -> str:
    text = html.unescape(match[3])
    length = float(match[1]) * cell_len(text) / max(len(text), 1)
    return f'textLength="{length:.1f}"{match[2]}>{match[3]}<'


async def _picture(folder: Path) -> str:
    (folder / "2024年.yaml").write_text(LAST_YEAR, encoding="utf-8")
    answers = folder / "answers.yaml"
    answers.write_text(BEGUN, encoding="utf-8")
    app = InterviewApp(answers, date(2026, 1, 10))
    app.animation_level = "none"
    async with app.run_test(size=(120, 34)) as pilot:
        while not isinstance(app.screen, TalkScreen):
            await pilot.pause()
        for line in SAID:
            app.talk.say(line)
            await pilot.pause()
            await app.workers.wait_for_complete()
        app.talk.query_one(TabbedContent).active = "tab-table"
        await pilot.pause()
        app.talk.query_one(Composer).cursor_blink = False
        await pilot.pause()
        return mended(app.export_screenshot(title="reportbot interview"))


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(asyncio.run(_picture(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
