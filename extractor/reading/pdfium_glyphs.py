"""The text of a page as pdfium has it → glyphs.

Pdfium gives the characters of a page in a list of its own order, each with the text object that draws it. Each thing
is asked for all characters in one go, and worked on in arrays; what is the same for an object (font, size, matrix, ink)
is asked once. Its list leaves out an object that is printed again on the same spot: that is found among the objects.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading import pdfium_calls as calls
from extractor.reading.glyph_columns import NO_GLYPHS, X0, X1, Glyphs, Style, X
from extractor.reading.glyphs import direction_of
from extractor.reading.layout import RIGHT, Direction, Glyph, Paint
from extractor.reading.objects import PageObjects, Transform, sides_of
from extractor.reading.pdfium_calls import Pointer, call_all, rows
from extractor.reading.pdfium_inks import inks_of
from extractor.reading.pdfium_strings import Font, Fonts, TextObjects, text_objects

UNNAMED = "\N{REPLACEMENT CHARACTER}"
SPACE = 32
SURROGATES = 0x800
SURROGATE_BLOCK = 0xD800 // SURROGATES
"""Codes from 0xD800 to 0xDFFF are halves of characters (UTF-16)."""
LINE_END_HYPHEN = 2
"""Pdfium's sign for a hyphen at the end of a line."""
SAME_SPOT = 0.15
"""An object with the letters of another one this part of their size away from it is that one printed twice."""

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class _Shape(NamedTuple):
    """How characters of one font and size lie on the upright page, in points."""

    direction: Direction
    size: float
    mirrored: bool
    ahead: tuple[float, float, float]
    """A step of 1 in text space, in the direction of the text, before the page is made upright; its length after."""
    reach: tuple[float, ...]
    """From the pen to the left, right, upper and lower edge of the font's box; such a step on the page; its length."""


class _Look(NamedTuple):
    """What runs look alike in: their font, its size as the page says it, how they lie, and what a glyph has of it."""

    font: Font
    size: float
    shape: _Shape
    style: Style


class _Runs(NamedTuple):
    """Of characters of one object that follow each other: the place of their look among all, and their order."""

    looks: Sequence[_Look]
    look: Places
    order: Places


class _Characters(NamedTuple):
    """Those of a page that some object draws: the run of each, its code, and its number in pdfium's list."""

    run: Places
    code: Places
    at: Places


