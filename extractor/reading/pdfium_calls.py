"""Pdfium's functions with plain numbers for handles: wrapping each pointer in an object costs more than the call.

Handles are addresses, 0 where there is none. What a function writes goes to an address too: that of a `ctypes` value,
or of its place in an array, so that one array takes what thousands of calls write.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium
from numpy.typing import NDArray

_HANDLE, _AT = ctypes.c_size_t, ctypes.c_void_p
_INT, _UINT, _ULONG, _FLOAT = ctypes.c_int, ctypes.c_uint, ctypes.c_ulong, ctypes.c_float


def _function(name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    if address is None:
        raise AttributeError(name)
    # It holds the lock of the interpreter, which is let go and taken again in longer than most of these take.
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle_of(raw: Any) -> int:
    """The handle of a page, a document or a text page of pypdfium2."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0


def rows(array: NDArray[Any], column: int = 0) -> range:
    """The address of each row of an array, at one of its columns: where so many calls write."""
    # Its strides are 0 where it is empty, which no range takes.
    at = array.__array_interface__["data"][0]  # a third of the time that `array.ctypes` takes
    first, step = at + column * array.itemsize, array.itemsize * array.shape[1]
    return range(first, first + len(array) * step, step)


def call_all(calling: Iterable[object]) -> None:
    """Let every call of a `map` be made."""
    deque(calling, maxlen=0)


text_object = _function("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
text_unicode = _function("FPDFText_GetUnicode", _UINT, _HANDLE, _INT)
text_loose_box = _function("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _AT)
text_origin = _function("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _AT, _AT)
text_matrix = _function("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _AT)
text_generated = _function("FPDFText_IsGenerated", _INT, _HANDLE, _INT)
text_unmapped = _function("FPDFText_HasUnicodeMapError", _INT, _HANDLE, _INT)

page_object_count = _function("FPDFPage_CountObjects", _INT, _HANDLE)
page_object = _function("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
form_object_count = _function("FPDFFormObj_CountObjects", _INT, _HANDLE)
form_object = _function("FPDFFormObj_GetObject", _HANDLE, _HANDLE, _ULONG)

object_type = _function("FPDFPageObj_GetType", _INT, _HANDLE)
object_matrix = _function("FPDFPageObj_GetMatrix", _INT, _HANDLE, _AT)
object_bounds = _function("FPDFPageObj_GetBounds", _INT, _HANDLE, _AT, _AT, _AT, _AT)
object_fill = _function("FPDFPageObj_GetFillColor", _INT, _HANDLE, _AT, _AT, _AT, _AT)
object_stroke = _function("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _AT, _AT, _AT, _AT)
object_stroke_width = _function("FPDFPageObj_GetStrokeWidth", _INT, _HANDLE, _AT)
object_transparent = _function("FPDFPageObj_HasTransparency", _INT, _HANDLE)
object_clip = _function("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
clip_paths = _function("FPDFClipPath_CountPaths", _INT, _HANDLE)
clip_segments = _function("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _function("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)
set_active = _function("FPDFPageObj_SetIsActive", _INT, _HANDLE, _INT)

mark_count = _function("FPDFPageObj_CountMarks", _INT, _HANDLE)
mark = _function("FPDFPageObj_GetMark", _HANDLE, _HANDLE, _ULONG)
mark_name = _function("FPDFPageObjMark_GetName", _INT, _HANDLE, _AT, _ULONG, _AT)

string_text = _function("FPDFTextObj_GetText", _ULONG, _HANDLE, _HANDLE, _AT, _ULONG)
string_font = _function("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
string_size = _function("FPDFTextObj_GetFontSize", _INT, _HANDLE, _AT)
string_mode = _function("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _AT, ctypes.c_size_t)
font_descent = _function("FPDFFont_GetDescent", _INT, _HANDLE, _FLOAT, _AT)
font_width = _function("FPDFFont_GetGlyphWidth", _INT, _HANDLE, ctypes.c_uint32, _FLOAT, _AT)

path_mode = _function("FPDFPath_GetDrawMode", _INT, _HANDLE, _AT, _AT)
path_count = _function("FPDFPath_CountSegments", _INT, _HANDLE)
path_segment = _function("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
segment_type = _function("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_point = _function("FPDFPathSegment_GetPoint", _INT, _HANDLE, _AT, _AT)
segment_closes = _function("FPDFPathSegment_GetClose", _INT, _HANDLE)

picture_data = _function("FPDFImageObj_GetImageDataRaw", _ULONG, _HANDLE, _AT, _ULONG)
picture_rendered = _function("FPDFImageObj_GetRenderedBitmap", _HANDLE, _HANDLE, _HANDLE, _HANDLE)
