"""The text of a page as pdfium has it → glyphs.

Pdfium gives the characters of a page in a list of its own order, each with the text object that draws it; what is the
same for an object (font, size, matrix, ink) is asked once, and only few numbers for each character. Its list leaves
out an object that is printed again on the same spot: that is found among the page's objects.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading.colours import lightness
from extractor.reading.glyphs import direction_of, font_name
from extractor.reading.layout import RIGHT, Direction, Glyph, Paint
from extractor.reading.objects import PageObject, Transform

INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
UNNAMED = "\N{REPLACEMENT CHARACTER}"
SPACE = 32
LINE_END_HYPHEN = 2
"""Pdfium's sign for a hyphen at the end of a line."""
WHOLE = 255.0
SAME_SPOT = 0.15
"""An object with the letters of another one this part of their size away from it is that one printed twice."""


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """The function without the wrapping of its pointers in Python objects, which costs more than the call."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    if address is None:
        raise AttributeError(name)
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_Handle, _Int = ctypes.c_void_p, ctypes.c_int
_text_object = _quick("FPDFText_GetTextObject", _Handle, _Handle, _Int)
_unicode = _quick("FPDFText_GetUnicode", ctypes.c_uint, _Handle, _Int)
_loose_box = _quick("FPDFText_GetLooseCharBox", _Int, _Handle, _Int, _Handle)
_origin = _quick("FPDFText_GetCharOrigin", _Int, _Handle, _Int, _Handle, _Handle)
_matrix = _quick("FPDFText_GetMatrix", _Int, _Handle, _Int, _Handle)
_generated = _quick("FPDFText_IsGenerated", _Int, _Handle, _Int)
_unmapped = _quick("FPDFText_HasUnicodeMapError", _Int, _Handle, _Int)


class _Font(NamedTuple):
    handle: Any
    name: str
    descent: float
    """Of a size of 1, below 0."""


class _Object(NamedTuple):
    """What the characters of a text object share."""

    font: _Font
    size: float
    """As the page says it, before its matrix."""
    ink: float | None
    paint: Paint
    artifact: bool
    order: int


class _Run(NamedTuple):
    """The same with its matrix, on the upright page."""

    direction: Direction
    scale: float
    size: float
    low: tuple[float, float]
    high: tuple[float, float]
    """From the pen to the lower and upper edge of the font's box."""
    along: tuple[float, float]
    """A step of 1 in text space, in the direction of the text."""
    mirrored: bool


