"""Drawings → straight rules, across and down; those that touch each other are the component of one table."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.geometry import Box
from extractor.reading.layout import Drawing
from extractor.shaping.grouping import Joined, grouped

SNAP = 0.3
"""Rules nearer than this fraction of the text size are one rule: double borders, rules drawn cell by cell."""
NO_TEXT = 0.5
"""Rules of one table nearer than this fraction of the text size part the same two cells: cells drawn apart."""
RULE_THICKNESS = 0.45
"""A filled bar thinner than this fraction of the text size is a rule."""
DASH_GAP = 0.6
"""Collinear pieces nearer than this fraction of the text size are one dashed rule."""
LONGEST_DASH = 1.0
"""In text sizes: longer pieces with a gap between them are rules of two cells drawn apart, or of two tables."""
DOT = 0.25
"""A filled drawing with sides under this fraction of the text size may be a dot of a dotted rule."""
BOTH_WAYS = 2
"""Rules of a table run across and down."""
LEAST_DOTS = 5
"""So many dots in a row make a rule; an ellipsis or a colon has fewer."""


class Rule(NamedTuple):
    """A straight rule: `at` is its y (horizontal) or x (vertical), from `start` to `end` along it."""

    horizontal: bool
    at: float
    start: float
    end: float

    @classmethod
    def across(cls, y: float, start: float, end: float) -> Rule:
        return cls(horizontal=True, at=y, start=start, end=end)

    @classmethod
    def down(cls, x: float, start: float, end: float) -> Rule:
        return cls(horizontal=False, at=x, start=start, end=end)

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def box(self) -> Box:
        if self.horizontal:
            return Box(self.start, self.at, self.end, self.at)
        return Box(self.at, self.start, self.at, self.end)


def drawings_to_rules(drawings: Iterable[Drawing], text_size: float) -> list[Rule]:
    """Horizontal and vertical rules, collinear pieces joined."""
    pieces: list[Rule] = []
    dots: list[Box] = []
    before: Drawing | None = None
    for drawing in drawings:
        if before is not None and _is_frame(before, drawing, text_size):
            pieces.extend(_outline(before, text_size))
        box = drawing.box
        if drawing.filled and box.width <= DOT * text_size and box.height <= DOT * text_size:
            dots.append(box)
        pieces.extend(_drawing_to_rules(drawing, text_size))
        before = drawing
    if len(dots) >= LEAST_DOTS:
        pieces.extend(_dotted((Rule.across(dot.middle_y, dot.x0, dot.x1) for dot in dots), text_size))
        pieces.extend(_dotted((Rule.down(dot.middle_x, dot.top, dot.bottom) for dot in dots), text_size))
    across = [piece for piece in pieces if piece.horizontal]
    down = [piece for piece in pieces if not piece.horizontal]
    return [*_joined(across, text_size), *_joined(down, text_size)]


def _drawing_to_rules(drawing: Drawing, text_size: float) -> Iterator[Rule]:
    if not (drawing.stroked or drawing.filled):
        return
    box, thin = drawing.box, RULE_THICKNESS * text_size
    wide, high = box.width, box.height
    if high <= thin and wide > 2 * high:
        yield Rule.across(box.middle_y, box.x0, box.x1)
    elif wide <= thin and high > 2 * wide:
        yield Rule.down(box.middle_x, box.top, box.bottom)
    elif drawing.straight and drawing.stroked:
        yield from _outline(drawing, text_size)


def _outline(drawing: Drawing, text_size: float) -> Iterator[Rule]:
    points = drawing.points
    return straight_sides((*points, points[0]) if drawing.closed else points, 0.1 * text_size)


def straight_sides(points: Sequence[tuple[float, float]], slack: float) -> Iterator[Rule]:
    """Of the lines from point to point those that run across or down; `slack` is how many points they may be off."""
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        if abs(ya - yb) <= slack < abs(xa - xb):
            yield Rule.across((ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= slack < abs(ya - yb):
            yield Rule.down((xa + xb) / 2, min(ya, yb), max(ya, yb))


def _is_frame(outer: Drawing, inner: Drawing, text_size: float) -> bool:
    """Two rectangles of one even-odd fill, a thin border apart: how WeasyPrint draws the border of a box.

    Either may come first.
    """
    if not (outer.even_odd and inner.even_odd and outer.straight and inner.straight):
        return False
    insets = [abs(a - b) for a, b in zip(outer.box, inner.box, strict=True)]
    return max(insets) <= RULE_THICKNESS * text_size and outer.box.width != inner.box.width


def _dotted(dots: Iterable[Rule], text_size: float) -> Iterator[Rule]:
    """Rules that browsers draw dot by dot: dots on one height (or below each other), evenly near."""
    lines: dict[int, list[Rule]] = {}
    for dot in dots:
        lines.setdefault(round(dot.at / (DOT * text_size)), []).append(dot)
    for line in lines.values():
        in_order = sorted(line, key=lambda dot: (dot.start, dot.end, dot.at))
        for run in grouped(in_order, lambda run, dot: dot.start - run[-1].end <= DASH_GAP * text_size):
            if len(run) >= LEAST_DOTS:
                yield Rule(run[0].horizontal, sum(dot.at for dot in run) / len(run), run[0].start, run[-1].end)


def _joined(pieces: Iterable[Rule], text_size: float) -> Iterator[Rule]:
    """Pieces of rules that run one way; those on one line are one rule where the gaps are those of dashes."""
    in_order = sorted(pieces, key=lambda piece: piece.at)
    for line in grouped(in_order, lambda line, piece: piece.at - line[0].at <= SNAP * text_size):
        at = sum(piece.at for piece in line) / len(line)
        for run in _without_gaps(sorted(line, key=lambda piece: piece.start), text_size):
            start, end = run[0].start, max(piece.end for piece in run)
            if end - start > 0.1 * text_size:
                yield Rule(run[0].horizontal, at, start, end)


def _without_gaps(pieces: Iterable[Rule], text_size: float) -> list[list[Rule]]:
    """Pieces of one line from left to right (or down), parted at gaps: those between dashes are part of their rule."""
    runs: list[list[Rule]] = []
    end = 0.0
    for piece in pieces:
        dashed = bool(runs) and min(piece.length, runs[-1][-1].length) <= LONGEST_DASH * text_size
        if runs and piece.start - end <= (DASH_GAP if dashed else NO_TEXT) * text_size:
            runs[-1].append(piece)
            end = max(end, piece.end)
        else:
            runs.append([piece])
            end = piece.end
    return runs


def rules_to_components(rules: Sequence[Rule], text_size: float) -> list[list[Rule]]:
    """Rules that touch or cross each other, directly or through others."""
    reach = SNAP * text_size
    touching = Joined(len(rules))
    downs = [(i, rule) for i, rule in enumerate(rules) if not rule.horizontal]
    for i, across in enumerate(rules):
        if across.horizontal:
            low, high = across.start - reach, across.end + reach
            for j, down in downs:
                if low <= down.at <= high and down.start - reach <= across.at <= down.end + reach:
                    touching.join(i, j)
    groups = ([rules[i] for i in group] for group in touching.groups())
    return [group for group in groups if len({rule.horizontal for rule in group}) == BOTH_WAYS]
