"""Lines of a page → the bands in which its text runs in two columns, which are read one after the other.

    Overleg – niveau 2            Zorg – niveau 4
    • Luistert.                   • Ziet wat nodig is.

Only where both sides look alike: items on both, or full lines of prose on both. A name with its level far to the right,
or a label with its value, are one line: on both sides each begins anew, where prose goes on from the line above.

    Factor 6 - Contacts           Level 6-3, 60 points
    Factor 7 - Demands            Level 7-2, 20 points
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.sidebars import go_own_ways

GUTTER = 1.5
"""White between two columns is at least this many text sizes wide, down all of their lines."""
FARTHEST = 3.0
"""Lines of one band are at most this many text sizes apart."""
LEAST_LINES = 3
"""Each column has at least so many lines."""
ONE, TWO = 1, 2
ONE_SIDED = 3
"""Before the other column begins, one stands alone in at most so many lines."""
LONG_COLUMN = 6
"""Columns that somebody says are there have at least so many lines each."""
LEAST_ITEMS = 2
"""Columns of items have at least so many each."""
FULL, MOSTLY = 0.75, 0.5
"""A line of prose is this part as wide as its column; at least this part of the lines of a column are."""
GOES_ON = 0.25
"""At least this part of the lines of prose begin in small letters: they go on from the line above."""
SAME_START = 0.5
"""Where so many lines begin with the same words ("Level 2", "Level 3") they are rows."""
LEAST_WORDS = 3
"""The usual line of prose has at least so many words: labels and values have fewer."""
BETWEEN = frozenset({":", "–", "—", "-", "=", "|", "/", "·"})
"""What stands between a name and what is said of it."""
BULLETS = frozenset("•‣◦·∙*⁃▪▫■●○-–—➢►▶✓✔\uf0b7\uf0a7")
"""What an item begins with."""

Spans = list[tuple[float, float]]
"""From where to where, left to right."""


@dataclass(frozen=True)
class Band:
    """Where a page has columns: from `top` to `bottom`, in the white between them a gutter, and where each ends."""

    top: float
    bottom: float
    gutters: tuple[float, ...]
    ends: tuple[float, ...]

    def holds(self, box: Box) -> bool:
        return self.top <= box.middle_y <= self.bottom

    def place(self, box: Box) -> tuple[float, int, float, float]:
        """Where what lies in it is read: the left column first."""
        return self.top, self.column_of(box), box.top, box.x0

    def column_of(self, box: Box) -> int:
        """The number of its column, from the left."""
        return bisect_right(self.gutters, box.x0)


def reading_place(box: Box, bands: Iterable[Band]) -> tuple[float, int, float, float]:
    """What a page is read by: from top to bottom, column by column where it has any."""
    band = next((band for band in bands if band.holds(box)), None)
    return (box.top, 0, box.top, box.x0) if band is None else band.place(box)


def find_bands(
    lines: Sequence[Line], others: Sequence[Box], text_size: float, columns: int | None = None
) -> list[Band]:
    """`lines` are those outside tables, top to bottom; `others` what no column of text holds: tables, tick boxes.

    `columns` is what somebody knows of the pages: with 1 there are none, with 2 the sides need not look alike.
    """
    if columns == ONE:
        return []
    bands: list[Band] = []
    upright = [line for line in lines if line.words[0].upright]
    spans = [_merged((word.box.x0, word.box.x1) for word in line.words) for line in upright]
    start = 0
    while start < len(upright):
        run, gutter = _run(upright, spans, start, others, text_size)
        if gutter is not None and _are_columns(run, gutter, columns, text_size):
            boxes = [line.box for line in run]
            left = [word.box.x1 for line in run for word in line.words if word.box.x1 <= gutter]
            area = box_around(boxes)
            bands.append(Band(area.top, area.bottom, (gutter,), (max(left), area.x1)))
            start += len(run)
        else:
            start += 1
    return bands


def parted(lines: Iterable[Line], bands: Sequence[Band]) -> list[Line]:
    """The lines, those of a band cut where its columns part; each then knows where its column ends."""
    found: list[Line] = []
    for line in lines:
        band = next((band for band in bands if band.holds(line.box)), None)
        if band is None:
            found.append(line)
            continue
        columns: list[list[Word]] = [[] for _ in band.ends]
        for word in line.words:
            columns[band.column_of(word.box)].append(word)
        found += [Line(tuple(ws), right=end) for ws, end in zip(columns, band.ends, strict=True) if ws]
    return sorted(found, key=lambda line: reading_place(line.box, bands))


def _are_columns(run: Sequence[Line], gutter: float, columns: int | None, text_size: float) -> bool:
    if not _has_gap(run[0], text_size):
        return _is_beside(run, gutter)
    return _alike(run, gutter) or (columns == TWO and _may_be_told(run, gutter)) or _is_beside(run, gutter)


def _is_beside(run: Sequence[Line], gutter: float) -> bool:
    """Two columns that go their own ways, one of them text: items, or lines that go on from the one above.

    Numbers below each other are no column but values, also where they stand between the lines of names:

        Plannen en
        organiseren     3
    """
    left, right = sides = _sides(run, gutter)
    text = any(_items(side) >= LEAST_ITEMS or _goes_on(side) for side in sides)
    return text and all(map(_has_letters, sides)) and go_own_ways(left, right)


def _has_letters(side: Sequence[Sequence[Word]]) -> bool:
    with_letters = sum(any(c.isalpha() for word in words for c in word.text) for words in side)
    return with_letters >= MOSTLY * len(side)


def _has_gap(line: Line, text_size: float) -> bool:
    ends = sorted((word.box.x0, word.box.x1) for word in line.words)
    return any(b[0] - a[1] >= GUTTER * text_size for a, b in pairwise(ends))


def _run(
    lines: Sequence[Line], inked: Sequence[Spans], start: int, others: Sequence[Box], text_size: float
) -> tuple[list[Line], float | None]:
    """As many lines from `start` on as leave white between two columns, and the middle of the widest such white.

    `inked` are the parts of each line where words stand.
    """
    run: list[Line] = []
    spans: Spans = []
    gutter: float | None = None
    for line, own in zip(lines[start:], inked[start:], strict=True):
        if run and not _follows(run[-1], line, others, text_size):
            break
        wider = _merged([*spans, *own])
        whites = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(wider)]
        widest = max(whites, default=(0.0, 0.0))
        has_white = widest[0] >= GUTTER * text_size
        if not has_white and (gutter is not None or len(run) >= ONE_SIDED):
            break
        run.append(line)
        spans, gutter = wider, widest[1] if has_white else None
    return run, gutter


def _follows(last: Line, line: Line, others: Sequence[Box], text_size: float) -> bool:
    between = Box(min(last.box.x0, line.box.x0), last.box.top, max(last.box.x1, line.box.x1), line.box.bottom)
    near = line.baseline - last.baseline <= FARTHEST * text_size
    return near and not any(between.overlaps(box) for box in others)


def _merged(spans: Iterable[tuple[float, float]]) -> Spans:
    merged: Spans = []
    for x0, x1 in sorted(spans):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _sides(run: Sequence[Line], gutter: float) -> list[list[list[Word]]]:
    return [
        [some for line in run if (some := [w for w in line.words if (w.box.x0 >= gutter) is right])]
        for right in (False, True)
    ]


def _may_be_told(run: Sequence[Line], gutter: float) -> bool:
    """May they be the columns that somebody says are there: longer than a header of labels and values, or built alike?

    Zaaien – goed        Snoeien – vlot           on both sides a dash, where labels with their values have
    Oogsten – vlot       Spitten – goed           a colon on one side only
    """
    sides = _sides(run, gutter)
    if all(len(side) >= LONG_COLUMN for side in sides):
        return True
    signs = [_signs_of_most(side) for side in sides if len(side) >= LEAST_ITEMS]
    return len(signs) > 1 and bool(signs[0] & signs[1])


def _signs_of_most(side: Sequence[Sequence[Word]]) -> set[str]:
    """Signs that stand inside most of its lines, each parted from what is before it or behind."""
    inside = [{c for word in words[:-1] for c in (word.text, word.text[-1]) if c in BETWEEN} for words in side]
    return {sign for sign in BETWEEN if sum(sign in found for found in inside) > MOSTLY * len(side)}


def _alike(run: Sequence[Line], gutter: float) -> bool:
    sides = _sides(run, gutter)
    if any(len(side) < LEAST_LINES for side in sides):
        return False
    prose = all(_is_prose(side) for side in sides) and any(_goes_on(side) for side in sides)
    return all(_items(side) >= LEAST_ITEMS for side in sides) or prose


def _items(side: Sequence[Sequence[Word]]) -> int:
    return sum(len(words) > 1 and words[0].text in BULLETS for words in side)


def _is_prose(side: Sequence[Sequence[Word]]) -> bool:
    widths = [words[-1].box.x1 - words[0].box.x0 for words in side]
    width = max(words[-1].box.x1 for words in side) - min(words[0].box.x0 for words in side)
    full = sum(w >= FULL * width for w in widths)
    if len({words[0].text for words in side}) <= SAME_START * len(side):
        return False
    return full >= MOSTLY * len(side) and median(len(words) for words in side) >= LEAST_WORDS


def _goes_on(side: Sequence[Sequence[Word]]) -> bool:
    return sum(words[0].text[:1].islower() for words in side) >= GOES_ON * (len(side) - 1)
