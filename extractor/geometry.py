"""Boxes on a page: PDF points, origin at the top left of the page as a viewer shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

MOST_OF_A_TURN = 1.6 * math.pi
"""A pen that circles something need not come back to where it began."""
KEPT_AWAY = 0.35
"""A ring keeps this far from its middle, in halves of its sides: the strokes of a cross run through it."""


class Box(NamedTuple):
    """`x0 <= x1` and `top <= bottom`; a line may have no height or no width."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        return (self.top + self.bottom) / 2

    def contains_point(self, x: float, y: float, slack: float = 0.0) -> bool:
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def contains_middle_of(self, other: Box, slack: float = 0.0) -> bool:
        return self.contains_point(other.middle_x, other.middle_y, slack)

    def overlaps(self, other: Box) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom

    def shared_width(self, other: Box) -> float:
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def shared_height(self, other: Box) -> float:
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def rounded(self) -> tuple[float, float, float, float]:
        """To a hundredth of a point: finer than any printer, coarse enough to be stable."""
        return (round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of `boxes`; raises ValueError when there are none."""
    it = iter(boxes)
    first = next(it, None)
    if first is None:
        raise ValueError("no boxes to go around")
    x0, top, x1, bottom = first
    for left, upper, right, lower in it:  # four comparisons: `min` and `max` take three times as long
        if left < x0:
            x0 = left
        if upper < top:
            top = upper
        if right > x1:
            x1 = right
        if lower > bottom:
            bottom = lower
    return Box(x0, top, x1, bottom)


def is_ring(points: Sequence[tuple[float, float]]) -> bool:
    """Does a line through these points go around its own middle, as a pen does that circles a word?"""
    if len(points) < 4:
        return False
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if not wide or not high:
        return False
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    around = [(2 * (x - middle_x) / wide, 2 * (y - middle_y) / high) for x, y in points]
    turned = sum(math.atan2(ax * by - ay * bx, ax * bx + ay * by) for (ax, ay), (bx, by) in pairwise(around))
    return abs(turned) >= MOST_OF_A_TURN and all(_from_middle(a, b) >= KEPT_AWAY for a, b in pairwise(around))


def _from_middle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far the line from `a` to `b` keeps from (0, 0)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    at = min(1.0, max(0.0, -(a[0] * dx + a[1] * dy) / length)) if length else 0.0
    return math.hypot(a[0] + at * dx, a[1] + at * dy)
