"""A matrix without rules: lines of a name and marks under a line of headings become a table.

Competentie   Basis   Gevorderd   Expert          Competentie   Basis   Gevorderd   Expert
Beslissen       ○         ○          ●            Beslissen                            X

Where every level has its box the columns are those of the boxes, and each needs a heading; where only the tick is
printed they are those of the headings, and each tick needs one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.certain import all_certain
from extractor.shaping.group_lines import group_lines
from extractor.shaping.lines import Line, joined_spans, words_to_segments
from extractor.shaping.marks.characters import DASHES
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.sizes import NEXT_LINE, SEGMENT_GAP
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import bands_to_table

LEAST_LABELS, LEAST_ROWS, LEAST_USED = 2, 2, 2
"""Headings over marks, rows below them, and headings that have a tick: fewer are no matrix."""
SAME_COLUMN = 0.8
"""What is off by less than this many text sizes stands below each other."""
LABEL_GAP = 0.6
"""Between two headings is a wider gap than this many text sizes: no mere space."""
WIDER = 1.2
"""White between two labels is at least so much wider than any within one, where labels stand close."""
FARTHEST = 4.0
"""Lines of one matrix are at most this many text sizes apart."""


@dataclass
class _Row:
    """`lines` are those of the name, the marks on the first of them, from left to right."""

    lines: list[Line]
    marks: list[SelectionMark]

    @property
    def has_ticks_alone(self) -> bool:
        """Is only printed what is ticked?"""
        return all(mark.state and mark.words for mark in self.marks)

    @property
    def name_end(self) -> float:
        return max(word.box.x1 for line in self.lines for word in _name_words(line, self.marks))


def with_matrices(page: ShapedPage, marks: Sequence[SelectionMark]) -> ShapedPage:
    """The page, each such matrix among its tables; where a column or a tick has no heading its lines stay lines."""
    lines, tables, i = list(page.lines), [], 0
    while i < len(lines) and marks:
        rows = _rows(lines[i], lines[i + 1 :], marks, page.text_size)
        marked = [row for row in rows if row.marks]
        bounds = _bounds(lines[i], marked, page.text_size) if len(marked) >= LEAST_ROWS else None
        if bounds is None:
            i += 1
            continue
        tables.append(_table(page, lines[i], rows, bounds))
        del lines[i : i + 1 + sum(len(row.lines) for row in rows)]
    if not tables:
        return page
    ordered = sorted([*page.tables, *tables], key=lambda table: (table.box.top, table.box.x0))
    return replace(page, tables=tuple(ordered), lines=tuple(lines))


def _rows(heading: Line, lines: Sequence[Line], marks: Sequence[SelectionMark], size: float) -> list[_Row]:
    """Lines of a name and its marks, all of one kind, as far as they follow the heading without a break.

    What heads some of them stands among them, without a mark.
    """
    rows: list[_Row] = []
    last = heading
    for i, line in enumerate(lines):
        row = _row(line, marks)
        if line.baseline - last.baseline >= FARTHEST * size:
            break
        marked = next((row for row in reversed(rows) if row.marks), None)
        if row is not None and (marked is None or _alike(marked, row, size)):
            rows.append(row)
        elif row is None and _is_group(i, last, lines, marks):
            rows.append(_Row([line], []))
        elif rows and len(rows[-1].marks) == 1 and row is None and _wraps(line, rows[-1], marks, size):
            rows[-1].lines.append(line)
        else:
            break
        last = line
    return rows


def _is_group(i: int, above: Line, lines: Sequence[Line], marks: Sequence[SelectionMark]) -> bool:
    """Does line `i` head the rows below it?"""
    following = _row(lines[i + 1], marks) if i + 1 < len(lines) else None
    if following is None:
        return False
    groups = group_lines([above, *lines[i:]], lambda line: _row(line, marks) is not None)
    return lines[i].place in groups


def _row(line: Line, marks: Sequence[SelectionMark]) -> _Row | None:
    """A name and to the right of it nothing but marks; a single one is a tick of a character, and no bullet is one."""
    here = sorted((mark for mark in marks if line.holds(mark)), key=lambda mark: mark.box.x0)
    name = _name_words(line, here) if here else []
    if not name or name[-1].box.x1 > here[0].box.x0:
        return None
    is_tick = bool(here[0].state and here[0].words) and line.bullet is None
    return _Row([line], here) if is_tick or len(here) > 1 else None


def _name_words(line: Line, marks: Sequence[SelectionMark]) -> list[Word]:
    """The words of a line that are no mark, and no dash apart from others, which stands for one that is not meant."""
    own = {word for mark in marks for word in mark.words}
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(line.words)]
    apart = [min(gap) > SEGMENT_GAP * line.size for gap in zip([0.0, *gaps], [*gaps, float("inf")], strict=True)]
    return [w for w, alone in zip(line.words, apart, strict=True) if w not in own and not (alone and w.text in DASHES)]


def _alike(before: _Row, after: _Row, size: float) -> bool:
    """Have both a mark in the same places; or ticks alone, in whatever columns?"""
    if before.has_ticks_alone and after.has_ticks_alone:
        return True
    pairs = list(zip(before.marks, after.marks, strict=False))
    same = len(pairs) == 1 or all(abs(a.box.middle_x - b.box.middle_x) < SAME_COLUMN * size for a, b in pairs)
    return same and len(before.marks) == len(after.marks)


def _wraps(line: Line, row: _Row, marks: Sequence[SelectionMark], size: float) -> bool:
    last = row.lines[-1]
    return (
        not any(line.holds(mark) for mark in marks)
        and line.baseline - last.baseline < NEXT_LINE * size
        and abs(line.box.x0 - last.box.x0) < SAME_COLUMN * size
        and line.box.x1 < row.marks[0].box.x0
        and (line.text[:1].islower() or last.text.count("(") > last.text.count(")"))
    )


def _bounds(heading: Line, rows: Sequence[_Row], size: float) -> list[float] | None:
    """The sides of the columns after the names; None where a column or a tick has no heading."""
    if all(row.has_ticks_alone for row in rows) or len(rows[0].marks) == 1:
        return _around_headings(heading, rows, size)
    return _around_boxes(heading, rows)


def _around_boxes(heading: Line, rows: Sequence[_Row]) -> list[float] | None:
    """The columns are those of the boxes, and each needs a heading that no side of a column parts."""
    middles = [mark.box.middle_x for mark in rows[0].marks]
    half = min(b - a for a, b in pairwise(middles)) / 2
    end = max(row.name_end for row in rows)
    first = min(max(middles[0] - half, end), *(r.marks[0].box.x0 for r in rows))
    bounds = [first, *((a + b) / 2 for a, b in pairwise(middles)), middles[-1] + half]
    labels = words_to_segments([word for word in heading.words if word.box.x1 > end], LABEL_GAP)
    if any(_parts_a_label(label, bounds) for label in labels):
        return _around_both(labels, rows[0].marks)
    headed = all(any(a <= word.box.middle_x <= b for word in heading.words) for a, b in pairwise(bounds))
    return bounds if headed else None


def _parts_a_label(label: Line, bounds: Sequence[float]) -> bool:
    """Does a column end within a label, and not where the white in it is widest?

    Niveau 1   Niveau 2          Basis  Zeer goed
    ☐          ☐                   ☐        ☐
    """
    gaps = [(b.box.x0 - a.box.x1, a.box.middle_x, b.box.middle_x) for a, b in pairwise(label.words)]
    cut = [gap for gap, left, right in gaps if any(left < x < right for x in bounds)]
    kept = [gap for gap, left, right in gaps if not any(left < x < right for x in bounds)]
    return bool(cut) and (not kept or min(cut) <= WIDER * max(kept))


def _around_both(labels: Sequence[Line], marks: Sequence[SelectionMark]) -> list[float] | None:
    """One label over each box, wherever on it: the columns end in the white between the two and their neighbours."""
    if len(labels) != len(marks) or not all(a.box.shared_width(b.box) > 0 for a, b in zip(labels, marks, strict=True)):
        return None
    return _between([box_around([label.box, mark.box]) for label, mark in zip(labels, marks, strict=True)])


def _around_headings(heading: Line, rows: Sequence[_Row], size: float) -> list[float] | None:
    """The columns are those of the headings, and each tick needs one."""
    end = max(row.name_end for row in rows)
    labels = words_to_segments([word for word in heading.words if word.box.x0 > end], LABEL_GAP)
    marks = [mark for row in rows for mark in row.marks]
    known = all_certain(_column(mark, labels, size) for mark in marks)
    if known is None or len(labels) < LEAST_LABELS or len(set(known)) < LEAST_USED:
        return None
    columns = [
        box_around([label.box, *(mark.box for mark, own in zip(marks, known, strict=True) if own == i)])
        for i, label in enumerate(labels)
    ]
    return _between(columns)


def _between(columns: Sequence[Box]) -> list[float] | None:
    """The sides of columns that end in the white between what stands in them; None where there is none."""
    gaps = [(a.x1, b.x0) for a, b in pairwise(columns)]
    if any(end > start for end, start in gaps):
        return None
    return [columns[0].x0, *((end + start) / 2 for end, start in gaps), columns[-1].x1]


def _column(mark: SelectionMark, labels: Sequence[Line], size: float) -> int | None:
    """Which of the labels the tick stands under; None where it is none, or not one only."""
    x = mark.box.middle_x
    near = (abs(a.box.middle_x - x) < SAME_COLUMN * size or a.box.x0 <= x <= a.box.x1 for a in labels)
    under = [i for i, is_near in enumerate(near) if is_near]
    return under[0] if len(under) == 1 else None


def _sides_before(heading: Line, rows: Sequence[_Row], end: float) -> list[float]:
    """Where what stands before the columns of the marks is parted: the name from its description, by heads and white.

    Competentie      Omschrijving                  1   2   3
    Beslissen        Hakt knopen door.             ○   ●   ○
    """
    heads = [segment.box for segment in words_to_segments(heading.words, LABEL_GAP) if segment.box.x1 <= end]
    if len(heads) < LEAST_LABELS:
        return []
    spans = [(box.x0, box.x1) for box in heads]
    spans += [span for row in rows if row.marks for line in row.lines for span in _spans_before(line, end)]
    parts = joined_spans(spans, LABEL_GAP * heading.size)
    headed = len(parts) == len(heads) and all(a <= box.middle_x <= b for (a, b), box in zip(parts, heads, strict=True))
    return [(a[1] + b[0]) / 2 for a, b in pairwise(parts)] if headed else []


def _spans_before(line: Line, end: float) -> list[tuple[float, float]]:
    """From where to where the runs of words of the line stand that end before `end`."""
    before = [word for word in line.words if word.box.x1 <= end]
    return [(segment.box.x0, segment.box.x1) for segment in words_to_segments(before, LABEL_GAP)]


def _table(page: ShapedPage, heading: Line, rows: Sequence[_Row], bounds: Sequence[float]) -> Table:
    """Its rows are as high as what stands in them, drawn boxes too."""
    bands = [[heading], *(row.lines for row in rows)]
    boxes = [box_around(line.box for line in band) for band in bands]
    extent = box_around([*boxes, *(mark.box for row in rows for mark in row.marks)])
    xs = [min(box.x0 for box in boxes), *_sides_before(heading, rows, bounds[0]), *bounds]
    ys = [extent.top, *((a.bottom + b.top) / 2 for a, b in pairwise(boxes)), extent.bottom]
    return bands_to_table(page.number, xs, ys, list(map(_words, bands)), _without_marks(rows))


def _words(band: Sequence[Line]) -> list[Word]:
    return [word for line in band for word in line.words]


def _without_marks(rows: Sequence[_Row]) -> set[int]:
    """The rows of the table, under its heads, that head others."""
    return {i for i, row in enumerate(rows, 1) if not row.marks}
