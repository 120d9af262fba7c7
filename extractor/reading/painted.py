"""What a page paints, in order: which of its text shows, and which is a hidden layer. From pdfium.

The layout parser forgets how text is painted. A hidden layer is text that is drawn invisibly (render modes 3 and 7,
ISO 32000-1, table 106) or before the picture that covers it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import page_objects, sides_of
from extractor.reading.pdfium_calls import Pointer

INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
OPAQUE, MOSTLY = 255, 0.99
"""A picture whose pixels are opaque but for a few at its edge."""


class PaintedTexts(NamedTuple):
    """How much text shows and how much is hidden, in square points of its boxes."""

    shown: float
    hidden: float


def painted_texts(page: pypdfium2.PdfPage) -> PaintedTexts:
    """How much text of a page shows, and how much is invisible or lies under a picture."""
    shown: list[Box] = []
    hidden: list[Box] = []
    objects = page_objects(page)
    objects = objects.taken(objects.of_kind(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT))
    for at, kind, box in zip(objects.at, objects.kinds, map(Box._make, sides_of(objects).T.tolist()), strict=True):
        if math.isnan(box.x0):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = _covered(shown, box, page, at)
            hidden += covered
            shown = [text for text in shown if text not in covered]
        elif calls.string_mode(at) in INVISIBLE:
            hidden.append(box)
        else:
            shown.append(box)
    return PaintedTexts(*(sum(box.width * box.height for box in boxes) for boxes in (shown, hidden)))


def _covered(texts: Sequence[Box], box: Box, page: pypdfium2.PdfPage, picture: Pointer) -> list[Box]:
    """The texts that a picture in this box hides; none where it lets them through."""
    under = [text for text in texts if box.contains_middle_of(text)]
    return under if under and _is_opaque(page, picture) else []


def rendered_picture(page: pypdfium2.PdfPage, picture: Pointer) -> pypdfium2.PdfBitmap | None:
    """A picture of the page with its masks laid over it; close it after use."""
    rendered = calls.picture_rendered(calls.handle_of(page.pdf.raw), calls.handle_of(page.raw), picture)
    return pypdfium2.PdfBitmap.from_raw(ctypes.cast(rendered, pdfium.FPDF_BITMAP)) if rendered else None


def _is_opaque(page: pypdfium2.PdfPage, picture: Pointer) -> bool:
    """A watermark laid over text, and the ink layer of a scan in layers, let what is under them through."""
    if calls.object_transparent(picture):
        return False
    bitmap = rendered_picture(page, picture)
    if bitmap is None:
        return True
    pixels = bitmap.to_numpy()
    opaque = pixels.ndim < 3 or pixels.shape[2] < 4 or bitmap.format != pdfium.FPDFBitmap_BGRA
    opaque = opaque or float(np.mean(pixels[:, :, 3] == OPAQUE)) >= MOSTLY
    bitmap.close()
    return opaque
