"""What was typed into form fields and notes → glyphs where the page shows them.

A viewer draws the appearance of a field or note, so that is read (ISO 32000-1, 12.5.5). Where there is none, or the
form says that its appearances are stale, viewers set the value themselves: its letters are laid out in the box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, apply_matrix_rect, mult_matrix

from extractor.geometry import Box
from extractor.reading.annotations import (
    Rect,
    annotation_boxes,
    inherited,
    is_hidden,
    name_of,
    text_of,
)
from extractor.reading.layout import Glyph
from extractor.reading.typesetting import font_size, set_in_box

PASSWORD = 1 << 13
"""Text field flag (ISO 32000-1, table 228): a viewer shows stars."""
NOTES = frozenset({"FreeText", "Stamp"})
"""Annotations whose own text stands on the page."""
FIELDS = frozenset({"Tx", "Ch"})
Paint = Callable[[PDFStream, Matrix], Sequence[Glyph]]
"""Paints a stream with its matrix and gives the glyphs that it draws."""


def typed_glyphs(
    page: PDFPage, document: PDFDocument, to_page: Callable[[Rect], Box], upright: Matrix, paint: Paint
) -> Iterator[Glyph]:
    """Those of the fields and notes of a page. `upright` turns the page's coordinates as pdfminer does."""
    form = resolve1(document.catalog.get("AcroForm"))
    stale = isinstance(form, dict) and resolve1(form.get("NeedAppearances")) is True
    for annotation, box in annotation_boxes(page, to_page):
        if is_hidden(annotation) or not _holds_text(annotation):
            continue
        appearance = _appearance(annotation)
        glyphs: Sequence[Glyph] = ()
        if appearance is not None:
            glyphs = paint(appearance, mult_matrix(_placing(appearance, annotation), upright))
        if appearance is None or (stale and not glyphs):
            glyphs = set_in_box(_value(annotation), box, _font_size(annotation, form))
        yield from glyphs


def _holds_text(annotation: dict[str, Any]) -> bool:
    subtype = name_of(annotation.get("Subtype"))
    if subtype != "Widget":
        return subtype in NOTES
    flags = inherited(annotation, "Ff")
    secret = isinstance(flags, int) and bool(flags & PASSWORD) and name_of(inherited(annotation, "FT")) == "Tx"
    return name_of(inherited(annotation, "FT")) in FIELDS and not secret


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    pictures = resolve1(annotation.get("AP"))
    normal = resolve1(pictures.get("N")) if isinstance(pictures, dict) else None
    if isinstance(normal, dict):
        normal = resolve1(normal.get(name_of(annotation.get("AS")) or ""))
    return normal if isinstance(normal, PDFStream) else None


def _placing(appearance: PDFStream, annotation: dict[str, Any]) -> Matrix:
    """From the appearance's coordinates to the page's: its box, turned by its matrix, fills the rectangle."""
    matrix = _numbers(appearance.get("Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    box = _numbers(appearance.get("BBox"), 4) or (0.0, 0.0, 1.0, 1.0)
    rect = _numbers(annotation.get("Rect"), 4) or box
    own: Matrix = (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])
    x0, y0, x1, y1 = apply_matrix_rect(own, (box[0], box[1], box[2], box[3]))
    left, right = sorted((rect[0], rect[2]))
    low, high = sorted((rect[1], rect[3]))
    across = (right - left) / (x1 - x0) if x1 > x0 else 1.0
    up = (high - low) / (y1 - y0) if y1 > y0 else 1.0
    return mult_matrix(own, (across, 0.0, 0.0, up, left - across * x0, low - up * y0))


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    listed = resolve1(value)
    numbers = [resolve1(number) for number in listed] if isinstance(listed, list) else []
    if len(numbers) != count or not all(isinstance(number, (int, float)) for number in numbers):
        return None
    return tuple(float(number) for number in numbers)


def _value(annotation: dict[str, Any]) -> str:
    if name_of(annotation.get("Subtype")) != "Widget":
        return text_of(annotation.get("Contents")) or ""
    value = inherited(annotation, "V")
    chosen = [text_of(one) or "" for one in (value if isinstance(value, list) else [value])]
    shown = dict(_options(annotation))
    return "\n".join(shown.get(one, one) for one in chosen if one)


def _options(annotation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a choice says and what it shows (ISO 32000-1, table 231)."""
    listed = inherited(annotation, "Opt")
    for option in listed if isinstance(listed, list) else ():
        pair = resolve1(option)
        if isinstance(pair, list) and len(pair) == 2:
            yield text_of(pair[0]) or "", text_of(pair[1]) or ""


def _font_size(annotation: dict[str, Any], form: object) -> float | None:
    said = text_of(inherited(annotation, "DA"))
    if said is None and isinstance(form, dict):
        said = text_of(form.get("DA"))
    return font_size(said)
