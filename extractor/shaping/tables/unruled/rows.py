"""The rows of a stretch of a page: which lines of text belong to which anchor.

Rules and the edges of shading part rows for certain. Where they do not, the lines are dealt out as the typesetter must
have done: all labels at the top of their rows, all in the middle or all at the bottom. Where more than one of these
fits and they differ, or none fits, nobody can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import Box, box_around
from extractor.shaping.certain import all_certain
from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import TERMINAL
from extractor.shaping.sizes import READS_ON
from extractor.shaping.tables.unruled.anchors import Anchor
from extractor.shaping.tables.unruled.columns import Columns
from extractor.shaping.tables.unruled.stretches import Stretch

SAME_LINE = 0.4
"""Heights that differ by less than this many text sizes are one line."""
OFF_CENTRE = 0.36
"""Middles that differ by less than this many text sizes are the same: a third of the distance of lines."""
HANGING = 0.5
"""A line this many text sizes further right than others begins no row."""


@dataclass(frozen=True)
class Row:
    """`anchor` is None for what goes on from the page before. `top` and `bottom` are halfway to its neighbours."""

    anchor: Anchor | None
    text: tuple[Line, ...]
    top: float
    bottom: float


@dataclass(frozen=True)
class _Parcel:
    """Anchors that no rule parts, with the lines beside them; `top` and `bottom` are the heights of the rules around.

    None where there is none. A `torn` one may begin with the rest of a row; an anchor without a label is then the box
    that a page break left of it.
    """

    anchors: tuple[Anchor, ...]
    lines: tuple[Line, ...]
    torn: bool
    top: float | None
    bottom: float | None

    @property
    def is_shared(self) -> bool:
        """Is there more than one row that its lines can belong to?"""
        return len(self.anchors) > 1 or self.torn


_Dealt = list[int]
"""For each line of a parcel the number of its anchor, -1 for the rest of a row."""
_Mode = Callable[[_Parcel, float, float], "_Dealt | None"]


def stretches_to_rows(
    stretches: Sequence[Stretch], anchors: Sequence[Sequence[Anchor]], columns: Columns, text_size: float
) -> list[list[Row]] | None:
    """The rows of each stretch; None where it is not certain what belongs to which."""
    left = min((line.box.x0 for stretch in stretches for line in stretch.text), default=0.0)
    pairs = zip(stretches, anchors, strict=True)
    cut = [list(_stretch_to_parcels(stretch, some, columns, text_size)) for stretch, some in pairs]
    dealt = _dealt_out([parcel for parcels in cut for parcel in parcels if parcel.is_shared], left, text_size)
    if dealt is None:
        return None
    shared = iter(dealt)
    return all_certain(_parcels_to_rows(parcels, shared, text_size) for parcels in cut)


def _parcels_to_rows(parcels: Sequence[_Parcel], shared: Iterator[_Dealt], text_size: float) -> list[Row] | None:
    """The rows of one stretch; `shared` gives how the lines of the next shared parcel are dealt out."""
    found = all_certain(
        _parcel_to_rows(parcel, next(shared) if parcel.is_shared else [0] * len(parcel.lines), text_size)
        for parcel in parcels
    )
    return None if found is None else [row for rows in found for row in rows]


def _dealt_out(parcels: Sequence[_Parcel], left: float, text_size: float) -> list[_Dealt] | None:
    """The lines of all parcels, dealt out in one and the same way; None where none fits, or several that differ."""
    ways: list[list[_Dealt]] = []
    for mode in (_top, _middle, _bottom):
        dealt = all_certain(mode(parcel, left, text_size) for parcel in parcels)
        if dealt is not None and dealt not in ways:
            ways.append(dealt)
    if len(ways) > 1:
        ways = [way for way in ways if not any(map(_parts_sentence, parcels, way))]
    return ways[0] if len(ways) == 1 else None


def _stretch_to_parcels(
    stretch: Stretch, anchors: Sequence[Anchor], columns: Columns, text_size: float
) -> Iterator[_Parcel]:
    begun = False
    for top, bottom in pairwise(_walls(stretch, columns, text_size)):
        here = tuple(anchor for anchor in anchors if _is_between(anchor.box, top, bottom))
        lines = tuple(line for line in stretch.text if _is_between(line.box, top, bottom))
        rest = bool(lines) and stretch.begins_page and not begun
        if here or rest:
            if bottom is None:
                lines = _reading_on(here, lines, text_size)
            yield _Parcel(here, lines, rest and bool(here) and top is None, top, bottom)
            begun = True


def _walls(stretch: Stretch, columns: Columns, text_size: float) -> list[float | None]:
    """The heights of the rules through the columns after the names; None above and below where there is none."""
    first, last = stretch.lines[0].box, stretch.lines[-1].box
    walls = stretch.sheet.walls_between(first.top - text_size, last.bottom + 2 * text_size, *columns.after_names)
    above = [] if walls and walls[0] <= first.middle_y else [None]
    below = [] if walls and walls[-1] >= last.middle_y else [None]
    return [*above, *walls, *below]


def _is_between(box: Box, top: float | None, bottom: float | None) -> bool:
    return (top is None or box.middle_y > top) and (bottom is None or box.middle_y <= bottom)


def _reading_on(anchors: Sequence[Anchor], lines: Sequence[Line], text_size: float) -> tuple[Line, ...]:
    """The lines up to the last anchor and those that go on from there without a gap."""
    last = anchors[-1].first if anchors else lines[0].baseline if lines else 0.0
    kept: list[Line] = []
    for line in lines:
        reached = max([last, *(other.baseline for other in kept[-1:])])
        if line.baseline > last + SAME_LINE * text_size and (
            line.baseline - reached > READS_ON * text_size or (kept and not kept[-1].same_style(line))
        ):
            break
        kept.append(line)
    return tuple(kept)


def _top(parcel: _Parcel, left: float, text_size: float) -> _Dealt | None:
    """Every label on the first line of its row; a row without text has nothing down to the next label."""
    dealt = [-1] * len(parcel.lines)
    slack = SAME_LINE * text_size
    ends = [*(anchor.first - slack for anchor in parcel.anchors[1:]), float("inf")]
    for number, (anchor, end) in enumerate(zip(parcel.anchors, ends, strict=True)):
        own = [i for i, line in enumerate(parcel.lines) if anchor.first - slack <= line.baseline < end]
        if not own:
            continue
        first = parcel.lines[own[0]]
        if number == 0 and parcel.torn and not anchor.text:
            own = list(range(own[-1] + 1))
        elif abs(first.baseline - anchor.first) > slack or _hangs(first, left):
            return None
        for i in own:
            dealt[i] = number
    return dealt if parcel.torn or -1 not in dealt else None


def _bottom(parcel: _Parcel, left: float, text_size: float) -> _Dealt | None:
    """Every label, or the box under it, on the last line of its row."""
    dealt = [-1] * len(parcel.lines)
    slack = SAME_LINE * text_size
    before = float("-inf")
    for number, anchor in enumerate(parcel.anchors):
        own = [i for i, line in enumerate(parcel.lines) if before + slack < line.baseline <= anchor.last + slack]
        before = anchor.last
        if not own:
            continue
        if abs(parcel.lines[own[-1]].baseline - anchor.last) > slack:
            return None
        if _hangs(parcel.lines[own[0]], left) and not (parcel.torn and number == 0):
            return None
        for i in own:
            dealt[i] = number
    return None if -1 in dealt else dealt


def _middle(parcel: _Parcel, left: float, text_size: float) -> _Dealt | None:
    """Every label in the middle of its row; None where that can be done in more ways than one."""
    lines, count = parcel.lines, len(parcel.anchors)
    ways: dict[int, list[_Dealt]] = {0: [[]]}
    if parcel.torn:
        ways = {start: [[-1] * start] for start in range(len(lines)) if start == 0 or not _hangs(lines[start], left)}
    for number in range(count):
        longer: dict[int, list[_Dealt]] = {}
        for start, dealt in ways.items():
            for end in range(start + 1, len(lines) - (count - number - 1) + 1):
                if _may_be_around(parcel, number, start, end, left, text_size):
                    longer.setdefault(end, []).extend([*way, *[number] * (end - start)] for way in dealt[:2])
        ways = longer
    whole = ways.get(len(lines), [])
    return whole[0] if len(whole) == 1 else None


def _may_be_around(parcel: _Parcel, number: int, start: int, end: int, left: float, text_size: float) -> bool:
    """Can the lines from `start` up to `end` be those of a row with the anchor in its middle, or the rest of such?"""
    lines, anchor = parcel.lines, parcel.anchors[number]
    is_torn = parcel.torn and start == 0
    if _hangs(lines[start], left) and not is_torn:
        return False
    middle = (lines[start].box.top + lines[end - 1].box.bottom) / 2
    is_rest = is_torn and number == 0 and not anchor.text
    return is_rest or abs(middle - anchor.box.middle_y) <= OFF_CENTRE * text_size


def _parts_sentence(parcel: _Parcel, dealt: Sequence[int]) -> bool:
    """Would a row begin within a sentence of the row before it?"""
    return any(
        number != other and line.text[:1].islower() and not before.text.endswith(TERMINAL)
        for (before, number), (line, other) in pairwise(zip(parcel.lines, dealt, strict=True))
    )


def _hangs(line: Line, left: float) -> bool:
    return line.box.x0 > left + HANGING * line.size


def _parcel_to_rows(parcel: _Parcel, dealt: Sequence[int], text_size: float) -> list[Row] | None:
    """The rows, each reaching halfway to the next; None where boxes or lines of two rows stand beside each other."""
    groups = list(_groups(parcel, dealt))
    boxes = [box_around([*(line.box for line in text), *([anchor.box] if anchor else [])]) for anchor, text in groups]
    sides = [boxes[0].top - 0.2 * text_size if parcel.top is None else parcel.top]
    sides += [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]
    sides.append(boxes[-1].bottom + 0.2 * text_size if parcel.bottom is None else parcel.bottom)
    rows = [
        Row(anchor, text, top, bottom) for (anchor, text), (top, bottom) in zip(groups, pairwise(sides), strict=True)
    ]
    middles = [(anchor.box if anchor else box).middle_y for (anchor, _), box in zip(groups, boxes, strict=True)]
    return rows if all(row.top < y < row.bottom for row, y in zip(rows, middles, strict=True)) else None


def _groups(parcel: _Parcel, dealt: Sequence[int]) -> Iterator[tuple[Anchor | None, tuple[Line, ...]]]:
    """Each anchor with its lines; before them, without one, what goes on from the page before."""
    rest = tuple(line for line, number in zip(parcel.lines, dealt, strict=True) if number == -1)
    if rest or not parcel.anchors:
        yield None, rest or parcel.lines
    for number, anchor in enumerate(parcel.anchors):
        yield anchor, tuple(line for line, other in zip(parcel.lines, dealt, strict=True) if other == number)
