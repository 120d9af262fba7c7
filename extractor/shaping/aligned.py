"""A matrix without rules: lines whose marks stand below each other, under a line of headings, become a table.

Competentie          Basis   Gevorderd   Expert
Beslissen              ○         ○          ●
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.grid import Cell, Table
from extractor.shaping.lines import Line
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage

SAME_COLUMN = 0.8
"""Marks whose middles differ by less than this many text sizes stand below each other."""
LEAST_COLUMNS, LEAST_ROWS = 2, 2
FARTHEST = 4.0
"""Lines of one matrix are at most this many text sizes apart."""


@dataclass(frozen=True)
class _MarkedLine:
    """A line of a name and then nothing but marks. `marks` are from left to right."""

    line: Line
    marks: tuple[SelectionMark, ...]


def with_aligned_tables(page: ShapedPage, marks: Sequence[SelectionMark]) -> ShapedPage:
    """The page, each matrix that only alignment holds together among its tables."""
    lines = list(page.lines)
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        run = _run(page, lines, i, marks)
        heading = lines[i - 1] if i else None
        if len(run) >= LEAST_ROWS and heading is not None and _heads(heading, run[0], page.text_size):
            tables.append(_table(page, heading, run))
            del lines[i - 1 : i + len(run)]
            i -= 1
        else:
            i += max(1, len(run))
    if not tables:
        return page
    ordered = sorted([*page.tables, *tables], key=lambda table: (table.box.top, table.box.x0))
    return replace(page, tables=tuple(ordered), lines=tuple(lines))


def _run(page: ShapedPage, lines: Sequence[Line], start: int, marks: Sequence[SelectionMark]) -> list[_MarkedLine]:
    """Consecutive lines from `start` whose marks stand in the same columns."""
    run: list[_MarkedLine] = []
    for line in lines[start:]:
        marked = _marked(line, marks)
        if marked is None or (run and not _goes_on(run[-1], marked, page.text_size)):
            break
        run.append(marked)
    return run


def _marked(line: Line, marks: Sequence[SelectionMark]) -> _MarkedLine | None:
    words = set(line.words)
    here = [
        mark
        for mark in marks
        if words.intersection(mark.words) or (not mark.words and line.box.top <= mark.box.middle_y <= line.box.bottom)
    ]
    here.sort(key=lambda mark: mark.box.x0)
    mark_words = {word for mark in here for word in mark.words}
    text = [word for word in line.words if word not in mark_words]
    if len(here) < LEAST_COLUMNS or not text or text[-1].box.x1 > here[0].box.x0:
        return None
    return _MarkedLine(line, tuple(here))


def _goes_on(before: _MarkedLine, after: _MarkedLine, text_size: float) -> bool:
    near = after.line.baseline - before.line.baseline < FARTHEST * text_size
    pairs = zip(before.marks, after.marks, strict=False)
    same = all(abs(a.box.middle_x - b.box.middle_x) < SAME_COLUMN * text_size for a, b in pairs)
    return near and same and len(before.marks) == len(after.marks)


def _heads(heading: Line, first: _MarkedLine, text_size: float) -> bool:
    """Does the line have words over every column of marks, and stand near?"""
    if first.line.baseline - heading.baseline > FARTHEST * text_size:
        return False
    bounds = _bounds(first, heading)
    return all(
        any(left <= word.box.middle_x <= right for word in heading.words) for left, right in pairwise(bounds[1:])
    )


def _bounds(first: _MarkedLine, heading: Line) -> list[float]:
    """Left side, then the sides of the columns: halfway between the marks' middles, as far out at both ends."""
    middles = [mark.box.middle_x for mark in first.marks]
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    half = min(b - a for a, b in pairwise(middles)) / 2
    name_end = first.line.words[0].box.x1
    for word in first.line.words:
        if word.box.x1 < first.marks[0].box.x0:
            name_end = max(name_end, word.box.x1)
    left = min(first.line.box.x0, heading.box.x0)
    return [left, max(middles[0] - half, name_end), *between, middles[-1] + half]


def _table(page: ShapedPage, heading: Line, run: Sequence[_MarkedLine]) -> Table:
    bounds = _bounds(run[0], heading)
    names_end = max(
        (word.box.x1 for row in run for word in row.line.words if word.box.x1 < row.marks[0].box.x0), default=bounds[1]
    )
    bounds[1] = min(max(bounds[1], names_end), min(row.marks[0].box.x0 for row in run))
    xs = tuple(bounds)
    lines = [heading, *(row.line for row in run)]
    tops = [line.box.top for line in lines]
    bottoms = [max(line.box.bottom, top) for line, top in zip(lines, tops, strict=True)]
    between = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    extent = box_around([line.box for line in lines] + [mark.box for row in run for mark in row.marks])
    ys = (extent.top, *between, extent.bottom)
    cells = []
    for row, line in enumerate(lines):
        by_column: dict[int, list[Word]] = {}
        for word in line.words:
            column = next((c for c in range(len(xs) - 2) if word.box.middle_x < xs[c + 1]), len(xs) - 2)
            by_column.setdefault(column, []).append(word)
        for column in range(len(xs) - 1):
            box = Box(xs[column], ys[row], xs[column + 1], ys[row + 1])
            words = tuple(by_column.get(column, ()))
            cells.append(Cell(page.number, box, row, row + 1, column, column + 1, words))
    return Table(page.number, xs, ys, tuple(cells))
