"""Drawings → outlines of a tick box's size that stand free: squares and circles about as large as a letter.

An outline may be a stroked rectangle, four lines, four thin bars, a rounded rectangle, a circle, or the area between
two of them. What else is drawn at its place, a tick, a dot, a fill, comes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.geometry import Box, box_around
from extractor.reading.layout import Drawing
from extractor.shaping.marks.edges import Edges
from extractor.shaping.marks.ground import Ground, stands_out
from extractor.shaping.marks.places import Places

SMALLEST, LARGEST = 0.5, 2.2
"""Sides of a tick box, in text sizes: below are drawn list bullets, above are frames and cells."""
SQUARE = 1.3
"""No side is longer than this many times the other."""
CORNERS = 4
"""A square has so many; programs close it by one or two more points."""
SPECK = 0.12
"""Smaller than this many text sizes is nothing."""
ON_EDGE = 0.06
"""Corners lie on the edge of the box within this fraction of its side; so does a circle's radius."""
CONCENTRIC = 0.2
"""Middles nearer than this many text sizes are outlines of one box."""
BORDER = 0.3
"""The two outlines of a drawn border are no farther apart than this fraction of the side."""
THIN = 0.15
"""A bar thinner than this many text sizes is a line."""
CORNER = 0.2
"""Lines that end within this many text sizes of each other make a corner."""
OVERRUN = 2.0
"""A tick may be this many times as large as its box."""
SHADED = 1.5
"""A filled area larger than this many text sizes both ways is a ground that boxes are drawn on."""
TOUCH = 0.05
"""Lines nearer than this many text sizes touch: a square that other lines touch is a cell, a tick box stands free."""


@dataclass(slots=True)
class Outline:
    """One box: the drawings it is made of, by their place in the order of painting.

    `rings` are closed shapes about one middle, `sides` lines that make a box together, `contents` what lies inside.
    """

    box: Box
    rings: list[int] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)

    @property
    def borders(self) -> tuple[int, ...]:
        """The drawings that are its border, and so no rules of a table."""
        return (*self.rings, *self.sides)


def find_outlines(drawings: Sequence[Drawing], ground: Ground, text_size: float) -> list[Outline]:
    """Those that no other line touches: the cells of a table are no tick boxes."""
    parts = _parts(drawings, text_size)
    if not parts:
        return []
    outlines = _free_outlines(drawings, parts, ground, text_size)
    _add_contents(drawings, parts, outlines, text_size)
    return outlines


def frame_drawings(drawings: Sequence[Drawing], rings: Sequence[int]) -> frozenset[int]:
    """Rings that bound a painted border and fill nothing: two of one path, filled in between.

    The parser gives each part of a path by itself. One inside the other is a hole where the even-odd rule fills them,
    or where they turn opposite ways (non-zero winding rule: ISO 32000-1, 8.5.3.3).
    """
    found: set[int] = set()
    known = frozenset(rings)
    for i in sorted(rings):
        if i + 1 not in known or i in found:
            continue
        one, other = drawings[i], drawings[i + 1]
        if not (one.filled and other.filled) or one.fill_ink != other.fill_ink or one.even_odd != other.even_odd:
            continue
        larger, smaller = (one.box, other.box) if one.box.width >= other.box.width else (other.box, one.box)
        insets = [abs(a - b) for a, b in zip(larger, smaller, strict=True)]
        if max(insets) > BORDER * larger.width or larger.width - smaller.width <= 0:
            continue
        if one.even_odd or _turn(one) * _turn(other) < 0:
            found.update((i, i + 1))
    return frozenset(found)


def _parts(drawings: Sequence[Drawing], text_size: float) -> list[int]:
    """Those that can be a part of a tick box: neither specks nor rules and frames."""
    speck, largest = SPECK * text_size, LARGEST * OVERRUN * text_size
    parts = []
    for i, drawing in enumerate(drawings):
        x0, top, x1, bottom = drawing.box
        if speck < max(x1 - x0, bottom - top) <= largest:
            parts.append(i)
    return parts


def _free_outlines(
    drawings: Sequence[Drawing], parts: Sequence[int], ground: Ground, text_size: float
) -> list[Outline]:
    outlines = _rings(drawings, [i for i in parts if _is_ring(drawings[i], text_size)], ground, text_size)
    outlines += _four_sides(drawings, parts, outlines, text_size)
    if not outlines:
        return []
    edges = Edges(drawings, text_size, TOUCH * text_size)
    return [
        outline for outline in outlines if not edges.touch(outline.box, frozenset((*outline.rings, *outline.sides)))
    ]


def _is_ring(drawing: Drawing, text_size: float) -> bool:
    """A closed, upright shape of a tick box's size: every corner on the edge of its box, or all on one circle."""
    box = drawing.box
    width, height = box.x1 - box.x0, box.bottom - box.top
    small, large = (width, height) if width < height else (height, width)
    if small < 0.3 * text_size or large > LARGEST * text_size or large > SQUARE * small:
        return False
    if not _is_closed(drawing) or len(drawing.points) < CORNERS:
        return False
    slack = ON_EDGE * large
    if drawing.straight:
        return len(drawing.points) <= CORNERS + 2 and _has_corners(drawing, slack)
    return _on_edge(drawing, slack) or is_round(drawing)


def _is_closed(drawing: Drawing) -> bool:
    """A shape with an inside, and something of it is painted."""
    return drawing.filled or (drawing.closed and drawing.stroked)


def _has_corners(drawing: Drawing, slack: float) -> bool:
    """Are all of its points corners of its box?"""
    box = drawing.box
    return all(
        (abs(x - box.x0) <= slack or abs(x - box.x1) <= slack)
        and (abs(y - box.top) <= slack or abs(y - box.bottom) <= slack)
        for x, y in drawing.points
    )


