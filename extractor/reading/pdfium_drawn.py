"""Paths and pictures of a page as pdfium has them → drawings and pictures."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.layout import Drawing, Paint, Picture
from extractor.reading.objects import PageObject
from extractor.reading.painted import rendered_picture
from extractor.reading.pdfium_calls import call_all, rows
from extractor.reading.pdfium_inks import inks_of

Point = tuple[float, float]


class _Path(NamedTuple):
    """One subpath: its operators as PDF writes them, and the point that each ends at."""

    operators: str
    points: list[Point]


def object_to_drawings(item: PageObject, order: int, paint: Paint) -> Iterator[Drawing]:
    """One for each subpath."""
    to_page = item.matrix().then(item.to_page)
    rule, stroke = ctypes.c_int(), ctypes.c_int()
    calls.path_mode(item.handle, ctypes.addressof(rule), ctypes.addressof(stroke))
    filled, stroked = rule.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)
    if not filled and not stroked:
        return
    width = ctypes.c_float()
    calls.object_stroke_width(item.handle, ctypes.addressof(width))
    scale = (to_page.a**2 + to_page.b**2) ** 0.5
    (stroke_ink,) = inks_of(calls.object_stroke, [item.handle]) if stroked else (None,)
    (fill_ink,) = inks_of(calls.object_fill, [item.handle]) if filled else (None,)
    for path in _subpaths(item.handle):
        points = [to_page.point(*point) for point in path.points]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        operators = path.operators
        if _is_rectangle(operators, points):
            points = _corners(points)
        yield Drawing(
            box=Box(min(xs), min(ys), max(xs), max(ys)),
            points=tuple(points),
            stroked=stroked,
            filled=filled,
            width=width.value * scale if stroked else 0.0,
            stroke_ink=stroke_ink,
            fill_ink=fill_ink,
            straight="c" not in operators,
            closed="h" in operators or (len(points) > 2 and points[0] == points[-1]),
            even_odd=rule.value == pdfium.FPDF_FILLMODE_ALTERNATE,
            order=order,
            paint=paint,
        )


def _subpaths(handle: int) -> Iterator[_Path]:
    operators, curve = "", 0
    points: list[Point] = []
    count = calls.path_count(handle)
    places = np.empty((count, 2), dtype=np.float32)
    segments = list(map(calls.path_segment, repeat(handle), range(count)))
    kinds = map(calls.segment_type, segments)
    closing = map(calls.segment_closes, segments)
    call_all(map(calls.segment_point, segments, rows(places), rows(places, 1)))
    for kind, closes, (x, y) in zip(kinds, closing, places.tolist(), strict=True):
        point = (x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(operators) > 1:
                yield _finished(operators, points)
            operators, points, curve = "m", [point], 0
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            operators, points = operators + "l", [*points, point]
        else:
            curve += 1
            if curve % 3 == 0:
                operators, points = operators + "c", [*points, point]
        if closes:
            operators, points = operators + "h", [*points, points[0]]
    if len(operators) > 1:
        yield _finished(operators, points)


def _finished(operators: str, points: list[Point]) -> _Path:
    """A last line back to the beginning says no more than closing does."""
    if len(operators) > 3 and operators.endswith("lh") and points[-2] == points[0]:
        return _Path(operators[:-2] + "h", points[:-1])
    if operators == "mlh":
        return _Path(operators, points[:2])
    return _Path(operators, points)


def _is_rectangle(operators: str, points: list[Point]) -> bool:
    if operators not in {"mlllh", "mllll"} or points[0] != points[4]:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)


def _corners(points: list[Point]) -> list[Point]:
    (x0, y0), (x1, y1) = points[0], points[2]
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def object_to_picture(page: pypdfium2.PdfPage, item: PageObject, order: int, paint: Paint) -> Picture:
    return Picture(
        box=item.matrix().then(item.to_page).box(0, 0, 1, 1),
        digest=_digest(page, item.handle),
        order=order,
        paint=paint,
    )


def _digest(page: pypdfium2.PdfPage, handle: int) -> str:
    """Of its data as they stand in the file; of its pixels where a mask is laid over them."""
    digest = hashlib.sha1(usedforsecurity=False)
    size = calls.picture_data(handle, None, 0)
    data = ctypes.create_string_buffer(max(size, 1))
    calls.picture_data(handle, ctypes.addressof(data), size)
    digest.update(data.raw[:size])
    if calls.object_transparent(handle):
        bitmap = rendered_picture(page, handle)
        if bitmap is not None:
            digest.update(bitmap.to_numpy().tobytes())
            bitmap.close()
    return digest.hexdigest()
