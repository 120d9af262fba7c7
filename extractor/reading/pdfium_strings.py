"""The text objects of a page: what the characters of each share, asked for all of them at once."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractor.reading import pdfium_calls as calls
from extractor.reading.glyphs import font_name
from extractor.reading.layout import Paint
from extractor.reading.objects import PageObject
from extractor.reading.pdfium_calls import call_all, place_of, pointer, rows
from extractor.reading.pdfium_inks import inks_of
from extractor.reading.pdfium_veils import is_stroked_clear, veiled

INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})

STROKED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})

THOUSAND = ctypes.c_float(1000)


class Font(NamedTuple):
    handle: int
    name: str
    descent: float
    """Of a size of 1, below 0."""


class TextObject(NamedTuple):
    font: Font
    size: float
    """As the page says it, before its matrix."""
    ink: float | None
    paint: Paint
    artifact: bool
    order: int
    """Its place in the order of painting."""


class Fonts:
    """Those of one document."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}
        self._widths: dict[tuple[int, int], float] = {}

    def of(self, handle: int) -> Font:
        found = self._known.get(handle)
        if found is None:
            descent = ctypes.c_float()
            calls.font_descent(pointer(handle), THOUSAND, place_of(descent))
            found = self._known[handle] = Font(handle, _name_of(handle), descent.value / 1000)
        return found

    def width(self, font: Font, code: int) -> float:
        """How far the character moves the pen, at a size of 1."""
        key = (font.handle, code)
        width = self._widths.get(key)
        if width is None:
            found = ctypes.c_float()
            said = calls.font_width(pointer(font.handle), code, THOUSAND, place_of(found))
            width = self._widths[key] = found.value / 1000 if said else 0.0
        return width


def text_objects(
    items: Sequence[tuple[int, PageObject]], layered: frozenset[int], fonts: Fonts
) -> dict[int, TextObject]:
    """By their handles. `items` come with their order of painting, `layered` has the orders of optional content."""
    places = [item.at for _, item in items]
    sizes = np.zeros((len(items), 1), dtype=np.float32)
    call_all(map(calls.string_size, places, rows(sizes)))
    behind = veiled([item for _, item in items])
    shared = zip(
        items,
        map(calls.string_font, places),
        sizes[:, 0].tolist(),
        map(calls.string_mode, places),
        inks_of(calls.object_fill, places),
        strict=True,
    )
    made = {}
    for (order, item), font, size, mode, ink in shared:
        shown, paint, is_veiled = ink, Paint.PLAIN, item.handle in behind
        if mode in STROKED:
            shown = inks_of(calls.object_stroke, [item.at])[0]
            is_veiled = is_veiled or is_stroked_clear(item.at)
        if mode in INVISIBLE:
            paint = Paint.INVISIBLE
        elif order in layered:
            paint = Paint.LAYERED
        elif is_veiled:
            paint = Paint.VEILED
        artifact = bool(item.tags) and item.tags[-1] == "Artifact"
        made[item.handle] = TextObject(fonts.of(font), size, shown, paint, artifact, order)
    return made


def _name_of(font: int) -> str:
    length = calls.font_name(pointer(font), pointer(None), 0)
    room = ctypes.create_string_buffer(max(length, 1))
    calls.font_name(pointer(font), place_of(room), length)
    return font_name(room.value)
