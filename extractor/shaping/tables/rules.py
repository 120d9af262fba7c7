"""Drawings → straight rules, across and down; those that touch each other are the component of one table."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.geometry import Box
from extractor.reading.layout import Drawing

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


@dataclass(frozen=True, slots=True)
class Rule:
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
        if drawing.filled and max(drawing.box.width, drawing.box.height) <= DOT * text_size:
            dots.append(drawing.box)
        pieces.extend(_drawing_to_rules(drawing, text_size))
        before = drawing
    if len(dots) >= LEAST_DOTS:
        pieces.extend(_dotted(dots, True, text_size))
        pieces.extend(_dotted(dots, False, text_size))
    return [*_joined(pieces, True, text_size), *_joined(pieces, False, text_size)]


def _drawing_to_rules(drawing: Drawing, text_size: float) -> Iterator[Rule]:
    box, thin = drawing.box, RULE_THICKNESS * text_size
    if box.height <= thin and box.width > 2 * box.height and (drawing.stroked or drawing.filled):
        yield Rule.across(box.middle_y, box.x0, box.x1)
    elif box.width <= thin and box.height > 2 * box.width and (drawing.stroked or drawing.filled):
        yield Rule.down(box.middle_x, box.top, box.bottom)
    elif drawing.straight and drawing.stroked:
        yield from _outline(drawing, text_size)


def _outline(drawing: Drawing, text_size: float) -> Iterator[Rule]:
    points = drawing.points
    if drawing.closed and points[0] != points[-1]:
        points = (*points, points[0])
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        if abs(ya - yb) <= 0.1 * text_size < abs(xa - xb):
            yield Rule.across((ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= 0.1 * text_size < abs(ya - yb):
            yield Rule.down((xa + xb) / 2, min(ya, yb), max(ya, yb))


def _is_frame(outer: Drawing, inner: Drawing, text_size: float) -> bool:
    """Two rectangles of one even-odd fill, a thin border apart: how WeasyPrint draws the border of a box.

    Either may come first.
    """
    if not (outer.even_odd and inner.even_odd and outer.straight and inner.straight):
        return False
    insets = [abs(a - b) for a, b in zip(outer.box, inner.box, strict=True)]
    return max(insets) <= RULE_THICKNESS * text_size and outer.box.width != inner.box.width


def _dotted(dots: Sequence[Box], horizontal: bool, text_size: float) -> Iterator[Rule]:
    """Rules that browsers draw dot by dot: dots on one height (or below each other), evenly near."""
    lines: dict[int, list[tuple[float, float, float]]] = {}
    for dot in dots:
        at, start, end = (dot.middle_y, dot.x0, dot.x1) if horizontal else (dot.middle_x, dot.top, dot.bottom)
        lines.setdefault(round(at / (DOT * text_size)), []).append((start, end, at))
    for line in lines.values():
        run: list[tuple[float, float, float]] = []
        for dot_ in [*sorted(line), None]:
            if run and (dot_ is None or dot_[0] - run[-1][1] > DASH_GAP * text_size):
                if len(run) >= LEAST_DOTS:
                    yield Rule(horizontal, sum(at for _, _, at in run) / len(run), run[0][0], run[-1][1])
                run = []
            if dot_ is not None:
                run.append(dot_)


def _joined(pieces: list[Rule], horizontal: bool, text_size: float) -> Iterator[Rule]:
    chosen = sorted((p for p in pieces if p.horizontal is horizontal), key=lambda p: p.at)
    for group in _clusters(chosen, SNAP * text_size):
        at = sum(p.at for p in group) / len(group)
        start, end, last = None, 0.0, 0.0
        for piece in sorted(group, key=lambda p: p.start):
            length = piece.end - piece.start
            gap = DASH_GAP if min(length, last) <= LONGEST_DASH * text_size else NO_TEXT
            if start is None:
                start, end = piece.start, piece.end
            elif piece.start - end <= gap * text_size:
                end = max(end, piece.end)
            else:
                yield Rule(horizontal, at, start, end)
                start, end = piece.start, piece.end
            last = length
        if start is not None and end - start > 0.1 * text_size:
            yield Rule(horizontal, at, start, end)


def _clusters(rules: list[Rule], tolerance: float) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > tolerance:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def rules_to_components(rules: Sequence[Rule], text_size: float) -> list[list[Rule]]:
    """Rules that touch or cross each other, directly or through others."""
    reach = SNAP * text_size
    parent = list(range(len(rules)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    horizontals = [i for i, rule in enumerate(rules) if rule.horizontal]
    verticals = [i for i, rule in enumerate(rules) if not rule.horizontal]
    for h in horizontals:
        across = rules[h]
        for v in verticals:
            down = rules[v]
            if (
                across.start - reach <= down.at <= across.end + reach
                and down.start - reach <= across.at <= down.end + reach
            ):
                parent[find(h)] = find(v)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(find(i), []).append(rule)
    return [group for group in groups.values() if len({rule.horizontal for rule in group}) == BOTH_WAYS]
