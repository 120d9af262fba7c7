"""Boxes that a pen joined to each other or to its own stroke: rings inside pieces of ink that are larger than a box.

One line through two boxes makes one piece of ink of them:

    ☐  ☐  ☐       ☐  ⧄⧄⧄⧄      each is looked for by itself, in line with the others
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from extractor.reading.scan.pixels import Mask, Pieces, pieces
from extractor.reading.scan.seen import Area

Ring = tuple[float, int, int, int]
"""(the part of it that is ink, x, y, side)"""

LARGEST = 8.0
"""A stroke with the boxes that it joins is at most this many sides wide and high: three rows of a form."""
IN_LINE = 0.2
"""Boxes of a row or a column are off by this part of their side at most."""
LEAST_FELLOWS = 2
MOST_IN_ONE = 6


def joined_boxes(
    found: Pieces, boxes: Sequence[Area], best: Callable[[Mask, int], Ring | None], least: float
) -> list[Area]:
    """Boxes in pieces of ink that hold none of `boxes`, or one and more than it.

    `best` gives the ring of about this side on most ink, which must cover it to `least`.
    """
    if len(boxes) <= LEAST_FELLOWS:
        return []
    side = round(median(box.w for box in boxes))
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    large = (np.minimum(w, h) >= side - 2) & (np.maximum(w, h) <= LARGEST * side)
    large[0] = False
    more: list[Area] = []
    for piece in np.flatnonzero(large):
        area = Area(*(int(v) for v in found.boxes[piece]))
        known = [box for box in boxes if same_place(area, box)]
        if known and max(area.w, area.h) < 2 * side:
            continue
        part = found.mask(int(piece))
        for box in known:
            _taken_out(part, Area(box.x - area.x, box.y - area.y, box.w, box.h))
        more += _rings(part, area, side, boxes, best, least)
    return more


def _rings(
    part: Mask,
    area: Area,
    side: int,
    boxes: Sequence[Area],
    best: Callable[[Mask, int], Ring | None],
    least: float,
) -> list[Area]:
    """One ring after the other, each taken out before the next is looked for."""
    rings: list[Area] = []
    for _ in range(MOST_IN_ONE):
        ring = best(part, side)
        if ring is None or ring[0] < least:
            break
        _, x, y, wide = ring
        box = Area(area.x + x, area.y + y, wide, wide)
        if fellows(box, [*boxes, *rings]) >= LEAST_FELLOWS:
            rings.append(box)
        _taken_out(part, Area(x, y, wide, wide))
    return rings


def _taken_out(part: Mask, box: Area) -> None:
    gone = box.grown(1).within(*part.shape)
    part[gone.rows(), gone.columns()] = 0


def sharing_ink(ink: Mask, boxes: Sequence[Area]) -> set[Area]:
    """The boxes that are of one piece of ink with another one: nobody can say which of them the stroke is for."""
    labels = pieces(ink).labels
    owners: dict[int, set[Area]] = defaultdict(set)
    for box in boxes:
        for piece in np.unique(labels[box.rows(), box.columns()]):
            if piece:
                owners[int(piece)].add(box)
    return {box for some in owners.values() if len(some) > 1 for box in some}


def fellows(area: Area, areas: Sequence[Area]) -> int:
    """How many stand in its row or in its column, whichever has more; itself too if it is one of them."""
    off = IN_LINE * area.w
    x, y = area.middle
    row = sum(abs(other.middle[1] - y) <= off for other in areas)
    column = sum(abs(other.middle[0] - x) <= off for other in areas)
    return max(row, column)


def same_place(a: Area, b: Area) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
