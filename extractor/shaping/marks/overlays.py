"""Annotations over tick boxes: a stamp, a stroke of ink or an x typed over a box ticks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import Annotation, PageLayout
from extractor.shaping.marks.candidate import Candidate, precedence
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.places import Places
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape, character_to_sign, is_tick_letter
from extractor.shaping.tables.cells import Table

DRAWN_BY_HAND = frozenset({"Stamp", "Ink", "Line", "PolyLine", "Polygon"})
"""Those that can be a tick; Highlight, Underline, StrikeOut, Squiggly, Square, Circle and notes are not."""
LARGEST = 3.0
"""A tick is no larger than this many times its box: a stamp across the page ticks nothing."""
MISSED_BY = 0.4
"""The middle of a tick lies within the box grown by this fraction of its side: nobody aims exactly."""
LONGEST_SIGN = 3
"""Characters of a sign that an annotation types: a longer text is a note."""
TICK_SIDE = 3.0
"""A tick in an empty cell is no larger than this many text sizes."""


def tick_by_annotations(
    page: PageLayout, tables: Sequence[Table], candidates: Sequence[Candidate], text_size: float
) -> list[Candidate]:
    """The candidates, ticked where an annotation lies over them; and ticks that stand in an empty cell."""
    ticks = [a for a in page.annotations if not a.hidden and _is_tick(a)]
    if not ticks:
        return list(candidates)
    boxes: Places[int] = Places(4 * text_size)
    for i, candidate in enumerate(candidates):
        boxes.add(candidate.box.grown(MISSED_BY * max(candidate.box.width, candidate.box.height)), i)
    result = list(candidates)
    for tick in ticks:
        over = [
            i
            for i in boxes.at(tick.box.middle_x, tick.box.middle_y)
            if max(tick.box.width, tick.box.height) <= LARGEST * max(result[i].box.width, result[i].box.height)
        ]
        if over:
            nearest = min(over, key=lambda i: _distance(result[i].box, tick.box))
            result[nearest] = _ticked(result[nearest], tick)
        elif max(tick.box.width, tick.box.height) <= TICK_SIDE * text_size and _in_empty_cell(tick.box, tables):
            result.append(_tick_alone(page.number, tick))
    return result


def _is_tick(annotation: Annotation) -> bool:
    if annotation.subtype in DRAWN_BY_HAND:
        return True
    if annotation.subtype != "FreeText":
        return False
    text = (annotation.contents or "").strip()
    sign = character_to_sign(text, "")
    return is_tick_letter(text) or (sign is not None and sign.filled is True)


def _ticked(candidate: Candidate, tick: Annotation) -> Candidate:
    mark = candidate.mark
    over_field = precedence(mark.kind) == precedence(MarkKind.ANNOTATION) and mark.state is False
    typed = any(word.typed for word in mark.words)
    taken_back = candidate.filled is True and mark.kind is not MarkKind.ANNOTATION and not typed
    if over_field or taken_back:
        return candidate.found(Fact.ANNOTATION_OVER_FIELD, annotation=tick.subtype)
    ticked = candidate.found(Fact.ANNOTATION_OVER, annotation=tick.subtype)
    return replace(
        ticked, certain=True, mark=replace(ticked.mark, kind=MarkKind.ANNOTATION, raw=_raw(tick), font=mark.font)
    )


def _tick_alone(page: int, tick: Annotation) -> Candidate:
    evidence = Evidence.of(Fact.ANNOTATION_ALONE, annotation=tick.subtype)
    mark = SelectionMark(page, tick.box, MarkKind.ANNOTATION, _raw(tick), None, (), evidence)
    return Candidate(mark, Shape.TICK, True, True, "annotation", "annotation")


def _raw(tick: Annotation) -> str:
    text = (tick.contents or "").strip()
    return f"{tick.subtype} “{text}”" if 0 < len(text) <= LONGEST_SIGN else tick.subtype


def _distance(one: Box, other: Box) -> float:
    return abs(one.middle_x - other.middle_x) + abs(one.middle_y - other.middle_y)


def _in_empty_cell(box: Box, tables: Iterable[Table]) -> bool:
    return any(not cell.words and cell.box.contains_middle_of(box) for table in tables for cell in table.cells)
