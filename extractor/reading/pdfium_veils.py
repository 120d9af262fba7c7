"""Which of a page's texts pdfium need not show: those outside their clip, and those that are painted transparently."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable

from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import PageObject
from extractor.reading.pdfium_clips import is_cut

FAINT = 16
"""Of 255: what is painted with less is seen by nobody."""


def veiled(items: Iterable[PageObject]) -> set[int]:
    """The handles of those that may be hidden, all or in part, by a clip, by transparency or by a soft mask."""
    return {
        item.handle for item in items if item.veiled or calls.object_transparent(item.handle) or is_cut(item.handle)
    }


def is_stroked_clear(handle: int) -> bool:
    """Is it drawn with strokes that let nearly all of what is under them through?"""
    parts = (ctypes.c_uint * 4)()
    at, step = ctypes.addressof(parts), ctypes.sizeof(ctypes.c_uint)
    said = calls.object_stroke(handle, at, at + step, at + 2 * step, at + 3 * step)
    return bool(said) and parts[3] < FAINT
