"""A matrix without rules and without empty boxes: one tick a line, under the one of several headings that is meant.

Competentie          Basis   Gevorderd   Expert
Beslissen                                  X
Plannen                          X
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

LEAST_LABELS, LEAST_ROWS, LEAST_USED = 2, 2, 2
"""Headings over ticks, rows below them, and headings that have a tick: fewer are no matrix."""
SAME_COLUMN = 0.8
"""A tick stands under a heading from whose middle or extent it is off by less than this many text sizes."""
LABEL_GAP = 0.6
"""Between two headings is a wider gap than this many text sizes: no mere space."""
FARTHEST = 4.0
"""Lines of one matrix are at most this many text sizes apart."""
WRAPPED = 1.5
"""The second line of a name is at most this many text sizes below the first."""


@dataclass
class _Row:
    """`lines` are those of the name, the tick on the first of them."""

    lines: list[Line]
    mark: SelectionMark


def with_ticked_tables(page: ShapedPage, marks: Sequence[SelectionMark]) -> ShapedPage:
    """The page, each such matrix among its tables; a tick under none of the headings leaves its lines as they are."""
    lines = list(page.lines)
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        rows = _rows(lines[i + 1 :], lines[i], marks, page.text_size)
        labels = _labels(lines[i], rows) if len(rows) >= LEAST_ROWS else []
        bounds = _bounds(labels, rows, page.text_size) if len(labels) >= LEAST_LABELS else None
        if bounds is not None:
            tables.append(_table(page, lines[i], bounds, rows))
            del lines[i : i + 1 + sum(len(row.lines) for row in rows)]
        else:
            i += 1
    if not tables:
        return page
    ordered = sorted([*page.tables, *tables], key=lambda table: (table.box.top, table.box.x0))
    return replace(page, tables=tuple(ordered), lines=tuple(lines))


def _rows(lines: Sequence[Line], heading: Line, marks: Sequence[SelectionMark], size: float) -> list[_Row]:
    """Lines of a name and one tick to the right of it, as far as they follow the heading without a break."""
    rows: list[_Row] = []
    last = heading
    for line in lines:
        here = [m for m in marks if set(m.words) & set(line.words)]
        if line.baseline - last.baseline > FARTHEST * size or line.bullet is not None:
            break
        name = [word for word in line.words if all(word not in mark.words for mark in here)]
        if len(here) == 1 and here[0].state and name and name[-1].box.x1 < here[0].box.x0:
            rows.append(_Row([line], here[0]))
        elif not here and rows and _wraps(line, rows[-1], size):
            rows[-1].lines.append(line)
        else:
            break
        last = line
    return rows


def _wraps(line: Line, row: _Row, size: float) -> bool:
    last = row.lines[-1]
    return (
        line.baseline - last.baseline < WRAPPED * size
        and abs(line.box.x0 - last.box.x0) < SAME_COLUMN * size
        and line.box.x1 < row.mark.box.x0
        and (line.text[:1].islower() or last.text.count("(") > last.text.count(")"))
    )


def _labels(heading: Line, rows: Sequence[_Row]) -> list[Line]:
    """The parts of the heading that stand to the right of every name."""
    end = max(word.box.x1 for row in rows for line in row.lines for word in line.words if word not in row.mark.words)
    labels: list[list[Word]] = []
    for word in (word for word in heading.words if word.box.x0 > end):
        if labels and word.box.x0 - labels[-1][-1].box.x1 < LABEL_GAP * word.size:
            labels[-1].append(word)
        else:
            labels.append([word])
    return [Line(tuple(label)) for label in labels]


def _column(mark: SelectionMark, labels: Sequence[Line], size: float) -> int | None:
    """Which of the labels the tick stands under; None where it is none, or not one only."""
    slack = SAME_COLUMN * size
    under = [
        i
        for i, label in enumerate(labels)
        if abs(label.box.middle_x - mark.box.middle_x) < slack or label.box.x0 <= mark.box.middle_x <= label.box.x1
    ]
    return under[0] if len(under) == 1 else None


def _bounds(labels: Sequence[Line], rows: Sequence[_Row], size: float) -> list[float] | None:
    """The sides of the columns, each a label and its ticks; None where a tick is under no label or columns overlap."""
    columns = [label.box for label in labels]
    used = set()
    for row in rows:
        i = _column(row.mark, labels, size)
        if i is None:
            return None
        used.add(i)
        columns[i] = box_around([columns[i], row.mark.box])
    if len(used) < LEAST_USED or any(a.x1 > b.x0 for a, b in pairwise(columns)):
        return None
    return [columns[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), columns[-1].x1]


def _table(page: ShapedPage, heading: Line, bounds: Sequence[float], rows: Sequence[_Row]) -> Table:
    left = min([heading.box.x0] + [line.box.x0 for row in rows for line in row.lines])
    xs = (left, *bounds)
    bands = [[heading], *(row.lines for row in rows)]
    boxes = [box_around(line.box for line in band) for band in bands]
    ys = (boxes[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(boxes)), boxes[-1].bottom)
    cells = []
    for row, band in enumerate(bands):
        by_column: dict[int, list[Word]] = {}
        for word in (word for line in band for word in line.words):
            column = next((c for c in range(len(xs) - 2) if word.box.middle_x < xs[c + 1]), len(xs) - 2)
            by_column.setdefault(column, []).append(word)
        for column in range(len(xs) - 1):
            box = Box(xs[column], ys[row], xs[column + 1], ys[row + 1])
            cells.append(Cell(page.number, box, row, row + 1, column, column + 1, tuple(by_column.get(column, ()))))
    return Table(page.number, xs, ys, tuple(cells))
