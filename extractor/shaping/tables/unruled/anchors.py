"""Labels and boxes → one anchor for each row: the label with the box that belongs to it.

A box beside its label is simple. A box above or below its label belongs to the one that all boxes of the document have
at the same distance; where that does not tell, nobody can say and there are no anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from extractor.geometry import Box, box_around
from extractor.reading.layout import Word
from extractor.shaping.certain import all_certain
from extractor.shaping.lines import canonical, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.sizes import NEXT_LINE
from extractor.shaping.tables.unruled.stretches import Stretch

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

    @property
    def is_label(self) -> bool:
        """A label and no box?"""
        return bool(self.text) and self.mark is None


def stretches_to_anchors(stretches: Sequence[Stretch], text_size: float) -> list[list[Anchor]] | None:
    """The anchors of each stretch; None where it is not certain which label belongs to which box."""
    parts = [_parts(stretch) for stretch in stretches]
    both = [part.text for some in parts for part in some if part.text and part.mark]
    pairs = list(zip(parts, stretches, strict=True))
    if 2 * len(both) >= sum(len(stretch.marks) for stretch in stretches):
        found = [_beside(some, stretch, set(both), text_size) for some, stretch in pairs]
    else:
        label_first = _label_first(pairs, text_size)
        if label_first is None:
            return None
        found = [_stacked(some, stretch, label_first, text_size) for some, stretch in pairs]
    return all_certain(found)


def _parts(stretch: Stretch) -> list[Anchor]:
    """What stands on each height of the stretch."""
    free = list(stretch.marks)
    parts = []
    for line in stretch.labels:
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


def _beside(parts: Sequence[Anchor], stretch: Stretch, known: set[str], text_size: float) -> list[Anchor] | None:
    """Each height a row; one without a box is the rest of the label above it, or a row whose box could not be read."""
    anchors: list[Anchor] = []
    for i, part in enumerate(parts):
        at_edge = (i == 0 and stretch.begins_page) or (i == len(parts) - 1 and stretch.ends_page)
        is_row = bool(part.text) or at_edge if part.mark is not None else part.text in known
        if is_row:
            anchors.append(part)
        elif part.mark is not None:
            return None
        elif part.text and anchors:
            if part.first - anchors[-1].last > NEXT_LINE * text_size:
                return None
            anchors[-1] = _joined(anchors[-1], part)
    return anchors


def _label_first(pairs: Sequence[tuple[Sequence[Anchor], Stretch]], text_size: float) -> bool | None:
    """Does the label stand above its box (True) or below it (False)? None where the page does not tell."""
    neighbours = [(a, b) for some, _ in pairs for a, b in pairwise(some)]
    above = [_distance(a, b) for a, b in neighbours if a.is_label and b.mark]
    below = [_distance(a, b) for a, b in neighbours if a.mark and b.is_label]
    if not (_are_steady(above, text_size) and _are_steady(below, text_size)):
        if _may_be_usual(above, below, text_size):
            return True
        return False if _may_be_usual(below, above, text_size) else None
    if abs(median(above) - median(below)) <= SAME_DISTANCE * text_size:
        return _first_is_label(pairs)
    return median(above) < median(below)


def _distance(upper: Anchor, lower: Anchor) -> float:
    return lower.box.middle_y - upper.box.middle_y


def _may_be_usual(distances: Sequence[float], others: Sequence[float], text_size: float) -> bool:
    """Are the distances from labels to boxes on one side the same, and those on the other side no shorter?"""
    shortest = min(others, default=float("inf")) + SAME_DISTANCE * text_size
    return _are_steady(distances, text_size) and median(distances) <= shortest


def _are_steady(distances: Sequence[float], text_size: float) -> bool:
    if not distances or max(distances) > NEAR * text_size:
        return False
    return max(distances) - min(distances) <= 2 * SAME_DISTANCE * text_size


def _first_is_label(pairs: Sequence[tuple[Sequence[Anchor], Stretch]]) -> bool | None:
    """By where the first row begins: one that does not begin its page is whole."""
    firsts = {some[0].mark is None for some, stretch in pairs if some and not stretch.begins_page}
    return firsts.pop() if len(firsts) == 1 else None


def _stacked(parts: Sequence[Anchor], stretch: Stretch, label_first: bool, text_size: float) -> list[Anchor] | None:
    """Each label with the box above it or below it; what a page break left of a row stands first or last."""
    if any((part.mark is None) == (not part.text) for part in parts):
        return None
    if label_first:
        parts = _without_heads(parts)
    anchors: list[Anchor] = []
    waiting: Anchor | None = None
    for i, part in enumerate(parts):
        if bool(part.text) == label_first:
            if waiting is not None:
                return None
            waiting = part
        elif waiting is not None and part.box.middle_y - waiting.box.middle_y <= NEAR * text_size:
            anchors.append(_joined(waiting, part))
            waiting = None
        elif i == 0 and stretch.begins_page:
            anchors.append(part)
        else:
            return None
    if waiting is None:
        return anchors
    return [*anchors, waiting] if stretch.ends_page else None


def _without_heads(parts: Sequence[Anchor]) -> Sequence[Anchor]:
    """Of several labels before the first box only the last one is a label, those over it head the column."""
    labels = sum(1 for _ in takewhile(lambda part: part.is_label, parts))
    return parts[max(0, labels - 1) :]