class GlyphReader:
    """Reads the text of the pages of one document; what it knows of fonts is kept."""

    def __init__(self) -> None:
        self._fonts: dict[int, _Font] = {}
        self._widths: dict[tuple[int, int], float] = {}

    def read(
        self, page: pypdfium2.PdfPage, objects: Sequence[PageObject], to_page: Transform, layered: frozenset[int]
    ) -> list[Glyph]:
        """`objects` are all of the page in the order of painting; `layered` the places in it of optional content."""
        texts = [(order, item) for order, item in enumerate(objects) if item.kind == pdfium.FPDF_PAGEOBJ_TEXT]
        known = {_address(item.raw): (order, item) for order, item in texts}
        text_page = page.get_textpage()
        glyphs: list[Glyph] = []
        try:
            seen = self._characters(text_page, known, to_page, layered, glyphs)
        finally:
            text_page.close()
        twice = [(order, item) for address, (order, item) in known.items() if address not in seen]
        return [*glyphs, *_printed_again(twice, known, seen, glyphs)] if twice else glyphs

    def _characters(
        self,
        text_page: pypdfium2.PdfTextPage,
        known: dict[int, tuple[int, PageObject]],
        to_page: Transform,
        layered: frozenset[int],
        glyphs: list[Glyph],
    ) -> dict[int, tuple[int, int]]:
        """Adds the glyphs; gives where those of each object begin and end."""
        handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
        count = text_page.count_chars()
        rects = (pdfium.FS_RECTF * max(count, 1))()
        base, step = ctypes.addressof(rects), ctypes.sizeof(pdfium.FS_RECTF)
        x, y = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
        seen: dict[int, tuple[int, int]] = {}
        last_address: int | None = None
        last_pen: tuple[float, float] | None = None
        one: _Object | None = None
        run: _Run | None = None
        matrix = pdfium.FS_MATRIX()
        for i in range(count):
            address = _text_object(handle, i)
            if address is None or address not in known:
                continue
            if address != last_address or one is None or run is None:
                order, item = known[address]
                one = self._object(item, order, order in layered)
                _matrix(handle, i, ctypes.addressof(matrix))
                text = Transform(matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0)
                run = _run_of(text.then(to_page), one)
                seen.setdefault(address, (len(glyphs), len(glyphs)))
                last_address, last_pen = address, None
            code = _unicode(handle, i)
            if code <= SPACE and _generated(handle, i) == 1:
                continue
            _origin(handle, i, x_at, y_at)
            pen = (x.value, y.value)
            letter = _letter(code, handle, i)
            if pen == last_pen and len(glyphs) > seen[address][0]:
                # The letters of a ligature stand on one spot; their boxes part its ink between them.
                letters = _joined(glyphs[-1].text + letter)
                _loose_box(handle, i, base + step * i)
                advance = _reach(rects[i], pen, matrix) / (run.scale or 1.0)
                glyphs[-1] = _glyph(letters, to_page.point(*pen), advance, one, run)
                continue
            place = to_page.point(*pen)
            if last_pen is not None and run.direction == RIGHT and glyphs[-1].x0 < place[0] < glyphs[-1].x1:
                # A letter with two shapes has two widths, of which pdfium knows one: it ends where the next one begins.
                glyphs[-1] = glyphs[-1]._replace(x1=place[0])
            last_pen = pen
            if run.direction.dx and run.direction.dy:
                advance = self._advance(one, code)
            else:
                _loose_box(handle, i, base + step * i)
                advance = _reach(rects[i], pen, matrix) / (run.scale or 1.0)
            glyphs.append(_glyph(letter, place, advance, one, run))
            seen[address] = (seen[address][0], len(glyphs))
        return seen

    def _advance(self, one: _Object, code: int) -> float:
        """How far the character moves the pen in text space: for text aslant; for all other its box tells."""
        key = (id(one.font), code)
        width = self._widths.get(key)
        if width is None:
            found = ctypes.c_float()
            said = pdfium.FPDFFont_GetGlyphWidth(one.font.handle, code, 1000.0, found)
            width = self._widths[key] = found.value / 1000 if said else 0.0
        return width * one.size

    def _object(self, item: PageObject, order: int, layered: bool) -> _Object:
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item.raw, size)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item.raw)
        paint = Paint.INVISIBLE if mode in INVISIBLE else Paint.LAYERED if layered else Paint.PLAIN
        return _Object(
            font=self._font(pdfium.FPDFTextObj_GetFont(item.raw)),
            size=size.value,
            ink=ink_of(pdfium.FPDFPageObj_GetFillColor, item.raw),
            paint=paint,
            artifact="Artifact" in marks_of(item.raw)[-1:],
            order=order,
        )

    def _font(self, handle: Any) -> _Font:
        address = _address(handle)
        found = self._fonts.get(address)
        if found is None:
            descent = ctypes.c_float()
            pdfium.FPDFFont_GetDescent(handle, 1000.0, descent)
            found = self._fonts[address] = _Font(handle, _name_of(handle), descent.value / 1000)
        return found


