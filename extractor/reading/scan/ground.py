"""A page's picture → black letters on white paper: its colour, shadows, edges and dust gone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.pixels import (
    MM,
    Grey,
    Mask,
    closed,
    grown,
    median,
    pieces,
    resized,
    shrunk,
    softened,
    two_levels,
)

TIMES = 8
"""The ground changes slowly: it is looked at in a picture this many times smaller."""
STRIP = 256
"""Rows that are worked on at a time: a page in numbers with fractions takes four times its memory."""
LARGEST_LETTER = 6.0
"""Dark things up to this many millimetres are letters and rules on the ground; wider ones are the ground itself."""
DARK_GROUND = 100
"""A ground darker than this, of 255, carries white letters: the head of a table in a dark colour."""
LEAST_LEVEL, GREATEST_LEVEL = 120.0, 205.0
"""Between these levels ink ends and paper begins, whatever the picture: faint toner is lighter, grain of paper too."""
FAINT, FAINT_PART = 90.0, 0.25
"""Toner that is nowhere darker than this is nearly gone; then a quarter of its darkness is ink already."""
SPECK = 0.62
"""Dust is smaller than this many millimetres: so is the dot of a letter, but that has a letter beside it."""
BESIDE = (1.3, 0.9)
"""Millimetres across and down within which a dot or a stop has its letter."""
NOISY = 150
"""So many lone specks on a page are dust, and no stops or dots that lie far from their letters."""
LEAST_STOP = 9
"""On a page full of dust a full stop has at least this many pixels."""


def flattened(grey: Grey) -> Grey:
    """The same page with its ground at 255; light letters on a dark ground become dark ones on white."""
    rows, columns = grey.shape
    small = shrunk(grey, TIMES)
    reach = max(3, round(LARGEST_LETTER * MM / TIMES))
    smooth = median(closed(small, reach, reach), 2 * reach + 1)
    flat = np.empty_like(grey)
    ground = resized(smooth, columns, rows)
    for top in range(0, rows, STRIP):
        part = slice(top, top + STRIP)
        flat[part] = _on_white(grey[part].astype(np.float32), ground[part].astype(np.float32))
    return flat


def _on_white(page: NDArray[np.float32], ground: NDArray[np.float32]) -> Grey:
    light = page * (255.0 / np.maximum(ground, 1.0))
    dark = 255.0 - (page - ground) * (255.0 / np.maximum(255.0 - ground, 1.0))
    return np.clip(np.where(ground < DARK_GROUND, dark, light), 0, 255).astype(np.uint8)


def page_ink(flat: Grey) -> Mask:
    """1 where there is ink, of a page whose ground is white."""
    smooth = softened(flat)
    level = min(max(two_levels(smooth), LEAST_LEVEL), GREATEST_LEVEL)
    ink = smooth[smooth < level]
    darkest = float(np.percentile(ink, 10)) if ink.size else 0.0
    if darkest > FAINT:
        level = max(level, 255 - FAINT_PART * (255 - darkest))
    return np.asarray(smooth < level, dtype=np.uint8)


def without_dust(ink: Mask) -> tuple[Mask, Mask | None]:
    """The ink without its specks, and the specks of a noisy page; a clean page stays as it is."""
    found = pieces(ink)
    size = np.maximum(found.boxes[:, 2], found.boxes[:, 3])
    small = size < SPECK * MM
    near = grown(found.only(~small), round(BESIDE[0] * MM), round(BESIDE[1] * MM))
    beside = np.zeros(len(small), dtype=np.bool_)
    beside[np.unique(found.labels[(near > 0) & (ink > 0)])] = True
    lone = small & ~beside
    lone[0] = False
    if int(lone.sum()) <= NOISY:
        return ink, None
    dust = lone | (small & (found.areas < LEAST_STOP))
    return found.only(~dust), found.only(dust)