def _on_edge(drawing: Drawing, slack: float) -> bool:
    box = drawing.box
    return all(
        min(abs(x - box.x0), abs(x - box.x1), abs(y - box.top), abs(y - box.bottom)) <= slack for x, y in drawing.points
    )


def is_round(drawing: Drawing) -> bool:
    if drawing.straight:
        return False
    box = drawing.box
    radius = (box.width + box.height) / 4
    return all(
        abs(((x - box.middle_x) ** 2 + (y - box.middle_y) ** 2) ** 0.5 - radius) <= 2 * ON_EDGE * radius
        for x, y in drawing.points
    )


def _rings(drawings: Sequence[Drawing], rings: Sequence[int], ground: Ground, text_size: float) -> list[Outline]:
    """Rings about the same middle are one box: fill and border, or the two edges of a border.

    What cannot be seen is no box: forms put a white area under each field.
    """
    outlines: list[Outline] = []
    by_middle: Places[Outline] = Places(LARGEST * text_size)
    near = CONCENTRIC * text_size
    for i in sorted(rings, key=lambda i: (-drawings[i].box.width, i)):
        drawing, box = drawings[i], drawings[i].box
        x, y = box.middle_x, box.middle_y
        around = next(by_middle.at(x, y), None)
        if around is not None:
            around.rings.append(i)
        elif min(box.width, box.height) >= SMALLEST * text_size and (
            drawing.stroked or stands_out(drawing.fill_ink, ground.at(x, y, SHADED * text_size))
        ):
            outline = Outline(box, [i])
            outlines.append(outline)
            by_middle.add(_around(x, y, near), outline)
    return outlines


def _four_sides(
    drawings: Sequence[Drawing], parts: Sequence[int], have: Sequence[Outline], text_size: float
) -> list[Outline]:
    """Four lines, or four thin bars, whose ends meet."""
    lines = _ShortLines(drawings, parts, text_size)
    if min(len(lines.across), len(lines.down)) < CORNERS / 2:
        return []
    taken: Places[Outline] = Places(LARGEST * text_size)
    for outline in have:
        taken.add(outline.box, outline)
    outlines: list[Outline] = []
    for top in lines.across:
        sides = lines.square_under(top)
        whole = box_around(drawings[i].box for i in sides)
        if len(sides) == CORNERS and next(taken.at(whole.middle_x, whole.middle_y), None) is None:
            outlines.append(Outline(whole, sides=sides))
            taken.add(whole, outlines[-1])
    return outlines


class _ShortLines:
    """Lines as long as the side of a tick box, `across` and `down`, found by where they begin."""

    def __init__(self, drawings: Sequence[Drawing], parts: Sequence[int], text_size: float) -> None:
        self.across, self.down = _short_lines(drawings, parts, text_size)
        self._boxes = {i: drawings[i].box for i in (*self.across, *self.down)}
        self._tolerance = CORNER * text_size
        self._from_left: Places[int] = Places(LARGEST * text_size)
        self._from_top: Places[int] = Places(LARGEST * text_size)
        for i in self.across:
            self._from_left.add(_around(self._boxes[i].x0, self._boxes[i].middle_y, self._tolerance), i)
        for i in self.down:
            self._from_top.add(_around(self._boxes[i].middle_x, self._boxes[i].top, self._tolerance), i)

    def square_under(self, top: int) -> list[int]:
        """The four sides of a square of which `top` is the upper one; `top` alone where it is that of none."""
        box = self._boxes[top]
        for left in self._from_top.at(box.x0, box.middle_y):
            bottom = self._boxes[left].bottom
            if 1 / SQUARE <= (bottom - box.middle_y) / box.width <= SQUARE:
                right = self._first_alike(left, self._from_top.at(box.x1, box.middle_y))
                low = self._first_alike(top, self._from_left.at(box.x0, bottom))
                if right is not None and low is not None:
                    return [top, left, right, low]
        return [top]

    def _first_alike(self, line: int, others: Iterator[int]) -> int | None:
        return next((other for other in others if other != line and self._alike(other, line)), None)

    def _alike(self, i: int, j: int) -> bool:
        one, other = self._boxes[i], self._boxes[j]
        return abs(one.width - other.width) <= self._tolerance and abs(one.height - other.height) <= self._tolerance


def _short_lines(drawings: Sequence[Drawing], parts: Sequence[int], text_size: float) -> tuple[list[int], list[int]]:
    """Lines as long as the side of a tick box: across and down."""
    thin, short, long = THIN * text_size, SMALLEST * text_size, LARGEST * text_size
    across, down = [], []
    for i in parts:
        box = drawings[i].box
        width, height = box.x1 - box.x0, box.bottom - box.top
        if height <= thin and short <= width <= long:
            across.append(i)
        elif width <= thin and short <= height <= long:
            down.append(i)
    return across, down


def _around(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


def _add_contents(
    drawings: Sequence[Drawing], parts: Sequence[int], outlines: Sequence[Outline], text_size: float
) -> None:
    boxes: Places[Outline] = Places(LARGEST * text_size)
    own: set[int] = set()
    for outline in outlines:
        boxes.add(outline.box, outline)
        own.update(outline.rings, outline.sides)
    for i in parts:
        if i in own:
            continue
        box = drawings[i].box
        outline_here = next(boxes.at(box.middle_x, box.middle_y), None)
        if outline_here is not None and max(box.width, box.height) <= OVERRUN * max(
            outline_here.box.width, outline_here.box.height
        ):
            outline_here.contents.append(i)


def _turn(drawing: Drawing) -> float:
    """Twice the area inside, positive where the path turns clockwise on the page."""
    points = drawing.points
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in zip(points, (*points[1:], points[0]), strict=True))