def _reach(rect: Any, pen: tuple[float, float], matrix: Any) -> float:
    """From the pen to the far side of a box, in the direction of text that runs along or up or down the page."""
    x, y = pen
    if abs(matrix.a) >= abs(matrix.b):
        return max(0.0, float(rect.right - x if matrix.a >= 0 else x - rect.left))
    return max(0.0, float(rect.top - y if matrix.b >= 0 else y - rect.bottom))


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _name_of(handle: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    room = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(handle, room, length)
    return font_name(room.value)


def _letter(code: int, handle: int | None, index: int) -> str:
    if code == LINE_END_HYPHEN:
        return "-"
    if _unmapped(handle, index) == 1:
        return f"(cid:{code})"
    return chr(code) if code and code <= sys.maxunicode else UNNAMED


def _joined(text: str) -> str:
    """Pdfium gives a character beyond the first 65,536 as two surrogates."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def ink_of(ask: Any, raw: Any) -> float | None:
    """The lightness of a fill or stroke, 0 to 1; None where pdfium has no colour for it."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(raw, red, green, blue, alpha):
        return None
    return lightness((red.value / WHOLE, green.value / WHOLE, blue.value / WHOLE))


def marks_of(raw: Any) -> list[str]:
    """The names of the marked content that an object is in, from the outside in."""
    names = []
    for i in range(max(0, pdfium.FPDFPageObj_CountMarks(raw))):
        mark = pdfium.FPDFPageObj_GetMark(raw, i)
        room = ctypes.create_string_buffer(128)
        length = ctypes.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), 128, length)
        names.append(room.raw[: max(0, length.value - 2)].decode("utf-16-le", errors="replace"))
    return names


def _run_of(matrix: Transform, one: _Object) -> _Run:
    a, b, c, d, _, _ = matrix
    scale = (a * a + b * b) ** 0.5
    direction = direction_of(a, b)
    dx, dy = direction
    size = one.size
    drawn = abs(c * size) if not dx else abs(d * size) if not dy else abs(d * size / dx)
    low = one.font.descent * size
    return _Run(
        direction=direction,
        scale=scale,
        size=drawn,
        low=(c * low, d * low),
        high=(c * (low + size), d * (low + size)),
        along=(a, b),
        mirrored=a * d - b * c > 0,
    )


def _glyph(text: str, pen: tuple[float, float], advance: float, one: _Object, run: _Run) -> Glyph:
    x, y = pen
    across, down = run.along[0] * advance, run.along[1] * advance
    return Glyph(
        text,
        x + min(run.low[0], run.high[0]) + min(across, 0.0),
        y + min(run.low[1], run.high[1]) + min(down, 0.0),
        x + max(run.low[0], run.high[0]) + max(across, 0.0),
        y + max(run.low[1], run.high[1]) + max(down, 0.0),
        x,
        y,
        run.direction,
        advance * run.scale,
        run.size,
        one.font.name,
        one.ink,
        one.artifact,
        one.order,
        Paint.MIRRORED if run.mirrored else one.paint,
    )


def _printed_again(
    again: Iterable[tuple[int, PageObject]],
    known: dict[int, tuple[int, PageObject]],
    seen: dict[int, tuple[int, int]],
    glyphs: Sequence[Glyph],
) -> Iterable[Glyph]:
    """The glyphs of objects that pdfium's list leaves out, as those of the object that they lie on."""
    boxes = [(known[address][1].box(), span) for address, span in seen.items()]
    for order, item in again:
        box = item.box()
        if box is None:
            continue
        for other, (first, end) in boxes:
            if other is not None and first < end and _same_spot(box, other, glyphs[first].size):
                dx, dy = box.x0 - other.x0, box.top - other.top
                ink = ink_of(pdfium.FPDFPageObj_GetFillColor, item.raw)
                for glyph in glyphs[first:end]:
                    yield glyph._replace(
                        x0=glyph.x0 + dx,
                        x1=glyph.x1 + dx,
                        top=glyph.top + dy,
                        bottom=glyph.bottom + dy,
                        x=glyph.x + dx,
                        baseline=glyph.baseline + dy,
                        ink=ink,
                        order=order,
                    )
                break


def _same_spot(box: Box, other: Box, size: float) -> bool:
    return all(abs(one - two) < SAME_SPOT * size for one, two in zip(box, other, strict=True))
