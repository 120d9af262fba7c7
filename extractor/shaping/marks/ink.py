"""How much ink the page shows inside a mark, from its pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.rendering import Raster

SURROUNDINGS = 0.25
"""Seen around a mark, as a fraction of its smaller side: the paper it stands on."""
FAINT = 30
"""Pixels that differ from the paper by less, of 255, are paper: anti-aliasing, JPEG noise."""
STRONG = 0.5
"""A mark's own lines differ from the paper by at least this part of its greatest contrast; shading does not."""
RULE = 0.95
"""A row or column of pixels that is ink over this part of the surroundings is a rule of a table or a line struck through."""
MARGIN = 0.25
"""Left out on each side of a mark: its border, however thick, and the letters' slanted edges."""
FILLED = 100
"""An inside that much darker or lighter, of 255, than the paper is filled, not shaded."""
TIGHT = frozenset({MarkKind.VECTOR})
"""Kinds whose box is what is drawn; that of a character is as high as its line, those of pictures and fields have margins."""

Levels = NDArray[np.int16]


class Ink(NamedTuple):
    """`inside` is the part of the middle of the mark that is inked, 0 to 1; `blank` where nothing is seen at all."""

    inside: float
    blank: bool


def ink_in(raster: Raster, box: Box, kind: MarkKind) -> Ink:
    pad = SURROUNDINGS * min(box.width, box.height)
    seen: Levels = raster.cut(box.grown(pad)).astype(np.int16)
    rows, columns = seen.shape
    if rows < 8 or columns < 8:
        return Ink(0.0, True)
    edge_y, edge_x = max(1, round(rows * pad / (box.height + 2 * pad))), max(1, round(columns * pad / (box.width + 2 * pad)))
    paper = _surrounding_level(seen, edge_y, rows - edge_y, edge_x, columns - edge_x)
    seen = _without_rules(seen, paper)
    contrast = np.abs(seen - paper)
    middle = contrast[edge_y : rows - edge_y, edge_x : columns - edge_x]
    greatest = int(middle.max(initial=0))
    if greatest < FAINT:
        return Ink(0.0, True)
    top, bottom, left, right = edge_y, rows - edge_y, edge_x, columns - edge_x
    if kind not in TIGHT:
        lines = middle > max(FAINT, STRONG * greatest)
        ys, xs = np.flatnonzero(lines.any(axis=1)), np.flatnonzero(lines.any(axis=0))
        top, bottom = edge_y + int(ys[0]), edge_y + int(ys[-1]) + 1
        left, right = edge_x + int(xs[0]), edge_x + int(xs[-1]) + 1
        paper = _surrounding_level(seen, top, bottom, left, right)
    cut_y, cut_x = round((bottom - top) * MARGIN), round((right - left) * MARGIN)
    inside = seen[top + cut_y : bottom - cut_y, left + cut_x : right - cut_x]
    if inside.size == 0:
        return Ink(0.0, False)
    ground = int(np.bincount(inside.ravel() >> 3, minlength=32).argmax()) * 8 + 4
    if abs(ground - paper) >= FILLED:
        return Ink(1.0, False)
    return Ink(float(np.mean(np.abs(inside - ground) > FAINT)), False)


def _surrounding_level(seen: Levels, top: int, bottom: int, left: int, right: int) -> int:
    """The level most seen in a band of two pixels around the rectangle."""
    y0, y1, x0, x1 = max(0, top - 3), bottom + 3, max(0, left - 3), right + 3
    band = np.concatenate(
        [
            seen[y0 : max(0, top - 1), x0:x1].ravel(),
            seen[bottom + 1 : y1, x0:x1].ravel(),
            seen[y0:y1, x0 : max(0, left - 1)].ravel(),
            seen[y0:y1, right + 1 : x1].ravel(),
        ]
    )
    return int(np.median(band)) if band.size else 255


def _without_rules(seen: Levels, paper: int) -> Levels:
    ink = np.abs(seen - paper) > FAINT
    rows, columns = ink.mean(axis=1) > RULE, ink.mean(axis=0) > RULE
    if rows.any() or columns.any():
        seen = seen.copy()
        seen[rows, :] = paper
        seen[:, columns] = paper
    return seen
