"""What lies over printed words that is no look of theirs: a picture, a note, a stroke of a pen.

    Klantgerichtheid   1  **2**  3  4          a stamp on the bold 2: nobody can say whether it is still meant

A ring, a marker or a line under words picks them out; what lies over them takes them back or changes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.findings import phrase
from extractor.geometry import Box, box_around
from extractor.matching.document import DocumentContext
from extractor.matching.levels.question import Option, Question
from extractor.model import Phrase
from extractor.reading.layout import Annotation, Drawing, PageLayout, Picture, Word
from extractor.shaping.emphasis import is_ring_over, is_round
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.selection import SelectionMark

INNER = 0.15
"""What reaches further into the words than this many sizes is over them."""
SLANTED = 0.2
"""A line that goes this many sizes both across and down is a pen's: rules, frames and grounds have none."""
LARGEST = 0.05
"""What is larger than this part of the page is its ground, or a stamp for all of it."""
PICKED_OUT = frozenset({"Highlight", "Underline", "Squiggly", "StrikeOut", "Watermark", "Caret", "FileAttachment"})
"""Annotations that show the words they lie on, or whose sign stands beside its place."""


def with_changed_doubted(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The questions, each level that is printed alone a doubt where it is struck out, or where something lies over it.

    What lies over most of them is how the document looks.
    """
    changed = [[_changed(mark, document) for mark in _printed(question)] for question in questions]
    number = sum(map(len, changed))
    if 2 * sum(why is not None for whys in changed for why in whys) > max(number, 2):
        return list(questions)
    return [
        _doubted(question, next(why for why in whys if why)) if any(whys) else question
        for question, whys in zip(questions, changed, strict=True)
    ]


def _printed(question: Question) -> list[SelectionMark]:
    marks = [mark for option in question.options for mark in option.marks]
    return [mark for mark in marks if mark.words and mark.evidence.has(Fact.PRINTED)]


def _changed(mark: SelectionMark, document: DocumentContext) -> Phrase | None:
    said = [word for word in mark.words if any(c.isalnum() for c in word.text)] or mark.words
    if all(word.struck for word in said):
        return phrase("is-struck-out")
    over = over_words(mark.words, document.page(mark.page).layout)
    return phrase("lies-over-it", over=over) if over is not None else None


def _doubted(question: Question, why: Phrase) -> Question:
    def doubted(option: Option) -> Option:
        return option.doubted(phrase("printed-but", why=why))

    return replace(question, options=tuple(map(doubted, question.options)))


def over_words(words: Sequence[Word], page: PageLayout) -> Phrase | None:
    """What lies over the words, named for a finding; None where nothing does."""
    box, size = box_around(word.box for word in words), words[0].size
    inner = _inner(box, size)
    typed = any(word.typed for word in words)
    for annotation in page.annotations:
        if not typed and inner.overlaps(annotation.box) and _hides(annotation, box, page):
            return phrase("an-annotation", subtype=annotation.subtype)
    for picture in page.pictures:
        if inner.overlaps(picture.box) and _is_over(picture, page):
            return phrase("a-laid-picture")
    if any(inner.overlaps(drawing.box) and is_stroke(drawing, box, size) for drawing in page.drawings):
        return phrase("a-stroke")
    return None


def is_stroke(drawing: Drawing, box: Box, size: float) -> bool:
    """Is it drawn across the words, as a pen does: slanted, and no ring around them?"""
    if not drawing.stroked or (is_round(drawing) and _goes_around(drawing.box, box)):
        return False
    return not drawing.straight or any(
        abs(xa - xb) > SLANTED * size and abs(ya - yb) > SLANTED * size
        for (xa, ya), (xb, yb) in pairwise(drawing.points)
    )


def _inner(box: Box, size: float) -> Box:
    """Letters do not reach the sides of their box, and in a narrow one not its middle either."""
    by = min(INNER * size, box.width / 4, box.height / 4)
    return box.grown(-by)


def _hides(annotation: Annotation, box: Box, page: PageLayout) -> bool:
    if annotation.hidden or annotation.subtype in PICKED_OUT or _is_large(annotation.box, page):
        return False
    return not (is_ring_over(annotation) and _goes_around(annotation.box, box))


def _is_over(picture: Picture, page: PageLayout) -> bool:
    return not _is_large(picture.box, page)


def _is_large(box: Box, page: PageLayout) -> bool:
    return box.width * box.height > LARGEST * page.width * page.height


def _goes_around(ring: Box, box: Box) -> bool:
    return ring.contains_middle_of(box) and ring.width > box.width
