"""A second reading of a PDF's text that shares no code with the first: pdfium's own."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

SCALE = 100
"""Pdfium gives device coordinates in whole numbers; that many make a point."""


class Glyph(NamedTuple):
    """A character and its box, in points from the top left of the page as a viewer shows it."""

    page: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def glyphs(path: Path) -> list[Glyph]:
    """Every character but white space, in the order of the PDF."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, 1):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text, index))
                if raw.FPDFText_IsHyphen(text, index) == 1:
                    char = "-"  # given as a control character where it ends a line
                if not char.isspace() and not raw.FPDFText_IsGenerated(text, index):
                    left, bottom, right, top = text.get_charbox(index)
                    found.append(Glyph(number, char, *_on_page(page, left, bottom, right, top)))
            text.close()
            page.close()
    return found


def page_sizes(path: Path) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf.get_page_size(index) for index in range(len(pdf))]


def _on_page(page: pypdfium2.PdfPage, *box: float) -> tuple[float, float, float, float]:
    width, height = page.get_size()
    xs, ys = [], []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, round(width * SCALE), round(height * SCALE), 0, x, y, dx, dy)
        xs.append(dx.value / SCALE)
        ys.append(dy.value / SCALE)
    return min(xs), min(ys), max(xs), max(ys)
