"""Lines that run over a whole page, from edge to edge: a fold of the paper or a streak of the glass, no rule of a form.

What they cross keeps its ink: the border of a tick box that a fold goes through stays a border. A line that a ruler
drew through a tick looks the same, so where they ran is told too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.pixels import MM, Grey, Mask, closed, grown, opened, pieces

WHOLE = 0.97
"""A fold is this part of the page long: the rules of a form leave a margin on both sides."""
RUN, GAP = 5.0, 3.0
"""Millimetres that it runs straight without a gap, and that it may miss."""
CLIMB = 0.035
"""It climbs by this part of its length at most, with its thickness: two degrees."""
BRIDGED = 3
"""Pixels beside it where ink on both sides goes on through it."""


class Unfolded(NamedTuple):
    """The ink and the grey picture of a page without its folds, the same where it has none; and where these ran."""

    ink: Mask
    flat: Grey
    folds: Mask


def without_folds(ink: Mask, flat: Grey) -> Unfolded:
    folds = np.zeros_like(ink)
    for across in (True, False):
        seen = ink if across else np.ascontiguousarray(ink.T)
        fold = _fold(seen)
        if fold is None:
            continue
        gone = (fold > 0) & ~_crossed(seen, fold)
        gone = gone if across else gone.T
        folds |= fold if across else fold.T
        ink = np.where(gone, 0, ink).astype(np.uint8)
        flat = np.where(grown(gone.astype(np.uint8), 3, 3) & (1 - ink) > 0, 255, flat).astype(np.uint8)
    return Unfolded(ink, flat, folds)


def _fold(ink: Mask) -> Mask | None:
    """The pixels of lines that run across the whole page; None where there are none."""
    runs = closed(opened(grown(ink, 1, 3), round(RUN * MM), 1), round(GAP * MM), 1)
    found = pieces(runs)
    kept = (found.boxes[:, 2] >= WHOLE * ink.shape[1]) & (found.boxes[:, 3] <= CLIMB * ink.shape[1])
    kept[0] = False
    return found.only(kept) if kept.any() else None


def _crossed(ink: Mask, fold: Mask) -> NDArray[np.bool_]:
    """Where ink stands above and below the line, so that it goes through it."""
    beside = np.where(fold > 0, 0, ink).astype(np.uint8)
    above, below = np.zeros_like(ink), np.zeros_like(ink)
    for step in range(1, int(fold.sum(axis=0).max()) + BRIDGED + 1):
        above[step:] |= beside[:-step]
        below[:-step] |= beside[step:]
    return np.asarray((above > 0) & (below > 0) & (fold > 0))
