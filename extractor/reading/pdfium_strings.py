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
from extractor.reading.objects import PageObjects
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


class TextObjects(NamedTuple):
    """What is known of each; `sizes` are as the page says them, before their matrices."""

    fonts: Sequence[Font]
    sizes: Sequence[float]
    inks: Sequence[float | None]
    paints: Sequence[Paint]
    artifacts: Sequence[bool]


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


def text_objects(objects: PageObjects, fonts: Fonts) -> TextObjects:
    places = objects.at
    sizes = np.zeros((len(places), 1), dtype=np.float32)
    call_all(map(calls.string_size, places, rows(sizes)))
    modes = list(map(calls.string_mode, places))
    inks, behind = inks_of(calls.object_fill, places), list(veiled(objects))
    for i in [i for i, mode in enumerate(modes) if mode in STROKED]:
        inks[i] = inks_of(calls.object_stroke, [places[i]])[0]
        behind[i] = behind[i] or is_stroked_clear(places[i])
    return TextObjects(
        list(map(fonts.of, map(calls.string_font, places))),
        sizes[:, 0].tolist(),
        inks,
        list(map(_paint, modes, objects.layered, behind)),
        objects.artifact,
    )


def _paint(mode: int, layered: bool, behind: bool) -> Paint:
    if mode in INVISIBLE:
        return Paint.INVISIBLE
    if layered:
        return Paint.LAYERED
    return Paint.VEILED if behind else Paint.PLAIN


def _name_of(font: int) -> str:
    length = calls.font_name(pointer(font), pointer(None), 0)
    room = ctypes.create_string_buffer(max(length, 1))
    calls.font_name(pointer(font), place_of(room), length)
    return font_name(room.value)
