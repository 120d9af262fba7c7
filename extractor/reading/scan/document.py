"""The pages of a PDF, those that are pictures read: the way in to everything in this room.

    pages ─ text: as they are
          └ scan: kept from an earlier reading? else rendered and seen ─ all of a document together → layouts

A document's boxes are of one size and its ticks of one kind, so a run of its scanned pages is looked at twice: first,
small, for the size of the boxes, then one by one for all the rest. Only what was seen is held, never two pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from extractor.reading.layout import PageLayout, Shown
from extractor.reading.rendering import PdfiumRenderer, Raster, RenderingFailed
from extractor.reading.scan.boxes import hole_sides, usual_side
from extractor.reading.scan.engines import Engine
from extractor.reading.scan.folds import without_folds
from extractor.reading.scan.ground import flattened, page_ink
from extractor.reading.scan.keeping import Kept, key_of
from extractor.reading.scan.layouts import pages_to_layouts
from extractor.reading.scan.page import Sizes, see_page, upright_pages
from extractor.reading.scan.pixels import MM, WORKING_DPI
from extractor.reading.scan.seen import SeenPage
from extractor.reading.scan.typed import empty_heights

if TYPE_CHECKING:
    from extractor.reading.scan.opening import AtPage

TOGETHER = 64
"""So many pages are looked at as one document: enough to know its boxes, few enough to hold."""
PAPER = (380.0, 900.0)
"""The shorter side of a sheet, in points, from A5 to A3. Scanners that do not know their resolution say other sizes."""
A4_WIDTH = 595.0
FIRST_DPI = 200
"""For the first look: the border of a box is a pixel and a half wide."""


class FirstLook(NamedTuple):
    """The page's picture in short, the sides of its holes at the working resolution and the heights of its brackets."""

    digest: str
    square: list[int]
    round: list[int]
    typed: list[int]


@dataclass(frozen=True)
class ScanReader:
    """`at_page` is called after each page that was looked at: those of a document come out together.

    With the page's number where it was read, with None at its first look.
    """

    renderer: PdfiumRenderer
    engine: Engine
    kept: Kept
    at_page: AtPage

    def pages(self, pages: Iterable[PageLayout], number: int) -> Iterator[PageLayout]:
        """The same pages, numbered from `number` on: a sheet may hold two. One that cannot be drawn stays unread."""
        rest = iter(pages)
        while run := list(islice(rest, TOGETHER)):
            if any(page.scanned for page in run):
                run = self._read(run, number)
            elif run[0].number != number:
                run = [_numbered(page, number + i) for i, page in enumerate(run)]
            yield from run
            number += len(run)

    def _read(self, run: list[PageLayout], number: int) -> list[PageLayout]:
        """Text pages and scans of a run under their new numbers."""
        seen = self._see_all([page for page in run if page.scanned])
        parts = [part for page in run for part in seen.get(page.number, [])]
        read = iter(pages_to_layouts(parts, f"{self.engine.name} {self.engine.version}"))
        found: list[PageLayout] = []
        for page in run:
            found += [next(read) for _ in seen[page.number]] if seen.get(page.number) else [page]
        return [_numbered(page, place) for place, page in enumerate(found, start=number)]

    def _see_all(self, scans: list[PageLayout]) -> dict[int, list[SeenPage]]:
        """What stands on each page by its number; a page that pdfium refuses to draw is left out."""
        looks: dict[int, FirstLook] = {}
        for page in scans:
            look = _first_look(page, self.renderer)
            self.at_page(None)
            if look is not None:
                looks[page.number] = look
        sizes = Sizes(
            usual_side(side for look in looks.values() for side in look.square),
            usual_side(side for look in looks.values() for side in look.round),
            _in_full(usual_side(height for look in looks.values() for height in look.typed)),
        )
        seen: dict[int, list[SeenPage]] = {}
        for page in scans:
            if page.number in looks:
                key = key_of(looks[page.number].digest, repr(sizes), self.engine.name, self.engine.version)
                seen[page.number] = [replace(part, page=page.number) for part in self._see(page, key, sizes)]
                self.at_page(page.number)
        return seen

    def _see(self, page: PageLayout, key: str, sizes: Sizes) -> list[SeenPage]:
        found = self.kept.get(key)
        if found is None:
            raster = _render(page, self.renderer, WORKING_DPI)
            found = [see_page(page.number, part, sizes, self.engine) for part in upright_pages(raster)]
            self.kept.put(key, found)
        return found


def _numbered(page: PageLayout, number: int) -> PageLayout:
    """The page under a number of its own, its words too; where it stands in the PDF is kept."""
    if page.number == number:
        return page
    shown = page.shown or Shown(page.number, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    words = tuple(replace(word, page=number) for word in page.words)
    return replace(page, number=number, words=words, shown=shown)


def _first_look(page: PageLayout, renderer: PdfiumRenderer) -> FirstLook | None:
    try:
        raster = _render(page, renderer, FIRST_DPI)
    except RenderingFailed:
        return None
    digest = hashlib.sha256(repr(raster.pixels.shape).encode() + raster.pixels.tobytes()).hexdigest()
    larger = WORKING_DPI / FIRST_DPI
    flat = flattened(raster.pixels)
    ink = without_folds(page_ink(flat), flat).ink
    square, rounds = ([round(side * larger) for side in sides] for sides in hole_sides(ink, MM / larger))
    return FirstLook(digest, square, rounds, empty_heights(ink, MM / larger))


def _in_full(height: int | None) -> int | None:
    return None if height is None else round(height * WORKING_DPI / FIRST_DPI)


def _render(page: PageLayout, renderer: PdfiumRenderer, dpi: int) -> Raster:
    """The page at this resolution of its paper; a page of no known size of paper is taken for A4."""
    short = min(page.width, page.height)
    points = 72 if PAPER[0] <= short <= PAPER[1] else 72 * short / A4_WIDTH
    return renderer.render(page.number, None, dpi / points)
