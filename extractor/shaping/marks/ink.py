"""How much ink the page shows inside a mark, from its pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import Box
from extractor.reading.rendering import Raster

SURROUNDINGS = 0.25
"""Seen around a mark, as a fraction of its smaller side: the paper it stands on."""
FAINT = 30
"""Pixels that differ from the paper by less, of 255, are paper: anti-aliasing, JPEG noise."""
STRONG = 0.5
"""A mark's own lines differ from the paper by at least this part of its greatest contrast; shading does not."""
RULE = 0.95
"""Rows and columns of pixels that are ink over this part of a mark and its surroundings are rules or strike-outs."""
SLIVER = 0.25
"""What is thinner than this part of where a mark should be belongs to something else."""
MARGIN = 0.25
"""Left out on each side of a mark: its border, however thick, and the letters' slanted edges."""
FILLED = 100
"""An inside that much darker or lighter, of 255, than the paper is filled, not shaded …"""
PLAIN, ALIKE = 60, 0.75
"""… and so is one that differs by this much, and by this part of what the mark's lines do: a grey ■."""
SAME = 0.88
"""What is about as light as the mark's lines is filled with their ink, however pale: a form that is greyed out."""
BAND = 3
"""Pixels around a mark's own ink that tell what it stands on."""
WHITE = 255
LEAST_PIXELS = 8
"""A mark that is drawn smaller than this tells nothing."""

Levels = NDArray[np.int16]
Flags = NDArray[np.bool_]


class Ink(NamedTuple):
    """`inside` is the part of the middle of the mark that is inked, 0 to 1; `blank` where nothing is seen at all."""

    inside: float
    blank: bool


def ink_in(raster: Raster, box: Box, tight: bool) -> Ink:
    """`tight` boxes are what is drawn; that of a character is as high as its line, those of pictures have margins."""
    pad = SURROUNDINGS * min(box.width, box.height)
    seen: Levels = raster.cut(box.grown(pad)).astype(np.int16)
    rows, columns = seen.shape
    if min(rows, columns) < LEAST_PIXELS:
        return Ink(0.0, True)
    edge_y = max(1, round(rows * pad / (box.height + 2 * pad)))
    edge_x = max(1, round(columns * pad / (box.width + 2 * pad)))
    paper = _level_beside(seen, edge_x)
    seen, rules = _without_rules(seen, paper, edge_x)
    contrast = np.abs(seen - paper)
    middle = contrast[edge_y : rows - edge_y, edge_x : columns - edge_x]
    greatest = int(middle.max(initial=0))
    if greatest <= FAINT:
        return Ink(0.0, True)
    top, bottom, left, right = edge_y, rows - edge_y, edge_x, columns - edge_x
    if not tight:
        lines: Flags = np.asarray(middle > max(FAINT, STRONG * greatest))
        first, last = _longest_run(np.asarray(lines.any(axis=1)), rules[edge_y : rows - edge_y])
        xs = np.nonzero(lines[first : last + 1].any(axis=0))[0]
        top, bottom = edge_y + first, edge_y + last + 1
        left, right = edge_x + int(xs[0]), edge_x + int(xs[-1]) + 1
        if min(bottom - top, right - left) < SLIVER * min(middle.shape):
            return Ink(0.0, True)
        paper = _surrounding_level(seen, top, bottom, left, right, BAND)
    cut_y, cut_x = round((bottom - top) * MARGIN), round((right - left) * MARGIN)
    inside = seen[top + cut_y : bottom - cut_y, left + cut_x : right - cut_x]
    if inside.size == 0:
        return Ink(0.0, False)
    ground = usual_level(inside)
    depth = abs(ground - paper)
    if (
        depth >= FILLED
        or (depth >= PLAIN and depth >= ALIKE * greatest)
        or (depth > FAINT and depth >= SAME * greatest)
    ):
        return Ink(1.0, False)
    return Ink(np.count_nonzero(np.abs(inside - ground) > FAINT) / inside.size, False)


def _surrounding_level(seen: Levels, top: int, bottom: int, left: int, right: int, reach: int) -> int:
    """The level most seen in a band around the rectangle, next to its soft edge; rules and letters are few there."""
    y0, y1, x0, x1 = max(0, top - reach), bottom + reach, max(0, left - reach), right + reach
    band = np.concatenate(
        [
            seen[y0 : max(0, top - 1), x0:x1].ravel(),
            seen[bottom + 1 : y1, x0:x1].ravel(),
            seen[y0:y1, x0 : max(0, left - 1)].ravel(),
            seen[y0:y1, right + 1 : x1].ravel(),
        ]
    )
    return usual_level(band) if band.size else WHITE


def _level_beside(seen: Levels, edge_x: int) -> int:
    """The level left and right of a mark at half its height: what it stands on, however low that bar is."""
    rows = seen.shape[0]
    middle = seen[rows // 4 : rows - rows // 4]
    return usual_level(np.concatenate([middle[:, :edge_x].ravel(), middle[:, -edge_x:].ravel()]))


def usual_level(pixels: Levels) -> int:
    """The level most pixels have, of 32 levels, as the middle of it."""
    return min(WHITE, int(np.bincount(pixels.ravel() >> 3, minlength=32).argmax()) * 8 + 4)


def _without_rules(seen: Levels, paper: int, edge_x: int) -> tuple[Levels, Flags]:
    """The pixels with table rules and strike-out lines as paper, and which rows these were.

    A rule across goes on beyond the mark, to one side at least; the border of a box ends with it.
    """
    ink = np.abs(seen - paper) > FAINT
    rows = (_share(ink[:, edge_x:], 1) > RULE) | (_share(ink[:, :-edge_x], 1) > RULE)
    between = ink[~rows]
    columns = _share(between, 0) > RULE if len(between) else np.zeros(ink.shape[1], dtype=np.bool_)
    if rows.any() or columns.any():
        seen = seen.copy()
        seen[rows, :] = paper
        seen[:, columns] = paper
    return seen, rows


def _share(ink: Flags, axis: int) -> NDArray[np.float64]:
    """The inked part along each line, as `mean` has it in four times the time: there are a hundred marks a page."""
    ones = np.ones(ink.shape[axis])
    share: NDArray[np.float64] = (ink @ ones if axis else ones @ ink) / len(ones)
    return share


def _longest_run(inked: Flags, rules: Flags) -> tuple[int, int]:
    """First and last of the most rows in a row with ink: not the feet of the letters in the line above.

    Rows of a rule do not part what has ink on both sides of it: a box that is struck out is one box.
    """
    rows: list[int] = inked.nonzero()[0].tolist()
    best = start = rows[0]
    longest = 0
    for here, following in zip(rows, [*rows[1:], -1], strict=True):
        if following < 0 or (following - here > 1 and not rules[here + 1 : following].all()):
            if here - start + 1 > longest:
                best, longest = start, here - start + 1
            start = following
    return best, best + longest - 1
