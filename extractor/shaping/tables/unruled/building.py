"""Rows and names → the table that rules would have made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.sizes import NEXT_LINE
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import Field, fields_to_table
from extractor.shaping.tables.unruled.blocks import MOST_HEADER_LINES, Block
from extractor.shaping.tables.unruled.columns import PADDING, RIVER, Columns
from extractor.shaping.tables.unruled.rows import SAME_LINE, Row

HEADER_REACH = 3.0
"""A header stands at most this many text sizes above the first row, or above its own next line."""
OFF_CENTRE = 0.75
"""A name in the middle of its rows is off by less than this many text sizes."""


def block_to_table(
    block: Block, rows: Sequence[Row], columns: Columns, order: Sequence[str], text_size: float
) -> Table | None:
    """The table of a block; None where it is not certain which rows a name belongs to. `order` is that of labels."""
    groups = _groups(block, rows, columns, order, text_size)
    if groups is None:
        return None
    header, side = _header(block, rows[0].top, columns, text_size)
    x0 = min([columns.xs[0], *(line.box.x0 for line in header)])
    x1 = max([columns.xs[-1], *(line.box.x1 for line in (*header, *block.text))])
    xs = (x0, side, *columns.xs[2:-1], x1)
    ys = [*(row.top for row in rows), rows[-1].bottom]
    fields: list[Field] = []
    offset = 1 if header else 0
    if header:
        top = min(line.box.top for line in header)
        fields.extend(_header_fields(header, xs))
        ys.insert(0, top)
    for (start, end), names in groups:
        words = tuple(word for line in names for word in line.words)
        fields.append(Field(start + offset, end + offset, 0, 1, words))
    for i, row in enumerate(rows):
        inside: dict[int, list[Word]] = {column: [] for column in range(1, len(xs) - 1)}
        for word in row.anchor.words if row.anchor else ():
            inside[columns.of(word.box.middle_x)].append(word)
        inside[columns.text] += [word for line in row.text for word in line.words]
        for column, within in inside.items():
            fields.append(Field(i + offset, i + 1 + offset, column, column + 1, tuple(within)))
    return fields_to_table(block.sheet.page.number, xs, ys, fields)


def _groups(
    block: Block, rows: Sequence[Row], columns: Columns, order: Sequence[str], text_size: float
) -> list[tuple[tuple[int, int], list[Line]]] | None:
    """Runs of rows with the name they share.

    A group begins where the labels begin anew or a rule runs through the column of names; where that leaves several
    names to a group, also beside the first line of each. What is sure of a name is checked: it stands at the top, in
    the middle or at the bottom of its rows.
    """
    names = _names(block, rows, columns, text_size)
    starts = _starts_of_names(names, text_size)
    walls = block.sheet.walls_between(rows[0].top, rows[-1].bottom, columns.xs[0], columns.xs[1])
    ruled = {i for i in range(1, len(rows)) if any(abs(y - rows[i].top) <= text_size for y in walls)}
    texts = [row.anchor.text if row.anchor else "" for row in rows]
    begins = [0, *(i for i in range(1, len(rows)) if i in ruled or _begins_anew(texts[:i], texts[i], order))]
    for start, end in pairwise([*begins, len(rows)]):
        own = [line for line in starts if rows[start].top <= line.box.middle_y < rows[end - 1].bottom]
        if len(own) > 1:
            named = (i for i in range(start + 1, end) if any(_beside(line, rows[i], text_size) for line in own))
            begins = sorted({*begins, *named})
    groups: list[tuple[tuple[int, int], list[Line]]] = []
    for start, end in pairwise([*begins, len(rows)]):
        below = rows[end - 1].bottom if end < len(rows) else float("inf")
        own = [line for line in names if rows[start].top <= line.box.middle_y < below]
        groups.append(((start, end), own))
    for i, ((start, end), own) in enumerate(groups):
        torn = (i == 0 and block.strip.begins_page) or (i == len(groups) - 1 and block.strip.ends_page)
        walled = start in ruled and (end in ruled or end == len(rows))
        upright = [line for line in own if line.words[0].upright]
        if own and not torn and not walled and upright and not _fits(upright, rows[start:end], text_size):
            return None
        if i and own and _reads_on(groups[i - 1][1], own, rows[start], text_size) and start not in ruled:
            return None
    return groups


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


def _names(block: Block, rows: Sequence[Row], columns: Columns, text_size: float) -> list[Line]:
    """The lines of names beside the rows, and those that the last one has below them."""
    found: list[Line] = []
    for line in block.names:
        if line.box.middle_y < rows[0].top:
            continue
        if line.box.middle_y > rows[-1].bottom:
            before = found[-1] if found else line
            near = 0 < line.baseline - before.baseline <= NEXT_LINE * text_size and before.same_style(line)
            sides = (columns.xs[0], columns.xs[1])
            if not near or block.sheet.walls_between(before.baseline, line.box.middle_y, *sides):
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


def _beside(line: Line, row: Row, text_size: float) -> bool:
    heights = [text.baseline for text in row.text[:1]] + ([row.anchor.first] if row.anchor else [])
    return any(abs(line.baseline - height) <= SAME_LINE * text_size for height in heights)


def _fits(names: Sequence[Line], rows: Sequence[Row], text_size: float) -> bool:
    """Does the name begin with the first row, end with the last one or stand in the middle of all?"""
    last = rows[-1]
    ends = [text.baseline for text in last.text[-1:]] + ([last.anchor.last] if last.anchor else [])
    at_end = any(abs(names[-1].baseline - height) <= SAME_LINE * text_size for height in ends)
    middle = (names[0].box.top + names[-1].box.bottom) / 2
    centred = abs(middle - (rows[0].top + last.bottom) / 2) <= OFF_CENTRE * text_size
    return _beside(names[0], rows[0], text_size) or at_end or centred


def _reads_on(before: Sequence[Line], names: Sequence[Line], row: Row, text_size: float) -> bool:
    """Do two groups share a name that runs on from one into the other?"""
    if not before or _beside(names[0], row, text_size):
        return False
    return names[0].baseline - before[-1].baseline <= NEXT_LINE * text_size and before[-1].same_style(names[0])


def _header(block: Block, top: float, columns: Columns, text_size: float) -> tuple[list[Line], float]:
    """The lines directly above that stand over the names and over another column, and where the two part.

    The heading of the other columns may begin before what stands in them, and stand between the lines over the names.
    """
    found: list[Line] = []
    side: float | None = None
    named = False
    for line in reversed(block.above[-MOST_HEADER_LINES:]):
        if top - line.box.bottom > HEADER_REACH * text_size or line.box.x0 < columns.xs[0] - text_size:
            break
        near = found and found[0].baseline - line.baseline <= NEXT_LINE * line.size
        if named and side is not None and not (near and found[0].same_style(line)):
            break
        start = _start_after_names(line, columns)
        if start is None and line.words[-1].box.x1 > columns.xs[1]:
            break
        found.insert(0, line)
        top = line.box.top
        named = named or line.box.x0 < columns.names_end
        if start is not None:
            side = min(start - PADDING * text_size, columns.xs[1] if side is None else side)
    if not named or side is None:
        return [], columns.xs[1]
    over_names = [word.box.x1 for line in found for word in line.words if word.box.x0 < side]
    side = max(side, columns.names_end, *over_names)
    return (found, side) if side <= columns.xs[1] else ([], columns.xs[1])


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
    spans = [(min(a.box.x0 for a in part), max(a.box.x1 for a in part)) for line in header for part in _parts(line)]
    sides = [x for x in xs[1:-1] if x == xs[1] or not any(x0 < x < x1 for x0, x1 in spans)]
    words = [word for line in header for word in line.words]
    fields = []
    for x0, x1 in pairwise([xs[0], *sides, xs[-1]]):
        inside = tuple(w for w in words if x0 <= w.box.middle_x < x1 or (x1 == xs[-1] and w.box.middle_x >= x1))
        col0, col1 = xs.index(x0), xs.index(x1)
        fields.append(Field(0, 1, col0, col1, inside))
    return fields


def _parts(line: Line) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.box.x0 - parts[-1][-1].box.x1 < RIVER * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts
