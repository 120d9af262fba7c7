"""What is painted over what on a page, as far as the data tell: over glyphs, and over small drawings.

Pages have thousands of glyphs and dozens of covers, so that all are compared at once, strings before their glyphs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.glyph_columns import ADVANCE, BASELINE, Glyphs
from extractor.reading.glyph_columns import X as AT_X
from extractor.reading.layout import Drawing
from extractor.reading.raw import RawPage

FAINT = 1 / 16
"""A difference of lightness of less than this part of that from black to white is seen by nobody."""
PAPER = 1.0
LAST = math.inf
"""Annotations are painted after all that the page itself paints."""
MIDDLE = 0.35
"""The middle of a letter stands this part of its size above the baseline."""
ALMOST_ALL = 0.5
"""A picture over more of the page than this, painted over text, is the page itself, and the text its hidden layer."""
THICK = 0.3
"""A stroke of at least this part of the size of the letters may lie over them; rules are thinner."""
AT_ONCE = 1 << 20
"""So many pairs of covers and things are compared in one go: a map has millions of them."""

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
NOWHERE: Places = np.array([], dtype=np.intp)
X, Y, ORDER, INK = range(4)
"""Rows of the places of glyphs."""


class Cover(NamedTuple):
    """Something that is painted over an area; `ink` is its lightness, None where it has many or nobody knows."""

    box: Box
    order: float
    ink: float | None
    is_page: bool


def covers_of(raw: RawPage) -> list[Cover]:
    """All of a page."""
    area = ALMOST_ALL * raw.width * raw.height
    found = [
        Cover(d.box, d.order, d.fill_ink, False) for d in raw.drawings if d.filled and d.box.width and d.box.height
    ]
    thick = THICK * usual_size(raw.glyphs)
    found += [
        Cover(d.box.grown(d.width / 2), d.order, None, False) for d in raw.drawings if d.stroked and d.width > thick
    ]
    found += [Cover(p.box, p.order, None, p.box.width * p.box.height > area) for p in raw.pictures]
    page = Box(0.0, 0.0, raw.width, raw.height)
    found += [Cover(page, order, None, False) for order in raw.shaded]
    return found + [Cover(a.box, LAST, None, False) for a in raw.annotations if not a.hidden]


def usual_size(glyphs: Glyphs) -> float:
    """Of about a hundred of them, in points; 0 where there are none."""
    some = glyphs.style[:: max(1, len(glyphs) // 100)].tolist()
    sizes = [glyphs.styles[i].size for i in some]
    return median(sizes) if sizes else 0.0


def maybe_hidden_glyphs(glyphs: Glyphs, covers: Sequence[Cover]) -> tuple[Places, Places]:
    """Those with something painted over their middle later, and those in the lightness of what they stand on.

    A picture that is the page itself covers nothing. On what has no single lightness letters may be anything.
    """
    if not len(glyphs):
        return NOWHERE, NOWHERE
    first = int(glyphs.order.min())
    later = [cover for cover in covers if cover.order > first and not cover.is_page]
    faint = _may_be_faint(glyphs, covers)
    if not later and not faint:
        return NOWHERE, NOWHERE
    places = _places(glyphs)
    strings = _strings(places)
    return _covered(places, strings, later), _faint(places, strings, covers) if faint else NOWHERE


def covered_drawings(drawings: Sequence[Drawing], covers: Sequence[Cover]) -> Places:
    """Those that something painted later holds whole."""
    over = _sides([one for one in covers if not one.is_page and min(one.box.width, one.box.height) > 0])
    if not drawings or not over.size:
        return NOWHERE
    boxes = np.array([drawing.box for drawing in drawings])
    order = np.array([drawing.order for drawing in drawings])
    found = np.zeros(len(drawings), dtype=np.bool_)
    for some in _blocks(len(drawings), over.shape[1]):
        x0, top, x1, bottom = boxes[some].T[..., None]
        inside = (over[0] <= x0) & (x1 <= over[2]) & (over[1] <= top) & (bottom <= over[3])
        found[some] = (inside & (over[4] > order[some, None])).any(axis=1)
    return np.flatnonzero(found)


def _covered(places: Numbers, strings: Numbers, covers: Sequence[Cover]) -> Places:
    found = np.zeros(places.shape[1], dtype=np.bool_)
    for cover in _reaching(covers, strings, below=True):
        found |= (places[ORDER] < cover.order) & _inside(places, cover.box)
    return np.flatnonzero(found)


def _faint(places: Numbers, strings: Numbers, covers: Sequence[Cover]) -> Places:
    ground = np.full(places.shape[1], PAPER)
    for cover in sorted(_reaching(covers, strings, below=False), key=lambda cover: cover.order):
        inside = (places[ORDER] > cover.order) & _inside(places, cover.box)
        ground[inside] = np.nan if cover.ink is None else cover.ink
    ink = places[INK]
    with np.errstate(invalid="ignore"):
        return np.flatnonzero((np.abs(ink - ground) < FAINT) | (np.isnan(ground) & (ink > PAPER - FAINT)))


def _may_be_faint(glyphs: Glyphs, covers: Sequence[Cover]) -> bool:
    """Is any ink of the page near to any ground that letters may stand on?"""
    inks = {style.ink for style in glyphs.styles} - {None}
    grounds = {PAPER, *(cover.ink for cover in covers if cover.ink is not None)}
    return any(abs(ink - ground) < FAINT for ink in inks for ground in grounds if ink is not None)


def _places(glyphs: Glyphs) -> Numbers:
    """The middles of all glyphs, in what order they are painted, and how light."""
    numbers, styles = glyphs.numbers, glyphs.styles
    dx, dy = (glyphs.of_styles([style.direction[i] for style in styles]) for i in (0, 1))
    half, up = numbers[ADVANCE] / 2, MIDDLE * glyphs.of_styles([style.size for style in styles])
    ink = glyphs.of_styles([np.nan if style.ink is None else style.ink for style in styles])
    return np.array([numbers[AT_X] + half * dx + up * dy, numbers[BASELINE] + half * dy - up * dx, glyphs.order, ink])


def _strings(places: Numbers) -> Numbers:
    """Of each string the box around the middles of its glyphs, and its place in the order of painting."""
    starts = np.flatnonzero(np.diff(places[ORDER], prepend=np.nan))
    least = np.fmin.reduceat(places[: Y + 1], starts, axis=1)
    most = np.fmax.reduceat(places[: Y + 1], starts, axis=1)
    return np.vstack((least, most, places[ORDER, starts]))


def _reaching(covers: Sequence[Cover], strings: Numbers, *, below: bool) -> Iterator[Cover]:
    """Those that reach into the box of a string painted before them (`below`), or after them: few do."""
    x0, y0, x1, y1, order = strings
    over = _sides(covers)
    for some in _blocks(len(covers), len(x0)):
        left, top, right, bottom, painted = over[:, some, None]
        near = (left <= x1) & (x0 <= right) & (top <= y1) & (y0 <= bottom)
        near &= (order < painted) if below else (order > painted)
        yield from (covers[some.start + i] for i in np.flatnonzero(near.any(axis=1)).tolist())


def _sides(covers: Sequence[Cover]) -> Numbers:
    """Left, top, right and bottom of each, and its place in the order of painting."""
    return np.array([(*cover.box, cover.order) for cover in covers]).reshape(-1, 5).T


def _blocks(count: int, width: int) -> Iterator[slice]:
    step = max(1, AT_ONCE // max(1, width))
    return (slice(start, start + step) for start in range(0, count, step))


def _inside(places: Numbers, box: Box) -> NDArray[np.bool_]:
    x, y = places[X], places[Y]
    inside: NDArray[np.bool_] = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
    return inside
