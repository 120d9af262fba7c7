"""What a strategy gives back: competencies with their levels as they stand on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import Box
from extractor.shaping.lines import Line
from extractor.shaping.marks.selection import SelectionMark


@dataclass(frozen=True)
class BlockFound:
    number: int | None
    title: str


@dataclass(frozen=True)
class LevelFound:
    """`items` are its indicators' lines. `empty_cell` says that its place is a cell of a matrix with nothing in it."""

    label: str
    marks: tuple[SelectionMark, ...]
    items: tuple[tuple[Line, ...], ...] = ()
    empty_cell: bool = False


@dataclass(frozen=True)
class CompetencyFound:
    """`page` and `box` are those of its name, or of its first level where it has no name."""

    name: str
    page: int
    box: Box
    block: BlockFound | None
    group: str | None
    levels: tuple[LevelFound, ...]
    description: tuple[Line, ...] = ()
