"""Pdfium's page objects, forms unfolded, in the order of painting, with the way from their coordinates to ours."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat, tee
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.pdfium_calls import Pointer, place_of, pointer, rows
from extractor.reading.pdfium_clips import is_cut
from extractor.values import many

MOST_NESTED = 16
"""Forms are nested within forms; a file that nests them deeper wants to be endless."""
LONGEST_NAME = 128
"""Bytes of the name of marked content; names that mean something are shorter."""


class Transform(NamedTuple):
    """(x, y) → (a·x + c·y + e, b·x + d·y + f), as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, outer: Transform) -> Transform:
        """This one first, `outer` after it."""
        a, b, c, d, e, f = self
        oa, ob, oc, od, oe, of = outer
        return Transform(
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Around the four corners."""
        xs, ys = zip(*(self.point(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


UNCHANGED = Transform(1, 0, 0, 1, 0, 0)


class PageObject(NamedTuple):
    """`handle` is pdfium's, `at` the same as an argument; `kind` is one of its FPDF_PAGEOBJ numbers.

    `to_page` leads to points from the top left.
    `tags` are the names of the marked content that it is in, from the outside in. `veiled` where a form that it is in
    is painted transparently, or as a group of its own, of which nobody can tell.
    """

    handle: int
    at: Pointer
    kind: int
    to_page: Transform
    tags: tuple[str, ...] = ()
    veiled: bool = False


def matrices_of(objects: Sequence[Pointer]) -> list[Transform]:
    """Their own, from their coordinates to those of what holds them."""
    found = np.zeros((len(objects), 6), dtype=np.float32)
    said = list(map(calls.object_matrix, objects, rows(found)))
    return [Transform(*six) if known else UNCHANGED for known, six in zip(said, found.tolist(), strict=True)]


def boxes_of(items: Sequence[PageObject]) -> list[Box | None]:
    """Around what each shows, None where pdfium does not know it."""
    sides = np.zeros((len(items), 4), dtype=np.float32)
    said = list(map(calls.object_bounds, [item.at for item in items], *(rows(sides, i) for i in range(4))))
    a, b, c, d, e, f = np.array([item.to_page for item in items]).reshape(-1, 6).T
    x0, y0, x1, y1 = sides.T.astype(np.float64)
    xs, ys = (np.array([p * x + q * y + r for x in (x0, x1) for y in (y0, y1)]) for p, q, r in ((a, c, e), (b, d, f)))
    boxes = np.array([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)]).T
    return [box if known else None for known, box in zip(said, many(Box, boxes.tolist()), strict=True)]


def page_transform(page: pypdfium2.PdfPage) -> Transform:
    """From the user space of a page to points from the top left of the page as a viewer shows it."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, rect)
    x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
    turned = {
        90: Transform(0, 1, 1, 0, -y0, -x0),
        180: Transform(-1, 0, 0, 1, x1, -y0),
        270: Transform(0, -1, -1, 0, y1, x1),
    }
    return turned.get(page.get_rotation(), Transform(1, 0, 0, -1, -x0, y1))


def page_objects(page: pypdfium2.PdfPage) -> list[PageObject]:
    """Texts, paths, pictures and shadings."""
    handle = calls.handle_of(page.raw)
    found = map(calls.page_object, repeat(handle), range(calls.page_object_count(handle)))
    return _unfolded(list(found), page_transform(page), {}, 0, veiled=False)


def _unfolded(
    handles: Sequence[int], to_page: Transform, names: dict[int, str], depth: int, *, veiled: bool
) -> list[PageObject]:
    """`names` are those of the marks that are known: objects of one content share its mark."""
    places = list(map(pointer, handles))
    kinds = list(map(calls.object_type, places))
    found = many(PageObject, zip(handles, places, kinds, repeat(to_page), _tags(places, names), repeat(veiled)))
    if pdfium.FPDF_PAGEOBJ_FORM not in kinds:
        return list(found)
    items: list[PageObject] = []
    for item in found:
        if item.kind != pdfium.FPDF_PAGEOBJ_FORM:
            items.append(item)
        elif depth < MOST_NESTED:
            inner = matrices_of([item.at])[0].then(to_page)
            inside = map(calls.form_object, repeat(item.at), range(calls.form_object_count(item.at)))
            behind = veiled or bool(calls.object_transparent(item.at)) or is_cut(item.at)
            items += _unfolded(list(inside), inner, names, depth + 1, veiled=behind)
    return items


def _tags(places: Sequence[Pointer], names: dict[int, str]) -> Iterator[tuple[str, ...]]:
    """Of each object; most have the same few, which are then one value."""
    counts = [max(0, count) for count in map(calls.mark_count, places)]
    of_each = chain.from_iterable(map(repeat, places, counts))
    marks = map(calls.mark, of_each, chain.from_iterable(map(range, counts)))
    named = (names.get(mark) or _name(mark, names) for mark in marks)
    tags = (tuple(islice(named, count)) for count in counts)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    return map(known.setdefault, *tee(tags))


def _name(mark: int, names: dict[int, str]) -> str:
    room, length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_ulong()
    calls.mark_name(pointer(mark), place_of(room), LONGEST_NAME, place_of(length))
    names[mark] = room.raw[: max(0, length.value - 2)].decode("utf-16-le", errors="replace")
    return names[mark]
