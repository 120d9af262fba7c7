"""Pdfium's page objects, forms unfolded, in the order of painting, with the way from their coordinates to ours."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.pdfium_calls import Pointer, place_of, pointer, rows
from extractor.reading.pdfium_clips import is_cut

MOST_NESTED = 16
"""Forms are nested within forms; a file that nests them deeper wants to be endless."""
OPTIONAL_CONTENT, ARTIFACT = "OC", "Artifact"
"""Names of marked content (ISO 32000-1, 8.11.3.2 and 14.8.2.2)."""
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


def after(first: NDArray[np.float64], then: NDArray[np.float64]) -> NDArray[np.float64]:
    """`Transform.then` of many at once, a row for each number."""
    a, b, c, d, e, f = first
    oa, ob, oc, od, oe, of = then
    return np.array(
        [a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of]
    )


UNCHANGED = Transform(1, 0, 0, 1, 0, 0)


class Content(NamedTuple):
    """What the objects of one content share, be it that of the page or of a form.

    `to_page` leads to points from the top left. `veiled` where a form that it is, or is in, is painted transparently,
    or as a group of its own, of which nobody can tell.
    """

    to_page: Transform
    veiled: bool


@dataclass(frozen=True, slots=True, eq=False)
class PageObjects:
    """Objects of a page as columns: a page has hundreds of them.

    `handles` are pdfium's, `at` the same as arguments; `kinds` are its FPDF_PAGEOBJ numbers; `layered` are those of
    optional content, `artifact` those that the innermost marked content they are in calls one; `content` is the place
    of the content of each among `contents`.
    """

    handles: list[int] = field(default_factory=list)
    at: list[Pointer] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    layered: list[bool] = field(default_factory=list)
    artifact: list[bool] = field(default_factory=list)
    content: list[int] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.handles)

    def of_kind(self, *kinds: int) -> list[int]:
        """The places of those."""
        return [place for place, kind in enumerate(self.kinds) if kind in kinds]

    def taken(self, places: Sequence[int]) -> PageObjects:
        """The objects at these places, in their order."""
        return PageObjects(
            [self.handles[i] for i in places],
            [self.at[i] for i in places],
            [self.kinds[i] for i in places],
            [self.layered[i] for i in places],
            [self.artifact[i] for i in places],
            [self.content[i] for i in places],
            self.contents,
        )

    def ways(self) -> NDArray[np.float64]:
        """From the coordinates of each object's content to the page: a row for each number of the transforms."""
        return np.array([one.to_page for one in self.contents]).reshape(-1, 6)[self.content].T

    def matrices(self) -> NDArray[np.float64]:
        """From the coordinates of each object to those of its content, rows like those."""
        return _matrices(self.at)


def _matrices(objects: Sequence[Pointer]) -> NDArray[np.float64]:
    found = np.zeros((len(objects), 6), dtype=np.float32)
    said = np.fromiter(map(calls.object_matrix, objects, rows(found)), np.bool_, len(objects))
    found[~said] = UNCHANGED
    return found.T.astype(np.float64)


def sides_of(objects: PageObjects) -> NDArray[np.float64]:
    """Rows of the left, top, right and bottom of what each shows, no numbers where pdfium does not know it."""
    found = np.zeros((len(objects), 4), dtype=np.float32)
    ask = map(calls.object_bounds, objects.at, *(rows(found, i) for i in range(4)))
    found[~np.fromiter(ask, np.bool_, len(objects))] = np.nan
    a, b, c, d, e, f = objects.ways()
    x0, y0, x1, y1 = found.T.astype(np.float64)
    xs, ys = (np.array([p * x + q * y + r for x in (x0, x1) for y in (y0, y1)]) for p, q, r in ((a, c, e), (b, d, f)))
    return np.array([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)])


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


def page_objects(page: pypdfium2.PdfPage) -> PageObjects:
    """Texts, paths, pictures and shadings, in the order of painting."""
    handle = calls.handle_of(page.raw)
    found = map(calls.page_object, repeat(handle), range(calls.page_object_count(handle)))
    unfolding = _Unfolding()
    unfolding.add(list(found), Content(page_transform(page), veiled=False))
    return unfolding.objects


class _Unfolding:
    def __init__(self) -> None:
        self.objects = PageObjects()
        self._names: dict[int, str] = {}  # of marks: objects of one content share them

    def add(self, handles: Sequence[int], content: Content, depth: int = 0) -> None:
        """The objects of a content, and in the place of each form what is in it."""
        found, number = self.objects, len(self.objects.contents)
        found.contents.append(content)
        places = list(map(pointer, handles))
        kinds = list(map(calls.object_type, places))
        layered, artifact = self._marked(places)
        start = 0
        for end in [*(i for i, kind in enumerate(kinds) if kind == pdfium.FPDF_PAGEOBJ_FORM), len(kinds)]:
            found.handles.extend(handles[start:end])
            found.at.extend(places[start:end])
            found.kinds.extend(kinds[start:end])
            found.layered.extend(layered[start:end])
            found.artifact.extend(artifact[start:end])
            found.content.extend(repeat(number, end - start))
            if end < len(kinds) and depth < MOST_NESTED:
                self._add_form(places[end], content, depth + 1)
            start = end + 1

    def _add_form(self, form: Pointer, holder: Content, depth: int) -> None:
        inside = map(calls.form_object, repeat(form), range(calls.form_object_count(form)))
        inner = Transform(*_matrices([form])[:, 0].tolist()).then(holder.to_page)
        veiled = holder.veiled or bool(calls.object_transparent(form)) or is_cut(form)
        self.add(list(inside), Content(inner, veiled), depth)

    def _marked(self, places: Sequence[Pointer]) -> tuple[list[bool], list[bool]]:
        """Which are optional content, and which are artifacts, by the marked content that they are in."""
        counts = [max(0, count) for count in map(calls.mark_count, places)]
        of_each = chain.from_iterable(map(repeat, places, counts))
        marks = list(map(calls.mark, of_each, chain.from_iterable(map(range, counts))))
        names = self._names
        room, length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_ulong()
        for mark in set(marks).difference(names):
            said = calls.mark_name(pointer(mark), place_of(room), LONGEST_NAME, place_of(length))
            known = said and 2 <= length.value <= LONGEST_NAME  # nothing is written where there is no room
            names[mark] = room.raw[: length.value - 2].decode("utf-16-le", errors="replace") if known else ""
        between = list(pairwise(accumulate(counts, initial=0)))
        layered, artifact = [False] * len(places), [False] * len(places)
        if any(names[mark] == OPTIONAL_CONTENT for mark in set(marks)):
            layered = [any(names[mark] == OPTIONAL_CONTENT for mark in marks[start:end]) for start, end in between]
        if any(names[mark] == ARTIFACT for mark in set(marks)):
            artifact = [start < end and names[marks[end - 1]] == ARTIFACT for start, end in between]
        return layered, artifact
