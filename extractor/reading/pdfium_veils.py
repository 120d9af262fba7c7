"""Which of a page's texts pdfium need not show: those outside their clip, and those that are painted transparently."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat

import numpy as np

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import PageObject
from extractor.reading.pdfium_calls import call_all, rows


def veiled(items: Iterable[PageObject]) -> set[int]:
    """The handles of those that may be hidden, all or in part, by a clip, by transparency or by a soft mask."""
    return {item.handle for item in items if item.veiled or calls.object_transparent(item.handle) or _is_cut(item)}


def _is_cut(item: PageObject) -> bool:
    clip = calls.object_clip(item.handle)
    count = calls.clip_paths(clip) if clip else 0
    if count <= 0:
        return False
    box = _bounds(item.handle)
    return box is not None and not all(_holds(path, box) for path in _clip_boxes(clip, count))


def _bounds(handle: int) -> Box | None:
    """In the coordinates of what holds the object, as its clip is: upwards."""
    sides = (ctypes.c_float * 4)()
    at, step = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float)
    return Box(*sides) if calls.object_bounds(handle, at, at + step, at + 2 * step, at + 3 * step) else None


def _holds(clip: Box, box: Box) -> bool:
    """A letter hangs out of a clip that is as high as its line by no more than the half of it that is looked at."""
    return clip.x0 <= box.x0 and box.x1 <= clip.x1 and clip.top <= box.middle_y <= clip.bottom


def _clip_boxes(clip: int, count: int) -> Iterator[Box]:
    """Around each path; one without points lets nothing through."""
    for path in range(count):
        number = max(0, calls.clip_segments(clip, path))
        points = np.zeros((max(number, 1), 2), dtype=np.float32)
        segments = map(calls.clip_segment, repeat(clip), repeat(path), range(number))
        call_all(map(calls.segment_point, segments, rows(points), rows(points, 1)))
        (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        yield Box(x0, y0, x1, y1)
