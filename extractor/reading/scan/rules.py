"""The rules of tables on a scan: long straight runs of ink, broken, thick or climbing by a pixel as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
        _make_whole(mask, _turned(ink, across), boxes)
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


def _make_whole(mask: Mask, ink: Mask, boxes: Sequence[Area]) -> None:
    """Scraps of a faint rule that are too short for a run are put into its mask: else they are read as an l or a 1.

    Only where they have paper above and below: a letter, or a pen, that stands on the rule is higher than it.
    """
    for box in boxes:
        if box.h > STRAIGHT * MM:
            continue
        above = ink[max(0, box.y - BESIDE) : box.y, box.columns()]
        below = ink[box.bottom : box.bottom + BESIDE, box.columns()]
        alone = ~(above.any(axis=0) | below.any(axis=0))
        mask[box.rows(), box.columns()] |= ink[box.rows(), box.columns()] & alone


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
