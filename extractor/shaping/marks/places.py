"""Things by where they stand, so that what lies at a point is found without looking at everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from extractor.geometry import Box

T = TypeVar("T")


class Places(Generic[T]):
    """A grid of buckets, `pitch` points wide and high; best about the size of the things in it."""

    def __init__(self, pitch: float) -> None:
        self._pitch = pitch
        self._buckets: dict[tuple[int, int], list[tuple[Box, T]]] = {}

    def add(self, box: Box, thing: T) -> None:
        pitch = self._pitch
        for column in range(int(box.x0 // pitch), int(box.x1 // pitch) + 1):
            for row in range(int(box.top // pitch), int(box.bottom // pitch) + 1):
                self._buckets.setdefault((column, row), []).append((box, thing))

    def at(self, x: float, y: float) -> Iterator[T]:
        """Those whose box holds the point, in the order in which they were added."""
        for box, thing in self._buckets.get((int(x // self._pitch), int(y // self._pitch)), ()):
            if box.contains_point(x, y):
                yield thing

    def __bool__(self) -> bool:
        return bool(self._buckets)
