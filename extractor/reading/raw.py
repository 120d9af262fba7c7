"""A page as a reader found it, before anybody asked what of it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.reading.glyph_columns import Glyphs
from extractor.reading.layout import Annotation, Drawing, Glyph, Picture, Widget


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as a reader found it, hidden things and all. `typed` are the glyphs of form fields and notes.

    `shaded` are the places, in the order of painting, of shadings that are painted over an area nobody told.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    typed: Sequence[Glyph]
    drawings: Sequence[Drawing]
    pictures: Sequence[Picture]
    widgets: tuple[Widget, ...]
    annotations: tuple[Annotation, ...]
    damaged: bool = False
    shaded: Sequence[int] = ()
