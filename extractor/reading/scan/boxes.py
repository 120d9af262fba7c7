"""Square tick boxes of a scan, by their geometry: rings of ink that stand free. No letters are read for it.

1. The side is learnt from the empty boxes of the whole document: holes of paper as wide as high.
2. On each page pieces of ink of about that size that hold a whole ring are boxes, whatever is in it.
   `rounds` does the same for round ones.
3. Where a column of boxes misses one between rules, it is looked for again: a pen may have joined it to its cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.joined import Ring, joined_boxes
from extractor.reading.scan.pixels import MM, Mask, closed, grown, pieces
from extractor.reading.scan.seen import Area, SeenRule

SMALLEST, LARGEST = 1.5, 6.0
"""Millimetres of a tick box's inside."""
SQUARE, SQUARE_FILL = 1.22, 0.88
"""A hole of a square box: not longer than this times its width, and this part of it paper."""
ROUND, ROUND_FILL = 1.1, (0.74, 0.83)
"""A hole of a round one: a circle fills .785 of the square around it; the hole of an O is not as wide as high."""
LEAST_ALIKE = 3
"""So many holes of one size in a document are its boxes; one or two may be the bowls of letters."""
RING = 0.86
"""The part of each side, or of the circle, that is ink at least: copying takes some of a border away."""
POOR_RING = 0.6
"""… where a box must stand, since the boxes above and below it do."""
ALIKE = 0.16
"""Boxes of a document have one size but for this part of it: a scan adds or takes a pixel on each side."""
FREE = 0.3
"""Paper beside a box, as a part of its side: a letter in a word has its neighbours nearer."""
BEYOND = 0.55
"""Ink just outside a side over more than this part of it: the side is a part of something larger."""

THICKEST = 15
"""Pixels that both borders of a box add to its inside at most: 0.6 mm each, as dark copies draw them."""


def hole_sides(ink: Mask, mm: float = MM) -> tuple[list[int], list[int]]:
    """Inner sides of the square and diameters of the round holes on a page; `mm` pixels are a millimetre."""
    found = pieces(1 - ink, diagonal=False)
    w, h = found.boxes[:, 2].astype(np.int64), found.boxes[:, 3].astype(np.int64)
    fill = found.areas / np.maximum(1, w * h)
    sized = (np.minimum(w, h) >= SMALLEST * mm) & (np.maximum(w, h) <= LARGEST * mm)
    longer = np.maximum(w, h) / np.maximum(1, np.minimum(w, h))
    square = sized & (longer <= SQUARE) & (fill >= SQUARE_FILL)
    rounds = sized & (longer <= ROUND) & (fill >= ROUND_FILL[0]) & (fill <= ROUND_FILL[1])
    sides = np.rint((w + h) / 2).astype(int)
    return [int(v) for v in sides[square]], [int(v) for v in sides[rounds]]


def usual_side(sides: Iterable[int]) -> int | None:
    """The size that most holes of a document have, a pixel more or less; None where none is common."""
    counts = Counter(sides)
    best = max(counts, key=lambda s: (sum(counts[s + d] for d in (-1, 0, 1)), s), default=None)
    if best is None or sum(counts[best + d] for d in (-1, 0, 1)) < LEAST_ALIKE:
        return None
    return best


def find_boxes(ink: Mask, rules: Mask, inner: int) -> list[Area]:
    """Square boxes whose inside is about `inner` pixels wide."""
    clean = without_rules(ink, rules)
    found = pieces(clean)
    least, most = inner + 2, 2 * inner + THICKEST
    boxes: list[Area] = []
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    for piece in np.flatnonzero((np.minimum(w, h) >= least) & (np.maximum(w, h) <= most)):
        if piece == 0:
            continue
        area = Area(*(int(v) for v in found.boxes[piece]))
        best = best_ring(found.mask(int(piece)), range(inner + 2, inner + THICKEST))
        if best is None or best[0] < RING:
            continue
        box = Area(area.x + best[1], area.y + best[2], best[3], best[3])
        if stands_free(found.labels, int(piece), box, FREE) and not _goes_on(clean, box):
            boxes.append(box)
    boxes = of_one_size(boxes)
    return boxes + joined_boxes(found, boxes, _ring_near, RING)


def _ring_near(part: Mask, side: int) -> Ring | None:
    return best_ring(part, range(side - 2, side + 3))


