"""Outlines → tick boxes, by what is painted in them.

All parts are painted in order, so that a white square on a black one is an empty box with a thick border, and a white
tick on a blue box is a tick.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import Drawing, PageLayout
from extractor.shaping.marks.candidate import PATTERN, Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.ground import CONTRAST, DARK, Ground, stands_out
from extractor.shaping.marks.outlines import SHADED, Outline, frame_drawings, is_round
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape
from extractor.shaping.sizes import READS_ON

COVERS = 0.8
"""A fill at least this wide compared with the box is its ground, a smaller one is in it."""
HOLLOW = 0.5
"""A fill in the colour of the paper is its ground already when it is this wide: the rest is a thick border."""
INSIDE = 0.3
"""What is drawn in a box is a tick when it is at least this wide compared with it: a dot is, dust is not."""
BUSY = 8
"""More pieces than this in a box are a picture, not a tick."""


def page_to_drawn_boxes(
    page: PageLayout, outlines: Sequence[Outline], ground: Ground, text_size: float
) -> list[Candidate]:
    if not outlines:
        return []
    heights = sorted(word.box.middle_y for word in page.words)
    found = []
    for outline in outlines:
        if len(outline.contents) <= BUSY and _text_near(heights, outline.box, READS_ON * text_size):
            seen = _paint(page.drawings, outline, ground, text_size)
            candidate = _painting_to_candidate(page, outline, seen)
            if candidate is not None:
                found.append(candidate)
    return found


def _text_near(heights: Sequence[float], box: Box, reach: float) -> bool:
    at = bisect_left(heights, box.middle_y - reach)
    return at < len(heights) and heights[at] <= box.middle_y + reach


@dataclass(slots=True)
class _Painting:
    """What is seen in a box after all its parts have been painted one after the other."""

    paper: float
    ground: float
    outlined: bool = False
    pieces: int = 0
    pattern: bool = False

    @property
    def difference(self) -> float:
        """Between what the box is filled with and what it stands on."""
        return abs(self.ground - self.paper)

    @property
    def filled(self) -> bool:
        return self.difference >= DARK

    @property
    def look(self) -> str:
        if self.filled:
            return "filled"
        return "marked" if self.pieces else "empty"

    def cover(self, ink: float | None) -> None:
        """What shows around the new ground of the old one is a border."""
        self.outlined = self.outlined or (stands_out(self.ground, self.paper) and stands_out(ink, self.ground))
        self.ground = self.paper if ink is None else ink
        self.pattern = ink is None
        self.pieces = 0

    def draw(self, *inks: float | None) -> None:
        if any(stands_out(ink, self.ground) for ink in inks):
            self.pieces += 1


def _paint(drawings: Sequence[Drawing], outline: Outline, ground: Ground, text_size: float) -> _Painting:
    box = outline.box
    side = max(box.width, box.height)
    paper = ground.at(box.middle_x, box.middle_y, SHADED * text_size)
    seen = _Painting(paper, paper)
    borders = frame_drawings(drawings, outline.rings).union(outline.sides)
    for i in sorted((*outline.rings, *outline.sides, *outline.contents)):
        drawing = drawings[i]
        if i in borders:
            ink = drawing.fill_ink if drawing.filled else drawing.stroke_ink
            seen.outlined = seen.outlined or stands_out(ink, seen.ground)
        elif i in outline.contents:
            if max(drawing.box.width, drawing.box.height) >= INSIDE * side:
                seen.draw(*_inks(drawing))
        else:
            _paint_ring(drawing, side, seen)
    return seen


def _painting_to_candidate(page: PageLayout, outline: Outline, seen: _Painting) -> Candidate | None:
    if not (seen.outlined or seen.difference >= CONTRAST or seen.pieces):
        return None
    round_ = bool(outline.rings) and is_round(page.drawings[outline.rings[0]])
    what = "circle" if round_ else "square"
    raw = PATTERN if seen.pattern and not seen.pieces else None
    mark = SelectionMark(page.number, outline.box, MarkKind.VECTOR, raw, None, (), Evidence.of(_fact(seen), shape=what))
    side = max(outline.box.width, outline.box.height)
    return Candidate(
        mark,
        Shape.CIRCLE if round_ else Shape.SQUARE,
        mark.state,
        # A filled square or disc without anything in it may be a list bullet, a disc with something in it an icon; one
        # with a border around nothing is a box.
        certain=not (round_ and seen.filled) if seen.pieces else seen.outlined and not seen.filled,
        look=f"drawn {what} {side:.1f} {seen.look}",
        family="drawn",
        solid=seen.filled and not seen.pieces,
    )


def _fact(seen: _Painting) -> Fact:
    if seen.pieces:
        return Fact.DRAWN_MARKED
    if seen.pattern:
        return Fact.DRAWN_PATTERN
    return Fact.DRAWN_FILLED if seen.filled else Fact.DRAWN_EMPTY


def _paint_ring(drawing: Drawing, side: float, seen: _Painting) -> None:
    part = max(drawing.box.width, drawing.box.height) / side
    if drawing.filled:
        hollow = part >= HOLLOW and not stands_out(drawing.fill_ink, seen.paper)
        if part >= COVERS or hollow:
            seen.cover(drawing.fill_ink)
        else:
            seen.draw(drawing.fill_ink)
    if drawing.stroked:
        # A smaller outline in a larger one is drawn twice or a box in a frame: only what fills it is a tick.
        around = seen.paper if drawing.filled else seen.ground
        seen.outlined = seen.outlined or stands_out(drawing.stroke_ink, around)


def _inks(drawing: Drawing) -> Iterator[float | None]:
    if drawing.stroked:
        yield drawing.stroke_ink
    if drawing.filled:
        yield drawing.fill_ink
