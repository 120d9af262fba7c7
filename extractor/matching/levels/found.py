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
    """`rank` is the level's number, None where the label is not on the scale; `items` are its indicators' lines."""

    label: str
    rank: int | None
    marks: tuple[SelectionMark, ...]
    items: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class CompetencyFound:
    """`page` and `box` are those of its name, or of its first level where it has no name."""

    name: str
    page: int
    box: Box
    block: BlockFound | None
    group: str | None
    levels: tuple[LevelFound, ...]