def missing_boxes(ink: Mask, rules: Sequence[SeenRule], boxes: Sequence[Area]) -> list[Area]:
    """Boxes of cells without one in a column whose other cells have theirs in the same place."""
    if len(boxes) < LEAST_ALIKE:
        return []
    side = round(median(box.w for box in boxes))
    levels = [(rule.area.y + rule.area.h // 2, rule.area.x, rule.area.right) for rule in rules if rule.across]
    more: list[Area] = []
    for column in _columns(boxes, side):
        left = round(median(box.x for box in column))
        middle = left + side / 2
        heights = sorted(y for y, x0, x1 in levels if x0 - 8 <= middle <= x1 + 8)
        for top, bottom in _gaps(column, heights, side):
            more += _box_at(left, ink, side, top, bottom)
    return more


def _gaps(column: Sequence[Area], heights: Sequence[int], side: int) -> Iterator[tuple[int, int]]:
    """Top and bottom of the cells that have no box of the column, in its reach and high enough for one."""
    taken = [box.middle[1] for box in column]
    for top, bottom in pairwise(heights):
        if bottom - top < 1.5 * side or any(top < y < bottom for y in taken):
            continue
        if column[0].y - 40 * side < top < column[-1].y + 40 * side:
            yield top, bottom


def _box_at(left: int, ink: Mask, side: int, top: int, bottom: int) -> list[Area]:
    """The box that stands between two rules in a column of boxes; [] where there is none."""
    x0 = max(0, left - side)
    best = _ring_near(ink[top + 4 : bottom - 3, x0 : left + 2 * side], side)
    if best is None or best[0] < POOR_RING or abs(x0 + best[1] - left) > 0.5 * side:
        return []
    return [Area(x0 + best[1], top + 4 + best[2], best[3], best[3])]


def of_one_size(boxes: Sequence[Area]) -> list[Area]:
    """Without those that are larger or smaller than most: letters with straight sides."""
    if len(boxes) < LEAST_ALIKE:
        return list(boxes)
    usual = median(box.w for box in boxes)
    return [box for box in boxes if abs(box.w - usual) <= ALIKE * usual]


def best_ring(part: Mask, sides: Iterable[int]) -> tuple[float, int, int, int] | None:
    """(least covered of four sides, x, y, side) of the outermost square among those with nearly the most ink."""
    found = [ring for side in sides if (ring := _ring(part, side)) is not None]
    top = max((ring[0] for ring in found), default=0.0)
    return max((ring for ring in found if ring[0] >= top - 0.06), key=lambda ring: ring[3], default=None)


def _ring(part: Mask, side: int) -> tuple[float, int, int, int] | None:
    """Where a square of this side lies on most ink, its sides free to be a pixel off."""
    rows, columns = part.shape
    if rows <= side or columns <= side:
        return None
    padded = np.pad(part, 1).astype(np.int32)
    level = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])[:, 1:-1]
    plumb = np.maximum(np.maximum(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])[1:-1]
    across = _window_sums(level, side + 1) / (side + 1)
    down = _window_sums(plumb.T, side + 1).T / (side + 1)
    least = np.minimum(
        np.minimum(across[: rows - side], across[side:]), np.minimum(down[:, : columns - side], down[:, side:])
    )
    y, x = np.unravel_index(int(least.argmax()), least.shape)
    return float(least[y, x]), int(x), int(y), side


def _window_sums(values: NDArray[np.int32], length: int) -> NDArray[np.int64]:
    sums = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1, dtype=np.int64)
    return np.asarray(sums[:, length:] - sums[:, :-length])


def without_rules(ink: Mask, rules: Mask) -> Mask:
    """The ink without rules, worn strokes closed."""
    return closed(np.where(grown(rules, 3, 3) > 0, 0, ink).astype(np.uint8), 2, 2)


def stands_free(labels: NDArray[np.int32], piece: int, box: Area, free: float) -> bool:
    """No other ink close to the left or right of the middle of the box."""
    gap = max(5, round(free * box.w))
    rows = slice(box.y + box.h // 4, box.bottom - box.h // 4)
    sides = (labels[rows, max(0, box.x - gap) : max(0, box.x - 1)], labels[rows, box.right + 2 : box.right + 2 + gap])
    return not any(((side > 0) & (side != piece)).any() for side in sides)


def _goes_on(ink: Mask, box: Area) -> bool:
    """Is there ink along a whole side just outside it? The border of a box ends with it."""
    off = 4
    rows, columns = ink.shape
    beside = (
        ink[max(0, box.y - off), box.columns()],
        ink[min(rows - 1, box.bottom + off), box.columns()],
        ink[box.rows(), max(0, box.x - off)],
        ink[box.rows(), min(columns - 1, box.right + off)],
    )
    return any(side.size and float(side.mean()) > BEYOND for side in beside)


def _columns(boxes: Sequence[Area], side: int) -> list[list[Area]]:
    """Boxes that stand under each other."""
    columns: list[list[Area]] = []
    for box in sorted(boxes, key=lambda box: (box.y, box.x)):
        home = next((column for column in columns if abs(column[-1].x - box.x) <= 0.3 * side), None)
        if home is None:
            columns.append([box])
        else:
            home.append(box)
    return [column for column in columns if len(column) >= LEAST_ALIKE]
