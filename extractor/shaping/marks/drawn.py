"""Drawings → tick boxes: squares and circles about as large as a letter, and whether something is drawn in them.

A box may be a stroked rectangle, four lines, four thin bars, a rounded rectangle, a circle, or the area between two
outlines. A tick may be two diagonals, a path, a fill, a dot. All are painted in order, so that a white square on a
black one is an empty box with a thick border.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.geometry import Box, box_around
from extractor.model import MarkKind
from extractor.reading.layout import Drawing, PageLayout
from extractor.shaping.marks.candidate import NOT_READABLE, PATTERN, Candidate
from extractor.shaping.marks.edges import Edges
from extractor.shaping.marks.ground import CONTRAST, DARK, Ground, stands_out
from extractor.shaping.marks.places import Places
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape

SMALLEST, LARGEST = 0.5, 2.2
"""Sides of a tick box, in text sizes: below are drawn list bullets, above are frames and cells."""
SQUARE = 1.3
"""No side is longer than this many times the other."""
SPECK = 0.12
"""Smaller than this many text sizes is nothing."""
ON_EDGE = 0.06
"""Corners lie on the edge of the box within this fraction of its side; so does a circle's radius."""
CONCENTRIC = 0.2
"""Middles nearer than this many text sizes are outlines of one box."""
BORDER = 0.3
"""The two outlines of a drawn border are no farther apart than this fraction of the side."""
THIN = 0.15
"""A bar thinner than this many text sizes is a line."""
CORNER = 0.2
"""Lines that end within this many text sizes of each other make a corner."""
COVERS = 0.8
"""A fill at least this wide compared with the box is its ground, a smaller one is in it."""
HOLLOW = 0.5
"""A fill in the colour of the paper is its ground already when it is this wide: the rest is a thick border."""
INSIDE = 0.3
"""What is drawn in a box is a tick when it is at least this wide compared with it: a dot is, dust is not."""
OVERRUN = 2.0
"""A tick may be this many times as large as its box."""
BUSY = 8
"""More pieces than this in a box are a picture, not a tick."""
SHADED = 1.5
"""A filled area larger than this many text sizes both ways is a ground that boxes are drawn on."""
TOUCH = 0.05
"""Lines nearer than this many text sizes touch: a square that other lines touch is a cell, a tick box stands free."""
REACH = 2.2
"""Some text stands within this many text sizes above or below the middle of a tick box."""


@dataclass(slots=True)
class _Cluster:
    """The drawings that make one box, by their place in the order of painting."""

    box: Box
    outlines: list[int] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)


def page_to_drawn_boxes(page: PageLayout, ground: Ground, text_size: float) -> list[Candidate]:
    drawings = page.drawings
    parts = _parts(drawings, text_size)
    clusters = _clusters(drawings, parts, ground, text_size)
    if not clusters:
        return []
    _fill_with_contents(drawings, parts, clusters, text_size)
    frames = _frames(drawings, parts, text_size)
    heights = sorted(word.box.middle_y for word in page.words)
    found = []
    for cluster in clusters:
        if _text_near(heights, cluster.box, REACH * text_size):
            candidate = _cluster_to_candidate(page.number, drawings, cluster, frames, ground, text_size)
            if candidate is not None:
                found.append(candidate)
    return found


def tick_box_drawings(drawings: Sequence[Drawing], text_size: float) -> frozenset[int]:
    """The places in `drawings` of those that are the borders of tick boxes, and so no rules of a table."""
    parts = _parts(drawings, text_size)
    clusters = _clusters(drawings, parts, Ground(drawings), text_size) if parts else []
    return frozenset(i for cluster in clusters for i in (*cluster.outlines, *cluster.sides))


def _parts(drawings: Sequence[Drawing], text_size: float) -> list[int]:
    """Those that can be a part of a tick box: neither specks nor rules and frames."""
    speck, largest = SPECK * text_size, LARGEST * OVERRUN * text_size
    parts = []
    for i, drawing in enumerate(drawings):
        x0, top, x1, bottom = drawing.box
        if speck < max(x1 - x0, bottom - top) <= largest:
            parts.append(i)
    return parts


