"""Frames side by side, each with text of its own: cards, which are read one after the other.

    ╭───────────────╮ ╭───────────────╮
    │ Luisteren     │ │ Plannen       │
    │ Hoort wat een │ │ Maakt een     │
    │ ander zegt.   │ │ planning.     │
    │ Niveau 3      │ │ Niveau 2      │
    ╰───────────────╯ ╰───────────────╯

Frames outside tables that begin at one height; each holds several lines, and nothing stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from extractor.geometry import Box
from extractor.reading.layout import Drawing, Word
from extractor.shaping.columns import Band
from extractor.shaping.lines import Line

NARROWEST, LOWEST = 8.0, 2.5
"""Sides of a frame, in text sizes: room for a name and two lines."""
NEAR = 0.5
"""Frames whose edges differ by less than this many text sizes begin at one height, or are one."""
LEAST_FRAMES, LEAST_LINES = 2, 2


def framed_bands(
    drawings: Iterable[Drawing], lines: Sequence[Line], tables: Sequence[Box], text_size: float
) -> list[Band]:
    """A band for each row of such frames; `lines` are those outside `tables`."""
    wide, high = NARROWEST * text_size, LOWEST * text_size
    large = {d.box for d in drawings if d.closed and d.box.width >= wide and d.box.height >= high}
    boxes = [box for box in large if not any(table.overlaps(box) for table in tables)]
    if len(boxes) < LEAST_FRAMES:
        return []
    frames = sorted(_innermost(_different(boxes, text_size)), key=lambda box: (round(box.top), box.x0))
    rows = [list(row) for _, row in groupby(frames, lambda box: round(box.top))]
    return [_band(row) for row in rows if _are_cards(row, lines)]


def _different(boxes: Sequence[Box], text_size: float) -> list[Box]:
    """Each frame once: its ground and its border are drawn, and the two edges of a border."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (-box.width * box.height, box)):
        if not any(_is_same(box, other, NEAR * text_size) for other in found):
            found.append(box)
    return found


def _is_same(one: Box, other: Box, near: float) -> bool:
    return all(abs(a - b) <= near for a, b in zip(one, other, strict=True))


def _innermost(boxes: Sequence[Box]) -> list[Box]:
    """Without the frames around others."""
    return [box for box in boxes if not any(box is not other and box.contains_middle_of(other) for other in boxes)]


def _are_cards(row: Sequence[Box], lines: Sequence[Line]) -> bool:
    if len(row) < LEAST_FRAMES or any(a.x1 > b.x0 for a, b in pairwise(row)):
        return False
    top, bottom = row[0].top, max(box.bottom for box in row)
    beside = [line for line in lines if top <= line.box.middle_y <= bottom]
    words = [word for line in beside for word in line.words]
    held = all(any(_holds(box, word) for box in row) for word in words)
    return held and all(_line_count(box, beside) >= LEAST_LINES for box in row)


def _holds(box: Box, word: Word) -> bool:
    return box.contains_point(word.box.middle_x, word.box.middle_y)


def _line_count(box: Box, lines: Sequence[Line]) -> int:
    return sum(any(_holds(box, word) for word in line.words) for line in lines)


def _band(row: Sequence[Box]) -> Band:
    """Parted in the middle between the frames; text in each ends where its frame does."""
    gutters = tuple((a.x1 + b.x0) / 2 for a, b in pairwise(row))
    return Band(row[0].top, max(box.bottom for box in row), gutters, tuple(box.x1 for box in row))
