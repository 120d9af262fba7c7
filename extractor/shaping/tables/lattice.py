"""Rules or sides → tables with merged cells: the only builder of cells.

A component of rules becomes a lattice of its rows and columns; where no rule stands between two fields of the lattice
they are one cell. A cell left open at the end of a page (browsers draw no rule under a cell they cut) is bounded by
where its side rules end, so it is not lost. Where no rules are drawn, those that know the sides of rows and columns
give them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.grouping import Joined
from extractor.shaping.tables.cells import Cell, Table
from extractor.shaping.tables.rules import NO_TEXT, Rule
from extractor.values import value

COVERED = 0.5
"""A rule stands between two fields when it covers at least this part of their common side."""
BOX_SIZE = 2.5
"""A closed drawing smaller than this many text sizes, as wide as high, is a tick box and no table."""
MIN_CELLS = 2
"""One cell alone is a frame."""


@value
class Field:
    """A cell as its maker knows it: rows `row0` up to `row1` and columns `col0` up to `col1`, ends excluded."""

    row0: int
    row1: int
    col0: int
    col1: int
    words: tuple[Word, ...]


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
    wall_across = _walls(acrosses, ys, xs, tolerance)
    regions = _regions(_walls(downs, xs, ys, tolerance), wall_across)
    if len(regions) < MIN_CELLS:
        return None
    inside = _words_by_region(words, regions, xs, ys)
    fields = (_field(places, len(xs) - 1, own) for places, own in zip(regions, inside, strict=True))
    return fields_to_table(page, xs, ys, fields, open_top=not any(wall_across[0]), open_bottom=not any(wall_across[-1]))


def _words_by_region(
    words: Iterable[Word], regions: Sequence[Sequence[int]], xs: Sequence[float], ys: Sequence[float]
) -> list[list[Word]]:
    region_at = {place: number for number, places in enumerate(regions) for place in places}
    inside: list[list[Word]] = [[] for _ in regions]
    for word in words:
        place = _interval(ys, word.box.middle_y) * (len(xs) - 1) + _interval(xs, word.box.middle_x)
        inside[region_at[place]].append(word)
    return inside


def fields_to_table(
    page: int,
    xs: Sequence[float],
    ys: Sequence[float],
    fields: Iterable[Field],
    *,
    open_top: bool = False,
    open_bottom: bool = False,
) -> Table:
    """The table with these sides of columns and rows; each field becomes a cell."""
    cells = [
        Cell(page, Box(xs[f.col0], ys[f.row0], xs[f.col1], ys[f.row1]), f.row0, f.row1, f.col0, f.col1, f.words)
        for f in sorted(fields, key=lambda f: (f.row0, f.col0))
    ]
    return Table(page, tuple(xs), tuple(ys), tuple(cells), open_top, open_bottom)


def bands_to_table(
    page: int, xs: Sequence[float], ys: Sequence[float], bands: Sequence[Sequence[Word]], across: Set[int] = frozenset()
) -> Table:
    """The table with these sides; each band of words is one of its rows, those `across` are one cell."""
    fields = []
    for row, words in enumerate(bands):
        if row in across:
            fields.append(Field(row, row + 1, 0, len(xs) - 1, tuple(words)))
            continue
        inside: dict[int, list[Word]] = {col: [] for col in range(len(xs) - 1)}
        for word in words:
            inside[_interval(xs, word.box.middle_x)].append(word)
        fields += [Field(row, row + 1, col, col + 1, tuple(some)) for col, some in inside.items()]
    return fields_to_table(page, xs, ys, fields)


def _field(places: Sequence[int], cols: int, words: Sequence[Word]) -> Field:
    """The cell over these fields of a lattice of `cols` columns."""
    rows, columns = [place // cols for place in places], [place % cols for place in places]
    return Field(min(rows), max(rows) + 1, min(columns), max(columns) + 1, tuple(words))


def _regions(wall_down: Sequence[Sequence[bool]], wall_across: Sequence[Sequence[bool]]) -> list[list[int]]:
    """The fields of the lattice, numbered row by row, that are one cell."""
    cols, rows = len(wall_down) - 1, len(wall_across) - 1
    cells = Joined(rows * cols)
    for here in range(rows * cols):
        row, col = divmod(here, cols)
        if col + 1 < cols and not wall_down[col + 1][row]:
            cells.join(here, here + 1)
        if row + 1 < rows and not wall_across[row + 1][col]:
            cells.join(here, here + cols)
    return cells.groups()


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
    """Between which two of the bounds, from low to high, it lies; what lies outside belongs to the outermost ones."""
    return bisect_right(bounds, value, 1, len(bounds) - 1) - 1
