"""Pages → their selection marks, from the data of the PDF alone.

words     → characters.py ┬→ strokes.py ┐
pictures  → pictures.py   ┘             ├→ combining.py → overlays.py → pen.py → deciding.py → SelectionMark
drawings  → outlines.py → drawn.py ─────┤
fields    → fields.py ──────────────────┘
boxes of a scan → seen.py → deciding.py
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.characters import page_to_text_marks
from extractor.shaping.marks.combining import combine
from extractor.shaping.marks.deciding import candidates_to_tick_boxes
from extractor.shaping.marks.drawn import page_to_drawn_boxes
from extractor.shaping.marks.fields import page_to_fields
from extractor.shaping.marks.ground import Ground
from extractor.shaping.marks.overlays import tick_by_annotations
from extractor.shaping.marks.pen import with_strokes_of_a_pen
from extractor.shaping.marks.pictures import page_to_pictures
from extractor.shaping.marks.seen import page_to_seen_boxes
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.strokes import tick_by_strokes
from extractor.shaping.pages import ShapedPage
from extractor.shaping.sizes import SAME_MIDDLE


def find_marks(pages: Sequence[ShapedPage], text_size: float) -> dict[int, tuple[SelectionMark, ...]]:
    """The marks of one job description: page number → marks from top to bottom, left to right.

    All its pages at once, since which of two signs means "ticked" shows only in the whole document. `text_size` is the
    size of the running text in points.
    """
    candidates = [_page_to_candidates(page, text_size) for page in pages]
    if not any(candidates):
        return {page.number: () for page in pages}
    chosen = candidates_to_tick_boxes([page.layout for page in pages], candidates, text_size)
    return {
        page.number: _in_reading_order([candidate.mark for candidate in found], text_size)
        for page, found in zip(pages, chosen, strict=True)
    }


def _in_reading_order(marks: Sequence[SelectionMark], text_size: float) -> tuple[SelectionMark, ...]:
    lines: list[list[SelectionMark]] = []
    for mark in sorted(marks, key=lambda mark: (mark.box.middle_y, mark.box.x0)):
        if lines and mark.box.middle_y - lines[-1][0].box.middle_y <= SAME_MIDDLE * text_size:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return tuple(mark for line in lines for mark in sorted(line, key=lambda mark: mark.box.x0))


def _page_to_candidates(shaped: ShapedPage, text_size: float) -> list[Candidate]:
    page, tables = shaped.layout, shaped.tables
    ground = Ground(page.drawings)
    found = page_to_text_marks(page, tables, ground)
    text, loose = found.candidates, found.loose
    pictures = page_to_pictures(page, tables, text_size)
    if text or pictures:
        text = tick_by_strokes(page, text, ground, text_size)
        pictures = tick_by_strokes(page, pictures, ground, text_size)
    drawn = page_to_drawn_boxes(page, shaped.outlines, ground, text_size)
    fields = page_to_fields(page, text_size)
    if drawn or pictures or fields or loose:
        text = combine(fields, [*drawn, *pictures], text, loose, page.words, text_size)
    text = tick_by_annotations(page, tables, text, text_size)
    text = with_strokes_of_a_pen(shaped, text, ground, text_size) if text else text
    return [*text, *page_to_seen_boxes(page)]
