"""Draw charts of the applications: by outcome, by applicant, over the years.

Needs the ``charts`` extra. Plain patterns that can be told apart in black and white;
vector markup for pages, a picture for Word; the same input gives the same bytes.
"""

import contextlib
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportbot.document import Figure
from reportbot.errors import InputError
from reportbot.labels import bare, unnumbered
from reportbot.numbers import Number, format_number
from reportbot.report import Report

FONTS = (
    "FangSong",
    "FangSong_GB2312",
    "SimSun",
    "SimHei",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Source Han Serif SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
    "Noto Serif CJK JP",
    "Noto Sans CJK JP",
)
"""Fonts with Chinese characters, the official ones first."""

YEARS = 5
WIDTH_INCHES = 6.2
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")


def figures(report: Report, earlier: Sequence[Report] = ()) -> tuple[Figure, ...]:
    """Return the charts that the numbers allow; nothing is drawn from blanks or zeros."""
    bars = bar_charts(report)
    line = over_years(report, earlier)
    if not bars and len(line) < 2:
        return ()
    pyplot = _pyplot()
    drawn = [_bars(pyplot, caption, counts) for caption, counts in bars]
    if len(line) > 1:
        drawn.append(_line(pyplot, years_caption(line), line))
    return tuple(drawn)


def bar_charts(report: Report) -> list[tuple[str, dict[str, Number]]]:
    """Return the captions and numbers of the bar charts of one year; none of blanks or zeros."""
    return [
        (f"{report.year}年{caption}（件）", counts)
        for caption, counts in (("申请办理结果", outcomes(report)), ("新收申请的申请人", applicants(report)))
        if sum(counts.values()) > 0
    ]


def outcomes(report: Report) -> dict[str, Number]:
    """Return the number of applications by group of outcomes; empty when any is blank."""
    counts: dict[str, Number] = {}
    for cell in report.form.cells_of("applications"):
        if cell.leaf.total and len(cell.row) > 1 and not cell.row[-1].total:
            value = report.value(cell.id)
            if value is None:
                return {}
            name = unnumbered(bare(cell.row[1].label))
            counts[name] = counts.get(name, 0) + value
    return counts


def applicants(report: Report) -> dict[str, Number]:
    """Return the applications received by kind of applicant; empty when any is blank."""
    counts: dict[str, Number] = {}
    first_row = [cell for cell in report.form.cells_of("applications") if len(cell.row) == 1]
    for cell in first_row[: len({cell.leaf.id for cell in first_row})]:
        value = report.value(cell.id)
        if value is None:
            return {}
        if not cell.leaf.total:
            counts[bare(cell.leaf.label)] = value
    return counts


def years_caption(counts: Mapping[int, Number]) -> str:
    """Return what stands over the chart of several years."""
    return f"{min(counts)}—{max(counts)}年新收政府信息公开申请（件）"


def over_years(report: Report, earlier: Sequence[Report]) -> dict[int, Number]:
    """Return the applications received in the last years for which a report is at hand."""
    found: dict[int, Number] = {}
    reports = [*earlier, report]
    while report.previous is not None:
        report = report.previous
        reports.append(report)
    for each in reports:
        counts = applicants(each)
        if each.year is not None and counts:
            found[each.year] = sum(counts.values())
    return {year: found[year] for year in sorted(found)[-YEARS:]}


def _pyplot() -> Any:
    try:
        import matplotlib as mpl  # noqa: PLC0415 (an extra)
    except ImportError:
        remedy = "请运行 pip install 'reportbot[charts]'，或者不加 --charts"
        raise InputError("画图需要 matplotlib，这台电脑上没有安装", remedy=remedy) from None
    from matplotlib import font_manager, pyplot  # noqa: PLC0415

    mpl.use("Agg")
    font = _font(font_manager) or _font(font_manager, newly_installed=True)
    if font is None:
        remedy = "请安装任何一种中文字体（如仿宋、宋体、思源宋体），或者不加 --charts"
        raise InputError("画图需要中文字体，这台电脑上没有找到", remedy=remedy)
    mpl.rcParams.update(
        {
            "font.family": font,
            "font.size": 11,
            "axes.unicode_minus": False,
            "svg.fonttype": "path",
            "svg.hashsalt": "0",
        }
    )
    return pyplot


def _font(font_manager: Any, newly_installed: bool = False) -> str | None:
    """Return the first Chinese font; the library's own list is as old as its first use on this machine."""
    manager = font_manager.fontManager
    if newly_installed:
        listed = {font.fname for font in manager.ttflist}
        for path in set(font_manager.findSystemFonts()) - listed:
            with contextlib.suppress(Exception):  # one broken font file is no reason to draw nothing
                manager.addfont(path)
    known = {font.name for font in manager.ttflist}
    return next((name for name in FONTS if name in known), None)


def _bars(pyplot: Any, caption: str, counts: Mapping[str, Number]) -> Figure:
    names = list(counts)
    figure, axes = pyplot.subplots(figsize=(WIDTH_INCHES, 0.45 * len(names) + 0.6))
    bars = axes.barh(names, [float(count) for count in counts.values()], color="0.75", edgecolor="0")
    for number, bar in enumerate(bars):
        bar.set_hatch(HATCHES[number % len(HATCHES)])
    axes.bar_label(bars, [format_number(count) for count in counts.values()], padding=3)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.xaxis.set_visible(False)
    return _finished(pyplot, figure, axes, caption, {name: counts[name] for name in names})


def _line(pyplot: Any, caption: str, counts: Mapping[int, Number]) -> Figure:
    figure, axes = pyplot.subplots(figsize=(WIDTH_INCHES, 2.4))
    years = [f"{year}年" for year in counts]
    axes.plot(years, [float(count) for count in counts.values()], color="0", marker="o")
    for year, count in zip(years, counts.values(), strict=True):
        axes.annotate(
            format_number(count), (year, float(count)), textcoords="offset points", xytext=(0, 7), ha="center"
        )
    axes.set_ylim(0, math.ceil(float(max(counts.values())) * 1.25) or 1)
    axes.margins(x=0.1)
    return _finished(pyplot, figure, axes, caption, dict(zip(years, counts.values(), strict=True)))


def _finished(pyplot: Any, figure: Any, axes: Any, caption: str, counts: Mapping[str, Number]) -> Figure:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    figure.savefig(png, format="png", dpi=200, metadata={"Software": None})
    pyplot.close(figure)
    alt = "、".join(_parts(counts))
    markup = svg.getvalue().decode()
    drawing = markup[markup.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{alt}"', 1)
    return Figure(caption, drawing, png.getvalue(), alt)


def _parts(counts: Mapping[str, Number]) -> Iterator[str]:
    return (f"{name}{format_number(count)}件" for name, count in counts.items())
