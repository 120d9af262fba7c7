"""Which of a page's texts pdfium need not show: those outside their clip, and those that are painted transparently."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import PageObjects
from extractor.reading.pdfium_calls import Pointer, pointer, rows
from extractor.reading.pdfium_clips import is_cut

FAINT = 16
"""Of 255: what is painted with less is seen by nobody."""


def veiled(objects: PageObjects) -> Iterator[bool]:
    """Of each: may it be hidden, all or in part, by a clip, by transparency or by a soft mask?"""
    contents = [content.veiled for content in objects.contents]
    clips = map(calls.clip_paths, map(pointer, map(calls.object_clip, objects.at)))
    asked = zip(objects.at, objects.content, map(calls.object_transparent, objects.at), clips, strict=True)
    return (contents[of] or clear != 0 or (clipped > 0 and is_cut(at)) for at, of, clear, clipped in asked)


def is_stroked_clear(one: Pointer) -> bool:
    """Is it drawn with strokes that let nearly all of what is under them through?"""
    parts = np.zeros((1, 4), dtype=np.uint32)
    said = calls.object_stroke(one, *(next(rows(parts, i)) for i in range(4)))
    return bool(said) and int(parts[0, 3]) < FAINT
