"""Round tick boxes of a scan: circles of the document's own size that stand free, or in line with others.

○ Basis   ◉ Gevorderd   ○ Expert   a circle is a box, whatever is in it; the O of a word has neighbours
○ Basis   ⌀ Gevorderd   ○ Expert   a pen's cross leaves the circle: it is looked for in line with the others
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.reading.scan.boxes import FREE, LEAST_ALIKE, RING, THICKEST, stands_free, without_rules
from extractor.reading.scan.joined import Ring, fellows, joined_boxes
from extractor.reading.scan.pixels import Mask, pieces
from extractor.reading.scan.seen import Area

LONE_FREE = 0.6
"""Paper beside a circle that stands in no line with others, as a part of its side: it may be the letter O."""
POINTS = 72
"""Where along a circle its ink is asked for."""
INWARDS = (0.5, 1.5, 2.5)
"""Pixels inside the edge: so thick is the line of a circle."""


def find_rounds(ink: Mask, rules: Mask, inner: int) -> list[Area]:
    """Round boxes whose inside is about `inner` pixels wide, with what a pen drew over them."""
    found = pieces(without_rules(ink, rules))
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    sized = (np.minimum(w, h) >= inner + 2) & (np.maximum(w, h) <= inner + THICKEST) & (np.abs(w - h) <= 0.1 * h)
    sized[0] = False
    rings: list[tuple[Area, bool]] = []
    for piece in np.flatnonzero(sized):
        area = Area(*(int(v) for v in found.boxes[piece]))
        if _circle(found.mask(int(piece))) >= RING and stands_free(found.labels, int(piece), area, FREE):
            rings.append((area, stands_free(found.labels, int(piece), area, LONE_FREE)))
    areas = [area for area, _ in rings]
    boxes = [area for area, alone in rings if alone or fellows(area, areas) >= LEAST_ALIKE]
    return boxes + joined_boxes(found, boxes, _circle_near, RING)


def _circle_near(part: Mask, side: int) -> Ring:
    return max(_circles(part, around) for around in (side - 1, side, side + 1))


def _circles(part: Mask, side: int) -> Ring:
    """(the part of a circle that is ink, x, y, side) where a circle of this size lies on most ink."""
    padded = np.pad(part, 2)
    rows, columns = padded.shape[0] - side + 1, padded.shape[1] - side + 1
    if rows < 1 or columns < 1:
        return 0.0, 0, 0, side
    hits = np.zeros((rows, columns), dtype=np.int64)
    for points in zip(*(_edge(side, side, inward) for inward in INWARDS), strict=True):
        views = [padded[y : y + rows, x : x + columns] > 0 for x, y in points]
        hits += np.logical_or.reduce(views)
    y, x = np.unravel_index(int(hits.argmax()), hits.shape)
    return float(hits[y, x]) / POINTS, int(x) - 2, int(y) - 2, side


def _circle(part: Mask) -> float:
    """The part of the circle inscribed in a piece's box that is ink, to two pixels inwards; 0 with ink in a corner."""
    rows, columns = part.shape
    hit = np.zeros(POINTS, dtype=np.bool_)
    for inward in INWARDS:
        x, y = _edge(rows, columns, inward).T
        hit |= part[y, x] > 0
    corner = max(2, round(0.1 * rows))
    corners = (part[:corner, :corner], part[:corner, -corner:], part[-corner:, :corner], part[-corner:, -corner:])
    return 0.0 if any(c.any() for c in corners) else float(hit.mean())


def _edge(rows: int, columns: int, inward: float) -> NDArray[np.int64]:
    """Pixels (x, y) along the circle in a box of this size, so many pixels inside its edge."""
    angles = np.arange(POINTS) * (2 * np.pi / POINTS)
    x = (columns / 2 + (columns / 2 - inward) * np.cos(angles)).astype(np.int64).clip(0, columns - 1)
    y = (rows / 2 + (rows / 2 - inward) * np.sin(angles)).astype(np.int64).clip(0, rows - 1)
    return np.stack([x, y], axis=1)
