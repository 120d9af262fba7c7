"""The rows of a block: which lines of text belong to which anchor.

Rules and the edges of shading part rows for certain. Where they do not, the lines are dealt out as the typesetter must
have done: all labels at the top of their rows, all in the middle or all at the bottom. Where more than one of these
fits and they differ, or none fits, nobody can say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.shaping.lines import Line
from extractor.shaping.paragraphs import TERMINAL
from extractor.shaping.sizes import READS_ON
from extractor.shaping.tables.unruled.anchors import Anchor
from extractor.shaping.tables.unruled.blocks import Block
from extractor.shaping.tables.unruled.columns import Columns

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
class _Stretch:
    """Anchors that no rule parts, with the lines beside them; where `torn` it may begin with the rest of a row.

    An anchor without a label is then the box that a page break left of it.
    """

    anchors: tuple[Anchor, ...]
    lines: tuple[Line, ...]
    torn: bool


_Dealt = list[int]
"""For each line of a stretch the number of its anchor, -1 for the rest of a row."""
_Mode = Callable[[_Stretch, float, float], "_Dealt | None"]


def blocks_to_rows(
    blocks: Sequence[Block], anchors: Sequence[Sequence[Anchor]], columns: Columns, text_size: float
) -> list[list[Row]] | None:
    """The rows of each block; None where it is not certain what belongs to which."""
    left = min((line.box.x0 for block in blocks for line in block.text), default=0.0)
    cut = [_by_walls(block, some, columns, text_size) for block, some in zip(blocks, anchors, strict=True)]
    stretches = [stretch for pieces in cut for stretch, _, _ in pieces if _is_shared(stretch)]
    ways: list[list[_Dealt]] = []
    for mode in (_top, _middle, _bottom):
        dealt = [mode(stretch, left, text_size) for stretch in stretches]
        whole = [some for some in dealt if some is not None]
        if len(whole) == len(dealt) and whole not in ways:
            ways.append(whole)
    if len(ways) > 1:
        ways = [dealt for dealt in ways if not any(map(_parts_sentence, stretches, dealt))]
    if len(ways) > 1 or (stretches and not ways):
        return None
    dealt_out = iter(ways[0] if ways else [])
    found = []
    for pieces in cut:
        rows: list[Row] = []
        for stretch, top, bottom in pieces:
            some = _rows(
                stretch, next(dealt_out) if _is_shared(stretch) else [0] * len(stretch.lines), top, bottom, text_size
            )
            if some is None:
                return None
            rows.extend(some)
        found.append(rows)
    return found


def _is_shared(stretch: _Stretch) -> bool:
    """Is there more than one row that its lines can belong to?"""
    return len(stretch.anchors) > 1 or stretch.torn


def _by_walls(
    block: Block, anchors: Sequence[Anchor], columns: Columns, text_size: float
) -> list[tuple[_Stretch, float | None, float | None]]:
    """The stretches of a block between rules, with the heights of those above and below; None where there is none."""
    first, last = block.lines[0].box, block.lines[-1].box
    walls = block.sheet.walls_between(first.top - text_size, last.bottom + 2 * text_size, *columns.after_names)
    sides: list[float | None] = [*walls]
    if not walls or walls[0] > first.middle_y:
        sides.insert(0, None)
    if not walls or walls[-1] < last.middle_y:
        sides.append(None)
    pieces: list[tuple[_Stretch, float | None, float | None]] = []
    begun = False
    for top, bottom in pairwise(sides):

        def inside(y: float, top: float | None = top, bottom: float | None = bottom) -> bool:
            return (top is None or y > top) and (bottom is None or y <= bottom)

        here = tuple(anchor for anchor in anchors if inside(anchor.box.middle_y))
        lines = tuple(line for line in block.text if inside(line.box.middle_y))
        rest = bool(lines) and block.strip.begins_page and not begun
        if here or rest:
            if bottom is None:
                lines = _reading_on(here, lines, text_size)
            torn = rest and bool(here) and top is None
            pieces.append((_Stretch(here, lines, torn), top, bottom))
            begun = True
    return pieces


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


def _top(stretch: _Stretch, left: float, text_size: float) -> _Dealt | None:
    """Every label on the first line of its row; a row without text has nothing down to the next label."""
    dealt = [-1] * len(stretch.lines)
    slack = SAME_LINE * text_size
    for number, anchor in enumerate(stretch.anchors):
        following = stretch.anchors[number + 1 : number + 2]
        own = [
            i
            for i, line in enumerate(stretch.lines)
            if line.baseline >= anchor.first - slack and all(line.baseline < a.first - slack for a in following)
        ]
        if not own:
            continue
        if number == 0 and stretch.torn and not anchor.text:
            dealt = [0] * (own[-1] + 1) + dealt[own[-1] + 1 :]
            continue
        first = stretch.lines[own[0]]
        if abs(first.baseline - anchor.first) > slack or _hangs(first, left):
            return None
        for i in own:
            dealt[i] = number
    return dealt if stretch.torn or -1 not in dealt else None


def _bottom(stretch: _Stretch, left: float, text_size: float) -> _Dealt | None:
    """Every label, or the box under it, on the last line of its row."""
    dealt = [-1] * len(stretch.lines)
    slack = SAME_LINE * text_size
    before = float("-inf")
    for number, anchor in enumerate(stretch.anchors):
        own = [i for i, line in enumerate(stretch.lines) if before + slack < line.baseline <= anchor.last + slack]
        before = anchor.last
        if not own:
            continue
        if abs(stretch.lines[own[-1]].baseline - anchor.last) > slack:
            return None
        if _hangs(stretch.lines[own[0]], left) and not (stretch.torn and number == 0):
            return None
        for i in own:
            dealt[i] = number
    return None if -1 in dealt else dealt


def _middle(stretch: _Stretch, left: float, text_size: float) -> _Dealt | None:
    """Every label in the middle of its row; None where that can be done in more ways than one."""
    lines, count = stretch.lines, len(stretch.anchors)
    ways: dict[int, list[_Dealt]] = {0: [[]]}
    if stretch.torn:
        ways = {start: [[-1] * start] for start in range(len(lines)) if start == 0 or not _hangs(lines[start], left)}
    for number, anchor in enumerate(stretch.anchors):
        longer: dict[int, list[_Dealt]] = {}
        for start, dealt in ways.items():
            for end in range(start + 1, len(lines) - (count - number - 1) + 1):
                middle = (lines[start].box.top + lines[end - 1].box.bottom) / 2
                rest = number == 0 and stretch.torn and start == 0 and not anchor.text
                fits = rest or abs(middle - anchor.box.middle_y) <= OFF_CENTRE * text_size
                if fits and not (_hangs(lines[start], left) and not (stretch.torn and start == 0)):
                    longer.setdefault(end, []).extend([*way, *[number] * (end - start)] for way in dealt[:2])
        ways = longer
    whole = ways.get(len(lines), [])
    return whole[0] if len(whole) == 1 else None


def _parts_sentence(stretch: _Stretch, dealt: Sequence[int]) -> bool:
    """Would a row begin within a sentence of the row before it?"""
    return any(
        number != other and line.text[:1].islower() and not before.text.endswith(TERMINAL)
        for (before, number), (line, other) in pairwise(zip(stretch.lines, dealt, strict=True))
    )


def _hangs(line: Line, left: float) -> bool:
    return line.box.x0 > left + HANGING * line.size


def _rows(
    stretch: _Stretch, dealt: Sequence[int], top: float | None, bottom: float | None, text_size: float
) -> list[Row] | None:
    """The rows, each reaching halfway to the next; None where boxes or lines of two rows stand beside each other."""
    groups: list[tuple[Anchor | None, tuple[Line, ...]]] = []
    rest = tuple(line for line, number in zip(stretch.lines, dealt, strict=True) if number == -1)
    if rest or not stretch.anchors:
        groups.append((None, rest or stretch.lines))
    for number, anchor in enumerate(stretch.anchors):
        own = tuple(line for line, other in zip(stretch.lines, dealt, strict=True) if other == number)
        groups.append((anchor, own))
    tops = [min([*(line.box.top for line in text), *([anchor.box.top] if anchor else [])]) for anchor, text in groups]
    ends = [max([*(ln.box.bottom for ln in text), *([anchor.box.bottom] if anchor else [])]) for anchor, text in groups]
    middles = [
        anchor.box.middle_y if anchor else (a + b) / 2 for (anchor, _), a, b in zip(groups, tops, ends, strict=True)
    ]
    sides = [top if top is not None else tops[0] - 0.2 * text_size]
    sides += [(end + start) / 2 for end, start in zip(ends, tops[1:], strict=False)]
    sides.append(bottom if bottom is not None else ends[-1] + 0.2 * text_size)
    if not all(a < middle < b for (a, b), middle in zip(pairwise(sides), middles, strict=True)):
        return None
    return [Row(anchor, text, a, b) for (anchor, text), (a, b) in zip(groups, pairwise(sides), strict=True)]
