"""Labels and boxes → one anchor for each row: the label with the box that belongs to it.

A box beside its label is simple. A box above or below its label belongs to the one that all boxes of the document have
at the same distance; where that does not tell, nobody can say and there are no anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, canonical, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import NEXT_LINE

NEAR = 2.0
"""Label and box above each other are at most this many text sizes apart."""
SAME_DISTANCE = 0.25
"""Distances that differ by less than this many text sizes are the same."""


@dataclass(frozen=True)
class Anchor:
    """What stands in the columns of label and box for one row, or what a page break left of it.

    `first` and `last` are the heights its first and last line stand on.
    """

    text: str
    mark: SelectionMark | None
    words: tuple[Word, ...]
    box: Box
    first: float
    last: float


@dataclass(frozen=True)
class Strip:
    """A stretch of a page's columns of label and box without anything that runs across them.

    `begins_page` and `ends_page` say that nothing of the document's text stands above or below it on its page.
    """

    lines: tuple[Line, ...]
    marks: tuple[SelectionMark, ...]
    begins_page: bool
    ends_page: bool


def strips_to_anchors(strips: Sequence[Strip], text_size: float) -> list[list[Anchor]] | None:
    """The anchors of each strip; None where it is not certain which label belongs to which box."""
    parts = [_parts(strip) for strip in strips]
    known = {part.text for some in parts for part in some if part.text and part.mark}
    beside = sum(part.mark is not None and bool(part.text) for some in parts for part in some)
    boxes = sum(len(strip.marks) for strip in strips)
    if 2 * beside >= boxes:
        found = [_beside(some, strip, known, text_size) for some, strip in zip(parts, strips, strict=True)]
    else:
        label_first = _label_first(parts, strips, text_size)
        if label_first is None:
            return None
        found = [_stacked(some, strip, label_first, text_size) for some, strip in zip(parts, strips, strict=True)]
    whole = [anchors for anchors in found if anchors is not None]
    return whole if len(whole) == len(found) else None


def _parts(strip: Strip) -> list[Anchor]:
    """What stands on each height of the strip."""
    free = list(strip.marks)
    parts = []
    for line in strip.lines:
        here = [mark for mark in free if line.holds(mark)]
        free = [mark for mark in free if mark not in here]
        text = _text([word for word in line.words if all(word not in mark.words for mark in here)])
        boxes = [line.box, *(mark.box for mark in here)]
        mark = here[0] if here else None
        parts.append(Anchor(text, mark, line.words, box_around(boxes), line.baseline, line.baseline))
    parts += [Anchor("", mark, mark.words, mark.box, mark.box.bottom, mark.box.bottom) for mark in free]
    return sorted(parts, key=lambda part: part.box.middle_y)


def _text(words: Sequence[Word]) -> str:
    return canonical(words_to_text([word for word in words if any(c.isalnum() for c in word.text)]))


def _joined(one: Anchor, other: Anchor) -> Anchor:
    return Anchor(
        f"{one.text} {other.text}".strip(),
        one.mark or other.mark,
        (*one.words, *other.words),
        box_around([one.box, other.box]),
        min(one.first, other.first),
        max(one.last, other.last),
    )


def _beside(parts: Sequence[Anchor], strip: Strip, known: set[str], text_size: float) -> list[Anchor] | None:
    """Each height a row; one without a box is the rest of the label above it, or a row whose box could not be read."""
    anchors: list[Anchor] = []
    for i, part in enumerate(parts):
        at_edge = (i == 0 and strip.begins_page) or (i == len(parts) - 1 and strip.ends_page)
        if part.mark is not None and (part.text or at_edge):
            anchors.append(part)
        elif part.mark is not None:
            return None
        elif part.text in known:
            anchors.append(part)
        elif part.text and anchors and part.first - anchors[-1].last <= NEXT_LINE * text_size:
            anchors[-1] = _joined(anchors[-1], part)
        elif part.text and anchors:
            return None
    return anchors


def _label_first(parts: Sequence[Sequence[Anchor]], strips: Sequence[Strip], text_size: float) -> bool | None:
    """Does the label stand above its box (True) or below it (False)? None where the page does not tell."""
    above = [
        b.box.middle_y - a.box.middle_y for some in parts for a, b in pairwise(some) if not a.mark and a.text and b.mark
    ]
    below = [
        b.box.middle_y - a.box.middle_y for some in parts for a, b in pairwise(some) if a.mark and not b.mark and b.text
    ]
    steady = [_is_steady(distances, text_size) for distances in (above, below)]
    slack = SAME_DISTANCE * text_size
    if steady[0] and steady[1]:
        if abs(median(above) - median(below)) <= slack:
            return _first_is_label(parts, strips)
        return median(above) < median(below)
    if steady[0] and (not below or median(above) <= min(below) + slack):
        return True
    if steady[1] and (not above or median(below) <= min(above) + slack):
        return False
    return None


def _is_steady(distances: Sequence[float], text_size: float) -> bool:
    if not distances or max(distances) > NEAR * text_size:
        return False
    return max(distances) - min(distances) <= 2 * SAME_DISTANCE * text_size


def _first_is_label(parts: Sequence[Sequence[Anchor]], strips: Sequence[Strip]) -> bool | None:
    """By where the first row begins: one that does not begin its page is whole."""
    firsts = {some[0].mark is None for some, strip in zip(parts, strips, strict=True) if some and not strip.begins_page}
    return firsts.pop() if len(firsts) == 1 else None


def _stacked(parts: Sequence[Anchor], strip: Strip, label_first: bool, text_size: float) -> list[Anchor] | None:
    anchors: list[Anchor] = []
    waiting: Anchor | None = None
    for i, part in enumerate(parts):
        is_first = bool(part.text) == label_first
        if (part.mark is None) == (not part.text):
            return None
        if is_first:
            if waiting is not None:
                if label_first and not anchors and not waiting.mark:
                    waiting = None  # a heading over the column
                else:
                    return None
            waiting = part
        elif waiting is not None and part.box.middle_y - waiting.box.middle_y <= NEAR * text_size:
            anchors.append(_joined(waiting, part))
            waiting = None
        elif i == 0 and strip.begins_page and waiting is None:
            anchors.append(part)
        else:
            return None
    if waiting is not None:
        if not strip.ends_page:
            return None
        anchors.append(waiting)
    return anchors
