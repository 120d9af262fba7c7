"""Small pictures → tick boxes; which picture is the ticked one only its pixels can tell."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import PageLayout, Picture
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape
from extractor.shaping.tables.cells import Table

SMALLEST, LARGEST = 0.5, 2.5
"""Sides of a picture of a tick box, in text sizes."""
SQUARE = 1.6
"""No side is longer than this many times the other."""
DIGEST_SHOWN = 8


def page_to_pictures(page: PageLayout, tables: Sequence[Table], text_size: float) -> list[Candidate]:
    small = [picture for picture in page.pictures if _is_small(picture.box, text_size)]
    if not small:
        return []
    empty_cells = [cell.box for table in tables for cell in table.cells if not cell.words]
    return [
        _picture_to_candidate(page.number, picture, any(cell.contains_middle_of(picture.box) for cell in empty_cells))
        for picture in small
    ]


def _is_small(box: Box, text_size: float) -> bool:
    small, large = sorted((box.width, box.height))
    return SMALLEST * text_size <= small and large <= min(LARGEST * text_size, SQUARE * small)


def _picture_to_candidate(page: int, picture: Picture, alone_in_cell: bool) -> Candidate:
    evidence = Evidence.of(Fact.PICTURE)
    mark = SelectionMark(page, picture.box, MarkKind.IMAGE, picture.digest[:DIGEST_SHOWN], None, (), evidence)
    return Candidate(mark, Shape.UNKNOWN, None, alone_in_cell, f"picture {picture.digest}", "picture")
