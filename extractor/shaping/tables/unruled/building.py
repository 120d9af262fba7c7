"""Rows and names → the table that rules would have made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_segments
from extractor.shaping.sizes import NEXT_LINE
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import Field, fields_to_table
from extractor.shaping.tables.unruled.columns import PADDING, RIVER, Columns
from extractor.shaping.tables.unruled.rows import SAME_LINE, Row
from extractor.shaping.tables.unruled.stretches import MOST_HEADER_LINES, Stretch

HEADER_REACH = 3.0
"""A header stands at most this many text sizes above the first row, or above its own next line."""
OFF_CENTRE = 0.75
"""A name in the middle of its rows is off by less than this many text sizes."""


@dataclass(frozen=True)
class _Named:
    """Rows from `start` up to `end`, end excluded, and the lines of the name that they share."""

    start: int
    end: int
    names: tuple[Line, ...]


def stretch_to_table(
    stretch: Stretch, rows: Sequence[Row], columns: Columns, order: Sequence[str], text_size: float
) -> Table | None:
    """The table of a stretch; None where it is not certain which rows a name belongs to. `order` is that of labels."""
    named = _rows_by_name(stretch, rows, columns, order, text_size)
    if named is None:
        return None
    header, side = _header(stretch, rows[0].top, columns, text_size)
    x0 = min([columns.xs[0], *(line.box.x0 for line in header)])
    x1 = max([columns.xs[-1], *(line.box.x1 for line in (*header, *stretch.text))])
    xs = (x0, side, *columns.xs[2:-1], x1)
    ys = [*(row.top for row in rows), rows[-1].bottom]
    fields: list[Field] = []
    if header:
        fields.extend(_header_fields(header, xs))
        ys.insert(0, min(line.box.top for line in header))
    first = len(ys) - 1 - len(rows)
    for group in named:
        words = tuple(word for line in group.names for word in line.words)
        fields.append(Field(group.start + first, group.end + first, 0, 1, words))
    for number, row in enumerate(rows, first):
        fields.extend(_row_fields(row, number, columns))
    return fields_to_table(stretch.sheet.page.number, xs, ys, fields)


def _row_fields(row: Row, number: int, columns: Columns) -> Iterator[Field]:
    """Those after the name."""
    inside: dict[int, list[Word]] = {column: [] for column in range(1, len(columns.xs) - 1)}
    for word in row.anchor.words if row.anchor else ():
        inside[columns.of(word.box.middle_x)].append(word)
    inside[columns.text] += [word for line in row.text for word in line.words]
    for column, within in inside.items():
        yield Field(number, number + 1, column, column + 1, tuple(within))


def _rows_by_name(
    stretch: Stretch, rows: Sequence[Row], columns: Columns, order: Sequence[str], text_size: float
) -> list[_Named] | None:
    """Runs of rows with the name they share; None where that is not certain.

    A run begins where the labels begin anew or a rule runs through the column of names; where that leaves several
    names to a run, also beside the first line of each. What is sure of a name is checked: it stands at the top, in
    the middle or at the bottom of its rows.
    """
    names = _names(stretch, rows, columns, text_size)
    ruled = _ruled(stretch, rows, columns, text_size)
    texts = [row.anchor.text if row.anchor else "" for row in rows]
    begins = [0, *(i for i in range(1, len(rows)) if i in ruled or _begins_anew(texts[:i], texts[i], order))]
    begins = _with_further_names(begins, _starts_of_names(names, text_size), rows, text_size)
    named = [_named(start, end, names, rows) for start, end in pairwise([*begins, len(rows)])]
    return named if _are_certain(named, stretch, ruled, rows, text_size) else None


def _are_certain(
    named: Sequence[_Named], stretch: Stretch, ruled: Collection[int], rows: Sequence[Row], text_size: float
) -> bool:
    """Does every name stand where names stand, and none run on into the next?

    What rules part needs no such proof; what a page break tears cannot have it.
    """
    torn = [*(named[:1] if stretch.begins_page else ()), *(named[-1:] if stretch.ends_page else ())]
    walled = [group for group in named if group.start in ruled and (group.end in ruled or group.end == len(rows))]
    proven = (_is_in_place(group, rows, text_size) for group in named if group not in torn and group not in walled)
    neighbours = ((before, group) for before, group in pairwise(named) if group.start not in ruled)
    return all(proven) and not any(_reads_on(before.names, group, rows, text_size) for before, group in neighbours)


def _ruled(stretch: Stretch, rows: Sequence[Row], columns: Columns, text_size: float) -> set[int]:
    """The rows over which a rule runs through the column of names."""
    walls = stretch.sheet.walls_between(rows[0].top, rows[-1].bottom, columns.xs[0], columns.xs[1])
    return {i for i in range(1, len(rows)) if any(abs(y - rows[i].top) <= text_size for y in walls)}


def _with_further_names(
    begins: Sequence[int], starts: Sequence[Line], rows: Sequence[Row], text_size: float
) -> list[int]:
    """Where runs of rows begin: also beside each of several names in one run. `starts` are the first lines of names."""
    found = set(begins)
    for start, end in pairwise([*begins, len(rows)]):
        own = [line for line in starts if rows[start].top <= line.box.middle_y < rows[end - 1].bottom]
        if len(own) > 1:
            found.update(i for i in range(start + 1, end) if any(_is_beside(line, rows[i], text_size) for line in own))
    return sorted(found)


def _named(start: int, end: int, names: Sequence[Line], rows: Sequence[Row]) -> _Named:
    """The name of the last rows may go on below them."""
    below = rows[end - 1].bottom if end < len(rows) else float("inf")
    return _Named(start, end, tuple(line for line in names if rows[start].top <= line.box.middle_y < below))


def labels_in_order(sequences: Sequence[Sequence[str]]) -> list[str]:
    """The labels as most runs of them have them, from the labels of each block that does not begin with a torn row."""
    runs: Counter[tuple[str, ...]] = Counter()
    for sequence in sequences:
        run: list[str] = []
        for text in [*filter(None, sequence), None]:
            if text is None or text in run:
                runs[tuple(run)] += 1
                run = []
            if text is not None:
                run.append(text)
    usual = max(runs.items(), key=lambda pair: (pair[1], len(pair[0])), default=((), 0))
    return list(usual[0])


def _begins_anew(before: Sequence[str], text: str, order: Sequence[str]) -> bool:
    """Does the label not come after the one before it? After the rest of a torn row, is it the first of all?"""
    last = next((other for other in reversed(before) if other), None)
    if not text or last is None:
        return bool(text) and text in order[:1]
    if text in order and last in order:
        return order.index(text) <= order.index(last)
    return text == last


def _names(stretch: Stretch, rows: Sequence[Row], columns: Columns, text_size: float) -> list[Line]:
    """The lines of names beside the rows, and those that the last one has below them."""
    found: list[Line] = []
    for line in stretch.names:
        if line.box.middle_y < rows[0].top:
            continue
        if line.box.middle_y > rows[-1].bottom:
            before = found[-1] if found else line
            near = 0 < line.baseline - before.baseline <= NEXT_LINE * text_size and before.same_style(line)
            sides = (columns.xs[0], columns.xs[1])
            if not near or stretch.sheet.walls_between(before.baseline, line.box.middle_y, *sides):
                break
        found.append(line)
    return found


def _starts_of_names(names: Sequence[Line], text_size: float) -> list[Line]:
    """The first lines of names: those after a gap, and a name that stands there once more."""
    upright = [line for line in names if line.words[0].upright]
    starts = upright[:1]
    for before, line in pairwise(upright):
        if line.baseline - before.baseline > NEXT_LINE * text_size or line.text == before.text:
            starts.append(line)
    return starts


def _is_beside(line: Line, row: Row, text_size: float) -> bool:
    heights = [text.baseline for text in row.text[:1]] + ([row.anchor.first] if row.anchor else [])
    return any(abs(line.baseline - height) <= SAME_LINE * text_size for height in heights)


def _is_in_place(group: _Named, rows: Sequence[Row], text_size: float) -> bool:
    """Does the name begin with the first row, end with the last one or stand in the middle of all?"""
    names = [line for line in group.names if line.words[0].upright]
    if not names:
        return True
    first, last = rows[group.start], rows[group.end - 1]
    ends = [text.baseline for text in last.text[-1:]] + ([last.anchor.last] if last.anchor else [])
    at_end = any(abs(names[-1].baseline - height) <= SAME_LINE * text_size for height in ends)
    middle = (names[0].box.top + names[-1].box.bottom) / 2
    centred = abs(middle - (first.top + last.bottom) / 2) <= OFF_CENTRE * text_size
    return _is_beside(names[0], first, text_size) or at_end or centred


def _reads_on(before: Sequence[Line], group: _Named, rows: Sequence[Row], text_size: float) -> bool:
    """Do two groups share a name that runs on from one into the other?"""
    names = group.names
    if not before or not names or _is_beside(names[0], rows[group.start], text_size):
        return False
    return names[0].baseline - before[-1].baseline <= NEXT_LINE * text_size and before[-1].same_style(names[0])


def _header(stretch: Stretch, top: float, columns: Columns, text_size: float) -> tuple[list[Line], float]:
    """The lines directly above that stand over the names and over another column, and where the two part.

    The heading of the other columns may begin before what stands in them, and stand between the lines over the names.
    """
    lines = _lines_over(stretch, top, columns, text_size)
    usual = columns.xs[1]
    if not _are_over_both(lines, columns):
        return [], usual
    starts = (_start_after_names(line, columns) for line in lines)
    side = min([usual, *(start - PADDING * text_size for start in starts if start is not None)])
    over_names = [word.box.x1 for line in lines for word in line.words if word.box.x0 < side]
    side = max(side, columns.names_end, *over_names)
    return (lines, side) if side <= usual else ([], usual)


def _lines_over(stretch: Stretch, top: float, columns: Columns, text_size: float) -> list[Line]:
    """Those directly above that may head the columns; further ones only where they are the first lines of the same."""
    found: list[Line] = []
    for line in reversed(stretch.above[-MOST_HEADER_LINES:]):
        if top - line.box.bottom > HEADER_REACH * text_size or line.box.x0 < columns.xs[0] - text_size:
            break
        if _are_over_both(found, columns) and not _is_line_before(line, found[0]):
            break
        if _start_after_names(line, columns) is None and line.words[-1].box.x1 > columns.xs[1]:
            break
        found.insert(0, line)
        top = line.box.top
    return found


def _are_over_both(lines: Sequence[Line], columns: Columns) -> bool:
    """Do the lines stand over the names and over another column?"""
    over_names = any(line.box.x0 < columns.names_end for line in lines)
    return over_names and any(_start_after_names(line, columns) is not None for line in lines)


def _is_line_before(line: Line, following: Line) -> bool:
    return following.baseline - line.baseline <= NEXT_LINE * line.size and following.same_style(line)


def _start_after_names(line: Line, columns: Columns) -> float | None:
    """Where the heading of the other columns begins in the line; None where it has none, or runs on from the names."""
    if line.box.x0 >= columns.names_end:
        return line.box.x0
    for before, after in pairwise(line.words):
        gap = after.box.x0 - before.box.x1
        if gap >= RIVER * line.size and before.box.x1 <= columns.xs[1] and after.box.x0 >= columns.names_end:
            return after.box.x0
    return None


def _header_fields(header: Sequence[Line], xs: Sequence[float]) -> list[Field]:
    """One row: a side between columns stands unless text runs across it."""
    spans = [part.box for line in header for part in words_to_segments(line.words, RIVER)]
    sides = [x for x in xs[1:-1] if x == xs[1] or not any(box.x0 < x < box.x1 for box in spans)]
    words = [word for line in header for word in line.words]
    fields = []
    for x0, x1 in pairwise([xs[0], *sides, xs[-1]]):
        inside = tuple(w for w in words if x0 <= w.box.middle_x < x1 or (x1 == xs[-1] and w.box.middle_x >= x1))
        fields.append(Field(0, 1, xs.index(x0), xs.index(x1), inside))
    return fields
