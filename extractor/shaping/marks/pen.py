"""What a pen did around the marks: a tick in an empty cell of a matrix, one that misses its box, a tick struck out.

    Samenwerken    ·   -x-   ·   X          the x is struck out by hand, another is drawn under 3

Nothing here makes a mark surer: a second mark, or a doubt, is seen where a form was corrected by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.geometry import Box, box_around
from extractor.model import MarkKind
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.ground import Ground
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.strokes import slanted_boxes
from extractor.shaping.marks.vocabulary import Shape
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table

MISSED_BY = 0.25
"""A stroke this near to a box, as a part of its side, may have been meant for it."""
SMALLEST = 0.5
"""What is drawn in an empty cell is a tick when one side is this many text sizes: a speck is not."""


def with_strokes_of_a_pen(
    shaped: ShapedPage, candidates: Sequence[Candidate], ground: Ground, text_size: float
) -> list[Candidate]:
    result = [_struck(candidate) for candidate in candidates]
    for stroke in _strokes(shaped, ground, text_size):
        at = [i for i, candidate in enumerate(result) if candidate.box.contains_middle_of(stroke)]
        beside = [i for i, candidate in enumerate(result) if _misses(stroke, candidate)]
        if at:
            for i in at:
                result[i] = _struck_by_hand(result[i])
        elif beside:
            nearest = min(beside, key=lambda i: abs(result[i].box.middle_y - stroke.middle_y))
            result[nearest] = result[nearest].found(Fact.STROKE_BESIDE)
        elif max(stroke.width, stroke.height) >= SMALLEST * text_size and _in_matrix(stroke, shaped.tables, result):
            result.append(_tick_alone(shaped.number, stroke))
    return result


def _strokes(shaped: ShapedPage, ground: Ground, text_size: float) -> list[Box]:
    """What a pen may have drawn: not what is part of a printed box."""
    printed = [outline.box for outline in shaped.outlines]
    drawn = _joined(slanted_boxes(shaped.layout.drawings, ground, text_size))
    return [box for box in drawn if not any(other.contains_middle_of(box) for other in printed)]


def _struck_by_hand(candidate: Candidate) -> Candidate:
    is_printed_tick = candidate.shape is Shape.TICK and candidate.mark.kind is not MarkKind.VECTOR
    return candidate.found(Fact.STRUCK_OUT) if is_printed_tick else candidate


def _struck(candidate: Candidate) -> Candidate:
    """A line through a tick may take it back; an empty box that is struck out is as empty as it was."""
    struck = candidate.filled and any(word.struck for word in candidate.mark.words)
    return candidate.found(Fact.STRUCK_OUT) if struck else candidate


def _joined(boxes: Iterable[Box]) -> Iterator[Box]:
    """Strokes that cross or touch are one mark: both of an X."""
    left = list(boxes)
    while left:
        group = [left.pop()]
        grown = True
        while grown:
            near = [box for box in left if any(box.overlaps(other) or box == other for other in group)]
            grown = bool(near)
            group += near
            left = [box for box in left if box not in near]
        yield box_around(group)


def _misses(stroke: Box, candidate: Candidate) -> bool:
    box = candidate.box
    if candidate.filled is not False or max(stroke.width, stroke.height) > 2 * max(box.width, box.height):
        return False
    return box.grown(MISSED_BY * min(box.width, box.height)).overlaps(stroke)


def _in_matrix(stroke: Box, tables: Sequence[Table], candidates: Sequence[Candidate]) -> bool:
    """Does it stand in an empty cell, with ticks in other cells of its column and none but ticks in it?"""
    for table in tables:
        if not table.box.contains_middle_of(stroke):
            continue
        cell = next((c for c in table.cells if c.box.contains_middle_of(stroke)), None)
        return cell is not None and not cell.words and _has_ticks(table, cell, candidates)
    return False


def _has_ticks(table: Table, cell: Cell, candidates: Sequence[Candidate]) -> bool:
    column = [c.box for c in table.cells if c.col0 == cell.col0 and c is not cell]
    row = [c.box for c in table.cells if c.row0 == cell.row0 and c is not cell]
    return any(box.contains_middle_of(candidate.box) for box in (*column, *row) for candidate in candidates)


def _tick_alone(page: int, box: Box) -> Candidate:
    evidence = Evidence.of(Fact.STROKE_ALONE)
    mark = SelectionMark(page, box, MarkKind.VECTOR, None, None, (), evidence)
    return Candidate(mark, Shape.TICK, True, True, "pen", "pen")
