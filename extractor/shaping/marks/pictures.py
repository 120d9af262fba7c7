"""Small pictures → tick boxes; which picture is the ticked one only its pixels can tell."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import MarkKind
from extractor.reading.layout import PageLayout
from extractor.shaping.marks.candidate import NOT_READABLE, Candidate
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape

SMALLEST, LARGEST = 0.5, 2.5
"""Sides of a picture of a tick box, in text sizes."""
SQUARE = 1.6
"""No side is longer than this many times the other."""
DIGEST_SHOWN = 8


def page_to_pictures(page: PageLayout, alone: Iterable[int], text_size: float) -> Iterable[Candidate]:
    """`alone` are the places in `page.pictures` of those that are all there is in their cell."""
    lone = frozenset(alone)
    for i, picture in enumerate(page.pictures):
        width, height = picture.box.width, picture.box.height
        small, large = min(width, height), max(width, height)
        if small < SMALLEST * text_size or large > LARGEST * text_size or large > SQUARE * small:
            continue
        raw = picture.digest[:DIGEST_SHOWN]
        mark = SelectionMark(
            page.number, picture.box, None, MarkKind.IMAGE, raw, None, (), NOT_READABLE, "a picture: only its pixels tell"
        )
        yield Candidate(mark, Shape.UNKNOWN, None, i in lone, f"picture {picture.digest}", "picture")