class GlyphReader:
    """Reads the text of the pages of one document; what it knows of fonts is kept."""

    def __init__(self) -> None:
        self._fonts = Fonts()

    def read(self, page: pypdfium2.PdfPage, objects: PageObjects, to_page: Transform) -> Glyphs:
        """`objects` are all of the page in the order of painting."""
        texts = {objects.handles[order]: order for order in objects.of_kind(pdfium.FPDF_PAGEOBJ_TEXT)}
        text_page = page.get_textpage()
        try:
            handle = calls.handle_of(text_page.raw)
            owners, starts, found = _characters(handle, text_page.count_chars(), texts)
            orders = [texts[owner] for owner in owners]
            made = text_objects(objects.taken(orders), self._fonts)
            glyphs = self._glyphs(handle, found, _runs(handle, starts, made, orders, to_page), to_page)
        finally:
            text_page.close()
        listed = set(owners)
        again = _inked(objects, [order for owner, order in texts.items() if owner not in listed])
        return Glyphs.of([*glyphs, *_printed_again(objects, again, glyphs)]) if again else glyphs

    def _glyphs(self, text_page: Pointer, found: _Characters, runs: _Runs, to_page: Transform) -> Glyphs:
        count = len(found.at)
        if not count:
            return NO_GLYPHS
        places = found.at.tolist()
        pens, boxes = np.empty((count, 2)), np.empty((count, 4), dtype=np.float32)
        call_all(map(calls.text_origin, repeat(text_page), places, rows(pens), rows(pens, 1)))
        call_all(map(calls.text_loose_box, repeat(text_page), places, rows(boxes)))
        unmapped = np.fromiter(map(calls.text_unmapped, repeat(text_page), places), np.int64, count) == 1
        # The letters of a ligature stand on one spot; their boxes part its ink between them.
        joined = (found.run[1:] == found.run[:-1]) & (pens[1:] == pens[:-1]).all(axis=1)
        heads = np.flatnonzero(np.concatenate(([True], ~joined)))
        ends = np.concatenate((heads[1:], [count]))
        run = found.run[heads]
        pens = pens[heads]
        look, shapes = runs.look[run], [one.shape for one in runs.looks]
        advance = _advances(pens, boxes[ends - 1], shapes, look)
        aslant = np.array([bool(one.direction.dx and one.direction.dy) for one in shapes])[look]
        for i in np.flatnonzero(aslant & (ends - heads == 1)).tolist():
            one = runs.looks[look[i]]
            advance[i] = self._fonts.width(one.font, int(found.code[heads[i]])) * abs(one.size)
        numbers = _on_page(pens, advance, shapes, look, to_page)
        _end_at_the_next(numbers, run, np.array([one.direction == RIGHT for one in shapes])[look])
        letters = _letters(found.code, unmapped)
        for head, end in zip(heads[ends - heads > 1].tolist(), ends[ends - heads > 1].tolist(), strict=True):
            letters[head] = _joined(letters[head:end])
        if (found.code // SURROGATES == SURROGATE_BLOCK).any():  # half a character is none
            letters = [UNNAMED if "\ud800" <= letter <= "\udfff" else letter for letter in letters]
        texts = letters if len(heads) == count else [letters[i] for i in heads.tolist()]
        return Glyphs(texts, numbers, look, [one.style for one in runs.looks], runs.order[run])


def _characters(text_page: Pointer, count: int, texts: Collection[int]) -> tuple[list[int], list[int], _Characters]:
    """For each run its object, one of `texts`, and its first character; and the characters that show in them."""
    owners = np.fromiter(map(calls.text_object, repeat(text_page), range(count)), np.uint64, count)
    firsts = np.flatnonzero(_begins(owners))
    drawn = np.array([owner in texts for owner in owners[firsts].tolist()], dtype=np.bool_)
    at = np.flatnonzero(np.repeat(drawn, np.diff(firsts, append=count)))
    owners = owners[at]
    begins = _begins(owners)
    codes = np.fromiter(map(calls.text_unicode, repeat(text_page), at.tolist()), np.int64, len(at))
    blank = np.flatnonzero(codes <= SPACE)
    made_up = np.fromiter(map(calls.text_generated, repeat(text_page), at[blank].tolist()), np.int64, len(blank)) == 1
    shown = np.ones(len(at), dtype=np.bool_)
    shown[blank[made_up]] = False
    found = _Characters((np.cumsum(begins) - 1)[shown], codes[shown], at[shown])
    return owners[begins].tolist(), at[begins].tolist(), found


def _begins(owners: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of the characters have another object than the one before."""
    begins = np.ones(len(owners), dtype=np.bool_)
    begins[1:] = owners[1:] != owners[:-1]
    return begins


def _advances(pens: Floats, boxes: NDArray[np.float32], shapes: Sequence[_Shape], look: Places) -> Floats:
    """In text space: from the pen to the far side of a box, for text that runs along or up or down the page."""
    left, top, right, bottom = boxes.T.astype(np.float64)
    x, y = pens.T
    a, b, scale = np.array([shape.ahead for shape in shapes])[look].T
    level = np.where(a >= 0, right - x, x - left)
    upright = np.where(b >= 0, top - y, y - bottom)
    reach: Floats = np.fmax(0.0, np.where(np.abs(a) >= np.abs(b), level, upright)) / scale
    return reach


def _on_page(pens: Floats, advance: Floats, shapes: Sequence[_Shape], look: Places, to_page: Transform) -> Floats:
    """The rows of `Glyphs.numbers`."""
    a, b, c, d, e, f = to_page
    x, y = a * pens[:, 0] + c * pens[:, 1] + e, b * pens[:, 0] + d * pens[:, 1] + f
    low_x, high_x, low_y, high_y, along, down, scale = np.array([shape.reach for shape in shapes])[look].T
    across, down = along * advance, down * advance
    x0, x1 = x + low_x + np.minimum(across, 0.0), x + high_x + np.maximum(across, 0.0)
    top, bottom = y + low_y + np.minimum(down, 0.0), y + high_y + np.maximum(down, 0.0)
    return np.array([x0, top, x1, bottom, x, y, advance * scale])


def _end_at_the_next(numbers: Floats, run: Places, level: NDArray[np.bool_]) -> None:
    """A letter with two shapes has two widths, of which pdfium knows one: it ends where the next one begins."""
    x0, x1, x = numbers[X0], numbers[X1], numbers[X]
    over = np.flatnonzero((run[1:] == run[:-1]) & level[1:] & (x0[:-1] < x[1:]) & (x[1:] < x1[:-1]))
    x1[over] = x[over + 1]


def _letters(codes: Places, unmapped: NDArray[np.bool_]) -> list[str]:
    odd = np.flatnonzero(unmapped | (codes == LINE_END_HYPHEN) | (codes == 0) | (codes > sys.maxunicode))
    plain = codes.copy()
    plain[odd] = 0
    letters = list(map(chr, plain.tolist()))
    for i in odd.tolist():
        code = int(codes[i])
        if code == LINE_END_HYPHEN:
            letters[i] = "-"
        else:
            letters[i] = f"(cid:{code})" if unmapped[i] else UNNAMED
    return letters


def _joined(letters: Sequence[str]) -> str:
    """Pdfium gives a character beyond the first 65,536 as two surrogates."""
    return "".join(letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _runs(
    text_page: Pointer, starts: Sequence[int], texts: TextObjects, orders: Sequence[int], to_page: Transform
) -> _Runs:
    """The runs that begin at each of these characters, each of its text object."""
    matrices = np.zeros((len(starts), 6), dtype=np.float32)
    call_all(map(calls.text_matrix, repeat(text_page), starts, rows(matrices)))
    known: dict[tuple[Any, ...], int] = {}
    of_each = zip(*matrices[:, :4].T.tolist(), *texts, strict=True)
    look = [known.setdefault(one, len(known)) for one in of_each]
    looks = []
    for a, b, c, d, font, size, ink, paint, artifact in known:
        shape = _shape_of(Transform(a, b, c, d, 0.0, 0.0), to_page, font, size)
        painted = Paint.MIRRORED if shape.mirrored else paint
        style = Style(shape.direction, shape.size, font.name, ink, artifact, painted)
        looks.append(_Look(font, size, shape, style))
    return _Runs(looks, np.array(look, dtype=np.int64), np.array(orders, dtype=np.int64))


def _shape_of(ahead: Transform, to_page: Transform, font: Font, size: float) -> _Shape:
    sign = -1.0 if size < 0 else 1.0  # a size below 0 turns the letters and the way of the pen
    a, b, c, d, _, _ = ahead.then(to_page)
    a, b = sign * a, sign * b
    scale = (a * a + b * b) ** 0.5
    direction = direction_of(a, b)
    dx, dy = direction
    drawn = abs(c * size) if not dx else abs(d * size) if not dy else abs(d * size / dx)
    low = font.descent * size
    edges_x, edges_y = (c * low, c * (low + size)), (d * low, d * (low + size))
    return _Shape(
        direction=direction,
        size=drawn,
        mirrored=sign * (a * d - b * c) > 0,
        ahead=(sign * ahead.a, sign * ahead.b, scale or 1.0),
        reach=(min(edges_x), max(edges_x), min(edges_y), max(edges_y), a, b, scale),
    )


def _spans(orders: Places) -> dict[int, tuple[int, int]]:
    """Where the glyphs of each object begin and end, by its order."""
    starts = np.flatnonzero(np.diff(orders, prepend=-1))
    ends = np.append(starts[1:], len(orders))
    spans: dict[int, tuple[int, int]] = {}
    for order, start, end in zip(orders[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        spans[order] = (spans.get(order, (start, end))[0], end)
    return spans


def _inked(objects: PageObjects, orders: Sequence[int]) -> list[tuple[int, Box]]:
    """Those that show something; a string without letters does not, of which browsers write thousands."""
    if not orders:
        return []
    x0, top, x1, bottom = sides = sides_of(objects.taken(orders))
    places = np.flatnonzero((x1 > x0) | (bottom > top)).tolist()
    return [(orders[i], Box(*sides[:, i].tolist())) for i in places]


def _printed_again(objects: PageObjects, again: Sequence[tuple[int, Box]], glyphs: Glyphs) -> Iterator[Glyph]:
    """The glyphs of objects that pdfium's list leaves out, as those of the object that they lie on."""
    spans = _spans(glyphs.order)
    boxes, between = sides_of(objects.taken(list(spans))).T, list(spans.values())
    near = SAME_SPOT * glyphs.of_styles([style.size for style in glyphs.styles])[[first for first, _ in between]]
    inks = inks_of(calls.object_fill, [objects.at[order] for order, _ in again])
    for (order, box), ink in zip(again, inks, strict=True):
        same = np.flatnonzero((np.abs(boxes - box) < near[:, None]).all(axis=1))
        if not len(same):
            continue
        first, end = between[same[0]]
        dx, dy = (np.array(box[:2]) - boxes[same[0], :2]).tolist()
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
