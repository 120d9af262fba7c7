"""The value that every reader of marks gives back."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import Word


@dataclass(frozen=True)
class SelectionMark:
    """A place where something can be ticked.

    `state` is True ticked, False seen and empty, None there but not readable. `raw` is what the PDF holds ("☒",
    "U+F0FE", "/Yes"); `words` the words the mark is made of, empty where it is no text; `confidence` is 0 to 1 and
    `reason` says in a few words where it comes from.
    """

    page: int
    box: Box
    state: bool | None
    kind: MarkKind
    raw: str | None
    font: str | None
    words: tuple[Word, ...]
    confidence: float
    reason: str
