"""The looks a tick can have, for each kind of producer."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from reportlab.platypus import Flowable

from .blocks import Tick
from .producers import docx_blocks, html_blocks, platypus_blocks
from .producers.drawn_ticks import Drawing, Pen, picture, picture_url
from .producers.fonts import font
from .producers.symbol_fonts import Guise, reportlab_symbol_font, symbol

Pair = tuple[str, str]
"""The empty box and the ticked one."""
CodePair = tuple[int, int]


def _pick(tick: Tick, pairs: Sequence[tuple[object, object]]) -> object:
    return pairs[tick.competency % len(pairs)][tick.marked]


# ------------------------------------------------------------------ HTML


def html_glyphs(*pairs: Pair, font_family: str = "DejaVu Sans") -> html_blocks.DrawTick:
    """Characters; each competency takes the next pair."""
    return lambda tick: f"<span style=\"font-family:'{font_family}'\">{_pick(tick, pairs)}</span>"


def html_symbols(family: str, guise: Guise, *pairs: CodePair) -> html_blocks.DrawTick:
    """Codes of a symbol font."""

    def draw(tick: Tick) -> str:
        code = _pick(tick, pairs)
        assert isinstance(code, int)
        return f"<span style=\"font-family:'{family}'\">&#{ord(symbol(code, guise))};</span>"

    return draw


def html_svg(shape: str) -> html_blocks.DrawTick:
    """Drawn boxes: "square-cross", "square-tick" or "circle"."""

    def draw(tick: Tick) -> str:
        outline = '<circle cx="6" cy="6" r="5"/>' if shape == "circle" else '<rect x="1" y="1" width="10" height="10"/>'
        inside = {
            "circle": '<circle cx="6" cy="6" r="2.6" fill="black" stroke="none"/>',
            "square-cross": '<path d="M2.5 2.5L9.5 9.5M2.5 9.5L9.5 2.5"/>',
            "square-tick": '<path d="M2.5 6.2L5 9L9.6 2.8" stroke-width="1.5"/>',
        }[shape]
        return (
            '<svg width="9pt" height="9pt" viewBox="0 0 12 12" fill="none" stroke="black" stroke-width="1" '
            f'style="vertical-align:-1pt">{outline}{inside if tick.marked else ""}</svg>'
        )

    return draw


def html_css_fill(tick: Tick) -> str:
    """A bordered element with a smaller filled one inside."""
    inner = '<span style="display:block;margin:1.6pt;height:4.8pt;background:#000"></span>' if tick.marked else ""
    return (
        '<span style="display:inline-block;width:8pt;height:8pt;border:0.8pt solid #000;vertical-align:-1pt">'
        f"{inner}</span>"
    )


def html_tick_in_border(tick: Tick) -> str:
    """A bordered element; the character ✔ only where it is on."""
    inner = "<span style=\"font:7pt 'DejaVu Sans';line-height:8pt\">✔</span>" if tick.marked else "&nbsp;"
    return (
        '<span style="display:inline-block;width:9pt;height:9pt;border:0.8pt solid #000;text-align:center;'
        f'vertical-align:-1pt;overflow:hidden;line-height:8pt;font-size:7pt">{inner}</span>'
    )


def html_pictures(style: str) -> html_blocks.DrawTick:
    """A picture for each state."""
    return lambda tick: f'<img src="{picture_url(tick.marked, style)}" style="width:9pt;height:9pt">'


# ------------------------------------------------------------------ Word documents


def docx_glyphs(*pairs: Pair, font_name: str = "MS Gothic") -> docx_blocks.DrawTick:
    """Characters."""

    def draw(paragraph: Paragraph, tick: Tick) -> None:
        run = paragraph.add_run(str(_pick(tick, pairs)))
        run.font.name = font_name
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn(f"w:{side}"), font_name)

    return draw


def docx_symbols(family: str, *pairs: CodePair) -> docx_blocks.DrawTick:
    """Word's "insert symbol": a code in a symbol font."""

    def draw(paragraph: Paragraph, tick: Tick) -> None:
        code = _pick(tick, pairs)
        assert isinstance(code, int)
        element = OxmlElement("w:sym")
        element.set(qn("w:font"), family)
        element.set(qn("w:char"), f"{0xF000 + code:04X}")
        paragraph.add_run()._r.append(element)

    return draw


def docx_form_field(paragraph: Paragraph, tick: Tick) -> None:
    """Word's old form field FORMCHECKBOX, which is drawn and has no character."""
    name = f"Check{tick.competency}_{tick.level}"
    for xml in (
        (
            f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>'
            f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(tick.marked)}"/></w:checkBox></w:ffData></w:fldChar>'
        ),
        '<w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def docx_content_control(paragraph: Paragraph, tick: Tick) -> None:
    """Word's checkbox content control, with its default characters in MS Gothic."""
    box = "☒" if tick.marked else "☐"
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
            f'<w14:checkbox><w14:checked w14:val="{int(tick.marked)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
            f"<w:t>{box}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def docx_pictures(style: str) -> docx_blocks.DrawTick:
    """A picture in the line for each state."""

    def draw(paragraph: Paragraph, tick: Tick) -> None:
        run = paragraph.add_run()
        run.font.size = Pt(9)
        run.add_picture(BytesIO(picture(tick.marked, style)), width=Mm(3.2))

    return draw


# ------------------------------------------------------------------ ReportLab


def platypus_glyphs(*pairs: Pair, family: str = "DejaVu Sans") -> platypus_blocks.DrawTick:
    """Characters."""
    return lambda tick: f'<font name="{font(family)}">{_pick(tick, pairs)}</font>'


def platypus_symbols(family: str, guise: Guise, *pairs: CodePair) -> platypus_blocks.DrawTick:
    """Codes of a symbol font."""

    def draw(tick: Tick) -> str:
        code = _pick(tick, pairs)
        assert isinstance(code, int)
        return f'<font name="{reportlab_symbol_font(family, guise)}">&#{ord(symbol(code, guise))};</font>'

    return draw


def platypus_dingbats(*pairs: Pair) -> platypus_blocks.DrawTick:
    """The ZapfDingbats every PDF viewer has; nothing is embedded."""
    return lambda tick: f'<font name="ZapfDingbats">{_pick(tick, pairs)}</font>'


def platypus_drawn(pen: Pen, size: float) -> platypus_blocks.DrawTick:
    """Drawn boxes."""

    def draw(tick: Tick) -> Flowable:
        return Drawing(pen, size, tick.marked)

    return draw
