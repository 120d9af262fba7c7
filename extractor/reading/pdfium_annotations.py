"""The annotations of a page as pdfium has them → form fields' boxes, things laid over the page, what was typed in."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box, is_ring
from extractor.reading.buttons import Button, Buttons
from extractor.reading.layout import OFF, Annotation, Glyph, Widget
from extractor.reading.objects import Transform, page_objects, page_transform
from extractor.reading.pdfium_glyphs import GlyphReader
from extractor.reading.typesetting import font_size, set_in_box

HIDDEN, NO_VIEW = pdfium.FPDF_ANNOT_FLAG_HIDDEN, pdfium.FPDF_ANNOT_FLAG_NOVIEW
RADIO, PUSH_BUTTON, PASSWORD = 1 << 15, 1 << 16, 1 << 13
"""Field flags (ISO 32000-1, tables 226 and 228)."""
FIELD_TYPES = {
    pdfium.FPDF_FORMFIELD_PUSHBUTTON: "Btn",
    pdfium.FPDF_FORMFIELD_CHECKBOX: "Btn",
    pdfium.FPDF_FORMFIELD_RADIOBUTTON: "Btn",
    pdfium.FPDF_FORMFIELD_COMBOBOX: "Ch",
    pdfium.FPDF_FORMFIELD_LISTBOX: "Ch",
    pdfium.FPDF_FORMFIELD_TEXTFIELD: "Tx",
    pdfium.FPDF_FORMFIELD_SIGNATURE: "Sig",
}
SUBTYPES = {
    getattr(pdfium, name): subtype
    for name, subtype in (
        ("FPDF_ANNOT_TEXT", "Text"),
        ("FPDF_ANNOT_FREETEXT", "FreeText"),
        ("FPDF_ANNOT_LINE", "Line"),
        ("FPDF_ANNOT_SQUARE", "Square"),
        ("FPDF_ANNOT_CIRCLE", "Circle"),
        ("FPDF_ANNOT_POLYGON", "Polygon"),
        ("FPDF_ANNOT_POLYLINE", "PolyLine"),
        ("FPDF_ANNOT_HIGHLIGHT", "Highlight"),
        ("FPDF_ANNOT_UNDERLINE", "Underline"),
        ("FPDF_ANNOT_SQUIGGLY", "Squiggly"),
        ("FPDF_ANNOT_STRIKEOUT", "StrikeOut"),
        ("FPDF_ANNOT_STAMP", "Stamp"),
        ("FPDF_ANNOT_CARET", "Caret"),
        ("FPDF_ANNOT_INK", "Ink"),
        ("FPDF_ANNOT_FILEATTACHMENT", "FileAttachment"),
        ("FPDF_ANNOT_SOUND", "Sound"),
        ("FPDF_ANNOT_MOVIE", "Movie"),
        ("FPDF_ANNOT_SCREEN", "Screen"),
        ("FPDF_ANNOT_PRINTERMARK", "PrinterMark"),
        ("FPDF_ANNOT_TRAPNET", "TrapNet"),
        ("FPDF_ANNOT_WATERMARK", "Watermark"),
        ("FPDF_ANNOT_REDACT", "Redact"),
    )
}
"""All but widgets, links and pop-ups, which show nothing of their own."""
NOTES = frozenset({"FreeText", "Stamp"})
"""Annotations whose own text stands on the page."""


class PageAnnotations:
    """Those of one page; `form` is pdfium's form environment, None where the PDF has no form."""

    def __init__(self, page: pypdfium2.PdfPage, number: int, form: Any, buttons: Buttons) -> None:
        self._page = page
        self._number = number
        self._buttons = buttons
        self._form = form
        self._to_page = page_transform(page)

    def widgets(self) -> tuple[Widget, ...]:
        return tuple(
            self._widget(index, raw)
            for index, raw in _listed(self._page)
            if pdfium.FPDFAnnot_GetSubtype(raw) == pdfium.FPDF_ANNOT_WIDGET and not _is_hidden(raw) and self._form
        )

    def annotations(self) -> tuple[Annotation, ...]:
        """Drawn ink gives one for each stroke."""
        found: list[Annotation] = []
        for _, raw in _listed(self._page):
            subtype = SUBTYPES.get(pdfium.FPDFAnnot_GetSubtype(raw))
            if subtype is not None:
                contents, hidden = _value(raw, "Contents"), _is_hidden(raw)
                strokes = list(_ink_strokes(raw, self._to_page)) if subtype == "Ink" else []
                found += [
                    Annotation(box, subtype, contents, hidden, ring)
                    for box, ring in strokes or [(self._box(raw), False)]
                ]
        return tuple(found)

    def _widget(self, index: int, raw: Any) -> Widget:
        kind = FIELD_TYPES.get(pdfium.FPDFAnnot_GetFormFieldType(self._form, raw), "")
        flags = pdfium.FPDFAnnot_GetFormFieldFlags(self._form, raw)
        value = self._text(pdfium.FPDFAnnot_GetFormFieldValue, raw)
        button: Button | None = None
        if kind == "Btn" and not flags & PUSH_BUTTON:
            shown = _value(raw, "AS") or OFF
            button = self._buttons.of(self._number, index) or Button(shown, value, drawn=True)
        return Widget(
            box=self._box(raw),
            field_type=kind,
            name=(self._text(pdfium.FPDFAnnot_GetFormFieldName, raw) or "").rsplit(".", 1)[-1],
            state=button.state if button else None,
            radio=bool(flags & RADIO),
            value=button.value if button else value,
            drawn=button.drawn if button else kind != "Btn",
        )

    def _text(self, ask: Any, raw: Any) -> str | None:
        return _utf16(lambda room, size: ask(self._form, raw, room, size))

    def _box(self, raw: Any) -> Box:
        rect = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(raw, rect)
        return self._to_page.box(rect.left, rect.bottom, rect.right, rect.top)

    def holds_text(self) -> bool:
        return any(self._is_typed(raw) for _, raw in _listed(self._page))

    def _is_typed(self, raw: Any) -> bool:
        if _is_hidden(raw):
            return False
        subtype = pdfium.FPDFAnnot_GetSubtype(raw)
        if subtype != pdfium.FPDF_ANNOT_WIDGET:
            return SUBTYPES.get(subtype) in NOTES
        if not self._form:
            return False
        kind = FIELD_TYPES.get(pdfium.FPDFAnnot_GetFormFieldType(self._form, raw))
        secret = kind == "Tx" and bool(pdfium.FPDFAnnot_GetFormFieldFlags(self._form, raw) & PASSWORD)
        return kind in {"Tx", "Ch"} and not secret

    def typed(self, reopened: Callable[[], pypdfium2.PdfPage], reader: GlyphReader) -> list[Glyph]:
        """What fields and notes show, read from the page that pdfium makes of them: the last use of this page.

        `reopened` closes the page and opens it again.
        """
        values = list(self._without_appearance())
        typed = [self._is_typed(raw) for _, raw in _listed(self._page)]
        for index in reversed(range(len(typed))):
            if not typed[index]:
                pdfium.FPDFPage_RemoveAnnot(self._page.raw, index)
        before = len(page_objects(self._page))
        pdfium.FPDFPage_Flatten(self._page.raw, pdfium.FLAT_NORMALDISPLAY)
        flat = reopened()
        found = reader.read(flat, page_objects(flat), page_transform(flat))
        glyphs = [glyph for glyph in found if glyph.order >= before]
        for box, text, size in values:
            if not any(box.contains_point(glyph.x, glyph.baseline) for glyph in glyphs):
                glyphs += set_in_box(text, box, size)
        return glyphs

    def _without_appearance(self) -> Iterator[tuple[Box, str, float | None]]:
        """Where a viewer sets the value itself."""
        for _, raw in _listed(self._page):
            if self._is_typed(raw):
                is_widget = pdfium.FPDFAnnot_GetSubtype(raw) == pdfium.FPDF_ANNOT_WIDGET
                value = self._text(pdfium.FPDFAnnot_GetFormFieldValue, raw) if is_widget else _value(raw, "Contents")
                if value and not pdfium.FPDFAnnot_HasKey(raw, b"AP"):
                    yield self._box(raw), value, font_size(_value(raw, "DA"))