def _clusters(
    drawings: Sequence[Drawing], parts: Sequence[int], ground: Ground, text_size: float
) -> list[_Cluster]:
    outlines = [i for i in parts if _is_outline(drawings[i], text_size)]
    clusters = _outlines_to_clusters(drawings, outlines, ground, text_size)
    clusters += _lines_to_clusters(drawings, parts, clusters, text_size)
    return _standing_free(drawings, clusters, text_size) if clusters else []


def _is_outline(drawing: Drawing, text_size: float) -> bool:
    """A closed, upright shape of a tick box's size: every corner on the edge of its box, or all on one circle."""
    box = drawing.box
    width, height = box.x1 - box.x0, box.bottom - box.top
    small, large = (width, height) if width < height else (height, width)
    if small < 0.3 * text_size or large > LARGEST * text_size or large > SQUARE * small:
        return False
    if not (drawing.closed or drawing.filled) or not (drawing.stroked or drawing.filled) or len(drawing.points) < 4:
        return False
    slack = ON_EDGE * large
    if drawing.straight:
        return len(drawing.points) <= 6 and all(
            (abs(x - box.x0) <= slack or abs(x - box.x1) <= slack)
            and (abs(y - box.top) <= slack or abs(y - box.bottom) <= slack)
            for x, y in drawing.points
        )
    return _on_edge(drawing, slack) or _is_round(drawing)


def _on_edge(drawing: Drawing, slack: float) -> bool:
    box = drawing.box
    return all(
        min(abs(x - box.x0), abs(x - box.x1), abs(y - box.top), abs(y - box.bottom)) <= slack
        for x, y in drawing.points
    )


def _is_round(drawing: Drawing) -> bool:
    if drawing.straight:
        return False
    box = drawing.box
    radius = (box.width + box.height) / 4
    return all(
        abs(((x - box.middle_x) ** 2 + (y - box.middle_y) ** 2) ** 0.5 - radius) <= 2 * ON_EDGE * radius
        for x, y in drawing.points
    )


def _outlines_to_clusters(
    drawings: Sequence[Drawing], outlines: Sequence[int], ground: Ground, text_size: float
) -> list[_Cluster]:
    """Outlines about the same middle are one box: fill and border, or the two edges of a border.

    What cannot be seen is no box: forms put a white area under each field.
    """
    clusters: list[_Cluster] = []
    by_middle: Places[_Cluster] = Places(LARGEST * text_size)
    near = CONCENTRIC * text_size
    for i in sorted(outlines, key=lambda i: (-drawings[i].box.width, i)):
        box = drawings[i].box
        x, y = box.middle_x, box.middle_y
        for cluster in by_middle.at(x, y):
            cluster.outlines.append(i)
            break
        else:
            drawing = drawings[i]
            if min(box.width, box.height) < SMALLEST * text_size:
                continue
            if not drawing.stroked and not stands_out(drawing.fill_ink, ground.at(x, y, SHADED * text_size)):
                continue
            cluster = _Cluster(box, [i])
            clusters.append(cluster)
            by_middle.add(Box(x - near, y - near, x + near, y + near), cluster)
    return clusters


