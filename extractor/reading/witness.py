"""Does a page show it? Pdfium draws the page with and without what is asked for: no difference, nobody sees it.

This answers for everything that can hide text (layers, white on white, what lies over it, clips, transparency) without
knowing any of it. It costs two renderings of a page, so only what the data make doubtful is asked for.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractor.closing import Closing
from extractor.geometry import Box, box_around
from extractor.reading import pdfium_calls as calls
from extractor.reading.objects import page_objects, sides_of
from extractor.reading.pdfium_calls import Pointer, place_of, pointer
from extractor.reading.rendering import OpenPages, PdfiumRenderer, RenderingFailed

SCALE = 2.0
"""Pixels a point: the stroke of a small letter is one pixel wide."""
SEEN = 16
"""Of 255: a difference of less is seen by nobody, and printed by no printer."""
LONGEST = 4096
"""Bytes of a text object that are looked at."""
SLACK = 1.0
"""Points by which two libraries may see the same thing in two places."""


class AskedKind(Enum):
    TEXT = pdfium.FPDF_PAGEOBJ_TEXT
    PATH = pdfium.FPDF_PAGEOBJ_PATH
    PICTURE = pdfium.FPDF_PAGEOBJ_IMAGE


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a reader found on the page; `text` where it is text."""

    kind: AskedKind
    box: Box
    text: str = ""


class Witness(Protocol):
    def sees(self, page: int, things: Sequence[Asked]) -> list[bool]:
        """For each thing: does the page, from 1, show it? True also where nobody can tell."""
        ...


class PdfiumWitness(Closing):
    """Opens the document when it is asked for the first time. Close it, or use `with`.

    `left_open` are pages of the same data that need no opening.
    """

    def __init__(self, data: bytes, password: str | None = None, left_open: OpenPages | None = None) -> None:
        self._renderer = PdfiumRenderer(data, password, left_open)

    def close(self) -> None:
        self._renderer.close()

    def sees(self, page: int, things: Sequence[Asked]) -> list[bool]:
        if not things:
            return []
        try:
            area = box_around(thing.box for thing in things)
            found = self._objects_of(page, things)
            objects = {handle for handles in found for handle in handles}
            with_it = self._renderer.render(page, area, SCALE)
            with _taken_out(objects):
                without = self._renderer.render(page, area, SCALE)
        except RenderingFailed:
            return [True] * len(things)
        seen = []
        for thing, handles in zip(things, found, strict=True):
            before, after = (raster.cut(thing.box).astype(np.int16) for raster in (with_it, without))
            seen.append(not handles or bool(before.size and np.abs(before - after).max() >= SEEN))
        return seen

    def _objects_of(self, page: int, things: Sequence[Asked]) -> list[list[int]]:
        """The objects of pdfium that each thing may be: where it stands and, for text, with its letters."""
        loaded = self._renderer.page(page)
        text_page = loaded.get_textpage()
        kinds = {thing.kind.value for thing in things}
        objects = page_objects(loaded)
        objects = objects.taken(objects.of_kind(*kinds))
        kind = np.array(objects.kinds)
        sides = sides_of(objects)
        found = []
        for thing in things:
            here = np.flatnonzero((kind == thing.kind.value) & _may_be(thing, sides)).tolist()
            if thing.kind is AskedKind.TEXT:
                handle = calls.handle_of(text_page.raw)
                here = [i for i in here if thing.text[:1] in _text_of(objects.at[i], handle)] or here
            found.append([objects.handles[i] for i in here])
        text_page.close()
        return found


@contextmanager
def _taken_out(handles: Collection[int]) -> Iterator[None]:
    """The page without these objects; whoever draws it after this has them again."""
    for handle in handles:
        calls.set_active(pointer(handle), False)
    try:
        yield
    finally:
        for handle in handles:
            calls.set_active(pointer(handle), True)


def _may_be(thing: Asked, sides: NDArray[np.float64]) -> NDArray[np.bool_]:
    """A text object is a string with the word in it, or a letter of it; anything else has the thing's own box."""
    x0, top, x1, bottom = sides
    around = thing.box.grown(SLACK)
    may_be: NDArray[np.bool_]
    if thing.kind is AskedKind.TEXT:
        may_be = (around.x0 < x1 + SLACK) & (x0 - SLACK < around.x1)
        may_be &= (around.top < bottom + SLACK) & (top - SLACK < around.bottom)
    else:
        may_be = (around.x0 <= x0) & (x1 <= around.x1) & (around.top <= top) & (bottom <= around.bottom)
    return may_be


def _text_of(at: Pointer, text_page: Pointer) -> str:
    room = ctypes.create_string_buffer(LONGEST)
    size = calls.string_text(at, text_page, place_of(room), LONGEST)
    return room.raw[: min(size, LONGEST)].decode("utf-16-le", errors="replace")
