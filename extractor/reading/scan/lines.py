"""Ink without rules and boxes → pieces of text lines, each as an engine wants it: one line, no column beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.reading.scan.pixels import MM, Mask, Rows, closed, grown, pieces
from extractor.reading.scan.seen import Area

SMALLEST, TALLEST, WIDEST = 0.2, 9.0, 60.0
"""Millimetres of a piece of ink that may be a letter: less is dust, more a drawing, a signature or a logo."""
LETTER = 1.0
"""A letter's body is higher than this many millimetres, a dot or a comma is not."""
GAP = 1.7
"""Letters nearer than this many letter heights belong to one piece of a line: a space is half as wide."""
BESIDE = 9.0
"""Millimetres from a lone dash or stop to the line it belongs to."""
TWO_LINES, LINE_STEP = 3.2, 2.3
"""A line with tall and deep letters is 2.4 times as high as most of its letters, two lines are 4.3 times as high …"""
LEAST_LETTERS = 4
"""… where these are enough to tell."""


def find_lines(text: Mask, rules: Mask) -> list[Area]:
    """From top to bottom. A rule of a table parts what stands on both sides of it."""
    letters, bodies = _letters(text)
    if not len(bodies):
        return []
    joined = closed(letters, round(GAP * float(np.median(bodies[:, 3]))), 1)
    joined = np.where(grown(rules, 3, 3) > 0, 0, joined).astype(np.uint8)
    boxes = [Area(*(int(v) for v in box)) for box in pieces(joined).boxes[1:]]
    lines = [part for box in _with_colons(boxes) for part in _single(box, letters, bodies)]
    return sorted(_with_their_dots(lines), key=lambda line: (line.y, line.x))


def baseline_of(text: Mask, line: Area) -> float:
    """The height at which most letters end: the ink falls off most steeply there, below the middle of the line."""
    rows = text[line.y : line.bottom + 2, line.columns()].sum(axis=1, dtype=np.int64)
    half = line.h // 2
    fall = rows[half:-1] - rows[half + 1 :]
    return float(line.y + half + int(fall.argmax()) + 1) if fall.size else float(line.bottom)


def _letters(text: Mask) -> tuple[Mask, Rows]:
    """What may be letters, and the boxes of their bodies: of letters without dots and stops."""
    found = pieces(text)
    w, h = found.boxes[:, 2], found.boxes[:, 3]
    kept = (np.maximum(w, h) >= SMALLEST * MM) & (h <= TALLEST * MM) & (w <= WIDEST * MM) & (found.areas >= 5)
    kept[0] = False
    return found.only(kept), found.boxes[kept & (h > LETTER * MM)]


def _single(box: Area, letters: Mask, bodies: Rows) -> list[Area]:
    """A piece cut between its lines, where it holds several: a descender touched what stands below it."""
    if not letters[box.rows(), box.columns()].any():
        return []
    x, y, w, h = bodies.T
    own = h[(x >= box.x) & (x + w <= box.right) & (y >= box.y) & (y + h <= box.bottom)]
    body = float(np.median(own)) if own.size else float(box.h)
    if box.h <= TWO_LINES * body or own.size < LEAST_LETTERS:
        return [_tight(box, letters)]
    profile = letters[box.rows(), box.columns()].sum(axis=1, dtype=np.int64)
    count = max(2, round(box.h / (LINE_STEP * body)))
    cuts = [0]
    for cut in range(1, count):
        low, high = round((cut - 0.3) * box.h / count), round((cut + 0.3) * box.h / count)
        cuts.append(low + int(profile[low:high].argmin()))
    parts = [Area(box.x, box.y + a, box.w, b - a) for a, b in zip(cuts, [*cuts[1:], box.h], strict=True) if b > a]
    return [_tight(part, letters) for part in parts if letters[part.rows(), part.columns()].any()]


def _tight(area: Area, letters: Mask) -> Area:
    inside = letters[area.rows(), area.columns()]
    ys, xs = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return Area(area.x + int(xs[0]), area.y + int(ys[0]), int(xs[-1] - xs[0]) + 1, int(ys[-1] - ys[0]) + 1)


def _with_colons(boxes: Sequence[Area]) -> list[Area]:
    """Two dots one above the other are one sign."""
    ordered = sorted(boxes, key=lambda box: (box.y, box.x))
    found: list[Area] = []
    for box in ordered:
        above = next((i for i, other in enumerate(found) if _is_colon(other, box)), None)
        if above is None:
            found.append(box)
        else:
            found[above] = _around(found[above], box)
    return found


def _is_colon(upper: Area, lower: Area) -> bool:
    small = max(upper.w, upper.h, lower.w, lower.h) < LETTER * MM
    return small and abs(upper.x - lower.x) <= 4 and 0 < lower.y - upper.bottom < 2 * LETTER * MM


def _with_their_dots(lines: Sequence[Area]) -> list[Area]:
    """Dots, accents, hyphens and stops are part of the line that they stand over or in; specks are of none."""
    merged: list[Area] = []
    for line in sorted(lines, key=lambda line: (-line.w * line.h, line)):
        home = next((i for i, other in enumerate(merged) if _belongs(line, other)), None)
        if home is None:
            merged.append(line)
        else:
            merged[home] = _around(merged[home], line)
    return [line for line in merged if line.h >= LETTER * MM or _is_dash(line, merged)]


def _belongs(small: Area, line: Area) -> bool:
    inside = small.x >= line.x - 6 and small.right <= line.right + 6
    height = line.y - 0.45 * line.h < small.middle[1] < line.y + 1.25 * line.h
    return small.h < 0.6 * line.h and inside and height


def _around(a: Area, b: Area) -> Area:
    x, y = min(a.x, b.x), min(a.y, b.y)
    return Area(x, y, max(a.right, b.right) - x, max(a.bottom, b.bottom) - y)


def _is_dash(small: Area, lines: Sequence[Area]) -> bool:
    """A dash, bullet or stop by itself has a line beside it at its height."""
    return small.h >= 2 and any(_is_beside(small, line) for line in lines if line is not small)


def _is_beside(small: Area, line: Area) -> bool:
    if line.h <= LETTER * MM or not line.y < small.middle[1] < line.bottom:
        return False
    return -BESIDE * MM < line.x - small.right < BESIDE * MM or 0 < small.x - line.right < BESIDE * MM