@contextmanager
def _annotation(page: pypdfium2.PdfPage, index: int) -> Iterator[Any]:
    raw = pdfium.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield raw
    finally:
        pdfium.FPDFPage_CloseAnnot(raw)


def _listed(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Any]]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        with _annotation(page, index) as raw:
            if raw:
                yield index, raw


def _is_hidden(raw: Any) -> bool:
    return bool(pdfium.FPDFAnnot_GetFlags(raw) & (HIDDEN | NO_VIEW))


def _value(raw: Any, key: str) -> str | None:
    if not pdfium.FPDFAnnot_HasKey(raw, key.encode()):
        return None
    return _utf16(lambda room, size: pdfium.FPDFAnnot_GetStringValue(raw, key.encode(), room, size))


def _utf16(ask: Any) -> str | None:
    """None where there is nothing: pdfium counts the zero at the end."""
    size = ask(None, 0)
    if size <= 2:
        return None
    room = ctypes.create_string_buffer(size)
    ask(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", errors="replace")


def _ink_strokes(raw: Any, to_page: Transform) -> Iterator[tuple[Box, bool]]:
    """Each with whether it is a ring."""
    for index in range(pdfium.FPDFAnnot_GetInkListCount(raw)):
        count = pdfium.FPDFAnnot_GetInkListPath(raw, index, None, 0)
        if count:
            points = (pdfium.FS_POINTF * count)()
            pdfium.FPDFAnnot_GetInkListPath(raw, index, points, count)
            xs, ys = [point.x for point in points], [point.y for point in points]
            box = to_page.box(min(xs), min(ys), max(xs), max(ys))
            yield box, is_ring(list(zip(xs, ys, strict=True)))
