"""Paths and pictures of a page as pdfium has them → drawings and pictures."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.layout import Drawing, Paint, Picture
from extractor.reading.objects import PageObjects, Transform, after
from extractor.reading.painted import rendered_picture
from extractor.reading.pdfium_calls import Pointer, call_all, place_of, pointer, rows
from extractor.reading.pdfium_inks import inks_of

Point = tuple[float, float]
SHORT = 16
"""Most paths are lines and rectangles: what such steps are is kept."""


class _Painted(NamedTuple):
    """How a path is painted; `rule` is an FPDF_FILLMODE number, `width` that of its stroke where it is drawn."""

    order: int
    rule: int
    stroked: int
    width: float
    stroke_ink: float | None
    fill_ink: float | None
    paint: Paint


class _Path(NamedTuple):
    """One subpath: its operators as PDF writes them, and the place in the path of the end of each."""

    operators: str
    ends: tuple[int, ...]


def objects_to_drawings(objects: PageObjects) -> list[Drawing]:
    """One for each subpath of a path that shows."""
    orders = objects.of_kind(pdfium.FPDF_PAGEOBJ_PATH)
    modes = np.zeros((len(orders), 2), dtype=np.intc)
    call_all(map(calls.path_mode, [objects.at[i] for i in orders], rows(modes), rows(modes, 1)))
    shows = np.flatnonzero((modes[:, 0] != pdfium.FPDF_FILLMODE_NONE) | (modes[:, 1] != 0))
    orders = [orders[i] for i in shows.tolist()]
    paths = objects.taken(orders)
    if not orders:
        return []
    widths = np.zeros((len(orders), 1), dtype=np.float32)
    call_all(map(calls.object_stroke_width, paths.at, rows(widths)))
    ways = after(paths.matrices(), paths.ways())
    painted = map(
        _Painted,
        orders,
        modes[shows, 0].tolist(),
        modes[shows, 1].tolist(),
        widths[:, 0].tolist(),
        inks_of(calls.object_stroke, paths.at),
        inks_of(calls.object_fill, paths.at),
        [Paint.LAYERED if layered else Paint.PLAIN for layered in paths.layered],
    )
    drawings = []
    for one, scale, (steps, points) in zip(painted, _scales(ways), _segments(paths.at, ways), strict=True):
        for operators, ends in _known_subpaths(steps) if len(steps) <= SHORT else _subpaths(steps):
            drawings.append(_drawing(*_finished(operators, [points[i] for i in ends]), one, scale))
    return drawings


def _scales(ways: NDArray[np.float64]) -> list[float]:
    """How much wider strokes are on the page than where they are drawn."""
    return [(a**2 + b**2) ** 0.5 for a, b in ways[:2].T.tolist()]


def _drawing(operators: str, points: list[Point], painted: _Painted, scale: float) -> Drawing:
    order, rule, stroked, width, stroke_ink, fill_ink, paint = painted
    filled = rule != pdfium.FPDF_FILLMODE_NONE
    xs, ys = zip(*points, strict=True)
    if _is_rectangle(operators, points):
        points = _corners(points)
    return Drawing(
        box=Box(min(xs), min(ys), max(xs), max(ys)),
        points=tuple(points),
        stroked=stroked != 0,
        filled=filled,
        width=width * scale if stroked else 0.0,
        stroke_ink=stroke_ink if stroked else None,
        fill_ink=fill_ink if filled else None,
        straight="c" not in operators,
        closed="h" in operators or (len(points) > 2 and points[0] == points[-1]),
        even_odd=rule == pdfium.FPDF_FILLMODE_ALTERNATE,
        order=order,
        paint=paint,
    )


def _segments(paths: Sequence[Pointer], ways: NDArray[np.float64]) -> Iterator[tuple[bytes, list[Point]]]:
    """The steps of each path, and where on the page each ends; asked for all paths at once."""
    counts = [max(0, count) for count in map(calls.path_count, paths)]
    asked = [map(calls.path_segment, repeat(path), range(count)) for path, count in zip(paths, counts, strict=True)]
    segments = list(map(pointer, chain.from_iterable(asked)))
    places = np.empty((len(segments), 2), dtype=np.float32)
    call_all(map(calls.segment_point, segments, rows(places), rows(places, 1)))
    kinds = np.fromiter(map(calls.segment_type, segments), np.int64, len(segments))
    closes = np.fromiter(map(calls.segment_closes, segments), np.bool_, len(segments))
    steps = (2 * (kinds + 1) + closes).astype(np.uint8).tobytes()
    a, b, c, d, e, f = np.repeat(ways, np.array(counts, dtype=np.intp), axis=1)
    x, y = places.T.astype(np.float64)
    points = list(zip((a * x + c * y + e).tolist(), (b * x + d * y + f).tolist(), strict=True))
    ends = pairwise(accumulate(counts, initial=0))
    return ((steps[start:end], points[start:end]) for start, end in ends)


def _subpaths(steps: bytes) -> list[_Path]:
    """`steps` are FPDF_SEGMENT numbers plus 1, doubled, and 1 more where the path closes behind one."""
    found: list[_Path] = []
    operators, curve = "", 0
    ends: list[int] = []
    for place, (kind, closes) in enumerate((step // 2 - 1, step % 2) for step in steps):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            found.append(_Path(operators, tuple(ends)))
            operators, ends, curve = "m", [place], 0
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            operators += "l"
            ends.append(place)
        else:
            curve += 1
            if curve % 3 == 0:
                operators += "c"
                ends.append(place)
        if closes:
            operators += "h"
            ends.append(ends[0])
    found.append(_Path(operators, tuple(ends)))
    return [path for path in found if len(path.operators) > 1]


_known_subpaths = lru_cache(maxsize=512)(_subpaths)


def _finished(operators: str, points: list[Point]) -> tuple[str, list[Point]]:
    """A last line back to the beginning says no more than closing does."""
    if len(operators) > 3 and operators.endswith("lh") and points[-2] == points[0]:
        return operators[:-2] + "h", points[:-1]
    if operators == "mlh":
        return operators, points[:2]
    return operators, points


def _is_rectangle(operators: str, points: list[Point]) -> bool:
    if operators not in {"mlllh", "mllll"} or points[0] != points[4]:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)


def _corners(points: list[Point]) -> list[Point]:
    (x0, y0), (x1, y1) = points[0], points[2]
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def objects_to_pictures(page: pypdfium2.PdfPage, objects: PageObjects) -> list[Picture]:
    orders = objects.of_kind(pdfium.FPDF_PAGEOBJ_IMAGE)
    if not orders:
        return []
    pictures = objects.taken(orders)
    return [
        Picture(
            box=Transform(*way).box(0, 0, 1, 1),
            digest=_digest(page, at),
            order=order,
            paint=Paint.LAYERED if objects.layered[order] else Paint.PLAIN,
        )
        for order, at, way in zip(
            orders, pictures.at, after(pictures.matrices(), pictures.ways()).T.tolist(), strict=True
        )
    ]


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
