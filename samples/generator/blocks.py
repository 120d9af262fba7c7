"""A small document before it is printed: blocks that every producer of small samples can draw.

A tick stands in them as a `Tick`, whose look each sample chooses for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """Text with one look; `shade` is a background colour, "RRGGBB"."""

    text: str
    bold: bool = False
    underline: bool = False
    strike: bool = False
    shade: str | None = None


@dataclass(frozen=True)
class Tick:
    """The box of one level: `competency` and `level` count from 0 in the order printed."""

    marked: bool
    competency: int = 0
    level: int = 0


Line = tuple[Run | Tick, ...]
Rules = Literal["all", "dotted", "horizontal", "vertical"]


@dataclass(frozen=True)
class Cell:
    """A table cell of one or more lines."""

    lines: tuple[Line, ...]
    colspan: int = 1
    rowspan: int = 1
    shade: str | None = None
    centre: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Para:
    """A paragraph; `tabs` are the positions (mm) of its tab stops, `indent` its left side (mm)."""

    line: Line
    tabs: tuple[float, ...] = ()
    indent: float = 0


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table; a cell covered by a rowspan or colspan is left out of its row, as in HTML.

    `rules` are the sides of cells that are drawn where it is ruled; web pages leave them to their style sheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    ruled: bool = True
    rules: Rules = "all"
    head_rows: int = 0
    repeat_head: bool = False


@dataclass(frozen=True)
class Beside:
    """Two tables side by side."""

    left: Grid
    right: Grid


@dataclass(frozen=True)
class NewPage:
    """The rest of the page stays empty."""


Block = Heading | Para | Bullets | Grid | Beside | NewPage


def text_line(text: str, *, bold: bool = False) -> Line:
    """A line that is only text."""
    return (Run(text, bold=bold),)


def text_cell(text: str, *, bold: bool = False, centre: bool = False, rowspan: int = 1, colspan: int = 1) -> Cell:
    """A cell that is only one line of text."""
    return Cell((text_line(text, bold=bold),), centre=centre, rowspan=rowspan, colspan=colspan)
