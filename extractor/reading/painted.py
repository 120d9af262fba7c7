"""What a page paints, in order: which of its text shows, and which is a hidden layer. From pdfium.

The layout parser forgets how text is painted. A hidden layer is text that is drawn invisibly (render modes 3 and 7,
ISO 32000-1, table 106) or before the picture that covers it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading.objects import DEEPEST, UNCHANGED, Transform

INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
OPAQUE, MOSTLY = 255, 0.99
"""A picture whose pixels are opaque but for a few at its edge."""

Count = Callable[[object], int]
Get = Callable[[object, int], object]


class PaintedTexts(NamedTuple):
    """How much text shows and how much is hidden, in square points of its boxes."""

    shown: float
    hidden: float


def painted_texts(page: pypdfium2.PdfPage) -> PaintedTexts:
    """How much text of a page shows, and how much is invisible or lies under a picture."""
    shown: list[Box] = []
    hidden: list[Box] = []
    for item in _painted(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, UNCHANGED, 0):
        if item.is_picture:
            covered = [text for text in shown if item.box.contains_middle_of(text)]
            if covered and _is_opaque(page, item.raw):
                hidden += covered
                shown = [text for text in shown if text not in covered]
        elif item.invisible:
            hidden.append(item.box)
        else:
            shown.append(item.box)
    return PaintedTexts(*(sum(box.width * box.height for box in boxes) for boxes in (shown, hidden)))


class _Item(NamedTuple):
    raw: object
    is_picture: bool
    box: Box
    invisible: bool


def _is_opaque(page: pypdfium2.PdfPage, picture: object) -> bool:
    """A watermark laid over text, and the ink layer of a scan in layers, let what is under them through."""
    if pdfium.FPDFPageObj_HasTransparency(picture):
        return False
    raw = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture)
    if not raw:
        return True
    bitmap = pypdfium2.PdfBitmap.from_raw(raw)
    pixels = bitmap.to_numpy()
    opaque = pixels.ndim < 3 or pixels.shape[2] < 4 or bitmap.format != pdfium.FPDFBitmap_BGRA
    opaque = opaque or float(np.mean(pixels[:, :, 3] == OPAQUE)) >= MOSTLY
    bitmap.close()
    return opaque


def _painted(container: object, count: Count, get: Get, matrix: Transform, depth: int) -> Iterator[_Item]:
    """Texts and pictures in the order in which they are painted."""
    for i in range(count(container)):
        item = get(container, i)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _matrix_of(item).then(matrix)
            yield from _painted(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE):
            is_picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
            box = _box_of(item, matrix)
            if box is not None:
                invisible = not is_picture and pdfium.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE
                yield _Item(item, is_picture, box, invisible)


def _matrix_of(item: object) -> Transform:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return UNCHANGED
    return Transform(found.a, found.b, found.c, found.d, found.e, found.f)


def _box_of(item: object, matrix: Transform) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(side) for side in sides)):
        return None
    return matrix.box(*(side.value for side in sides))
