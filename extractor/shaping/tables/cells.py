"""What every way of finding a table ends in: cells over rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.geometry import Box
from extractor.reading.layout import Word


@dataclass(frozen=True)
class Cell:
    """A cell over rows `row0..row1` and columns `col0..col1` of its table, ends excluded."""

    page: int
    box: Box
    row0: int
    row1: int
    col0: int
    col1: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Table:
    """The part of a ruled table that stands on one page. `xs` and `ys` are its column and row boundaries.

    `open_top` and `open_bottom` say that no rule closes it there: a page break cut it.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @cached_property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @cached_property
    def _by_field(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row0, cell.row1)
            for col in range(cell.col0, cell.col1)
        }

    def cell_at(self, row: int, col: int) -> Cell | None:
        return self._by_field.get((row, col))

    def row(self, row: int) -> list[Cell]:
        """The cells that cover row `row`, left to right, each once."""
        found: list[Cell] = []
        for col in range(len(self.xs) - 1):
            cell = self.cell_at(row, col)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for cell in self.cells for word in cell.words)

    def without(self, words: Collection[Word]) -> Table:
        return replace(
            self,
            cells=tuple(
                replace(cell, words=tuple(word for word in cell.words if word not in words)) for cell in self.cells
            ),
        )

    def with_words(self, cell: Cell, words: Sequence[Word]) -> Table:
        """The same table, `words` added to `cell`."""
        return replace(
            self,
            cells=tuple(replace(c, words=(*c.words, *words)) if c is cell else c for c in self.cells),
        )
