"""Tick boxes that were seen on the picture of a page: found by their geometry, their state told by the ink in them."""

from __future__ import annotations

from extractor.model import MarkKind
from extractor.reading.layout import PageLayout, SeenBox
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape


def page_to_seen_boxes(page: PageLayout) -> list[Candidate]:
    return [_candidate(page.number, box) for box in page.boxes]


def _candidate(page: int, box: SeenBox) -> Candidate:
    shape = "circle" if box.round else "box"
    fact = Fact.SCANNED_UNCLEAR if box.state is None else Fact.SCANNED_BOX
    mark = SelectionMark(
        page=page,
        box=box.box,
        kind=MarkKind.PIXELS,
        raw=None,
        font=None,
        words=(),
        evidence=Evidence.of(fact, box.state, shape=shape, why=box.reason),
    )
    return Candidate(mark, Shape.BOX, box.state, certain=True, look=f"seen {shape}", family="seen")
