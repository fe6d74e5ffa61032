"""Put a chart into a Word file as a picture with its content in words."""

import io
from collections.abc import Mapping
from typing import Any

from reportbot.document import Figure
from reportbot.export.wordml import paragraph, plain

WIDTH_MM = 150
EMU_PER_MM = 36000


def picture(word: Any, figure: Figure, styles: Mapping[str, str]) -> str:
    """Return the paragraphs of a figure: the picture and its caption."""
    relation, image = word.part.get_or_add_image(io.BytesIO(figure.png))
    width = WIDTH_MM * EMU_PER_MM
    height = int(width * image.px_height / image.px_width)
    number = len(word.part.rels)
    name, words = plain(figure.caption), plain(figure.alt)
    drawing = (
        f'<w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{words}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    centred = (
        '<w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
    )
    holder = f'<w:p><w:pPr><w:pStyle w:val="{styles["Normal"]}"/>{centred}</w:pPr><w:r>{drawing}</w:r></w:p>'
    return holder + paragraph(figure.caption, styles["TableNumber"])
