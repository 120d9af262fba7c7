"""Drawn rules → tables with merged cells.

Rules are snapped, joined and grouped into components that touch. Each component becomes a lattice of its rows and
columns; where no rule stands between two fields of the lattice they are one cell. A cell left open at the end of
a page (browsers draw no rule under a cell they cut) is bounded by where its side rules end, so it is not lost.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.geometry import Box, box_around
from extractor.reading.layout import Drawing, Word

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
COVERED = 0.5
"""A rule stands between two fields when it covers at least this part of their common side."""
DOT = 0.25
"""A filled drawing with sides under this fraction of the text size may be a dot of a dotted rule."""
LEAST_DOTS = 5
"""So many dots in a row make a rule; an ellipsis or a colon has fewer."""
BOX_SIZE = 2.5
"""A closed drawing smaller than this many text sizes, as wide as high, is a tick box and no table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: `at` is its y (horizontal) or x (vertical), from `start` to `end` along it."""

    horizontal: bool
    at: float
    start: float
    end: float

    @property
    def box(self) -> Box:
        if self.horizontal:
            return Box(self.start, self.at, self.end, self.at)
        return Box(self.at, self.start, self.at, self.end)


@dataclass(frozen=True)
class Cell:
    """A cell over rows `row0..row1` and columns `col0..col1` of its table, ends excluded."""

    page: int
    box: Box
    row0: int
    row1: int
    col0: int
    col1: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Table:
    """The part of a ruled table that stands on one page. `xs` and `ys` are its column and row boundaries.

    `open_top` and `open_bottom` say that no rule closes it there: a page break cut it.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @cached_property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @cached_property
    def _by_field(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row0, cell.row1)
            for col in range(cell.col0, cell.col1)
        }

    def cell_at(self, row: int, col: int) -> Cell | None:
        return self._by_field.get((row, col))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover row `row`, left to right, each once."""
        found: list[Cell] = []
        for col in range(len(self.xs) - 1):
            cell = self.cell_at(row, col)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for cell in self.cells for word in cell.words)

    def without(self, words: Collection[Word]) -> Table:
        return replace(
            self,
            cells=tuple(
                replace(cell, words=tuple(word for word in cell.words if word not in words)) for cell in self.cells
            ),
        )

    def with_words(self, cell: Cell, words: Sequence[Word]) -> Table:
        """The same table, `words` added to `cell`."""
        return replace(
            self,
            cells=tuple(replace(c, words=(*c.words, *words)) if c is cell else c for c in self.cells),
        )


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
        yield Rule(True, box.middle_y, box.x0, box.x1)
    elif box.width <= thin and box.height > 2 * box.width and (drawing.stroked or drawing.filled):
        yield Rule(False, box.middle_x, box.top, box.bottom)
    elif drawing.straight and drawing.stroked:
        yield from _outline(drawing, text_size)


def _outline(drawing: Drawing, text_size: float) -> Iterator[Rule]:
    points = drawing.points
    if drawing.closed and points[0] != points[-1]:
        points = (*points, points[0])
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        if abs(ya - yb) <= 0.1 * text_size < abs(xa - xb):
            yield Rule(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= 0.1 * text_size < abs(ya - yb):
            yield Rule(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))


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
    return [group for group in groups.values() if len({rule.horizontal for rule in group}) == 2]


def component_to_table(component: Sequence[Rule], words: Sequence[Word], page: int, text_size: float) -> Table | None:
    """The lattice of one component with the words in its cells; None where it is a frame or a tick box."""
    extent = box_around(rule.box for rule in component)
    if extent.width < BOX_SIZE * text_size and extent.height < BOX_SIZE * text_size:
        return None
    tolerance = NO_TEXT * text_size
    downs = [rule for rule in component if not rule.horizontal]
    acrosses = [rule for rule in component if rule.horizontal]
    xs = _positions([r.at for r in downs], [extent.x0, extent.x1], tolerance)
    ys = _positions([r.at for r in acrosses], [extent.top, extent.bottom], tolerance)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows * cols < 2:
        return None
    wall_down = _walls(downs, xs, ys, tolerance)
    wall_across = _walls(acrosses, ys, xs, tolerance)
    region = list(range(rows * cols))

    def find(i: int) -> int:
        while region[i] != i:
            region[i] = region[region[i]]
            i = region[i]
        return i

    for row in range(rows):
        for col in range(cols):
            here = row * cols + col
            if col + 1 < cols and not wall_down[col + 1][row]:
                region[find(here)] = find(here + 1)
            if row + 1 < rows and not wall_across[row + 1][col]:
                region[find(here)] = find(here + cols)
    fields: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for col in range(cols):
            fields.setdefault(find(row * cols + col), []).append((row, col))
    if len(fields) < 2:
        return None
    in_region: dict[int, list[Word]] = {}
    for word in words:
        row, col = _interval(ys, word.box.middle_y), _interval(xs, word.box.middle_x)
        in_region.setdefault(find(row * cols + col), []).append(word)
    cells = []
    for key, members in fields.items():
        row0, row1 = min(r for r, _ in members), max(r for r, _ in members) + 1
        col0, col1 = min(c for _, c in members), max(c for _, c in members) + 1
        box = Box(xs[col0], ys[row0], xs[col1], ys[row1])
        cells.append(Cell(page, box, row0, row1, col0, col1, tuple(in_region.get(key, ()))))
    cells.sort(key=lambda cell: (cell.row0, cell.col0))
    return Table(
        page,
        tuple(xs),
        tuple(ys),
        tuple(cells),
        open_top=not any(wall_across[0]),
        open_bottom=not any(wall_across[-1]),
    )


def _positions(at: Sequence[float], ends: Sequence[float], tolerance: float) -> list[float]:
    found: list[float] = []
    for position in sorted(at):
        if not found or position - found[-1] > tolerance:
            found.append(position)
    for end in ends:
        if all(abs(end - position) > tolerance * 1.2 for position in found):
            found.append(end)
    return sorted(found)


def _walls(rules: Sequence[Rule], at: Sequence[float], along: Sequence[float], tolerance: float) -> list[list[bool]]:
    """For each boundary in `at` and each stretch of `along`: does a rule stand there?"""
    walls = []
    for position in at:
        standing = [rule for rule in rules if abs(rule.at - position) <= tolerance]
        walls.append(
            [
                sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in standing)
                >= COVERED * (end - start)
                for start, end in itertools.pairwise(along)
            ]
        )
    return walls


def _interval(bounds: Sequence[float], value: float) -> int:
    for i in range(1, len(bounds) - 1):
        if value < bounds[i]:
            return i - 1
    return len(bounds) - 2
