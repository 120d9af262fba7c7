"""Pages whose text lies on its side or its head, made upright: a landscape sheet printed onto a portrait page.

A viewer shows such a page as it lies, and a person turns the head. `PageLayout.shown` leads back to the page that the
viewer shows, so that every box is found there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.covering import ALMOST_ALL
from extractor.reading.glyph_columns import BASELINE, BOTTOM, TOP, X0, X1, Glyphs, X
from extractor.reading.layout import (
    DOWN,
    LEFT,
    UP,
    Annotation,
    Direction,
    Drawing,
    Glyph,
    PageLayout,
    Paint,
    Picture,
    Shown,
    Widget,
)
from extractor.reading.pages import raw_to_layout
from extractor.reading.raw import RawPage
from extractor.reading.witness import Asked, Witness

MOST = 0.8
"""More than this part of what is printed on a page that does not stand upright runs the same other way."""
B = TypeVar("B", Picture, Widget, Annotation)
T = TypeVar("T", float, NDArray[np.float64])


class Turn(NamedTuple):
    """How a page that is `width` wide and `height` high, in points, is turned to stand upright.

    A point (x, y) goes to (a·x + b·y + c, d·x + e·y + f), each factor 0, 1 or -1.
    """

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]

    @classmethod
    def of(cls, way: Direction, width: float, height: float) -> Turn:
        """For a page whose text runs this way: up, down or, upside down, to the left."""
        dx, dy = way
        across = height if way == UP else width if way == LEFT else 0.0
        down = width if way == DOWN else height if way == LEFT else 0.0
        return cls(width, height, (dx, dy, across, -dy, dx, down))

    @property
    def lies_on_its_side(self) -> bool:
        return self.matrix[0] == 0

    def point(self, x: T, y: T) -> tuple[T, T]:
        """Of one point, or of many at once."""
        a, b, c, d, e, f = self.matrix
        return a * x + b * y + c, d * x + e * y + f

    def direction(self, way: Direction) -> Direction:
        a, b, _, d, e, _ = self.matrix
        return Direction(a * way.dx + b * way.dy, d * way.dx + e * way.dy)

    def box(self, box: Box) -> Box:
        (xa, ya), (xb, yb) = self.point(box.x0, box.top), self.point(box.x1, box.bottom)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def shown(self, number: int) -> Shown:
        """The way back."""
        a, b, c, d, e, f = self.matrix
        return Shown(number, (a, d, -a * c - d * f, b, e, -b * c - e * f))


def raw_to_upright_layout(raw: RawPage, witness: Witness) -> PageLayout:
    """The page as it shows, turned where most of its text does not stand upright."""
    turn = turn_of(raw)
    if turn is None:
        return raw_to_layout(raw, witness)
    shown = turn.shown(raw.number)
    return replace(raw_to_layout(turned(raw, turn), _TurnedWitness(witness, shown)), shown=shown)


def turn_of(raw: RawPage) -> Turn | None:
    """None where the page stands upright. Pages that are pictures are turned by what the picture shows."""
    glyphs = raw.glyphs
    if not len(glyphs) or any(p.box.width * p.box.height > ALMOST_ALL * raw.width * raw.height for p in raw.pictures):
        return None
    for way in (UP, DOWN, LEFT):
        lying = [style.direction == way and style.paint is not Paint.INVISIBLE for style in glyphs.styles]
        if any(lying) and _printed(glyphs, lying) > MOST * _printed(glyphs, [True] * len(lying)):
            return Turn.of(way, raw.width, raw.height)
    return None


def _printed(glyphs: Glyphs, of_style: Sequence[bool]) -> float:
    """How much of the page the letters of these styles take, in square points: small print up a margin is little."""
    areas = [style.size**2 for style in glyphs.styles]
    places = np.flatnonzero(glyphs.of_styles(of_style)).tolist()
    return float(sum(areas[glyphs.style[i]] for i in places if not glyphs.texts[i].isspace()))


def turned(raw: RawPage, turn: Turn) -> RawPage:
    """The page after the turn, its sides exchanged."""
    return replace(
        raw,
        width=raw.height if turn.lies_on_its_side else raw.width,
        height=raw.width if turn.lies_on_its_side else raw.height,
        glyphs=_turned_glyphs(raw.glyphs, turn),
        typed=list(_turned_glyphs(Glyphs.of(raw.typed), turn)),
        drawings=[_turned_drawing(drawing, turn) for drawing in raw.drawings],
        pictures=_turned_boxes(raw.pictures, turn),
        widgets=tuple(_turned_boxes(raw.widgets, turn)),
        annotations=tuple(_turned_boxes(raw.annotations, turn)),
    )


def _turned_glyphs(glyphs: Sequence[Glyph], turn: Turn) -> Glyphs:
    columns = Glyphs.of(glyphs)
    old, numbers = columns.numbers, columns.numbers.copy()
    (xa, ya), (xb, yb) = turn.point(old[X0], old[TOP]), turn.point(old[X1], old[BOTTOM])
    numbers[X0], numbers[X1] = np.minimum(xa, xb), np.maximum(xa, xb)
    numbers[TOP], numbers[BOTTOM] = np.minimum(ya, yb), np.maximum(ya, yb)
    numbers[X], numbers[BASELINE] = turn.point(old[X], old[BASELINE])
    styles = [style._replace(direction=turn.direction(style.direction)) for style in columns.styles]
    return Glyphs(columns.texts, numbers, columns.style, styles, columns.order)


def _turned_drawing(drawing: Drawing, turn: Turn) -> Drawing:
    return replace(drawing, box=turn.box(drawing.box), points=tuple(turn.point(x, y) for x, y in drawing.points))


def _turned_boxes(things: Sequence[B], turn: Turn) -> list[B]:
    return [replace(thing, box=turn.box(thing.box)) for thing in things]


@dataclass(frozen=True)
class _TurnedWitness:
    """Asked in places of the upright page, it asks in those of the page as it lies."""

    witness: Witness
    shown: Shown

    def sees(self, page: int, things: Sequence[Asked]) -> list[bool]:
        return self.witness.sees(page, [replace(thing, box=self.shown.box(thing.box)) for thing in things])
