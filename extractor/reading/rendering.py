"""A page as a viewer shows it, in grey: the second, independent reading of what the first one says.

Pdfium shares no code with the parser that gives the words and drawings. It draws form fields only where the form
environment was made before the page is loaded; otherwise every ticked check box of a form looks empty.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractor.closing import Closing
from extractor.geometry import Box
from extractor.reading.layout import Shown
from extractor.reading.painted import PaintedTexts, painted_texts

WHOLE = 1e-6
"""Nearer to a whole pixel than this is that pixel: only the rounding of floating-point numbers makes it another one."""
MOST_OPEN, MOST_OBJECTS = 16, 5000
"""So many pages are left open, as many as most job descriptions have; none with more objects, which stay unpacked."""
Grey = NDArray[np.uint8]
"""Rows from top to bottom; 0 black, 255 white."""


class RenderingFailed(Exception):
    """Pdfium refuses a file or a page that could be parsed; there is no second reading of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """The pixels of an area of a page. `area` is what they cover exactly, in points from the top left of the page."""

    pixels: Grey
    area: Box

    def cut(self, box: Box) -> Grey:
        """The pixels of `box`, outward to whole pixels, a view and no copy; empty where it is off the raster."""
        rows, columns = self.pixels.shape
        down, across = rows / self.area.height, columns / self.area.width
        top = max(0, math.floor((box.top - self.area.top) * down + WHOLE))
        left = max(0, math.floor((box.x0 - self.area.x0) * across + WHOLE))
        bottom = max(top, min(rows, math.ceil((box.bottom - self.area.top) * down - WHOLE)))
        right = max(left, min(columns, math.ceil((box.x1 - self.area.x0) * across - WHOLE)))
        return self.pixels[top:bottom, left:right]


class Renderer(Protocol):
    def render(self, page_number: int, box: Box | None, scale: float) -> Raster:
        """The page, from 1, or the part of it in `box`, at `scale` pixels a point; raises RenderingFailed."""
        ...


@dataclass(frozen=True)
class OnShownPages:
    """A renderer for pages that stand elsewhere in the PDF: under another number, or lying on their side."""

    renderer: Renderer
    shown: Mapping[int, Shown]

    def render(self, page_number: int, box: Box | None, scale: float) -> Raster:
        at = self.shown.get(page_number)
        if at is None:
            return self.renderer.render(page_number, box, scale)
        turns = at.quarter_turns
        raster = self.renderer.render(at.page, box if box is None or not turns else at.box(box), scale)
        return Raster(np.rot90(raster.pixels, turns), at.box_here(raster.area)) if turns else raster


class OpenPages(Closing):
    """Pages that a reader has read and left open for whoever draws them: to load one takes longer than to draw it.

    The last few only.
    """

    def __init__(self) -> None:
        self._pages: dict[int, pypdfium2.PdfPage] = {}

    def get(self, page_number: int) -> pypdfium2.PdfPage | None:
        return self._pages.get(page_number)

    def leave(self, page_number: int, page: pypdfium2.PdfPage) -> None:
        self._close(page_number)
        if len(self._pages) >= MOST_OPEN:
            self._close(next(iter(self._pages)))
        self._pages[page_number] = page

    def close(self) -> None:
        for page_number in list(self._pages):
            self._close(page_number)

    def _close(self, page_number: int) -> None:
        page = self._pages.pop(page_number, None)
        if page is not None:
            page.close()


class PdfiumRenderer(Closing):
    """Opens the document when the first page is asked for; holds one page at a time. Close it, or use `with`.

    `left_open` are pages of the same data that need no opening.
    """

    def __init__(self, data: bytes, password: str | None = None, left_open: OpenPages | None = None) -> None:
        self._data = data
        self._password = password
        self._left_open = left_open
        self._document: pypdfium2.PdfDocument | None = None
        self._page: pypdfium2.PdfPage | None = None
        self._page_number = 0

    def render(self, page_number: int, box: Box | None, scale: float) -> Raster:
        return _render(self.page(page_number), box, scale)

    def page(self, page_number: int) -> pypdfium2.PdfPage:
        """Pdfium's own page, from 1, until the next one is asked for; raises RenderingFailed."""
        try:
            return self._load(page_number)
        except pypdfium2.PdfiumError as error:
            raise RenderingFailed(f"page {page_number}: {error}") from error

    def painted_texts(self, page_number: int) -> PaintedTexts:
        """How much text of the page, from 1, shows and how much is hidden; raises RenderingFailed."""
        try:
            return painted_texts(self._load(page_number))
        except pypdfium2.PdfiumError as error:
            raise RenderingFailed(f"page {page_number}: {error}") from error

    def close(self) -> None:
        self._close_page()
        if self._document is not None:
            self._document.close()
            self._document = None

    def _load(self, page_number: int) -> pypdfium2.PdfPage:
        open_already = self._left_open.get(page_number) if self._left_open is not None else None
        if open_already is not None:
            return open_already
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._data, password=self._password)
            self._document.init_forms()
        if self._page is None or self._page_number != page_number:
            self._close_page()
            self._page = open_page(self._document, page_number)
            self._page_number = page_number
        return self._page

    def _close_page(self) -> None:
        if self._page is not None:
            self._page.close()
            self._page = None


def open_page(document: pypdfium2.PdfDocument, page_number: int) -> pypdfium2.PdfPage:
    """A crop box that misses the media box says nothing: the page is its media box, as every reader here has it."""
    page = document[page_number - 1]
    if all(page.get_size()):
        return page
    page.set_cropbox(*page.get_mediabox())
    page.close()
    return document[page_number - 1]


def _render(page: pypdfium2.PdfPage, box: Box | None, scale: float) -> Raster:
    """Pdfium stretches the page to whole pixels, so a pixel is not exactly 1 / scale points."""
    width, height = page.get_size()
    if not width or not height:
        raise RenderingFailed("a page without an area")
    columns, rows = math.ceil(width * scale), math.ceil(height * scale)
    across, down = columns / width, rows / height
    left, top, right, bottom = 0, 0, columns, rows
    if box is not None:
        left = min(max(0, math.floor(box.x0 * across)), columns - 1)
        top = min(max(0, math.floor(box.top * down)), rows - 1)
        right = max(left + 1, min(columns, math.ceil(box.x1 * across)))
        bottom = max(top + 1, min(rows, math.ceil(box.bottom * down)))
    cut_off = (left, rows - bottom, columns - right, top)
    try:
        bitmap = page.render(
            scale=scale,
            # Rounded up by pypdfium2 after it is multiplied with the scale: half a pixel less is always the right one.
            crop=tuple(max(0.0, pixels - 0.5) / scale for pixels in cut_off),
            grayscale=True,
        )
    except pypdfium2.PdfiumError as error:
        raise RenderingFailed(str(error)) from error
    pixels = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bottom - top, right - left)
    bitmap.close()
    return Raster(pixels, Box(left / across, top / down, right / across, bottom / down))
