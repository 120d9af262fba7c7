"""The fonts that ReportLab embeds, found where fontconfig keeps them."""

from __future__ import annotations

import subprocess
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


def width(text: str, name: str, size: float) -> float:
    """The width of a text; a letter the font does not have is an error, not an empty box."""
    face = pdfmetrics.getFont(name).face
    missing = [char for char in text if ord(char) not in getattr(face, "charToGlyph", {ord(char): 0})]
    if missing:
        raise ValueError(f"{name} has no {missing}: choose another font for {text!r}")
    return float(pdfmetrics.stringWidth(text, name, size))


@cache
def font(family: str, *, bold: bool = False) -> str:
    """Register a TrueType family with ReportLab and return the name to set it by."""
    weight = "Bold" if bold else "Regular"
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", f"{family}:style={weight}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    name = f"{family}-{weight}".replace(" ", "")
    pdfmetrics.registerFont(TTFont(name, found))
    return name
