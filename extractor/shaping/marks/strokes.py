"""Ticks drawn by hand or by a stamp over a box that is a character or a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import Drawing, PageLayout
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.ground import Ground, stands_out
from extractor.shaping.marks.places import Places
from extractor.shaping.marks.vocabulary import Shape

SMALLEST, LARGEST = 0.35, 3.0
"""The larger side of a tick, in text sizes."""
SLANTED = 0.2
"""A line that goes this many text sizes both across and down is slanted: rules, frames and shading have none."""


def tick_by_strokes(
    page: PageLayout, candidates: Sequence[Candidate], ground: Ground, text_size: float
) -> list[Candidate]:
    """The candidates, ticked where a slanted line or a curve is drawn across an empty one."""
    boxes: Places[int] = Places(2 * text_size)
    for i, candidate in enumerate(candidates):
        if candidate.filled is not True and candidate.shape is not Shape.TICK:
            boxes.add(candidate.box, i)
    result = list(candidates)
    if not boxes:
        return result
    for box in slanted_boxes(page.drawings, ground, text_size):
        for i in boxes.at(box.middle_x, box.middle_y):
            mark = result[i].mark
            if mark.kind is not MarkKind.VECTOR:
                ticked = result[i].found(Fact.STROKE_OVER)
                result[i] = replace(ticked, certain=True, mark=replace(ticked.mark, kind=MarkKind.VECTOR))
            break
    return result


def slanted_boxes(drawings: Sequence[Drawing], ground: Ground, text_size: float) -> Iterator[Box]:
    """Where slanted lines and curves of a tick's size are seen."""
    smallest, largest, slanted = SMALLEST * text_size, LARGEST * text_size, SLANTED * text_size
    for drawing in drawings:
        box = drawing.box
        width, height = box.x1 - box.x0, box.bottom - box.top
        if min(width, height) < slanted or not smallest <= max(width, height) <= largest:
            continue
        if not any(
            abs(xa - xb) > slanted and abs(ya - yb) > slanted for (xa, ya), (xb, yb) in pairwise(drawing.points)
        ):
            continue
        paper = ground.at(box.middle_x, box.middle_y, max(box.width, box.height))
        if stands_out(drawing.stroke_ink if drawing.stroked else drawing.fill_ink, paper):
            yield box
