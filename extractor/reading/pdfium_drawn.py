"""Paths and pictures of a page as pdfium has them → drawings and pictures."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.layout import Drawing, Paint, Picture
from extractor.reading.objects import PageObject, Transform, matrices_of
from extractor.reading.painted import rendered_picture
from extractor.reading.pdfium_calls import Pointer, call_all, place_of, pointer, rows
from extractor.reading.pdfium_inks import inks_of

Point = tuple[float, float]


class _Painted(NamedTuple):
    """A path object that shows, and how it is painted."""

    item: PageObject
    order: int
    paint: Paint
    filled: bool
    stroked: bool
    even_odd: bool


class _Path(NamedTuple):
    """One subpath: its operators as PDF writes them, and the point that each ends at."""

    operators: str
    points: list[Point]


_Segment = tuple[int, int, Point]
"""One part of a path: an FPDF_SEGMENT number, whether the path closes behind it, and its end on the page."""


def objects_to_drawings(items: Sequence[tuple[int, PageObject, Paint]]) -> Iterator[Drawing]:
    """One for each subpath; `items` are paths, each with its place in the order of painting."""
    painted = _painted(items)
    places = [one.item.at for one in painted]
    ways = [own.then(one.item.to_page) for own, one in zip(matrices_of(places), painted, strict=True)]
    widths = np.zeros((len(places), 1), dtype=np.float32)
    call_all(map(calls.object_stroke_width, places, rows(widths)))
    shared = zip(
        painted,
        ways,
        widths[:, 0].tolist(),
        inks_of(calls.object_stroke, places),
        inks_of(calls.object_fill, places),
        _segments(places, ways),
        strict=True,
    )
    for one, way, width, stroke_ink, fill_ink, segments in shared:
        for operators, points in _subpaths(segments):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if _is_rectangle(operators, points):
                points = _corners(points)
            yield Drawing(
                box=Box(min(xs), min(ys), max(xs), max(ys)),
                points=tuple(points),
                stroked=one.stroked,
                filled=one.filled,
                width=width * (way.a**2 + way.b**2) ** 0.5 if one.stroked else 0.0,
                stroke_ink=stroke_ink if one.stroked else None,
                fill_ink=fill_ink if one.filled else None,
                straight="c" not in operators,
                closed="h" in operators or (len(points) > 2 and points[0] == points[-1]),
                even_odd=one.even_odd,
                order=one.order,
                paint=one.paint,
            )


def _painted(items: Sequence[tuple[int, PageObject, Paint]]) -> list[_Painted]:
    modes = np.zeros((len(items), 2), dtype=np.intc)
    call_all(map(calls.path_mode, [item.at for _, item, _ in items], rows(modes), rows(modes, 1)))
    return [
        _Painted(
            item,
            order,
            paint,
            filled=rule != pdfium.FPDF_FILLMODE_NONE,
            stroked=bool(stroke),
            even_odd=rule == pdfium.FPDF_FILLMODE_ALTERNATE,
        )
        for (order, item, paint), (rule, stroke) in zip(items, modes.tolist(), strict=True)
        if rule != pdfium.FPDF_FILLMODE_NONE or stroke
    ]


def _segments(paths: Sequence[Pointer], ways: Sequence[Transform]) -> Iterator[list[_Segment]]:
    """Those of each path, asked for all of them at once."""
    counts = [max(0, count) for count in map(calls.path_count, paths)]
    asked = [map(calls.path_segment, repeat(path), range(count)) for path, count in zip(paths, counts, strict=True)]
    segments = list(map(pointer, chain.from_iterable(asked)))
    places = np.empty((len(segments), 2), dtype=np.float32)
    call_all(map(calls.segment_point, segments, rows(places), rows(places, 1)))
    a, b, c, d, e, f = np.repeat(np.array(ways).reshape(-1, 6), np.array(counts, dtype=np.intp), axis=0).T
    x, y = places.T.astype(np.float64)
    ends = zip((a * x + c * y + e).tolist(), (b * x + d * y + f).tolist(), strict=True)
    found = zip(map(calls.segment_type, segments), map(calls.segment_closes, segments), ends, strict=True)
    return (list(islice(found, count)) for count in counts)


def _subpaths(segments: Sequence[_Segment]) -> Iterator[_Path]:
    operators, curve = "", 0
    points: list[Point] = []
    for kind, closes, point in segments:
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(operators) > 1:
                yield _finished(operators, points)
            operators, points, curve = "m", [point], 0
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            operators += "l"
            points.append(point)
        else:
            curve += 1
            if curve % 3 == 0:
                operators += "c"
                points.append(point)
        if closes:
            operators += "h"
            points.append(points[0])
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
        box=matrices_of([item.at])[0].then(item.to_page).box(0, 0, 1, 1),
        digest=_digest(page, item.at),
        order=order,
        paint=paint,
    )


def _digest(page: pypdfium2.PdfPage, picture: Pointer) -> str:
    """Of its data as they stand in the file; of its pixels where a mask is laid over them."""
    digest = hashlib.sha1(usedforsecurity=False)
    size = calls.picture_data(picture, pointer(None), 0)
    data = ctypes.create_string_buffer(max(size, 1))
    calls.picture_data(picture, place_of(data), size)
    digest.update(data.raw[:size])
    if calls.object_transparent(picture):
        bitmap = rendered_picture(page, picture)
        if bitmap is not None:
            digest.update(bitmap.to_numpy().tobytes())
            bitmap.close()
    return digest.hexdigest()