def _lines_to_clusters(
    drawings: Sequence[Drawing], parts: Sequence[int], have: Sequence[_Cluster], text_size: float
) -> list[_Cluster]:
    """Four lines, or four thin bars, whose ends meet."""
    thin, tolerance = THIN * text_size, CORNER * text_size
    across: list[int] = []
    down: list[int] = []
    for i in parts:
        box = drawings[i].box
        width, height = box.x1 - box.x0, box.bottom - box.top
        if height <= thin and SMALLEST * text_size <= width <= LARGEST * text_size:
            across.append(i)
        elif width <= thin and SMALLEST * text_size <= height <= LARGEST * text_size:
            down.append(i)
    if len(across) < 2 or len(down) < 2:
        return []
    starts: Places[int] = Places(LARGEST * text_size)
    for i in (*across, *down):
        box = drawings[i].box
        x, y = (box.x0, box.middle_y) if i in across else (box.middle_x, box.top)
        starts.add(Box(x - tolerance, y - tolerance, x + tolerance, y + tolerance), i)
    verticals = frozenset(down)
    taken: Places[_Cluster] = Places(LARGEST * text_size)
    for cluster in have:
        taken.add(cluster.box, cluster)
    clusters: list[_Cluster] = []
    for top in across:
        box = drawings[top].box
        for left in starts.at(box.x0, box.middle_y):
            if left not in verticals:
                continue
            height = drawings[left].box.bottom - box.middle_y
            if not 1 / SQUARE <= height / box.width <= SQUARE:
                continue
            right = next((i for i in starts.at(box.x1, box.middle_y) if i in verticals and i != left), None)
            low = next((i for i in starts.at(box.x0, box.middle_y + height) if i not in verticals and i != top), None)
            if right is None or low is None or abs(drawings[right].box.height - drawings[left].box.height) > tolerance:
                continue
            if abs(drawings[low].box.width - box.width) > tolerance:
                continue
            whole = box_around(drawings[i].box for i in (top, left, right, low))
            if next(taken.at(whole.middle_x, whole.middle_y), None) is None:
                cluster = _Cluster(whole, sides=[top, left, right, low])
                clusters.append(cluster)
                taken.add(whole, cluster)
            break
    return clusters


def _standing_free(drawings: Sequence[Drawing], clusters: Sequence[_Cluster], text_size: float) -> list[_Cluster]:
    """Without the cells of tables and squares that share a side, as the fields of a form for one letter each."""
    edges = Edges(drawings, text_size, TOUCH * text_size)
    return [
        cluster for cluster in clusters if not edges.touch(cluster.box, frozenset((*cluster.outlines, *cluster.sides)))
    ]


def _fill_with_contents(
    drawings: Sequence[Drawing], parts: Sequence[int], clusters: Sequence[_Cluster], text_size: float
) -> None:
    boxes: Places[_Cluster] = Places(LARGEST * text_size)
    own: set[int] = set()
    for cluster in clusters:
        boxes.add(cluster.box, cluster)
        own.update(cluster.outlines, cluster.sides)
    for i in parts:
        if i in own:
            continue
        box = drawings[i].box
        for cluster in boxes.at(box.middle_x, box.middle_y):
            largest = OVERRUN * max(cluster.box.width, cluster.box.height)
            if max(box.width, box.height) <= largest:
                cluster.contents.append(i)
                break


def _frames(drawings: Sequence[Drawing], parts: Sequence[int], text_size: float) -> frozenset[int]:
    """Outlines that bound a painted border and fill nothing: two of one path, filled in between.

    The parser gives each part of a path by itself. One inside the other is a hole where the even-odd rule fills them,
    or where they turn opposite ways (non-zero winding rule: ISO 32000-1, 8.5.3.3).
    """
    found: set[int] = set()
    outlines = [i for i in parts if _is_outline(drawings[i], text_size)]
    known = set(outlines)
    for i in outlines:
        j = i + 1
        if j not in known or i in found:
            continue
        one, other = drawings[i], drawings[j]
        if not (one.filled and other.filled) or one.fill_ink != other.fill_ink or one.even_odd != other.even_odd:
            continue
        larger, smaller = (one.box, other.box) if one.box.width >= other.box.width else (other.box, one.box)
        insets = [abs(a - b) for a, b in zip(larger, smaller, strict=True)]
        if max(insets) > BORDER * larger.width or larger.width - smaller.width <= 0:
            continue
        if one.even_odd or _turn(one) * _turn(other) < 0:
            found.update((i, j))
    return frozenset(found)


def _turn(drawing: Drawing) -> float:
    """Twice the area inside, positive where the path turns clockwise on the page."""
    points = drawing.points
    return sum(
        xa * yb - xb * ya for (xa, ya), (xb, yb) in zip(points, (*points[1:], points[0]), strict=True)
    )


