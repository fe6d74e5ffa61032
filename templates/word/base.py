"""Build base.docx: page, styles and page numbers of an official document, no content.

Run ``python templates/word/base.py`` after a change; a test compares the result with
the committed file. Measures are those of GB/T 9704-2012: A4, type area 156 x 225 mm,
22 lines of 28 characters, page number in size 4 with a dash on both sides.
"""

import math
import sys
import zipfile
from pathlib import Path

TWIPS_PER_MM = 1440 / 25.4
WIDTH_MM, HEIGHT_MM = 156, 225
LINES, CHARACTERS = 22, 28
BODY_PT = 16

CLOSER = -5
"""Twentieths of a point by which body characters are set closer."""

LINE_PITCH = int(HEIGHT_MM * TWIPS_PER_MM / LINES)
CHARACTER_SPACE = math.floor((WIDTH_MM / 25.4 * 72 / CHARACTERS - BODY_PT) * 4096)

FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONGTI = (
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "方正小标宋简体",
    "宋体",
)
FALL_BACKS = {
    FANGSONG: ("仿宋", "modern"),
    KAITI: ("楷体", "modern"),
    XIAOBIAOSONG: ("宋体", "auto"),
    HEITI: ("SimHei", "modern"),
    SONGTI: ("SimSun", "auto"),
    "Times New Roman": ("", "roman"),
}
"""Fonts named in the file, what stands in where one is missing, and its family."""

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def twips(millimetres: float) -> int:
    """Convert millimetres to twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def run_properties(font: str, size: float) -> str:
    """Return run properties with the East Asian font really set.

    28 characters of 16 pt are a little wider than the type area. Word would take the
    difference from the grid; LibreOffice gives two grid places to a character wider than
    one. So body text keeps the grid's measures by itself: closer spacing, exact lines.
    """
    half_points = round(size * 2)
    spacing = f'<w:spacing w:val="{CLOSER}"/>' if size == BODY_PT else '<w:spacing w:val="0"/>'
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" '
        f'w:cs="Times New Roman"/><w:color w:val="000000"/>{spacing}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def style(name: str, style_id: str, based_on: str | None, paragraph: str, run: str = "", **flags: str) -> str:
    """Return one paragraph style."""
    default = ' w:default="1"' if based_on is None else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    follow = f'<w:next w:val="{flags["next"]}"/>' if "next" in flags else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{follow}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>"
    )


def styles() -> str:
    """Return styles.xml."""
    exact = f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    heading = f"<w:keepNext/><w:keepLines/>{exact}{indent}"
    table = f'<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{flush}'
    return (
        f"{HEADER}<w:styles {W}><w:docDefaults><w:rPrDefault>{run_properties(FANGSONG, BODY_PT)}"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + style(
            "Normal",
            "Normal",
            None,
            f'{exact}{indent}<w:jc w:val="both"/>',
            run_properties(FANGSONG, BODY_PT),
        )
        + style(
            "Title",
            "Title",
            "Normal",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/>'
            f'{flush}<w:jc w:val="center"/>',
            run_properties(XIAOBIAOSONG, 22),
            next="Normal",
        )
        + style(
            "heading 1",
            "Heading1",
            "Normal",
            f'{heading}<w:outlineLvl w:val="0"/>',
            run_properties(HEITI, BODY_PT),
            next="Normal",
        )
        + style(
            "heading 2",
            "Heading2",
            "Normal",
            f'{heading}<w:outlineLvl w:val="1"/>',
            run_properties(KAITI, BODY_PT),
            next="Normal",
        )
        + style(
            "Signature",
            "Signature",
            "Normal",
            f'<w:keepLines/>{exact}<w:ind w:rightChars="200" w:right="640" w:firstLineChars="0" w:firstLine="0"/>'
            '<w:jc w:val="right"/>',
        )
        + style(
            "Table Text",
            "TableText",
            "Normal",
            f'{table}<w:jc w:val="left"/>',
            run_properties(FANGSONG, 10.5),
        )
        + style("Table Number", "TableNumber", "TableText", '<w:jc w:val="center"/>')
        + style("Table Small", "TableSmall", "TableText", '<w:jc w:val="left"/>', run_properties(FANGSONG, 9))
        + style("Table Small Number", "TableSmallNumber", "TableSmall", '<w:jc w:val="center"/>')
        + style(
            "Draft Mark",
            "DraftMark",
            "Normal",
            f'{exact}{flush}<w:jc w:val="center"/>',
            run_properties(HEITI, BODY_PT),
        )
        + style(
            "footer",
            "Footer",
            "Normal",
            f'<w:spacing w:line="240" w:lineRule="auto"/>{flush}',
            run_properties(SONGTI, 14),
        )
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>'
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="34" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="34" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def document() -> str:
    """Return document.xml: an empty body with the page set up."""
    return (
        f'{HEADER}<w:document {W} {R}><w:body><w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(37)}" w:right="{twips(26)}" w:bottom="{twips(35)}" w:left="{twips(28)}" '
        f'w:header="{twips(15)}" w:footer="{twips(23)}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHARACTER_SPACE}"/>'
        "</w:sectPr></w:body></w:document>"
    )


def footer(side: str) -> str:
    """Return a footer with the page number one character from the outer edge."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'{HEADER}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )


def settings() -> str:
    """Return settings.xml."""
    return (
        f"{HEADER}<w:settings {W}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """Return fontTable.xml, which names a stand-in for each font."""
    fonts = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if other else "")
        + f'<w:charset w:val="{"00" if family == "roman" else "86"}"/><w:family w:val="{family}"/></w:font>'
        for name, (other, family) in FALL_BACKS.items()
    )
    return f"{HEADER}<w:fonts {W}>{fonts}</w:fonts>"


def core_properties() -> str:
    """Return empty document properties, filled in by the export."""
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title/><dc:creator/>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a relationships part; ids count from rId1."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def content_types() -> str:
    """Return the list of part types."""
    parts = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{WORD_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{WORD_TYPE}.fontTable+xml",
        "/word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "/word/footer2.xml": f"{WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def build(target: Path) -> None:
    """Write base.docx; the same bytes each time."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "word/_rels/document.xml.rels": relationships(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
            (f"{OFFICE}/footer", "footer1.xml"),
            (f"{OFFICE}/footer", "footer2.xml"),
        ),
        "word/document.xml": document(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("base.docx"))
