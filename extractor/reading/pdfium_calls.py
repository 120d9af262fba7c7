"""Pdfium's functions, called with nothing around them: wrapping each pointer in an object costs more than the call.

Handles are addresses, 0 where there is none; what is given to a function is a `pointer` to it. What a function writes
goes to a pointer too: to a `ctypes` value, or to its place in an array, so that one array takes what thousands of calls
write. Arguments are given as they are, which takes a third of the time of having them checked: the types below say what
they must be, whole numbers below 2**31.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NewType, cast

import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Pointer = NewType("Pointer", object)
"""A handle or address as an argument; only `pointer` makes one."""
pointer = cast(Callable[[int | None], Pointer], ctypes.c_void_p.from_param)
_HANDLE, _INT, _UINT, _ULONG, _SIZE = ctypes.c_size_t, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong, ctypes.c_size_t


def _function(name: str, result: Any = _INT) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    if address is None:
        raise AttributeError(name)
    # It holds the lock of the interpreter, which is let go and taken again in longer than most of these take.
    return ctypes.PYFUNCTYPE(result)(address)


def handle_of(raw: Any) -> Pointer:
    """That of a page, a document or a text page of pypdfium2."""
    return pointer(ctypes.cast(raw, ctypes.c_void_p).value)


def place_of(value: Any) -> Pointer:
    """Where a `ctypes` value stands, which must be kept for as long."""
    return pointer(ctypes.addressof(value))


def rows(array: NDArray[Any], column: int = 0) -> Iterator[Pointer]:
    """Where each row of an array stands, or one of its columns: where so many calls write."""
    # Its strides are 0 where it is empty, which no range takes.
    at = array.__array_interface__["data"][0]  # a third of the time that `array.ctypes` takes
    first, step = at + column * array.itemsize, array.itemsize * array.shape[1]
    return map(pointer, range(first, first + len(array) * step, step))


def call_all(calling: Iterable[object]) -> None:
    """Let every call of a `map` be made."""
    deque(calling, maxlen=0)


Ask = Callable[[Pointer], int]
"""Of one thing."""
AskOf = Callable[[Pointer, int], int]
"""Of one of several, by its number."""
Write = Callable[[Pointer, Pointer], int]
WriteTwo = Callable[[Pointer, Pointer, Pointer], int]
WriteFour = Callable[[Pointer, Pointer, Pointer, Pointer, Pointer], int]

text_object: AskOf = _function("FPDFText_GetTextObject", _HANDLE)
text_unicode: AskOf = _function("FPDFText_GetUnicode", _UINT)
text_loose_box: Callable[[Pointer, int, Pointer], int] = _function("FPDFText_GetLooseCharBox")
text_origin: Callable[[Pointer, int, Pointer, Pointer], int] = _function("FPDFText_GetCharOrigin")
text_matrix: Callable[[Pointer, int, Pointer], int] = _function("FPDFText_GetMatrix")
text_generated: AskOf = _function("FPDFText_IsGenerated")
text_unmapped: AskOf = _function("FPDFText_HasUnicodeMapError")

page_object_count: Ask = _function("FPDFPage_CountObjects")
page_object: AskOf = _function("FPDFPage_GetObject", _HANDLE)
form_object_count: Ask = _function("FPDFFormObj_CountObjects")
form_object: AskOf = _function("FPDFFormObj_GetObject", _HANDLE)

object_type: Ask = _function("FPDFPageObj_GetType")
object_matrix: Write = _function("FPDFPageObj_GetMatrix")
object_bounds: WriteFour = _function("FPDFPageObj_GetBounds")
object_fill: WriteFour = _function("FPDFPageObj_GetFillColor")
object_stroke: WriteFour = _function("FPDFPageObj_GetStrokeColor")
object_stroke_width: Write = _function("FPDFPageObj_GetStrokeWidth")
object_transparent: Ask = _function("FPDFPageObj_HasTransparency")
object_clip: Ask = _function("FPDFPageObj_GetClipPath", _HANDLE)
clip_paths: Ask = _function("FPDFClipPath_CountPaths")
clip_segments: AskOf = _function("FPDFClipPath_CountPathSegments")
clip_segment: Callable[[Pointer, int, int], int] = _function("FPDFClipPath_GetPathSegment", _HANDLE)
set_active: AskOf = _function("FPDFPageObj_SetIsActive")

mark_count: Ask = _function("FPDFPageObj_CountMarks")
mark: AskOf = _function("FPDFPageObj_GetMark", _HANDLE)
mark_name: Callable[[Pointer, Pointer, int, Pointer], int] = _function("FPDFPageObjMark_GetName")

string_text: Callable[[Pointer, Pointer, Pointer, int], int] = _function("FPDFTextObj_GetText", _ULONG)
string_font: Ask = _function("FPDFTextObj_GetFont", _HANDLE)
string_size: Write = _function("FPDFTextObj_GetFontSize")
string_mode: Ask = _function("FPDFTextObj_GetTextRenderMode")
font_name: Callable[[Pointer, Pointer, int], int] = _function("FPDFFont_GetBaseFontName", _SIZE)
font_descent: Callable[[Pointer, ctypes.c_float, Pointer], int] = _function("FPDFFont_GetDescent")
font_width: Callable[[Pointer, int, ctypes.c_float, Pointer], int] = _function("FPDFFont_GetGlyphWidth")

path_mode: WriteTwo = _function("FPDFPath_GetDrawMode")
path_count: Ask = _function("FPDFPath_CountSegments")
path_segment: AskOf = _function("FPDFPath_GetPathSegment", _HANDLE)
segment_type: Ask = _function("FPDFPathSegment_GetType")
segment_point: WriteTwo = _function("FPDFPathSegment_GetPoint")
segment_closes: Ask = _function("FPDFPathSegment_GetClose")

picture_data: Callable[[Pointer, Pointer, int], int] = _function("FPDFImageObj_GetImageDataRaw", _ULONG)
picture_rendered: Callable[[Pointer, Pointer, Pointer], int] = _function("FPDFImageObj_GetRenderedBitmap", _HANDLE)
