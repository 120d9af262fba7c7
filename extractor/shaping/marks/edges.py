"""Where straight edges run on a page, to see whether a square stands free or is the cell of a table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.geometry import Box
from extractor.reading.layout import Drawing
from extractor.shaping.tables.rules import Rule, straight_sides

STRIKES = 0.2
"""A line across the middle of a box, not this near its ends (a fraction of its side), strikes it out and is no side."""


class _Edge(NamedTuple):
    at: float
    start: float
    end: float
    drawing: int

    def is_apart(self, box: Box, slack: float) -> bool:
        """Does it end before the box, or begin after it?"""
        return self.end < box.x0 - slack or self.start > box.x1 + slack

    def is_within(self, box: Box, slack: float) -> bool:
        """Does it lie in the box, or is it its own side drawn once more?"""
        return self.start >= box.x0 - slack and self.end <= box.x1 + slack

    def runs_past(self, box: Box, reach: float) -> bool:
        """Does it begin and end farther than `reach` from the box, on both sides of it?"""
        return self.start < box.x0 - reach and self.end > box.x1 + reach


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
        for side in self._sides(drawing):
            edges = self._across if side.horizontal else self._down
            edges.setdefault(int(side.at // self._pitch), []).append(_Edge(side.at, side.start, side.end, i))

    def _sides(self, drawing: Drawing) -> Iterable[Rule]:
        box, slack = drawing.box, self._slack
        width, height = box.x1 - box.x0, box.bottom - box.top
        if height <= slack < width:
            return [Rule.across((box.top + box.bottom) / 2, box.x0, box.x1)]
        if width <= slack < height:
            return [Rule.down((box.x0 + box.x1) / 2, box.top, box.bottom)]
        points = drawing.points
        return straight_sides((*points, points[0]) if drawing.closed or drawing.filled else points, slack)

    def _touching(
        self, edges: dict[int, list[_Edge]], box: Box, own: Container[int]
    ) -> Iterator[tuple[bool, bool] | None]:
        """For edges that run across; `box` is turned for those that run down.

        The side along which an edge runs past, None for one that ends or crosses there.
        """
        slack, side = self._slack, box.bottom - box.top
        for edge in self._between(edges, box.top - slack, box.bottom + slack):
            if edge.drawing in own or edge.is_apart(box, slack) or edge.is_within(box, slack):
                continue
            from_end = min(edge.at - box.top, box.bottom - edge.at)
            if edge.runs_past(box, slack) and from_end > STRIKES * side:
                continue
            along = edge.runs_past(box, side) and from_end <= slack
            yield (edges is self._across, edge.at - box.top < box.bottom - edge.at) if along else None

    def _between(self, edges: dict[int, list[_Edge]], low: float, high: float) -> Iterator[_Edge]:
        for bucket in range(int(low // self._pitch), int(high // self._pitch) + 1):
            for edge in edges.get(bucket, ()):
                if low <= edge.at <= high:
                    yield edge
