"""Cells with nothing in them: no word, and no stroke or picture that could be one.

Luisteren  |  2  |
Plannen    |     |        a level that nobody filled in
Leiden     |  ✗  |        drawn by a pen: not empty, though the data have no word here
"""

from __future__ import annotations

from extractor.geometry import Box
from extractor.matching.document import DocumentContext
from extractor.shaping.tables.cells import Cell

WHITE = 0.98
"""Ink lighter than this is paper."""
EDGE = 0.15
"""What is drawn in this outer part of a cell is its frame."""


def is_drawn_in(cell: Cell, document: DocumentContext) -> bool:
    """Is there a stroke, a picture or an annotation inside the cell that is neither its frame nor its ground?"""
    page = document.page(cell.page).layout
    within = cell.box.grown(-EDGE * min(cell.box.width, cell.box.height))
    things = [*(d.box for d in page.drawings), *(p.box for p in page.pictures), *(a.box for a in page.annotations)]
    return any(within.overlaps(box) and not lies_behind(box, within) for box in things)


def has_ground(cell: Cell, document: DocumentContext) -> bool:
    """Is something behind it filled that is darker than paper?"""
    filled = (d for d in document.page(cell.page).layout.drawings if d.filled and d.fill_ink is not None)
    within = cell.box.grown(-EDGE * min(cell.box.width, cell.box.height))
    return any(d.fill_ink is not None and d.fill_ink < WHITE and lies_behind(d.box, within) for d in filled)


def lies_behind(box: Box, other: Box) -> bool:
    """As the ground behind a cell or a row does."""
    return box.contains_point(other.x0, other.top) and box.contains_point(other.x1, other.bottom)
