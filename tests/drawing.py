"""PDFs drawn by hand: what stands where is known before the extractor has seen it.

Heights are points from the top of the page, as in the extractor's boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "ProofSans", "ProofSans-Bold"
A4 = (595.0, 842.0)

BREAK = re.compile(r"(?<= )|(?<=\w-)(?=\w)")

Borders = Literal["lines", "rects", "double"]


@cache
def _register(font: str) -> None:
    if font in {PLAIN, BOLD}:
        pdfmetrics.registerFont(TTFont(font, FONTS / f"{font}.ttf"))


def text_width(text: str, size: float, font: str = PLAIN) -> float:
    _register(font)
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, width: float, size: float, font: str = PLAIN) -> list[str]:
    """Break `text` at its spaces and after the hyphens inside its words; what is too wide has a line of its own."""
    lines = [""]
    for piece in BREAK.split(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size, font) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


class Paper:
    """Pages to draw on, one after the other."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.width, self.height = size
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=size, invariant=1)

    def text(
        self, x: float, baseline: float, text: str, size: float = 10, font: str = PLAIN, spread: float = 0
    ) -> None:
        """`spread` is put between all letters."""
        _register(font)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - baseline, text, charSpace=spread)

    def lines(self, x: float, baseline: float, lines: Sequence[str], size: float = 10, font: str = PLAIN) -> None:
        for number, line in enumerate(lines):
            self.text(x, baseline + 1.2 * size * number, line, size, font)

    def rule(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.5) -> None:
        self.canvas.setLineWidth(thick)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def rect(self, x0: float, top: float, x1: float, bottom: float, *, filled: bool = False) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=not filled, fill=filled)

    def disc(self, x: float, y: float, radius: float) -> None:
        self.canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

    def frame(
        self, x0: float, top: float, x1: float, bottom: float, borders: Borders = "lines", open_at: str = ""
    ) -> None:
        """The border of a cell; none at the sides that `open_at` names ("top", "bottom")."""
        sides = {
            "top": (x0, top, x1, top),
            "bottom": (x0, bottom, x1, bottom),
            "left": (x0, top, x0, bottom),
            "right": (x1, top, x1, bottom),
        }
        for side, (a, b, c, d) in sides.items():
            if side in open_at:
                continue
            if borders == "rects":
                self.rect(a - 0.25, b - 0.25, c + 0.25, d + 0.25, filled=True)
            elif borders == "lines":
                self.rule(a, b, c, d)
            else:
                dx, dy = (0, 0.75) if b == d else (0.75, 0)
                self.rule(a - dx, b - dy, c - dx, d - dy)
                self.rule(a + dx, b + dy, c + dx, d + dy)

    def turn_page(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        """Everything drawn so far. Nothing can be drawn after it."""
        self.canvas.save()
        return self._file.getvalue()


def remapped(pdf: bytes, letter: str, hexadecimal: str) -> bytes:
    """The same first page in a font whose map to Unicode gives `hexadecimal` for `letter`."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (font,) = (font for font in opened.pages[0].obj.Resources.Font.values() if "/ToUnicode" in font)
        there = f"<{ord(letter):04X}>".encode()
        assert there in font.ToUnicode.read_bytes()
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(there, f"<{hexadecimal}>".encode()))
        out = BytesIO()
        opened.save(out)
    return out.getvalue()
