"""Which of a page's texts pdfium need not show: those outside their clip, and those that are painted transparently."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import PageObject
from extractor.reading.pdfium_calls import call_all, rows

FAINT = 16
"""Of 255: what is painted with less is seen by nobody."""
RECTANGLE, TWO = 4, 2
"""Corners of a rectangle, the last one perhaps twice, and its sides each way."""


def veiled(items: Iterable[PageObject]) -> set[int]:
    """The handles of those that may be hidden, all or in part, by a clip, by transparency or by a soft mask."""
    return {item.handle for item in items if item.veiled or calls.object_transparent(item.handle) or _is_cut(item)}


def is_stroked_clear(handle: int) -> bool:
    """Is it drawn with strokes that let nearly all of what is under them through?"""
    parts = (ctypes.c_uint * 4)()
    at, step = ctypes.addressof(parts), ctypes.sizeof(ctypes.c_uint)
    said = calls.object_stroke(handle, at, at + step, at + 2 * step, at + 3 * step)
    return bool(said) and parts[3] < FAINT


def _is_cut(item: PageObject) -> bool:
    clip = calls.object_clip(item.handle)
    count = calls.clip_paths(clip) if clip else 0
    if count <= 0:
        return False
    box = _bounds(item.handle)
    return box is not None and not all(_lets_through(points, box) for points in _clip_paths(clip, count))


def _bounds(handle: int) -> Box | None:
    """In the coordinates of what holds the object, as its clip is: upwards."""
    sides = (ctypes.c_float * 4)()
    at, step = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float)
    return Box(*sides) if calls.object_bounds(handle, at, at + step, at + 2 * step, at + 3 * step) else None


def _lets_through(points: NDArray[np.float32], box: Box) -> bool:
    """Is the path a rectangle around the object? A letter hangs out of one as high as its line by less than its half.

    What another shape lets through only the page shows.
    """
    xs, ys = (np.unique(np.round(column, 1)) for column in points.T)
    if not RECTANGLE <= len(points) <= RECTANGLE + 1 or len(xs) > TWO or len(ys) > TWO:
        return False
    return bool(xs[0] <= box.x0 and box.x1 <= xs[-1] and ys[0] <= box.middle_y <= ys[-1])


def _clip_paths(clip: int, count: int) -> Iterator[NDArray[np.float32]]:
    """The corners of each path."""
    for path in range(count):
        number = max(0, calls.clip_segments(clip, path))
        points = np.zeros((max(number, 1), 2), dtype=np.float32)
        segments = map(calls.clip_segment, repeat(clip), repeat(path), range(number))
        call_all(map(calls.segment_point, segments, rows(points), rows(points, 1)))
        yield points
