"""Which pages are pictures: a picture covers them, and no word of theirs shows.

    layout (words, pictures) ─┬─ a picture covers it, its words are hidden → scan
                              ├─ no words, and a picture or outlined letters → scan, if anything shows
                              └─ else → text

A hidden layer is what some OCR program made of the picture. It is no second reading of the page: where it has an "x"
may stand an empty box. So its words are left out, and the picture alone says what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractor.geometry import Box
from extractor.reading.layout import PageLayout
from extractor.reading.rendering import PdfiumRenderer, RenderingFailed

COVERS = 0.8
"""Pictures that cover this part of a page, margins of a scanner left out, are the page; a letterhead's logo is not."""
LONE = 0.5
"""On a page without any word less is enough: a small sheet on the glass of a large scanner."""
CELLS = 100
"""Covered or not is asked at this many places along and down the page: tiles of a picture overlap and leave seams."""
OUTLINED = 50
"""So many drawings with curves on a page without words are letters turned into outlines: a line of text has as many."""
FRAME = 0.1
"""What stands this near to the edge of a scan, as a part of the page, may be the shadow of its edge or a punch hole."""
DARK = 60
"""Darker than the paper by this, of 255, is ink; dust and JPEG noise of blank paper are lighter."""
LEAST_INK = 0.0003
"""Less ink than this part of a page is no line of text: a blank page. A short line has three times as much."""


def with_scans_known(pages: Iterable[PageLayout], renderer: PdfiumRenderer) -> Iterator[PageLayout]:
    """The same pages; those that are pictures are said to be, and have no words of a hidden layer."""
    for page in pages:
        if is_scan(page, renderer):
            yield replace(page, words=(), scanned=True)
        else:
            yield page


def is_scan(page: PageLayout, renderer: PdfiumRenderer) -> bool:
    """Only pages that a picture may fill are looked at; those of text cost nothing."""
    if page.words:
        return covered(page) >= COVERS and _only_hidden_words(page, renderer)
    outlined = sum(not drawing.straight for drawing in page.drawings) >= OUTLINED
    return (outlined or covered(page) >= LONE) and not _is_blank(page, renderer)


def covered(page: PageLayout) -> float:
    """The part of the page, 0 to 1, that pictures lie on."""
    if not page.pictures or page.width <= 0 or page.height <= 0:
        return 0.0
    return _covered([picture.box for picture in page.pictures], page.width, page.height)


def _covered(boxes: Sequence[Box], width: float, height: float) -> float:
    seen = np.zeros((CELLS, CELLS), dtype=np.bool_)
    for box in boxes:
        x0, x1 = (round(min(max(x / width, 0.0), 1.0) * CELLS) for x in (box.x0, box.x1))
        y0, y1 = (round(min(max(y / height, 0.0), 1.0) * CELLS) for y in (box.top, box.bottom))
        seen[y0:y1, x0:x1] = True
    return float(seen.mean())


def _only_hidden_words(page: PageLayout, renderer: PdfiumRenderer) -> bool:
    """Words that show, over a picture that fills the page, are those of a letterhead: such a page is text.

    A stamp that a program puts on a scan ("page 3 of 9") shows too. Where more is hidden than shows, it is a scan.
    """
    try:
        texts = renderer.painted_texts(page.number)
    except RenderingFailed:
        return False
    return texts.hidden > texts.shown


def _is_blank(page: PageLayout, renderer: PdfiumRenderer) -> bool:
    try:
        seen = renderer.render(page.number, None, 1.0).pixels
    except RenderingFailed:
        return False
    rows, columns = seen.shape
    edge_y, edge_x = round(FRAME * rows), round(FRAME * columns)
    middle = seen[edge_y : rows - edge_y, edge_x : columns - edge_x].astype(np.int16)
    if middle.size == 0:
        return True
    paper = int(np.bincount(middle.ravel(), minlength=256).argmax())
    return float(np.mean(middle < paper - DARK)) < LEAST_INK
