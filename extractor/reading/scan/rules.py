"""The rules of tables on a scan: long straight runs of ink, broken, thick or climbing by a pixel as they are."""

from __future__ import annotations

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


def find_rules(ink: Mask) -> tuple[tuple[SeenRule, ...], Mask]:
    """The rules, and a mask of their pixels."""
    rules: list[SeenRule] = []
    mask = np.zeros_like(ink)
    for across in (True, False):
        found, pixels = _one_way(ink if across else np.ascontiguousarray(ink.T))
        for x, y, w, h in found:
            rules.append(SeenRule(Area(x, y, w, h) if across else Area(y, x, h, w), across))
        mask |= pixels if across else pixels.T
    return tuple(rules), mask


def _one_way(ink: Mask) -> tuple[list[tuple[int, int, int, int]], Mask]:
    runs = closed(opened(grown(ink, 1, 3), round(RUN * MM), 1), round(GAP * MM), 1)
    found = pieces(runs)
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    thin = h <= np.maximum(THICKEST * MM, CLIMB * w)
    kept = (w >= LEAST * MM) & thin & (found.areas / np.maximum(w, 1) <= HEAVIEST * MM)
    kept[0] = False
    boxes = [tuple(int(v) for v in found.boxes[i]) for i in np.flatnonzero(kept)]
    return [(a, b, c, d) for a, b, c, d in boxes], found.only(kept)
