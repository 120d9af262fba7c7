"""Pages → their selection marks, from the data of the PDF alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.model import MarkKind
from extractor.reading.layout import PageLayout
from extractor.shaping.grid import Table
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape, character_to_sign


def find_marks(
    pages: Sequence[PageLayout], tables: Mapping[int, Sequence[Table]], text_size: float
) -> dict[int, tuple[SelectionMark, ...]]:
    """The marks of one job description: page number → marks from top to bottom, left to right."""
    found = {}
    for page in pages:
        marks = []
        for word in page.words:
            sign = character_to_sign(word.text, word.font) if len(word.text) == 1 else None
            if sign is not None and sign.shape is Shape.BOX:
                kind = MarkKind.SYMBOL if sign.from_symbol_font else MarkKind.GLYPH
                marks.append(
                    SelectionMark(page.number, word.box, sign.filled, kind, sign.raw, word.font, (word,), 0.9, "its character")
                )
        found[page.number] = tuple(sorted(marks, key=lambda mark: (mark.box.top, mark.box.x0)))
    return found
