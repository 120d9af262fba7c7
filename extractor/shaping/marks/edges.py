"""Where straight edges run on a page, to see whether a square stands free or is the cell of a table."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.geometry import Box
from extractor.reading.layout import Drawing

STRIKES = 0.2
"""A line across the middle of a box, not this near its ends (a fraction of its side), strikes it out and is no side."""


class _Edge(NamedTuple):
    at: float
    start: float
    end: float
    drawing: int


class Edges:
    """The upright edges of all drawings; `slack` is how far apart, in points, two lines still touch."""

    def __init__(self, drawings: Sequence[Drawing], pitch: float, slack: float) -> None:
        self._pitch, self._slack = pitch, slack
        self._across: dict[int, list[_Edge]] = {}
        self._down: dict[int, list[_Edge]] = {}
        for i, drawing in enumerate(drawings):
            if drawing.straight:
                self._add(drawing, i)

    def touch(self, box: Box, own: Container[int]) -> bool:
        """Does an edge of another drawing than `own` meet the sides of `box`, or run along them?

        One rule that runs past along one side does not count: a page break pushes boxes up against the rule of their
        row. The sides of a cell meet other rules at its corners.
        """
        upright = Box(box.top, box.x0, box.bottom, box.x1)
        touching = [*self._touching(self._across, box, own), *self._touching(self._down, upright, own)]
        return any(side is None for side in touching) or len(set(touching)) > 1

    def _add(self, drawing: Drawing, i: int) -> None:
        box, slack = drawing.box, self._slack
        width, height = box.x1 - box.x0, box.bottom - box.top
        if height <= slack < width:
            self._put(self._across, _Edge((box.top + box.bottom) / 2, box.x0, box.x1, i))
        elif width <= slack < height:
            self._put(self._down, _Edge((box.x0 + box.x1) / 2, box.top, box.bottom, i))
        elif width > slack and height > slack:
            points = drawing.points
            for (xa, ya), (xb, yb) in pairwise((*points, points[0]) if drawing.closed or drawing.filled else points):
                if abs(ya - yb) <= slack < abs(xa - xb):
                    self._put(self._across, _Edge((ya + yb) / 2, min(xa, xb), max(xa, xb), i))
                elif abs(xa - xb) <= slack < abs(ya - yb):
                    self._put(self._down, _Edge((xa + xb) / 2, min(ya, yb), max(ya, yb), i))

    def _put(self, edges: dict[int, list[_Edge]], edge: _Edge) -> None:
        edges.setdefault(int(edge.at // self._pitch), []).append(edge)

    def _touching(
        self, edges: dict[int, list[_Edge]], box: Box, own: Container[int]
    ) -> Iterator[tuple[bool, bool] | None]:
        """For edges that run across; `box` is turned for those that run down.

        The side along which an edge runs past, None for one that ends or crosses there.
        """
        slack, side = self._slack, box.bottom - box.top
        for edge in self._between(edges, box.top - slack, box.bottom + slack):
            if edge.drawing in own or edge.end < box.x0 - slack or edge.start > box.x1 + slack:
                continue
            if edge.start >= box.x0 - slack and edge.end <= box.x1 + slack:
                continue  # In the box, or its own side drawn once more.
            from_end = min(edge.at - box.top, box.bottom - edge.at)
            if edge.start < box.x0 - slack and edge.end > box.x1 + slack and from_end > STRIKES * side:
                continue
            past = edge.start < box.x0 - side and edge.end > box.x1 + side
            along = from_end <= slack
            yield (edges is self._across, edge.at - box.top < box.bottom - edge.at) if past and along else None

    def _between(self, edges: dict[int, list[_Edge]], low: float, high: float) -> Iterator[_Edge]:
        for bucket in range(int(low // self._pitch), int(high // self._pitch) + 1):
            for edge in edges.get(bucket, ()):
                if low <= edge.at <= high:
                    yield edge
