"""Boxes that are typed: a bracket, paper or an x, and the bracket that closes it. Found by their geometry, as all are.

    [ ] 1   [x] 2   [X] 3      two brackets of one height, near each other

A bracket is a piece of ink with an upright stem, an arm at its head and its foot and nothing between. An x may touch
it: then the two ends of the piece are looked at. Only where several pairs of a document hold paper are pairs boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.boxes import without_rules
from extractor.reading.scan.pixels import Mask, Pieces, pieces
from extractor.reading.scan.seen import Area

LOWEST, HIGHEST = 1.5, 7.0
"""Millimetres of a bracket's height: of type from 5 to 20 points."""
SLIMMEST, WIDEST = 0.1, 0.5
"""A bracket's width, as a part of its height."""
STEM = 0.85
"""Ink of this part of the height, at least, in the columns of the stem."""
AT_SIDE = 0.1
"""The stem begins within this part of the height from the side of the piece."""
ARM, FULL_ARM = 0.2, 0.5
"""An arm is within this part of the height from the top or the foot, over this part of the columns beside the stem."""
LEAST_ARM = 2
"""Pixels that an arm is long."""
SOFT = 0.15
"""A column beside the stem with more ink than this between the arms is the stem's soft edge."""
BETWEEN, TOUCHED = 0.05, 0.5
"""Ink between the arms: of a bracket by itself, and of one that the x inside it touches."""
ALIKE = 0.12
"""Two brackets of a pair are of one height and on one line, but for this part of it; so are all of a document."""
NARROWEST, BROADEST = 0.12, 1.4
"""What a pair encloses, as parts of its height: a space of print, or three of a typewriter."""
MARGIN = 0.1
"""Left out at the top and the foot of what a pair encloses: the soft edges of the arms."""


class Bracket(NamedTuple):
    area: Area
    opens: bool


class Pair(NamedTuple):
    """A typed box: all of it, and what its brackets enclose."""

    area: Area
    inside: Area


def empty_heights(ink: Mask, mm: float) -> list[int]:
    """Heights of the brackets that enclose paper, in pixels; `mm` pixels are a millimetre.

    In a small picture an arm may be a pixel long: what it shows is asked again of the page in full.
    """
    found = pieces(ink)
    h = found.boxes[:, 3]
    loose = _loose(found, (h >= LOWEST * mm) & (h <= HIGHEST * mm), 1)
    return [pair.area.h for pair in _pairs(loose) if not _part(ink, pair.inside).any()]


def find_typed(ink: Mask, rules: Mask, height: int) -> list[Pair]:
    """Typed boxes with brackets of about this height, whatever is in them."""
    found = pieces(without_rules(ink, rules))
    h, w = found.boxes[:, 3], found.boxes[:, 2]
    sized = np.abs(h - height) <= max(2.0, ALIKE * height)
    sized[0] = False
    loose = _loose(found, sized)
    if not loose:
        return []
    width = round(median(bracket.area.w for bracket in loose))
    joined: list[Bracket] = []
    for piece in np.flatnonzero(sized & (w > WIDEST * h) & (w <= (BROADEST + 2 * WIDEST) * h)):
        area = Area(*(int(v) for v in found.boxes[piece]))
        part = found.mask(int(piece))
        if is_opening(part[:, :width], TOUCHED):
            joined.append(Bracket(Area(area.x, area.y, width, area.h), True))
        if is_opening(part[:, ::-1][:, :width], TOUCHED):
            joined.append(Bracket(Area(area.right - width, area.y, width, area.h), False))
    return _pairs([*loose, *joined])


def is_opening(part: Mask, between: float = BETWEEN, least: int = LEAST_ARM) -> bool:
    """Is it a `[`, with arms of at least so many pixels? Of a `]` its mirrored picture is."""
    high, wide = part.shape
    arm = max(2, round(ARM * high))
    full = part.mean(axis=0) >= STEM
    if not full.any() or high <= 3 * arm:
        return False
    start = int(full.argmax())
    stem = int((~full[start:]).argmax()) or wide - start
    arms = part[:, start + stem :]
    if arms.size and arms[arm:-arm, 0].mean() > SOFT:
        arms = arms[:, 1:]
    if start > AT_SIDE * high or arms.shape[1] < least:
        return False
    top, foot = arms[:arm].any(axis=0).mean(), arms[-arm:].any(axis=0).mean()
    return bool(min(top, foot) >= FULL_ARM and arms[arm:-arm].mean() <= between)


def _loose(found: Pieces, sized: NDArray[np.bool_], least: int = LEAST_ARM) -> list[Bracket]:
    """Brackets that are pieces of ink by themselves."""
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    slim = sized & (w >= SLIMMEST * h) & (w <= WIDEST * h)
    slim[0] = False
    brackets = []
    for piece in np.flatnonzero(slim):
        area, part = Area(*(int(v) for v in found.boxes[piece])), found.mask(int(piece))
        if is_opening(part, least=least):
            brackets.append(Bracket(area, True))
        elif is_opening(part[:, ::-1], least=least):
            brackets.append(Bracket(area, False))
    return brackets


def _pairs(brackets: Iterable[Bracket]) -> list[Pair]:
    """Each bracket that opens with the next one to its right, where that closes it."""
    ordered = sorted(brackets, key=lambda bracket: bracket.area.x)
    pairs = []
    for i, bracket in enumerate(ordered):
        following = next((other for other in ordered[i + 1 :] if _in_line(bracket.area, other.area)), None)
        if bracket.opens and following is not None and not following.opens:
            pair = _pair(bracket.area, following.area)
            if NARROWEST * pair.area.h <= pair.inside.w <= BROADEST * pair.area.h:
                pairs.append(pair)
    return pairs


def _in_line(one: Area, other: Area) -> bool:
    off = max(2.0, ALIKE * one.h)
    return abs(one.y - other.y) <= off and abs(one.h - other.h) <= off


def _pair(left: Area, right: Area) -> Pair:
    top, bottom = min(left.y, right.y), max(left.bottom, right.bottom)
    margin = round(MARGIN * (bottom - top))
    inside = Area(left.right, top + margin, right.x - left.right, bottom - top - 2 * margin)
    return Pair(Area(left.x, top, right.right - left.x, bottom - top), inside)


def _part(ink: Mask, area: Area) -> Mask:
    return ink[area.rows(), area.columns()]
