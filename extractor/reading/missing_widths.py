"""How wide a letter is where its font does not say: as wide as in the font that viewers show instead.

pdfminer gives letters of such a font no width at all. "22" then stands on one spot, where it is a 2 printed twice.
"""

from __future__ import annotations

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFFont, PDFSimpleFont

FIXED_PITCH, SERIF = 1, 2
"""Flags of a font descriptor (ISO 32000-1, table 123)."""
CODES = 256
"""pdfminer makes a width of 0 for each code of a simple font without widths; a font that says so names fewer."""
USUAL = 500
"""Of a letter that the other font does not have, in thousandths of its size."""


def letter_width(font: PDFFont, code: int, text: str) -> float:
    """In sizes of the letter."""
    width = font.char_width(code)
    if width or not _has_no_widths(font):
        return width
    name = "Courier" if font.flags & FIXED_PITCH else "Times-Roman" if font.flags & SERIF else "Helvetica"
    _, widths = FONT_METRICS[name]
    return float(widths.get(text, USUAL)) * font.hscale


def _has_no_widths(font: PDFFont) -> bool:
    known = isinstance(font, PDFSimpleFont) and not font.default_width and len(font.widths) == CODES
    return known and not any(font.widths.values())
