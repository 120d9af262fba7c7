"""What a strategy gives back: competencies with their levels as they stand on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import Box
from extractor.reading.layout import Word
from extractor.shaping.lines import Line
from extractor.shaping.marks.selection import SelectionMark


@dataclass(frozen=True)
class BlockFound:
    number: int | None
    title: str


@dataclass(frozen=True)
class LevelFound:
    """`items` are its indicators' lines, `label_words` the words of its label where it has a label of its own.

    `empty_cell` says that its place is a cell of a matrix with nothing in it.
    """

    label: str
    marks: tuple[SelectionMark, ...]
    items: tuple[tuple[Line, ...], ...] = ()
    empty_cell: bool = False
    label_words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class CompetencyFound:
    """`page` and `box` are those of its name, or of its first level where it has no name.

    `is_choice`: its levels are boxes that each have a text of their own, as other choices of a form have too.
    """

    name: str
    page: int
    box: Box
    block: BlockFound | None
    group: str | None
    levels: tuple[LevelFound, ...]
    is_choice: bool = False