def _text_near(heights: Sequence[float], box: Box, reach: float) -> bool:
    at = bisect_left(heights, box.middle_y - reach)
    return at < len(heights) and heights[at] <= box.middle_y + reach


@dataclass(slots=True)
class _Painting:
    """What is seen in a box after all its parts have been painted one after the other."""

    paper: float
    ground: float
    outlined: bool = False
    pieces: int = 0
    pattern: bool = False

    def cover(self, ink: float | None) -> None:
        """What shows around the new ground of the old one is a border."""
        self.outlined = self.outlined or (stands_out(self.ground, self.paper) and stands_out(ink, self.ground))
        self.ground = self.paper if ink is None else ink
        self.pattern = ink is None
        self.pieces = 0

    def draw(self, *inks: float | None) -> None:
        if any(stands_out(ink, self.ground) for ink in inks):
            self.pieces += 1


def _cluster_to_candidate(
    page: int,
    drawings: Sequence[Drawing],
    cluster: _Cluster,
    frames: frozenset[int],
    ground: Ground,
    text_size: float,
) -> Candidate | None:
    box = cluster.box
    side = max(box.width, box.height)
    if len(cluster.contents) > BUSY:
        return None
    paper = ground.at(box.middle_x, box.middle_y, SHADED * text_size)
    seen = _Painting(paper, paper)
    for i in sorted((*cluster.outlines, *cluster.sides, *cluster.contents)):
        drawing = drawings[i]
        if i in frames or i in cluster.sides:
            ink = drawing.fill_ink if drawing.filled else drawing.stroke_ink
            seen.outlined = seen.outlined or stands_out(ink, seen.ground)
        elif i in cluster.contents:
            if max(drawing.box.width, drawing.box.height) >= INSIDE * side:
                seen.draw(*_inks(drawing))
        else:
            _paint_outline(drawing, side, seen)
    filled = abs(seen.ground - seen.paper) >= DARK
    shaded = abs(seen.ground - seen.paper) >= CONTRAST
    if not (seen.outlined or filled or shaded or seen.pieces):
        return None
    pattern = seen.pattern and not seen.pieces
    round_ = bool(cluster.outlines) and _is_round(drawings[cluster.outlines[0]])
    state = None if pattern else filled or seen.pieces > 0
    # A filled square or disc without anything in it may be a list bullet; one with a border around nothing is a box.
    certain = seen.pieces > 0 or (seen.outlined and not filled)
    what = "circle" if round_ else "square"
    if pattern:
        reason = f"a drawn {what} filled with a pattern: only its pixels tell"
    elif seen.pieces:
        reason = f"a drawn {what} with a mark drawn in it"
    else:
        reason = f"a drawn {what}, filled" if filled else f"a drawn {what} with nothing in it"
    confidence = NOT_READABLE if pattern else 0.9
    mark = SelectionMark(page, box, state, MarkKind.VECTOR, PATTERN if pattern else None, None, (), confidence, reason)
    look = f"drawn {what} {side:.1f} {'filled' if filled else 'marked' if seen.pieces else 'empty'}"
    shape = Shape.CIRCLE if round_ else Shape.SQUARE
    return Candidate(mark, shape, state, certain, look, "drawn", solid=filled and not seen.pieces)


def _paint_outline(drawing: Drawing, side: float, seen: _Painting) -> None:
    part = max(drawing.box.width, drawing.box.height) / side
    if drawing.filled:
        hollow = part >= HOLLOW and not stands_out(drawing.fill_ink, seen.paper)
        if part >= COVERS or hollow:
            seen.cover(drawing.fill_ink)
        else:
            seen.draw(drawing.fill_ink)
    if drawing.stroked:
        # A smaller outline in a larger one is drawn twice or a box in a frame: only what fills it is a tick.
        around = seen.paper if drawing.filled else seen.ground
        seen.outlined = seen.outlined or stands_out(drawing.stroke_ink, around)


def _inks(drawing: Drawing) -> Iterator[float | None]:
    if drawing.stroked:
        yield drawing.stroke_ink
    if drawing.filled:
        yield drawing.fill_ink
