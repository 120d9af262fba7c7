"""Heads that stand over a grid of ticks and not in it → its first row.

                  1     2     3     4
    ┌───────────┬─────┬─────┬─────┬─────┐
    │ Knopen    │     │     │  X  │     │         also turned, each over its own column
    │ Zwemmen   │     │  X  │     │     │

Only where each column with a tick has its own head, and the first row is one of ticks already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_segments
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table

LEAST_ROWS, LEAST_HEADS = 2, 2
NEAR = 2.0
"""Heads end at most this many text sizes above the grid."""
LABEL_GAP = 0.6
"""Between two heads is a wider gap than this many text sizes: no mere space."""

_Heads = Mapping[int, tuple[Word, ...]]


def with_heads_above(page: ShapedPage, marks: Sequence[SelectionMark]) -> ShapedPage:
    """The page, such heads in its tables and no longer among its lines."""
    if not marks or not page.tables:
        return page
    tables = [_with_heads(table, page, marks) for table in page.tables]
    pairs = zip(tables, page.tables, strict=True)
    used = {word for new, old in pairs if new is not old for cell in new.row(0) for word in cell.words}
    if not used:
        return page
    lines = tuple(line for line in page.lines if not used.issuperset(line.words))
    return replace(page, tables=tuple(tables), lines=lines)


def _with_heads(table: Table, page: ShapedPage, marks: Sequence[SelectionMark]) -> Table:
    ticked = [cell for cell, inside in table.marks_in_cells(marks) if inside and cell.col1 == cell.col0 + 1]
    if len({cell.row0 for cell in ticked}) < LEAST_ROWS or all(cell.row0 > 0 for cell in ticked):
        return table
    columns = {cell.col0 for cell in ticked}
    heads = _heads_over(table, page)
    over = [col for col in heads if col >= min(columns)]
    return _headed(table, heads) if columns <= heads.keys() and len(over) >= LEAST_HEADS else table


def _heads_over(table: Table, page: ShapedPage) -> _Heads:
    """By column what stands over it in the line right above, or else turned; none where one is over several."""
    reach = NEAR * page.text_size
    near = [line for line in page.lines if -1 <= table.box.top - line.box.bottom < reach and line.words[0].upright]
    upright = _by_column(words_to_segments(near[-1].words, LABEL_GAP), table) if near else {}
    if upright:
        return upright
    inside = {(word.page, word.index) for other in page.tables for word in other.words}
    turned = [
        word
        for word in page.layout.words
        if not word.upright
        and not word.slanted
        and -1 <= table.box.top - word.box.bottom < reach
        and (word.page, word.index) not in inside
    ]
    return _by_column([Line((word,)) for word in sorted(turned, key=lambda word: word.box.x0)], table)


def _by_column(segments: Sequence[Line], table: Table) -> _Heads:
    found: dict[int, tuple[Word, ...]] = {}
    for segment in segments:
        x = segment.box.middle_x
        col = next((i for i, (a, b) in enumerate(zip(table.xs, table.xs[1:], strict=False)) if a <= x < b), None)
        if col is None or col in found:
            return {}
        found[col] = segment.words
    return found


def _headed(table: Table, heads: _Heads) -> Table:
    top = min(word.box.top for words in heads.values() for word in words)
    first = [
        Cell(table.page, Box(x0, top, x1, table.ys[0]), 0, 1, col, col + 1, heads.get(col, ()))
        for col, (x0, x1) in enumerate(zip(table.xs, table.xs[1:], strict=False))
    ]
    below = [replace(cell, row0=cell.row0 + 1, row1=cell.row1 + 1) for cell in table.cells]
    return replace(table, ys=(top, *table.ys), cells=(*first, *below), open_top=False)
