"""Boxes on a page: PDF points, origin at the top left of the page as a viewer shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


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
    try:
        x0, top, x1, bottom = next(it)
    except StopIteration:
        raise ValueError("no boxes to go around") from None
    for box in it:
        x0, top, x1, bottom = min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3])
    return Box(x0, top, x1, bottom)
