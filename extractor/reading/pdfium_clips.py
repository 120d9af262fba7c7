"""What pdfium's clips cut off: those of texts, and those of the forms that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.pdfium_calls import Pointer, call_all, pointer, rows

RECTANGLE, TWO = 4, 2
"""Corners of a rectangle, the last one perhaps twice, and its sides each way."""


def is_cut(one: Pointer) -> bool:
    """Is the object not held whole by its clip, as far as the data tell?"""
    clip = pointer(calls.object_clip(one))
    count = calls.clip_paths(clip)
    if count <= 0:
        return False
    box = _bounds(one)
    return box is not None and not all(_lets_through(points, box) for points in _clip_paths(clip, count))


def _bounds(one: Pointer) -> Box | None:
    """In the coordinates of what holds the object, as its clip is: upwards."""
    sides = np.empty((1, 4), dtype=np.float32)
    return Box(*sides[0].tolist()) if calls.object_bounds(one, *(next(rows(sides, i)) for i in range(4))) else None


def _lets_through(points: Sequence[Sequence[float]], box: Box) -> bool:
    """Is the path a rectangle around the object? A letter hangs out of one as high as its line by less than its half.

    What another shape lets through only the page shows.
    """
    xs, ys = ({round(value, 1) for value in values} for values in zip(*points, strict=True))
    if not RECTANGLE <= len(points) <= RECTANGLE + 1 or len(xs) > TWO or len(ys) > TWO:
        return False
    return bool(min(xs) <= box.x0 and box.x1 <= max(xs) and min(ys) <= box.middle_y <= max(ys))


def _clip_paths(clip: Pointer, count: int) -> Iterator[list[list[float]]]:
    """The corners of each path."""
    for path in range(count):
        number = max(0, calls.clip_segments(clip, path))
        points = np.zeros((max(number, 1), 2), dtype=np.float32)
        segments = map(pointer, map(calls.clip_segment, repeat(clip), repeat(path), range(number)))
        call_all(map(calls.segment_point, segments, rows(points), rows(points, 1)))
        yield points.tolist()
