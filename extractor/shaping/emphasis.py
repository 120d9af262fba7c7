"""Words that somebody picked out on the page: with a ring around them, drawn or laid over it, or with a marker.

1   (2)   3   4        "omcirkel het vereiste niveau"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.geometry import Box, is_ring
from extractor.reading.layout import Annotation, Drawing, PageLayout, Word
from extractor.shaping.marks.ground import PAPER, stands_out
from extractor.shaping.marks.places import Places

WIDER, HIGHEST = 3.0, 3.2
"""A ring is at most so many text sizes wider than its words, and at most so many high: larger ones frame a text."""
LEAST_HEIGHT = 0.9
"""…and at least so many high: lower ones are strokes."""
LONGEST = 24
"""More characters than this are a text in a frame, not a label with a ring."""
COVERED = 0.6
"""A marker covers at least this part of a word."""
CORNERS = 6
"""A frame has four corners, and some shapes of forms a few more: a ring of straight lines has many."""
RINGS, MARKERS = frozenset({"Circle", "Square"}), frozenset({"Highlight"})


def with_emphasis(layout: PageLayout, text_size: float) -> PageLayout:
    """The page, its words known as ringed or highlighted where they are."""
    ringed = _ringed(layout, text_size)
    highlighted = _highlighted(layout)
    if not ringed and not highlighted:
        return layout
    words = list(layout.words)
    for i, word in enumerate(words):
        if word.index in ringed or word.index in highlighted:
            words[i] = replace(word, ringed=word.index in ringed, highlighted=word.index in highlighted)
    return replace(layout, words=tuple(words))


def _highlighted(layout: PageLayout) -> set[int]:
    markers = [a.box for a in layout.annotations if a.subtype in MARKERS and not a.hidden]
    return {word.index for word in layout.words if any(_covers(box, word) for box in markers)} if markers else set()


def _rings(layout: PageLayout) -> Iterator[Box]:
    """Curves that are drawn and not filled, and annotations of that kind: a straight frame may be a cell."""
    for drawing in layout.drawings:
        hollow = not drawing.filled or not stands_out(drawing.fill_ink, PAPER)
        if drawing.stroked and hollow and is_round(drawing) and stands_out(drawing.stroke_ink, PAPER):
            yield drawing.box
    yield from (a.box for a in layout.annotations if is_ring_over(a))


def is_round(drawing: Drawing) -> bool:
    """A curve; or many short lines that go around something, as a pen draws on a screen."""
    return not drawing.straight or (len(drawing.points) > CORNERS and is_ring(drawing.points))


def is_ring_over(annotation: Annotation) -> bool:
    """Does it circle what it lies over?"""
    return (annotation.subtype in RINGS or annotation.ring) and not annotation.hidden


def _ringed(layout: PageLayout, text_size: float) -> set[int]:
    """The words that stand in a ring with nothing else, and for which it is no larger than needed."""
    rings = [box for box in _rings(layout) if LEAST_HEIGHT * text_size <= box.height <= HIGHEST * text_size]
    if not rings:
        return set()
    places: Places[int] = Places(HIGHEST * text_size)
    for i, ring in enumerate(rings):
        places.add(ring, i)
    inside: dict[int, list[Word]] = {}
    for word in layout.words:
        for i in places.at(word.box.middle_x, word.box.middle_y):
            inside.setdefault(i, []).append(word)
    return {word.index for i, words in inside.items() if _fits(rings[i], words, text_size) for word in words}


def _fits(ring: Box, words: Sequence[Word], text_size: float) -> bool:
    """Is it as wide as its words need, and are they a label?"""
    wide = max(word.box.x1 for word in words) - min(word.box.x0 for word in words)
    text = "".join(word.text for word in words)
    fits = ring.width <= wide + WIDER * text_size and wide <= ring.width + text_size
    return fits and len(text) <= LONGEST and any(c.isalnum() for c in text)


def _covers(box: Box, word: Word) -> bool:
    return box.shared_width(word.box) >= COVERED * word.box.width and box.top <= word.box.middle_y <= box.bottom
