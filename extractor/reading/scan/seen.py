"""What is seen on the picture of a page, in pixels of the upright page. Frozen, so that it can be kept and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Area(NamedTuple):
    """Pixels: left, top, width, height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def grown(self, by: int) -> Area:
        return Area(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def within(self, rows: int, columns: int) -> Area:
        x, y = max(0, self.x), max(0, self.y)
        return Area(x, y, max(0, min(columns, self.right) - x), max(0, min(rows, self.bottom) - y))

    def rows(self) -> slice:
        return slice(self.y, self.bottom)

    def columns(self) -> slice:
        return slice(self.x, self.right)


@dataclass(frozen=True, slots=True)
class SeenRule:
    """A straight line of a table or under a heading."""

    area: Area
    across: bool


@dataclass(frozen=True, slots=True)
class SeenTick:
    """A box to tick, with what stands in it.

    `ink` is the inked part of its middle, `span` how far the largest stroke in there goes, as a part of the middle,
    `around` the inked part of a band around it, `left` and `right` that of a square as large as the box beside it.
    `joined`: a stroke goes from it to another box. `folded`: a line from edge to edge of the page goes through it.
    `typed`: it is a pair of brackets, and its middle is what they enclose.
    """

    area: Area
    round: bool
    ink: float
    span: float
    around: float
    left: float = 0.0
    right: float = 0.0
    joined: bool = False
    folded: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class SeenWord:
    """`confidence` is that of the engine, 0 to 1; that of a lone sign of which two readings differ is 0.

    `line` numbers the piece of a line it stands in; `baseline` is the height on which its letters stand.
    """

    text: str
    area: Area
    confidence: float
    line: int
    baseline: float
    height: int


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One upright page: of a sheet with two, each by itself. `placement` are the nine numbers of a `Placement`."""

    page: int
    rows: int
    columns: int
    placement: tuple[float, ...]
    rules: tuple[SeenRule, ...]
    ticks: tuple[SeenTick, ...]
    words: tuple[SeenWord, ...]
