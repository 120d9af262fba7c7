"""Pdfium's page objects, forms unfolded, in the order of painting, with the way from their coordinates to ours."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box

DEEPEST = 16
"""Forms are nested within forms; a file that nests them deeper wants to be endless."""


class Transform(NamedTuple):
    """(x, y) → (a·x + c·y + e, b·x + d·y + f), as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, outer: Transform) -> Transform:
        """This one first, `outer` after it."""
        a, b, c, d, e, f = self
        oa, ob, oc, od, oe, of = outer
        return Transform(
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Around the four corners."""
        xs, ys = zip(*(self.point(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


class PageObject(NamedTuple):
    """`raw` is pdfium's handle, `kind` one of its FPDF_PAGEOBJ numbers, `to_page` leads to points from the top left."""

    raw: Any
    kind: int
    to_page: Transform

    def box(self) -> Box | None:
        sides = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(self.raw, *(ctypes.byref(side) for side in sides)):
            return None
        return self.to_page.box(*(side.value for side in sides))


def page_transform(page: pypdfium2.PdfPage) -> Transform:
    """From the user space of a page to points from the top left of the page as a viewer shows it."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, rect)
    x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
    turned = {
        90: Transform(0, 1, 1, 0, -y0, -x0),
        180: Transform(-1, 0, 0, 1, x1, -y0),
        270: Transform(0, -1, -1, 0, y1, x1),
    }
    return turned.get(page.get_rotation(), Transform(1, 0, 0, -1, -x0, y1))


def page_objects(page: pypdfium2.PdfPage) -> Iterator[PageObject]:
    """Texts, paths, pictures and shadings."""
    to_page = page_transform(page)
    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page.raw, i), to_page, 0)


def _unfolded(raw: Any, to_page: Transform, depth: int) -> Iterator[PageObject]:
    kind = pdfium.FPDFPageObj_GetType(raw)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield PageObject(raw, kind, to_page)
    elif depth < DEEPEST:
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(raw, matrix):
            to_page = Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f).then(to_page)
        for i in range(pdfium.FPDFFormObj_CountObjects(raw)):
            yield from _unfolded(pdfium.FPDFFormObj_GetObject(raw, i), to_page, depth + 1)
