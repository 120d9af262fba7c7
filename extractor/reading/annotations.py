"""A page's /Annots → form fields' boxes and things laid over the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from extractor.geometry import Box, is_ring
from extractor.reading.layout import OFF, Annotation, Widget

Rect = tuple[float, float, float, float]
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
"""Annotation flags (ISO 32000-1, table 165)."""
RADIO, PUSH_BUTTON = 1 << 15, 1 << 16
"""Button field flags (ISO 32000-1, table 226)."""
MAX_FIELD_DEPTH = 32
"""Field trees of real forms are a few levels deep; a longer chain of parents is a loop."""


def page_widgets(page: PDFPage, to_page: Callable[[Rect], Box]) -> tuple[Widget, ...]:
    widgets = []
    for annotation, box in annotation_boxes(page, to_page):
        if name_of(annotation.get("Subtype")) != "Widget" or is_hidden(annotation):
            continue
        field_type = name_of(inherited(annotation, "FT"))
        flags = inherited(annotation, "Ff")
        flags = flags if isinstance(flags, int) else 0
        value = inherited(annotation, "V")
        widgets.append(
            Widget(
                box=box,
                field_type=field_type or "",
                name=text_of(inherited(annotation, "T")) or "",
                state=_button_state(annotation, value) if field_type == "Btn" and not flags & PUSH_BUTTON else None,
                radio=bool(flags & RADIO),
                value=text_of(value),
                drawn=field_type != "Btn"
                or (_shown(annotation) is not None and not _is_off_against_value(annotation, value)),
            )
        )
    return tuple(widgets)


def page_annotations(page: PDFPage, to_page: Callable[[Rect], Box]) -> tuple[Annotation, ...]:
    """All but widgets, links and pop-ups, which show nothing of their own; drawn ink gives one for each stroke."""
    found: list[Annotation] = []
    for annotation, box in annotation_boxes(page, to_page):
        subtype = name_of(annotation.get("Subtype"))
        if not subtype or subtype in {"Widget", "Link", "Popup"}:
            continue
        contents, hidden = text_of(annotation.get("Contents")), is_hidden(annotation)
        strokes = list(_ink_strokes(annotation, to_page)) if subtype == "Ink" else []
        found.extend(Annotation(stroke, subtype, contents, hidden, ring) for stroke, ring in strokes or [(box, False)])
    return tuple(found)


def _ink_strokes(annotation: dict[str, Any], to_page: Callable[[Rect], Box]) -> Iterator[tuple[Box, bool]]:
    """One annotation can hold all the crosses of a page: /InkList has the points of each stroke, x before y.

    Each with whether it is a ring.
    """
    listed = resolve1(annotation.get("InkList"))
    for stroke in listed if isinstance(listed, list) else ():
        path = resolve1(stroke)
        numbers = [resolve1(number) for number in path] if isinstance(path, list) else []
        points = [float(number) for number in numbers if isinstance(number, (int, float))]
        if len(points) >= 2 and len(points) == len(numbers):
            xs, ys = points[0::2], points[1::2]
            yield to_page((min(xs), min(ys), max(xs), max(ys))), is_ring(list(zip(xs, ys, strict=True)))


def annotation_boxes(page: PDFPage, to_page: Callable[[Rect], Box]) -> Iterator[tuple[dict[str, Any], Box]]:
    listed = resolve1(page.annots)
    for reference in listed if isinstance(listed, list) else ():
        annotation = resolve1(reference)
        rect = resolve1(annotation.get("Rect")) if isinstance(annotation, dict) else None
        if not isinstance(rect, list) or len(rect) != 4:
            continue
        sides = [resolve1(side) for side in rect]
        if all(isinstance(side, (int, float)) for side in sides):
            yield annotation, to_page((float(sides[0]), float(sides[1]), float(sides[2]), float(sides[3])))


def inherited(field: dict[str, Any], key: str) -> object:
    """A field's own value of `key` or its nearest ancestor's (ISO 32000-1, 12.7.3.1)."""
    node: object = field
    for _ in range(MAX_FIELD_DEPTH):
        if not isinstance(node, dict):
            return None
        if key in node:
            return resolve1(node[key])
        node = resolve1(node.get("Parent"))
    return None


def _button_state(annotation: dict[str, Any], value: object) -> str:
    """/AS first, then /V where it names one of the box's own appearances; off is the default (12.7.4.2.3).

    Where /AS says off and /V names such an appearance, viewers differ: the value is held against the page.
    """
    appearance = _shown(annotation)
    if appearance is not None and not _is_off_against_value(annotation, value):
        return appearance
    chosen = name_of(value)
    if chosen is None:
        return OFF
    pictures = resolve1(annotation.get("AP"))
    normal = resolve1(pictures.get("N")) if isinstance(pictures, dict) else None
    if isinstance(normal, dict) and chosen not in normal:
        return OFF
    return chosen


def _shown(annotation: dict[str, Any]) -> str | None:
    return name_of(annotation.get("AS"))


def _is_off_against_value(annotation: dict[str, Any], value: object) -> bool:
    chosen, pictures = name_of(value), resolve1(annotation.get("AP"))
    normal = resolve1(pictures.get("N")) if isinstance(pictures, dict) else None
    return _shown(annotation) == OFF and chosen not in (None, OFF) and isinstance(normal, dict) and chosen in normal


def is_hidden(annotation: dict[str, Any]) -> bool:
    flags = resolve1(annotation.get("F"))
    return isinstance(flags, int) and bool(flags & (HIDDEN | NO_VIEW))


def name_of(value: object) -> str | None:
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return value.name if isinstance(value.name, str) else value.name.decode("latin-1")
    return None


def text_of(value: object) -> str | None:
    value = resolve1(value)
    if isinstance(value, str):
        return value
    return decode_text(value) if isinstance(value, bytes) else name_of(value)
