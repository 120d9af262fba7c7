"""How a page lies on the glass: sideways, askew by some degrees, two pages on a sheet. And the way back from there.

A page is read upright. Where things stand is told in points of the page that a viewer shows, so every turn and cut is
kept as one `Placement`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.pixels import MM, Grey, Mask, closed, grown, opened, pieces, shrunk, turn_matrix, turned

MOST_SKEW = 4.0
"""Degrees: a feeder or a hand lays no sheet worse; what is worse was laid so on purpose."""
STEPS = (0.5, 0.1)
"""Degrees between the angles that are tried over the whole range, and then around the best one."""
LEAST_TURN = 0.03
"""Degrees that are not worth turning: half a pixel at the edge of a sheet."""
LONG_RULE = 45.0
"""A rule of so many millimetres tells the angle to a hundredth of a degree."""
LEAST_RULES = 3
HALF = 2
"""Which way letters stand shows in a picture of half the size as well."""
TEXT_RUN, LETTER = 8.0, 1.0
"""Ink that runs straight for so many millimetres is a rule and no text; a letter is at least a millimetre high."""


def lies_sideways(ink: Mask) -> bool:
    """Letters stand nearer to the next one than to the next line: which way do they join into fewer pieces?"""
    small = np.asarray(shrunk(ink * 255, HALF) > 60, dtype=np.uint8)
    long = round(TEXT_RUN * MM / HALF)
    rules = (opened(small, long, 1) > 0) | (opened(small, 1, long) > 0)
    text = np.where(rules, 0, small).astype(np.uint8)
    boxes = pieces(text).boxes[1:]
    sizes = np.maximum(boxes[:, 2], boxes[:, 3])
    letters = sizes[sizes > LETTER * MM / HALF]
    if not letters.size:
        return False
    gap = max(3, round(0.5 * float(np.median(letters))))
    return len(pieces(closed(text, 1, gap)).boxes) < len(pieces(closed(text, gap, 1)).boxes)


def skew_of(ink: Mask) -> float:
    """Degrees to turn the page by, so that its rows are level. Rules tell it best, else the bands of its text."""
    rough = _skew_by_bands(ink)
    level = turned(ink, rough, 0, sharp=True) if abs(rough) > LEAST_TURN else ink
    fine = _skew_by_rules(level)
    return rough + fine if fine is not None else rough


def _skew_by_bands(ink: Mask) -> float:
    small = shrunk(ink * 255, 6)

    def sharpness(degrees: float) -> float:
        return _bands(turned(small, degrees, 0, sharp=True).sum(axis=1))

    return _sharpest(sharpness)


def _sharpest(sharpness: Callable[[float], float]) -> float:
    """Of angles that are as sharp the least."""

    def rank(angle: float) -> tuple[float, float]:
        return sharpness(angle), -abs(angle)

    coarse, fine = STEPS
    best = max((i * coarse for i in range(-round(MOST_SKEW / coarse), round(MOST_SKEW / coarse) + 1)), key=rank)
    finest = max((best + i * fine for i in range(-round(coarse / fine) + 1, round(coarse / fine))), key=rank)
    return round(finest, 3)


def _bands(profile: NDArray[np.integer]) -> float:
    """How sharply a profile rises and falls, for its amount of ink."""
    values = profile.astype(np.float64)
    return float((np.diff(values) ** 2).sum()) / max(1.0, float((values**2).sum()))


def _skew_by_rules(ink: Mask) -> float | None:
    """The median slope of the long rules across, in degrees; None where there are too few."""
    runs = closed(opened(grown(ink, 1, 3), round(4 * MM), 1), round(1.5 * MM), 3)
    found = pieces(runs)
    slopes = []
    for piece in range(1, len(found.boxes)):
        x, y, w, h = (int(v) for v in found.boxes[piece])
        if w < LONG_RULE * MM or h > 0.08 * w:
            continue
        part = (found.mask(piece) > 0) & (ink[y : y + h, x : x + w] > 0)
        end = w // 8
        heights = [np.flatnonzero(side.any(axis=1)) for side in (part[:, :end], part[:, -end:])]
        if all(rows.size for rows in heights):
            left, right = (float(np.nonzero(side)[0].mean()) for side in (part[:, :end], part[:, -end:]))
            slopes.append(math.degrees(math.atan2(right - left, w - end)))
    return median(slopes) if len(slopes) >= LEAST_RULES else None


def cut_sheet(ink: Mask) -> int | None:
    """Where a sheet that holds two pages side by side is cut, in pixels from its left; None where it holds one.

    Nothing runs over the fold: no rule, no line of text.
    """
    rows, columns = ink.shape
    if not (1.3 < columns / rows < 1.55 and columns > 360 * MM):
        return None
    middle = slice(round(0.46 * columns), round(0.54 * columns))
    filled = closed(ink, round(2 * MM), 1)[:, middle].sum(axis=0).astype(np.int64)
    wide = round(3 * MM)
    sums = np.convolve(filled, np.ones(wide, dtype=np.int64), mode="valid")
    best = int(sums.argmin())
    if sums[best] > 0.002 * rows * wide:
        return None
    clear = np.flatnonzero(sums == sums[best])
    fold = int(middle.start) + int(clear[len(clear) // 2]) + wide // 2
    around = np.ascontiguousarray(ink[:, fold - 2 * wide : fold + 2 * wide])
    return None if opened(around, 3 * wide, 1).any() else fold


class Placement:
    """From the pixels of an upright page to points of the page that a viewer shows: (x, y, 1) times `matrix`."""

    def __init__(self, matrix: NDArray[np.float64]) -> None:
        self.matrix = matrix

    @classmethod
    def of_render(cls, across: float, down: float) -> Placement:
        """A picture of the whole page, at so many pixels a point."""
        return cls(np.array([[1 / across, 0, 0], [0, 1 / down, 0], [0, 0, 1.0]]))

    def after_quarters(self, quarters: int, rows: int, columns: int) -> Placement:
        """The picture of `rows` and `columns` was turned counter-clockwise by so many quarters."""
        back = {
            0: [[1, 0, 0], [0, 1, 0]],
            1: [[0, -1, columns], [1, 0, 0]],
            2: [[-1, 0, columns], [0, -1, rows]],
            3: [[0, 1, 0], [-1, 0, rows]],
        }[quarters % 4]
        return Placement(self.matrix @ np.array([*back, [0, 0, 1]], dtype=np.float64))

    def after_turn(self, degrees: float, rows: int, columns: int) -> Placement:
        forth = np.vstack([turn_matrix(rows, columns, degrees), [0, 0, 1]])
        return Placement(self.matrix @ np.linalg.inv(forth))

    def after_cut(self, left: int) -> Placement:
        return Placement(self.matrix @ np.array([[1, 0, left], [0, 1, 0], [0, 0, 1.0]]))


def upright(flat: Grey, ink: Mask, placement: Placement) -> tuple[Grey, Placement]:
    """A sideways page turned by a quarter; which way up it is then, only its letters tell."""
    if not lies_sideways(ink):
        return flat, placement
    rows, columns = flat.shape
    return np.ascontiguousarray(np.rot90(flat)), placement.after_quarters(1, rows, columns)


def level(flat: Grey, ink: Mask, placement: Placement) -> tuple[Grey, Placement]:
    """A page askew made level."""
    angle = skew_of(ink)
    if abs(angle) <= LEAST_TURN:
        return flat, placement
    rows, columns = flat.shape
    return turned(flat, angle), placement.after_turn(angle, rows, columns)
