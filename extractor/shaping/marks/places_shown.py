"""How much ink the page shows at every place of a question, also where the data have no mark.

A matrix of typed x is corrected by drawing, stamping or pasting a second one: whatever way that was done, the page
shows it. Then nobody can say which of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from extractor.geometry import Box, box_around
from extractor.model import MarkKind
from extractor.reading.rendering import Raster, Renderer, RenderingFailed
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.ink import FAINT, usual_level
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Table

SCALE = 2.0
"""Pixels a point: a stroke of a pen is one wide, and more would cost time on every page."""
MARGIN = 1.5
"""Points left out at each side of a place: the rules of its cell."""
LEAST_SIDE = 4
"""A place of fewer pixels shows nothing that could be told from dust."""
LIKE_A_TICK = 0.3
"""Ink that is at least this part of the ink of the faintest tick may be one."""
RULED = 0.8
"""A line of pixels inked over this part of a place is a rule that a program drew into the cell, and no pen's."""
SPECK = 1.5
"""Less ink than this many square points is dust, however faint the ticks are."""


class OptionPlace(NamedTuple):
    """Where one option of a question would have its mark."""

    page: int
    box: Box


def ink_at(places: Iterable[OptionPlace], renderer: Renderer) -> dict[OptionPlace, float]:
    """Each place → its ink in square points; one on a page that cannot be drawn is left out."""
    by_page: dict[int, list[OptionPlace]] = {}
    for place in dict.fromkeys(places):
        by_page.setdefault(place.page, []).append(place)
    found: dict[OptionPlace, float] = {}
    for page, here in by_page.items():
        try:
            raster = renderer.render(page, box_around(place.box for place in here), SCALE)
        except RenderingFailed:
            continue
        found.update((place, _ink(raster, place.box)) for place in here)
    return found


def second_marks(
    chosen: Sequence[Sequence[OptionPlace]], others: Sequence[Sequence[OptionPlace]], inks: Mapping[OptionPlace, float]
) -> list[list[OptionPlace]]:
    """For each question the places besides its chosen ones that show as much ink as a tick of the document does.

    `chosen` are the places of the ticks that the data know, `others` those where they have nothing; both one list for
    each question. Nothing is said where no tick of the document is seen at all.
    """
    ticks = [inks[place] for places in chosen for place in places if place in inks]
    least = min((ink for ink in ticks if ink >= SPECK), default=None)
    if least is None:
        return [[] for _ in others]
    enough = max(SPECK, LIKE_A_TICK * least)
    return [[place for place in places if inks.get(place, 0.0) >= enough] for places in others]


def with_second_marks_doubted(
    tables: Iterable[Table], seen: Mapping[SelectionMark, SelectionMark], renderer: Renderer
) -> dict[SelectionMark, SelectionMark]:
    """The marks as `seen` so far, each lone tick of a row doubted where the page shows another one beside it."""
    rows = [row for table in tables for row in _rows_of_ticks(table)]
    asked = [row for row in rows if row.others and seen.get(row.tick, row.tick).state]
    if not asked:
        return dict(seen)
    inks = ink_at([place for row in rows for place in (row.place, *row.others)], renderer)
    found = second_marks([[row.place] for row in asked], [row.others for row in asked], inks)
    doubted = dict(seen)
    for row, second in zip(asked, found, strict=True):
        if second:
            doubted[row.tick] = seen.get(row.tick, row.tick).found(Fact.SECOND_SHOWN)
    return doubted


class _Row(NamedTuple):
    """A row of a matrix in which one place has a tick and the others have nothing."""

    tick: SelectionMark
    place: OptionPlace
    others: list[OptionPlace]


def _rows_of_ticks(table: Table) -> Iterator[_Row]:
    """Where empty boxes are printed too these are marks themselves, and are looked at as such."""
    rows = {cell.row0 for cell in table.cells if cell.marks}
    if not rows or _shows_empty_boxes(table):
        return
    columns = _without_text(table, rows)
    for number in sorted(rows):
        cells = [cell for cell in table.row(number) if cell.col0 in columns]
        ticked = [cell for cell in cells if cell.marks]
        if len(ticked) == 1 and len(ticked[0].marks) == 1:
            others = [OptionPlace(table.page, cell.box) for cell in cells if not cell.marks]
            yield _Row(ticked[0].marks[0], OptionPlace(table.page, ticked[0].box), others)


def _shows_empty_boxes(table: Table) -> bool:
    marks = (mark for cell in table.cells for mark in cell.marks)
    return any(mark.state is False or mark.kind is MarkKind.WIDGET for mark in marks)


def _without_text(table: Table, rows: set[int]) -> set[int]:
    """The columns that hold nothing but ticks in these rows, in cells of their own."""
    columns = set(range(len(table.xs) - 1))
    for cell in table.cells:
        if rows & set(range(cell.row0, cell.row1)) and (cell.text_words or cell.col1 - cell.col0 > 1):
            columns -= set(range(cell.col0, cell.col1))
    return columns


def _ink(raster: Raster, box: Box) -> float:
    inner = Box(
        min(box.x0 + MARGIN, box.middle_x),
        min(box.top + MARGIN, box.middle_y),
        max(box.x1 - MARGIN, box.middle_x),
        max(box.bottom - MARGIN, box.middle_y),
    )
    seen = raster.cut(inner).astype(np.int16)
    if min(seen.shape) < LEAST_SIDE:
        return 0.0
    inked = np.abs(seen - usual_level(seen)) > FAINT
    inked[inked.mean(axis=1) > RULED, :] = False
    inked[:, inked.mean(axis=0) > RULED] = False
    return float(inked.sum()) / SCALE**2
