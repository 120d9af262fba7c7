"""Frames side by side, each with text of its own: cards, which are read one after the other.

    ╭───────────────╮ ╭───────────────╮
    │ Luisteren     │ │ Plannen       │
    │ Hoort wat een │ │ Maakt een     │
    │ ander zegt.   │ │ planning.     │
    │ Niveau 3      │ │ Niveau 2      │
    ╰───────────────╯ ╰───────────────╯

Frames outside tables that stand beside each other, at one height or not; each holds several lines, and nothing else
stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.geometry import Box, box_around
from extractor.reading.layout import Drawing, Word
from extractor.shaping.columns import Band
from extractor.shaping.lines import Line

NARROWEST, LOWEST = 8.0, 2.5
"""Sides of a frame, in text sizes: room for a name and two lines."""
NEAR = 0.5
"""Frames whose edges differ by less than this many text sizes are one, or stand below each other and not beside."""
LEAST_FRAMES, LEAST_LINES = 2, 2

_Row = list[list[Box]]
"""Columns of frames from left to right, each from top to bottom."""


def framed_bands(
    drawings: Iterable[Drawing], lines: Sequence[Line], tables: Sequence[Box], text_size: float
) -> list[Band]:
    """A band for each row of such frames; `lines` are those outside `tables`."""
    wide, high = NARROWEST * text_size, LOWEST * text_size
    large = {d.box for d in drawings if d.closed and d.box.width >= wide and d.box.height >= high}
    boxes = [box for box in large if not any(table.overlaps(box) for table in tables)]
    if len(boxes) < LEAST_FRAMES:
        return []
    frames = [box for box in _innermost(_different(boxes, text_size)) if _line_count(box, lines)]
    rows = _rows(frames, NEAR * text_size)
    return [_band(row) for row in rows if _are_cards(row, lines)]


def _rows(frames: Iterable[Box], near: float) -> list[_Row]:
    """Frames that stand beside each other, or beside the same one."""
    rows: list[list[Box]] = []
    for box in sorted(frames, key=lambda box: (box.top, box.x0)):
        if rows and box.top < max(other.bottom for other in rows[-1]) - near:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_columns(row) for row in rows]


def _columns(row: Iterable[Box]) -> _Row:
    columns: list[list[Box]] = []
    for box in sorted(row, key=lambda box: box.x0):
        if columns and box.x0 < max(other.x1 for other in columns[-1]):
            columns[-1].append(box)
        else:
            columns.append([box])
    return [sorted(column, key=lambda box: box.top) for column in columns]


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


def _are_cards(row: _Row, lines: Sequence[Line]) -> bool:
    if len(row) < LEAST_FRAMES or any(a.bottom > b.top for column in row for a, b in pairwise(column)):
        return False
    boxes = [box for column in row for box in column]
    area = box_around(boxes)
    beside = [line for line in lines if area.top <= line.box.middle_y <= area.bottom]
    return _hold_all(boxes, beside) and all(_line_count(box, beside) >= LEAST_LINES for box in boxes)


def _hold_all(boxes: Sequence[Box], lines: Iterable[Line]) -> bool:
    return all(any(_holds(box, word) for box in boxes) for line in lines for word in line.words)


def _holds(box: Box, word: Word) -> bool:
    return box.contains_point(word.box.middle_x, word.box.middle_y)


def _line_count(box: Box, lines: Sequence[Line]) -> int:
    return sum(any(_holds(box, word) for word in line.words) for line in lines)


def _band(row: _Row) -> Band:
    """Parted in the middle between the frames; text in each ends where its column of frames does."""
    areas = [box_around(column) for column in row]
    area = box_around(areas)
    gutters = tuple((a.x1 + b.x0) / 2 for a, b in pairwise(areas))
    return Band(area.top, area.bottom, gutters, tuple(column.x1 for column in areas))
