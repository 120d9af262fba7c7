"""The rules of tables on a scan: long straight runs of ink, broken, thick or climbing by a pixel as they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.pixels import MM, Mask, closed, grown, opened, pieces
from extractor.reading.scan.seen import Area, SeenRule

RUN = 5.0
"""Millimetres that ink runs straight in a rule without a gap; no letter and no tick box has such a stroke."""
LEAST = 6.0
GAP = 1.0
"""Millimetres that a worn rule may miss."""
THICKEST, CLIMB = 2.2, 0.02
"""A rule is no thicker than this many millimetres, or than what a climb of one in fifty makes of it."""
HEAVIEST = 1.6
"""Millimetres of ink across it, on average: a black bar is none."""
STRAIGHT = 0.6
"""A rule that climbs by no more than this many millimetres, with its thickness, has no room for a letter in it."""
BESIDE = 2
"""Pixels on both sides of such a rule that are paper, where nothing but the rule itself stands."""
SHORT = 2.5
"""Millimetres of a rule between two others, as beside the cells of a single row; a letter does not reach both."""
THIN = 0.9
STEM = 0.12
"""Ink along such a rule over more than this part of it: the stem of a p or d that copies made thick and long."""


def find_rules(ink: Mask) -> tuple[tuple[SeenRule, ...], Mask]:
    """The rules, and a mask of their pixels."""
    long = [_one_way(_turned(ink, across)) for across in (True, False)]
    for (boxes, mask), across in zip(long, (True, False), strict=True):
        boxes[:] = [_whole(mask, _turned(ink, across), box) for box in boxes]
    masks = [_turned(mask, across) for (_, mask), across in zip(long, (True, False), strict=True)]
    rules = [_rule(box, across) for (boxes, _), across in zip(long, (True, False), strict=True) for box in boxes]
    mask = masks[0] | masks[1]
    for across, other in ((True, masks[1]), (False, masks[0])):
        boxes, short = _between(_turned(ink, across), _turned(other, across), _turned(mask, across))
        rules += [_rule(box, across) for box in boxes]
        mask = mask | _turned(short, across)
    return tuple(rules), mask


def _rule(box: Area, across: bool) -> SeenRule:
    return SeenRule(box if across else Area(box.y, box.x, box.h, box.w), across)


def _turned(mask: Mask, across: bool) -> Mask:
    """What runs down the page is looked at as if it ran across."""
    return mask if across else np.ascontiguousarray(mask.T)


def _one_way(ink: Mask) -> tuple[list[Area], Mask]:
    runs = closed(opened(grown(ink, 1, 3), round(RUN * MM), 1), round(GAP * MM), 1)
    found = pieces(runs)
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    thin = h <= np.maximum(THICKEST * MM, CLIMB * w)
    kept = (w >= LEAST * MM) & thin & (found.areas / np.maximum(w, 1) <= HEAVIEST * MM)
    kept[0] = False
    return [Area(*(int(v) for v in found.boxes[i])) for i in np.flatnonzero(kept)], found.only(kept)


def _whole(mask: Mask, ink: Mask, box: Area) -> Area:
    """A rule with its scraps that are too short for a run, put into the mask: else they are read as an l or a 1.

    They lie in it, or go on beyond its end. Only where they have paper above and below: a letter, or a pen, that stands
    on the rule is higher than it.
    """
    if box.h > STRAIGHT * MM:
        return box
    start, end = _ends(np.asarray(ink[box.rows()].any(axis=0)), box)
    above = ink[max(0, box.y - BESIDE) : box.y, start:end]
    below = ink[box.bottom : box.bottom + BESIDE, start:end]
    scraps = ink[box.rows(), start:end] & ~(above.any(axis=0) | below.any(axis=0))
    mask[box.rows(), start:end] |= scraps
    seen = start + np.flatnonzero(scraps.any(axis=0))
    if not seen.size:
        return box
    left, right = min(box.x, int(seen[0])), max(box.right, int(seen[-1]) + 1)
    return Area(left, box.y, right - left, box.h)


def _ends(inked: NDArray[np.bool_], box: Area) -> tuple[int, int]:
    """From where to where ink goes on in the line of a rule, without a wider gap than a worn one has."""
    after, before = np.flatnonzero(inked[box.right :]), np.flatnonzero(inked[: box.x][::-1])
    return box.x - _reach(before), box.right + _reach(after)


def _reach(inked: NDArray[np.int64]) -> int:
    """How far it is to the last inked pixel before a gap; `inked` are their distances."""
    gaps = np.flatnonzero(np.diff(inked, prepend=-1) > GAP * MM)
    known = inked[: gaps[0]] if gaps.size else inked
    return int(known[-1]) + 1 if known.size else 0


def _between(ink: Mask, other: Mask, known: Mask) -> tuple[list[Area], Mask]:
    """Short rules across that begin at one rule down and end at another."""
    runs = opened(grown(ink, 1, 3), round(SHORT * MM), 1)
    found = pieces(runs)
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    touched = grown(other, round(0.5 * MM), 3)
    kept = (w >= SHORT * MM) & (h <= THIN * MM)
    kept[0] = False
    for piece in np.flatnonzero(kept):
        x, y, wide, high = (int(v) for v in found.boxes[piece])
        rows = slice(y, y + high)
        ends = touched[rows, x : x + 6].any() and touched[rows, x + wide - 6 : x + wide].any()
        middle = slice(x + wide // 6, x + wide - wide // 6)
        beside = max(_share(ink[max(0, y - 3) : y, middle]), _share(ink[y + high : y + high + 3, middle]))
        kept[piece] = ends and beside <= STEM and not known[rows, x + wide // 4 : x + wide - wide // 4].any()
    return [Area(*(int(v) for v in found.boxes[i])) for i in np.flatnonzero(kept)], found.only(kept)


def _share(part: Mask) -> float:
    return float(part.mean()) if part.size else 0.0
