"""How wide a letter is where pdfminer does not say: as wide as its file has it, or the font that viewers show instead.

pdfminer gives letters of a font without widths no width at all. "22" then stands on one spot, where it is a 2 printed
twice. Of the 14 fonts that every viewer has it never asks the file: a ligature has no width then, and what follows on
its line stands too far left.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType1Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import int_value, list_value, resolve1

FIXED_PITCH, SERIF = 1, 2
"""Flags of a font descriptor (ISO 32000-1, table 123)."""
CODES = 256
"""pdfminer makes a width of 0 for each code of a simple font without widths; a font that says so names fewer."""
USUAL = 500
"""Of a letter that the other font does not have, in thousandths of its size."""


class FileWidths(PDFResourceManager):
    """Fonts named as one of the 14 that every viewer has are as wide as their file says, where it does."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        font = super().get_font(objid, spec)
        if isinstance(font, PDFType1Font) and _has_names(font) and "Widths" in spec:
            first = int_value(spec.get("FirstChar", 0))
            said = {code: resolve1(width) for code, width in enumerate(list_value(spec["Widths"]), first)}
            font.widths = {**font.widths, **{code: width for code, width in said.items() if width}}
        return font


def letter_width(font: PDFFont, code: int, text: str) -> float:
    """In sizes of the letter."""
    width = font.char_width(code)
    if width:
        return width
    parts = normalize("NFKD", text)
    if _has_names(font) and all(part in font.widths for part in parts):  # a ligature
        return sum(float(font.widths[part]) for part in parts) * font.hscale
    if not _has_no_widths(font):
        return width
    name = "Courier" if font.flags & FIXED_PITCH else "Times-Roman" if font.flags & SERIF else "Helvetica"
    _, widths = FONT_METRICS[name]
    return float(widths.get(text, USUAL)) * font.hscale


def _has_names(font: PDFFont) -> bool:
    """Are its widths by letter, as pdfminer has those of the 14 fonts, and by no code of the file?"""
    return bool(font.widths) and all(isinstance(key, str) for key in font.widths)


def _has_no_widths(font: PDFFont) -> bool:
    known = isinstance(font, PDFSimpleFont) and not font.default_width and len(font.widths) == CODES
    return known and not any(font.widths.values())
