"""Levels that are drawn, where nobody read them: rows of dots, bars, knobs on a line. Only how many, never which.

Luisteren  ● ● ● ○ ○        shapes of one size, some of them filled
Plannen    ▬▬▬▬▬───         two bars that begin together, one of them longer
Leiden     ──┼──●──┼──      a shape on a line that goes on at both sides of it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.geometry import Box
from extractor.matching.document import DocumentContext
from extractor.matching.levels.standing import Standing, Standings
from extractor.reading.layout import Drawing, PageLayout, Word

LARGEST = 2.0
"""A dot or the height of a bar, in text sizes."""
LEAST_DOTS = 4
FLAT = 0.2
"""A line is no higher than this part of a text size."""


def drawn_levels(context: DocumentContext, standings: Standings) -> int:
    """How many such shapes stand where competencies stand."""
    return sum(_on_page(page.layout, context, standings) for page in context.pages)


def _on_page(page: PageLayout, context: DocumentContext, standings: Standings) -> int:
    if not standings.speaks_of_competencies:
        return 0
    size = context.text_size
    bullets = {box.rounded() for box in context.drawn[page.number]}
    own = [d for d in page.drawings if standings.at(page.number, d.box) is Standing.COMPETENCIES]
    small = [d for d in own if d.box.height <= LARGEST * size and d.box.rounded() not in bullets]
    dots = [d for d in small if not d.straight and d.box.width <= LARGEST * size]
    lines = [d.box for d in own if d.box.height <= FLAT * size]
    on_lines = sum(_lies_on(dot.box, lines) for dot in dots)
    return max(_mixed(dots), _bars(small, page.words, FLAT * size), on_lines)


def _mixed(dots: Sequence[Drawing]) -> int:
    """How many shapes of one size there are, some filled as others are not."""
    sizes: dict[tuple[float, float], list[Drawing]] = defaultdict(list)
    for dot in dots:
        sizes[round(dot.box.width), round(dot.box.height)].append(dot)
    mixed = [same for same in sizes.values() if len({(d.filled, d.fill_ink) for d in same}) > 1]
    return max((len(same) for same in mixed if len(same) >= LEAST_DOTS), default=0)


def _bars(shapes: Sequence[Drawing], words: Sequence[Word], flat: float) -> int:
    """How many bars begin where longer ones do and are as high; the ground of a row has words on it."""
    boxes = [shape.box for shape in shapes if shape.filled and shape.box.height > flat]
    lengths: dict[tuple[float, float, float], set[float]] = defaultdict(set)
    for box in boxes:
        lengths[_start_of(box)].add(round(box.x1))
    found = [box for box in boxes if len(lengths[_start_of(box)]) > 1]
    bare = [box for box in found if not any(box.contains_point(word.box.middle_x, word.box.middle_y) for word in words)]
    return len({_start_of(box) for box in bare})


def _start_of(box: Box) -> tuple[float, float, float]:
    return round(box.x0), round(box.top), round(box.height)


def _lies_on(box: Box, lines: Sequence[Box]) -> bool:
    """Does a line run through its middle and go on beyond it, further than it is wide?"""
    through = [line for line in lines if box.top < line.middle_y < box.bottom and line.shared_width(box) > 0]
    return any(line.width > 3 * box.width for line in through)
