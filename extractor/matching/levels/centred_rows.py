"""Rows whose levels stand in their middle: which lines belong to which level, where no rule says so.

    Competentie                        Niveau
    Luisteren
    Hoort wat een ander zegt en          3        the middle of its three lines
    vraagt door.
    Plannen
                                         2        between its two lines
    Maakt een planning.

Each level stands in the middle of its lines, and none is left over between two rows. Where rows may as well begin with
their level, and go on below it, they do: that is how most tables are set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import TERMINAL

OFF_CENTRE = 0.36
"""Middles that differ by less than this many text sizes are the same: a third of the distance of lines."""
LEAST_ROWS = 2


@dataclass(frozen=True)
class Columns:
    """Which column a word stands in, that of names, and those of levels."""

    of: Callable[[Word], int]
    names: int
    levels: frozenset[int]

    def has_name(self, line: Line) -> bool:
        return any(self.of(word) == self.names for word in line.words)

    def has_level(self, line: Line) -> bool:
        return any(self.of(word) in self.levels for word in line.words)

    def has_only_levels(self, line: Line) -> bool:
        return all(self.of(word) in self.levels for word in line.words)


def centred_rows(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """The lines of each row, from the first line on; [] where they are not seen to be centred."""
    anchors = [line for line in lines if columns.has_level(line)]
    rows: list[list[Line]] = []
    left = lines
    for anchor in anchors:
        row = _row_around(anchor, left)
        if not any(map(columns.has_name, row)):
            return []
        rows.append(row)
        left = left[len(row) :]
    return rows if len(rows) >= LEAST_ROWS and _are_seen(rows, anchors, columns) else []


def _row_around(anchor: Line, lines: Sequence[Line]) -> list[Line]:
    """The first lines, as many as have the anchor nearest to their middle; [] where no number of them has it there."""
    bottoms = accumulate((line.box.bottom for line in lines), max)
    off = [abs((lines[0].box.top + bottom) / 2 - anchor.box.middle_y) for bottom in bottoms]
    count = off.index(min(off)) + 1 if off else 0
    return (
        list(lines[:count]) if count and off[count - 1] <= OFF_CENTRE * anchor.size and anchor in lines[:count] else []
    )


def _are_seen(rows: Sequence[Sequence[Line]], anchors: Sequence[Line], columns: Columns) -> bool:
    """Can rows not begin with their levels: one stands between two lines, or the first row begins above its own?

    A line above the first level may be a heading, which the rows then have in their names: no name is a sentence.
    """
    if any(len(row) > 1 and columns.has_only_levels(anchor) for row, anchor in zip(rows, anchors, strict=True)):
        return True
    first = rows[0][0]
    sentences = all(len(row) == 1 or row[-1].text.endswith(TERMINAL) for row in rows)
    return first is not anchors[0] and (sentences or not columns.has_name(first))
