"""Things by where they stand, so that what lies at a point is found without looking at everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from extractor.geometry import Box

T = TypeVar("T")

MOST_BUCKETS = 10_000
"""A thing over more buckets than a page has is kept aside: damaged PDFs hold letters a thousand miles wide."""


class Places(Generic[T]):
    """A grid of buckets, `pitch` points wide and high; best about the size of the things in it."""

    def __init__(self, pitch: float) -> None:
        self._pitch = pitch
        self._count = 0
        self._buckets: dict[tuple[int, int], list[tuple[int, Box, T]]] = {}
        self._vast: list[tuple[int, Box, T]] = []

    def add(self, box: Box, thing: T) -> None:
        pitch, entry = self._pitch, (self._count, box, thing)
        self._count += 1
        if (box.width / pitch + 1) * (box.height / pitch + 1) > MOST_BUCKETS:
            self._vast.append(entry)
            return
        for column in range(int(box.x0 // pitch), int(box.x1 // pitch) + 1):
            for row in range(int(box.top // pitch), int(box.bottom // pitch) + 1):
                self._buckets.setdefault((column, row), []).append(entry)

    def at(self, x: float, y: float) -> Iterator[T]:
        """Those whose box holds the point, in the order in which they were added."""
        entries = self._buckets.get((int(x // self._pitch), int(y // self._pitch)), [])
        if self._vast:
            entries = sorted([*entries, *self._vast], key=lambda entry: entry[0])
        for _, box, thing in entries:
            if box.contains_point(x, y):
                yield thing

    def __bool__(self) -> bool:
        return self._count > 0
